"""What the readers' templates need beyond Django's own filters."""

from django import template
from django.utils.dateparse import parse_datetime
from django.utils.html import escape
from django.utils.safestring import mark_safe

from articles import json_ld, media
from articles.models import Correction
from sources.languages import language_name, locale

register = template.Library()


@register.filter
def moment(text):
    """The time that a JSON field holds as ISO text; None for None."""
    return parse_datetime(text) if text else None


@register.filter
def stamp(at):
    """For machines: HTML wants no more than three digits of a second."""
    return at.isoformat(timespec="seconds") if at else ""


@register.filter
def tongue(code, edition):
    """What this edition calls a language: “German”, « allemand »."""
    return language_name(code, edition)


@register.filter
def note_kind(kind):
    """What a kind of note is called, in the words of the edition."""
    return Correction.Kind(kind).label


absolute = register.filter(media.absolute)


@register.filter
def marked(pieces):
    """A text in pieces as articles.search.highlights makes them, with what was found marked."""
    return mark_safe(
        "".join(f"<mark>{escape(text)}</mark>" if found else escape(text) for text, found in pieces)
    )


@register.filter
def at(mapping, key):
    return mapping[key]


register.filter("json_ld", json_ld.dumped)
register.filter("locale", locale)
