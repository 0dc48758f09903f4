"""From what somebody typed to what is looked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search import query
from articles.search.terms import label, terms


def wanted(text, language="en"):
    return list(query.read(text, language).wanted)


def unwanted(text, language="en"):
    return list(query.read(text, language).unwanted)


# --- terms


def test_a_word_is_found_in_any_of_its_forms():
    assert terms("Migrants crossed", "en") == terms("migrant crossing", "en")


def test_words_are_stemmed_in_the_language_of_the_edition():
    assert terms("nationales", "fr") == terms("nationale", "fr")
    assert terms("президентом", "ru") == terms("президента", "ru")
    assert terms("harbours", "fr-CA") == terms("harbours", "fr")


def test_a_language_that_has_no_stemmer_keeps_its_words_whole():
    assert terms("Kabineti ministrů", "xx") == ["kabineti", "ministru"]


def test_figures_are_left_alone():
    assert terms("2026", "en") == ["2026"]


def test_scripts_without_spaces_go_by_pairs_of_characters():
    assert terms("北京市长", "zh") == ["北京", "京市", "市长"]


def test_a_label_holds_nothing_that_an_index_reads_as_a_sign():
    assert label("author", "ada'\" )(*\\\x00|&!:ember-3") == "_author_adaember-3"


def test_no_word_can_be_a_label():
    assert terms("_section_world", "en") == ["section", "world"]


# --- words


def test_each_word_is_wanted():
    assert wanted("harbour strike") == [("harbour",), ("strike",)]


def test_a_word_that_is_said_twice_is_looked_for_once():
    assert wanted("Strike strikes striking") == [("strike",)]


@pytest.mark.parametrize(
    "text", ['"general strike"', "“general strike”", "«general strike»", "„general strike“"]
)
def test_words_in_quotes_stand_side_by_side(text):
    assert wanted(text) == [("general", "strike")]


def test_a_quote_that_is_never_closed_goes_to_the_end():
    assert wanted('port "general strike') == [("port",), ("general", "strike")]


def test_words_joined_by_a_sign_stand_side_by_side():
    assert wanted("COVID-19 l’État") == [("covid", "19"), ("l", "etat")]


@pytest.mark.parametrize("minus", ["-", "−", "–"])
def test_a_minus_leaves_a_word_out(minus):
    assert wanted(f"strike {minus}football") == [("strike",)]
    assert unwanted(f"strike {minus}football") == [("footbal",)]


def test_a_minus_leaves_a_phrase_out():
    assert unwanted('strike -"general strike"') == [("general", "strike")]


def test_a_minus_inside_a_word_leaves_nothing_out():
    assert unwanted("strike-bound harbour- -") == []


def test_nothing_but_words_to_leave_out_is_no_query():
    assert not query.read("-football", "en")


def test_one_character_of_a_script_without_spaces_begins_a_pair():
    assert wanted("水", "zh") == [("水*",)]


@pytest.mark.parametrize("text", ["", "   ", "* * *", "—", "😀", "\x00", '""', "-", '-"', "()"])
def test_what_has_no_words_is_no_query(text):
    assert not query.read(text, "en")


def test_the_text_is_kept_for_the_field_without_what_cannot_be_seen():
    assert query.read("  har\x00bour\u200b \n strike ", "en").text == "harbour strike"


def test_a_query_has_an_end():
    read = query.read("a1 b2 c3 " * 5_000, "en")

    assert len(read.text) <= query.LONGEST
    assert len(query.read(" ".join(f"w{n}" for n in range(80)), "en").wanted) == query.MOST


@given(st.text(max_size=400))
def test_whatever_is_typed_is_read(text):
    read = query.read(text, "en")

    for phrase in read.wanted + read.unwanted:
        assert not set("".join(phrase)) & set(" '\"\\:&|!()_\x00")
