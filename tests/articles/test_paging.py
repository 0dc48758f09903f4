import datetime
from itertools import chain

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from articles import paging
from articles.models import LiveArticle
from tests.articles import reading
from tests.factories import make_live, make_section


@pytest.fixture
def three_a_page(monkeypatch):
    monkeypatch.setattr(paging, "PAGE_SIZE", 3)


def walk():
    """All pages from the newest to the end, each as a list of paths."""
    before = None
    while before != "":
        page = paging.page(LiveArticle.objects.newest(), before)
        before = page.older
        yield [card.path for card in page.cards]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("stories", "sizes"), [(0, [0]), (2, [2]), (3, [3]), (4, [3, 1]), (6, [3, 3])]
)
def test_pages_are_full_until_the_last(three_a_page, stories, sizes):
    reading.fill(make_section(), stories)

    assert [len(page) for page in walk()] == sizes


@pytest.mark.django_db
def test_pages_hold_every_story_once_from_the_newest_down(three_a_page):
    made = reading.fill(make_section(slug="world"), 8)

    assert [*chain(*walk())] == [live.path for live in made]


@pytest.mark.django_db
def test_stories_of_one_moment_are_told_apart_by_their_key(three_a_page):
    made = [make_live(first_published_at=reading.NEW) for _ in range(7)]

    assert [*chain(*walk())] == [live.path for live in reversed(made)]


@pytest.mark.django_db
def test_a_story_published_meanwhile_moves_nothing_from_page_to_page(three_a_page):
    made = reading.fill(make_section(), 5)
    first = paging.page(LiveArticle.objects.newest())
    make_live(first_published_at=reading.NEW + datetime.timedelta(hours=1))

    second = paging.page(LiveArticle.objects.newest(), first.older)

    assert [card.pk for card in second.cards] == [live.pk for live in made[3:]]


@pytest.mark.django_db
def test_a_page_is_one_query_that_skips_nothing(three_a_page):
    reading.fill(make_section(), 5)
    older = paging.page(LiveArticle.objects.newest()).older

    with CaptureQueriesContext(connection) as asked:
        paging.page(LiveArticle.objects.newest(), older)

    [query] = asked.captured_queries
    assert "OFFSET" not in query["sql"]
    assert "LIMIT 4" in query["sql"]


@given(
    at=st.datetimes(
        min_value=datetime.datetime(1900, 1, 1),  # noqa: DTZ001 -- given its zone below
        max_value=datetime.datetime(2100, 1, 1),  # noqa: DTZ001
        timezones=st.just(datetime.UTC),
    ),
    pk=st.integers(1, 2**59),
)
def test_a_cursor_names_its_moment_and_key_exactly(at, pk):
    card = LiveArticle(pk=pk, first_published_at=at)

    assert paging.read(paging.cursor(card)) == (at, pk)


@given(st.text(max_size=40) | st.from_regex(paging.CURSOR, fullmatch=True))
def test_any_text_is_a_cursor_or_no_page(text):
    try:
        at, pk = paging.read(text)
    except paging.NoSuchPage:
        return
    assert at.tzinfo
    assert 0 <= pk < 2**63


@pytest.mark.django_db
@pytest.mark.parametrize(
    "cursor", ["fffffffffffff.fffffffffffffff", "-fffffffffffff.0", "0.0", "-0.fffffffffffffff"]
)
def test_the_furthest_cursors_are_still_asked_of_the_database(cursor):
    live = make_live()

    try:
        found = paging.page(LiveArticle.objects.newest(), cursor).cards
    except paging.NoSuchPage:
        found = []

    assert found == ([live] if cursor.startswith("fff") else [])
