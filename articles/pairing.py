"""A translation and its original as rows of a page that shows both.

The marks of alignment (`data-source`) say which blocks of the original each of ours renders.
What hangs together by them is one row: a paragraph split in two, two merged into one, or
several changed about. Rows follow our text; what we left out stands where it stood in theirs.
"""

from dataclasses import dataclass, field


@dataclass
class Row:
    ours: list = field(default_factory=list)  # prose.blocks.Block; empty: left out by us
    theirs: list = field(default_factory=list)  # {"id", "tag", "html"}; empty: added by us


def rows(ours, theirs):
    """[Row] of our blocks (prose.blocks.Block) and those of a Snapshot, each block once."""
    places = {block["id"]: place for place, block in enumerate(theirs)}
    found = []
    for block in ours:
        wanted = {places[source] for source in block.sources if source in places}
        found.append(([block], wanted))
    return _with_the_rest(_joined(found), theirs)


def _joined(groups):
    """Our groups, those that share a block of the original made one where the first stood."""
    kept = []
    for blocks, wanted in groups:
        shared = [group for group in kept if group[1] & wanted]
        if not shared:
            kept.append((blocks, wanted))
            continue
        first, others = shared[0], shared[1:]
        for more in [*others, (blocks, wanted)]:
            first[0].extend(more[0])
            first[1].update(more[1])
        kept = [group for group in kept if group not in others]
    return kept


def _with_the_rest(groups, theirs):
    """Rows of the groups; before the first that is further on in the original, what none has."""
    left = set(range(len(theirs))) - {place for _, wanted in groups for place in wanted}
    found = []
    for blocks, wanted in groups:
        skipped = sorted(place for place in left if wanted and place < min(wanted))
        left.difference_update(skipped)
        found += [Row(theirs=[theirs[place]]) for place in skipped]
        found.append(Row(blocks, [theirs[place] for place in sorted(wanted)]))
    return found + [Row(theirs=[theirs[place]]) for place in sorted(left)]
