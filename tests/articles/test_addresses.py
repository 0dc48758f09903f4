import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import get_resolver

from articles.addresses import RESERVED, validate_section_slug, validate_story_slug
from tests.factories import make_section


def literal_first_words(patterns):
    """The first words of all addresses that the site answers itself."""
    for pattern in patterns:
        first = str(pattern.pattern).lstrip("^").split("/")[0]
        if not first and hasattr(pattern, "url_patterns"):
            yield from literal_first_words(pattern.url_patterns)
        elif first and "<" not in first and "." not in first:  # which no slug holds
            yield first


def test_every_first_word_of_the_sites_own_addresses_is_reserved():
    words = set(literal_first_words(get_resolver().url_patterns))

    assert {"admin", "author", "newsletter", "healthz", "media"} <= words
    assert words <= RESERVED


def test_the_static_files_keep_their_address():
    assert settings.STATIC_URL.strip("/") in RESERVED


@pytest.mark.parametrize("slug", sorted(RESERVED))
def test_no_section_takes_an_address_of_the_site(slug):
    with pytest.raises(ValidationError, match=f"“{slug}” is an address of the site itself"):
        validate_section_slug(slug)


def test_other_words_may_name_a_section():
    assert validate_section_slug("world") is None


def test_no_story_hides_the_feed_of_its_section():
    assert validate_story_slug("feeding-the-port") is None
    with pytest.raises(ValidationError, match="“feed” is an address of the section itself"):
        validate_story_slug("feed")


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ["author", "source", "tag"])
def test_a_section_that_took_one_all_the_same_hides_nothing(client, slug):
    make_section(slug=slug)

    assert client.get(f"/{slug}/somebody/").status_code == 404
    assert client.get("/").status_code == 200
