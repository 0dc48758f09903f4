"""First words of public addresses that belong to the site itself and can name no section."""

from django.conf import settings
from django.core.exceptions import ValidationError

RESERVED = frozenset(
    {
        "about", "admin", "author", "corrections", "feed", "healthz", "media", "news-sitemap",
        "newsletter", "robots", "search", "sitemap", "source", "static", "tag",
    }
)  # fmt: skip


def validate_section_slug(slug):
    if slug in RESERVED or slug in {edition.lower() for edition in settings.EDITIONS[1:]}:
        raise ValidationError(
            "“%(slug)s” is an address of the site itself. Choose another word.",
            params={"slug": slug},
        )
