"""The errors and the edits that the benchmark puts in are what they say."""

import random

import pytest

from benchmarks.copydesk import key, new_ones
from benchmarks.copydesk_seeds import DAYS, ERRORS, HARMLESS, MONTHS
from stylebook.checks import Finding

SOURCE = ["Am Montag.", "Am 5. Juli.", "Kranenburg."]
TARGET = [
    "On Monday, Willem Kranenburg paid $2.5 million in France. “It is late,” said Kranenburg.",
    "It was July 5, 2019, and 40 percent of the seven boats were gone. The mayor had left early.",
    "Later, Anna Wiesenburg came to the harbor with 45 men. Nobody had told her what was wrong.",
]


def edited(edits, kind, tries=20):
    """Distinct results of an edit."""
    chance = random.Random(1)
    done = [edits[kind](chance, SOURCE, TARGET) for _ in range(tries)]
    return [edit for edit in done if edit]


@pytest.mark.parametrize("kind", ERRORS)
def test_an_error_changes_ours_and_leaves_the_original_alone(kind):
    for source, target, _ in edited(ERRORS, kind):
        assert source == SOURCE
        assert target != TARGET


@pytest.mark.parametrize("kind", ERRORS)
def test_an_error_is_where_it_says(kind):
    for _, target, place in edited(ERRORS, kind):
        assert target[:place] == TARGET[:place]


@pytest.mark.parametrize(
    ("kind", "among"), [("month", MONTHS), ("weekday", DAYS), ("scale", ["million", "billion"])]
)
def test_a_word_becomes_another_of_its_kind(kind, among):
    for _, target, place in edited(ERRORS, kind):
        was = {word.strip(",.") for word in TARGET[place].split()}
        new = {word.strip(",.") for word in target[place].split()} - was
        assert new
        assert new <= set(among)


@pytest.mark.parametrize("kind", ["digit", "transposed"])
def test_figures_change_and_words_stay(kind):
    for _, target, place in edited(ERRORS, kind):
        letters = [c for c in target[place] if not c.isdigit()]
        assert letters == [c for c in TARGET[place] if not c.isdigit()]


def test_a_dropped_paragraph_is_gone():
    assert all(len(target) == 2 for _, target, _ in edited(ERRORS, "paragraph dropped"))


def test_a_dropped_sentence_is_gone():
    for _, target, place in edited(ERRORS, "sentence dropped"):
        assert target[place] in TARGET[place] or len(target[place]) < len(TARGET[place])


def test_names_are_misspelled_by_how_often_they_stand():
    for _, target, _ in edited(ERRORS, "name once of many"):
        assert " ".join(target).count("Kranenburg") == 1
    for _, target, _ in edited(ERRORS, "name used once"):
        assert " ".join(target).count("Kranenburg") == 2


@pytest.mark.parametrize("kind", HARMLESS)
def test_a_harmless_edit_keeps_the_words(kind):
    def letters(texts):
        text = "".join(c for c in "".join(texts).lower() if c.isalnum())
        return text.replace("and", "").replace("five", "5").replace("seven", "7")

    for _, target, _ in edited(HARMLESS, kind):
        assert letters(target) == letters(TARGET)


# --- what is new


def finding(code="x", evidence="e", block=0):
    return Finding(code, "hint", block, evidence=(evidence,))


def test_a_finding_is_known_by_its_code_and_evidence():
    assert key(finding(block=0)) == key(finding(block=5))
    assert key(finding(evidence="e")) != key(finding(evidence="f"))


def test_only_what_was_not_there_before_is_new():
    before = [finding(), finding("y")]
    assert new_ones(before, before, 0) == []
    assert new_ones(before, [*before, finding()], 0) == [("x", "hint")]


@pytest.mark.parametrize(("block", "counts"), [(3, True), (4, True), (2, True), (6, False)])
def test_a_new_finding_counts_near_the_error_only(block, counts):
    assert bool(new_ones([], [finding(block=block)], 3)) is counts
    assert new_ones([], [finding(block=block)], None)
