"""Counting what is read: by the hour, in batches, and hard to push."""

import datetime
from collections import Counter

import pytest
from django.utils import timezone

from articles import tallying
from articles.models import LiveArticle, MostRead, Reads
from articles.tallying import EVERY, FEW, MOST, Tally
from tests.articles import reading
from tests.factories import make_live, make_section, make_user

HOUR = datetime.timedelta(hours=1)
AT = datetime.datetime(2026, 5, 20, 12, 34, 56, tzinfo=datetime.UTC)


class Clock:
    now = 0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


# --- in the process


def test_what_is_heard_is_gathered_and_handed_over_once_in_a_while(clock):
    tally = Tally(clock)

    assert not tally.add("world/one")
    assert not tally.add("world/two")
    clock.now = EVERY
    assert tally.add("world/one") == {"world/one": 2, "world/two": 1}
    assert not tally.add("world/one")


def test_who_invents_paths_fills_no_memory(clock):
    tally = Tally(clock)
    for n in range(MOST + 10):
        tally.add(f"world/{n}")
    tally.add("world/0")

    clock.now = EVERY
    batch = tally.add("world/another")

    assert (len(batch), batch["world/0"]) == (MOST, 2)


def test_counting_stores_nothing_before_its_time(db, monkeypatch, clock, django_assert_num_queries):
    monkeypatch.setattr(tallying, "_heard", Tally(clock))
    live = make_live()

    with django_assert_num_queries(0):
        tallying.count("en", live.path)
    clock.now = EVERY
    tallying.count("en", live.path)

    assert Reads.objects.get().count == 2


# --- in the database


@pytest.fixture
def lives(db):
    by, section = make_user("managing editor"), make_section(slug="world")
    return [
        make_live(
            headline=name,
            path=f"world/{name.lower()}",
            section=section,
            published_by=by,
            first_published_at=reading.hours(n),
        )
        for n, name in enumerate(["One", "Two", "Three", "Four"])
    ]


def counted():
    return list(
        Reads.objects.order_by("hour", "live").values_list("live__headline", "hour", "count")
    )


def test_counts_are_added_to_the_hour(lives):
    tallying.store(Counter({("en", "world/one"): 2, ("en", "world/two"): 1}), AT)
    tallying.store(Counter({("en", "world/one"): 3}), AT + HOUR / 4)
    tallying.store(Counter({("en", "world/one"): 1}), AT + HOUR)

    noon = AT.replace(minute=0, second=0)
    assert counted() == [("One", noon, 5), ("Two", noon, 1), ("One", noon + HOUR, 1)]


def test_paths_of_nothing_and_of_withdrawn_stories_are_dropped(lives):
    LiveArticle.objects.filter(pk=lives[0].pk).update(
        withdrawn_at=AT, withdrawn_note="Gone.", body=""
    )

    tallying.store(Counter({("en", "world/one"): 2, ("en", "wp-login/php"): 9}), AT)

    assert counted() == []


def test_an_edition_counts_its_own_story_at_a_path(lives):
    make_live(headline="Un", edition="fr", path="world/one", section=lives[0].section)

    tallying.store(Counter({("fr", "world/one"): 2}), AT)

    assert [(name, number) for name, _, number in counted()] == [("Un", 2)]


def test_a_story_counts_no_more_than_all_others_together_and_a_few(lives):
    tallying.store(
        Counter({("en", "world/one"): 5000, ("en", "world/two"): 7, ("en", "world/three"): 3}), AT
    )

    assert [number for _, _, number in counted()] == [10 + FEW, 7, 3]


# --- the list that readers see


def read(live, *counts, at=None):
    """So many times in each of the hours before."""
    at = (at or timezone.now()).replace(minute=0, second=0, microsecond=0)
    for n, number in enumerate(counts):
        Reads.objects.create(live=live, hour=at - n * HOUR, count=number)


def ranked(edition="en"):
    found = MostRead.objects.filter(edition=edition)
    return list(found.values_list("rank", "live__headline"))


def test_the_list_is_made_anew_by_the_clock(lives, settings):
    settings.MOST_READ = True
    read(lives[0], 1)
    read(lives[1], 9)
    read(lives[2], 4)

    assert tallying.rank() == ["en"]
    assert ranked() == [(1, "Two"), (2, "Three"), (3, "One")]
    assert tallying.rank() == []

    read(lives[3], 100)
    assert tallying.rank() == ["en"]
    assert ranked()[0] == (1, "Four")


def test_what_is_read_all_day_goes_before_what_is_opened_very_often_in_an_hour(lives, settings):
    settings.MOST_READ = True
    read(lives[0], 400)
    read(lives[1], *[9] * 20)
    read(lives[2], 1)

    tallying.rank()

    assert ranked() == [(1, "Two"), (2, "One"), (3, "Three")]


def test_there_is_no_list_of_two(lives, settings):
    settings.MOST_READ = True
    read(lives[0], 400)
    read(lives[1], 300)

    assert tallying.rank() == []


def test_yesterday_does_not_count(lives, settings):
    settings.MOST_READ = True
    for live in lives[:3]:
        read(live, 5, at=timezone.now() - 25 * HOUR)

    assert tallying.rank() == []


def test_what_was_withdrawn_leaves_the_list(lives, settings):
    settings.MOST_READ = True
    for live in lives:
        read(live, 5)
    tallying.rank()
    LiveArticle.objects.filter(pk=lives[0].pk).update(
        withdrawn_at=AT, withdrawn_note="Gone.", body=""
    )

    assert tallying.rank() == ["en"]
    assert "One" not in dict(ranked()).values()


def test_switched_off_the_list_goes_away(lives, settings):
    settings.MOST_READ = True
    for live in lives:
        read(live, 5)
    tallying.rank()

    settings.MOST_READ = False

    assert tallying.rank() == ["en"]
    assert ranked() == []


def test_numbers_are_forgotten_after_a_month(lives):
    read(lives[0], 1, at=AT)
    read(lives[1], 1, at=AT - datetime.timedelta(days=31))

    tallying.prune(AT)

    assert [name for name, _, _ in counted()] == ["One"]
