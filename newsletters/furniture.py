"""The call to sign up, as the readers' pages show it (articles/furniture.py)."""

from django.conf import settings
from django.db.models import F

from newsletters.models import Newsletter


def calls(edition):
    """Of the lists that this edition offers, in their order: `headline`, `text`."""
    offered = Newsletter.objects.offered().order_by("position", "name")
    if len(settings.EDITIONS) > 1:
        offered = offered.filter(language=edition)
    return offered.values(headline=F("call_headline"), text=F("call_text"))
