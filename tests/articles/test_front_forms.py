"""What the desk's form of a front says, as far as it can be read."""

import datetime
from types import SimpleNamespace

import pytest
from django.http import QueryDict
from django.utils import timezone

from articles.front_forms import MOST, TypedFront, rows
from articles.fronts import PLACES, Pin


def typed(*stories, **said):
    """A form that was sent with these (id, place, until), or ids alone, which are not pinned."""
    data = QueryDict(mutable=True)
    for story in stories:
        key, *pin = story if isinstance(story, tuple) else (story,)
        data.appendlist("story", str(key))
        if pin:
            data[f"story-{key}-pinned"] = "on"
            data[f"story-{key}-place"] = str(pin[0])
            data[f"story-{key}-until"] = pin[1] if len(pin) > 1 else ""
    for name, value in said.items():
        data[name] = value
    return TypedFront(data)


def test_pins_come_in_the_order_of_their_places():
    front = typed((7, 3), 5, (9, 1))

    assert front.is_valid
    assert front.pins() == [Pin(0, 9), Pin(2, 7)]


def test_a_time_is_read_in_the_zone_of_the_desk(settings):
    settings.TIME_ZONE = "Europe/Berlin"
    with timezone.override("Europe/Berlin"):
        [pin] = typed((7, 1, "2026-07-01T18:00")).pins()

    assert pin.until == datetime.datetime(2026, 7, 1, 16, tzinfo=datetime.UTC)


@pytest.mark.parametrize("place", ["0", str(PLACES + 1), "-1", "first", ""])
def test_a_place_that_is_none_is_told_and_left_out(place):
    front = typed((7, place), (9, 2))

    assert not front.is_valid
    assert front.forms[7].errors["place"]
    assert front.pins() == [Pin(1, 9)]


def test_every_fault_is_told_at_once():
    front = typed((7, "x"), (9, "y"))

    assert [bool(form.errors) for form in front.forms.values()] == [True, True]


def test_a_time_that_cannot_be_read_is_told():
    front = typed((7, 1, "tomorrow"))

    assert front.forms[7].errors["until"]


@pytest.mark.parametrize("key", ["", "x", "0", "-3", "9" * 40])
def test_what_is_no_story_is_not_taken_for_one(key):
    assert typed(key, version="3").forms == {}


def test_nobody_sends_more_stories_than_a_form_shows():
    assert len(typed(*range(1, MOST + 50)).forms) == MOST


@pytest.mark.parametrize(("version", "seen"), [("3", 3), ("0", 0), ("", 0), ("x", 0)])
def test_a_version_that_cannot_be_read_is_one_that_nobody_saw(version, seen):
    assert typed(version=version).version == seen


def test_a_note_is_one_line_of_visible_characters():
    assert typed(note=" For the\u200b vote \n today ").note == "For the vote today"
    assert len(typed(note="x" * 999).note) == 300


# --- rows


def stories(*keys):
    return [SimpleNamespace(pk=key) for key in keys]


def test_a_row_shows_what_is_pinned_and_what_is_not():
    until = timezone.now()

    pinned, other = rows(stories(7, 9), [Pin(2, 7, until)])

    assert (pinned.form.holds, pinned.form["place"].value()) == (True, 3)
    assert pinned.form.initial["until"] == until
    assert (other.form.holds, other.form["place"].value()) == (False, None)


def test_a_row_shows_what_was_typed_before_what_is_stored():
    front = typed((7, 5), 9)

    first, second, third = rows(stories(7, 9, 11), [Pin(0, 7), Pin(1, 9), Pin(2, 11)], front)

    assert first.form["place"].value() == "5"
    assert (second.form.holds, third.form.holds) == (False, True)
