"""What a newsletter shows of photographs is noted, for paying their agencies."""

import datetime

import pytest
from django.utils import timezone

from articles.models import LiveArticle, PhotoUse
from newsletters import composing, freezing
from newsletters.models import Issue
from photos.models import Credit
from tests.factories import make_photo
from tests.newsletters.issues import make_issue, make_shown

pytestmark = pytest.mark.django_db


def leave(*stories):
    """An issue that is on its way, with what is noted of it: {(photograph, position)}."""
    issue = make_issue(*stories)
    Issue.objects.filter(pk=issue.pk).update(state=Issue.State.PREPARING, number=1)
    issue.refresh_from_db()
    freezing.freeze(issue, composing.freeze(issue), timezone.now())
    return set(PhotoUse.objects.values_list("photo__title", "position"))


def test_the_photographs_of_a_letter_are_noted_as_it_leaves():
    quay, pier = make_photo(title="Quay"), make_photo(title="Pier")
    stories = make_shown(photo=quay), make_shown(photo=pier), make_shown()
    assert leave(*stories) == {("Quay", "newsletter"), ("Pier", "newsletter")}


def test_a_draft_of_a_letter_shows_nobody_anything():
    composing.freeze(make_issue(make_shown(photo=make_photo())))
    assert not PhotoUse.objects.exists()


@pytest.mark.parametrize(
    "terms",
    [
        {"allows_newsletter": False},
        {"valid_until": timezone.localdate() - datetime.timedelta(days=1)},
    ],
    ids=["not for newsletters", "over"],
)
def test_what_the_letter_leaves_out_is_not_noted(terms):
    photo = make_photo()
    story = make_shown(photo=photo)
    Credit.objects.filter(photo=photo).update(**terms)
    assert leave(story) == set()


def test_what_was_withdrawn_is_not_noted():
    story = make_shown(photo=make_photo())
    gone = {"withdrawn_at": timezone.now(), "withdrawn_note": "Gone.", "picture": None, "body": ""}
    LiveArticle.objects.filter(pk=story.pk).update(**gone)
    assert leave(story) == set()
