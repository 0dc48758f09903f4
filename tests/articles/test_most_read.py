"""What is read most, as readers and the desk see it."""

import datetime

import pytest
from django.utils import timezone

from articles import most_read
from articles.models import LiveArticle, MostRead, Reads
from tests.factories import make_live, make_section, make_user

pytestmark = pytest.mark.django_db
PAGE = "/admin/most-read/"
DAY = datetime.timedelta(days=1)


@pytest.fixture
def desk(client):
    client.force_login(make_user("editor", "ben"))
    return client


@pytest.fixture
def lives():
    by, section = make_user("managing editor"), make_section("World")
    return [
        make_live(headline=name, section=section, published_by=by)
        for name in ["One", "Two", "Three"]
    ]


def read(live, number, ago=datetime.timedelta()):
    hour = (timezone.now() - ago).replace(minute=0, second=0, microsecond=0)
    Reads.objects.create(live=live, hour=hour, count=number)


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_of_readers_is_one_query_in_its_order(lives, number, django_assert_num_queries):
    for rank, live in enumerate(reversed(lives[:number]), 1):
        MostRead.objects.create(edition="en", rank=rank, live=live)

    with django_assert_num_queries(1):
        found = [live.headline for live in most_read.listed("en")]

    assert found == ["Three", "Two", "One"][3 - number :]
    assert list(most_read.listed("fr")) == []


def test_a_withdrawn_story_is_gone_from_it_at_once(lives):
    for rank, live in enumerate(lives, 1):
        MostRead.objects.create(edition="en", rank=rank, live=live)
    LiveArticle.objects.filter(pk=lives[0].pk).update(
        withdrawn_at=timezone.now(), withdrawn_note="Gone.", body=""
    )

    assert [live.headline for live in most_read.listed("en")] == ["Two", "Three"]


def test_the_desk_sees_how_often(lives, desk, settings):
    settings.MOST_READ = True
    read(lives[0], 3)
    read(lives[1], 7)
    read(lives[1], 2, ago=DAY / 12)
    read(lives[2], 50, ago=3 * DAY)

    day, week = desk.get(PAGE).context, desk.get(PAGE, {"within": "week"}).context

    assert [(s.headline, s.number) for s in day["stories"]] == [("Two", 9), ("One", 3)]
    assert (week["stories"][0].headline, week["stories"][0].number) == ("Three", 50)


@pytest.mark.parametrize("number", [1, 3])
def test_the_figures_are_one_query(lives, number, django_assert_num_queries):
    for live in lives[:number]:
        read(live, 5)

    with django_assert_num_queries(1):
        assert len(most_read.figures(DAY)) == number


def test_an_empty_page_says_why(lives, desk, settings):
    assert "<code>MOST_READ</code> is off" in desk.get(PAGE).text

    settings.MOST_READ = True
    assert "No story was read within 24 hours" in desk.get(PAGE, {"within": "nonsense"}).text


def test_it_is_not_for_every_role(client):
    client.force_login(make_user("translator"))

    assert client.get(PAGE).status_code == 403
