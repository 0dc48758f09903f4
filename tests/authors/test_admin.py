import pytest

from authors.models import Author
from tests.articles.pages import inline_code, tree
from tests.factories import make_article, make_author, make_live, make_user
from tests.seals import seal

pytestmark = pytest.mark.django_db

AUTHORS = "/admin/authors/author/"


@pytest.fixture
def as_ben(client):
    client.force_login(make_user("editor", "ben"))
    return client


def said(**changes):
    return {"name": "Lea Marin", "slug": "lea-marin", "affiliation": "", "bio": ""} | changes


def test_an_editor_adds_an_author(as_ben):
    assert as_ben.post(f"{AUTHORS}add/", said()).status_code == 302
    assert Author.objects.get().get_absolute_url() == "/author/lea-marin/"


def test_the_address_of_an_author_stays(as_ben):
    author = make_author("Lea Marin", slug="lea-marin")
    page = f"{AUTHORS}{author.pk}/change/"
    assert not tree(as_ben.get(page)).xpath("//input[@name='slug']")
    as_ben.post(page, said(name="Lea Marin-Duval", slug="other", seen=seal(author)))
    author.refresh_from_db()
    assert (author.name, author.slug) == ("Lea Marin-Duval", "lea-marin")


def test_who_stands_over_a_story_cannot_be_deleted(client):
    author = make_author()
    client.force_login(make_user(is_superuser=True))
    page = f"{AUTHORS}{author.pk}/delete/"
    assert client.get(page).status_code == 200
    make_article().bylines.create(author=author)
    assert client.post(page, {"post": "yes"}).status_code == 403
    assert Author.objects.filter(pk=author.pk).exists()


def test_authors_are_found_by_name_and_by_paper(as_ben):
    make_author("Lea Marin", affiliation="Le Quai")
    make_author("Omar Haddad", affiliation="An-Nahar")
    found = tree(as_ben.get(AUTHORS, {"q": "quai"})).xpath("//th[@class='field-name']/a/text()")
    assert found == ["Lea Marin"]


def test_a_byline_finds_its_author_by_letters(as_ben):
    make_author("Lea Marin")
    asked = {
        "app_label": "articles", "model_name": "byline", "field_name": "author", "term": "mar",
    }  # fmt: skip
    results = as_ben.get("/admin/autocomplete/", asked).json()["results"]
    assert [result["text"] for result in results] == ["Lea Marin"]


def test_a_translator_reads_authors_and_changes_none(client):
    author = make_author()
    client.force_login(make_user("translator"))
    assert client.get(AUTHORS).status_code == 200
    assert client.post(f"{AUTHORS}{author.pk}/change/", said()).status_code == 403


def test_the_pages_hold_nothing_that_a_strict_policy_forbids(as_ben):
    make_author("<script>alert(1)</script>", slug="x")
    for page in (AUTHORS, f"{AUTHORS}add/", f"{AUTHORS}{Author.objects.get().pk}/change/"):
        assert inline_code(as_ben.get(page)) == []


def test_who_stands_in_a_live_story_cannot_be_deleted(client):
    author = make_author()
    make_live(authors=[author])
    client.force_login(make_user(is_superuser=True))
    page = f"{AUTHORS}{author.pk}/delete/"
    assert client.get(page).status_code == 403
    assert client.post(page, {"post": "yes"}).status_code == 403
    assert Author.objects.filter(pk=author.pk).exists()


def test_stray_characters_are_taken_out_of_what_is_said_of_an_author(as_ben):
    typed = said(
        name="Lea\u200b Marin\u202e\x00", affiliation="\ufeffLe  Quai", bio="Reports.\x07\r\nSwims."
    )
    assert as_ben.post(f"{AUTHORS}add/", typed).status_code == 302
    author = Author.objects.get()
    assert (author.name, author.affiliation, author.bio) == (
        "Lea Marin", "Le Quai", "Reports.\nSwims.",
    )  # fmt: skip


@pytest.mark.parametrize("name", ["\u200b", "\x00", " \u202e "])
def test_a_name_of_invisible_characters_is_none(as_ben, name):
    response = as_ben.post(f"{AUTHORS}add/", said(name=name, bio="Reports."))
    assert "This field is required." in response.content.decode()
    assert "Reports." in response.content.decode()
    assert not Author.objects.exists()
