"""Files that are made to do harm: each is refused with a sentence, or made safe."""

import io
import json
import subprocess
import sys
import threading
import zlib
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from photos import metadata, receiving, renditions
from photos.models import Photo
from tests.factories import make_user
from tests.photos.files import (
    bomb_png,
    file_of,
    halves,
    many_scans,
    moving,
    png_with,
    with_iim,
    xmp_with,
)
from tests.photos.test_admin import ADD, NO_CREDIT, page, words
from tests.photos.test_receiving import stored

SCRIPT = b"<script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"></svg>'
MEGABYTES = "x" * 10_000_000
LAUGHS = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'

WIDE = "\ufeff"


def packed(prefix, megabytes=10):
    """A chunk that holds ten megabytes in some kilobytes."""
    return prefix + zlib.compress(b"\0" * megabytes * 1_000_000, 9)


def container(brand):
    return b"\0\0\0\x18ftyp" + brand + b"\0\0\0\0" + brand + b"miaf" + b"\0" * 400


REFUSED = {
    "a bomb of pixels": (bomb_png, "more than 50 million pixels"),
    "a bomb of scans": (lambda: many_scans(200), "made to take hours to open"),
    "a bomb in its profile": (lambda: png_with(b"iCCP", packed(b"x\0\0")), "damaged"),
    "a bomb in its words": (
        lambda: png_with(b"iTXt", packed(b"XML:com.adobe.xmp\0\1\0\0\0")),
        "damaged",
    ),
    "cut off": (lambda: file_of(halves(900, 600))[:2000], "not uploaded completely"),
    "GIF and script": (lambda: b"GIF89a/*" + b"\0" * 40 + b"*/=1;alert(1)", "Choose a JPEG"),
    "SVG": (lambda: SVG, "Choose a JPEG"),
    "SVG behind spaces": (lambda: b"\xef\xbb\xbf \n" + SVG, "Choose a JPEG"),
    "HTML": (lambda: b"<!doctype html>" + SCRIPT, "Choose a JPEG"),
    "a film in GIF": (lambda: moving("GIF"), "Choose a JPEG"),
    "a film in WebP": (lambda: moving("WEBP"), "This picture moves"),
    "a film in PNG": (lambda: moving("PNG"), "This picture moves"),
    "HEIC": (lambda: container(b"heic"), "Export it as JPEG and choose that file"),
    "HEIF": (lambda: container(b"mif1"), "Export it as JPEG and choose that file"),
    "a broken AVIF": (lambda: container(b"avif"), "damaged"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_made_safe_is_refused_with_a_sentence(what):
    make, sentence = REFUSED[what]
    with pytest.raises(renditions.Unusable, match=sentence):
        renditions.render(make())


SAFE = {
    "HTML behind it": lambda: file_of(halves()) + SCRIPT,
    "HTML in its comment": lambda: file_of(halves(), comment=SCRIPT),
    "HTML in its profile": lambda: file_of(halves(), icc_profile=SCRIPT),
    "HTML in its words": lambda: file_of(halves(), xmp=xmp_with("&lt;script&gt;alert(1)")),
    "for the press": lambda: file_of(halves().convert("CMYK")),
    "of sixteen bits": lambda: file_of(Image.new("I;16", (60, 40), 40_000), "PNG"),
    "a palette": lambda: file_of(halves().convert("P"), "PNG"),
    "50,000 pixels wide": lambda: file_of(Image.new("1", (50_000, 900)), "PNG"),
    "50,000 pixels high": lambda: file_of(Image.new("1", (900, 50_000)), "PNG"),
    "ten megabytes of words": lambda: file_of(halves(), "WEBP", xmp=xmp_with(MEGABYTES)),
    "entities": lambda: file_of(halves(), xmp=xmp_with("&c;", LAUGHS)),
    "entities in UTF-16": lambda: file_of(
        halves(), xmp=xmp_with("&c;", WIDE + LAUGHS, "utf-16-be")
    ),
    "garbage for IIM": lambda: with_iim(b"\x1c\x02\x50\xff\xff\xff\xff" + SCRIPT),
    "a film behind it": lambda: file_of(halves()) + b"\xff\xda\0\2" * 500,
}


@pytest.mark.parametrize("what", SAFE)
def test_of_what_is_made_safe_only_the_picture_is_left(what):
    master, narrower = renditions.render(SAFE[what]())
    for made in (master, *narrower):
        picture = Image.open(io.BytesIO(made.data))
        assert (picture.format, picture.mode, picture.size) == (
            "JPEG", "RGB", (made.width, made.height),
        )  # fmt: skip
        assert max(picture.size) <= renditions.LONGEST_SIDE
        assert b"script" not in made.data
        assert len(made.data) < 100_000


SAID = {
    "megabytes": (lambda: file_of(halves(), "WEBP", xmp=xmp_with(MEGABYTES)), ""),
    "entities": (lambda: file_of(halves(), xmp=xmp_with("&c;", LAUGHS)), ""),
    "entities in UTF-16": (
        lambda: file_of(halves(), xmp=xmp_with("&c;", WIDE + LAUGHS, "utf-16-be")),
        "",
    ),
    "UTF-16 alone": (lambda: file_of(halves(), xmp=xmp_with("Ilo", WIDE, "utf-16-be")), "Ilo"),
    "IIM that is none": (lambda: with_iim(b"no data sets at all"), "Tidewater"),
    "IIM that claims more": (lambda: with_iim(b"\x1c\x02\x50\xff\xff\xff\xff"), "Tidewater"),
    "IIM of a PNG that is none": (
        lambda: png_with(b"tEXt", b"Raw profile type iptc\0\niptc\n 4\nzz", xmp_with("Ilo")),
        "Ilo",
    ),
    "EXIF that is none": (
        lambda: file_of(halves(), exif=b"Exif\0\0MM\0*\xff", xmp=xmp_with("Ilo")),
        "Ilo",
    ),
    "a long credit": (lambda: file_of(halves(), xmp=xmp_with("y" * 9_000)), "y" * 2_000),
}


@pytest.mark.parametrize("what", SAID)
def test_words_that_are_broken_or_without_end_do_not_silence_the_others(what):
    make, credit = SAID[what]
    assert metadata.read(make()).credit == credit


def test_of_a_broken_iim_what_stands_before_the_break_is_read():
    sets = b"\x1c\x02\x50\0\4Mona" + b"garbage"
    assert metadata.read(with_iim(sets)).creators == ["Mona"]


# --- what it costs

UNPACK = """
import json, re, resource, sys
resource.setrlimit(resource.RLIMIT_AS, (2_000_000_000, 2_000_000_000))
sys.path.insert(0, sys.argv[1])
from photos import metadata, renditions
said = {}
for path in sys.argv[2:]:
    data = open(path, "rb").read()
    try:
        said[path] = renditions.render(data)[0].width
    except renditions.Unusable as refused:
        said[path] = str(refused)
    metadata.read(data)
peak = re.search(r"VmHWM:\\s+(\\d+) kB", open("/proc/self/status").read())
print(json.dumps([int(peak[1]) // 1024, list(said.values())]))
"""
linux = pytest.mark.skipif(
    not Path("/proc/self/status").exists(), reason="only Linux tells the peak of a process"
)


def unpacked(folder, files):
    """(peak in megabytes, [width or refusal]) of a process that takes these files in."""
    for name, data in files.items():
        (folder / name).write_bytes(data)
    root = Path(renditions.__file__).parents[1]
    command = [sys.executable, "-c", UNPACK, str(root), *(folder / name for name in files)]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


@linux
def test_the_largest_pictures_that_are_taken_fit_into_a_gigabyte(tmp_path):
    clear = Image.new("RGBA", (7_000, 7_000), (200, 30, 30, 90))
    files = {
        "clear.webp": file_of(clear, "WEBP", method=0),
        "claims.png": bomb_png(),
        "words.webp": file_of(halves(), "WEBP", xmp=xmp_with(MEGABYTES)),
    }
    megabytes, (clear, claims, words) = unpacked(tmp_path, files)
    assert (clear, words) == (2400, 300)
    assert "50 million pixels" in claims
    assert megabytes < 1024


@linux
def test_the_picture_of_a_camera_needs_a_quarter_of_that(tmp_path):
    files = {"camera.jpg": file_of(halves(6_000, 4_000), quality=95)}
    megabytes, said = unpacked(tmp_path, files)
    assert said == [2400]
    assert megabytes < 256


def test_without_room_to_unpack_it_a_picture_is_refused_in_words(monkeypatch):
    def full(image):
        raise MemoryError

    monkeypatch.setattr(renditions, "_prepared", full)
    with pytest.raises(renditions.Unusable, match="Save a smaller copy"):
        renditions.render(file_of(halves()))


def test_a_process_unpacks_one_picture_at_a_time():
    answers = []
    uploads = [
        threading.Thread(target=lambda: answers.append(renditions.render(file_of(halves())))),
        threading.Thread(target=lambda: answers.append(metadata.read(file_of(halves())))),
    ]
    with renditions.unpacking:
        for upload in uploads:
            upload.start()
        for upload in uploads:
            upload.join(0.2)
        assert answers == []
    for upload in uploads:
        upload.join()
    assert len(answers) == 2


# --- names, words and bytes on the site


@pytest.fixture
def desk(client, db):
    client.force_login(make_user("photo editor", "pia"))
    return client


NAMES = {
    "a path": "../../../static/site.jpg",
    "another path": "C:\\Windows\\x.jpg",
    "a zero": "harbour.jpg\0.html",
    "turned around": "harbour\u202egpj.html",
    "three hundred letters": f"{'x' * 300}.jpg",
    "another kind": "harbour.svg",
    "markup": '"><script>alert(1)</script>.jpg',
    "nothing": " ",
}


@pytest.mark.parametrize("name", NAMES)
def test_the_name_of_a_file_decides_nothing(desk, name):
    upload = SimpleUploadedFile("x.jpg", file_of(halves()), "text/html")
    upload._name = NAMES[name]
    answer = desk.post(ADD, {**NO_CREDIT, **words(), "upload": upload})
    assert answer.status_code == 302
    (file,) = stored()
    assert file == renditions.name(Photo.objects.get().file.name, 300)
    assert file.startswith("photos/20")
    assert file.endswith(".jpg")


def test_nothing_of_the_bytes_that_came_in_is_kept(db):
    polyglot = file_of(halves(), comment=SCRIPT, xmp=xmp_with("&lt;script>")) + SCRIPT
    receiving.receive(polyglot, by=make_user("photo editor"))
    for name in stored():
        with default_storage.open(name) as file:
            assert b"script" not in file.read()


def test_markup_in_the_words_of_a_file_is_shown_as_text(desk):
    said = xmp_with("&lt;script&gt;alert(1)&lt;/script&gt;")
    data = file_of(halves(), xmp=said)
    photo = receiving.receive(data, by=make_user("photo editor"), caption="<img onerror=x>")
    shown = desk.get(page(photo)).text
    assert "&lt;script&gt;alert(1)" in shown
    assert "<script>alert(1)" not in shown
    assert "<img onerror" not in shown


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.jpg", "image/jpeg"),
        ("a.webp", "image/webp"),
        ("a.avif", "image/avif"),
        ("a.svg", "application/octet-stream"),
        ("a.html", "application/octet-stream"),
        ("a.js", "application/octet-stream"),
        ("a.jpg.xml", "application/octet-stream"),
    ],
)
def test_only_pictures_are_served_as_what_they_are_and_nothing_runs(client, settings, name, kind):
    settings.MEDIA_ROOT.mkdir(exist_ok=True)
    (settings.MEDIA_ROOT / name).write_bytes(SVG)
    answer = client.get(f"/media/{name}")
    assert answer["Content-Type"] == kind
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
