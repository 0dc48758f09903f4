"""Terms in, changed and out: who may, what is left behind."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from stylebook import keeping
from stylebook.entries import Entry, Worded
from stylebook.keeping import entry_of
from stylebook.models import Term, TermChange
from tests.factories import make_term, make_user

pytestmark = pytest.mark.django_db

BISHKEK = Entry("place", wordings=(Worded("ru", "Бишкек"), Worded("en", "Bishkek")))


@pytest.fixture
def ben():
    return make_user("editor", "ben")


@pytest.mark.parametrize("role", ["translator", "photo editor", "newsletter editor"])
def test_the_verb_itself_asks_who_may(role):
    with pytest.raises(PermissionDenied, match="Your role may not add terms"):
        keeping.keep(None, BISHKEK, by=make_user(role))
    assert not Term.objects.exists()


def test_who_left_the_house_keeps_no_terms(ben):
    ben.is_active = False
    with pytest.raises(PermissionDenied):
        keeping.keep(None, BISHKEK, by=ben)


def test_an_editor_takes_out_no_term(ben):
    with pytest.raises(PermissionDenied, match="may not delete"):
        keeping.forget(make_term("Ош"), by=ben)


def test_what_is_kept_is_what_was_said(ben):
    entry = Entry("person", "courts", True, "With the accent.", (Worded("fr", "Inès"),))
    assert entry_of(keeping.keep(None, entry, by=ben)) == entry


def test_each_change_leaves_what_the_term_was_then(ben):
    term = keeping.keep(None, BISHKEK, by=ben)
    keeping.keep(term, Entry("phrase", wordings=BISHKEK.wordings), by=ben, note="No place.")
    newest, first = TermChange.objects.all()
    assert (newest.note, newest.data["kind"], first.data["kind"]) == (
        "No place.",
        "phrase",
        "place",
    )
    assert {newest.by, first.by} == {ben}


def test_an_entry_that_contradicts_itself_is_refused(ben):
    entry = Entry(wordings=(Worded("en", "Kyiv"), Worded("en", "Kyiv", "never")))
    with pytest.raises(ValidationError, match="is what we write"):
        keeping.keep(None, entry, by=ben)


def test_a_list_shows_a_term_as_our_edition_writes_it(ben):
    assert keeping.keep(None, BISHKEK, by=ben).name == "Bishkek"
    lyon = Entry(wordings=(Worded("fr", "Lyon"), Worded("de", "Lyon")))
    assert keeping.keep(None, lyon, by=ben).name == "Lyon"


# --- a pair that was marked beside a story


def test_a_pair_goes_to_the_term_that_knows_one_side_of_it(ben):
    term = make_term("Бишкек", "Bishkek")
    more = Entry(
        wordings=(Worded("ru", "Бишкек"), Worded("fr", "Bichkek"), Worded("fr", "B.", "never"))
    )
    assert keeping.keep_pair(more, ours="fr", by=ben) == term
    assert entry_of(Term.objects.get()).wordings == (
        Worded("ru", "Бишкек"), Worded("en", "Bishkek"), Worded("fr", "Bichkek"),
        Worded("fr", "B.", "never"),
    )  # fmt: skip


def test_an_originals_other_spelling_leads_to_the_same(ben):
    make_term("Киргизия", "Kyrgyzstan")
    more = Entry(wordings=(Worded("ru", "Кыргызстан"), Worded("en", "Kyrgyzstan")))
    keeping.keep_pair(more, ours="en", by=ben)
    assert entry_of(Term.objects.get()).wordings == (
        Worded("ru", "Киргизия"), Worded("en", "Kyrgyzstan"), Worded("ru", "Кыргызстан", "also"),
    )  # fmt: skip


@pytest.mark.parametrize(("source", "target"), [("бишкек", "B."), ("Бишкек", "Bishkek")])
def test_a_pair_that_is_known_is_refused_with_what_is_there(ben, source, target):
    make_term("Бишкек", "Bishkek")
    pair = Entry(wordings=(Worded("ru", source), Worded("en", target)))
    with pytest.raises(ValidationError, match="has this already: Бишкек → Bishkek"):
        keeping.keep_pair(pair, ours="en", by=ben)


def test_a_pair_of_two_terms_joins_neither(ben):
    make_term("Бишкек", "Bishkek")
    make_term("Ош", "Osh")
    pair = Entry(wordings=(Worded("ru", "Бишкек"), Worded("en", "Osh")))
    with pytest.raises(ValidationError, match="has this already"):
        keeping.keep_pair(pair, ours="en", by=ben)


def test_many_terms_cost_as_many_queries_as_one(ben, django_assert_num_queries):
    for many in (1, 40):
        entries = [Entry(wordings=(Worded("ru", f"С{many}-{n}"),)) for n in range(many)]
        keeping.keep_all([(None, entries[0])], by=ben)
        with django_assert_num_queries(5):
            keeping.keep_all([(None, entry) for entry in entries], by=ben)
