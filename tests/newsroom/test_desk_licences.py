"""On the first screen: the live stories whose photographs are losing their licence."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from articles import queues
from articles.models import LiveArticle
from photos.models import Credit
from tests.articles.pages import inline_code, tree, words
from tests.factories import make_live, make_photo

pytestmark = pytest.mark.django_db


def stands(days, title="Salt hills", headline="The salt trade"):
    """A photograph in a live story; its licence ends in so many days."""
    photo = make_photo(title=title)
    ends = timezone.localdate() + datetime.timedelta(days=days)
    Credit.objects.filter(photo=photo).update(valid_until=ends)
    return make_live(headline=headline, photos=[photo]), photo, date_format(ends, "j F Y")


def licences(client, user):
    client.force_login(user)
    return tree(client.get("/admin/")).get_element_by_id("queue-licences", None)


@pytest.mark.parametrize("name", ["pia", "ben", "max"])
def test_a_licence_that_ended_is_shown_with_its_day_and_the_live_story(client, desk, name):
    story, photo, ended = stands(-400)
    row = licences(client, getattr(desk, name))
    assert words(row) == (
        f"Licence over or ending 1 Salt hills licence ended on {ended} in The salt trade "
        "All these photographs in the library"
    )
    assert [link for _, _, link, _ in row.iterlinks()] == [
        reverse("admin:photos_photo_change", args=[photo.pk]), story.get_absolute_url(),
        f"{reverse('admin:photos_photo_changelist')}?credit=ending",
    ]  # fmt: skip
    assert len(row.find_class("late")) == 1


@pytest.mark.parametrize("days", [0, 1, 14])
def test_a_licence_that_ends_within_fourteen_days_is_shown_as_still_running(client, desk, days):
    _, _, ends = stands(days)
    row = licences(client, desk.pia)
    assert f"licence ends on {ends}" in words(row)
    assert row.find_class("late") == []


def test_a_licence_that_ended_yesterday_is_over(client, desk):
    _, _, ended = stands(-1)
    assert f"licence ended on {ended}" in words(licences(client, desk.pia))


def test_what_no_reader_sees_or_has_its_right_for_longer_is_not_asked_after(client, desk):
    stands(15)
    withdrawn, _, _ = stands(-3)
    LiveArticle.objects.filter(pk=withdrawn.pk).update(
        withdrawn_at=timezone.now(), withdrawn_note="Asked for.", body=""
    )
    make_live(photos=[make_photo()])
    Credit.objects.filter(photo=make_photo()).update(valid_until="2020-01-01")
    assert words(licences(client, desk.pia)) == (
        "Licence over or ending 0 Every photograph in a live story is licensed for two weeks more."
    )


def test_the_longest_ended_stand_first(client, desk):
    stands(3, title="Third")
    stands(-300, title="First")
    stands(-1, title="Second")
    row = licences(client, desk.pia)
    assert [words(link) for link in row.find_class("row-headline")] == ["First", "Second", "Third"]


def test_every_story_that_shows_a_photograph_is_named(client, desk):
    _, photo, _ = stands(-1)
    make_live(headline="The salt tax", photos=[photo])
    row = words(licences(client, desk.pia))
    assert "Licence over or ending 2" in row
    assert "in The salt trade" in row
    assert "in The salt tax" in row


def test_a_long_list_links_to_all_its_photographs(client, desk):
    for _ in range(9):
        stands(-1)
    row = licences(client, desk.pia)
    assert len(row.find_class("row-headline")) == 8
    (everything,) = row.xpath(".//a[text()='All these photographs in the library']/@href")
    assert len(client.get(everything).context["cl"].result_list) == 9


def test_hostile_words_of_a_photograph_and_its_story_stay_words(client, desk):
    stands(-1, title="<script>alert(1)</script>", headline="<img src=x onerror=alert(1)>")
    client.force_login(desk.pia)
    response = client.get("/admin/")
    assert inline_code(response) == []
    assert "<img src=x" not in response.content.decode()


@pytest.mark.parametrize("name", ["anna", "nina"])
def test_others_are_not_asked_for_licences(client, desk, name):
    stands(-1)
    assert licences(client, getattr(desk, name)) is None


@pytest.mark.parametrize("number", [1, 9])
def test_the_licences_take_one_query_however_many(desk, number, django_assert_num_queries):
    for _ in range(number):
        stands(-1)
    with django_assert_num_queries(1):
        found = queues.licences(timezone.localdate())
        for place in found["places"]:
            assert place.photo.title
            assert place.photo.credit.valid_until
            assert place.livearticle.headline
            assert place.livearticle.language
            assert place.livearticle.get_absolute_url()
    assert found["count"] == number
    assert len(found["places"]) == min(number, 8)
