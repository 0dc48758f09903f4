import datetime

import pytest

from photos import finishing, receiving
from photos.models import Credit, Licence, Photo
from photos.pictures import Uncredited, picture, thumbnail, widest
from tests.factories import make_photo, make_user
from tests.photos.files import file_address, file_of, halves

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 5, 12)


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
    shown = picture(photo, "At dawn.", TODAY, "en")
    base = file_address(photo).removesuffix("-1000.jpg")
    assert shown == {
        "src": f"{base}-1000.jpg",
        "width": 1000,
        "height": 500,
        "srcset": [
            {"src": f"{base}-480.jpg", "width": 480},
            {"src": f"{base}-800.jpg", "width": 800},
            {"src": f"{base}-1000.jpg", "width": 1000},
        ],
        "sources": [],
        "social": {"src": f"{base}-1000.jpg", "width": 1000, "height": 500},
        "size": len(photo.file.read()),
        "alt": "Boats",
        "alt_language": "",
        "caption": "At dawn.",
        "credit": "Mona Iris",
        "photographer": "Mona Iris",
        "agency": "",
        "copyright": "© Mona Iris",
        "licence_url": "https://creativecommons.example/by/4.0/",
        "acquire_url": "",
        "newsletter": True,
        "partners": True,
        "whole": False,
        "focal_x": 0.2,
        "focal_y": 0.5,
    }


def test_once_finished_it_comes_in_smaller_formats_and_the_master_stays_home():
    photo = received(3200, 1600)
    assert finishing.finish_next()
    photo = Photo.objects.with_credit().get(pk=photo.pk)
    shown = picture(photo, "", TODAY, "en")
    base = file_address(photo).removesuffix("-2400.jpg")
    widths = [480, 800, 1200, 1600, 2400]
    assert shown["srcset"] == [{"src": f"{base}-{w}.jpg", "width": w} for w in widths]
    assert shown["sources"] == [
        {
            "type": f"image/{form}",
            "srcset": [{"src": f"{base}-{w}.{form}", "width": w} for w in widths],
        }
        for form in ("avif", "webp")
    ]
    assert shown["src"] == f"{base}-2400.jpg"
    assert shown["social"] == {"src": f"{base}-social.jpg", "width": 1200, "height": 630}


def test_a_small_photograph_has_one_source():
    photo = make_photo()
    assert picture(photo, "", TODAY, "en")["srcset"] == [{"src": file_address(photo), "width": 60}]


def test_without_a_credit_nothing_is_shown():
    photo = make_photo(credit=None, title="Harbour")
    with pytest.raises(Uncredited, match="“Harbour” has no credit"):
        picture(photo, "At dawn.", TODAY, "en")


def test_a_page_of_pictures_asks_the_database_nothing_more(django_assert_num_queries):
    for _ in range(3):
        make_photo(credit="Omar Marques/SOPA Images/ZUMA")
    photos = list(Photo.objects.with_credit())
    with django_assert_num_queries(0):
        assert {picture(p, "", TODAY, "en")["credit"] for p in photos} == {
            "Omar Marques/SOPA Images/ZUMA"
        }


def test_the_thumbnail_is_the_narrowest_and_the_preview_the_widest():
    photo = received(1000, 500)
    assert thumbnail(photo) == {"src": file_address(photo, 480), "width": 480, "height": 240}
    assert widest(photo) == {"src": file_address(photo), "width": 1000, "height": 500}


def licensed(**terms):
    photo = make_photo()
    Credit.objects.filter(photo=photo).update(**terms)
    return Photo.objects.with_credit().get(pk=photo.pk)


def test_after_the_last_day_of_its_licence_only_its_place_is_left():
    photo = licensed(valid_until=TODAY)
    assert "src" in picture(photo, "At dawn.", TODAY, "en")
    assert picture(photo, "At dawn.", TODAY + datetime.timedelta(days=1), "en") == {
        "gone": True, "width": 60, "height": 40, "caption": "At dawn.",
    }  # fmt: skip


def test_what_may_not_be_shared_has_no_picture_for_sharing():
    assert picture(licensed(allows_social=False), "", TODAY, "en")["social"] is None


def test_what_may_not_be_cropped_says_so():
    assert picture(licensed(no_crop=True), "", TODAY, "en")["whole"] is True


def test_search_engines_are_told_the_copyright_and_where_to_license_it():
    shown = picture(
        licensed(copyright="© Field", acquire_url="https://f.example/"), "", TODAY, "en"
    )
    assert (shown["copyright"], shown["acquire_url"]) == ("© Field", "https://f.example/")
