"""What every page may show, and what it costs."""

import pytest
from django.template import Context, Template

from articles import furniture
from newsroom import context
from tests.factories import make_newsletter, make_section

pytestmark = pytest.mark.django_db


def render(text, rf):
    return Template(text).render(Context(context.site(rf.get("/"))))


def read(edition="en"):
    return furniture.read(furniture.fetch(edition))


def test_sections_come_in_the_order_of_the_navigation():
    make_section("Culture", slug="culture", position=2)
    make_section("World", slug="world", position=1, description="Elsewhere.")
    make_section("Business", slug="business", position=2)

    assert read()["sections"] == [
        {"slug": "world", "title": "World", "about": "Elsewhere."},
        {"slug": "business", "title": "Business", "about": ""},
        {"slug": "culture", "title": "Culture", "about": ""},
    ]


def test_the_call_is_that_of_the_first_newsletter_open_for_sign_up():
    make_newsletter(call_headline="Closed", position=0, active=False)
    make_newsletter(call_headline="Second", position=2)
    make_newsletter(call_headline="First", call_text="Every day.", position=1)

    assert read()["call"] == {"headline": "First", "text": "Every day."}


def test_an_empty_site_has_neither():
    found = read()

    assert (found["sections"], found["call"]) == ([], None)


def test_a_page_that_uses_all_of_it_asks_once(rf, django_assert_num_queries):
    make_section("World")
    make_newsletter(call_headline="See further.")
    text = (
        "{% for s in furniture.sections %}{{ s.title }}{% endfor %} {{ furniture.call.headline }}"
    )

    with django_assert_num_queries(1):
        assert render(text, rf) == "World See further."


def test_a_page_that_uses_none_of_it_asks_nothing(rf, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert render("{{ site_name }}", rf) == "Test Courier"


def test_the_edition_says_which_way_it_is_read(rf, settings):
    settings.EDITIONS = ["ar"]

    assert render("{{ edition_language }} {{ edition_direction }}", rf) == "ar rtl"
