"""A Photo as readers see it."""

from photos import renditions
from photos.models import Licence

# What papers that republish us may have without a licence of their own.
REDISTRIBUTABLE = {Licence.OWN, Licence.CREATIVE_COMMONS, Licence.PUBLIC_DOMAIN}


class Uncredited(ValueError):
    """The photograph has no credit, so that it may not be shown."""

    def __init__(self, photo):
        super().__init__(f"“{photo}” has no credit and cannot be shown.")


def picture(photo, caption, day):
    """The photograph with its caption and credit line, as a LiveArticle stores it:
    `{"src", "width", "height", "srcset": [{"src", "width"}], "sources": [{"type", "srcset"}],
    "social": {"src", "width", "height"}, "size", "alt", "caption", "credit", "photographer",
    "agency", "copyright", "licence_url", "acquire_url", "newsletter", "partners", "whole",
    "focal_x", "focal_y"}`. `size` is that of the file in bytes, or 0; `partners` says whether
    papers that republish us may have it. Until the worker has made them there are no `sources`, and
    `social` is the picture itself; None where the licence does not allow that use. Once the licence
    is over, or does not cover the site any more, only `{"gone", "width", "height", "caption"}`.

    Raises Uncredited. Wants a Photo from `Photo.objects.with_credit()`.
    """
    if not photo.credit_line:
        raise Uncredited(photo)
    credit = photo.credit
    if not credit.allows_site or (credit.valid_until and credit.valid_until < day):
        size = {"width": photo.width, "height": photo.height}
        return {"gone": True, **size, "caption": caption}
    return {
        **widest(photo),
        "srcset": _srcset(photo),
        "sources": _sources(photo) if photo.modern else [],
        "social": _social(photo) if credit.allows_social else None,
        "size": photo.file_size,
        "alt": photo.alt,
        "caption": caption,
        "credit": photo.credit_line,
        "photographer": credit.photographer,
        "agency": credit.agency.name if credit.agency else "",
        "copyright": credit.copyright_notice,
        "licence_url": credit.licence_url,
        "acquire_url": credit.acquire_url,
        "newsletter": credit.allows_newsletter,
        "partners": credit.licence in REDISTRIBUTABLE,
        "whole": credit.no_crop,
        "focal_x": photo.focal_x,
        "focal_y": photo.focal_y,
    }


def widest(photo):
    """`{"src", "width", "height"}` of the widest file."""
    return _file(photo, _srcset(photo)[-1])


def thumbnail(photo):
    """`{"src", "width", "height"}` of the narrowest file."""
    return _file(photo, _srcset(photo)[0])


def _file(photo, source):
    width, height = renditions.size(photo.width, photo.height, source["width"])
    return {"src": source["src"], "width": width, "height": height}


def _srcset(photo):
    """The JPEGs, the widest last: until that one is made, the master itself."""
    master, url = photo.file.name, photo.file.storage.url
    found = [{"src": url(renditions.name(master, w)), "width": w} for w in photo.widths]
    widest = renditions.name(master, photo.width) if photo.modern else master
    return [*found, {"src": url(widest), "width": photo.width}]


def _sources(photo):
    """The same in the formats that are smaller, for the browsers that know them."""
    url = photo.file.storage.url
    widths = [*photo.widths, photo.width]
    return [
        {
            "type": f"image/{form}",
            "srcset": [
                {"src": url(renditions.name(photo.file.name, w, form)), "width": w} for w in widths
            ],
        }
        for form in renditions.MODERN
    ]


def _social(photo):
    if not photo.modern:
        return widest(photo)
    crop = not photo.credit.no_crop
    width, height = renditions.social_size(photo.width, photo.height, crop)
    src = photo.file.storage.url(renditions.name(photo.file.name, "social"))
    return {"src": src, "width": width, "height": height}
