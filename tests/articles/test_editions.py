"""Editions: each in its own words, under its own addresses, with its own stories."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from articles import editions, publishing
from articles.addresses import validate_section_slug
from articles.models import Article, LiveArticle, Revision, SectionName, State
from articles.revising import freeze
from sources.models import Agreement
from tests.articles import reading
from tests.articles.pages import change, filled
from tests.articles.reading import words
from tests.articles.stories import bring
from tests.factories import make_live, make_newsletter, make_section


@pytest.fixture(autouse=True)
def three(settings):
    settings.EDITIONS = ["en", "fr", "pt-BR"]


def test_the_first_edition_has_no_prefix_and_the_others_have_theirs():
    assert [editions.prefix(edition) for edition in ("en", "fr", "pt-BR")] == ["", "/fr", "/pt-br"]


@pytest.mark.parametrize(
    ("path", "edition"),
    [
        ("/", "en"),
        ("/world/a-story/", "en"),
        ("/fr/", "fr"),
        ("/fr/world/a-story/", "fr"),
        ("/pt-br/feed/", "pt-BR"),
        ("/french/", "en"),
        ("/en/", "en"),
        ("", "en"),
        ("*", "en"),
    ],
)
def test_the_path_alone_says_which_edition_is_meant(path, edition):
    assert editions.at(path) == edition


@pytest.mark.parametrize(
    ("language", "edition"),
    [
        ("en", "en"),
        ("fr", "fr"),
        ("fr-CA", "fr"),
        ("pt", "pt-BR"),
        ("PT-br", "pt-BR"),
        ("ar", "en"),
    ],
)
def test_a_story_belongs_to_the_edition_of_its_language(language, edition):
    assert editions.of(language) == edition


def test_addresses_are_those_of_the_edition_that_speaks():
    with editions.speaking("pt-BR"):
        assert (editions.current(), reverse("feed")) == ("pt-BR", "/pt-br/feed/")
    assert (editions.current(), reverse("feed")) == ("en", "/feed/")


def test_no_section_takes_the_prefix_of_an_edition():
    with pytest.raises(ValidationError, match="“fr” is an address of the site itself"):
        validate_section_slug("fr")


# --- the pages


@pytest.mark.django_db
def test_each_edition_shows_its_own_stories(client):
    world = make_section("World", slug="world")
    make_live(section=world, path="world/one", headline="In English")
    make_live(section=world, path="world/one", language="fr", headline="En français")

    for address in ("/", "/world/"):
        assert "In English" in words(client.get(address))
        assert "En français" not in words(client.get(address))
        assert "En français" in words(client.get(f"/fr{address}"))
        assert "In English" not in words(client.get(f"/fr{address}"))
    assert "In English" in words(client.get("/world/one/"))
    assert "En français" in words(client.get("/fr/world/one/"))
    assert client.get("/pt-br/world/one/").status_code == 404


@pytest.mark.django_db
def test_a_page_says_its_language_and_leads_on_within_its_edition(client):
    live = make_live(section=make_section("World", slug="world"), language="fr")

    for address in ("/fr/", "/fr/world/", live.get_absolute_url()):
        response = client.get(address)
        tree = reading.page(response)
        links = {a.get("href") for a in tree.iter("a")} - {"#main", "/", "/pt-br/"}
        assert tree.get("lang") == "fr", address
        assert all(link.startswith(("/fr/", "?")) for link in links), address


@pytest.mark.django_db
def test_readers_change_between_editions_and_a_single_one_is_not_offered(client, settings):
    shown = [a.text for a in reading.part(client.get("/fr/"), "editions")[0].iter("a")]
    settings.EDITIONS = ["en"]

    assert shown == ["English", "français", "português (Brasil)"]
    assert not reading.part(client.get("/"), "editions")


@pytest.mark.django_db
def test_a_section_has_its_own_name_in_an_edition_or_else_its_first(client):
    world = make_section("World", slug="world", description="Elsewhere.")
    SectionName.objects.create(section=world, edition="fr", name="Monde", description="Ailleurs.")

    assert "Monde Ailleurs." in words(client.get("/fr/world/"))
    assert words(client.get("/fr/"), "sections").startswith("Monde ")
    assert words(client.get("/pt-br/"), "sections").startswith("World ")
    assert "World Elsewhere." in words(client.get("/world/"))


@pytest.mark.django_db
def test_each_edition_offers_the_newsletter_of_its_language(client):
    make_newsletter(call_headline="See further.", language="en")
    make_newsletter(call_headline="Voir plus loin.", language="fr")

    assert "See further." in words(client.get("/"), "call")
    assert "Voir plus loin." in words(client.get("/fr/"), "call")
    assert not reading.part(client.get("/pt-br/"), "call")


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/fr/", "/fr/world/one/"])
def test_a_page_is_the_same_whatever_a_browser_prefers(client, address):
    make_live(section=make_section("World", slug="world"), path="world/one", language="fr")

    plain = client.get(address)
    asked = client.get(address, headers={"Accept-Language": "fr,pt;q=0.5", "Cookie": "x=fr"})

    assert asked.content == plain.content
    assert "Vary" not in plain
    assert not plain.cookies
    assert "Content-Language" not in plain


@pytest.mark.django_db
def test_what_is_not_there_is_said_in_the_edition_that_was_asked(client):
    make_live(headline="In English")
    make_live(headline="En français", language="fr")

    response = client.get("/fr/world/nowhere/")

    assert response.status_code == 404
    assert reading.page(response).get("lang") == "fr"
    assert "En français" in words(response)
    assert "In English" not in words(response)


# --- versions of one story


def versions(**kwargs):
    told = [
        {"edition": "fr", "language": "fr", "language_name": "français", "address": "/fr/world/un/"}
    ]
    return make_live(**{"versions": told, "section": make_section(slug="world")} | kwargs)


@pytest.mark.django_db
def test_a_story_leads_to_its_versions_in_other_editions(client):
    live = versions(path="world/one")

    response = client.get(live.get_absolute_url())

    [link] = reading.part(response, "versions")[0].iter("a")
    assert (link.text, link.get("href"), link.get("hreflang")) == (
        "français", "/fr/world/un/", "fr",
    )  # fmt: skip
    told = reading.page(response).xpath("//link[@rel='alternate'][@hreflang]")
    assert {a.get("hreflang"): a.get("href") for a in told} == {
        "fr": "http://testserver/fr/world/un/",
        "en": "http://testserver/world/one/",
    }


@pytest.mark.django_db
def test_a_story_without_other_versions_names_none(client):
    response = client.get(versions(versions=[]).get_absolute_url())

    assert not reading.part(response, "versions")
    assert not reading.page(response).xpath("//link[@hreflang]")


@pytest.mark.django_db
def test_versions_lead_to_one_another_as_they_are_published_and_withdrawn(client, desk, settings):
    settings.EDITIONS = ["en", "fr"]
    english, french = (bring(desk, State.READY) for _ in range(2))
    french.language, french.version_of, french.slug = "fr", english, "un-port"
    french.save()
    Revision.objects.filter(article=french, number=french.version).update(data=freeze(french))
    Agreement.objects.update(languages=["en", "fr"])

    publishing.publish(english, by=desk.max, seen=english.version)
    assert LiveArticle.objects.get(article=english).versions == []

    publishing.publish(french, by=desk.max, seen=french.version)
    ours, theirs = (LiveArticle.objects.get(article=story) for story in (english, french))
    assert [version["address"] for version in ours.versions] == [theirs.get_absolute_url()]
    assert [version["address"] for version in theirs.versions] == [ours.get_absolute_url()]
    assert theirs.get_absolute_url().startswith("/fr/")

    french.refresh_from_db()
    publishing.withdraw(french, by=desk.max, seen=french.version, note="Asked for.")
    assert LiveArticle.objects.get(article=english).versions == []
    # Nobody wrote a notice: readers are told in their own language.
    assert client.get(theirs.get_absolute_url()).status_code == 410
    for address in (theirs.get_absolute_url(), "/fr/corrections/"):
        assert "Il n’est plus disponible ici." in client.get(address).text


# --- the desk


@pytest.mark.django_db
def test_a_story_is_filed_under_the_version_that_the_others_name(desk, client):
    first, second, third = (bring(desk, State.EDITING) for _ in range(3))
    for story, language in ((second, "fr"), (third, "pt-BR")):
        Article.objects.filter(pk=story.pk).update(language=language)
    Article.objects.filter(pk=second.pk).update(version_of=first)
    client.force_login(desk.ben)

    said = filled(client.get(change(third)), version_of=str(second.pk))
    assert client.post(change(third), said).status_code == 302

    third.refresh_from_db()
    assert third.version_of == first


@pytest.mark.django_db
def test_the_form_asks_for_editions_only_where_there_are_several(desk, client, settings):
    story = bring(desk, State.EDITING)
    client.force_login(desk.ben)

    assert 'name="version_of"' in client.get(change(story)).text
    settings.EDITIONS = ["en"]
    assert 'name="version_of"' not in client.get(change(story)).text


# --- what stands under the name


@pytest.mark.django_db
def test_each_edition_may_say_under_its_name_what_it_is(client, settings):
    settings.SITE_TAGLINES = {"en": "Carried across", "fr": "D’une rive à l’autre"}

    for address, said, other in (("/", "Carried across", "rive"), ("/fr/", "rive", "Carried")):
        page, feed = client.get(address), client.get(f"{address}feed/")
        for answer in (page, feed):
            assert said in answer.content.decode()
            assert other not in answer.content.decode()


def test_an_edition_of_which_nothing_is_said_says_what_the_others_say(settings):
    settings.SITE_TAGLINES = {}
    settings.SITE_TAGLINE = "Translated"

    assert editions.tagline("fr") == "Translated"
