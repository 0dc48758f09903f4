"""How far a change has come into the stories that show a photograph."""

import datetime

import pytest
from django.utils import timezone

from photos import reach
from photos.models import Agency, Credit, Photo
from tests.articles.pages import tree, words
from tests.factories import make_live, make_photo, make_user

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)


def fresh(photo):
    return Photo.objects.with_credit().get(pk=photo.pk)


def shown(photo, *, before=0, since=0):
    """Live stories that show it, rendered before and since it was last changed."""
    at = reach.last_change(fresh(photo))
    for rendered_at in [at - HOUR] * before + [at + HOUR] * since:
        make_live(photos=[photo], rendered_at=rendered_at)


@pytest.fixture
def photo():
    photo = make_photo(credit="Mona Iris/Field Images/Quayside", unfinished=False)
    return fresh(photo)


def test_a_photograph_in_no_story_has_no_way_to_go(photo):
    found = reach.of(photo)
    assert (found.live, found.carrying, found.complete) == (0, 0, True)


def test_stories_rendered_since_its_last_change_carry_it(photo):
    shown(photo, before=5, since=9)
    found = reach.of(photo)
    assert (found.live, found.carrying, found.complete) == (14, 9, False)


def test_when_all_carry_it_it_is_complete(photo):
    shown(photo, since=2)
    assert reach.of(photo).complete


def test_withdrawn_stories_do_not_count(photo):
    make_live(
        photos=[photo], body="", withdrawn_at=timezone.now(), withdrawn_note="Gone.",
        rendered_at=timezone.now() - HOUR,
    )  # fmt: skip
    assert reach.of(photo).live == 0


@pytest.mark.parametrize("model", [Photo, Credit, Agency])
def test_whatever_readers_see_of_it_counts_as_a_change(photo, model):
    shown(photo, since=1)
    model.objects.update(changed_at=timezone.now() + 2 * HOUR)
    assert reach.of(fresh(photo)).carrying == 0


def test_an_uncredited_photograph_waits_for_its_credit_not_for_its_files():
    assert not reach.of(make_photo(credit=None)).making


def test_it_is_not_complete_while_its_files_are_made(photo):
    Photo.objects.update(unfinished=True)
    found = reach.of(fresh(photo))
    assert (found.making, found.complete) == (True, False)
    Photo.objects.update(retired=True)
    assert reach.of(fresh(photo)).complete


@pytest.mark.parametrize("number", [1, 14])
def test_it_costs_one_query_for_one_story_and_for_many(photo, number, django_assert_num_queries):
    shown(photo, since=number)
    photo = fresh(photo)
    with django_assert_num_queries(1):
        assert reach.of(photo).live == number


def test_the_page_shows_how_far_it_is_as_a_bar(client, photo):
    shown(photo, before=1, since=1)
    client.force_login(make_user("translator"))
    page = tree(client.get(f"/admin/photos/photo/{photo.pk}/change/"))
    (bar,) = page.xpath("//progress")
    assert (bar.get("value"), bar.get("max")) == ("1", "2")
    (box,) = page.find_class("photo-reach")
    assert "Shown in 2 live stories; 1 already carries what was changed." in words(box)
    assert "data-wait" in box.attrib
