"""What the readers' templates need beyond Django's own filters."""

from django import template
from django.utils.dateparse import parse_datetime

from articles import json_ld, media
from sources.languages import locale

register = template.Library()


@register.filter
def moment(text):
    """The time that a JSON field holds as ISO text; None for None."""
    return parse_datetime(text) if text else None


@register.filter
def stamp(at):
    """For machines: HTML wants no more than three digits of a second."""
    return at.isoformat(timespec="seconds") if at else ""


absolute = register.filter(media.absolute)
register.filter("json_ld", json_ld.dumped)
register.filter("locale", locale)
