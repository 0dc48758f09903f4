"""Words of any script, as memory and search compare them."""

import pytest

from articles.words import base, folded, runs, written


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("München", "munchen"),
        ("Łódź", "lodz"),
        ("Søren Ærø", "soren aero"),
        ("Đorđe", "dorde"),
        ("Straße", "STRASSE"),
        ("Œuvre", "oeuvre"),
        ("İstanbul", "istanbul"),
        ("Diyarbakır", "diyarbakir"),
        ("Ёлка", "елка"),
        ("Ａｃｍｅ™", "acmetm"),
        ("أَحْمَد", "احمد"),
    ],
)
def test_what_is_written_in_two_ways_is_one_word(one, other):
    assert folded(one) == folded(other)


def test_a_russian_short_i_stays_the_letter_that_it_is():
    assert folded("Русский") == "русский"


def test_an_accent_of_its_own_goes_like_one_that_is_part_of_its_letter():
    assert folded("cafe\u0301") == folded("café") == "cafe"


def test_words_are_what_stands_between_signs():
    assert runs("It’s “COVID-19”, e.g. l’État_x") == [
        "it",
        "s",
        "covid",
        "19",
        "e",
        "g",
        "l",
        "etat",
        "x",
    ]


def test_a_word_is_known_by_its_place_before_it_is_folded():
    text = "In Łódź, cafe\u0301s"

    assert [text[m.start() : m.end()] for m in written(text)] == ["In", "Łódź", "cafe\u0301s"]


def test_vowel_signs_do_not_part_a_written_word():
    assert [match.group() for match in written("सरकार ने कहा")] == ["सरकार", "ने", "कहा"]


def test_a_language_is_looked_for_without_its_region():
    assert base("pt-BR") == "pt"
