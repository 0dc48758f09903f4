"""The words of the site in other languages than English."""

from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext, ngettext

LANGUAGES = sorted(
    path.parent.parent.name for path in Path(settings.BASE_DIR).glob("locale/*/*/*.po")
)


def catalogue(language):
    path = Path(settings.BASE_DIR) / "locale" / language / "LC_MESSAGES" / "django.po"
    with path.open("rb") as file:
        return read_po(file, locale=language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_left_unsaid_and_no_value_is_lost(language):
    for message in catalogue(language):
        assert all((message.pluralizable and message.string) or [message.string]), message.id
        assert not message.fuzzy, message.id
        assert not list(message.check()), message.id


def test_french_is_spoken_with_its_plurals():
    with translation.override("fr"):
        assert gettext("The next story") == "À lire ensuite"
        shown = [
            ngettext("%(minutes)s minute to read", "%(minutes)s minutes to read", number)
            for number in (1, 2)
        ]
    assert shown == ["%(minutes)s minute de lecture", "%(minutes)s minutes de lecture"]
