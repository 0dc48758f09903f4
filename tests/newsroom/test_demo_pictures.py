import tomllib
from functools import cache
from pathlib import Path

import pytest
from PIL import Image, ImageStat

import newsroom.demo
from newsroom.demo.pictures import PICTURES, draw

SMALL = 180
EDITION = Path(newsroom.demo.__file__).parent / "edition.toml"


@cache
def small(slug):
    return draw(slug, width=SMALL)


@pytest.mark.parametrize("slug", PICTURES)
def test_a_picture_comes_out_the_same_every_time(slug):
    assert draw(slug, width=SMALL).tobytes() == small(slug).tobytes()


@pytest.mark.parametrize("slug", PICTURES)
def test_a_picture_has_light_shade_and_more_than_a_few_colours(slug):
    picture = small(slug)
    coarse = picture.convert("P", palette=Image.Palette.WEB, dither=Image.Dither.NONE)
    assert len(coarse.getcolors()) >= 12
    assert min(ImageStat.Stat(picture).stddev) > 25


@pytest.mark.parametrize("slug", PICTURES)
def test_a_picture_is_drawn_to_its_edges(slug):
    picture = small(slug)
    width, height = picture.size
    for box in ((0, 0, width, 2), (0, height - 2, width, height), (0, 0, 2, height)):
        mean = ImageStat.Stat(picture.crop(box)).mean
        assert max(abs(a - b) for a, b in zip(mean, (245, 234, 214), strict=True)) > 10


def test_no_two_pictures_are_alike():
    assert len({small(slug).tobytes() for slug in PICTURES}) == len(PICTURES)


def test_a_picture_is_wide_enough_for_a_front_page_unless_told_otherwise():
    assert draw("wind-island").size == (1800, 1200)


@pytest.mark.parametrize(
    ("slug", "shape"),
    [("night-train", 3 / 2), ("bridge-river", 16 / 9), ("ceramics-kiln", 4 / 5)],
)
def test_a_picture_keeps_its_shape_at_any_size(slug, shape):
    width, height = small(slug).size
    assert width / height == pytest.approx(shape, rel=0.02)


def test_a_picture_nobody_has_drawn_is_refused():
    with pytest.raises(KeyError):
        draw("unicorn")


def test_every_photo_of_the_edition_has_a_picture_and_the_other_way_round():
    edition = tomllib.loads(EDITION.read_text(encoding="utf-8"))
    assert {photo["slug"] for photo in edition["photos"]} == set(PICTURES)
