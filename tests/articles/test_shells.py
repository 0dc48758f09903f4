"""Shells: made once for the same furniture, and another at once when it changes."""

import pytest

from articles import shells
from tests.articles import reading
from tests.articles.reading import words
from tests.factories import make_live, make_newsletter, make_section

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(client):
    make_live(section=make_section("World", slug="world"), path="world/one")
    return lambda: client.get("/world/one/")


def test_a_slot_is_filled_and_nothing_of_it_is_left(story):
    assert not set("\x02\x03") & set(story().text)


def test_a_shell_is_made_once(story, django_assert_num_queries):
    story()
    known = len(shells._made)

    with django_assert_num_queries(1):
        story()

    assert len(shells._made) == known


@pytest.mark.parametrize(
    "change",
    [
        lambda: make_section("Culture", slug="culture"),
        lambda: make_newsletter(call_headline="See further."),
    ],
)
def test_a_change_of_the_furniture_is_on_the_next_page(story, change):
    before = story()
    change()
    after = story()

    assert after.content != before.content
    assert after["ETag"] != before["ETag"]


def test_a_section_renamed_is_renamed_in_the_navigation_at_once(client):
    world = make_section("World", slug="world")
    client.get("/")
    world.name = "Elsewhere"
    world.save()

    assert words(client.get("/"), "sections").startswith("Elsewhere ")


def test_a_process_does_not_keep_shells_without_end(story, monkeypatch):
    monkeypatch.setattr(shells, "MOST", 2)
    for n in range(6):
        make_section(f"Section {n}", slug=f"s-{n}")
        story()

    assert len(shells._made) <= 2


def test_every_page_of_the_site_is_whole(client):
    live = reading.edition()

    for address in reading.addresses(live):
        text = client.get(address).text
        assert text.count("</html>") == text.count("<main") == 1, address
