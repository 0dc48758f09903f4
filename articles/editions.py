"""The editions of the site, one for each language that our stories are written in.

An edition is named by its language as `settings.EDITIONS` has it (“fr”, “pt-BR”). The first
has no prefix in its addresses; the others stand under `/<code>/`. Which edition a request is
for is told by its path alone, never by a cookie or by what a browser says it prefers, so that
every address is one page for everybody.
"""

from django.conf import settings
from django.utils import translation


def default():
    return settings.EDITIONS[0]


def every():
    return tuple(settings.EDITIONS)


def of(language):
    """The edition that a story in this language (BCP 47) belongs to: of the same name, or of
    the same language in another region, or else the first."""
    if language in settings.EDITIONS:
        return language
    wanted = language.lower()
    named = {edition.lower(): edition for edition in reversed(settings.EDITIONS)}
    near = {name.split("-")[0]: edition for name, edition in named.items()}
    return named.get(wanted) or near.get(wanted.split("-")[0]) or default()


def tagline(edition):
    """What stands under the name of the site."""
    return settings.SITE_TAGLINES.get(edition, settings.SITE_TAGLINE)


def prefix(edition):
    """What its addresses begin with: "" or "/fr"."""
    return "" if edition == default() else f"/{edition.lower()}"


def at(path):
    """The edition of the page at this path."""
    if len(settings.EDITIONS) == 1 or not path.startswith("/"):
        return default()
    return _prefixed().get(path.split("/", 2)[1]) or default()


def current():
    """The edition of this request: the one whose translation is active."""
    active = (translation.get_language() or "").lower()
    return (active and of(active)) or default()


def speaking(edition):
    """A context in which words and addresses are those of the edition."""
    return translation.override(edition)


def _prefixed():
    return {edition.lower(): edition for edition in settings.EDITIONS[1:]}
