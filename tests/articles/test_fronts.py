"""What the desk asks about the fronts, and what that costs."""

import datetime

import pytest
from django.utils import timezone

from articles import fronts
from articles.fronts import Pin
from articles.models import Front, FrontSlot, LiveArticle
from tests.articles import reading
from tests.factories import make_live, make_section, make_user

HOUR = datetime.timedelta(hours=1)


def make_front(*pins, section=None, edition="en"):
    """A front with (position, story) or (position, story, until) pinned."""
    front = Front.objects.create(edition=edition, section=section)
    for position, live, *until in pins:
        until = until[0] if until else None
        FrontSlot.objects.create(front=front, position=position, live=live, until=until)
    return front


@pytest.fixture
def lives(db):
    """Four stories, the first the newest."""
    by, section = make_user("managing editor"), make_section()
    return [
        make_live(
            headline=name, first_published_at=reading.hours(n), section=section, published_by=by
        )
        for n, name in enumerate(["One", "Two", "Three", "Four"])
    ]


def shown(section=None, edition="en", at=None):
    front = fronts.find(edition, section)
    return [story.headline for story in fronts.shown(front, fronts.pins(front, at))]


def test_a_front_shows_what_is_pinned_and_no_story_twice(lives):
    make_front((0, lives[2]), (2, lives[0]))

    assert shown() == ["Three", "Two", "One", "Four"]


def test_a_pin_holds_until_its_time_and_no_longer(lives):
    end = timezone.now() + HOUR
    make_front((0, lives[3], end))

    assert shown(at=end - HOUR / 60)[0] == "Four"
    assert shown(at=end) == ["One", "Two", "Three", "Four"]


def test_a_withdrawn_story_falls_off(lives):
    make_front((0, lives[3]), (1, lives[2]))
    LiveArticle.objects.filter(pk=lives[3].pk).update(
        withdrawn_at=timezone.now(), withdrawn_note="Gone.", body=""
    )

    assert shown() == ["One", "Three", "Two"]


def test_each_edition_and_each_section_has_a_front_of_its_own(lives):
    culture = make_section("Culture")
    make_live(headline="Livre", language="fr", edition="fr", section=culture)
    play = make_live(headline="Play", section=culture, first_published_at=reading.hours(30))
    make_front((0, lives[1]))
    make_front((0, play), section=culture)

    assert shown()[0] == "Two"
    assert shown(section=culture) == ["Play"]
    assert shown(edition="fr") == ["Livre"]
    assert "Livre" not in shown()


def test_a_story_that_moved_to_another_section_leaves_that_front(lives):
    culture = make_section("Culture")
    make_front((0, lives[0]), section=culture)

    assert shown(section=culture) == []


def test_an_order_that_is_not_stored_can_be_looked_at(lives):
    make_front((0, lives[3]))
    front = fronts.find("en")

    def looked_at(*pins):
        return [story.headline for story in fronts.shown(front, pins)]

    assert looked_at(Pin(1, lives[2].pk)) == ["One", "Three", "Two", "Four"]
    assert looked_at(Pin(0, 0)) == ["One", "Two", "Three", "Four"]


def test_an_old_story_can_lead_however_many_came_since(lives):
    front = make_front((0, lives[3]))

    found = fronts.shown(front, fronts.pins(front), size=2)

    assert [story.headline for story in found] == ["Four", "One"]


@pytest.mark.parametrize("number", [1, 4])
def test_a_front_is_one_query_however_much_is_pinned(lives, number, django_assert_num_queries):
    pins = [Pin(n, live.pk) for n, live in enumerate(lives[:number])]
    front = fronts.find("en")

    with django_assert_num_queries(1):
        assert len(fronts.shown(front, pins)) == 4


# --- what the desk asks


def test_a_front_that_nobody_arranged_is_there_without_being_stored(db):
    front = fronts.find("en")

    assert (front.pk, front.version, fronts.pins(front)) == (None, 0, [])


def test_what_ends_first_comes_first_in_the_agenda(lives):
    soon, later = timezone.now() + HOUR, timezone.now() + 3 * HOUR
    make_front((0, lives[0]), (1, lives[1], later), (2, lives[2], timezone.now() - HOUR))
    make_front((0, lives[3], soon), section=lives[3].section)

    assert [slot.live.headline for slot in fronts.agenda()] == ["Four", "Two", "One"]


@pytest.mark.parametrize("number", [1, 4])
def test_the_agenda_is_one_query(lives, number, django_assert_num_queries):
    make_front(*enumerate(lives[:number]))

    with django_assert_num_queries(1):
        assert len([str(slot.front) + slot.live.headline for slot in fronts.agenda("en")]) == number


@pytest.mark.parametrize("number", [1, 4])
def test_the_overview_counts_what_is_pinned(lives, number, django_assert_num_queries):
    make_front(*enumerate(lives[:number]))
    make_section("Culture")

    with django_assert_num_queries(3):
        found = fronts.overview("en")

    assert next((front.section_id is None, front.held) for front in found) == (True, number)
    assert len(found) == 3


def test_stories_are_found_by_words_of_the_headline(lives):
    make_live(headline="The harbour wakes at four", section=lives[0].section)
    make_live(headline="Le port", language="fr", edition="fr", section=lives[0].section)
    front = fronts.find("en")

    assert [card.headline for card in fronts.search(front, "wakes HARBOUR")] == [
        "The harbour wakes at four"
    ]
    assert fronts.search(front, "port") == []
    assert len(fronts.search(front, "  ")) == 5


@pytest.mark.parametrize("address", ["https://paper.example/{}/", "/fr/{}/?from=mail", "{}"])
def test_a_story_however_old_is_found_by_its_address(lives, address, monkeypatch):
    monkeypatch.setattr(fronts, "SEARCHED", 1)

    found = fronts.search(fronts.find("en"), address.format(lives[3].path))

    assert [card.headline for card in found] == ["Four"]


def test_a_section_is_searched_by_itself(lives):
    culture = make_section("Culture")
    make_live(headline="One more", section=culture)

    assert [c.headline for c in fronts.search(fronts.find("en", culture), "one")] == ["One more"]
