"""What each edition says of a thing, and the words of the first where it says nothing."""

from types import SimpleNamespace

import pytest

from prose import wordings


@pytest.fixture(autouse=True)
def editions(settings):
    settings.EDITIONS = ["en", "fr", "pt-BR"]


def thing(bio="Writes.", **in_editions):
    return SimpleNamespace(bio=bio, in_editions=in_editions)


def test_the_first_edition_reads_the_thing_itself():
    assert wordings.said(thing(fr={"bio": "Écrit."}), "bio", "en") == ("Writes.", "")


def test_another_edition_reads_its_own_words():
    found = wordings.said(thing(fr={"bio": "Écrit."}), "bio", "fr")
    assert (found, found.own) == (("Écrit.", ""), "Écrit.")


def test_without_any_it_reads_those_of_the_first_and_is_told_their_language():
    found = wordings.said(thing(fr={"bio": "Écrit."}), "bio", "pt-BR")
    assert (found, found.own) == (("Writes.", "en"), "")


def test_nothing_is_in_no_language():
    assert wordings.said(thing(bio=""), "bio", "fr") == ("", "")


def test_what_an_edition_said_before_it_became_the_first_is_not_read(settings):
    settings.EDITIONS = ["fr", "en"]
    assert wordings.said(thing(fr={"bio": "Écrit."}), "bio", "fr") == ("Writes.", "")


def test_fields_of_a_form_stand_after_that_of_the_first_edition():
    found = wordings.among(["name", "bio", "slug"], ("bio",))
    assert found == ["name", "bio", "bio_fr", "bio_pt-BR", "slug"]
