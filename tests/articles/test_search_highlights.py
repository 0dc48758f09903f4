"""Texts in pieces, with what was looked for marked."""

import pytest

from articles.search.highlights import LENGTH, excerpt, marked
from articles.search.terms import terms
from tests.articles.finding import marked as found
from tests.articles.finding import plain

FILLER = "Nothing of it stands in here at all. " * 20


def pieces(text, words, language="en", cut=excerpt):
    return cut(text, tuple(terms(words, language)), language)


def test_a_headline_is_kept_whole_and_marked():
    shown = pieces("The strikes of Łódź", "lodz strike", cut=marked)

    assert shown == [("The ", False), ("strikes", True), (" of ", False), ("Łódź", True)]


def test_a_text_without_the_words_has_no_excerpt():
    assert pieces(FILLER, "harbour") == []


def test_an_excerpt_is_cut_around_the_words():
    shown = pieces(f"{FILLER}The harbour slept. {FILLER}", "harbours")

    assert found(shown) == ["harbour"]
    assert plain(shown).startswith("…")
    assert plain(shown).endswith("…")
    assert len(plain(shown)) <= LENGTH + 40


def test_an_excerpt_begins_and_ends_between_words():
    shown = plain(pieces(f"{FILLER}The harbour slept. {FILLER}", "harbour")).strip("…")

    assert set(shown.split()) <= set(f"{FILLER} The harbour slept.".split())


def test_the_paragraph_that_has_most_of_the_words_is_shown():
    text = f"A harbour.\n{FILLER}\nThe strike closed the harbour.\nA strike."

    assert found(pieces(text, "harbour strike")) == ["strike", "harbour"]


def test_of_a_long_paragraph_the_stretch_with_most_words_is_shown():
    text = f"A harbour. {FILLER} A strike in the harbour. {FILLER}"

    assert found(pieces(text, "harbour strike")) == ["strike", "harbour"]


def test_a_short_text_is_shown_without_dots():
    assert plain(pieces("The harbour slept.", "harbour")) == "The harbour slept."


def test_pairs_of_characters_mark_what_they_stand_in():
    assert found(pieces("报道。北京市长说。", "市长", "zh")) == ["北京市长说"]


@pytest.mark.parametrize("text", ["", "\n\n", "a" * 5_000, "水" * 500])
def test_any_text_can_be_cut(text):
    assert plain(pieces(text, "harbour")) == ""


def test_a_word_longer_than_an_excerpt_is_not_cut():
    assert found(pieces("a" * 500, "a" * 500)) == ["a" * 500]
