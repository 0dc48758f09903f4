"""The focal point on the photograph's page, as it stands without the script."""

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from photos import finishing, receiving, renditions
from photos.models import Credit, Licence
from tests.articles.pages import tree
from tests.factories import make_photo, make_user
from tests.photos.files import file_of, halves

pytestmark = pytest.mark.django_db


def page(client, photo, role="photo editor"):
    client.force_login(make_user(role))
    return tree(client.get(f"/admin/photos/photo/{photo.pk}/change/"))


def test_without_the_script_the_two_numbers_are_there(client):
    found = page(client, make_photo(focal_x=0.25))
    assert found.get_element_by_id("id_focal_x").get("value") == "0.25"
    assert [part.get("hidden") for part in found.find_class("focal-mark")] == [""]


def test_who_may_only_look_sees_the_cuts_and_has_nothing_to_set(client):
    found = page(client, make_photo(focal_x=0.25), role="translator")
    (box,) = found.find_class("focal")
    assert (box.get("data-focal-x"), box.get("data-focal-y")) == ("0.2500", "0.5000")
    assert found.xpath("//input[@id='id_focal_x']") == []


def test_the_cuts_of_what_may_not_be_cut_are_shown_whole(client):
    photo = make_photo()
    Credit.objects.filter(photo=photo).update(no_crop=True)
    (box,) = page(client, photo).find_class("focal")
    assert "data-whole" in box.attrib


def test_every_picture_on_the_page_has_its_size(client):
    images = page(client, make_photo()).xpath("//*[contains(@class, 'focal')]//img")
    assert len({(image.get("width"), image.get("height")) for image in images}) == 1
    assert len(images) == 4


@pytest.mark.parametrize(("focal_x", "no_crop", "edges"), [
    (0.0, False, ("red", "red")), (1.0, False, ("blue", "blue")), (0.5, False, ("red", "blue")),
    (0.0, True, ("red", "blue")),
])  # fmt: skip
def test_the_picture_of_a_shared_link_keeps_the_focal_point_or_is_whole(focal_x, no_crop, edges):
    pia = make_user("photo editor")
    wide = file_of(halves(1800, 450))
    photo = receiving.receive(wide, by=pia, focal_x=focal_x)
    receiving.credit(photo, by=pia, photographer="Mona Iris", licence=Licence.OWN, no_crop=no_crop)
    finishing.finish_next()
    with default_storage.open(renditions.name(photo.file.name, "social")) as file:
        shared = Image.open(file).convert("RGB")
    middle = shared.height // 2
    found = [shared.getpixel((x, middle)) for x in (4, shared.width - 5)]
    names = ["red" if red > blue else "blue" for red, _, blue in found]
    assert tuple(names) == edges
