"""What was read once is read again when it has changed, and only then."""

import pytest

from stylebook import stamps, tuning
from tests.factories import make_rule, make_term, make_user

pytestmark = pytest.mark.django_db


def test_all_stamps_are_asked_in_one_question(django_assert_num_queries):
    with django_assert_num_queries(1):
        stamps.read()


def test_where_there_is_nothing_nothing_has_changed():
    assert stamps.read() == stamps.Stamps()


def test_each_stamp_changes_with_its_own():
    before = stamps.read()
    make_term("Ош")
    with_term = stamps.read()
    make_rule("one", "1")
    with_rule = stamps.read()
    tuning.grade("house_style", "hint", by=make_user("managing editor"))
    with_all = stamps.read()

    assert before.terms != with_term.terms == with_rule.terms
    assert with_term.rules == before.rules != with_rule.rules == with_all.rules
    assert with_rule.severities == before.severities != with_all.severities


def test_unchanged_rules_and_severities_are_read_once(django_assert_num_queries):
    make_rule("one", "1")
    rules, severities = stamps.read().rules, ("another",)
    with django_assert_num_queries(2):
        kept = tuning.rows_at("en", rules), tuning.severities_at(severities)
    with django_assert_num_queries(0):
        assert kept == (tuning.rows_at("en", rules), tuning.severities_at(severities))


def test_a_changed_or_deleted_rule_is_read_anew():
    def words():
        return [row.words for row in tuning.rows_at("en", stamps.read().rules)]

    rule, other = make_rule("one", "1"), make_rule("two", "2")
    assert words() == ["one", "two"]
    rule.words = "eins"
    rule.save()
    assert words() == ["eins", "two"]
    rule.delete()
    assert words() == ["two"]
    other.active = False
    other.save()
    assert words() == []


def test_a_severity_is_read_anew_whenever_it_is_changed():
    def severities():
        return tuning.severities_at(stamps.read().severities)

    by = make_user("managing editor")
    for severity in ("hint", "off", "blocker"):
        tuning.grade("house_style", severity, by=by)
        assert severities() == {"house_style": severity}
    tuning.grade("house_style", "", by=by)
    assert severities() == {}
