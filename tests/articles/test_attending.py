"""Who is in a story, and how long they worked: counted by our clock, whatever is sent."""

import datetime

import pytest
from django.utils import timezone

from articles import attending
from articles.models import Presence, State, Work
from articles.revising import NotAllowed
from tests.articles.stories import bring

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(monkeypatch):
    """A clock that moves only when told."""

    class Clock:
        now = timezone.now()

        def passes(self, seconds):
            self.now += datetime.timedelta(seconds=seconds)

    clock = Clock()
    monkeypatch.setattr(timezone, "now", lambda: clock.now)
    return clock


@pytest.fixture
def story(desk):
    return bring(desk, State.EDITING)


def attend(story, by, window="a", **said):
    return attending.attend(story, by=by, window=window, **said)


def line(story, by):
    return attending.line(attend(story, by, "mine"), by)


def seconds(story, by):
    return sum(Work.objects.filter(article=story, user=by).values_list("seconds", flat=True))


# --- who is there


def test_one_sees_who_else_is_there_and_not_oneself(desk, story):
    attend(story, desk.carla)
    assert line(story, desk.ben) == "carla is in this story."


def test_who_types_is_told_first(desk, story):
    attend(story, desk.carla)
    attend(story, desk.max, typing=True)
    assert line(story, desk.ben) == "max is typing. carla is in this story."


def test_several_are_named_in_one_sentence(desk, story):
    attend(story, desk.carla)
    attend(story, desk.max)
    assert line(story, desk.ben) == "carla and max are in this story."


def test_another_window_of_ones_own_is_told_as_such(desk, story):
    attend(story, desk.ben, "first")
    assert line(story, desk.ben) == "You have this story open in another window."


def test_two_windows_of_one_person_are_one_person(desk, story):
    attend(story, desk.carla, "a")
    attend(story, desk.carla, "b", typing=True)
    assert line(story, desk.ben) == "carla is typing."


def test_who_has_said_nothing_for_a_minute_is_gone(desk, story, clock):
    attend(story, desk.carla)
    clock.passes(59)
    assert line(story, desk.ben) == "carla is in this story."
    clock.passes(2)
    assert line(story, desk.ben) == ""


def test_who_is_there_and_does_nothing_is_idle(desk, story, clock):
    attend(story, desk.carla, active=True)
    for _ in range(13):
        clock.passes(10)
        attend(story, desk.carla)
    assert line(story, desk.ben) == "carla is in this story, idle."


def test_who_leaves_is_gone_at_once(desk, story):
    attend(story, desk.carla)
    attending.leave(story, by=desk.carla, window="a")
    assert line(story, desk.ben) == ""


def test_nobody_leaves_for_another(desk, story):
    attend(story, desk.carla)
    attending.leave(story, by=desk.ben, window="a")
    assert line(story, desk.ben) == "carla is in this story."


def test_other_stories_are_other_rooms(desk, story):
    attend(bring(desk, State.EDITING), desk.carla)
    assert line(story, desk.ben) == ""


def test_a_story_that_is_not_theirs_is_closed_to_them(desk, story):
    with pytest.raises(NotAllowed):
        attend(story, desk.omar)
    assert not Presence.objects.exists()


def test_rows_of_who_left_are_forgotten_after_an_hour(desk, story, clock):
    attend(story, desk.carla)
    clock.passes(3_500)
    attend(story, desk.ben)
    clock.passes(200)
    attending.prune()
    assert [row.user for row in Presence.objects.all()] == [desk.ben]


@pytest.mark.parametrize("others", [0, 1, 5])
def test_a_message_costs_the_same_however_many_are_there(
    desk, story, others, django_assert_num_queries
):
    for n in range(others):
        attend(story, desk.carla, f"w{n}")
    attend(story, desk.ben)
    desk.ben.has_perm("articles.view_every_article")
    with django_assert_num_queries(4):  # a transaction around one SELECT and one UPDATE
        attend(story, desk.ben, typing=True)


# --- time


def test_activity_is_counted_between_messages(desk, story, clock):
    attend(story, desk.ben, active=True)
    for _ in range(6):
        clock.passes(10)
        attend(story, desk.ben, active=True)
    assert seconds(story, desk.ben) == 60


def test_fractions_of_seconds_add_up_to_no_more_than_the_clock(desk, story, clock):
    attend(story, desk.ben, active=True)
    for _ in range(100):
        clock.passes(0.6)
        attend(story, desk.ben, active=True)
    assert 59 <= seconds(story, desk.ben) <= 60


def test_a_repeated_message_adds_nothing(desk, story, clock):
    attend(story, desk.ben, active=True)
    clock.passes(10)
    for _ in range(50):
        attend(story, desk.ben, active=True)
    assert seconds(story, desk.ben) == 10


def test_a_window_that_only_stands_open_adds_nothing(desk, story, clock):
    attend(story, desk.ben, active=True)
    for _ in range(6):
        clock.passes(10)
        attend(story, desk.ben)
    assert seconds(story, desk.ben) == 0


def test_a_pause_is_not_work(desk, story, clock):
    attend(story, desk.ben, active=True)
    clock.passes(3_600)
    attend(story, desk.ben, active=True)
    clock.passes(10)
    attend(story, desk.ben, active=True)
    assert seconds(story, desk.ben) == 10


def test_nobody_works_twice_at_one_time(desk, story, clock):
    other = bring(desk, State.EDITING)
    for _ in range(7):
        attend(story, desk.ben, "a", active=True)
        attend(story, desk.ben, "b", active=True)
        attend(other, desk.ben, "c", active=True)
        clock.passes(10)
    assert seconds(story, desk.ben) + seconds(other, desk.ben) == 60


def test_a_translator_sees_their_own_time_and_an_editor_everybodys(desk, story):
    Work.objects.create(article=story, user=desk.anna, seconds=38 * 60 + 20)
    Work.objects.create(article=story, user=desk.ben, seconds=2 * 3600 + 5 * 60)
    assert attending.spent(story, desk.anna) == "38 min on this story"
    assert attending.spent(story, desk.ben) == "2 h 05 min on this story · anna 38 min"


def test_less_than_a_minute_is_not_told(desk, story):
    Work.objects.create(article=story, user=desk.anna, seconds=59)
    assert attending.spent(story, desk.anna) == ""
