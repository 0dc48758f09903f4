import dataclasses
import datetime
import re

import lxml.html
import pytest

from newsletters import rendering, slots
from newsletters.letters import Item, Letter, Picture

QUAY = Picture(
    "https://ferry.example/media/quay.jpg", 1200, 800, "A quay", "Omar Field/Sopra", "At five."
)
HARBOUR = Item(
    headline="The harbour is silent",
    url="https://ferry.example/world/harbour/",
    kicker="Ports",
    blurb="Night is back.",
    writers="Camille Ruel in Marseille",
    translators="Anna Voss",
    origin="First published by Le Quai",
    original_language="French",
    picture=QUAY,
)
LETTER = Letter(
    name="The Morning Crossing",
    subject="Silence",
    day=datetime.date(2026, 3, 2),
    url="https://ferry.example/newsletter/morning/7/",
    preheader="Where ships plug in.",
    greeting="Good morning,",
    intro="One.\n\nTwo.",
    note="We rest tomorrow.",
    sign_off="Yours, Samir",
    items=[HARBOUR, dataclasses.replace(HARBOUR, headline="A second one", heading="Elsewhere")],
    site_name="The Ferry",
    site_url="https://ferry.example",
    postal_address="Quay 1, Harbour",
)


def rendered(**changes):
    return rendering.render(dataclasses.replace(LETTER, **changes))


def tree(**changes):
    return lxml.html.fromstring(rendered(**changes).html)


def words(**changes):
    return " ".join(tree(**changes).find("body").text_content().split())


PARTS = (
    "Where ships plug in.", "Monday 2 March 2026", "The Morning Crossing", "Good morning,", "One.",
    "At five. Omar Field/Sopra", "Ports", "The harbour is silent", "Night is back.",
    "By Camille Ruel in Marseille. First published by Le Quai. Translated from French by Anna",
    "Elsewhere", "A second one", "We rest tomorrow.", "Yours, Samir", "Quay 1, Harbour",
)  # fmt: skip


def test_the_letter_says_everything_in_its_order():
    said = words()

    places = [said.find(part) for part in PARTS]

    assert -1 not in places
    assert places == sorted(places)


def test_the_plain_text_says_the_same_and_names_the_photographer():
    text = rendered().text

    assert [part for part in PARTS[1:] if part not in text] == ["At five. Omar Field/Sopra"]
    assert "Photograph: Omar Field/Sopra" in text
    assert HARBOUR.url in text


@pytest.mark.parametrize("slot", slots.ALL)
def test_each_slot_stands_once_as_a_link_and_once_in_the_text(slot):
    assert [a.get("href") for a in tree().iter("a")].count(slot) == 1
    assert rendered().text.count(slot) == 1


def test_every_link_is_a_whole_address_or_a_slot():
    links = [a.get("href") for a in tree().iter("a")]

    assert [link for link in links if link not in slots.ALL and "://" not in link] == []


def test_typed_words_are_text_and_not_html():
    evil = '<script>alert(1)</script> & "so"'
    html = rendered(intro=evil, items=[dataclasses.replace(HARBOUR, headline=evil)]).html

    assert "<script" not in html
    assert html.count("&lt;script&gt;alert(1)&lt;/script&gt; &amp;") == 2


def test_plain_text_is_not_escaped():
    assert 'R&D: "so"' in rendered(intro='R&D: "so"').text


def test_an_address_in_the_editors_words_becomes_a_link():
    links = [a.get("href") for a in tree(intro="See https://quay.example/plan first.").iter("a")]

    assert "https://quay.example/plan" in links


def test_pictures_have_their_width_as_an_attribute_for_outlook():
    assert [(img.get("width"), img.get("alt")) for img in tree().iter("img")] == [
        ("552", "A quay"),
        ("183", "A quay"),
    ]


def test_every_picture_has_its_credit_in_both_forms():
    said = words()

    assert said.count("Omar Field/Sopra") == len(list(tree().iter("img"))) == 2
    assert rendered().text.count("Omar Field/Sopra") == 2


def test_a_picture_without_a_credit_cannot_even_be_made():
    with pytest.raises(ValueError, match="credit"):
        dataclasses.replace(QUAY, credit="")


def test_a_withdrawn_story_is_its_notice_and_nothing_else():
    gone = Item(withdrawn="The publisher asked for it.")
    html = rendered(items=[HARBOUR, gone])

    for form in (words(items=[HARBOUR, gone]), html.text):
        assert "This story has been withdrawn. The publisher asked for it." in form


def test_what_is_empty_leaves_no_trace():
    bare = Item(headline="Only this", url="https://ferry.example/world/only/")
    plain = rendered(
        items=[bare], preheader="", greeting="", intro="", note="", sign_off="", postal_address=""
    )

    assert "From the editor" not in plain.html + plain.text
    assert "None" not in plain.html + plain.text
    assert "\n\n\n" not in plain.text


def test_rules_are_on_the_elements_and_dark_colours_in_a_style_element():
    html = rendered().html

    assert re.search(r'<h2 class="headline"[^>]* style="[^"]*font-weight: bold', html)
    assert "prefers-color-scheme: dark" in html
    assert html.count('content="light dark"') == 2


def test_outlook_gets_its_tables_and_a_button_made_of_one():
    html = rendered().html

    assert html.count("<!--[if") == html.count("endif]-->") > 40
    assert re.search(
        r'<td[^>]*bgcolor="#8a2f1a"[^>]*>\s*<a href="https://ferry.example/world/h', html
    )


def test_a_list_that_is_written_leftward_is_set_so():
    html = rendered(language="ar", direction="rtl").html

    assert '<html lang="ar" dir="rtl"' in html
    assert "direction:ltr" not in html
    assert "text-align:left" not in html.replace("text-align:left;direction:rtl", "")


def test_dates_are_written_in_the_language_of_the_list():
    assert "lundi 2 mars 2026" in rendered(language="fr").text


def test_a_story_in_another_language_says_so():
    item = dataclasses.replace(HARBOUR, language="ar", direction="rtl")

    (headline,) = (h for h in tree(items=[item]).iter("h2") if h.text_content() == item.headline)
    assert (headline.get("lang"), headline.get("dir")) == ("ar", "rtl")


def test_six_stories_stay_far_below_what_gmail_clips():
    size = rendered(items=[HARBOUR] * 6).size

    assert size < rendering.TOO_LONG_FROM * 0.6


def test_the_size_counts_bytes_and_not_letters():
    assert rendered(intro="é" * 1000).size - rendered(intro="e" * 1000).size == 1000
