"""A paragraph and what can be read from it, each thing once and when it is asked for."""

import re
from functools import cached_property

from stylebook.checks.languages import data
from stylebook.checks.reading import cjk
from stylebook.checks.reading.figures import figures
from stylebook.checks.reading.marks import marker, words_of
from stylebook.checks.reading.quantities import ascii_digits, fractions, roman_numerals
from stylebook.checks.reading.sentences import sentence_spans
from stylebook.checks.reading.spelled import in_smaller_units, spelled, with_halves

_MAYBE = re.compile(r"@|://|\w\.[a-z]{2}")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.[\w.-]+|@\w+"
    r"|\b[\w-]+\.(?:com|org|net|info|de|fr|cz|ru|pl|uk|cn|eu|ua|es|it|jp|br|tr)\b(?:/\S*)?"
)


class Passage:
    """`text` is as it was given; `plain` has the same length, addresses of the web blanked."""

    def __init__(self, text, language):
        self.text, self.language = text, language

    @cached_property
    def plain(self):
        if not _MAYBE.search(self.text):
            return self.text
        return _ADDRESS.sub(lambda found: " " * len(found[0]), self.text)

    @cached_property
    def figured(self):
        """`plain` with the digits of all scripts as ours."""
        return ascii_digits(self.plain)

    @cached_property
    def words(self):
        return words_of(self.plain, self.language)

    @cached_property
    def marks(self):
        return marker(self.language).marks(self.figured, self.words)

    def values(self, kind):
        """{value} of the marks of one kind."""
        return {mark.value for mark in self.marks if mark.kind == kind}

    @cached_property
    def quantities(self):
        text = self.figured
        if data(self.language).unspaced:
            found = [*cjk.numbers(text, self.marks)]
            found += spelled(text, self.language, self.marks)
        else:
            found = figures(text, self.language, self.marks)
            taken = [(q.start, q.end) for q in found]
            words = spelled(text, self.language, self.marks)
            found += [q for q in words if not any(a <= q.start < b for a, b in taken)]
        if self.language == "en":
            in_smaller_units(text, found)
        return with_halves(text, [*found, *roman_numerals(text), *fractions(text)], self.language)

    @cached_property
    def sentences(self):
        return sentence_spans(self.text, self.language)

    @cached_property
    def length(self):
        """In characters; of a text without spaces, letters of others count as the others' do."""
        known = data(self.language)
        if not known.unspaced:
            return len(self.text)
        others = sum(letter < "\u2000" for letter in self.text)
        return len(self.text) - others + int(others / known.ratio)
