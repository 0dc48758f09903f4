"""What somebody did stands apart by its kind, what is new by its section."""

import pytest

from tests.articles import reading
from tests.articles.reading import words
from tests.factories import make_author, make_live, make_section

pytestmark = pytest.mark.django_db


def headlines(response, kind):
    """The headlines of the cards of this kind, in their order."""
    cards = reading.part(response, kind)
    return [link.text for card in cards for link in card.find_class("card-headline")[0].iter("a")]


def test_what_somebody_wrote_stands_apart_from_what_the_same_person_translated(client):
    amira = make_author("Amira Sabbour")
    for headline, role in [("Own", "writer"), ("Carried", "translator"), ("Mended", "editor")]:
        people = {"byline" if role == "writer" else "team": [reading.person(amira, role)]}
        make_live(headline=headline, authors=[amira], **people)

    response = client.get(amira.get_absolute_url())

    shown = words(response)
    order = [shown.index(word) for word in ("Written", "Own", "Translated", "Carried", "Edited")]
    assert order == sorted(order)
    assert headlines(response, "card-river") == ["Own", "Carried", "Mended"]


def test_only_what_somebody_did_is_named(client):
    amira = make_author("Amira Sabbour")
    make_live(authors=[amira], team=[reading.person(amira, "translator")])

    shown = words(client.get(amira.get_absolute_url()))

    assert "Translated" in shown
    assert "Written" not in shown
    assert "Edited" not in shown


def test_sections_stand_in_columns_beneath_the_home_page(client):
    world = make_section("World", slug="world")
    for hour in range(7):
        make_live(section=world, headline=f"No. {hour}", first_published_at=reading.hours(hour))

    response = client.get("/")

    assert words(response, "column").startswith("World No. 5")
    assert "No. 6" in words(response, "column")
    assert not reading.part(response, "river")
