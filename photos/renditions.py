"""Pictures from anywhere, made into clean ones. The only module that opens a picture.

Whatever comes in, what goes out is a baseline of ours: JPEG, upright, sRGB, on white where
it was transparent, and without metadata, so that no place or name of a source leaks. The
credit, once it is known, is written into every file again (photos.stamping).
"""

import io
import re
import threading
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image, ImageCms, ImageDraw, ImageFont, ImageOps, UnidentifiedImageError

from photos import stamping

MAX_BYTES = 40 * 1024 * 1024
MAX_PIXELS = 50_000_000
MAX_SCANS = 100  # of a JPEG; honest ones have ten, each costs as much as the whole picture
LONGEST_SIDE = 2400  # of the master, in pixels
WIDTHS = (480, 800, 1200, 1600)  # and that of the master
MODERN = ("avif", "webp")  # the smaller first
SOCIAL = (1200, 630)  # what a shared link shows

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")
# Brands of the container that AVIF shares (ISO/IEC 23008-12, annex B).
_HEIC = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
_QUALITY = 84
# Of AVIF, speed 8 gives the same size as 6 in a third of the time.
_OPTIONS = {"avif": {"quality": 55, "speed": 8}, "webp": {"quality": 78, "method": 4}}
# A fingerprint counts no difference of shade as small as compression makes, and says nothing
# where almost all fields are alike.
_SHADES, _FEWEST_BITS = 2, 8
_GROUND = "#e9e7e2"  # beside a picture that may not be cropped
_INK, _GONE = "#5c5952", "Photograph no longer available"

_MARKER = re.compile(rb"\xff[^\0\xff\xd0-\xd7]")  # of a JPEG: no stuffing, filling or restart
_SCAN, _END = 0xDA, 0xD9

Image.MAX_IMAGE_PIXELS = MAX_PIXELS
# One unpacked picture may take most of a gigabyte: a process has one of them at a time.
unpacking = threading.Lock()


class Unusable(ValueError):
    """The file cannot be used as a photograph; the message says why, in words for people."""


@dataclass(frozen=True)
class Rendition:
    data: bytes  # a JPEG
    width: int
    height: int


def render(data):
    """`(master, narrower)` of the bytes of a picture: a Rendition whose longest side is at
    most LONGEST_SIDE, and one for each of WIDTHS that is narrower than it.

    Raises Unusable.
    """
    with unpacking:
        image = _clean(data)
    return _encoded(image), [
        _encoded(image.resize(size(image.width, image.height, width), Image.Resampling.LANCZOS))
        for width in WIDTHS
        if width < image.width
    ]


def size(width, height, wanted):
    """(width, height) of a picture scaled to the wanted width."""
    return wanted, max(1, round(height * wanted / width))


def name(master, variant, form="jpg"):
    """Storage name of a rendition: “a/b.jpg”, 480, "avif" → “a/b-480.avif”."""
    return f"{master.removesuffix('.jpg')}-{variant}.{form}"


def reduced(master, width):
    """The bytes of a JPEG of the master at this width, in pixels."""
    with Image.open(io.BytesIO(master), formats=("JPEG",)) as image:
        image.draft("RGB", (width, width))
        image = image.convert("RGB")
    return _encoded(image.resize(size(*image.size, width), Image.Resampling.LANCZOS)).data


def fingerprint(data):
    """What a JPEG of ours looks like, in a signed number of 64 bits: of each of 8 × 8 fields,
    whether it is brighter than the one to its right. Another size or compression of the same
    picture differs from it in a few bits. None for a picture too plain to be told by them."""
    with Image.open(io.BytesIO(data), formats=("JPEG",)) as image:
        image.draft("L", (128, 128))
        shades = image.convert("L").resize((9, 8), Image.Resampling.LANCZOS).tobytes()
    bits = 0
    for row in range(8):
        for column in range(8):
            here = row * 9 + column
            bits = bits << 1 | (shades[here] > shades[here + 1] + _SHADES)
    if not _FEWEST_BITS <= bits.bit_count() <= 64 - _FEWEST_BITS:
        return None
    return bits - (1 << 64) if bits >> 63 else bits


def finished(master, marks):
    """Every file that a master is shown as: yields (width, form, bytes), marked with `marks`
    (photos.stamping.Marks)."""
    image = _opened(master)
    marked = {"xmp": stamping.xmp(marks), "exif": stamping.exif(marks)}
    for width in [*(w for w in WIDTHS if w < image.width), image.width]:
        scaled = image.resize(size(*image.size, width), Image.Resampling.LANCZOS)
        yield width, "jpg", stamping.into_jpeg(_encoded(scaled).data, marks)
        for form in MODERN:
            out = io.BytesIO()
            scaled.save(out, form.upper(), **_OPTIONS[form], **marked)
            yield width, form, out.getvalue()


def social(master, marks, *, focus, crop=True):
    """The master in the shape of SOCIAL (no larger than it allows), as a marked JPEG: cut
    around `focus` (x, y from 0 to 1), or whole on a plain ground."""
    image = _opened(master)
    wide, high = SOCIAL
    if crop:
        image = image.crop(focal_box(*image.size, wide / high, *focus))
        image.thumbnail(SOCIAL, Image.Resampling.LANCZOS)
    else:
        image = ImageOps.pad(image, SOCIAL, Image.Resampling.LANCZOS, _GROUND)
    encoded = _encoded(image)
    return Rendition(stamping.into_jpeg(encoded.data, marks), encoded.width, encoded.height)


@lru_cache(maxsize=64)  # one camera makes one size
def placeholder(width, height, form):
    """The file that stands where a photograph was, and says so."""
    image = Image.new("RGB", (width, height), _GROUND)
    label = ImageDraw.Draw(image)
    font = ImageFont.load_default(max(10, width // 28))
    label.text((width / 2, height / 2), _GONE, _INK, font, anchor="mm")
    if form == "jpg":
        return _encoded(image).data
    out = io.BytesIO()
    image.save(out, form.upper(), **_OPTIONS[form])
    return out.getvalue()


def social_size(width, height, crop=True):
    """(width, height) of what `social` makes of a picture of this size."""
    if not crop:
        return SOCIAL
    left, upper, right, lower = focal_box(width, height, SOCIAL[0] / SOCIAL[1], 0.5, 0.5)
    scale = min(1, SOCIAL[0] / (right - left))
    return max(1, round((right - left) * scale)), max(1, round((lower - upper) * scale))


def focal_box(width, height, ratio, x, y):
    """(left, upper, right, lower) of the largest cut of this ratio, as near to the focal point
    as the picture's edges allow."""
    wide, high = (width, width / ratio) if width / height < ratio else (height * ratio, height)
    left = min(max(x * width - wide / 2, 0), width - wide)
    upper = min(max(y * height - high / 2, 0), height - high)
    return tuple(round(edge) for edge in (left, upper, left + wide, upper + high))


def _opened(master):
    with Image.open(io.BytesIO(master), formats=("JPEG",)) as image:
        return image.convert("RGB")


def _clean(data):
    if not data:
        raise Unusable("This file is empty.")
    if len(data) > MAX_BYTES:
        raise Unusable(
            f"This file has {len(data) / 1024**2:.0f} MB; {MAX_BYTES // 1024**2} MB is the most "
            "a photograph may have. Save a smaller copy of it."
        )
    if data.startswith(b"\xff\xd8") and _scans(data) > MAX_SCANS:
        raise Unusable("This JPEG is made to take hours to open. Export the picture again.")
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            if image.width * image.height > MAX_PIXELS:  # up to twice of it, Pillow only warns
                raise Image.DecompressionBombError
            return _prepared(image)
    except Unusable:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError):
        raise Unusable(
            f"This picture has more than {MAX_PIXELS // 1_000_000} million pixels. "
            "Save a smaller copy of it."
        ) from None
    except UnidentifiedImageError:
        if data[4:8] == b"ftyp" and data[8:12] in _HEIC:
            raise Unusable(
                "This is a HEIC file, as telephones write them; browsers do not show those. "
                "Export it as JPEG and choose that file."
            ) from None
        raise Unusable(
            "This file is damaged, or it is not a picture that can be used. "
            "Choose a JPEG, PNG, WebP or AVIF file."
        ) from None
    except Exception as error:  # readers raise whatever they trip over in a broken file
        raise Unusable(
            "This picture is damaged or was not uploaded completely. Export it again and try "
            "once more."
        ) from error


def _scans(data):
    """How many scans a JPEG has, up to its end; more may hang on behind, such as a film."""
    scans, at = 0, 2
    while (found := _MARKER.search(data, at)) and data[found.end() - 1] != _END:
        scans += data[found.end() - 1] == _SCAN
        at = found.end() + int.from_bytes(data[found.end() : found.end() + 2])
    return scans


def _prepared(image):
    """A new image, so that nothing of what the file said beside the pixels comes along."""
    # A JPEG with several pictures (MPO) is a photograph with previews, not a film.
    if image.format not in ("JPEG", "MPO") and getattr(image, "is_animated", False):
        raise Unusable("This picture moves. Choose a still one.")
    image = _in_plain_mode(image)
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    image = _in_srgb(_on_white(ImageOps.exif_transpose(image)))
    clean = Image.new("RGB", image.size)
    clean.paste(image)
    return clean


def _in_plain_mode(image):
    """In a mode that can be scaled: palettes resolved, sixteen bits scaled down to eight."""
    if image.mode.startswith("I"):
        return image.point(lambda value: value * (1 / 256)).convert("L")
    if image.mode in ("1", "P", "PA"):
        return image.convert("RGBA" if image.has_transparency_data else "RGB")
    return image


def _on_white(image):
    if not image.has_transparency_data:
        return image
    transparent = image.convert("RGBA")
    page = Image.new("RGB", image.size, "white")
    page.paste(transparent, mask=transparent.getchannel("A"))
    page.info["icc_profile"] = image.info.get("icc_profile")
    return page


def _in_srgb(image):
    """Colours as the file's profile means them; browsers take a file without one for sRGB."""
    profile = image.info.get("icc_profile")
    if profile:
        try:
            return ImageCms.profileToProfile(
                image,
                ImageCms.ImageCmsProfile(io.BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                outputMode="RGB",
            )
        except (ImageCms.PyCMSError, OSError):
            pass  # a broken profile is no reason to refuse the picture
    return image.convert("RGB")


def _encoded(image):
    out = io.BytesIO()
    image.save(out, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    return Rendition(out.getvalue(), *image.size)
