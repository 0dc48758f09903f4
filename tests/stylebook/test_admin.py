"""The Stylebook as its editors see it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from stylebook import keeping
from stylebook.models import Term
from tests.factories import make_user

pytestmark = pytest.mark.django_db

LIST = reverse("admin:stylebook_term_changelist")
ADD = reverse("admin:stylebook_term_add")
DATA = {
    "kind": "place",
    "source_language": "ru",
    "source": "Бишкек",
    "target_language": "en",
    "target": "Bishkek",
    "banned": "",
    "note": "",
}


@pytest.fixture
def editor():
    return make_user("editor")


@pytest.fixture
def book(client, editor):
    client.force_login(editor)
    return client


def make_term(source="Бишкек", target="Bishkek", **kwargs):
    pair = {"source_language": "ru", "target_language": "en"}
    return Term.objects.create(source=source, target=target, **pair | kwargs)


def page(term):
    return reverse("admin:stylebook_term_change", args=[term.pk])


def text(response):
    return response.content.decode()


def test_an_editor_adds_a_term_under_their_name(book, editor):
    assert book.post(ADD, DATA).status_code == 302
    term = Term.objects.get()
    assert (term.source, term.changed_by) == ("Бишкек", editor)


def test_a_change_is_dated_so_that_indexes_see_it(book, editor):
    term = make_term()
    before = term.changed_at
    book.post(page(term), DATA | {"target": "Bishkek (city)"})
    term.refresh_from_db()
    assert term.target == "Bishkek (city)"
    assert term.changed_at > before
    assert term.changed_by == editor


def test_a_mistake_is_told_beside_its_field(book):
    response = book.post(ADD, DATA | {"source_language": "russian"})
    assert response.status_code == 200
    assert "is not a language code" in text(response)
    assert not Term.objects.exists()


def test_the_list_is_searched_in_both_languages(book):
    make_term()
    make_term("Ош", "Osh")
    for words in ("Бишк", "bishk"):
        shown = text(book.get(LIST, {"q": words}))
        assert "Бишкек" in shown
        assert "Ош<" not in shown


def test_the_list_is_filtered_by_pair_and_kind(book):
    make_term(kind="place")
    make_term("Lyon", "Lyons", source_language="fr", kind="phrase")
    shown = text(book.get(LIST, {"pair": "fr>en"}))
    assert "Lyons" in shown
    assert "Bishkek" not in shown
    assert "Lyons" not in text(book.get(LIST, {"kind__exact": "place"}))


@pytest.mark.parametrize("pair", ["", "fr", ">", "x>y"])
def test_a_pair_of_nonsense_breaks_nothing(book, pair):
    make_term()
    assert book.get(LIST, {"pair": pair}).status_code == 200


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_costs_the_same_however_long(book, many, django_assert_num_queries):
    for n in range(many):
        make_term(f"Слово{n}", f"Word {n}", keep=n == 1, banned=["x"])
    book.get(LIST)
    with django_assert_num_queries(8):
        book.get(LIST)


def test_a_translator_reads_the_stylebook_and_changes_nothing(client):
    term = make_term(banned=["Frunze"])
    client.force_login(make_user("translator"))
    assert "Frunze" in text(client.get(LIST))
    shown = client.get(page(term))
    assert shown.status_code == 200
    assert "Bishkek" in text(shown)
    assert client.get(ADD).status_code == 403
    assert client.post(page(term), DATA | {"target": "Frunze"}).status_code == 403
    assert Term.objects.get().target == "Bishkek"


def test_an_editor_deletes_no_term(book):
    assert book.post(f"{page(make_term())[: -len('change/')]}delete/").status_code == 403


@pytest.mark.parametrize("role", ["translator", "photo editor", "newsletter editor"])
def test_the_verb_itself_asks_who_may(role):
    with pytest.raises(PermissionDenied, match="Your role may not add terms"):
        keeping.keep(Term(**DATA | {"banned": []}), by=make_user(role))
    assert not Term.objects.exists()


def test_who_left_the_house_keeps_no_terms(editor):
    editor.is_active = False
    with pytest.raises(PermissionDenied):
        keeping.keep(Term(**DATA | {"banned": []}), by=editor)
