"""The story page shows every part of a story, and answers as a cache may ask."""

import datetime

import pytest
from django.utils.http import http_date

from tests.articles import reading
from tests.articles.reading import part, words
from tests.factories import make_author, make_live, make_section, press

pytestmark = pytest.mark.django_db

MINUTE = datetime.timedelta(minutes=1)
NEXT_DAY = reading.NEW + datetime.timedelta(days=1)


@pytest.fixture
def show(client):
    """Show a full story with these differences."""

    def show(**kwargs):
        return client.get(reading.full_story(**kwargs).get_absolute_url())

    return show


def content(response, name):
    """What the meta element of this name or property says."""
    [found] = reading.page(response).xpath("//meta[@name=$n or @property=$n]/@content", n=name)
    return found


# --- its parts


def test_kicker_headline_and_standfirst_open_the_story(show):
    assert words(show(), "story-head") == (
        "World · Water Amman counts its water The barrels are getting fewer."
    )


def test_the_first_picture_is_there_with_the_page_and_those_further_down_do_not_hold_it_up(client):
    live = reading.full_story()
    make_live(section=live.section, path="world/older", picture=reading.make_picture(),
              first_published_at=reading.hours(5))  # fmt: skip

    lead, beneath = reading.page(client.get(live.get_absolute_url())).xpath("//main//img")

    assert lead.get("fetchpriority") == "high"
    assert not {"loading", "decoding"} & set(lead.keys())  # it would be painted after the words
    assert (beneath.get("loading"), beneath.get("decoding")) == ("lazy", "async")
    assert reading.page(client.get("/")).xpath("//main//img/@fetchpriority") == ["high"]


def test_letters_are_asked_for_ahead_that_every_story_needs_and_no_others(show):
    ahead = reading.page(show()).xpath("//link[@rel='preload']/@href")

    assert [at.split("/")[-1] for at in ahead] == [
        "serif-display.woff2", "serif-text.woff2", "sans.woff2",
    ]  # fmt: skip


def test_bylines_are_printed_in_order_with_their_places(show):
    assert words(show(), "byline") == "Lubna Sarhan, Kanat Bekturov in Bishkek"


def test_a_photographer_is_named_for_the_photographs(show):
    mona = make_author("Mona Iris")

    response = show(byline=[reading.person(mona, "photographer", "Amman")])

    assert words(response, "byline") == "Mona Iris in Amman (photographs)"
    assert mona.get_absolute_url() in [a.get("href") for a in part(response, "a")]


def test_the_paper_the_translator_and_the_editor_are_named_beside_the_story(show):
    meta = words(show(), "story-meta")

    assert "Daftar · Jordan" in meta
    assert "Translated and abridged from Arabic by Amira Sabbour" in meta
    assert "Edited by Ruth Oyelade" in meta


@pytest.mark.parametrize(
    ("use", "said"),
    [
        ("full", "Translated from Arabic by"),
        ("abridged", "Translated and abridged from Arabic by"),
        ("adapted", "Translated from Arabic, with context added, by"),
        ("digest", "Digest from Arabic by"),
    ],
)
def test_the_kind_of_use_is_said_in_words(client, use, said):
    live = reading.full_story()
    live.source["use"] = use
    press(live)

    assert said in words(client.get(live.get_absolute_url()), "story-meta")


def test_the_kind_of_use_is_said_even_where_no_translator_is_named(show):
    assert "Translated and abridged from Arabic" in words(show(team=[]), "story-meta")


def test_whose_the_words_are_is_said_as_programs_are_told(show):
    told = "© Daftar; translation © 2026 Test Courier"

    assert told in words(show(json_ld={"copyrightNotice": told}), "story-foot")


def test_our_own_story_names_no_original(client):
    live = make_live(team=[reading.person(make_author("Amira Sabbour"), "translator")])

    response = client.get(live.get_absolute_url())

    assert "Test Courier" in words(response, "story-meta")
    assert "Translated by Amira Sabbour" in words(response, "story-meta")
    assert not part(response, "source")


def test_dates_and_reading_time_are_given(show):
    meta = words(show(published_at=NEXT_DAY), "story-meta")

    assert "20 May 2026, updated 21 May 2026" in meta
    assert "6 minutes to read" in meta


def test_an_update_of_the_same_day_is_given_by_the_hour(show):
    response = show(published_at=reading.NEW + datetime.timedelta(hours=2))

    assert "20 May 2026, updated 14:00 UTC" in words(response, "story-meta")


def test_a_story_never_changed_is_not_called_updated(show):
    assert "updated" not in words(show(), "story-meta")


def test_the_lead_picture_has_caption_credit_size_and_every_file(show):
    [figure] = part(show(), "figure-lead")
    [image] = figure.iter("img")

    assert (image.get("width"), image.get("height")) == ("1280", "853")
    assert image.get("alt") == "Two cranes"
    assert image.get("srcset") == (
        "/media/photos/crane-320.jpg 320w, /media/photos/crane-1280.jpg 1280w"
    )
    assert " ".join(figure.text_content().split()) == (
        "The eastern quay in March Photograph: Mona Iris/Field Images/Quayside"
    )


def test_a_credit_leads_to_its_licence(show):
    licence = "https://creativecommons.org/licenses/by/4.0/"

    response = show(picture=reading.make_picture(licence_url=licence))

    [link] = part(response, "credit")[0].iter("a")
    assert (link.get("href"), link.get("rel")) == (licence, "license")


def test_the_body_stands_as_it_was_rendered(show):
    [body] = part(show(), "story-body")

    assert body.findtext("h2") == "A table"
    assert body.find("aside").text == "A tank is a diary."
    assert body.find("p").text_content() == "AMMAN — On Tuesdays the pumps start."


def test_the_original_is_named_with_its_headline_in_its_own_language(show):
    response = show()

    shown = words(response, "source")
    assert "First published by Daftar, 12 May 2026" in shown
    assert "Daftar · Jordan · Arabic · abridged translation" in shown
    [headline] = part(response, "source-headline")[0]
    assert headline.text == "عمّان تعدّ ماءها"
    assert (headline.get("lang"), headline.get("dir")) == ("ar", "rtl")


def test_the_paper_and_the_original_are_linked(show):
    links = {a.text_content(): a for a in part(show(), "source")[0].iter("a")}

    assert links["Daftar"].get("href") == "/source/daftar/"
    assert links["Read the original in Arabic"].get("href") == "https://daftar.example/water"
    assert links["Read the original in Arabic"].get("hreflang") == "ar"


@pytest.mark.parametrize("address", ["", "javascript:alert(1)", "data:text/html,x"])
def test_an_original_without_a_web_address_is_named_but_not_linked(client, address):
    live = reading.full_story()
    live.source |= {"url": address, "first_published_at": None}
    press(live)

    response = client.get(live.get_absolute_url())

    assert "First published by Daftar" in words(response, "source")
    assert [a.text_content() for a in part(response, "source")[0].iter("a")] == ["Daftar"]


def note(kind, text):
    return {
        "kind": kind,
        "text": text,
        "published_at": "2026-05-21T09:00:00+00:00",
    }


@pytest.mark.parametrize("kind", ["correction", "retraction"])
def test_what_misled_readers_is_put_right_above_the_text(show, kind):
    response = show(corrections_shown=[note(kind, "It is nearly half.")])

    assert f"{kind.title()} 21 May 2026 It is nearly half." in words(response, "story-head")
    assert len(part(response, "note")) == 1


@pytest.mark.parametrize("kind", ["update", "clarification", "apology"])
def test_other_notes_stand_beneath_the_text(show, kind):
    response = show(corrections_shown=[note(kind, "The pharmacy is below.")])

    assert f"{kind.title()} 21 May 2026 The pharmacy is below." in words(response, "story-foot")
    assert len(part(response, "note")) == 1


def test_subjects_are_linked(show):
    [tag] = part(show(), "tags")[0].iter("a")

    assert (tag.text, tag.get("href")) == ("Harbours", "/tag/harbours/")


def test_sign_up_and_the_next_story_stand_beneath(client):
    response = client.get(reading.edition().get_absolute_url())

    assert "See further. One letter a day." in words(response, "call")
    assert "The next story An older story" in words(response, "beneath")


def test_a_slug_in_any_script_is_an_address(client):
    live = make_live(section=make_section(slug="world"), path="world/вода-аммана")

    assert client.get(live.get_absolute_url()).status_code == 200


def test_a_story_in_a_right_to_left_language_says_so(client):
    live = make_live(language="ar", headline="ماء")

    [story] = part(client.get(live.get_absolute_url()), "story")

    assert (story.get("lang"), story.get("dir")) == ("ar", "rtl")


# --- what machines read


def test_the_head_names_the_story_to_machines(show):
    response = show(published_at=NEXT_DAY)

    address = "http://testserver/world/amman-counts-its-water/"
    assert reading.page(response).xpath("//link[@rel='canonical']/@href") == [address]
    assert content(response, "og:url") == address
    assert content(response, "og:title") == "Amman counts its water"
    assert content(response, "description") == "The barrels are getting fewer."
    assert content(response, "article:published_time") == "2026-05-20T12:00:00+00:00"
    assert content(response, "article:modified_time") == "2026-05-21T12:00:00+00:00"


def test_the_picture_for_sharing_has_a_whole_address_and_a_size(show):
    response = show()

    assert content(response, "og:image") == "http://testserver/media/photos/crane-social.jpg"
    assert content(response, "og:image:width") == "1200"
    assert content(response, "twitter:card") == "summary_large_image"


def test_the_picture_for_sharing_is_told_with_its_credit(show):
    response = show()

    told = "Two cranes (Mona Iris/Field Images/Quayside)"
    assert content(response, "og:image:alt") == content(response, "twitter:image:alt") == told


def test_networks_are_told_language_country_and_writers(show):
    response = show(language="pt-BR")

    assert content(response, "og:locale") == "pt_BR"
    [first, _] = reading.page(response).xpath("//meta[@property='article:author']/@content")
    assert first.startswith("http://testserver/author/lubna-sarhan")


def test_a_story_leads_to_its_card_for_other_pages(show, client):
    response = show()

    for kind in ("application/json+oembed", "text/xml+oembed"):
        [link] = reading.page(response).xpath(f"//link[@type='{kind}']")
        card = client.get(link.get("href").removeprefix("http://testserver"))
        assert card["Content-Type"].split(";")[0] in ("application/json", "text/xml")
        assert "Amman counts its water" in card.text


def test_a_picture_on_another_host_keeps_its_address(show):
    response = show(picture=reading.make_picture(social={"src": "https://cdn.example/a.jpg"}))

    assert content(response, "og:image") == "https://cdn.example/a.jpg"


def test_a_picture_that_may_not_be_shared_is_not_told_to_networks(show):
    response = show(picture=reading.make_picture(social=None))

    assert "og:image" not in response.text
    assert content(response, "twitter:card") == "summary"


def test_a_lead_whose_licence_is_over_says_so(show):
    response = show(picture={"gone": True, "width": 9, "height": 6, "caption": "Cranes"})

    assert "no longer available" in response.text
    assert "og:image" not in response.text


def test_linked_data_is_what_publishing_made(show):
    data = {"@type": "NewsArticle", "headline": "Amman", "image": None}

    assert reading.linked_data(show(json_ld=data)) == data


# --- caches


def test_an_unchanged_story_is_not_sent_again(client):
    address = reading.edition().get_absolute_url()
    first = client.get(address)

    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    since = client.get(address, headers={"If-Modified-Since": first["Last-Modified"]})

    assert (again.status_code, again.content) == (304, b"")
    assert (since.status_code, since.content) == (304, b"")
    assert again["Cache-Control"] == first["Cache-Control"]
    assert again["ETag"] == first["ETag"]


def test_the_story_was_last_modified_when_it_was_last_rendered(client):
    live = reading.full_story(rendered_at=NEXT_DAY)

    response = client.get(live.get_absolute_url())

    assert response["Last-Modified"] == http_date(NEXT_DAY.timestamp())


def test_a_changed_story_is_sent_again(client):
    live = reading.edition()
    before = client.get(live.get_absolute_url())
    live.standfirst, live.rendered_at = "Fewer still.", live.rendered_at + MINUTE
    press(live)

    headers = {"If-None-Match": before["ETag"], "If-Modified-Since": before["Last-Modified"]}
    assert client.get(live.get_absolute_url(), headers=headers).status_code == 200


def test_a_story_rendered_again_to_the_same_effect_is_not_sent_again(client):
    live = reading.edition()
    before = client.get(live.get_absolute_url())
    live.rendered_at += MINUTE
    press(live)

    headers = {"If-None-Match": before["ETag"]}
    assert client.get(live.get_absolute_url(), headers=headers).status_code == 304


def test_the_page_is_sent_again_when_the_story_beneath_is_another(client):
    live = reading.edition()
    before = client.get(live.get_absolute_url())
    make_live(section=live.section, headline="Between", first_published_at=reading.hours(1))

    after = client.get(live.get_absolute_url(), headers={"If-None-Match": before["ETag"]})

    assert after.status_code == 200
    assert "Between" in words(after, "beneath")


def test_a_withdrawal_is_told_to_who_has_the_story_already(client):
    live = reading.full_story()
    before = client.get(live.get_absolute_url())
    live.body, live.withdrawn_at, live.withdrawn_note = "", NEXT_DAY, "Gone."
    press(live)

    headers = {"If-None-Match": before["ETag"], "If-Modified-Since": http_date(4e9)}
    assert client.get(live.get_absolute_url(), headers=headers).status_code == 410
