import pytest

from stylebook.forms import TermForm
from stylebook.models import Term

pytestmark = pytest.mark.django_db

GOOD = {
    "kind": "place",
    "source_language": "ru",
    "source": " Бишкек\u200b ",
    "target_language": "en",
    "target": "Bishkek",
    "banned": "Frunze, Biškek; Frunze",
    "note": " The capital. ",
}


def errors(**kwargs):
    form = TermForm(GOOD | kwargs)
    assert not form.is_valid()
    return {name: list(said) for name, said in form.errors.items()}


def test_a_term_is_stored_clean():
    form = TermForm(GOOD)
    assert form.is_valid()
    term = form.save()
    assert (term.source, term.target, term.note) == ("Бишкек", "Bishkek", "The capital.")
    assert term.banned == ["Frunze", "Biškek"]


@pytest.mark.parametrize("name", ["source_language", "target_language"])
@pytest.mark.parametrize("code", ["russian", "xx-yy-zz-qq", "r", "<b>"])
def test_a_language_that_nobody_knows_is_refused(name, code):
    assert errors(**{name: code}) == {
        name: [f"“{code}” is not a language code. Use one such as “fr” or “zh-Hans”."]
    }


@pytest.mark.parametrize("code", ["fr", "pt-BR", "zh-Hans"])
def test_a_known_language_is_accepted(code):
    assert TermForm(GOOD | {"source_language": code}).is_valid()


def test_a_term_needs_both_sides():
    assert errors(target="") == {"target": ["Say what we write."]}
    assert set(errors(source=" \u200b ")) == {"source"}


def test_what_is_not_translated_stands_as_in_the_original():
    form = TermForm(GOOD | {"keep": "on", "target": ""})
    assert form.is_valid()
    assert form.save().target == "Бишкек"


def test_what_is_not_translated_has_no_other_form():
    assert "target" in errors(keep="on", target="Bishkek")


def test_what_we_write_is_not_what_we_never_write():
    assert errors(banned="Bishkek") == {"banned": ["“Bishkek” is what we write."]}


def test_a_second_term_for_the_same_is_refused_with_the_first():
    TermForm(GOOD).save()
    assert errors(source="бишкек", target="B.", banned="") == {
        "source": ["The Stylebook has this already: Бишкек → Bishkek."]
    }


def test_the_same_word_of_another_language_is_another_term():
    TermForm(GOOD).save()
    assert TermForm(GOOD | {"source_language": "ky"}).is_valid()


def test_a_term_can_be_changed_without_meeting_itself():
    term = TermForm(GOOD).save()
    form = TermForm(GOOD | {"target": "Bishkek city"}, instance=term)
    assert form.is_valid()
    form.save()
    assert Term.objects.get().target == "Bishkek city"


def test_the_list_of_the_banned_is_shown_as_it_is_typed():
    term = TermForm(GOOD).save()
    form = TermForm(instance=term)
    assert 'value="Frunze, Biškek"' in str(form["banned"])
    unchanged = TermForm(GOOD | {"banned": "Frunze, Biškek", "source": "Бишкек", "note": term.note},
                         instance=term)  # fmt: skip
    assert unchanged.changed_data == []
