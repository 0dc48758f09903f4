import pytest
from playwright.sync_api import expect

from photos import finishing, receiving
from photos.models import Licence, Photo
from tests.factories import make_user
from tests.photos.files import file_of, halves

pytestmark = pytest.mark.browser

# What a frame shows: the middle of the cut, as shares of the picture it was cut from.
POSITION = "image => getComputedStyle(image).objectPosition"


@pytest.fixture
def photo(live_server, django_db_serialized_rollback):
    pia = make_user("photo editor", "pia")
    photo = receiving.receive(file_of(halves(900, 300)), by=pia, title="Harbour", alt="Boats")
    receiving.credit(photo, by=pia, photographer="Mona Iris", licence=Licence.OWN)
    return photo


def cut(page, shape):
    return page.locator(f".focal-{shape} img").evaluate(POSITION)


def test_the_focal_point_is_set_by_a_click_and_moved_by_keys(page, log_in, photo):
    log_in(page, photo.uploaded_by)
    page.goto(f"/admin/photos/photo/{photo.pk}/change/")
    picture = page.locator(".photo-preview")
    box = picture.bounding_box()
    picture.click(position={"x": box["width"] * 0.2, "y": box["height"] * 0.5})
    mark = page.get_by_role("button", name="Focal point: 20 % from the left, 50 % from the top")
    expect(mark).to_be_focused()
    assert cut(page, "card") == "20% 50%"

    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("Enter")  # on the mark it means nothing
    expect(page.get_by_text("9 % from the left, 50 % from the top. Stored")).to_be_visible()
    assert cut(page, "card") == "10% 50%"
    assert cut(page, "social") == "0% 50%"  # as far left as the edge allows

    page.get_by_role("checkbox", name="Not to be cropped").check()
    assert cut(page, "card") == "50% 50%"
    page.get_by_role("checkbox", name="Not to be cropped").uncheck()
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/photos/photo/")
    stored = Photo.objects.get(pk=photo.pk)
    assert (stored.focal_x, stored.focal_y) == (0.09, 0.5)
    assert finishing.finish_next()  # the picture of a shared link is cut anew
    assert page.troubles == []
