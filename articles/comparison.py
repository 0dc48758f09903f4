"""How an original has changed, beside what our story makes of it."""

from dataclasses import dataclass, field

from prose import blocks, diff


@dataclass(frozen=True)
class Row:
    """One block of the original: what became of it, and the paragraphs of ours that render it."""

    kind: str  # same, changed, added, removed
    tag: str
    runs: list  # of diff.words
    ours: list[str] = field(default_factory=list)  # plain text
    cut: str = ""  # why ours leaves it out


@dataclass(frozen=True)
class Stretch:
    """Rows that stand together: one that changed, or all between two changes."""

    changed: bool
    rows: list[Row]


def compare(story, old, new):
    """[Stretch] of two Snapshots: headline, standfirst and text."""
    rows = [
        _line("headline", old.headline, new.headline, story.headline),
        _line("standfirst", old.standfirst, new.standfirst, story.standfirst),
        *_text(story, old.blocks, new.blocks),
    ]
    return _stretches(row for row in rows if row.runs)


def _line(tag, old, new, ours):
    kind = "same" if old == new else "changed" if old and new else "added" if new else "removed"
    return Row(kind, tag, diff.words(old, new), [ours] if ours else [])


def _text(story, old, new):
    ours, cuts = _ours(story), story.cut_blocks
    partner = diff.partners(old, new)
    removed = sorted(set(range(len(old))) - set(partner.values()))
    for n, block in enumerate(new):
        before = partner.get(n)
        while before is not None and removed and removed[0] < before:
            yield _row("removed", old[removed.pop(0)], None, ours, cuts)
        yield _row("same", old[before] if before is not None else None, block, ours, cuts)
    for o in removed:
        yield _row("removed", old[o], None, ours, cuts)


def _row(kind, old, new, ours, cuts):
    runs = diff.words(_words(old), _words(new))
    if kind == "same" and any(run != "same" for run, _ in runs):
        kind = "changed" if old else "added"
    name = old["id"] if old else ""
    return Row(kind, (new or old)["tag"], runs, ours.get(name, []), cuts.get(name, ""))


def _words(block):
    return blocks.text(f"<p>{block['html']}</p>") if block else ""


def _ours(story):
    """{id of the original's block: texts of our paragraphs that render it}"""
    found = {}
    for block in blocks.read(story.body):
        for name in block.sources:
            found.setdefault(name, []).append(block.text)
    return found


def _stretches(rows):
    found = []
    for row in rows:
        changed = row.kind != "same"
        if found and not changed and not found[-1].changed:
            found[-1].rows.append(row)
        else:
            found.append(Stretch(changed, [row]))
    return found
