"""How small a picture may be that is received as a photograph."""

import pytest

from photos import receiving, renditions
from photos.models import Photo
from tests.factories import make_photo, make_user
from tests.photos.files import file_of, halves
from tests.photos.test_receiving import OWN, stored

pytestmark = pytest.mark.django_db


@pytest.fixture
def pia():
    return make_user("photo editor", "pia")


@pytest.mark.parametrize("size", [(2, 2), (1200, 199), (199, 1200)])
def test_a_picture_too_small_to_be_seen_is_refused_with_its_size(pia, size):
    with pytest.raises(renditions.Unusable, match=r"has \d+ × \d+ pixels.* at least 200"):
        receiving.receive(file_of(halves(*size)), by=pia)
    assert not Photo.objects.exists()
    assert stored() == []


def test_a_small_portrait_is_large_enough(pia):
    assert receiving.receive(file_of(halves(200, 240)), by=pia).width == 200


def test_a_photograph_that_is_here_may_be_as_small_as_it_is(pia):
    photo = make_photo(width=2, height=2)
    receiving.describe(photo, by=pia, seen=photo.changed_at, changes={"alt": "A dot"})
    receiving.credit(photo, by=pia, **OWN)
