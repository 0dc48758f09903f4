"""Which addresses caches are told of when a front, a page or a note changes."""

import datetime

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles import arranging, caches, fronts, page_keeping, purging, tallying
from articles.fronts import Pin
from articles.models import Correction, Reads, Stale
from tests.articles.reading import hours
from tests.factories import make_live, make_section, make_user

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


@pytest.fixture(autouse=True)
def configured(settings):
    settings.PURGE_URLS = ["http://cache.example"]


@pytest.fixture
def told(monkeypatch):
    """What caches are told when the clock looks next."""
    heard = []
    monkeypatch.setattr(caches, "tell", heard.extend)

    def told():
        heard.clear()
        purging.tell_waiting()
        return set(heard)

    return told


@pytest.fixture
def helen():
    return make_user("managing editor", "helen")


@pytest.fixture
def world():
    return make_section("World", slug="world")


def test_a_front_that_is_arranged_is_purged(told, helen, world):
    live = make_live(section=world)

    arranging.arrange(fronts.find("en"), by=helen, seen=0, pins=[Pin(0, live.pk)])
    assert told() == {"/"}

    front = fronts.find("en", world)
    front = arranging.arrange(front, by=helen, seen=0, pins=[Pin(0, live.pk)])
    assert told() == {"/world/"}

    arranging.clear(front, by=helen, seen=1)
    assert told() == {"/world/"}


def test_a_front_of_another_edition_is_purged_at_its_address(told, helen, world, settings):
    settings.EDITIONS = ["en", "fr"]

    arranging.arrange(fronts.find("fr", world), by=helen, seen=0, pins=[])

    assert told() == {"/fr/world/"}


def test_a_pin_that_ended_is_purged(told, helen, world):
    until = timezone.now() + HOUR
    pins = [Pin(0, make_live(section=world).pk, until)]
    arranging.arrange(fronts.find("en"), by=helen, seen=0, pins=pins)
    told()

    arranging.drop_ended(until)

    assert told() == {"/"}


def test_a_pinned_story_reaches_its_fronts_however_old_it_is(helen, world, monkeypatch):
    live = make_live(section=world, first_published_at=hours(99))
    for _ in range(3):
        make_live(section=world, published_by=helen)
    monkeypatch.setattr("articles.paging.PAGE_SIZE", 2)
    assert not {"/", "/world/"} & set(purging.addresses([Stale(live=live)]))

    arranging.arrange(fronts.find("en"), by=helen, seen=0, pins=[Pin(0, live.pk)])

    assert "/" in purging.addresses([Stale(live=live)])


def test_a_page_is_purged_when_it_is_published_and_taken_offline(told, helen):
    page = page_keeping.begin(by=helen, edition="en", slug="about", title="About", body="<p>x</p>")
    assert told() == set()

    page_keeping.publish(page, by=helen, seen=1)
    assert told() == {"/about/"}
    page_keeping.save(page, by=helen, seen=1, title="About", body="<p>y</p>")
    assert told() == set()
    page_keeping.take_offline(page, by=helen, seen=2)
    assert told() == {"/about/"}


def test_a_story_with_a_note_reaches_the_page_of_corrections(helen, world):
    live = make_live(section=world)
    assert "/corrections/" not in purging.addresses([Stale(live=live)])

    Correction.objects.create(live=live, text="It was three.", by=helen)

    assert "/corrections/" in purging.addresses([Stale(live=live)])


def test_the_home_page_is_purged_when_another_story_is_read_most(told, world, settings):
    settings.MOST_READ = True
    hour = timezone.now().replace(minute=0, second=0, microsecond=0)
    for _ in range(3):
        Reads.objects.create(live=make_live(section=world), hour=hour, count=1)

    tallying.rank()
    assert told() == {"/"}
    tallying.rank()
    assert told() == set()


def test_caches_are_told_of_a_front_at_once(client, helen, world):
    client.force_login(helen)

    client.post("/admin/articles/front/arrange/en/", {"version": "0"})

    assert DBTaskResult.objects.filter(task_path="articles.tasks.tell_caches").count() == 1
