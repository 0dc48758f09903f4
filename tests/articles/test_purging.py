"""Exactly the pages that a change reaches are purged, and until every cache has heard it."""

import datetime

import pytest
from django.utils import timezone

from articles import caches, paging, publishing, purging
from articles.models import Stale, State
from photos import finishing
from photos.models import Credit, Photo
from tests.articles import reading
from tests.articles.reading import hours
from tests.articles.stories import bring
from tests.factories import make_author, make_live, make_photo, make_publication, make_section
from tests.photos.files import file_address

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def told(settings, monkeypatch):
    """Every batch of paths that caches were told."""
    settings.PURGE_URLS = ["http://cache.example"]
    told = []
    monkeypatch.setattr(caches, "tell", lambda paths: told.append(set(paths)))
    return told


@pytest.fixture
def world():
    return make_section("World", slug="world")


def reached(live, **kwargs):
    return set(purging.addresses([Stale(live=live, **kwargs)]))


def in_all_forms(*lists):
    """Each list as a page, RSS, Atom and JSON."""
    forms = ("", "feed/", "feed/atom/", "feed.json")
    return {f"{address}{form}" for address in lists for form in forms}


def test_the_newest_story_reaches_its_page_its_lists_the_home_page_and_their_feeds(world):
    live = reading.full_story(section=world)
    people = [author.get_absolute_url() for author in live.authors.all()]

    assert reached(live) == {
        "/world/amman-counts-its-water/", "/world/amman-counts-its-water/original/",
        "/country/jo/", "/sitemap.xml", "/news-sitemap.xml",
        *in_all_forms("/", "/world/", "/source/daftar/", "/tag/harbours/", *people),
    }  # fmt: skip


def test_a_story_of_another_edition_reaches_the_pages_of_that_edition(world, settings):
    settings.EDITIONS = ["en", "fr"]
    live = make_live(section=world, path="world/un", language="fr")
    make_live(section=world)

    assert {"/fr/world/un/", "/fr/", "/fr/feed/", "/fr/world/"} <= reached(live)
    assert not {"/", "/world/"} & reached(live)


def test_the_page_above_is_reached_for_the_card_beneath_its_story(world):
    live = make_live(section=world, path="world/lower", first_published_at=hours(3))
    make_live(section=world, path="world/upper", first_published_at=hours(2))
    make_live(section=world, path="world/top", first_published_at=hours(1))

    found = reached(live)

    assert "/world/upper/" in found
    assert "/world/top/" not in found


def test_so_is_the_page_above_in_a_section_that_it_has_left(world):
    ideas = make_section("Ideas", slug="ideas")
    make_live(section=ideas, path="ideas/upper", first_published_at=hours(2))
    live = make_live(section=world, path="world/moved", first_published_at=hours(3))

    assert "/ideas/upper/" not in reached(live)
    assert "/ideas/upper/" in reached(live, lists=[["section", ideas.pk]])


def test_the_newest_of_all_is_offered_under_the_oldest_of_each_section(world):
    ideas = make_section("Ideas", slug="ideas")
    make_live(section=ideas, path="ideas/oldest", first_published_at=hours(9))
    make_live(section=ideas, path="ideas/newer", first_published_at=hours(8))
    live = make_live(section=world, path="world/new", first_published_at=hours(1))

    assert "/ideas/oldest/" in reached(live)
    assert "/ideas/newer/" not in reached(live)


def test_an_old_story_reaches_no_list_that_it_is_not_at_the_head_of(world, monkeypatch):
    monkeypatch.setattr(paging, "PAGE_SIZE", 2)
    amira = make_author("Amira")
    live = make_live(section=world, path="world/old", authors=[amira], first_published_at=hours(9))
    for hour in range(3):
        make_live(section=world, path=f"world/{hour}", first_published_at=hours(hour))

    assert reached(live) == {"/world/old/", "/world/2/", *in_all_forms(amira.get_absolute_url())}


def test_where_a_story_stood_before_is_reached_too(world):
    live, ideas = make_live(section=world, path="world/a"), make_section(slug="ideas")

    found = reached(live, paths=["/ideas/a/"], lists=[["section", ideas.pk]])

    assert {"/ideas/a/", "/ideas/", "/world/a/", "/world/"} <= found


def test_a_withdrawn_story_is_taken_from_where_it_stood(world):
    live = reading.withdrawn(world, first_published_at=hours(1))
    make_live(section=world, path="world/other", first_published_at=hours(2))

    assert {"/world/withdrawn/", "/", "/world/", "/corrections/"} <= reached(live)


def test_several_changes_are_told_at_once_and_each_address_once(world, told):
    for n in range(3):
        purging.note(make_live(section=world, path=f"world/{n}"))

    purging.tell_waiting()

    [paths] = told
    assert {"/", "/world/", "/world/0/", "/world/2/"} <= paths
    assert not Stale.objects.exists()


@pytest.mark.parametrize("others", [1, 40])
def test_the_addresses_cost_the_same_in_a_small_and_in_a_large_archive(
    world, django_assert_num_queries, others
):
    live = reading.full_story(section=world, first_published_at=hours(-1))
    reading.fill(world, others)

    with django_assert_num_queries(24):
        reached(live)


# --- by whom it is noted


def test_publishing_correcting_and_withdrawing_are_noted(desk):
    article = bring(desk, State.PUBLISHED)
    assert [stale.live.article for stale in Stale.objects.all()] == [article]
    Stale.objects.all().delete()

    publishing.correct(
        article, by=desk.max, seen=article.version, kind="correction", text="Seven, not six."
    )
    assert Stale.objects.count() == 1
    Stale.objects.all().delete()

    article.refresh_from_db()
    publishing.withdraw(article, by=desk.max, seen=article.version, note="Asked for.")
    assert Stale.objects.count() == 1


def test_a_name_that_changed_is_noted_for_every_story_that_shows_it(desk):
    article = bring(desk, State.PUBLISHED)
    Stale.objects.all().delete()
    author = article.live.authors.first()
    author.name = "Another Name"
    author.save()

    publishing.rerender_changed()

    [stale] = Stale.objects.all()
    assert stale.live.article == article


def test_without_a_cache_to_tell_nothing_is_noted(desk, settings, told):
    settings.PURGE_URLS = []
    bring(desk, State.PUBLISHED)

    purging.tell_waiting()
    purging.tell_of_surroundings()

    assert not Stale.objects.exists()
    assert told == []


# --- until it is heard


def test_a_cache_that_is_away_is_told_later_and_later(world, monkeypatch):
    def fail(paths):
        raise caches.Unreached("no answer")

    purging.note(make_live(section=world))
    monkeypatch.setattr(caches, "tell", fail)
    now, waits = timezone.now(), []
    for _ in range(12):
        purging.tell_waiting(now)
        [stale] = Stale.objects.all()
        waits.append((stale.next_at - now).total_seconds())
        now = stale.next_at

    assert waits[:4] == [2, 4, 8, 16]
    assert waits[-1] == 600
    assert stale.tries == 12


def test_before_its_time_it_is_not_tried(world, told):
    purging.note(make_live(section=world))
    Stale.objects.update(next_at=timezone.now() + datetime.timedelta(minutes=1))

    purging.tell_waiting()

    assert told == []


# --- what is around every page


def test_a_change_of_the_navigation_reaches_every_page_once(told):
    purging.tell_of_surroundings()
    purging.tell_waiting()
    make_section("Culture", slug="culture")
    told.clear()

    for _ in range(2):
        purging.tell_of_surroundings()
        purging.tell_waiting()

    assert told == [{caches.EVERYTHING}]


def test_everything_leaves_nothing_else_to_be_told(world):
    waiting = [Stale(live=make_live(section=world)), Stale(paths=[caches.EVERYTHING])]

    assert purging.addresses(waiting) == [caches.EVERYTHING]


def test_everything_leaves_pictures_of_another_host_to_be_told():
    picture = "https://media.ferry.example/a-480.jpg"
    waiting = [Stale(paths=["/", picture]), Stale(paths=[caches.EVERYTHING])]

    assert purging.addresses(waiting) == [caches.EVERYTHING, picture]


# --- pictures


def test_files_of_a_photograph_taken_off_the_site_are_forgotten_once(told):
    photo = make_photo()
    Credit.objects.filter(photo=photo).update(allows_site=False)
    finishing.retire_forbidden()

    for _ in range(2):
        purging.note_pictures()
        purging.tell_waiting()

    [paths] = told
    assert {file_address(photo), file_address(photo, "social")} < paths
    assert len(paths) == 3 + 1


def test_files_made_anew_are_forgotten_too(told):
    photo = make_photo()
    finishing.finish_next()

    purging.note_pictures()
    purging.tell_waiting()

    assert file_address(photo) in told[0]


def test_without_a_cache_nothing_is_noted_of_pictures(settings):
    settings.PURGE_URLS = []
    make_photo(untold=True)

    purging.note_pictures()

    assert not Stale.objects.exists()
    assert not Photo.objects.filter(untold=True).exists()


def test_a_paper_without_stories_on_the_first_page_is_not_asked_for(world):
    make_publication()

    assert not [path for path in reached(make_live(section=world)) if "source" in path]
