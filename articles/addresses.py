"""Words of public addresses that belong to the site itself: which name no section and no page, and
which no story. A few are kept for pages, because readers look for them there."""

from urllib.parse import quote

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_unicode_slug

from articles import editions

SITE = frozenset(
    {
        "admin", "api", "author", "corrections", "countries", "country", "feed", "healthz", "media",
        "news-sitemap", "newsletter", "oembed", "read", "robots", "search", "sitemap", "source",
        "sources", "static", "tag", "topics",
    }
)  # fmt: skip
FOR_PAGES = frozenset({"about", "contact", "ethics", "imprint", "masthead", "privacy"})
RESERVED = SITE | FOR_PAGES
# What stands beneath a section beside its stories.
BESIDE_STORIES = frozenset({"feed"})


def of_home(edition):
    """The whole address of the edition's home page; others stand beneath it."""
    return f"{settings.SITE_URL}{editions.prefix(edition)}/"


def of_story(live):
    """The whole address of a LiveArticle, or of whatever has its edition and path."""
    return f"{of_home(live.edition)}{quote(live.path)}/"


def of_section(slug, edition):
    return f"{of_home(edition)}{slug}/"


def of_tag(slug, edition):
    return f"{of_home(edition)}tag/{quote(slug)}/"


def of_author(slug, edition):
    return f"{of_home(edition)}author/{slug}/"


def of_source(slug, edition):
    return f"{of_home(edition)}source/{slug}/"


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


def validate_story_slug(slug):
    validate_unicode_slug(slug)
    if slug in BESIDE_STORIES:
        raise ValidationError(
            "“%(slug)s” is an address of the section itself. Choose another slug.",
            params={"slug": slug},
        )
