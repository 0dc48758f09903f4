"""Which originals are watched."""

import pytest

from articles import overseeing, publishing
from articles.models import State
from sources.models import Original
from tests.articles.stories import bring, fresh

pytestmark = pytest.mark.django_db


def watched():
    return list(Original.objects.filter(watched_since__isnull=False))


def test_the_original_of_a_live_story_is_watched_from_when_it_went_live(desk):
    article = bring(desk, State.PUBLISHED)
    overseeing.oversee()
    original = Original.objects.get()
    assert original.watched_since == article.live.first_published_at
    assert original.next_check_at > original.watched_since


def test_before_a_story_is_live_its_original_is_not_watched(desk):
    bring(desk, State.READY)
    overseeing.oversee()
    assert watched() == []


def test_when_the_last_story_is_withdrawn_its_original_is_watched_no_longer(desk):
    article = bring(desk, State.PUBLISHED)
    overseeing.oversee()
    publishing.withdraw(article, by=desk.max, seen=article.version, note="Asked for.")
    overseeing.oversee()
    assert Original.objects.get().next_check_at is None
    assert watched() == []


def test_a_second_look_leaves_the_schedule_as_it_is(desk):
    bring(desk, State.PUBLISHED)
    overseeing.oversee()
    before = Original.objects.get().next_check_at
    overseeing.oversee()
    assert Original.objects.get().next_check_at == before


def test_a_text_without_an_address_cannot_be_watched(desk):
    article = bring(desk, State.PUBLISHED)
    Original.objects.update(url="")
    overseeing.oversee()
    assert watched() == []
    assert fresh(article).state == State.PUBLISHED


@pytest.mark.parametrize("stories", [1, 3])
def test_looking_costs_the_same_where_nothing_is_new(desk, stories, django_assert_num_queries):
    for _ in range(stories):
        bring(desk, State.PUBLISHED)
    overseeing.oversee()
    with django_assert_num_queries(2):
        overseeing.oversee()
