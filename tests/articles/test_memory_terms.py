"""Texts as terms: what makes two paragraphs of any script alike."""

import pytest

from articles.memory.terms import likeness, terms


def test_a_word_counts_by_its_beginning():
    assert terms("The presidents met.") == ["the", "presid", "met"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ÉLYSÉE", "elysee"),
        ("Ёлка", "елка"),
        ("أَحْمَد", "احمد"),  # vowel marks and the hamza
        ("كتـــاب", "كتاب"),  # a stretched word
        ("ＮＡＴＯ", "NATO"),  # full width
        ("президента", "президентом"),  # two cases of one noun
        ("Straße", "STRASSE"),
    ],
)
def test_what_is_written_in_two_ways_is_one_term(one, other):
    assert terms(one) == terms(other)


def test_chinese_goes_by_pairs_of_characters():
    assert terms("北京市长") == ["北京", "京市", "市长"]


def test_a_single_chinese_character_stands_for_itself():
    assert terms("水，火") == ["水", "火"]


def test_figures_between_chinese_characters_stay_whole():
    assert terms("在2026年") == ["在", "2026", "年"]


def test_korean_finds_a_noun_with_another_particle():
    assert set(terms("대통령이")) & set(terms("대통령은")) == {"대통", "통령"}


def test_hindi_vowel_signs_do_not_part_a_word():
    assert len(terms("सरकार ने कहा")) == 3


@pytest.mark.parametrize("text", ["", "   ", "* * *", "—", "😀", "_"])
def test_what_has_no_words_has_no_terms(text):
    assert terms(text) == []


def test_terms_hold_nothing_that_an_index_reads_as_a_sign():
    assert terms("""it's "a" & (b | c): *d* \\ 'e'""") == ["it", "s", "a", "b", "c", "d", "e"]


def test_the_same_text_is_a_hundred_percent():
    assert likeness("Two cranes move.", "Two  cranes\nmove.") == 100


def test_only_the_same_text_is_a_hundred_percent():
    assert likeness("Two cranes move.", "Two Cranes move!") == 99


def test_a_word_of_four_is_a_quarter():
    assert likeness("Two cranes move slowly", "Two cranes move fast") == 75


def test_a_character_of_four_is_a_quarter():
    assert likeness("北京市长", "北京市民") == 75


def test_texts_without_a_common_word_have_nothing_in_common():
    assert likeness("Two cranes move", "One morning in port") == 0


def test_two_texts_of_signs_alone_are_not_divided_by_nothing():
    assert likeness("* * *", "—") <= 99
