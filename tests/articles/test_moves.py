"""Every (state, verb, role) against the table, written out here a second time by hand."""

import itertools

import pytest

from articles import moves
from articles.models import State
from tests.articles.stories import bring, commission

# verb -> (states from which it is possible, roles that may make it). A translator's moves
# are listed for anna, whose translation it is.
TABLE = {
    "claim": ({"commissioned"}, {"anna", "omar", "ben", "carla", "max", "adam"}),
    "assign": ({"commissioned", "translating"}, {"ben", "carla", "max", "adam"}),
    "hand_in": ({"translating"}, {"anna"}),
    "release": ({"translating"}, {"anna"}),
    "return": ({"editing"}, {"ben", "carla", "max", "adam"}),
    "approve": ({"editing"}, {"ben", "carla", "max", "adam"}),
    "publish": ({"ready", "scheduled"}, {"ben", "carla", "max", "adam"}),
    "schedule": ({"ready"}, {"ben", "carla", "max", "adam"}),
    "unschedule": ({"scheduled"}, {"ben", "carla", "max", "adam"}),
    "reopen": ({"ready", "scheduled"}, {"ben", "carla", "max", "adam"}),
    "republish": ({"published"}, {"ben", "carla", "max", "adam"}),
    "correct": ({"published"}, {"max", "adam"}),
    "withdraw": ({"published"}, {"max", "adam"}),
    "kill": (
        {"commissioned", "translating", "editing", "ready", "scheduled"},
        {"ben", "carla", "max", "adam"},
    ),
    "confirm_source": (
        {"commissioned", "translating", "editing", "published"},
        {"ben", "carla", "max", "adam"},
    ),
}
PEOPLE = ("anna", "omar", "ben", "carla", "pia", "nina", "max", "adam")


def test_the_table_written_here_names_every_verb():
    assert set(TABLE) == set(moves.VERBS)


@pytest.mark.parametrize("state", State.values)
def test_every_verb_in_every_role_is_as_the_table_says(desk, state):
    article = bring(desk, State(state))

    found = {
        (verb, person)
        for verb, person in itertools.product(TABLE, PEOPLE)
        if not moves.refusal(article, verb, getattr(desk, person))
    }

    expected = {
        (verb, person)
        for verb, (states, people) in TABLE.items()
        if state in states
        for person in people
    }
    assert found == expected


def test_who_translated_may_not_approve_even_as_administrator(desk):
    article = bring(desk, State.EDITING)
    article.translator = desk.adam

    assert "You translated" in moves.refusal(article, "approve", desk.adam)


def test_a_superuser_needs_other_eyes_too(desk):
    article = bring(desk, State.EDITING)
    desk.ben.is_superuser = True
    article.text_edited_by = desk.ben

    assert "You edited this text last" in moves.refusal(article, "approve", desk.ben)


def test_a_translator_does_not_see_another_translators_story(desk):
    article = bring(desk, State.TRANSLATING)

    assert moves.may_see(desk.anna, article)
    assert not moves.may_see(desk.omar, article)


def test_a_translator_sees_what_is_open_to_be_claimed(desk):
    assert moves.may_see(desk.omar, commission(desk))


def test_a_newsletter_editor_sees_no_story_on_the_desk(desk):
    assert not moves.may_see(desk.nina, commission(desk))


def test_a_person_who_left_may_do_nothing(desk):
    article = bring(desk, State.EDITING)
    desk.carla.is_active = False

    assert moves.refusal(article, "approve", desk.carla)
    assert moves.editable_fields(desk.carla, article) == frozenset()


def test_a_photo_editor_changes_only_the_photographs(desk):
    article = bring(desk, State.EDITING)

    assert moves.editable_fields(desk.pia, article) == {"lead_photo", "lead_caption"}


def test_a_translator_who_handed_in_is_told_with_whom_the_story_is(desk):
    article = bring(desk, State.EDITING)

    assert "with the editors" in moves.may_edit(desk.anna, article)


@pytest.mark.parametrize("state", [State.KILLED, State.WITHDRAWN])
def test_a_closed_story_is_changed_by_nobody(desk, state):
    article = bring(desk, state)

    assert all(moves.may_edit(getattr(desk, person), article) for person in PEOPLE)
