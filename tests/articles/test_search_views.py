"""The page that finds stories."""

import pytest
from django.db import connection

from articles.search import finding
from tests.articles import reading
from tests.articles.finding import findable
from tests.articles.reading import words
from tests.factories import make_author, make_publication, make_section

pytestmark = pytest.mark.django_db


def look(client, text="port", **asked):
    return client.get("/search/", {"q": text, **asked})


def shown(response):
    return [
        " ".join(head.text_content().split()) for head in reading.part(response, "card-headline")
    ]


def options(response, name):
    [select] = reading.page(response).xpath(f"//select[@name='{name}']")
    return [" ".join(option.text_content().split()) for option in select]


# --- nothing looked for


@pytest.mark.parametrize(
    "address", ["/search/", "/search/?q=", "/search/?q=%20", "/search/?q=-port"]
)
def test_without_words_there_is_help_and_no_list(client, address):
    findable("A port", section=make_section("World", slug="world"))

    response = client.get(address)

    assert "What you may type" in words(response)
    assert shown(response) == []
    assert "World" in words(response, "search-on")


def test_help_goes_on_to_what_the_newest_stories_are_about(client):
    tag = reading.make_tag()
    findable(tag_list=[{"name": tag.name, "slug": tag.slug}])

    links = reading.page(client.get("/search/")).xpath("//*[@class='search-sections']//a")

    assert ("Harbours", "/tag/harbours/") in [(link.text, link.get("href")) for link in links]


# --- found


def test_what_was_found_leads_to_the_stories(client):
    live = findable("A port")

    response = look(client, "ports")

    [link] = reading.part(response, "card-headline")[0].iter("a")
    assert link.get("href") == live.get_absolute_url()
    assert words(response, "search-count") == "1 story"


def test_what_was_looked_for_is_marked_and_all_else_is_text(client):
    findable("A <b>port</b> & more", text="The &lt;i&gt;port&lt;/i&gt;.")

    response = look(client)

    assert [mark.text for mark in reading.page(response).iter("mark")] == ["port", "port"]
    assert "A &lt;b&gt;<mark>port</mark>&lt;/b&gt; &amp; more" in response.content.decode()
    assert shown(response) == ["A <b>port</b> & more"]


def test_what_was_typed_stays_in_the_field_as_text(client):
    typed = '"><script>alert(1)</script>'

    response = look(client, typed)

    [field] = reading.page(response).xpath("//input[@name='q']")
    assert field.get("value") == typed
    assert b"<script>alert" not in response.content


def test_each_edition_is_searched_at_its_own_address(client, settings):
    settings.EDITIONS = ["en", "fr"]
    findable("A port")
    findable("Des ports", language="fr")

    response = client.get("/fr/search/", {"q": "port"})

    assert shown(response) == ["Des ports"]
    assert shown(look(client)) == ["A port"]


def test_a_result_bears_the_direction_of_its_language(client):
    findable("عمّان تعدّ ماءها", language="ar")

    [card] = reading.part(look(client, "عمان"), "card-found")

    assert (card.get("lang"), card.get("dir")) == ("ar", "rtl")


# --- narrowed down


def test_a_search_is_narrowed_down_by_its_address(client):
    paper = make_publication(country="PT", language="pt")
    source = {"source": reading.make_source(paper), "publication": paper}
    findable("Port one", section=make_section("World", slug="world"), **source)
    findable("Port two")

    for asked in ({"section": "world"}, {"language": "pt"}, {"country": "pt"}):
        assert shown(look(client, **asked)) == ["Port one"], asked


def test_filters_offer_what_was_found_with_its_count(client):
    paper = make_publication(country="PT", language="pt")
    findable("Port", publication=paper, source=reading.make_source(paper))

    response = look(client)

    assert options(response, "language") == ["Any language", "Portuguese (1)"]
    assert options(response, "country") == ["Any country", "Portugal (1)"]


def test_no_figures_are_told_where_not_everything_was_counted(client, monkeypatch):
    monkeypatch.setattr(finding, "MOST", 1)
    for n in range(2):
        findable(f"Port {n}", section=make_section(f"Section {n}"))

    response = look(client)

    assert "More than 1,000 stories" in words(response, "search-count")
    assert options(response, "section") == ["All sections", "Section 0", "Section 1"]


def test_an_author_narrows_a_search_down_and_can_be_let_go(client):
    ada = make_author("Ada Ember")
    findable("Port one", authors=[ada])
    findable("Port two")

    response = look(client, author=ada.slug)

    assert shown(response) == ["Port one"]
    [box] = reading.page(response).xpath("//input[@name='author']")
    assert box.get("checked") is not None
    assert "Only by Ada Ember" in words(response)


@pytest.mark.parametrize(
    "asked",
    [
        {"section": "no-such"}, {"language": "x\x00"}, {"country": "'"}, {"author": "a b"},
        {"from": "2026-99-99"}, {"to": "yesterday"}, {"order": "?"}, {"from": "0001-01-01"},
        {"to": "9999-12-31"}, {"from": "\x00"},
    ],
)  # fmt: skip
def test_a_filter_that_cannot_be_is_no_error(client, asked):
    findable("Port")

    assert look(client, **asked).status_code == 200


# --- nothing found


def test_nothing_found_says_what_to_do(client):
    response = look(client, "zebra")

    assert response.status_code == 200
    assert "No story has all of these: zebra" in words(response)
    assert "What you may type" in words(response)


def test_nothing_found_in_a_part_leads_to_all(client):
    findable("Port")

    response = look(client, section="elsewhere", country="PT")

    [link] = reading.page(response).xpath("//a[text()='Look in all stories']")
    assert shown(client.get(link.get("href"))) == ["Port"]


def test_another_spelling_is_a_link(client):
    findable("Zelenskyy in München")

    response = look(client, "zelensky munchen")

    [link] = reading.part(response, "search-suggestion")[0].iter("a")
    assert link.text == "zelenskyy munchen"
    assert shown(client.get("/search/" + link.get("href"))) == ["Zelenskyy in München"]


# --- pages


def test_pages_lead_on_and_back_and_keep_what_was_asked(client, monkeypatch):
    monkeypatch.setattr(finding, "PAGE_SIZE", 1)
    for n in range(3):
        findable(f"Port {n}")

    first = look(client, order="newest")
    [after] = reading.page(first).xpath("//a[@rel='next']")
    second = client.get("/search/" + after.get("href"))
    [before] = reading.page(second).xpath("//a[@rel='prev']")

    assert shown(second) == ["Port 1"] or shown(second) != shown(first)
    assert "order=newest" in after.get("href")
    assert shown(client.get("/search/" + before.get("href"))) == shown(first)


@pytest.mark.parametrize("number", ["0", "2", "-1", "x", "9" * 40, "²", "1001"])
def test_a_page_that_is_not_there_is_not_found(client, number):
    findable("Port")

    assert look(client, page=number).status_code == 404


# --- what is promised


def test_the_page_is_for_no_index_and_for_a_short_while(client):
    response = look(client)

    assert b'<meta name="robots" content="noindex, follow">' in response.content
    assert response["Cache-Control"] == "public, max-age=0, s-maxage=30"
    assert not response.cookies


def test_searching_is_looking_and_nothing_else(client):
    assert client.post("/search/", {"q": "port"}).status_code == 405


@pytest.mark.parametrize("stories", [1, 12])
def test_the_page_costs_the_same_queries_however_much_is_found(
    client, django_assert_num_queries, stories
):
    for n in range(max(3, stories)):
        findable(f"Port {n}")

    # What is found, what is shown of it, the furniture; PostgreSQL is also asked how much there
    # is and told to use the index.
    with django_assert_num_queries({"sqlite": 3, "postgresql": 5}[connection.vendor]):
        look(client)


@pytest.mark.parametrize(
    "typed",
    [
        "a" * 10_000,
        "\x00",
        "port\x00",
        '"' * 99,
        "😀" * 2_000,
        "(((",
        "NEAR(a b)",
        "%",
        "水" * 3_000,
    ],
)
def test_whatever_is_typed_is_answered(client, typed):
    findable("Port")

    assert look(client, typed).status_code == 200


def test_bytes_that_are_no_text_are_answered(client):
    assert client.get("/search/?q=%ff%fe%80&page=1").status_code == 200


# --- from elsewhere


def test_a_browser_learns_how_to_search_from_its_address_bar(client):
    response = client.get("/opensearch.xml")

    assert response["Content-Type"] == "application/opensearchdescription+xml"
    text = response.content.decode()
    assert text.startswith("<?xml")
    assert 'template="http://testserver/search/?q={searchTerms}"' in text
    assert "<ShortName>Test Courier</ShortName>" in text


def test_the_search_page_tells_browsers_of_it(client):
    [link] = reading.page(client.get("/search/")).xpath("//link[@rel='search']")

    assert link.get("href") == "/opensearch.xml"
