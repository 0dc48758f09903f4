import pytest

from articles import following
from articles.models import LiveArticle
from tests.articles import reading
from tests.factories import make_live, make_publication, make_section

pytestmark = pytest.mark.django_db


def beneath(live):
    """The headline of the story offered beneath this one."""
    packed = LiveArticle.objects.annotate(card=following.next_card()).get(pk=live.pk).card
    return following.card(packed).headline if packed else None


@pytest.fixture
def world():
    return make_section("World", slug="world")


def test_the_next_older_story_of_the_section_stands_beneath(world):
    live = make_live(section=world, first_published_at=reading.hours(2))
    for hour in (1, 3, 4):
        make_live(section=world, headline=f"{hour}", first_published_at=reading.hours(hour))
    make_live(headline="elsewhere", first_published_at=reading.hours(2.5))

    assert beneath(live) == "3"


def test_of_two_stories_of_one_moment_the_later_made_comes_first(world):
    first = make_live(section=world, headline="first", first_published_at=reading.NEW)
    second = make_live(section=world, headline="second", first_published_at=reading.NEW)

    assert beneath(second) == "first"
    assert beneath(first) == "second"  # as the newest of the others


def test_beneath_the_oldest_of_a_section_stands_the_newest_of_the_others(world):
    live = make_live(section=world, first_published_at=reading.hours(9))
    make_live(headline="old", first_published_at=reading.hours(8))
    make_live(headline="new", first_published_at=reading.hours(1))

    assert beneath(live) == "new"


def test_withdrawn_stories_are_never_offered(world):
    live = make_live(section=world, first_published_at=reading.hours(1))
    reading.withdrawn(world, first_published_at=reading.hours(2))
    make_live(section=world, headline="still there", first_published_at=reading.hours(3))

    assert beneath(live) == "still there"


def test_the_only_story_has_none_beneath(world):
    assert beneath(make_live(section=world)) is None


def test_the_card_comes_whole_out_of_the_one_query(world, django_assert_num_queries):
    live = make_live(section=world, first_published_at=reading.hours(1))
    paper = make_publication(name="Daftar", language="ar")
    older = make_live(
        section=world,
        kicker="Water",
        publication=paper,
        source=reading.make_source(paper),
        picture=reading.make_picture(focal_x=0.3),
        byline=[{"name": "Лубна", "slug": "lubna", "role": "writer", "place": ""}],
        reading_minutes=4,
        first_published_at=reading.hours(2).replace(microsecond=123456),
    )

    with django_assert_num_queries(1):
        packed = LiveArticle.objects.annotate(card=following.next_card()).get(pk=live.pk).card
        card = following.card(packed)

    for name in (*following.PLAIN, *following.PACKED, "first_published_at", "reading_minutes"):
        assert getattr(card, name) == getattr(older, name), name


def test_a_card_without_picture_or_source_has_none(world):
    live = make_live(section=world, first_published_at=reading.hours(1))
    make_live(section=world, first_published_at=reading.hours(2))

    card = following.card(
        LiveArticle.objects.annotate(card=following.next_card()).get(pk=live.pk).card
    )

    assert (card.picture, card.source, card.byline) == (None, None, [])
