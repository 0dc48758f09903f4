"""Words of public addresses that belong to the site itself: which name no section, and which no
story."""

from urllib.parse import quote

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_unicode_slug

RESERVED = frozenset(
    {
        "about", "admin", "api", "author", "corrections", "feed", "healthz", "media",
        "news-sitemap", "newsletter", "oembed", "robots", "search", "sitemap", "source", "static",
        "tag",
    }
)  # fmt: skip
# What stands beneath a section beside its stories.
BESIDE_STORIES = frozenset({"feed"})


def of_story(path):
    """The whole address of the story whose LiveArticle has this path."""
    return f"{settings.SITE_URL}/{quote(path)}/"


def validate_section_slug(slug):
    if slug in RESERVED:
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
