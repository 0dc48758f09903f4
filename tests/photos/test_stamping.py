"""What we write into a file, held against what exiftool reads there."""

import io

import pytest
from PIL import Image

from photos import metadata, stamping
from tests.photos.exiftool import needs_exiftool, told_of
from tests.photos.files import file_of, halves, noise, with_exif

MARKS = stamping.Marks(
    creator="Елена Łukasz", credit="Елена Łukasz/SOPA Images/ZUMA",
    copyright="© 2026 Елена Łukasz “all rights”", licence_url="https://licence.example/1?a=1&b=2",
)  # fmt: skip


def as_exiftool_reads(data, path):
    path.write_bytes(data)
    return told_of(path, "-a")


def written(form):
    data = file_of(noise(90, 60), form)
    if form == "JPEG":
        return stamping.into_jpeg(data, MARKS)
    image = Image.open(io.BytesIO(data))
    return file_of(image, form, xmp=stamping.xmp(MARKS), exif=stamping.exif(MARKS))


@needs_exiftool
@pytest.mark.parametrize("form", ["JPEG", "WEBP", "AVIF"])
def test_exiftool_reads_creator_credit_and_copyright(form, tmp_path):
    told = as_exiftool_reads(written(form), tmp_path / f"a.{form.lower()}")
    assert told["XMP-dc:Creator"] == ["Елена Łukasz"]
    assert told["XMP-dc:Rights"] == told["IFD0:Copyright"] == MARKS.copyright
    assert told["XMP-photoshop:Credit"] == MARKS.credit
    assert told["XMP-xmpRights:WebStatement"] == MARKS.licence_url
    assert told["IFD0:Artist"] == MARKS.creator
    assert not any("GPS" in name for name in told)
    if form == "JPEG":
        assert told["IPTC:By-line"] == MARKS.creator
        assert told["IPTC:CopyrightNotice"] == MARKS.copyright
        assert MARKS.credit.startswith(told["IPTC:Credit"])


@pytest.mark.parametrize("form", ["JPEG", "WEBP", "AVIF"])
def test_we_read_what_we_write(form):
    said = metadata.read(written(form))
    assert (said.creators, said.credit) == ([MARKS.creator], MARKS.credit)
    assert (said.copyright, said.rights_url) == (MARKS.copyright, MARKS.licence_url)
    assert said.differing == ()


def test_the_pixels_of_a_jpeg_stay_as_they_are():
    data = file_of(noise(90, 60))
    marked = Image.open(io.BytesIO(stamping.into_jpeg(data, MARKS)))
    assert marked.tobytes() == Image.open(io.BytesIO(data)).tobytes()


def test_old_marks_are_replaced_and_what_a_camera_said_is_gone():
    told = with_exif(halves(), place=True)
    once = stamping.into_jpeg(told, MARKS)
    assert b"Secret" not in once.replace(b"SecretComment", b"")
    assert stamping.into_jpeg(once, MARKS) == once


def test_a_long_name_is_cut_between_two_letters_where_the_old_vocabulary_ends():
    marks = stamping.Marks("Ł" * 40, "x", "y")
    data = stamping.into_jpeg(file_of(halves()), marks)
    said = metadata.read(data)
    assert said.creators == ["Ł" * 40]
    assert ("Ł" * 16).encode() + b"\x1c" in data
