"""A term looked up by words of any language, and the duplicates of one that is typed."""

import pytest

from stylebook import duplicates, looking_up, tuning
from stylebook.entries import Entry, Worded
from tests.factories import make_rule, make_term, make_user

pytestmark = pytest.mark.django_db


def look(words, theirs="ru", ours="en"):
    return [(p.source, p.target) for p in looking_up.look_up(words, theirs=theirs, ours=ours)]


@pytest.mark.parametrize("words", ["Бишкек", "бишкек", "БИШ", "bish", "frunze"])
def test_any_wording_in_any_case_leads_to_it(words):
    make_term("Бишкек", "Bishkek", banned=["Frunze"])
    assert look(words) == [("Бишкек", "Bishkek")]


def test_somebody_from_another_language_sees_how_we_write_it():
    make_term("Бишкек", "Bishkek")
    assert look("Бишкек", theirs="fr") == [("Bishkek", "Bishkek")]
    assert look("Бишкек", theirs="") == [("Bishkek", "Bishkek")]


def test_a_term_without_a_word_of_ours_has_none_to_insert():
    make_term("Ош", "")
    assert look("Ош") == [("Ош", "")]


def test_what_is_not_translated_is_written_as_it_is():
    make_term("Inès", "", "fr", keep=True)
    assert look("inès", theirs="fr") == [("Inès", "Inès")]


def test_no_more_than_a_list_for_the_eye():
    for n in range(looking_up.SHOWN + 5):
        make_term(f"Слово {n}", f"Word {n}")
    assert len(look("Word")) == looking_up.SHOWN


# --- duplicates


def found(*wordings, besides=None):
    return list(duplicates.found(Entry(wordings=wordings), besides=besides))


def test_a_wording_that_stands_elsewhere_is_named_with_what_it_leads_to():
    term = make_term("Бишкек", "Bishkek")
    assert found(Worded("ru", "БИШКЕК")) == ["The Stylebook has this already: Бишкек → Bishkek."]
    assert found(Worded("ru", "Бишкек"), besides=term) == []


def test_what_is_never_written_is_no_duplicate():
    make_term("Киев", "Kyiv", banned=["Kiev"])
    assert found(Worded("en", "Kiev")) == []
    assert found(Worded("en", "Kyiv", "never")) == []


def test_the_same_word_of_another_language_is_another_term():
    make_term("Бишкек", "Bishkek")
    assert found(Worded("ky", "Бишкек")) == []


# --- tuning


def test_only_the_active_rows_of_the_language_are_looked_for():
    make_rule("one", "1")
    make_rule("two", "2", active=False)
    make_rule("trois", "3", language="fr")
    make_rule("four", "4", language="en-GB")
    assert {row.words for row in tuning.rows("en-GB")} == {"one", "four"}
    assert {row.words for row in tuning.rows("fr-CA")} == {"trois"}


def test_a_check_says_what_it_looks_for():
    assert tuning.says("house_style") == "Our house style has something else."
    assert tuning.says("doubled_word")
    assert tuning.says("gone_with_the_last_release") == "gone_with_the_last_release"


def test_a_check_is_graded_once_and_by_the_last_who_did():
    first, second = make_user("managing editor"), make_user("administrator")
    tuning.grade("house_style", "hint", by=first)
    tuning.grade("house_style", "off", by=second)
    assert tuning.severities() == {"house_style": "off"}
    tuning.grade("house_style", "", by=first)
    assert tuning.severities() == {}
