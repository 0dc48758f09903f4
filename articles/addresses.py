"""First words of public addresses. Those of the site itself name neither a section nor a page;
a few are kept for pages, because readers look for them there."""

from django.conf import settings
from django.core.exceptions import ValidationError

SITE = frozenset(
    {
        "admin", "author", "corrections", "feed", "healthz", "media", "news-sitemap", "newsletter",
        "read", "robots", "search", "sitemap", "source", "static", "tag",
    }
)  # fmt: skip
FOR_PAGES = frozenset({"about", "contact", "ethics", "imprint", "masthead", "privacy"})
RESERVED = SITE | FOR_PAGES


def validate_section_slug(slug):
    _refuse(slug, RESERVED)


def validate_page_slug(slug):
    _refuse(slug, SITE)


def _refuse(slug, words):
    if slug in words or slug in {edition.lower() for edition in settings.EDITIONS[1:]}:
        raise ValidationError(
            "“%(slug)s” is an address of the site itself. Choose another word.",
            params={"slug": slug},
        )
