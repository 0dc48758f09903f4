"""The words of readers in other editions: compiled as they are written, with every name in them."""

import gettext
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.conf import settings

CATALOGUES = sorted(Path(settings.LOCALE_PATHS[0]).rglob("*.po"))
NAMES = re.compile(r"%\(\w+\)[sd]|</?\w+>")


def messages(path):
    """[(texts in English, texts of the catalogue)] that are translated."""
    with path.open("rb") as file:
        catalogue = read_po(file)
    for message in catalogue:
        forms = (message.id, message.string)
        english, said = (form if isinstance(form, tuple) else (form,) for form in forms)
        if any(english) and all(said) and not message.fuzzy:
            yield english, said


def test_there_is_at_least_one_other_language():
    assert [path.parts[-3] for path in CATALOGUES]


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_a_catalogue_is_compiled_as_it_is_written(path):
    with path.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)

    for english, said in messages(path):
        found = tuple(compiled.ngettext(*english, n) for n in (1, 2)) if english[1:] else None
        assert (found or (compiled.gettext(english[0]),)) == tuple(said), english


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_a_translation_keeps_every_name_and_mark(path):
    for english, said in messages(path):
        wanted = sorted(NAMES.findall(english[-1]))
        assert [sorted(NAMES.findall(text)) for text in said] == [wanted] * len(said), english


@pytest.mark.django_db
def test_a_page_of_the_french_edition_speaks_french(client, settings):
    settings.EDITIONS = ["en", "fr"]

    assert "Rien n’a encore paru." in client.get("/fr/").text
    assert "Nothing has been published yet." in client.get("/").text
