"""What the rules look at: an original and its translation, read and aligned once."""

from functools import cached_property

from stylebook.checks.alignment import align, align_by_ids
from stylebook.checks.languages import data
from stylebook.checks.reading.passage import Passage


class Story:
    """`source` and `target` are Passages, `blocks` what they were made of.

    `links` aligns all of both texts: [([places in source], [places in target])]; `pairs` are the
    links with something on both sides.
    """

    def __init__(self, source, target, src, tgt, terms=()):
        self.src, self.tgt = _base(src), _base(tgt)
        self.blocks = list(source), list(target)
        self.source = [Passage(block.text, self.src) for block in source]
        self.target = [Passage(block.text, self.tgt) for block in target]
        self.terms = list(terms)

    @cached_property
    def links(self):
        if not self.source:
            return [([], [at]) for at in range(len(self.target))]
        by_ids = align_by_ids(
            [block.id for block in self.blocks[0]], [block.sources for block in self.blocks[1]]
        )
        return by_ids or align(self.source, self.target)

    @cached_property
    def pairs(self):
        return [link for link in self.links if link[0] and link[1] and not self._same(*link)]

    def _same(self, sources, targets):
        """An original that is in our language already."""
        theirs = [self.source[i].text for i in sources]
        return theirs == [self.target[j].text for j in targets]

    @property
    def theirs(self):
        return data(self.src)

    @property
    def ours(self):
        return data(self.tgt)

    def around(self, places, of):
        """The passages of a side at these places, and one before and after."""
        return of[max(0, min(places) - 1) : max(places) + 2]


def _base(language):
    return str(language or "").replace("_", "-").split("-")[0].lower()
