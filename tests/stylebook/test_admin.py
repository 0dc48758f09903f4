"""The Stylebook as its editors see it."""

from dataclasses import replace

import pytest
from django.urls import reverse

from stylebook import keeping
from stylebook.entries import Worded
from stylebook.keeping import entry_of
from stylebook.models import Term, TermChange
from tests.factories import make_term, make_user
from tests.seals import seal

pytestmark = pytest.mark.django_db

LIST = reverse("admin:stylebook_term_changelist")
ADD = reverse("admin:stylebook_term_add")
BISHKEK = (("ru", "Бишкек", "preferred"), ("en", "Bishkek", "preferred"))


def typed(*wordings, **plain):
    """What the form of a term sends with these wordings."""
    data = {"kind": "place", "domain": "", "note": "", "wordings-INITIAL_FORMS": "0"} | plain
    data["wordings-TOTAL_FORMS"] = str(len(wordings))
    for n, (language, text, standing) in enumerate(wordings):
        row = {"language": language, "text": text, "standing": standing}
        data |= {f"wordings-{n}-{name}": value for name, value in row.items()}
    return data


def changed(term, *wordings, **plain):
    data = typed(*wordings, **plain)
    known = list(term.wordings.all())
    data["wordings-INITIAL_FORMS"] = str(len(known))
    data["seen"] = seal(term)
    for n, wording in enumerate(known):
        data |= {f"wordings-{n}-id": wording.pk, f"wordings-{n}-term": term.pk}
    return data


@pytest.fixture
def editor():
    return make_user("editor")


@pytest.fixture
def book(client, editor):
    client.force_login(editor)
    return client


def page(term):
    return reverse("admin:stylebook_term_change", args=[term.pk])


def text(response):
    return response.content.decode()


def test_an_editor_adds_a_term_under_their_name(book, editor):
    assert book.post(ADD, typed(*BISHKEK)).status_code == 302
    term = Term.objects.get()
    assert (term.name, term.kind, term.changed_by) == ("Bishkek", "place", editor)
    assert entry_of(term).wordings == tuple(Worded(*row) for row in BISHKEK)


def test_words_are_stored_clean(book):
    book.post(ADD, typed(("ru", " Биш\u200bкек ", "preferred"), note=" The  capital. "))
    term = Term.objects.get()
    assert (term.wordings.get().text, term.note) == ("Бишкек", "The capital.")


def test_an_empty_form_offers_our_own_language_first(book):
    assert 'name="wordings-0-language" value="en"' in text(book.get(ADD)).replace("\n", " ")


def test_a_change_is_dated_so_that_indexes_see_it(book, editor):
    term = make_term("Бишкек", "Bishkek")
    before = term.changed_at
    rows = [BISHKEK[0], ("en", "Bishkek (city)", "preferred"), ("en", "Frunze", "never")]
    assert book.post(page(term), changed(term, *rows)).status_code == 302
    term.refresh_from_db()
    assert [w.text for w in term.wordings.all()] == ["Бишкек", "Bishkek (city)", "Frunze"]
    assert term.changed_at > before
    assert (term.name, term.changed_by) == ("Bishkek (city)", editor)


def test_a_wording_is_taken_out(book):
    term = make_term("Бишкек", "Bishkek", banned=["Frunze"])
    rows = [*BISHKEK, ("en", "Frunze", "never")]
    book.post(page(term), changed(term, *rows) | {"wordings-2-DELETE": "on"})
    assert [w.text for w in term.wordings.all()] == ["Бишкек", "Bishkek"]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "Say how it is written in one language at least."),
        ([("russian", "Бишкек", "preferred")], "is not a language code"),
        ([("en", "Kyiv", "preferred"), ("en", "Kiev", "preferred")], "make one of them"),
        ([("en", "Kyiv", "preferred"), ("en", "kyiv", "never")], "“kyiv” is what we write."),
        ([("en", "Ky|iv", "preferred")], "may not hold the sign |"),
    ],
)
def test_a_mistake_is_told_and_nothing_is_stored(book, rows, said):
    response = book.post(ADD, typed(*rows))
    assert response.status_code == 400
    assert said in text(response)
    assert not Term.objects.exists()


def test_what_is_not_translated_has_one_form_only(book):
    response = book.post(ADD, typed(*BISHKEK, keep="on"))
    assert "we write what stands in the original" in text(response)


def test_a_page_that_stood_open_takes_out_no_wording_of_another(book, editor):
    term = make_term("Бишкек", "Bishkek")
    rows = (*BISHKEK, ("es", "Biskek", "preferred"))
    opened = changed(term, *rows)
    keeping.keep(term, replace(keeping.entry_of(term), note="Not Frunze."), by=editor)
    refused = book.post(page(term), opened)
    assert refused.status_code == 409
    assert "Note “Not Frunze.”" in text(refused)
    assert 'value="Biskek"' in text(refused)
    again = opened | {"seen": refused.context["adminform"].form["seen"].value()}
    assert book.post(page(term), again).status_code == 302
    assert len(entry_of(Term.objects.get()).wordings) == 3


def test_a_second_term_for_the_same_is_refused_with_the_first(book):
    make_term("Бишкек", "Bishkek")
    response = book.post(ADD, typed(("ru", "БИШКЕК", "preferred"), ("en", "B.", "preferred")))
    assert "The Stylebook has this already: Бишкек → Bishkek." in text(response)


def test_a_term_can_be_changed_without_meeting_itself(book):
    term = make_term("Бишкек", "Bishkek", kind="place")
    assert book.post(page(term), changed(term, *BISHKEK, note="Capital.")).status_code == 302
    assert Term.objects.get().note == "Capital."


def test_the_list_is_searched_in_every_language(book):
    make_term("Бишкек", "Bishkek")
    make_term("Ош", "Osh")
    for words in ("Бишк", "bishk"):
        shown = text(book.get(LIST, {"q": words}))
        assert "Bishkek" in shown
        assert "Osh<" not in shown


def test_the_list_is_filtered_by_language_kind_and_domain(book):
    make_term("Бишкек", "Bishkek", kind="place", domain="cities")
    make_term("Lyon", "Lyons", language="fr", kind="phrase")
    for asked in ({"language": "fr"}, {"kind__exact": "phrase"}):
        shown = text(book.get(LIST, asked))
        assert "Lyons" in shown
        assert "Bishkek<" not in shown
    assert "Lyons<" not in text(book.get(LIST, {"domain": "cities"}))


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_costs_the_same_however_long(book, many, django_assert_num_queries):
    for n in range(many):
        make_term(f"Слово{n}", f"Word {n}", keep=n == 1, banned=["x"])
    book.get(LIST)
    with django_assert_num_queries(8):
        book.get(LIST)


def test_a_translator_reads_the_stylebook_and_changes_nothing(client):
    term = make_term("Бишкек", "Bishkek", banned=["Frunze"])
    client.force_login(make_user("translator"))
    assert "Frunze" in text(client.get(LIST))
    shown = client.get(page(term))
    assert shown.status_code == 200
    assert "Bishkek" in text(shown)
    assert client.get(ADD).status_code == 403
    assert client.post(page(term), changed(term, *BISHKEK)).status_code == 403
    for name in ("import", "seed"):
        assert client.post(reverse(f"admin:stylebook_term_{name}")).status_code == 403
    assert Term.objects.get().wordings.count() == 3


def test_an_editor_deletes_no_term_and_a_managing_editor_leaves_a_trace(book, client):
    term = make_term("Бишкек", "Bishkek")
    address = reverse("admin:stylebook_term_delete", args=[term.pk])
    assert book.post(address, {"post": "yes"}).status_code == 403
    client.force_login(make_user("managing editor", "max"))
    assert client.post(address, {"post": "yes"}).status_code == 302
    assert not Term.objects.exists()
    gone = TermChange.objects.first()
    assert (gone.name, gone.note, gone.by.username) == ("Bishkek", "taken out", "max")


# --- history


def history(term):
    return reverse("admin:stylebook_term_history", args=[term.pk])


def test_the_history_tells_who_changed_what(book):
    term = make_term("Бишкек", "Bishkek")
    rows = [BISHKEK[0], ("en", "Pishpek", "preferred")]
    book.post(page(term), changed(term, *rows))
    shown = " ".join(text(book.get(history(term))).split())
    assert '<del><bdi lang="en">Bishkek</bdi></del>' in shown
    assert '<ins><bdi lang="en">Pishpek</bdi></ins>' in shown
    assert "editor-" in shown
    assert "Pishpek" in text(book.get(reverse("admin:stylebook_term_latest")))


def test_an_earlier_term_comes_back(book):
    term = make_term("Бишкек", "Bishkek")
    first = term.changes.get()
    book.post(page(term), changed(term, BISHKEK[0], ("en", "Pishpek", "preferred")))
    address = reverse("admin:stylebook_term_back", args=[term.pk, first.pk])
    assert book.get(address).status_code == 302
    term.refresh_from_db()
    assert term.name == "Pishpek"
    book.post(address)
    term.refresh_from_db()
    assert (term.name, term.changes.count()) == ("Bishkek", 3)


@pytest.mark.parametrize("many", [1, 4])
def test_the_history_costs_the_same_however_long(book, many, django_assert_num_queries):
    term = make_term("Бишкек", "Bishkek")
    for n in range(many):
        book.post(page(term), changed(term, *BISHKEK, note=f"Note {n}"))
    with django_assert_num_queries(6):
        book.get(history(term))


@pytest.mark.parametrize("which", ["x", "99"])
def test_the_history_of_nothing_is_not_found(book, which):
    assert book.get(f"/admin/stylebook/term/{which}/history/").status_code == 404
