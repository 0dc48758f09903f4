"""Machine translation by request: one interface, and who answers behind it.

A provider has `name` (stored in the text, see prose.vocabulary), `label` (shown), and

    translate(fragments, *, source, target, context="", terms=()) -> Answer
    usage() -> Usage, or None where it does not tell
    keep_terms(terms, *, source, target) -> "" or a sentence; only where it keeps glossaries

Languages are codes such as `en` or `zh-Hans`, fragments are one block's HTML each, terms
(source, target) pairs of the Stylebook. Whatever goes wrong is a `Trouble`, whose message is a
sentence that says what to do.
"""

from django.conf import settings

from articles.machine.deepl import DeepL
from articles.machine.libretranslate import LibreTranslate
from articles.machine.trouble import Answer, Busy, Trouble, Usage

__all__ = ["Answer", "Busy", "Trouble", "Usage", "label_of", "named", "providers"]

KINDS = (DeepL, LibreTranslate)


def providers():
    """Those that this house has configured, the preferred one first; none by default."""
    found = []
    if settings.DEEPL_AUTH_KEY:
        found.append(
            DeepL(
                settings.DEEPL_AUTH_KEY,
                server_url=settings.DEEPL_SERVER_URL,
                house=settings.SITE_NAME,
                english=settings.EDITION_LANGUAGE,
            )
        )
    if settings.LIBRETRANSLATE_URL:
        found.append(LibreTranslate(settings.LIBRETRANSLATE_URL, settings.LIBRETRANSLATE_API_KEY))
    return found


def named(name):
    """The configured provider of this name, or None."""
    return next((provider for provider in providers() if provider.name == name), None)


def label_of(name):
    return next((kind.label for kind in KINDS if kind.name == name), name)
