"""What the desk sees over a story of the watch on its original."""

import pytest
from django.utils import timezone

from articles.models import State
from sources.models import Original
from tests.articles.pages import change, words
from tests.articles.stories import bring

pytestmark = pytest.mark.django_db

BLIND = "Whether the original changes cannot be seen. The page asks for a log-in."


@pytest.fixture
def page(client, desk):
    article = bring(desk, State.PUBLISHED)
    client.force_login(desk.ben)
    return lambda: words(client.get(change(article)))


def fail(times, **values):
    watched = {"watched_since": timezone.now(), "check_error": "The page asks for a log-in."}
    Original.objects.update(failures=times, **watched | values)


def test_an_original_that_is_gone_is_an_alarm(page):
    assert "The original is gone." not in page()
    fail(2, vanished_at=timezone.now())
    assert "The original is gone." in page()


@pytest.mark.parametrize(("times", "shown"), [(3, False), (4, True)])
def test_a_page_that_refuses_again_and_again_is_said_to_be_out_of_sight(page, times, shown):
    fail(times)
    assert (BLIND in page()) is shown


def test_an_original_that_nobody_watches_need_not_be_seen(page):
    fail(9, watched_since=None)
    assert BLIND not in page()
