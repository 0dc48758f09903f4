"""How nearly identical pictures are told: the fingerprints of photos.renditions."""

import itertools

import pytest
from PIL import Image

from photos import receiving, renditions
from tests.factories import make_user
from tests.photos.files import file_of, halves, mosaic


def printed(image, **options):
    return renditions.fingerprint(file_of(image, **options))


def differing(one, other):
    return ((one ^ other) & (1 << 64) - 1).bit_count()


@pytest.mark.parametrize("seed", range(6))
def test_a_copy_of_another_size_and_quality_has_nearly_the_same_fingerprint(seed):
    image = mosaic(seed)
    for copy in (image.resize((300, 200)), image.resize((1200, 800))):
        assert differing(printed(image), printed(copy, quality=40)) <= 3


def test_a_slightly_brighter_copy_has_nearly_the_same_fingerprint():
    image = mosaic(1)
    brighter = image.point(lambda value: min(255, int(value * 1.1)))
    assert differing(printed(image), printed(brighter)) <= 6


def test_different_pictures_have_different_fingerprints():
    prints = [printed(mosaic(seed)) for seed in range(12)]
    pairs = itertools.combinations(prints, 2)
    assert min(differing(one, other) for one, other in pairs) > 12


def test_a_fingerprint_fits_a_signed_number_of_64_bits():
    prints = [printed(mosaic(seed)) for seed in range(12)]
    assert all(-(2**63) <= number < 2**63 for number in prints)
    assert min(prints) < 0 < max(prints)


@pytest.mark.parametrize(
    "image",
    [Image.new("RGB", (90, 60), "grey"), halves(60, 90).transpose(Image.Transpose.ROTATE_90)],
)
def test_a_picture_too_plain_has_no_fingerprint(image):
    assert printed(image) is None


@pytest.mark.django_db
@pytest.mark.parametrize("width", [400, 1000])
def test_a_photograph_is_received_with_its_fingerprint(width):
    data = file_of(mosaic(1, width, width))
    photo = receiving.receive(data, by=make_user("photo editor"))
    photo.refresh_from_db()
    assert differing(photo.fingerprint, printed(mosaic(1, width, width))) <= 1
