"""The made-up archive: its pages are those that publishing would have made, and twice the same."""

import pytest
from django.core.management import call_command

from articles import pieces
from articles.models import PIECES, Article, LiveArticle, Revision
from newsletters.models import Subscription
from newsroom.archive import making
from newsroom.archive.words import Writer

pytestmark = pytest.mark.django_db


@pytest.fixture
def small(monkeypatch):
    """Few things to share, so that a test makes them quickly."""
    for name, number in {"MOULDS": 12, "PARAGRAPHS": 30, "AUTHORS": 4, "TAGS": 3}.items():
        monkeypatch.setattr(making, name, number)
    monkeypatch.setattr(making, "AT_ONCE", 10)

    def make(*arguments, **options):
        making.make(*arguments, words=60, **options)

    return make


def test_there_are_as_many_stories_and_readers_as_asked_for(small):
    small(25, subscribers=7)

    counts = [model.objects.count() for model in (Article, LiveArticle, Revision, Subscription)]
    assert counts == [25, 25, 25, 7]


def test_a_stored_page_is_what_its_templates_make_of_it(small):
    small(13)

    for live in LiveArticle.objects.defer(None):
        made = pieces.pressed(live)
        # PostgreSQL keeps the entries of JSON in an order of its own.
        stored = {name: sorted(getattr(live, name)) for name in PIECES}
        assert stored == {name: sorted(made[name]) for name in PIECES}
        assert live.pictured == made["pictured"]


def test_its_pages_open(small, client):
    small(33)
    live = LiveArticle.objects.newest().first()

    for address in ("/", live.get_absolute_url(), f"/{live.section_slug}/"):
        assert client.get(address).status_code == 200
    assert live.headline in client.get("/").text


def test_a_second_archive_stands_beside_the_first(small):
    small(12, seed=1)
    small(12, seed=2)

    assert LiveArticle.objects.values("path").distinct().count() == 24
    assert Article.objects.create(commissioned_by=Article.objects.first().translator).pk


def test_the_same_seed_writes_the_same_words():
    one, other = (Writer(3) for _ in range(2))

    assert [one.paragraph() for _ in range(3)] == [other.paragraph() for _ in range(3)]
    assert Writer(4).paragraph() != Writer(3).paragraph()


def test_the_command_says_how_far_it_is(small, capsys, monkeypatch):
    call_command("make_archive", articles=12, subscribers=0, words=60)

    assert "12 stories" in capsys.readouterr().out
