"""What the terms of a photograph's licence mean for the stories that show it."""

import datetime

import pytest
from django.utils import timezone

from articles import publishing, readiness
from articles.models import State
from articles.revising import save_text
from photos import finishing
from photos.models import Credit, Photo
from tests.articles.stories import bring, fresh
from tests.factories import make_photo
from tests.photos.files import file_address

pytestmark = pytest.mark.django_db


def codes(article):
    return {problem.code for problem in readiness.problems(fresh(article))}


def test_a_photograph_for_one_story_cannot_lead_a_second(desk):
    photo = make_photo()
    Credit.objects.filter(photo=photo).update(single_use=True)
    first = bring(desk, State.PUBLISHED, filing={"lead_photo": photo})
    second = bring(desk, State.READY, filing={"lead_photo": photo})
    assert "photo-used-up" not in codes(first)
    assert "photo-used-up" in codes(second)


def test_a_photograph_for_one_story_stays_used_up_when_that_story_drops_it(desk):
    photo = make_photo()
    Credit.objects.filter(photo=photo).update(single_use=True)
    first = bring(desk, State.PUBLISHED, filing={"lead_photo": photo})
    other = {"lead_photo": make_photo()}
    first = save_text(first, by=desk.ben, seen=first.version, changes=other)
    publishing.republish(first, by=desk.carla, seen=first.version)
    second = bring(desk, State.READY, filing={"lead_photo": photo})
    assert "photo-used-up" in codes(second)


def test_a_story_may_go_on_showing_its_photograph_for_one_story(desk):
    photo = make_photo()
    Credit.objects.filter(photo=photo).update(single_use=True)
    first = bring(desk, State.PUBLISHED, filing={"lead_photo": photo})
    first = save_text(first, by=desk.ben, seen=first.version, changes={"kicker": "Quays"})
    publishing.republish(first, by=desk.carla, seen=first.version)
    assert "photo-used-up" not in codes(first)


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        ({"allows_site": False}, "photo-not-for-site"),
        ({"valid_from": timezone.localdate() + datetime.timedelta(days=1)},
         "photo-licence-not-begun"),
        ({"valid_until": timezone.localdate() - datetime.timedelta(days=1)},
         "photo-licence-over"),
    ],
)  # fmt: skip
def test_a_photograph_outside_its_terms_keeps_its_story_from_readers(desk, terms, code):
    photo = make_photo()
    story = bring(desk, State.READY, filing={"lead_photo": photo})
    assert code not in codes(story)
    Credit.objects.filter(photo=photo).update(**terms)
    assert code in codes(story)
    with pytest.raises(publishing.NotReady):
        publishing.publish(story, by=desk.carla, seen=story.version)


def test_a_photograph_that_may_not_be_shared_is_no_picture_of_links(desk, client):
    photo = make_photo()
    Credit.objects.filter(photo=photo).update(allows_social=False)
    live = bring(desk, State.PUBLISHED, filing={"lead_photo": photo}).live
    assert "og:image" not in client.get(live.get_absolute_url()).text
    Credit.objects.filter(photo=photo).update(allows_social=True)
    publishing.rerender(live)
    assert "og:image" in client.get(live.get_absolute_url()).text


def test_when_a_licence_ends_readers_find_a_note_where_the_photograph_was(desk, client):
    photo = make_photo(credit="Omar Field")
    live = bring(desk, State.PUBLISHED, filing={"lead_photo": photo}).live
    Photo.objects.update(changed_at=timezone.now() - datetime.timedelta(days=2))
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    Credit.objects.filter(photo=photo).update(valid_until=yesterday)
    assert "Omar Field" in client.get(live.get_absolute_url()).text
    finishing.retire_forbidden()
    publishing.rerender_changed()
    page = client.get(live.get_absolute_url()).text
    assert "no longer available" in page
    assert "Omar Field" not in page
    assert file_address(photo) not in page


def test_a_photograph_taken_off_the_site_is_gone_from_a_live_story(desk, client):
    photo = make_photo(credit="Omar Field")
    live = bring(desk, State.PUBLISHED, filing={"lead_photo": photo}).live
    Credit.objects.filter(photo=photo).update(allows_site=False)
    publishing.rerender(live)
    live.refresh_from_db()
    for address in (live.get_absolute_url(), "/", "/feed/", "/sitemap-0.xml"):
        page = client.get(address).text
        assert file_address(photo) not in page
        assert "Omar Field" not in page
    assert "no longer available" in client.get(live.get_absolute_url()).text
    assert live.media == []
