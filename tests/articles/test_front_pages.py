"""The fronts as readers get them: what stands there now, whatever stood there before, and at what
cost."""

import datetime
import re

import pytest
from django.utils import timezone

from articles.models import Front, FrontSlot, LiveArticle
from tests.articles.reading import hours
from tests.factories import make_live, make_section, press

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_section("World", slug="world")


@pytest.fixture
def lives(world):
    """Three, the newest first."""
    names = enumerate(["One", "Two", "Three"], start=1)
    return [make_live(headline=h, section=world, first_published_at=hours(n)) for n, h in names]


@pytest.fixture(params=["/", "/world/"])
def reads(request, client, lives, django_assert_num_queries):
    """`reads(1)`: the headlines of a front in their order, read by so many statements. The front
    has been read before."""

    def reads(queries):
        with django_assert_num_queries(queries):
            page = client.get(request.param)
        return re.findall(r"card-headline[^>]*><a[^>]*>([^<]*)<", page.text.split("<footer")[0])

    reads(3)
    return reads


def pin(live, *, at, until=None):
    for section in (None, live.section):
        front = Front.objects.get_or_create(edition="en", section=section)[0]
        FrontSlot.objects.create(front=front, position=at, live=live, until=until)


def change(live, **fields):
    LiveArticle.objects.filter(pk=live.pk).update(**fields)


def test_a_front_that_stands_as_it_stood_is_one_statement(reads):
    assert reads(1) == ["One", "Two", "Three"]


def test_a_new_story_is_there_at_once(reads, world):
    make_live(headline="New", section=world, first_published_at=hours(0))

    assert reads(2) == ["New", "One", "Two", "Three"]
    assert reads(1) == ["New", "One", "Two", "Three"]


def test_a_story_that_was_withdrawn_is_gone_at_once(reads, lives):
    change(lives[0], withdrawn_at=timezone.now(), withdrawn_note="Gone.", body="")

    assert reads(2) == ["Two", "Three"]
    assert reads(1) == ["Two", "Three"]


def test_what_an_editor_pins_leads_at_once(reads, lives):
    pin(lives[2], at=0)

    assert reads(2) == ["Three", "One", "Two"]
    assert reads(1) == ["Three", "One", "Two"]


def test_a_pin_that_is_over_falls_off_at_once(reads, lives):
    pin(lives[2], at=0, until=timezone.now() + datetime.timedelta(hours=1))
    assert reads(2)[0] == "Three"
    FrontSlot.objects.update(until=timezone.now())

    assert reads(2) == ["One", "Two", "Three"]


def test_a_corrected_card_is_read_anew_every_time(reads, lives):
    lives[1].headline = "Mended"
    press(lives[1])
    lives[1].save()

    assert reads(1) == ["One", "Mended", "Three"]


def test_a_front_that_has_grown_empty_is_empty(reads, lives):
    LiveArticle.objects.all().delete()

    assert reads(1) == []
