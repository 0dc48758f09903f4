"""A Photo as readers see it."""

from photos import renditions


class Uncredited(ValueError):
    """The photograph has no credit, so that it may not be shown."""

    def __init__(self, photo):
        super().__init__(f"“{photo}” has no credit and cannot be shown.")


def picture(photo, caption):
    """The photograph with its caption and credit line, as a LiveArticle stores it:
    `{"src", "width", "height", "srcset": [{"src", "width"}], "alt", "caption", "credit",
    "licence_url", "focal_x", "focal_y"}`.

    Raises Uncredited. Wants a Photo from `Photo.objects.with_credit()`.
    """
    if not photo.credit_line:
        raise Uncredited(photo)
    return {
        **widest(photo),
        "srcset": _sources(photo),
        "alt": photo.alt,
        "caption": caption,
        "credit": photo.credit_line,
        "licence_url": photo.credit.licence_url,
        "focal_x": photo.focal_x,
        "focal_y": photo.focal_y,
    }


def widest(photo):
    """`{"src", "width", "height"}` of the widest file."""
    return _file(photo, _sources(photo)[-1])


def thumbnail(photo):
    """`{"src", "width", "height"}` of the narrowest file."""
    return _file(photo, _sources(photo)[0])


def _file(photo, source):
    width, height = renditions.size(photo.width, photo.height, source["width"])
    return {"src": source["src"], "width": width, "height": height}


def _sources(photo):
    """Every file that pages may load, the widest last. The master is one of them only where
    no rendition comes near it."""
    widths = [(width, renditions.name(photo.file.name, width)) for width in photo.widths]
    if max(renditions.WIDTHS) not in photo.widths:
        widths.append((photo.width, photo.file.name))
    return [{"src": photo.file.storage.url(name), "width": width} for width, name in widths]
