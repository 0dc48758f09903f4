"""A file of terms: shown first, then taken in, and nothing lost."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from stylebook import exchange, importing
from stylebook.entries import Worded
from stylebook.keeping import entry_of
from stylebook.models import Term, TermChange, TermImport
from tests.factories import make_term, make_user

pytestmark = pytest.mark.django_db

UPLOAD = reverse("admin:stylebook_term_import")
TABLE = "kind,ru,en,en never\nplace,Бишкек,Bishkek,Frunze\nplace,Ош,Osh,\ncity,Нарын,Naryn,\n"


@pytest.fixture
def ben():
    return make_user("editor", "ben")


@pytest.fixture
def as_ben(client, ben):
    client.force_login(ben)
    return client


def arrive(ben, content=TABLE):
    return importing.upload("terms.csv", content.encode(), by=ben)


def whats(outcomes):
    return [outcome.what for outcome in outcomes]


def test_a_preview_says_what_becomes_of_each_and_stores_nothing(ben):
    make_term("Бишкек", "Bishkek", banned=["Frunze"], kind="place")
    assert whats(importing.preview(arrive(ben))) == ["same", "new", "wrong"]
    assert Term.objects.count() == 1


def test_what_is_taken_in_is_under_the_name_of_who_did_it(ben):
    importing.take_in(arrive(ben), by=ben)
    assert set(Term.objects.values_list("name", flat=True)) == {"Bishkek", "Osh"}
    assert {change.by for change in TermChange.objects.all()} == {ben}
    assert {change.note for change in TermChange.objects.all()} == {"from terms.csv"}
    assert not TermImport.objects.exists()


def test_another_wording_of_the_file_loses_nothing(ben):
    term = make_term("Бишкек", "Pishpek", kind="place", note="Ours.", also=["Bishkek city"])
    [changed, *_] = importing.take_in(arrive(ben), by=ben)
    assert changed.said == [
        "en: “Pishpek” is only also right from now on", "en: we write “Bishkek”",
        "en: never “Frunze”",
    ]  # fmt: skip
    term = Term.objects.get(pk=term.pk)
    assert term.note == "Ours."
    assert set(entry_of(term).wordings) == {
        Worded("ru", "Бишкек"), Worded("en", "Bishkek"), Worded("en", "Pishpek", "also"),
        Worded("en", "Bishkek city", "also"), Worded("en", "Frunze", "never"),
    }  # fmt: skip


def test_a_row_that_contradicts_the_stylebook_is_left_out(ben):
    make_term("Киев", "Kyiv", banned=["kiev"])
    [outcome] = importing.preview(arrive(ben, "ru,en\nКиев,Kiev\n"))
    assert (outcome.what, outcome.said) == ("wrong", ["“Kiev” is what we write."])


@pytest.mark.parametrize("ending", ["csv", "tbx"])
def test_an_export_taken_in_again_changes_nothing(ben, ending):
    make_term("Бишкек", "Bishkek", banned=["Frunze"], kind="place", note="Capital.")
    make_term("Inès", "", "fr", keep=True, kind="person")
    terms = [(t.pk, entry_of(t)) for t in Term.objects.all()]
    arrival = importing.upload("x", exchange.FORMATS[ending][1](terms), by=ben)
    assert whats(importing.preview(arrival)) == ["same", "same"]


def test_a_term_is_known_again_by_its_number_when_its_words_have_changed(ben):
    term = make_term("Бишкек", "Bishkek")
    [outcome] = importing.preview(arrive(ben, f"term,en\n{term.pk},Pishpek\n"))
    assert (outcome.what, outcome.term) == ("changed", term)


def test_a_row_that_would_join_two_terms_is_left_out(ben):
    make_term("Бишкек", "Bishkek")
    make_term("Ош", "Osh")
    [outcome] = importing.preview(arrive(ben, "ru,en\nБишкек,Osh\n"))
    assert outcome.said == ["It would join terms that are apart: Bishkek, Osh."]


def test_a_second_row_for_the_same_is_left_out(ben):
    first, second = importing.preview(arrive(ben, "ru,en\nОш,Osh\nош,Oš\n"))
    assert (first.what, second.said) == ("new", ["The file has this already, as number 2."])


@pytest.mark.parametrize("role", ["translator", "photo editor"])
def test_who_may_not_add_terms_imports_none(role):
    with pytest.raises(PermissionDenied):
        importing.upload("x.csv", TABLE.encode(), by=make_user(role))


@pytest.mark.parametrize("many", [1, 60])
def test_taking_in_costs_the_same_however_many(ben, many, django_assert_num_queries):
    lines = "".join(f"Слово{n},Word {n}\n" for n in range(many))
    arrival = arrive(ben, f"ru,en\n{lines}")
    with django_assert_num_queries(10):
        importing.take_in(arrival, by=ben)


# --- on the screen


def sent(client, content, name="terms.csv"):
    return client.post(UPLOAD, {"file": SimpleUploadedFile(name, content)}, follow=True)


def test_from_the_file_to_the_stylebook(as_ben):
    shown = sent(as_ben, TABLE.encode())
    page = " ".join(shown.content.decode().split())
    assert "<strong>2</strong> new" in page
    assert "“city” is no kind of term" in page
    assert not Term.objects.exists()
    done = as_ben.post(shown.request["PATH_INFO"], follow=True)
    assert "2 new terms, 0 with something new. 1 were left out." in done.content.decode()
    assert Term.objects.count() == 2


def test_a_file_can_be_thrown_away(as_ben):
    shown = sent(as_ben, TABLE.encode())
    as_ben.post(shown.request["PATH_INFO"], {"drop": "yes"})
    assert not TermImport.objects.exists()
    assert not Term.objects.exists()


@pytest.mark.parametrize(
    ("content", "said"), [(b"a,b\n1,2\n", "No column is named"), (b"<x/>", "holds no terms")]
)
def test_a_file_that_cannot_be_read_is_refused_beside_its_field(as_ben, content, said):
    response = sent(as_ben, content)
    assert response.status_code == 400
    assert said in response.content.decode()


def test_nobody_takes_in_the_file_of_another(as_ben, client):
    arrival = arrive(make_user("editor", "carla"))
    address = reverse("admin:stylebook_term_arrival", args=[arrival.pk])
    assert client.post(address).status_code == 404


@pytest.mark.parametrize(
    ("ending", "kind"),
    [("csv", "text/csv"), ("xlsx", "application/vnd"), ("tbx", "application/x-tbx+xml")],
)
def test_an_export_is_a_file_with_everything(as_ben, ending, kind):
    make_term("Бишкек", "Bishkek")
    response = as_ben.get(reverse("admin:stylebook_term_export"), {"as": ending})
    assert response["Content-Type"].startswith(kind)
    assert f".{ending}" in response["Content-Disposition"]
    assert exchange.read(response.content)[0].entry.wordings


def test_an_export_in_no_known_form_is_not_found(as_ben):
    assert as_ben.get(reverse("admin:stylebook_term_export"), {"as": "doc"}).status_code == 404
