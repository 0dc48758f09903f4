"""A paper's logo from anywhere, made into a clean one: small, upright, with its transparency and
without metadata. Photographs have a longer way of their own."""

import io

from PIL import Image, ImageOps

MAX_BYTES = 5 * 1024 * 1024
MAX_PIXELS = 20_000_000
LARGEST = (480, 144)  # twice of what readers' pages show, in pixels
_FORMATS = ("PNG", "JPEG", "WEBP")


class Unusable(ValueError):
    """The file cannot be used as a logo; the message says why, in words for people."""


def render(data):
    """Bytes of a WebP no larger than LARGEST. Raises Unusable."""
    if len(data) > MAX_BYTES:
        raise Unusable(f"A logo may have {MAX_BYTES // 1024**2} MB. Save a smaller copy of it.")
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
            small_enough = image.width * image.height <= MAX_PIXELS
            return _clean(image) if small_enough else _refuse_size()
    except Unusable:
        raise
    except Exception as error:  # readers raise whatever they trip over in a broken file
        raise Unusable(
            "This file is damaged, or it is not a picture that can be used. "
            "Choose a PNG, WebP or JPEG file."
        ) from error


def _refuse_size():
    raise Unusable(
        f"This picture has more than {MAX_PIXELS // 1_000_000} million pixels. "
        "Save a smaller copy of it."
    )


def _clean(image):
    whole = ImageOps.exif_transpose(image).convert("RGBA")
    whole.thumbnail(LARGEST, Image.Resampling.LANCZOS)
    out = io.BytesIO()
    # Pillow's writer takes along nothing of what the file said but what it is handed.
    whole.save(out, "WEBP", lossless=True)
    return out.getvalue()
