"""What the terms of a photograph's licence mean for the stories that show it."""

import datetime

import pytest
from django.utils import timezone

from articles import publishing, readiness
from articles.models import State
from photos import finishing
from photos.models import Credit, Photo
from tests.articles.stories import bring, fresh
from tests.factories import make_photo

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


def test_when_a_licence_ends_readers_find_a_note_where_the_photograph_was(desk, client):
    photo = make_photo(credit="Omar Field")
    live = bring(desk, State.PUBLISHED, filing={"lead_photo": photo}).live
    Photo.objects.update(changed_at=timezone.now() - datetime.timedelta(days=2))
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    Credit.objects.filter(photo=photo).update(valid_until=yesterday)
    assert "Omar Field" in client.get(live.get_absolute_url()).text
    finishing.retire_ended()
    publishing.rerender_changed()
    page = client.get(live.get_absolute_url()).text
    assert "no longer available" in page
    assert "Omar Field" not in page
    assert photo.file.url not in page
