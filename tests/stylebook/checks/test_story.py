"""A story as the rules look at it."""

import pytest

from stylebook.checks import Block
from stylebook.checks.story import Story
from tests.stylebook.checks.telling import blocks

SOURCE = "Es kamen 415 Gäste.\nNiemand blieb länger als bis 23 Uhr.\nDie Feier kostete 82 Euro."
TARGET = "As many as 415 guests came.\nNobody stayed beyond 11 p.m.\nThe party cost 82 euros."


def story(source=SOURCE, target=TARGET, src="de", tgt="en"):
    return Story(blocks(source, "s"), blocks(target, "t"), src, tgt)


def test_all_of_both_texts_is_linked():
    assert story().links == [([0], [0]), ([1], [1]), ([2], [2])]
    assert story().pairs == story().links


def test_without_an_original_ours_stands_alone():
    alone = story(source="")
    assert alone.links == [([], [0]), ([], [1]), ([], [2])]
    assert alone.pairs == []


def test_without_a_translation_all_is_missing():
    missing = story(target="")
    assert missing.links == [([0], []), ([1], []), ([2], [])]
    assert missing.pairs == []


def test_a_paragraph_that_is_ours_already_is_no_pair():
    same = story(source=TARGET)
    assert len(same.links) == 3
    assert same.pairs == []


def test_what_blocks_say_they_render_goes_before_their_texts():
    source = [Block("a", "Es kamen 415 Gäste."), Block("b", "Die Feier kostete 82 Euro.")]
    target = [Block("x", "The party cost 82 euros.", sources=("b",)), Block("y", "They came.")]
    assert Story(source, target, "de", "en").links == [([0], []), ([1], [0]), ([], [1])]


@pytest.mark.parametrize(
    ("places", "around"), [([0], [0, 1]), ([1], [0, 1, 2]), ([2], [1, 2]), ([0, 1], [0, 1, 2])]
)
def test_around_is_one_before_and_one_after(places, around):
    told = story()
    assert told.around(places, told.target) == [told.target[n] for n in around]


@pytest.mark.parametrize(
    ("code", "language"),
    [("pt-BR", "pt"), ("zh_Hans", "zh"), ("EN", "en"), ("", ""), (None, ""), ("sr-Latn-RS", "sr")],
)
def test_a_language_is_its_first_part(code, language):
    told = story(src=code)
    assert told.src == language
    assert told.theirs.code == language


def test_our_language_may_be_french():
    told = story(tgt="fr")
    assert told.ours.code == "fr"
    assert all(passage.language == "fr" for passage in told.target)
