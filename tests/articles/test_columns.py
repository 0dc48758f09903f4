"""The columns of the home page."""

from articles import layout
from articles.reading import Card, Place

SECTIONS = [
    {"id": 1, "slug": "world", "title": "World", "about": ""},
    {"id": 2, "slug": "ideas", "title": "Ideas & more", "about": ""},
]


def places(*sections):
    """Stories of these sections, the newest first, numbered from 100 down."""
    return [
        Place(100 - n, pictured=True, publication=None, section=section)
        for n, section in enumerate(sections)
    ]


def card(pk):
    return Card(pk, f"<card {pk}>", "", strip=f"<strip {pk}>")


def test_one_leads_four_stand_beneath_and_the_rest_in_the_columns_of_their_sections():
    front = layout.home(places(1, 1, 1, 2, 2, 1, 2, 1))

    assert (front.lead, front.second) == (100, (99, 98, 97, 96))
    assert front.columns == ((1, (95, 93)), (2, (94,)))
    assert front.river == ()


def test_what_a_column_does_not_hold_stands_in_the_river():
    front = layout.home(places(*[1] * 11))

    assert front.columns == ((1, (95, 94, 93, 92)),)
    assert front.river == (91, 90)


def test_a_small_site_has_no_columns():
    front = layout.home(places(1, 2))

    assert (front.lead, front.second, front.columns, front.river) == (100, (99,), (), ())


def test_columns_stand_in_the_order_of_the_navigation():
    cards = {pk: card(pk) for pk in (5, 6, 7)}

    html = layout.columns(((2, (7, 6)), (1, (5,))), cards, SECTIONS, "/fr")

    assert html == (
        '<section class="column"><h2><a href="/fr/world/">World</a></h2><card 5></section>'
        '<section class="column"><h2><a href="/fr/ideas/">Ideas &amp; more</a></h2>'
        "<card 7><strip 6></section>"
    )


def test_a_story_withdrawn_meanwhile_leaves_no_gap():
    assert layout.columns(((1, (5,)),), {}, SECTIONS, "") == ""
