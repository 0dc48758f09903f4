"""The statements of the readers' pages: what stands beneath a story, in which order, of which
edition; and that the databases walk their indexes for it."""

import pytest

from articles import paging, reading
from articles.reading import Wanted
from tests.articles.reading import NEW, hours, make_source, withdrawn
from tests.factories import make_live, make_publication, make_section

pytestmark = pytest.mark.django_db


def beneath(live):
    """The headline of the story offered beneath this one, or None."""
    found = reading.story(live.edition, live.path).beneath
    return found and found.partition("card-headline")[2].partition("</a>")[0].rpartition(">")[2]


def newest(*of):
    return reading.front(*of)[0].newest


@pytest.fixture
def world():
    return make_section("World", slug="world")


def test_the_next_older_story_of_the_section_stands_beneath(world):
    live = make_live(section=world, first_published_at=hours(2))
    for hour in (1, 3, 4):
        make_live(section=world, headline=f"{hour}", first_published_at=hours(hour))
    make_live(headline="elsewhere", first_published_at=hours(2.5))

    assert beneath(live) == "3"


def test_of_two_stories_of_one_moment_the_later_made_comes_first(world):
    first = make_live(section=world, headline="first", first_published_at=NEW)
    second = make_live(section=world, headline="second", first_published_at=NEW)

    assert beneath(second) == "first"
    assert beneath(first) == "second"  # as the newest of the others


def test_beneath_the_oldest_of_a_section_stands_the_newest_of_the_others(world):
    live = make_live(section=world, first_published_at=hours(9))
    make_live(headline="old", first_published_at=hours(8))
    make_live(headline="new", first_published_at=hours(1))

    assert beneath(live) == "new"


def test_withdrawn_stories_are_never_offered(world):
    live = make_live(section=world, first_published_at=hours(1))
    withdrawn(world, first_published_at=hours(2))
    make_live(section=world, headline="still there", first_published_at=hours(3))

    assert beneath(live) == "still there"


def test_the_only_story_has_none_beneath(world):
    assert beneath(make_live(section=world)) is None


def test_a_story_of_another_edition_is_never_offered(world, settings):
    settings.EDITIONS = ["en", "fr"]
    live = make_live(section=world, first_published_at=hours(1))
    make_live(section=world, language="fr", first_published_at=hours(2))

    assert beneath(live) is None


def test_the_seals_are_those_of_the_story_without_its_text(world):
    live = make_live(section=world)

    seals, story = (read("en", live.path) for read in (reading.seals, reading.story))

    assert (seals.seal, seals.next_seal, seals.changed) == (story.seal, None, story.changed)
    assert (seals.head, seals.main) == ("", "")
    assert live.headline in story.head
    assert live.body in story.main


def test_a_path_without_a_story_has_none():
    assert reading.story("en", "world/never-was") is None


def test_the_order_is_the_newest_first_of_one_edition(world, settings):
    settings.EDITIONS = ["en", "fr"]
    paper = make_publication()
    older = make_live(section=world, first_published_at=hours(2), picture=None)
    newer = make_live(
        section=world,
        first_published_at=hours(1),
        publication=paper,
        source=make_source(paper),
    )
    french = make_live(section=world, language="fr")
    withdrawn(world)

    assert [place.pk for place in newest("en")] == [newer.pk, older.pk]
    assert [place.publication for place in newest("en")] == [paper.pk, None]
    assert [place.pk for place in newest("fr", "world")] == [french.pk]
    assert newest("fr", "ideas") == ()


def test_the_order_goes_one_beyond_the_page(world, monkeypatch):
    monkeypatch.setattr(paging, "PAGE_SIZE", 2)
    for hour in range(4):
        make_live(section=world, first_published_at=hours(hour))

    assert len(newest("en")) == 3


def test_each_card_is_of_the_kind_that_its_place_asks_for(world):
    made = [make_live(section=world, first_published_at=hours(hour)) for hour in range(3)]
    lead, second, river = (live.pk for live in made)

    cards = reading.arranged(Wanted((lead, second, river), lead, (second,)))

    assert 'class="card card-lead' in cards[lead].html
    assert 'class="card card-second' in cards[second].html
    assert 'class="card card-river' in cards[river].html


def test_the_order_brings_the_cards_that_are_wanted(world, django_assert_num_queries):
    made = [make_live(section=world, first_published_at=hours(hour)) for hour in range(3)]
    wanted = Wanted(tuple(live.pk for live in made), made[0].pk, (made[1].pk,), made[2].pk)

    with django_assert_num_queries(1):
        order, cards = reading.front("en", wanted=wanted)

    assert order == reading.front("en")[0]
    assert cards == reading.arranged(wanted)
    assert [cards[live.pk].first_published_at for live in made] == [None, None, hours(2)]
    assert reading.front("en")[1] == {}


def test_what_was_withdrawn_since_it_was_wanted_is_left_out(world):
    live = make_live(section=world)
    wanted = Wanted((live.pk,))
    type(live).objects.filter(pk=live.pk).update(withdrawn_at=NEW, withdrawn_note="Gone.", body="")

    assert reading.arranged(wanted) == {}
    assert reading.front("en", wanted=wanted)[1] == {}


def test_no_places_cost_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert reading.arranged(Wanted()) == {}
