"""Every field is written by exiftool, and what we read is held against what exiftool reads."""

import io

import pytest
from PIL import Image, PngImagePlugin

from photos import metadata
from tests.photos.exiftool import exiftool, needs_exiftool, told_of

# field: (XMP tag, IIM tag, EXIF tag) as exiftool calls them.
TAGS = {
    "creators": ("XMP-dc:Creator", "IPTC:By-line", "IFD0:Artist"),
    "credit": ("XMP-photoshop:Credit", "IPTC:Credit", None),
    "source": ("XMP-photoshop:Source", "IPTC:Source", None),
    "copyright": ("XMP-dc:Rights", "IPTC:CopyrightNotice", "IFD0:Copyright"),
    "caption": ("XMP-dc:Description", "IPTC:Caption-Abstract", "IFD0:ImageDescription"),
    "alt": ("XMP-iptcCore:AltTextAccessibility", None, None),
    "headline": ("XMP-photoshop:Headline", "IPTC:Headline", None),
    "title": ("XMP-dc:Title", "IPTC:ObjectName", None),
    "keywords": ("XMP-dc:Subject", "IPTC:Keywords", None),
    "sublocation": ("XMP-iptcCore:Location", "IPTC:Sub-location", None),
    "city": ("XMP-photoshop:City", "IPTC:City", None),
    "state": ("XMP-photoshop:State", "IPTC:Province-State", None),
    "country": ("XMP-photoshop:Country", "IPTC:Country-PrimaryLocationName", None),
    "instructions": ("XMP-photoshop:Instructions", "IPTC:SpecialInstructions", None),
    "usage_terms": ("XMP-xmpRights:UsageTerms", None, None),
    "rights_url": ("XMP-xmpRights:WebStatement", None, None),
}
LISTS = ("creators", "keywords")
VALUES = {
    "ascii": "Anna Voss",
    "western": "Léa Grün, Ñandú",
    "polish": "Łukasz Żółty “w Łodzi”",
    "russian": "Елена Иванова",
    "arabic": "ليلى منصور",
    "chinese": "王小明 摄",
}
FORMATS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}


def picture(form="JPEG", **options):
    out = io.BytesIO()
    Image.new("RGB", (32, 24), (20, 90, 140)).save(out, form, **options)
    return out.getvalue()


@pytest.fixture
def written(tmp_path):
    """`written({"IPTC:City": "Łódź"}, form="PNG", charset="latin1")`: the file's path."""

    def write(tags, form="JPEG", charset="utf8"):
        path = tmp_path / f"picture.{FORMATS[form]}"
        path.write_bytes(picture(form))
        declared = ["-IPTC:CodedCharacterSet=UTF8"] if charset == "utf8" else []
        said = [
            f"-{tag.replace('IFD0', 'EXIF')}={value}"
            for tag, values in tags.items()
            for value in (values if isinstance(values, list) else [values])
        ]
        options = ["-m", "-overwrite_original", "-charset", f"iptc={charset}"]
        told = exiftool().run(*options, *declared, *said, str(path))
        assert told.strip() == b"1 image files updated", told
        return path

    return write


def as_exiftool_reads(path, charset="utf8"):
    told = told_of(path, "-charset", f"iptc={charset}")
    found = {}
    for name, tags in TAGS.items():
        value = next((told[tag] for tag in tags if tag and told.get(tag) not in (None, "")), "")
        several = value if isinstance(value, list) else [value]
        several = [str(text) for text in several if text != ""]
        found[name] = several if name in LISTS else "".join(several[:1])
    return found


def ours(path):
    found = metadata.read(path.read_bytes())
    return {name: getattr(found, name) for name in TAGS}


@needs_exiftool
@pytest.mark.parametrize("words", VALUES)
@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("vocabulary", ["XMP", "IIM", "EXIF", "all"])
def test_every_field_is_read_as_exiftool_reads_it(written, vocabulary, form, words):
    if form == "WEBP" and vocabulary == "IIM":
        pytest.skip("WebP has no place for it")
    chosen = {"XMP": [0], "IIM": [1], "EXIF": [2], "all": [0, 1, 2]}[vocabulary]
    tags = {}
    for name, spellings in TAGS.items():
        for spelling in (spellings[n] for n in chosen if spellings[n]):
            value = f"{VALUES[words]} {spelling[:3]}"
            tags[spelling] = (
                [value, f"{value} 2"] if name in LISTS and "IFD0" not in spelling else value
            )
    path = written(tags, form)
    expected = as_exiftool_reads(path)
    assert any(expected.values())
    assert ours(path) == expected


@needs_exiftool
def test_undeclared_latin_letters_are_read_as_windows_writes_them(written):
    path = written({"IPTC:By-line": "Léa Grün", "IPTC:City": "Besançon – “est”"}, charset="latin")
    assert as_exiftool_reads(path, "latin")["city"] == "Besançon – “est”"
    assert ours(path)["creators"] == ["Léa Grün"]
    assert ours(path)["city"] == "Besançon – “est”"


@needs_exiftool
def test_xmp_goes_before_iim_and_iim_before_exif(written):
    tags = {"IPTC:By-line": "Ina", "IFD0:Artist": "Eva", "IFD0:Copyright": "E", "IPTC:Credit": "I"}
    assert ours(written(tags | {"XMP-dc:Creator": "Xenia"}))["creators"] == ["Xenia"]
    found = metadata.read(written(tags).read_bytes())
    assert (found.creators, found.copyright, found.credit) == (["Ina"], "E", "I")


@needs_exiftool
def test_what_the_vocabularies_tell_differently_is_named(written):
    tags = {"XMP-photoshop:Credit": "AFP", "IPTC:Credit": "Getty", "IPTC:City": "Brest"}
    assert metadata.read(written(tags).read_bytes()).differing == ("credit",)


@needs_exiftool
def test_a_caption_that_is_only_cut_does_not_differ(written):
    tags = {"XMP-dc:Description": "A long caption", "IPTC:Caption-Abstract": "A long cap"}
    assert metadata.read(written(tags).read_bytes()).differing == ()


@needs_exiftool
@pytest.mark.parametrize(
    ("tags", "taken"),
    [
        ({"XMP-photoshop:DateCreated": "2026:03:01 10:11:12+02:00"}, "2026-03-01T10:11:12+02:00"),
        ({"XMP-photoshop:DateCreated": "2026:03"}, "2026-03"),
        ({"IPTC:DateCreated": "2026:03:01"}, "2026-03-01"),
        (
            {"IPTC:DateCreated": "2026:03:01", "IPTC:TimeCreated": "10:11:12-03:00"},
            "2026-03-01T10:11:12-03:00",
        ),
        ({"EXIF:DateTimeOriginal": "2026:03:01 10:11:12"}, "2026-03-01T10:11:12"),
    ],
)
def test_the_moment_is_read_however_it_is_written(written, tags, taken):
    assert metadata.read(written(tags).read_bytes()).taken == taken


@needs_exiftool
def test_the_licensor_is_named_with_their_address(written):
    licensor = "{LicensorName=ZUMA Press,LicensorURL=https://zuma.example/1}"
    found = metadata.read(written({"XMP-plus:Licensor": licensor}).read_bytes())
    assert (found.licensor, found.licensor_url) == ("ZUMA Press", "https://zuma.example/1")


@needs_exiftool
def test_of_a_caption_in_two_languages_the_default_is_taken(written):
    tags = {"XMP-dc:Description-fr": "Un quai", "XMP-dc:Description": "A pier"}
    assert metadata.read(written(tags).read_bytes()).caption == "A pier"


def packet(inner, attributes=""):
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/">'
        f"<rdf:Description {attributes}>{inner}</rdf:Description></rdf:RDF></x:xmpmeta>"
    ).encode()


def test_a_property_written_as_an_attribute_counts():
    said = packet("", 'photoshop:Credit="Short/Form"')
    assert metadata.read(picture(xmp=said)).credit == "Short/Form"


def test_markup_in_a_caption_stays_text_and_control_characters_go():
    said = packet("<photoshop:Credit>&lt;script&gt;x\u202e&lt;/script&gt;</photoshop:Credit>")
    assert metadata.read(picture(xmp=said)).credit == "<script>x</script>"


@pytest.mark.parametrize(
    "said",
    [
        b'<!DOCTYPE a [<!ENTITY b "bomb">]>' + packet("<photoshop:Credit>&b;</photoshop:Credit>"),
        packet(f"<photoshop:Credit>{'x' * metadata.MAX_XMP}</photoshop:Credit>"),
        packet("<photoshop:Credit>unclosed"),
        b"\0\0\0",
    ],
    ids=["entities", "megabytes", "broken", "zeros"],
)
def test_a_hostile_packet_says_nothing(said):
    out = io.BytesIO()
    info = PngImagePlugin.PngInfo()
    info.add_itxt("XML:com.adobe.xmp", said.decode())
    Image.new("RGB", (8, 8)).save(out, "PNG", pnginfo=info)
    assert metadata.read(out.getvalue()).credit == ""


@pytest.mark.parametrize("data", [b"", b"<svg/>", b"GIF89a", picture()[:90]])
def test_what_is_no_picture_says_nothing(data):
    assert metadata.read(data) == metadata.Metadata()


def test_a_picture_without_words_says_nothing():
    assert metadata.read(picture()) == metadata.Metadata()


def test_the_place_reads_from_the_pier_to_the_country():
    found = metadata.Metadata(sublocation="Pier 4", city="Marseille", country="France")
    assert found.place == "Pier 4, Marseille, France"


@pytest.mark.parametrize(("taken", "day"), [("2026-03-01T10:00", 1), ("2026-03", None), ("", None)])
def test_the_day_is_known_where_it_is_said(taken, day):
    found = metadata.Metadata(taken=taken).taken_on
    assert (found and found.day) == day
