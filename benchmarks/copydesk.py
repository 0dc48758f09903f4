"""The copy checks on stories that we wrote ourselves: invented news and its correct translation.

What they say of the good translations is a false alarm; of errors put in by hand (see
copydesk_seeds.py) it is counted how many raise a new flag where they were done, and of harmless
edits how many raise any. The last line is JSON: alarms per 1,000 words, shares, milliseconds of
CPU and the growth of memory per 1,000 words, seconds to load and the peak memory.

    python benchmarks/copydesk.py              TRIES=40    of each kind of edit per story
    python benchmarks/copydesk.py --list       every alarm on the good translations
    python benchmarks/copydesk.py --held-out   on freer translations, measured before rules saw them

“weekday” counts days that the original does not name, either; “weekday of both” does not.

The stories under copydesk_held_out/ were written in the manner of agencies without a look at the
rules. Each was measured before anything was mended on it, those in sealed/ once more after the
rules had been mended on open/ alone, and those in fresh/ when nothing had been tuned on them, after
285,000 words of other people's translated prose; since then all have been read.
`--held-out=sealed` has one folder alone.
"""

import json
import os
import random
import resource
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
started = time.process_time()

from stylebook.checks import SEVERITIES, Block, check  # noqa: E402

check(
    [Block("a", "Ein Test am Montag, 5. Mai.")],
    [Block("b", "A test on Monday, May 5.")],
    "de",
    "en",
)
LOAD = time.process_time() - started

from benchmarks.copydesk_answerable import weekday  # noqa: E402
from benchmarks.copydesk_seeds import ERRORS, HARMLESS  # noqa: E402

STORIES = Path(__file__).with_name("copydesk_stories")
for argument in sys.argv:
    if argument.startswith("--held-out"):
        STORIES = Path(__file__).with_name("copydesk_held_out") / argument.partition("=")[2]
TRIES = int(os.environ.get("TRIES", 6))
NEAR = 1  # paragraphs from the place of an error


def stories(folder=None):
    """[(languages, source, target)] from files of “< theirs” and “> ours” lines.

    A file is called by the original's language, or by both: de-fr.txt."""
    found = []
    for path in sorted((folder or STORIES).rglob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("= "):
                theirs, _, ours = path.stem.partition("-")
                found.append(((theirs, ours or "en"), [], []))
            elif line:
                found[-1][1 if line[0] == "<" else 2].append(line[2:])
    return found


def findings(languages, source, target):
    blocks = [
        [Block(f"{side}{n}", text) for n, text in enumerate(texts)]
        for side, texts in (("s", source), ("t", target))
    ]
    return check(*blocks, *languages)


def key(finding):
    return finding.code, finding.evidence


def new_ones(before, after, place):
    """What is new about here, as (code, severity)."""
    known = Counter(map(key, before))
    new = []
    for finding in after:
        if known[key(finding)] > 0:
            known[key(finding)] -= 1
        elif place is None or any(
            at is not None and abs(at - place) <= NEAR for at in (finding.block, finding.src_block)
        ):
            new.append((finding.code, finding.severity))
    return new


def shares(edits, told, anywhere):
    """{kind: [number, any, warning or blocker, blocker]}"""
    table = {}
    for kind, edit in edits.items():
        chance = random.Random(kind)
        row = [0, 0, 0, 0]
        for languages, source, target, before in told:
            for _ in range(TRIES):
                edited = edit(chance, source, target, *_language(edit, languages))
                if not edited or edited[1] == target:
                    continue
                place = None if anywhere else edited[2]
                new = new_ones(before, findings(languages, *edited[:2]), place)
                severities = {severity for _, severity in new}
                row[0] += 1
                row[1] += bool(severities)
                row[2] += bool(severities & {"blocker", "warning"})
                row[3] += "blocker" in severities
                if "--list" in sys.argv and bool(severities) == anywhere:
                    _show(kind, languages, target, edited[1], new)
        table[kind] = row
    return table


def _language(edit, languages):
    """What an edit that depends on the original's language is told of it."""
    return languages[:1] if edit is weekday else ()


def _show(kind, languages, before, after, new):
    changed = [(a, b) for a, b in zip(before, after, strict=False) if a != b][:1]
    print(f"  {kind} {'-'.join(languages)} {new} {changed}")


def main():
    texts = stories()
    words = sum(len(text.split()) for _, _, target in texts for text in target)
    for story in texts:  # once, to fill what is kept between stories
        findings(*story)
    begun = time.process_time()
    told = [(*story, findings(*story)) for story in texts]
    milliseconds = (time.process_time() - begun) * 1000
    alarms = Counter(finding.severity for *_, found in told for finding in found)
    for languages, _, target, found in told:
        for f in found:
            if "--list" in sys.argv or f.severity == "blocker":
                text = target[f.block][:60] if f.block is not None else ""
                print(f"{'-'.join(languages)} {f.severity} {f.code}: {f.message} [{text}]")
    caught, harmless = (
        shares(ERRORS | {"weekday of both": weekday}, told, False),
        shares(HARMLESS, told, True),
    )
    pairs = {languages for languages, *_ in texts}
    print(f"{len(texts)} stories in {len(pairs)} pairs of languages, {words} words of ours")
    for severity in SEVERITIES:
        print(f"{severity:8} {alarms[severity] / words * 1000:6.2f} false alarms per 1,000 words")
    print(f"{'error':20}  number  any  warning  blocker")
    for kind, (n, *hits) in (caught | harmless).items():
        print(f"{kind:20} {n:7} " + "  ".join(f"{hit / max(1, n):6.2f}" for hit in hits))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({
        "words": words,
        "false_alarms": {s: round(alarms[s] / words * 1000, 2) for s in SEVERITIES},
        "caught": {k: [round(h / max(1, n), 3) for h in hits] for k, (n, *hits) in caught.items()},
        "harmless": {k: round(row[1] / max(1, row[0]), 3) for k, row in harmless.items()},
        "ms_per_1000_words": round(milliseconds / words * 1000, 1),
        "peak_mb": round(peak, 1),
        "load_seconds": round(LOAD, 3),
    }))  # fmt: skip


if __name__ == "__main__":
    main()
