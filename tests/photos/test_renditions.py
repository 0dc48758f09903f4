import io
import random
import warnings

import pytest
from PIL import Image, ImageCms

from photos import metadata, renditions, stamping
from tests.photos.files import (
    bomb_png,
    file_of,
    halves,
    moving,
    noise,
    swapped_profile,
    with_exif,
)


def opened(rendition):
    return Image.open(io.BytesIO(rendition.data))


def master(data):
    return opened(renditions.render(data)[0])


def near(colour, other, tolerance=12):
    return all(abs(a - b) <= tolerance for a, b in zip(colour, other, strict=True))


# --- what comes out


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_picture_of_each_accepted_format_becomes_a_jpeg(form):
    picture = master(file_of(halves(60, 40), form))
    assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", (60, 40))
    assert near(picture.getpixel((5, 20)), (255, 0, 0))
    assert near(picture.getpixel((55, 20)), (0, 0, 255))


def test_the_longest_side_of_the_master_is_limited():
    lying, narrower = renditions.render(file_of(Image.new("RGB", (4800, 1200))))
    standing, _ = renditions.render(file_of(Image.new("RGB", (1200, 4800))))
    assert (lying.width, lying.height) == (2400, 600)
    assert (standing.width, standing.height) == (600, 2400)
    assert opened(lying).size == (2400, 600)
    assert [r.width for r in narrower] == [480, 800, 1200, 1600]


def test_a_small_picture_is_not_blown_up():
    picture, narrower = renditions.render(file_of(halves(700, 500)))
    assert (picture.width, picture.height) == (700, 500)
    assert [(r.width, r.height) for r in narrower] == [(480, 343)]
    assert opened(narrower[0]).size == (480, 343)


def test_a_picture_as_wide_as_a_rendition_is_not_stored_twice():
    _, narrower = renditions.render(file_of(halves(800, 500)))
    assert [r.width for r in narrower] == [480]


def test_a_very_flat_picture_keeps_at_least_one_line():
    picture, narrower = renditions.render(file_of(Image.new("RGB", (3000, 1)), "PNG"))
    assert picture.height == 1
    assert {r.height for r in narrower} == {1}


def test_the_narrower_ones_show_the_same_picture():
    _, (narrow,) = renditions.render(file_of(halves(780, 520)))
    assert near(opened(narrow).getpixel((10, 100)), (255, 0, 0))
    assert near(opened(narrow).getpixel((470, 100)), (0, 0, 255))


def test_the_size_that_is_computed_is_the_size_that_is_made():
    picture, narrower = renditions.render(file_of(Image.new("RGB", (2011, 1501))))
    for rendition in narrower:
        computed = renditions.size(picture.width, picture.height, rendition.width)
        assert opened(rendition).size == computed


def test_a_rendition_is_named_after_its_master():
    assert renditions.name("photos/2026/11/a.jpg", 480) == "photos/2026/11/a-480.jpg"
    assert renditions.name("photos/2026/11/a.jpg", 480, "avif") == "photos/2026/11/a-480.avif"


# --- orientation


@pytest.mark.parametrize(
    ("orientation", "size", "red_at"),
    [
        (1, (60, 40), (5, 20)),
        (2, (60, 40), (55, 20)),
        (3, (60, 40), (55, 20)),
        (4, (60, 40), (5, 20)),
        (5, (40, 60), (20, 5)),
        (6, (40, 60), (20, 5)),
        (7, (40, 60), (20, 55)),
        (8, (40, 60), (20, 55)),
    ],
)
def test_a_picture_is_turned_as_the_camera_was_held(orientation, size, red_at):
    picture = master(with_exif(halves(60, 40), orientation=orientation))
    assert picture.size == size
    assert near(picture.getpixel(red_at), (255, 0, 0))


def test_the_widths_are_measured_after_turning():
    turned, narrower = renditions.render(with_exif(halves(1200, 800), orientation=6))
    assert (turned.width, turned.height) == (800, 1200)
    assert [(r.width, r.height) for r in narrower] == [(480, 720)]


def test_a_nonsensical_orientation_is_passed_over():
    assert master(with_exif(halves(60, 40), orientation=77)).size == (60, 40)


def test_garbage_in_place_of_exif_does_not_stop_a_picture():
    assert master(file_of(halves(60, 40), exif=b"Exif\0\0garbage garbage")).size == (60, 40)


# --- metadata


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_place_and_owner_are_gone_from_every_file(form):
    data = with_exif(noise(1000, 600), place=True, form=form)
    told = Image.open(io.BytesIO(data)).getexif()
    assert told.get_ifd(0x8825), "the file that comes in tells the place"
    assert b"SecretXmp" in data
    picture, narrower = renditions.render(data)
    assert len(narrower) == 2
    for rendition in (picture, *narrower):
        assert b"Secret" not in rendition.data
        assert b"Exif" not in rendition.data
        assert not opened(rendition).getexif()
        assert set(opened(rendition).info) <= {
            "jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression",
        }  # fmt: skip


def test_what_hangs_on_behind_a_picture_is_cut_off():
    polyglot = file_of(halves(60, 40)) + b"PK\x03\x04<script>alert(1)</script>"
    picture, _ = renditions.render(polyglot)
    assert b"script" not in picture.data
    assert b"PK\x03\x04" not in picture.data


# --- colour


def test_colours_are_taken_as_the_profile_means_them():
    plain = Image.new("RGB", (40, 40), (200, 20, 20))
    assert near(master(file_of(plain)).getpixel((9, 9)), (200, 20, 20))
    red, green, _ = master(file_of(plain, icc_profile=swapped_profile())).getpixel((9, 9))
    assert green > 150
    assert red < 100


def test_a_broken_profile_does_not_stop_a_picture():
    data = file_of(Image.new("RGB", (40, 40), (200, 20, 20)), icc_profile=b"no profile at all")
    assert near(master(data).getpixel((9, 9)), (200, 20, 20))


def test_a_profile_of_another_kind_of_colour_does_not_stop_a_picture():
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    data = file_of(Image.new("RGB", (40, 40), (200, 20, 20)), icc_profile=lab)
    assert near(master(data).getpixel((9, 9)), (200, 20, 20))


def test_cmyk_for_the_press_becomes_rgb():
    picture = master(file_of(Image.new("CMYK", (40, 40), (0, 255, 255, 0))))
    assert picture.mode == "RGB"
    assert near(picture.getpixel((9, 9)), (255, 0, 0))


@pytest.mark.parametrize(("value", "shade"), [(0, 0), (300, 1), (32_768, 128), (65_535, 255)])
def test_sixteen_bits_are_scaled_and_not_cut(value, shade):
    picture = master(file_of(Image.new("I;16", (40, 40), value), "PNG"))
    assert near(picture.getpixel((9, 9)), (shade,) * 3, tolerance=2)


def test_grey_stays_grey():
    assert near(master(file_of(Image.new("L", (40, 40), 90))).getpixel((9, 9)), (90,) * 3, 2)


def test_a_palette_becomes_plain_colours():
    palette = halves(60, 40).convert("P", palette=Image.Palette.ADAPTIVE)
    assert near(master(file_of(palette, "PNG")).getpixel((5, 20)), (255, 0, 0))


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_is_transparent_becomes_white(mode):
    clear = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    picture = master(
        file_of(clear.convert(mode), "PNG", **({"transparency": 0} if mode == "P" else {}))
    )
    assert near(picture.getpixel((9, 9)), (255, 255, 255))


def test_what_is_half_transparent_is_mixed_with_white():
    half = Image.new("RGBA", (40, 40), (255, 0, 0, 128))
    assert near(master(file_of(half, "PNG")).getpixel((9, 9)), (255, 127, 127))


# --- what is refused


def refusal(data):
    with pytest.raises(renditions.Unusable) as refused:
        renditions.render(data)
    return str(refused.value)


def test_a_bomb_is_refused_without_being_opened():
    data = bomb_png()
    assert len(data) < 500_000
    assert "50 million pixels" in refusal(data)


def test_a_picture_just_over_the_limit_is_refused_even_where_warnings_are_ignored():
    data = bomb_png(8000, 6300)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert "50 million pixels" in refusal(data)


@pytest.mark.parametrize(("width", "height"), [(2_000_000_000, 1), (1, 2_000_000_000)])
def test_huge_dimensions_are_refused(width, height):
    claimed = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    honest = (1).to_bytes(4, "big") * 2
    assert refusal(bomb_png(1, 1).replace(b"IHDR" + honest, b"IHDR" + claimed))


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_truncated_file_is_called_damaged(form, share):
    data = file_of(noise(300, 200), form)
    assert "damaged" in refusal(data[: int(len(data) * share)])


@pytest.mark.parametrize("form", ["PNG", "WEBP", "AVIF"])
def test_a_film_is_refused(form):
    assert refusal(moving(form)) == "This picture moves. Choose a still one."


def test_a_photograph_with_previews_is_no_film():
    data = moving("MPO")
    assert near(master(data).getpixel((9, 9)), (255, 0, 0))


@pytest.mark.parametrize(
    "data",
    [
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b"<!doctype html><script>alert(1)</script>",
        b"%PDF-1.7",
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n",
        b"\xff\xd8\xff",
        b"just words",
        b"\0" * 100,
        moving("GIF"),
        file_of(halves(60, 40), "GIF"),
        file_of(halves(60, 40), "TIFF"),
        file_of(halves(60, 40), "BMP"),
        file_of(halves(60, 40), "ICO"),
    ],
    ids=["svg", "html", "pdf", "eps", "bare", "words", "nul", "gif", "still", "tiff", "bmp", "ico"],
)
def test_what_is_not_one_of_the_four_formats_is_refused(data):
    assert "Choose a JPEG, PNG, WebP or AVIF file" in refusal(data)


def test_an_empty_file_is_refused():
    assert refusal(b"") == "This file is empty."


def test_a_file_that_is_too_heavy_is_refused_with_both_sizes(monkeypatch):
    monkeypatch.setattr(renditions, "MAX_BYTES", 2 * 1024 * 1024)
    assert "has 3 MB; 2 MB is the most" in refusal(b"x" * 3 * 1024 * 1024)


@pytest.mark.filterwarnings("ignore:.*:UserWarning:PIL")
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_no_broken_file_brings_anything_but_a_refusal(form):
    dice = random.Random(form)
    whole = with_exif(noise(64, 48), place=True, form=form)
    for _ in range(60):
        broken = bytearray(whole)
        for _ in range(dice.randint(1, 8)):
            broken[dice.randrange(len(broken))] = dice.randrange(256)
        try:
            picture, _ = renditions.render(bytes(broken))
        except renditions.Unusable:
            continue
        assert opened(picture).mode == "RGB"


# --- finished


MARKS = stamping.Marks("Mona Iris", "Mona Iris/Tidewater", "© Mona Iris")


def made(width, height):
    data = renditions.render(file_of(halves(width, height)))[0].data
    return {(w, form): data for w, form, data in renditions.finished(data, MARKS)}


def test_a_master_is_shown_in_three_formats_at_five_widths():
    files = made(2600, 1400)
    assert set(files) == {
        (w, form) for w in (480, 800, 1200, 1600, 2400) for form in ("jpg", "webp", "avif")
    }
    formats = {"jpg": "JPEG", "webp": "WEBP", "avif": "AVIF"}
    for (width, form), data in files.items():
        picture = Image.open(io.BytesIO(data))
        assert (picture.width, picture.format) == (width, formats[form])
        assert near(picture.convert("RGB").getpixel((9, 9)), (255, 0, 0), 30)


def test_every_file_names_who_has_to_be_named():
    for data in made(500, 300).values():
        said = metadata.read(data)
        assert (said.creators, said.credit) == (["Mona Iris"], "Mona Iris/Tidewater")
        assert (said.copyright, said.differing) == ("© Mona Iris", ())


def shared(width, height, **options):
    data = renditions.render(file_of(halves(width, height)))[0].data
    return renditions.social(data, MARKS, **{"focus": (0.5, 0.5)} | options)


@pytest.mark.parametrize("size", [(2400, 1600), (700, 1200), (300, 100)])
def test_a_shared_picture_has_its_shape_and_is_not_blown_up(size):
    found = shared(*size)
    assert abs(found.width / found.height - 1200 / 630) < 0.02
    assert found.width <= min(size[0], 1200)
    assert renditions.social_size(*size) == (found.width, found.height)
    assert metadata.read(found.data).credit == "Mona Iris/Tidewater"


def test_the_cut_keeps_the_focal_point_in_sight():
    left, right = (shared(2400, 600, focus=(x, 0.5)) for x in (0.0, 1.0))
    assert near(opened(left).getpixel((left.width // 3, 5)), (255, 0, 0))
    assert near(opened(right).getpixel((right.width // 3 * 2, 5)), (0, 0, 255))


def test_what_may_not_be_cropped_is_shown_whole():
    found = shared(600, 1200, crop=False)
    assert (found.width, found.height) == renditions.SOCIAL
    middle = opened(found)
    assert near(middle.getpixel((460, 300)), (255, 0, 0))
    assert near(middle.getpixel((740, 300)), (0, 0, 255))


@pytest.mark.parametrize(
    ("size", "ratio", "focus", "box"),
    [
        ((3000, 2000), 1.5, (0.9, 0.9), (0, 0, 3000, 2000)),
        ((3000, 2000), 1.0, (0.82, 0.27), (1000, 0, 3000, 2000)),
        ((3000, 2000), 1.0, (0.4, 0.5), (200, 0, 2200, 2000)),
        ((1000, 2000), 2.0, (0.5, 0.1), (0, 0, 1000, 500)),
    ],
)
def test_the_largest_cut_stays_inside_the_picture(size, ratio, focus, box):
    assert renditions.focal_box(*size, ratio, *focus) == box
