"""Countries and languages from CLDR, brought in as often as one likes."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.urls import reverse

from stylebook import keeping, matching, seeding
from stylebook.entries import complaints
from stylebook.keeping import entry_of
from stylebook.models import Term
from tests.factories import make_term, make_user

pytestmark = pytest.mark.django_db
FEW = ("en", "ru", "fr")


def seed(**kwargs):
    return seeding.seed(**{"by": None, "languages": FEW} | kwargs)


def test_a_second_time_brings_nothing():
    new, more = seed()
    assert new > 400
    assert more == 0
    assert seed() == (0, 0)


def test_all_that_is_brought_is_good_by_itself():
    assert [said for entry in seeding.entries() for said in complaints(entry)] == []


def test_a_country_is_found_in_an_original():
    seed()
    [pair] = matching.find({"b1": "Он вернулся во Францию."}, "ru", "en")["b1"]
    assert (pair.target, pair.kind) == ("France", "place")


def test_another_name_in_brackets_is_also_right():
    seed()
    [term] = Term.objects.filter(key="cldr:territory:MM")
    ours = [(w.text, w.standing) for w in term.wordings.filter(language="en")]
    assert ours == [("Myanmar", "preferred"), ("Burma", "also")]


def test_what_the_desk_has_written_stands():
    term = make_term("Киргизия", "Kirgizia", kind="place")
    seed()
    entry = entry_of(Term.objects.get(pk=term.pk))
    assert entry.preferred["en"] == "Kirgizia"
    assert entry.preferred["fr"] == "Kirghizstan"
    assert entry.key == "cldr:territory:KG"
    assert Term.objects.filter(key="cldr:territory:KG").count() == 1


def test_what_the_desk_changes_later_stands_too():
    seed()
    term = Term.objects.get(key="cldr:territory:TR")
    entry = entry_of(term)
    kept = tuple(w for w in entry.wordings if w.language != "fr")
    keeping.keep_all([(term, seeding.Entry(entry.kind, key=entry.key, wordings=kept))], by=None)
    assert seed() == (0, 1)  # French again, and nothing else


def test_another_language_comes_to_the_terms_that_are_there():
    seed()
    new, more = seed(languages=(*FEW, "de"))
    assert (new, more > 400) == (0, True)


def test_an_editor_seeds_by_a_button_and_a_translator_does_not(client):
    address = reverse("admin:stylebook_term_seed")
    client.force_login(make_user("editor"))
    assert "bring" in client.get(address).content.decode().lower()
    assert not Term.objects.exists()
    client.post(address)
    assert Term.objects.filter(key="cldr:territory:KG").exists()
    with pytest.raises(PermissionDenied):
        seed(by=make_user("translator"))


def test_the_command_says_what_it_brought(capsys):
    call_command("seed_stylebook", languages="en")
    assert "new terms" in capsys.readouterr().out
    with pytest.raises(CommandError, match="is not a language code"):
        call_command("seed_stylebook", languages="en,xx-yy")
