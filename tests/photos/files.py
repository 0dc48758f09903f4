"""Picture files of every kind, the hostile ones among them, made on the spot."""

import io
import random
import struct
import zlib

from django.core.files.storage import default_storage
from PIL import Image, ImageCms, PngImagePlugin

from photos import renditions


def file_address(photo, variant=None):
    """Where browsers find a JPEG of it, the widest if nothing else is asked for."""
    return default_storage.url(renditions.name(photo.file.name, variant or photo.width))


def file_of(image, form="JPEG", **options):
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def halves(width=300, height=200, left="red", right="blue"):
    """A picture whose left half differs from its right one."""
    image = Image.new("RGB", (width, height), left)
    image.paste(right, (width // 2, 0, width, height))
    return image


def noise(width, height):
    return Image.effect_noise((width, height), 80).convert("RGB")


def with_exif(image, *, orientation=1, place=False, form="JPEG"):
    """A file that says how it was held and, if `place`, where and by whom it was taken."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    if place:
        exif[0x010F] = "SecretCamera"
        exif[0x8298] = "SecretOwner"
        exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 31.0, 12.0), 3: "E", 4: (13.0, 24.0, 18.0)})
    return file_of(image, form, exif=exif.tobytes(), **(_told(form) if place else {}))


def _told(form):
    xmp = "<x:xmpmeta>SecretXmp</x:xmpmeta>"
    if form == "PNG":
        info = PngImagePlugin.PngInfo()
        info.add_itxt("XML:com.adobe.xmp", xmp)
        info.add_text("Comment", "SecretComment")
        return {"pnginfo": info}
    return {"xmp": xmp.encode()} | ({"comment": b"SecretComment"} if form == "JPEG" else {})


def moving(form):
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    return file_of(frames[0], form, save_all=True, append_images=frames[1:])


def bomb_png(width=30_000, height=30_000):
    """A small file that claims, and really unpacks to, a huge picture."""
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    line = b"\0" * (1 + (width + 7) // 8)
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(line) for _ in range(height)) + packer.flush()
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in ((b"IHDR", header), (b"IDAT", data), (b"IEND", b""))
    )


def swapped_profile():
    """An ICC profile in which what sRGB calls red is green: sRGB with two tags exchanged."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, green = profile.index(b"rXYZ", 128), profile.index(b"gXYZ", 128)
    profile[red : red + 4], profile[green : green + 4] = b"gXYZ", b"rXYZ"
    return bytes(profile)


def png_with(kind, body, xmp=None):
    """A small PNG with one more chunk, put before its pixels."""
    info = PngImagePlugin.PngInfo()
    if xmp:
        info.add_itxt("XML:com.adobe.xmp", xmp.decode())
    whole = file_of(halves(), "PNG", pnginfo=info)
    at = whole.index(b"IDAT") - 4
    chunk = struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    return whole[:at] + chunk + whole[at:]


def many_scans(scans, size=(64, 64)):
    """A progressive JPEG that goes over its picture again and again."""
    whole = file_of(Image.new("RGB", size, "red"), progressive=True)
    last = whole[whole.rindex(b"\xff\xda") : -2]
    return whole[:-2] + last * scans + whole[-2:]


def with_iim(sets):
    """A JPEG with these bytes where the IIM of the IPTC stands."""
    whole = file_of(halves(), xmp=xmp_with("Tidewater"))
    block = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + struct.pack(">I", len(sets)) + sets
    block += b"\0" * (len(sets) % 2)
    return whole[:2] + b"\xff\xed" + struct.pack(">H", len(block) + 2) + block + whole[2:]


XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
  xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/">
  <rdf:Description photoshop:Credit="{}"/></rdf:RDF></x:xmpmeta>"""


def xmp_with(credit, doctype="", encoding="utf-8"):
    return (doctype + XMP.format(credit)).encode(encoding)


def mosaic(seed, width=600, height=400):
    """A picture of soft fields of many colours, so that each seed looks like nothing else."""
    colours = random.Random(seed)
    small = Image.new("RGB", (12, 8))
    small.putdata([tuple(colours.randrange(256) for _ in "rgb") for _ in range(12 * 8)])
    return small.resize((width, height), Image.Resampling.BICUBIC)
