import datetime

import pytest
from django.utils import timezone

from articles.models import LiveArticle
from syndication import taking
from syndication.models import Taking
from tests.syndication import papers

pytestmark = pytest.mark.django_db


def test_the_first_time_stays_and_the_version_is_the_last_one():
    live, republisher = papers.of_our_own(), papers.make_republisher()
    first = timezone.now() - datetime.timedelta(days=2)
    taking.note(republisher, live, first)
    LiveArticle.objects.update(version=4)
    live.refresh_from_db()
    taking.note(republisher, live)
    kept = Taking.objects.get()
    assert (kept.first_at, kept.version) == (first, 4)
    assert kept.last_at > first
