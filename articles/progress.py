"""How far a translation is: its words and paragraphs, and about how many words it will have."""

from dataclasses import dataclass

from articles import counting, readiness
from prose import blocks
from sources.languages import language_name


@dataclass(frozen=True)
class Progress:
    pair: str
    written: int
    expected: int
    settled: int
    total: int
    factor: float
    unit: str

    @property
    def words(self):
        return f"{self.written:,} of about {self.expected:,} {self.unit}"

    @property
    def paragraphs(self):
        if self.settled == self.total:
            return "Every paragraph is accounted for"
        return f"{self.settled} of {self.total} paragraphs"


def of(article, shown, cuts):
    """Where this story stands. `shown` are the blocks of its Snapshot with their `words`."""
    rate = counting.factor(article.original.language, article.language)
    left_out = {block["id"] for block in shown if cuts.get(block["id"])}
    open_ones = set(readiness.uncovered(article)) - left_out
    return Progress(
        pair=f"{language_name(article.original.language)} → {language_name(article.language)}",
        written=written(article),
        expected=counting.expected(
            sum(block["words"] for block in shown if block["id"] not in left_out), rate
        ),
        settled=sum(block["id"] not in open_ones for block in shown),
        total=len(shown),
        factor=rate,
        unit=counting.unit(article.language),
    )


def written(article):
    """The words of ours: without those that still stand as in the original."""
    untouched = {blocks.text(f"<p>{b['html']}</p>") for b in article.snapshot.blocks}
    texts = (block.text for block in blocks.read(article.body))
    return sum(counting.count(text) for text in texts if text not in untouched)
