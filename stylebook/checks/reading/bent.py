"""Terms in a text, in whatever form they stand there.

A word of the text is a word of a term if both begin alike and differ only in their endings,
which is how most languages bend a name:

- Letters are compared without accents, vowel points and case; but what a term writes with a
  capital the text must, too.
- Of a term's word of four letters the last may be another, of five to seven the last two, of
  longer ones the last three; the word in the text may have up to four letters more. Shorter
  words stay whole, with two more letters at most.
- Arabic and Hebrew words may carry the little words that are written together with them
  (“and”, “in”, “the”).
- Chinese, Japanese, Thai and the like are searched letter by letter: a term is there or not.

Of terms that overlap the longest counts.
"""

import re
import unicodedata
from dataclasses import dataclass, replace

# Thai, Lao, Tibetan, Burmese, Khmer, kana, Chinese characters.
_LETTERS = (
    r"\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff"
    r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_UNSPACED = re.compile(f"[{_LETTERS}]")
_WORD = re.compile(rf"[^\W{_LETTERS}]+(?:[-'’׳״][^\W{_LETTERS}]+)*")
_ALIKE = str.maketrans({"ٱ": "ا", "ى": "ي", "ة": "ه", "ı": "i", "’": "'", "\u0640": None})
_ARTICLE = {"ar": "ال"}  # of a term, because it changes behind a preposition
_ARABIC_CLITICS = ("وبال", "وكال", "فبال", "وال", "بال", "كال", "فال", "ولل", "لل", "ال", "وب",
                   "ول", "و", "ف", "ب", "ك", "ل")  # fmt: skip
_HEBREW_CLITICS = ("וכש", "ומה", "וה", "וב", "ול", "ומ", "וש", "שה", "כש", "מה", "ו", "ה", "ב",
                   "כ", "ל", "מ", "ש")  # fmt: skip
_CLITICS = {"ar": _ARABIC_CLITICS, "he": _HEBREW_CLITICS}
_LONGER = 4  # letters that an ending may add
_KEY = 3  # letters by which candidates are found


@dataclass(frozen=True)
class _Word:
    letters: str
    capital: bool


class BentTerms:
    """Terms of a language, ready to be looked for: anything with a `source`."""

    def __init__(self, terms, language):
        self.clitics = _CLITICS.get(language.split("-")[0], ())
        self.article = _ARTICLE.get(language.split("-")[0])
        self.phrases, self.strings = {}, {}
        for term in terms:
            if _UNSPACED.search(term.source):
                string = _plain(term.source).casefold()
                self.strings.setdefault(string[0], []).append((string, term))
            elif words := self._bare(_words(term.source)):
                self.phrases.setdefault(words[0].letters[:_KEY], []).append((words, term))
        for known in self.strings.values():
            known.sort(key=lambda pair: -len(pair[0]))
        for known in self.phrases.values():
            known.sort(key=lambda pair: -sum(len(word.letters) for word in pair[0]))

    def _bare(self, words):
        if not self.article:
            return words
        return [replace(word, letters=word.letters.removeprefix(self.article)) for word in words]

    def search(self, text):
        """The terms that stand in a text, in order, each as often as it does."""
        found = [*self._in_words(text), *self._in_letters(text)]
        return [term for _, term in sorted(found, key=lambda hit: hit[0])]

    def _in_letters(self, text):
        if not self.strings:
            return
        plain, at = _plain(text).casefold(), 0
        while at < len(plain):
            known = self.strings.get(plain[at], ())
            hit = next((pair for pair in known if plain.startswith(pair[0], at)), None)
            if hit:
                yield at, hit[1]
            at += len(hit[0]) if hit else 1

    def _in_words(self, text):
        if not self.phrases:
            return
        words, at = _words(text), 0
        while at < len(words):
            hit = self._phrase_at(words, at)
            if hit:
                yield words[at].at, hit[1]
            at += len(hit[0]) if hit else 1

    def _phrase_at(self, words, at):
        """The longest phrase that begins here, under any of the readings of this word."""
        readings = self._readings(words[at])
        hits = [
            pair
            for reading in readings
            for pair in self._candidates(reading.letters)
            if self._fits(pair[0], [reading, *words[at + 1 : at + len(pair[0])]])
        ]
        return max(hits, key=lambda pair: sum(len(w.letters) for w in pair[0]), default=None)

    def _candidates(self, letters):
        """By the first letters, or fewer where the term itself has fewer."""
        for length in range(1, _KEY):
            if len(letters) > length:
                yield from self.phrases.get(letters[:length], ())
        yield from self.phrases.get(letters[:_KEY], ())

    def _readings(self, word):
        """The word as it is, and without the little words in front of it."""
        rests = (
            word.letters[len(clitic) :]
            for clitic in self.clitics
            if word.letters.startswith(clitic)
        )
        return [word, *(_Found(rest, False, word.at) for rest in rests if len(rest) > 1)]

    def _fits(self, phrase, words):
        if len(words) < len(phrase):
            return False
        return _bent(phrase[0], words[0]) and all(
            any(_bent(wanted, reading) for reading in self._readings(word))
            for wanted, word in zip(phrase[1:], words[1:], strict=True)
        )


@dataclass(frozen=True)
class _Found(_Word):
    at: int


def _bent(wanted, word):
    """Whether a word of the text is this word of a term in one of its forms."""
    if wanted.capital and not word.capital:
        return False
    length = len(wanted.letters)
    if length < 4:
        return word.letters.startswith(wanted.letters) and len(word.letters) <= length + 2
    stem = length - (1 if length == 4 else 2 if length < 8 else 3)
    return len(word.letters) <= length + _LONGER and word.letters.startswith(wanted.letters[:stem])


def _words(text):
    return [
        _Found(found[0].casefold(), found[0][0].isupper(), found.start())
        for found in _WORD.finditer(_plain(text))
    ]


def _plain(text):
    """Without accents and vowel points, letters that are written either way made one."""
    parted = unicodedata.normalize("NFKD", text)
    bare = "".join(letter for letter in parted if unicodedata.category(letter) != "Mn")
    return unicodedata.normalize("NFC", bare).translate(_ALIKE)
