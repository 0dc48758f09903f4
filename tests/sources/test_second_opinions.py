"""When trafilatura is asked for the text of a page, which costs more than all the rest."""

import contextlib

import pytest

from sources import reading

LINE = "<p>The boats leave before dawn, and nobody counts them, as it was for forty years.</p>"


@pytest.fixture
def asked(monkeypatch):
    """The texts it was asked about."""
    texts, extract = [], reading.trafilatura.extract

    def listened(text, **options):
        texts.append(text)
        return extract(text, **options)

    monkeypatch.setattr(reading.trafilatura, "extract", listened)
    return texts


def read(body):
    with contextlib.suppress(reading.Unreadable):
        reading.read(f"<html><body>{body}</body></html>")


@pytest.mark.parametrize("lines", [4, 20])
def test_it_is_not_asked_where_the_story_is_most_of_the_page(asked, lines):
    read(f"<article>{LINE * lines}</article><aside>{LINE}</aside>")
    assert asked == []


def test_it_is_asked_where_little_of_much_was_found(asked):
    read(f"<article>{LINE * 4}</article>{f'<aside>{LINE}</aside>' * 10}")
    assert len(asked) == 1


def test_it_is_not_asked_about_a_long_story_among_much_else(asked):
    read(f"<article>{LINE * 20}</article>{f'<aside>{LINE}</aside>' * 40}")
    assert asked == []
