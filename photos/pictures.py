"""A Photo as readers see it, and as the desk does."""

from django.core.files.storage import default_storage
from django.urls import reverse

from photos import renditions
from photos.models import Licence
from prose import wordings

# What papers that republish us may have without a licence of their own.
REDISTRIBUTABLE = {Licence.OWN, Licence.CREATIVE_COMMONS, Licence.PUBLIC_DOMAIN}


class Uncredited(ValueError):
    """The photograph has no credit, so that it may not be shown."""

    def __init__(self, photo):
        super().__init__(f"“{photo}” has no credit and cannot be shown.")


def picture(photo, caption, day, edition):
    """The photograph with its caption and credit line, as a LiveArticle of an edition stores it:
    `{"src", "width", "height", "srcset": [{"src", "width"}], "sources": [{"type", "srcset"}],
    "social": {"src", "width", "height"}, "size", "alt", "alt_language", "caption", "credit",
    "photographer", "agency", "copyright", "licence_url", "acquire_url", "newsletter", "partners",
    "whole", "focal_x", "focal_y"}`. `size` is that of the file in bytes, or 0; `alt_language` is ""
    where that is the edition's; `partners` says whether papers that republish us may have it.
    Until the worker has made them there are no `sources`, and `social` is the picture itself; None
    where the licence does not allow that use. If it does not cover the site on that day, only
    `{"gone", "width", "height", "caption"}`.

    Raises Uncredited. Wants a Photo from `Photo.objects.with_credit()`.
    """
    if not photo.credit_line:
        raise Uncredited(photo)
    credit = photo.credit
    if not credit.covers(day):
        size = {"width": photo.width, "height": photo.height}
        return {"gone": True, **size, "caption": caption}
    alt = wordings.said(photo, "alt", edition)
    return {
        **_file(photo, _srcset(photo)[-1]),
        "srcset": _srcset(photo),
        "sources": _sources(photo) if photo.modern else [],
        "social": _social(photo) if credit.allows_social else None,
        "size": photo.file_size,
        "alt": alt.text,
        "alt_language": alt.language,
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
    """`{"src", "width", "height"}` of the widest picture, for the desk."""
    return _for_the_desk(photo, photo.width)


def thumbnail(photo):
    """`{"src", "width", "height"}` of the narrowest picture, for the desk."""
    return _for_the_desk(photo, min([*photo.widths, photo.width]))


def files(photo):
    """(name, (width, height), form) of every file that readers, letters and other sites may be
    shown of it, whether it is there yet or not."""
    for width in [*photo.widths, photo.width]:
        for form in ("jpg", *renditions.MODERN):
            size = renditions.size(photo.width, photo.height, width)
            yield renditions.name(photo.file.name, width, form), size, form
    yield renditions.name(photo.file.name, "social"), renditions.SOCIAL, "jpg"


def addresses(photo):
    """Those of its files."""
    return [default_storage.url(name) for name, _, _ in files(photo)]


def _for_the_desk(photo, width):
    """Where its files show a placeholder, the desk is still shown the photograph."""
    src = _address(photo, width)
    if photo.retired:
        src = reverse("admin:photos_photo_picture", args=[photo.pk, width])
    return _file(photo, {"src": src, "width": width})


def _file(photo, source):
    width, height = renditions.size(photo.width, photo.height, source["width"])
    return {"src": source["src"], "width": width, "height": height}


def _srcset(photo, form="jpg"):
    """The files of this form, the widest last."""
    widths = [*photo.widths, photo.width]
    return [{"src": _address(photo, width, form), "width": width} for width in widths]


def _sources(photo):
    """The same in the formats that are smaller, for the browsers that know them."""
    return [{"type": f"image/{form}", "srcset": _srcset(photo, form)} for form in renditions.MODERN]


def _social(photo):
    if not photo.modern:
        return _file(photo, _srcset(photo)[-1])
    crop = not photo.credit.no_crop
    width, height = renditions.social_size(photo.width, photo.height, crop)
    return {"src": _address(photo, "social"), "width": width, "height": height}


def _address(photo, variant, form="jpg"):
    return default_storage.url(renditions.name(photo.file.name, variant, form))
