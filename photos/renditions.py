"""Pictures from anywhere, made into clean ones. The only module that opens a picture.

Whatever comes in, what goes out is a baseline of ours: JPEG, upright, sRGB, on white where
it was transparent, and without metadata, so that no place or name of a source leaks.
"""

import io
from dataclasses import dataclass

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

MAX_BYTES = 40 * 1024 * 1024
MAX_PIXELS = 50_000_000
LONGEST_SIDE = 2400  # of the master, in pixels
WIDTHS = (480, 960, 1600)

_FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")
_QUALITY = 84

Image.MAX_IMAGE_PIXELS = MAX_PIXELS


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
    image = _clean(data)
    return _encoded(image), [
        _encoded(image.resize(size(image.width, image.height, width), Image.Resampling.LANCZOS))
        for width in WIDTHS
        if width < image.width
    ]


def size(width, height, wanted):
    """(width, height) of a picture scaled to the wanted width."""
    return wanted, max(1, round(height * wanted / width))


def name(master, width):
    """Storage name of the rendition of this width: “a/b.jpg”, 480 → “a/b-480.jpg”."""
    return f"{master.removesuffix('.jpg')}-{width}.jpg"


def _clean(data):
    if not data:
        raise Unusable("This file is empty.")
    if len(data) > MAX_BYTES:
        raise Unusable(
            f"This file has {len(data) / 1024**2:.0f} MB; {MAX_BYTES // 1024**2} MB is the most "
            "a photograph may have. Save a smaller copy of it."
        )
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
            if image.width * image.height > MAX_PIXELS:  # up to twice of it, Pillow only warns
                raise Image.DecompressionBombError
            return _prepared(image)
    except Unusable:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Unusable(
            f"This picture has more than {MAX_PIXELS // 1_000_000} million pixels. "
            "Save a smaller copy of it."
        ) from None
    except UnidentifiedImageError:
        raise Unusable(
            "This file is damaged, or it is not a picture that can be used. "
            "Choose a JPEG, PNG, WebP or AVIF file."
        ) from None
    except Exception as error:  # readers raise whatever they trip over in a broken file
        raise Unusable(
            "This picture is damaged or was not uploaded completely. Export it again and try "
            "once more."
        ) from error


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
