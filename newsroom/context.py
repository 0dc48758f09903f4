"""What every page of the site may show."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Value
from django.utils.functional import SimpleLazyObject

from articles.models import Section
from newsletters.models import Newsletter
from sources.languages import direction


@dataclass(frozen=True)
class Furniture:
    sections: list  # [{"name", "slug"}] in the order of the navigation
    call: dict | None  # {"headline", "text"}: the words above the sign-up field


def site(request):
    """Names of the publication; `furniture` asks the database once a page, if at all."""
    return {
        "site_name": settings.SITE_NAME,
        "site_tagline": settings.SITE_TAGLINE,
        "edition_language": settings.EDITION_LANGUAGE,
        "edition_direction": direction(settings.EDITION_LANGUAGE),
        "furniture": SimpleLazyObject(furniture),
    }


def furniture():
    sections = Section.objects.order_by().values_list(
        Value("section"), "position", "name", "slug", Value("")
    )
    calls = (
        Newsletter.objects.offered()
        .order_by()
        .values_list(Value("call"), "position", "name", "call_headline", "call_text")
    )
    rows = sorted(sections.union(calls, all=True))
    calls = [{"headline": row[3], "text": row[4]} for row in rows if row[0] == "call"]
    return Furniture(
        sections=[{"name": row[2], "slug": row[3]} for row in rows if row[0] == "section"],
        call=calls[0] if calls else None,
    )
