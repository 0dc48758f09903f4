"""The word diff of a story of 3,000 words against difflib over the same words, side by side.

The last line is JSON: milliseconds of CPU (medians of the rounds) and their ratios.
"""

import difflib
import json
import random
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from prose import diff

ROUNDS = 7
KNOWN = [f"word{n}" for n in range(4_000)]
WEIGHTS = [1 / (n + 1) for n in range(4_000)]  # as frequent as in a language


def story(words, seed=1):
    return random.Random(seed).choices(KNOWN, WEIGHTS, k=words)


def edited(words, share, seed=3):
    chosen = random.Random(seed)
    return [word if chosen.random() > share else f"other{n}" for n, word in enumerate(words)]


def body(words):
    return "".join(f"<p>{' '.join(words[n : n + 50])}</p>" for n in range(0, len(words), 50))


def plain_difflib(old, new):
    return difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def milliseconds(function, *args):
    begun = time.process_time()
    function(*args)
    return (time.process_time() - begun) * 1000


def main():
    result = {"words": 3000, "rounds": ROUNDS}
    old = story(3_000)
    for share in (0.02, 0.5):
        new = edited(old, share)
        ours, plain = [], []
        for _ in range(ROUNDS):
            ours.append(milliseconds(diff.bodies, body(old), body(new)))
            plain.append(milliseconds(plain_difflib, old, new))
        mine, theirs = statistics.median(ours), statistics.median(plain)
        result[f"changed {share:.0%}"] = {
            "bodies_ms": round(mine, 1),
            "difflib_ms": round(theirs, 1),
            "ratio": round(mine / theirs, 2),
        }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
