import pytest

from photos import receiving
from photos.models import Licence, Photo
from photos.pictures import Uncredited, picture, thumbnail, widest
from tests.factories import make_photo, make_user
from tests.photos.files import file_of, halves

pytestmark = pytest.mark.django_db


def received(width, height):
    pia = make_user("photo editor")
    photo = receiving.receive(
        file_of(halves(width, height)), by=pia, title="Harbour", alt="Boats", focal_x=0.2
    )
    receiving.credit(
        photo,
        by=pia,
        photographer="Mona Iris",
        licence=Licence.CREATIVE_COMMONS,
        licence_url="https://creativecommons.example/by/4.0/",
    )
    return Photo.objects.with_credit().get(pk=photo.pk)


def test_a_picture_has_everything_a_page_shows():
    photo = received(1000, 500)
    shown = picture(photo, "At dawn.")
    base = photo.file.url.removesuffix(".jpg")
    assert shown == {
        "src": f"{base}.jpg",
        "width": 1000,
        "height": 500,
        "srcset": [
            {"src": f"{base}-480.jpg", "width": 480},
            {"src": f"{base}-960.jpg", "width": 960},
            {"src": f"{base}.jpg", "width": 1000},
        ],
        "alt": "Boats",
        "caption": "At dawn.",
        "credit": "Mona Iris",
        "licence_url": "https://creativecommons.example/by/4.0/",
        "focal_x": 0.2,
        "focal_y": 0.5,
    }


def test_of_a_large_photograph_pages_never_load_the_master():
    photo = received(3200, 1600)
    shown = picture(photo, "")
    assert (photo.width, photo.height) == (2400, 1200)
    assert [source["width"] for source in shown["srcset"]] == [480, 960, 1600]
    assert shown["src"].endswith("-1600.jpg")
    assert (shown["width"], shown["height"]) == (1600, 800)


def test_a_photograph_of_exactly_the_widest_width_is_shown_whole():
    shown = picture(received(1600, 1000), "")
    assert [source["width"] for source in shown["srcset"]] == [480, 960, 1600]
    assert "-1600" not in shown["src"]


def test_a_small_photograph_has_one_source():
    photo = make_photo()
    assert picture(photo, "")["srcset"] == [{"src": photo.file.url, "width": 60}]


def test_without_a_credit_nothing_is_shown():
    photo = make_photo(credit=None, title="Harbour")
    with pytest.raises(Uncredited, match="“Harbour” has no credit"):
        picture(photo, "At dawn.")


def test_a_page_of_pictures_asks_the_database_nothing_more(django_assert_num_queries):
    for _ in range(3):
        make_photo(credit="Omar Marques/SOPA Images/ZUMA")
    photos = list(Photo.objects.with_credit())
    with django_assert_num_queries(0):
        assert {picture(p, "")["credit"] for p in photos} == {"Omar Marques/SOPA Images/ZUMA"}


def test_the_thumbnail_is_the_narrowest_and_the_preview_the_widest():
    photo = received(1000, 500)
    assert thumbnail(photo) == {
        "src": photo.file.url.replace(".jpg", "-480.jpg"), "width": 480, "height": 240,
    }  # fmt: skip
    assert widest(photo) == {"src": photo.file.url, "width": 1000, "height": 500}
