"""The portrait on an author's page: through a Photo, so that its credit cannot be lost."""

import datetime

import pytest
from django.utils import timezone

from photos import receiving
from photos.models import Credit, Photo
from tests.articles.reading import page
from tests.factories import make_author, make_photo, make_user
from tests.photos.files import file_address
from tests.seals import seal

pytestmark = pytest.mark.django_db

YESTERDAY = timezone.localdate() - datetime.timedelta(days=1)
TOMORROW = timezone.localdate() + datetime.timedelta(days=1)


@pytest.fixture
def lea():
    portrait = make_photo(credit="Mona Iris/Field Images", alt="Lea at her desk", focal_x=0.2)
    return make_author("Lea Marin", portrait=portrait)


def portrait(client, author):
    """(address of the picture, credit) or None."""
    found = page(client.get(author.get_absolute_url())).find_class("portrait")
    if not found:
        return None
    (image,) = found[0].iter("img")
    return image, " ".join(found[0].find("figcaption").text_content().split())


def test_readers_see_it_with_its_credit_its_words_and_its_size(client, lea):
    image, credit = portrait(client, lea)
    assert image.get("src") == file_address(lea.portrait)
    assert (image.get("alt"), image.get("width"), image.get("height")) == (
        "Lea at her desk", "60", "40",
    )  # fmt: skip
    assert "fx-2" in image.get("class")
    assert credit == "Photograph: Mona Iris/Field Images"


@pytest.mark.parametrize(
    "terms",
    [{"valid_until": YESTERDAY}, {"valid_from": TOMORROW}, {"allows_site": False}],
    ids=lambda terms: next(iter(terms)),
)
def test_outside_what_its_licence_allows_there_is_none(client, lea, terms):
    Credit.objects.filter(photo=lea.portrait).update(**terms)
    assert portrait(client, lea) is None


def test_without_a_credit_there_is_none(client):
    assert portrait(client, make_author(portrait=make_photo(credit=None))) is None


def test_an_author_without_portrait_has_a_page(client):
    assert portrait(client, make_author()) is None


def test_a_new_credit_is_there_at_once(client, lea):
    Credit.objects.filter(photo=lea.portrait).update(photographer="Ida Sol")
    assert portrait(client, lea)[1] == "Photograph: Ida Sol/Field Images"


def test_caches_ask_again_within_a_minute_for_a_page_with_a_portrait(client, lea, settings):
    """None is told when a credit, an agency's name or the day of a licence changes."""
    settings.PURGE_URLS = ["http://cache.example"]
    assert "s-maxage=86400" in client.get(make_author("Ada").get_absolute_url())["Cache-Control"]
    assert "s-maxage=60" in client.get(lea.get_absolute_url())["Cache-Control"]


def test_it_costs_no_query_of_its_own(client, lea, django_assert_num_queries):
    plain = make_author()
    for author in (plain, lea):
        with django_assert_num_queries(3):
            client.get(author.get_absolute_url())


def test_a_portrait_is_not_thrown_away(lea):
    with pytest.raises(receiving.StillUsed):
        receiving.discard(lea.portrait, by=make_user(is_superuser=True))
    assert Photo.objects.filter(pk=lea.portrait_id).exists()


def test_the_photographs_page_names_whose_portrait_it_is(client, lea):
    client.force_login(make_user("photo editor"))
    found = page(client.get(f"/admin/photos/photo/{lea.portrait_id}/change/"))
    (uses,) = found.find_class("photo-uses")
    assert "portrait of Lea Marin" in " ".join(uses.text_content().split())


def test_an_editor_chooses_it_on_the_authors_page(client, lea):
    client.force_login(make_user("editor"))
    other = make_photo()
    said = {
        "name": "Lea Marin",
        "affiliation": "",
        "bio": "",
        "portrait": other.pk,
        "seen": seal(lea),
    }
    assert client.post(f"/admin/authors/author/{lea.pk}/change/", said).status_code == 302
    lea.refresh_from_db()
    assert lea.portrait == other
