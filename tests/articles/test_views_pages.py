"""The site's own pages, and the page of all corrections, as readers get them."""

import re

import lxml.html
import pytest

from articles import page_keeping, paging
from articles.models import Correction, LiveArticle
from tests.articles import reading
from tests.factories import make_live, make_section, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def helen():
    return make_user("managing editor", "helen")


def make_page(by, slug="about", title="About us", body="<p>We carry.</p>", edition="en", **kwargs):
    page = page_keeping.begin(by=by, edition=edition, slug=slug, title=title, body=body, **kwargs)
    return page_keeping.publish(page, by=by, seen=1)


def footer(client, address="/"):
    document = lxml.html.fromstring(client.get(address).text)
    return [a.text_content() for a in document.xpath("//ul[@class='colophon-pages']//a")]


# --- pages


def test_a_page_stands_at_its_address(client, helen):
    make_page(helen, title="About <us>", body="<h2>What</h2><p>We carry.</p>")

    answer = client.get("/about/")

    document = lxml.html.fromstring(answer.text)
    assert document.findtext(".//h1") == "About <us>"
    assert "About <us> — Test Courier" in document.findtext(".//title")
    assert '<div class="story-body"><h2>What</h2><p>We carry.</p></div>' in answer.text
    assert document.xpath("string(//link[@rel='canonical']/@href)") == "http://testserver/about/"


def test_a_page_that_nobody_published_is_not_there(client, helen):
    page = page_keeping.begin(by=helen, edition="en", slug="about", title="About", body="<p>x</p>")

    assert client.get("/about/").status_code == 404
    page_keeping.publish(page, by=helen, seen=1)
    assert client.get("/about/").status_code == 200
    page_keeping.take_offline(page, by=helen, seen=1)
    assert client.get("/about/").status_code == 404


def test_readers_see_nothing_of_the_next_version(client, helen):
    page = make_page(helen)
    page_keeping.save(page, by=helen, seen=1, title="SECRET", body="<p>SECRET</p>")

    assert "SECRET" not in client.get("/about/").text
    assert footer(client) == ["About us", "Corrections"]


def test_a_page_is_sent_again_only_when_it_changed(client, helen):
    page = make_page(helen)
    seen = {"If-None-Match": client.get("/about/")["ETag"]}
    assert client.get("/about/", headers=seen).status_code == 304

    page = page_keeping.save(page, by=helen, seen=1, title="About us", body="<p>New.</p>")
    page_keeping.publish(page, by=helen, seen=2)

    answer = client.get("/about/", headers=seen)
    assert (answer.status_code, "New." in answer.text) == (200, True)


def test_pages_belong_to_their_edition(client, helen, settings):
    settings.EDITIONS = ["en", "fr"]
    make_page(helen)
    make_page(helen, slug="a-propos", title="À propos", edition="fr")

    assert client.get("/fr/a-propos/").status_code == 200
    assert [client.get(at).status_code for at in ("/a-propos/", "/fr/about/")] == [404, 404]


def test_a_section_comes_before_a_page(client, helen):
    make_page(helen, slug="people", title="A page")
    make_section("People", slug="people")

    assert "<h1>People</h1>" in client.get("/people/").text


def test_a_damaged_page_of_older_stories_is_still_told(client, helen):
    make_section("World", slug="world")

    answer = client.get("/world/?before=nonsense")

    assert (answer.status_code, "is damaged" in answer.text) == (404, True)


def test_the_footer_names_pages_in_their_order(client, helen):
    make_page(helen, slug="masthead", title="Masthead", position=2)
    make_page(helen, slug="hidden", title="Hidden", in_footer=False)
    make_page(helen, title="About us", position=1)

    assert footer(client) == ["About us", "Masthead", "Corrections"]
    current = lxml.html.fromstring(client.get("/masthead/").text)
    assert current.xpath("//footer//a[@aria-current='page']/text()") == ["Masthead"]


@pytest.mark.parametrize("number", [1, 5])
def test_a_page_costs_the_same_however_many_there_are(
    client, helen, number, django_assert_num_queries
):
    make_page(helen)
    for n in range(1, number):
        make_page(helen, slug=f"page-{n}", title=f"Page {n}")

    # What a section would show, which it is not; the page; what stands around it, at first twice.
    for queries in (4, 3):
        with django_assert_num_queries(queries):
            client.get("/about/")


# --- corrections


def correct(by, live, text="It was three.", kind="correction", hour=0):
    return Correction.objects.create(
        live=live, kind=kind, text=text, by=by, published_at=reading.hours(hour)
    )


def withdraw(live, at, notice="It did not hold."):
    LiveArticle.objects.filter(pk=live.pk).update(
        withdrawn_at=at, withdrawn_note=notice, body="", main=""
    )


def notes(answer):
    document = lxml.html.fromstring(answer.text)
    found = document.xpath("//article[contains(@class, 'note')]")
    return [" ".join(note.text_content().split()) for note in found]


def test_all_corrections_stand_there_the_newest_first(client, helen):
    live = make_live(headline="A harbour wakes")
    correct(helen, live, "It was two.", hour=3)
    correct(helen, live, "We are sorry.", kind="apology", hour=1)

    answer = client.get("/corrections/")

    assert notes(answer) == [
        "Apology 20 May 2026 A harbour wakes We are sorry.",
        "Correction 20 May 2026 A harbour wakes It was two.",
    ]
    assert f'<a href="{live.get_absolute_url()}" lang="en"' in answer.text


def test_where_nothing_was_corrected_the_page_says_so(client):
    assert "No story has been corrected or withdrawn yet." in client.get("/corrections/").text


def test_a_withdrawal_is_told_once_and_nothing_of_the_story_is_repeated(client, helen):
    live = make_live(headline="A false story", first_published_at=reading.hours(5))
    correct(helen, live, "He did not do it.", kind="retraction")
    withdraw(live, reading.hours(2), "It did not hold.")
    correct(helen, make_live(headline="A harbour wakes"), "It was two.", hour=3)

    answer = client.get("/corrections/")

    assert notes(answer) == [
        "Withdrawal 20 May 2026 A story of 20 May 2026 It did not hold.",
        "Correction 20 May 2026 A harbour wakes It was two.",
    ]
    assert "A false story" not in answer.text
    assert live.get_absolute_url() not in answer.text  # whose words tell of it too
    assert client.get(live.get_absolute_url()).status_code == 410


def test_each_edition_corrects_itself(client, helen, settings):
    settings.EDITIONS = ["en", "fr"]
    correct(helen, make_live(headline="Le port", language="fr", edition="fr"), "Trois.")

    assert notes(client.get("/corrections/")) == []
    assert "/fr/" in client.get("/fr/corrections/").text
    [note] = notes(client.get("/fr/corrections/"))
    assert note == "Rectificatif 20 mai 2026 Le port Trois."


def test_older_corrections_follow_page_by_page(client, helen, monkeypatch):
    monkeypatch.setattr(paging, "PAGE_SIZE", 2)
    live = make_live()
    for hour in range(5):
        correct(helen, live, f"Note {hour}.", hour=hour // 2)  # some of one moment
    withdraw(make_live(), reading.hours(0.5), "Gone.")

    address, seen = "/corrections/", []
    while address:
        answer = client.get(address)
        seen += notes(answer)
        older = re.search(r'href="(\?before=[^"]+)"', answer.text)
        address = "/corrections/" + older[1] if older else ""

    assert [note.split()[-2:] for note in seen] == [
        ["Note", "1."], ["Note", "0."], ["2026", "Gone."], ["Note", "3."], ["Note", "2."],
        ["Note", "4."],
    ]  # fmt: skip
    assert 'content="noindex, follow"' in answer.text
    assert client.get("/corrections/?before=0.0").status_code == 404


@pytest.mark.parametrize("number", [1, 20])
def test_the_page_costs_the_same_however_much_was_corrected(
    client, helen, number, django_assert_num_queries
):
    live = make_live()
    for hour in range(number):
        correct(helen, live, hour=hour)
        withdraw(make_live(), reading.hours(hour))

    with django_assert_num_queries(3):
        client.get("/corrections/")


def test_a_correction_stays_text(client, helen):
    correct(helen, make_live(headline="<b>A</b>"), "<script>1</script>")

    answer = client.get("/corrections/").text

    assert "<script>1" not in answer
    assert "&lt;b&gt;A&lt;/b&gt;" in answer


# --- most read


def test_the_home_page_lists_what_is_read_most_where_it_is_counted(client, settings):
    live = make_live(headline="A harbour wakes")
    live.ranks.create(edition="en", rank=1)
    listed = f'<ol><li><a href="{live.get_absolute_url()}" lang="en">A harbour wakes</a></li></ol>'
    assert listed not in client.get("/").text

    settings.MOST_READ = True

    assert listed in client.get("/").text


@pytest.mark.parametrize("number", [1, 5])
def test_the_list_costs_no_query_of_its_own(client, settings, number, django_assert_num_queries):
    settings.MOST_READ = True
    for rank in range(1, number + 1):
        make_live().ranks.create(edition="en", rank=rank)

    # The front; what it is made of; what stands around it. Then all of it in one.
    for queries in (3, 1):
        with django_assert_num_queries(queries):
            client.get("/")


def test_a_story_tells_that_it_was_read_where_that_is_counted(client, settings):
    address = make_live().get_absolute_url()
    script = '<script type="module" src="/static/site/read.js"></script>'
    assert script not in client.get(address).text

    settings.MOST_READ = True

    assert script in client.get(address).text
    assert script not in client.get("/").text
