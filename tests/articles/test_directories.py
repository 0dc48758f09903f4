"""The registers of papers, countries and subjects, and the page of a country."""

import pytest

from articles import directories
from tests.articles import reading
from tests.articles.reading import part, withdrawn, words
from tests.factories import make_live, make_publication, make_section

pytestmark = pytest.mark.django_db


def tell(paper, headline="A story", **kwargs):
    """A live story of this paper."""
    source = reading.make_source(paper)
    return make_live(headline=headline, publication=paper, source=source, **kwargs)


@pytest.fixture
def quai():
    return make_publication(name="Le Quai", slug="le-quai", language="fr", country="FR")


@pytest.fixture
def daftar():
    return make_publication(name="Daftar", slug="daftar", language="ar", country="JO")


def links(response, address):
    return [a for a in part(response, "a") if a.get("href") == address]


# --- papers


def test_the_papers_stand_by_name_with_country_language_and_newest_story(client, quai, daftar):
    tell(quai, "Older", first_published_at=reading.hours(3))
    tell(quai, "Newest", first_published_at=reading.hours(1))
    tell(daftar, "Salt")

    shown = words(client.get("/sources/"), "register")

    assert shown.index("Daftar Jordan · Arabic Salt") < shown.index(
        "Le Quai France · French Newest"
    )
    assert "Older" not in shown


def test_a_paper_without_a_live_story_is_not_listed(client, quai):
    withdrawn(make_section(), publication=quai, source=reading.make_source(quai))

    assert "Le Quai" not in words(client.get("/sources/"))
    assert "No translated story has been published yet" in words(client.get("/sources/"))


# --- countries


def test_the_countries_stand_by_name_with_their_papers(client, quai, daftar):
    tell(quai)
    tell(make_publication(name="La Rade", country="FR"))
    tell(daftar)

    response = client.get("/countries/")

    assert words(response, "register") == "France La Rade, Le Quai Jordan Daftar"
    assert "Our stories come from 2 countries." in words(response)


def test_one_country_is_one_country(client, quai):
    tell(quai)

    assert "Our stories come from 1 country." in words(client.get("/countries/"))


def test_each_country_is_marked_on_the_map_and_leads_to_its_page(client, quai, daftar):
    tell(quai)
    tell(daftar)

    response = client.get("/countries/")

    [world] = part(response, "world")
    marked = [a.get("href") for a in world.iter("a")]
    assert marked == ["/country/fr/", "/country/jo/"]
    # What the map says stands beneath it in words, for those who cannot see or point.
    assert {a.get("tabindex") for a in world.iter("a")} == {"-1"}
    assert world.get("aria-hidden") == "true"
    assert all(len(links(response, address)) == 2 for address in marked)


def test_without_stories_the_map_is_empty_and_says_so(client):
    response = client.get("/countries/")

    assert "No translated story has been published yet" in words(response)
    assert not list(part(response, "world")[0].iter("a"))


# --- a country


def test_a_country_shows_the_stories_of_all_its_papers_the_newest_first(client, quai, daftar):
    rade = make_publication(name="La Rade", country="FR")
    tell(quai, "Third", first_published_at=reading.hours(3))
    tell(rade, "Second", first_published_at=reading.hours(2))
    tell(quai, "First", first_published_at=reading.hours(1))
    tell(daftar, "Elsewhere")

    response = client.get("/country/fr/")

    headlines = [" ".join(h.text_content().split()) for h in part(response, "card-headline")]
    assert headlines == ["First", "Second", "Third"]
    assert "La Rade, Le Quai" in words(response, "list-head")


def test_a_country_goes_on_beneath_the_first_page(client, quai):
    rade = make_publication(name="La Rade", country="FR")
    for number in range(32):
        tell([quai, rade][number % 2], f"No. {number}", first_published_at=reading.hours(number))

    [older] = part(client.get("/country/fr/"), "pager")[0].iter("a")
    response = client.get(f"/country/fr/{older.get('href')}")

    assert [h.text_content().strip() for h in part(response, "card-headline")] == [
        "No. 30",
        "No. 31",
    ]


def test_a_country_leads_to_the_stories_about_it(client, quai):
    tell(quai)
    reading.make_tag("france", "france")

    [link] = links(client.get("/country/fr/"), "/tag/france/")

    assert link.text == "Stories about France"


@pytest.mark.parametrize("code", ["de", "FR", "xx", "france", "zz"])
def test_a_country_without_stories_or_that_is_none_has_no_page(client, quai, code):
    if code != "FR":
        tell(quai)

    assert client.get(f"/country/{code}/").status_code == 404


@pytest.mark.parametrize("papers", [1, 3])
def test_a_country_costs_the_same_with_one_paper_and_with_three(
    client, papers, django_assert_num_queries
):
    for number in range(papers):
        tell(make_publication(name=f"Paper {number}", country="FR"))

    with django_assert_num_queries(4):
        client.get("/country/fr/")


# --- subjects


def test_subjects_stand_beneath_their_letters_whatever_their_case(client):
    water, ports = reading.make_tag("Water", "water"), reading.make_tag("ports", "ports")
    make_live(tags=[water, ports])
    make_live(tags=[reading.make_tag("weather", "weather")])
    reading.make_tag("unused", "unused")

    assert words(client.get("/topics/"), "letters") == "P ports W Water weather"


def test_a_subject_of_many_stories_is_named_once(client):
    water = reading.make_tag("Water", "water")
    for _ in range(3):
        make_live(tags=[water])

    assert directories.subjects("en") == [("W", [water])]


def test_without_subjects_the_page_says_so(client):
    assert "No story has been given a subject yet" in words(client.get("/topics/"))


# --- what they cost, and whose they are


@pytest.mark.parametrize("stories", [1, 9])
@pytest.mark.parametrize("address", ["/sources/", "/countries/", "/topics/"])
def test_a_register_costs_two_queries_at_one_story_and_at_nine(
    client, address, stories, django_assert_num_queries
):
    for number in range(stories):
        tag = reading.make_tag(f"Subject {number}", f"subject-{number}")
        tell(make_publication(name=f"Paper {number}"), tags=[tag])

    with django_assert_num_queries(2):
        client.get(address)


def test_each_edition_has_registers_of_its_own(client, quai, settings):
    tell(quai, edition="fr", tags=[reading.make_tag()])

    for address in ("/sources/", "/countries/", "/topics/"):
        assert "yet" in words(client.get(address))
    assert directories.papers("fr")[0].country_name == "France"
    assert client.get("/country/fr/").status_code == 404
