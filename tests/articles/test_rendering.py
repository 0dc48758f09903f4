import datetime

import lxml.html
import pytest

from articles.models import State
from articles.rendering import body, pictures
from photos.pictures import Uncredited
from sources.models import Original
from tests.articles.stories import bring, changes
from tests.factories import make_author, make_photo

DAY = datetime.date(2026, 5, 12)


def render(html, photos=None, dateline=""):
    return body({"body": html, "dateline": dateline}, pictures(html, photos or {}, DAY, "en"))


def published(desk, **text):
    return bring(desk, State.PUBLISHED, text=text).live


def test_the_desks_marks_do_not_reach_readers():
    assert render('<p data-source="b1 b2">Calm.</p>') == "<p>Calm.</p>"
    assert render('<h2 data-source="b1" data-draft="deepl">Calm</h2>') == "<h2>Calm</h2>"


def test_a_pull_quote_says_that_it_is_one():
    assert render("<aside>Now is the time.</aside>") == (
        '<aside class="pull-quote">Now is the time.</aside>'
    )


def test_the_dateline_opens_the_first_paragraph():
    html = render("<h2>Dawn</h2><p>It <em>was</em> early.</p><p>Later.</p>", dateline="KYIV")

    assert html == (
        '<h2>Dawn</h2><p><span class="dateline">KYIV —</span> It <em>was</em> early.</p>'
        "<p>Later.</p>"
    )


def test_a_dateline_is_text_not_html():
    assert "&lt;b&gt;" in render("<p>x</p>", dateline="<b>KYIV</b>")


def test_an_inline_photograph_carries_caption_and_credit(db):
    photo = make_photo(credit="Omar Field/Sopra/Zeta")
    html = render(
        f'<p>a</p><figure data-photo="{photo.pk}"><figcaption>Cranes</figcaption></figure><p>b</p>',
        {photo.pk: photo},
    )

    figure = lxml.html.fragment_fromstring(html, create_parent="div").find("figure")
    assert "Cranes" in figure.text_content()
    assert "Omar Field/Sopra/Zeta" in figure.text_content()
    assert html.endswith("<p>b</p>")


def test_the_files_of_an_inline_photograph_are_written_as_html_has_them(db):
    photo = make_photo(credit="Omar Field")
    photo.modern = True

    html = render(f'<figure data-photo="{photo.pk}"></figure>', {photo.pk: photo})

    assert "<source type=" in html
    assert "</source>" not in html


def test_a_photograph_without_credit_is_never_rendered(db):
    photo = make_photo(credit=None)

    with pytest.raises(Uncredited):
        render(f'<figure data-photo="{photo.pk}"></figure>', {photo.pk: photo})


def test_a_photograph_whose_licence_is_over_leaves_a_note_in_its_place(db):
    photo = make_photo(credit="Omar Field")
    photo.credit.valid_until = DAY - datetime.timedelta(days=1)
    html = render(
        f'<figure data-photo="{photo.pk}"><figcaption>Cranes</figcaption></figure>',
        {photo.pk: photo},
    )
    assert "no longer available" in html
    assert "<img" not in html
    assert "Omar Field" not in html


def figure(photo, caption):
    return f'<figure data-photo="{photo.pk}"><figcaption>{caption}</figcaption></figure>'


def test_the_pictures_of_a_gallery_stand_in_a_row_each_with_its_own_credit(db):
    dawn, dusk = make_photo(credit="Omar Field"), make_photo(credit="Ida Sol/Zeta")
    html = render(
        f"<p>a</p><section>{figure(dawn, 'Dawn')}{figure(dusk, 'Dusk')}</section><p>b</p>",
        {dawn.pk: dawn, dusk.pk: dusk},
    )
    row = lxml.html.fragment_fromstring(html, create_parent="div").find("div")
    assert dict(row.attrib) == {
        "class": "gallery", "role": "group", "aria-label": "Photographs", "tabindex": "0",
    }  # fmt: skip
    said = [" ".join(figure.text_content().split()) for figure in row.iter("figure")]
    assert said == ["Dawn Photograph: Omar Field", "Dusk Photograph: Ida Sol/Zeta"]
    assert all(image.get("width") and image.get("height") for image in row.iter("img"))
    assert html.endswith("<p>b</p>")


def test_a_gallery_of_one_is_a_picture_like_any_other(db):
    photo = make_photo()
    alone = figure(photo, "Dawn")
    assert render(f"<section>{alone}</section>", {photo.pk: photo}) == render(
        alone, {photo.pk: photo}
    )


def test_one_uncredited_photograph_keeps_a_whole_gallery_from_readers(db):
    dawn, dusk = make_photo(), make_photo(credit=None)
    gallery = f"<section>{figure(dawn, '')}{figure(dusk, '')}</section>"
    with pytest.raises(Uncredited):
        render(gallery, {dawn.pk: dawn, dusk.pk: dusk})


def test_a_gallery_keeps_the_place_of_a_photograph_whose_licence_is_over(db):
    dawn, dusk = make_photo(credit="Omar Field"), make_photo(credit="Ida Sol")
    dawn.credit.valid_until = DAY - datetime.timedelta(days=1)
    gallery = f"<section>{figure(dawn, '')}{figure(dusk, '')}</section>"
    html = render(gallery, {dawn.pk: dawn, dusk.pk: dusk})
    assert html.count("<figure") == 2
    assert "no longer available" in html
    assert "Omar Field" not in html
    assert "Ida Sol" in html


def test_names_and_places_are_kept_in_printed_order(desk):
    people = [
        (make_author("Elena Voron"), "writer", ""),
        (make_author("Kabai Orun"), "reporter", "Bishkek"),
        (make_author("Kirill Aman"), "reporter", "New York"),
        (make_author("Anna Voss"), "translator", ""),
        (make_author("Ben Roy"), "editor", ""),
    ]

    live = published(desk, bylines=people)

    assert [(p["name"], p["place"]) for p in live.byline] == [
        ("Elena Voron", ""),
        ("Kabai Orun", "Bishkek"),
        ("Kirill Aman", "New York"),
    ]
    assert [(p["name"], p["role"]) for p in live.team] == [
        ("Anna Voss", "translator"),
        ("Ben Roy", "editor"),
    ]


def test_the_source_names_paper_original_use_and_attribution(desk):
    live = published(desk)

    original = Original.objects.get()
    assert live.source["name"] == original.publication.name
    assert live.source["url"] == original.url
    assert live.source["headline"] == original.headline
    assert live.source["use_label"] == "full translation"
    assert live.source["attribution"] == f"First published by {original.publication.name}"
    assert live.publication == original.publication


def test_reading_time_is_at_least_a_minute(desk):
    assert published(desk).reading_minutes == 1


def test_reading_time_grows_with_the_words(desk):
    long = changes()["body"] + "<p>" + "word " * 660 + "</p>"

    assert published(desk, body=long).reading_minutes == 4
