"""What readers, and the programs they use, get of pictures, people and papers in an edition that is
not the first: its own words, or else those of the first, said to be in their language."""

import datetime
import json

import lxml.html
import pytest
from django.utils import timezone

from articles import publishing
from articles.models import LiveArticle, State
from photos import receiving
from photos.models import Photo
from tests.articles import reading
from tests.articles.stories import bring, commission
from tests.factories import make_agreement, make_author, make_photo, make_publication, make_user

pytestmark = pytest.mark.django_db
BIO = {"fr": {"bio": "Couvre le port."}}
ABOUT = {"fr": {"description": "Un quotidien."}}
ALT = {"fr": {"alt": "Un port"}}


@pytest.fixture(autouse=True)
def editions(settings):
    settings.EDITIONS = ["en", "fr"]


def published(desk, **filing):
    """A story of the French edition."""
    paper = make_publication()
    make_agreement(paper, languages=["fr"])
    story = commission(desk, publication=paper, agreement=False, language="fr")
    body = '<p data-source="b1">Un.</p><p data-source="b2">Deux.</p>'
    if inline := filing.pop("inline", None):
        body += f'<figure data-photo="{inline.pk}"><figcaption>Le port.</figcaption></figure>'
    return bring(desk, State.PUBLISHED, article=story, text={"body": body}, filing=filing).live


def images(response):
    """{alternative text: its language, None where it is that of the page} of the pictures."""
    return {image.get("alt"): image.get("lang") for image in reading.page(response).iter("img")}


# --- people and papers


@pytest.mark.parametrize("path", ["/fr/author/{}/", "/fr/author/{}/feed/"])
def test_an_author_is_introduced_in_the_words_of_the_edition(client, path):
    author = make_author(bio="Covers the port.", in_editions=BIO)
    page = client.get(path.format(author.slug)).text
    assert "Couvre le port." in page
    assert "Covers the port." not in page


def test_without_any_the_first_ones_words_are_said_to_be_in_its_language(client):
    author = make_author(bio="Covers the port.")
    response = client.get(f"/fr/author/{author.slug}/")
    [about] = reading.page(response).find_class("list-about")
    assert (about.get("lang"), about.text_content().strip()) == ("en", "Covers the port.")
    # What cannot say its language leaves them out.
    assert response.text.count("Covers the port.") == 1
    assert "Covers" not in client.get(f"/fr/author/{author.slug}/feed/").text


def test_in_the_first_edition_nothing_is_marked(client):
    author = make_author(bio="Covers the port.", in_editions=BIO)
    response = client.get(f"/author/{author.slug}/")
    [about] = reading.page(response).find_class("list-about")
    assert (about.get("lang"), about.text_content().strip()) == (None, "Covers the port.")
    assert reading.linked_data(response)["mainEntity"]["description"] == "Covers the port."


@pytest.mark.parametrize("path", ["/fr/source/{}/", "/fr/source/{}/feed/"])
def test_a_paper_is_described_in_the_words_of_the_edition(client, path):
    paper = make_publication(description="A daily.", in_editions=ABOUT)
    page = client.get(path.format(paper.slug)).text
    assert "Un quotidien." in page
    assert "A daily." not in page


def test_a_paper_without_any_is_described_in_those_of_the_first(client):
    paper = make_publication(description="A daily.")
    response = client.get(f"/fr/source/{paper.slug}/")
    [about] = reading.page(response).find_class("list-about")
    assert (about.get("lang"), response.text.count("A daily.")) == ("en", 1)


@pytest.mark.parametrize("in_editions", [{}, BIO])
def test_an_authors_page_costs_the_same_in_every_edition(
    client, django_assert_num_queries, in_editions
):
    author = make_author(bio="Covers the port.", in_editions=in_editions)
    with django_assert_num_queries(3):
        client.get(f"/fr/author/{author.slug}/")


# --- pictures


def test_pictures_of_a_story_are_told_in_the_words_of_its_edition(desk, client):
    lead, inline = (make_photo(alt="Three boats", in_editions=ALT) for _ in range(2))
    live = published(desk, lead_photo=lead, inline=inline)
    assert images(client.get(live.get_absolute_url())) == {"Un port": None}
    assert images(client.get("/fr/")) == {"Un port": None}


def test_without_any_they_are_told_in_those_of_the_first_and_say_so(desk, client):
    lead, inline = (make_photo(alt="Three boats") for _ in range(2))
    live = published(desk, lead_photo=lead, inline=inline)
    assert images(client.get(live.get_absolute_url())) == {"Three boats": "en"}
    assert images(client.get("/fr/")) == {"Three boats": "en"}


def test_a_portrait_is_told_in_the_words_of_the_edition(client):
    photo = make_photo(alt="A woman", in_editions={"fr": {"alt": "Une femme"}})
    author = make_author(portrait=photo)
    assert "Une femme" in images(client.get(f"/fr/author/{author.slug}/"))
    assert "A woman" in images(client.get(f"/author/{author.slug}/"))


def test_programs_are_told_no_alternative_text_in_another_language(desk, client):
    lead, inline = make_photo(alt="Three boats"), make_photo(alt="A quay", in_editions=ALT)
    live = published(desk, lead_photo=lead, inline=inline)
    assert [told["alt"] for told in live.media] == ["", "Un port"]
    page = client.get(live.get_absolute_url()).text
    [shared] = reading.page(client.get(live.get_absolute_url())).xpath(
        "//meta[@property='og:image:alt']/@content"
    )
    assert live.headline in shared
    assert page.count("Three boats") == page.count('alt="Three boats" lang="en"')
    for item in json.loads(client.get("/fr/feed.json").text)["items"]:
        marked = lxml.html.fromstring(item["content_html"])
        assert {(i.get("alt"), i.get("lang")) for i in marked.iter("img")} <= {
            ("Three boats", "en"), ("Un port", None),
        }  # fmt: skip
        assert "Three boats" not in json.dumps({**item, "content_html": ""})


def test_a_new_wording_reaches_the_stories_that_show_the_picture(desk, client):
    photo = make_photo(alt="Three boats")
    live = published(desk, lead_photo=photo)
    LiveArticle.objects.update(rendered_at=timezone.now() - datetime.timedelta(minutes=5))
    photo = Photo.objects.get(pk=photo.pk)
    pia, changes = make_user("photo editor"), {"in_editions": ALT}
    receiving.describe(photo, by=pia, seen=photo.changed_at, changes=changes)
    publishing.rerender_changed()
    assert images(client.get(live.get_absolute_url())) == {"Un port": None}
