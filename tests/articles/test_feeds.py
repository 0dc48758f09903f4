"""The feed of the newest stories, as feed readers take it in."""

import datetime
import html

import feedparser
import lxml.html
import pytest
from django.urls import reverse
from django.utils import timezone
from lxml import etree

from articles import publishing
from articles.feeds.markup import legal
from articles.models import LiveArticle, State
from photos.models import Credit
from tests.articles import reading
from tests.articles.stories import bring, changes
from tests.articles.test_media import KEPT, figure, published
from tests.factories import make_author, make_live, make_photo, make_publication, make_section

pytestmark = pytest.mark.django_db

FEED = "/feed/"
MEDIA = "{http://search.yahoo.com/mrss/}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
STORY = "http://testserver/world/amman-counts-its-water/"


def items(client):
    """The items as strict XML gives them."""
    return etree.fromstring(client.get(FEED).content).findall("channel/item")


def entries(client):
    """The same as a feed reader understands them."""
    found = feedparser.parse(client.get(FEED).content, sanitize_html=False)
    assert not found.bozo, found.bozo_exception
    return found.entries


def body(item):
    return lxml.html.fragment_fromstring(item.findtext(CONTENT))


def words(item):
    return " ".join(body(item).text_content().split())


# --- what it says


def test_the_feed_names_the_site_and_itself(client):
    make_live()
    response = client.get(FEED)
    told = feedparser.parse(response.content).feed
    assert response["Content-Type"] == "application/rss+xml; charset=utf-8"
    assert (told.title, told.link, told.language) == ("Test Courier", "http://testserver/", "en")
    assert [(link.rel, link.href) for link in told.links if link.rel == "self"] == [
        ("self", "http://testserver/feed/")
    ]


def test_a_story_is_told_with_everything_a_reader_files_it_by(client):
    reading.full_story(published_at=reading.hours(-3))
    [entry] = entries(client)
    assert entry.title == "Amman counts its water"
    assert entry.summary == "The barrels are getting fewer."
    assert (entry.link, entry.id) == (STORY, STORY)
    assert entry.published == "Wed, 20 May 2026 12:00:00 +0000"
    assert [author.name for author in entry.authors] == ["Lubna Sarhan", "Kanat Bekturov"]
    assert [tag.term for tag in entry.tags] == ["Harbours"]


def test_the_address_of_a_story_is_its_lasting_name(client):
    reading.full_story()
    guid = items(client)[0].find("guid")
    assert (guid.text, guid.get("isPermaLink")) == (STORY, "true")


@pytest.mark.parametrize("changed", ["published_at", "rendered_at"])
def test_the_feed_says_when_it_last_changed(client, changed):
    reading.full_story(**{"rendered_at": reading.NEW, changed: reading.hours(-3)})
    told = feedparser.parse(client.get(FEED).content).feed
    assert told.updated == "Wed, 20 May 2026 15:00:00 +0000"


def test_the_whole_text_is_there_with_who_wrote_and_translated_it(client):
    reading.full_story()
    [item] = items(client)
    assert "AMMAN — On Tuesdays the pumps start." in words(item)
    assert "Lubna Sarhan, Kanat Bekturov in Bishkek" in words(item)
    assert "Translated and abridged from Arabic by Amira Sabbour" in words(item)


def test_the_paper_is_named_with_a_link_to_its_original(client):
    reading.full_story()
    [item] = items(client)
    links = {link.text_content(): link.get("href") for link in body(item).iter("a")}
    assert "First published by Daftar" in words(item)
    assert links["Daftar"] == "http://testserver/source/daftar/"
    assert links["Read the original in Arabic"] == "https://daftar.example/water"


def test_every_address_is_whole(client):
    text = '<p><a href="/world/older/">o</a> <a href="#x">x</a> <a href="http://[">b</a></p>'
    reading.full_story(body=text, picture=reading.make_picture(sources=[
        {"type": "image/avif", "srcset": [{"src": "/media/crane-320.avif", "width": 320}]}
    ]))  # fmt: skip
    [item] = items(client)
    links = [link.get("href") for link in body(item).iter("a")]
    assert links[-5:-2] == ["http://testserver/world/older/", f"{STORY}#x", "http://["]
    assert body(item).xpath("//img/@src") == ["http://testserver/media/photos/crane-1280.jpg"]
    assert not body(item).xpath("//picture | //source | //@srcset | //@sizes")


@pytest.mark.parametrize("kind", ["correction", "retraction", "update"])
def test_corrections_are_told_with_the_text(client, kind):
    note = {"kind": kind, "text": "It was five.", "published_at": "2026-05-21"}
    reading.full_story(corrections_shown=[note])
    [item] = items(client)
    assert "It was five." in words(item)


def test_the_newest_stories_come_first_and_thirty_at_most(client):
    reading.fill(make_section("World", slug="world"), 31)
    links = [entry.link for entry in entries(client)]
    assert links == [f"http://testserver/world/number-{n}/" for n in range(30)]


def test_an_empty_feed_is_a_feed(client):
    assert entries(client) == []


# --- pictures


def test_lead_inline_and_gallery_pictures_are_told_with_their_credits(desk, client):
    lead, inline, one, two = (make_photo(credit=name) for name in ("Lead", "In", "One", "Two"))
    row = f"<section>{figure(one, 'x')}{figure(two, 'y')}</section>"
    text = {"body": changes()["body"] + figure(inline, "z") + row}
    bring(desk, State.PUBLISHED, filing={"lead_photo": lead}, text=text)
    [item] = items(client)
    named = [told.findtext(f"{MEDIA}credit") for told in item.iter(f"{MEDIA}content")]
    assert named == ["Lead", "In", "One", "Two"]
    shown = [span.text_content() for span in body(item).find_class("credit")]
    assert shown == [f"Photograph: {name}" for name in named]


def test_a_picture_is_told_with_its_file_its_words_and_whose_it_is(client):
    make_live(media=[KEPT | {"caption": "The quay"}])
    [told] = items(client)[0].iter(f"{MEDIA}content")
    assert dict(told.attrib) == {
        "url": "http://testserver/media/a.jpg",
        "type": "image/jpeg",
        "medium": "image",
        "width": "60",
        "height": "40",
        "fileSize": "9",
    }
    assert [(child.tag, child.text) for child in told] == [
        (f"{MEDIA}credit", "Mona Iris/Zeta"),
        (f"{MEDIA}description", "The quay"),
        (f"{MEDIA}copyright", "© Mona Iris"),
    ]


@pytest.mark.parametrize(("kept", "absent"), [
    ({"alt": ""}, "media:description"), ({"copyright": ""}, "media:copyright"),
    ({"size": 0}, "fileSize"),
])  # fmt: skip
def test_of_a_picture_nothing_empty_is_told(client, kept, absent):
    make_live(media=[KEPT | kept])
    assert absent not in client.get(FEED).text
    assert "<media:credit>Mona Iris/Zeta</media:credit>" in client.get(FEED).text


def test_where_a_picture_has_no_caption_its_description_is_told(client):
    make_live(media=[KEPT])
    assert '<media:description type="plain">Boats<' in client.get(FEED).text


def test_at_the_end_of_its_licence_a_picture_leaves_the_feed(desk, client):
    lead = make_photo(credit="Lead")
    live = published(desk, lead, make_photo(credit="Dawn"))
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    Credit.objects.filter(photo=lead).update(valid_until=yesterday)
    publishing.rerender(live)
    [item] = items(client)
    assert [told.text for told in item.iter(f"{MEDIA}credit")] == ["Dawn"]
    assert "no longer available: we may not show it" in words(item)
    assert lead.file.name.removesuffix(".jpg") not in client.get(FEED).text


# --- what it must never say


def test_a_withdrawn_story_is_gone_also_for_those_who_ask_what_is_new(client):
    live = reading.full_story()
    make_live(section=live.section, path="world/older", first_published_at=reading.hours(5))
    before = client.get(FEED)
    withdrawn = timezone.now() + datetime.timedelta(seconds=2)
    LiveArticle.objects.filter(pk=live.pk).update(
        body="", withdrawn_at=withdrawn, withdrawn_note="Wrong."
    )
    assert [entry.link for entry in entries(client)] == ["http://testserver/world/older/"]
    for asked in (
        {"If-None-Match": before["ETag"]},
        {"If-Modified-Since": before["Last-Modified"]},
    ):
        assert client.get(FEED, headers=asked).status_code == 200, asked


NASTY = (
    "]]> </title><script>alert(1)</script> &amp; \x01\x08\x0b\x1f\ufffe\uffff \U0001f30a "
    "\u202eevil\u202c \u05e9\u05dc\u05d5\u05dd"
)


def test_hostile_text_stays_text_in_well_formed_xml(client):
    author, paper = make_author(), make_publication()
    reading.full_story(
        section=make_section("World", slug="world"),
        publication=paper,
        headline=NASTY,
        standfirst=NASTY,
        body=f"<p>{html.escape(NASTY)} &#11;&#xfffe; <code>]]&gt;</code></p>",
        byline=[reading.person(author) | {"name": NASTY}],
        tag_list=[{"name": NASTY, "slug": "z"}],
        source=reading.make_source(paper, headline=NASTY, attribution=NASTY),
        picture=reading.make_picture(caption=NASTY, credit=NASTY, alt=NASTY),
        media=[
            KEPT | {"caption": NASTY, "credit": NASTY, "copyright": NASTY, "url": '/a"\x02<&b.jpg'}
        ],
    )
    plain = legal(NASTY)
    [item], [entry] = items(client), entries(client)
    assert item.findtext("title") == plain
    assert item.findtext("category") == entry.tags[0].term == plain
    assert {told.text for told in item.iter(f"{MEDIA}credit")} == {plain}
    assert item.find(f"{MEDIA}content").get("url") == "http://testserver/a%22%02%3C&b.jpg"
    assert html.unescape(item.findtext("description")) == plain
    assert not body(item).xpath("//script")
    assert words(item).count("]]>") == 7


def test_a_text_from_right_to_left_says_so(client):
    make_live(language="ar", headline="عمّان تعدّ ماءها", body="<p>ماء</p>")
    [item] = items(client)
    assert item.findtext("title") == "عمّان تعدّ ماءها"
    assert (body(item).get("lang"), body(item).get("dir")) == ("ar", "rtl")


# --- at what cost


@pytest.mark.parametrize("number", [1, 30])
def test_the_feed_costs_the_same_at_one_story_and_at_thirty(
    client, number, django_assert_num_queries
):
    paper, author = make_publication(), make_author()
    reading.fill(
        make_section("World", slug="world"),
        number,
        publication=paper,
        source=reading.make_source(paper),
        picture=reading.make_picture(),
        media=[KEPT],
        byline=[reading.person(author)],
        authors=[author],
    )
    with django_assert_num_queries(1):
        response = client.get(FEED)
    for name, asked in (("ETag", "If-None-Match"), ("Last-Modified", "If-Modified-Since")):
        with django_assert_num_queries(1):
            same = client.get(FEED, headers={asked: response[name]})
        assert (same.status_code, same.content) == (304, b"")


def test_the_feed_differs_for_nobody_and_may_be_kept_by_caches(client):
    make_live()
    response = client.get(FEED)
    assert response["Cache-Control"] == client.get("/")["Cache-Control"]
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert client.post(FEED).status_code == 405


@pytest.mark.parametrize("changed", ["published_at", "rendered_at"])
def test_a_story_that_changed_is_sent_again(client, changed):
    live = make_live()
    before = client.get(FEED)
    later = timezone.now() + datetime.timedelta(seconds=2)
    LiveArticle.objects.filter(pk=live.pk).update(**{changed: later})
    for asked in (
        {"If-None-Match": before["ETag"]},
        {"If-Modified-Since": before["Last-Modified"]},
    ):
        assert client.get(FEED, headers=asked).status_code == 200


def test_every_page_leads_feed_readers_to_the_feed(client):
    live = reading.edition()
    for address in [*reading.addresses(live), "/newsletter/", "/world/never-was/"]:
        link = reading.page(client.get(address)).xpath(
            "//link[@rel='alternate' and @type='application/rss+xml']"
        )[0]
        told = (link.get("title"), link.get("href"))
        assert told == ("Test Courier", reverse("feed")), address
