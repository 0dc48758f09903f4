"""The portrait of an author, and the pictures of a live story as other programs are told of
them: search engines, feeds, letters.

A LiveArticle keeps them in `media`, the lead first, then as they stand in the text:
`[{"url", "type", "size", "width", "height", "alt", "caption", "credit", "photographer",
"agency", "copyright", "licence_url", "acquire_url", "newsletter", "partners"}]`. `size` is in
bytes, 0 where it is not known; `newsletter` and `partners` say whether the licence allows letters,
and papers that republish us. `alt` is empty where there is none in the language of the edition,
since most of them have no place to say so. A picture whose licence is over is not among them.
"""

from django.conf import settings
from django.utils.encoding import iri_to_uri

from photos.pictures import picture

_TOLD = (
    "width", "height", "size", "caption", "credit", "photographer", "agency", "copyright",
    "licence_url", "acquire_url", "newsletter", "partners",
)  # fmt: skip


def entries(pictures):
    """What a LiveArticle keeps of its pictures (photos.pictures.picture), each file once."""
    told = {}
    for shown in (shown for shown in pictures if "gone" not in shown):
        alt = "" if shown["alt_language"] else shown["alt"]
        kept = {"url": shown["src"], "type": "image/jpeg", "alt": alt}
        told.setdefault(shown["src"], kept | {name: shown[name] for name in _TOLD})
    return list(told.values())


def of(live):
    """The pictures of a LiveArticle with whole addresses, each with its credit line; none of
    a withdrawn one."""
    if live.withdrawn_at:
        return []
    return [kept | {"url": absolute(kept["url"])} for kept in live.media]


def image(kept):
    """schema.org ImageObject of one of them: who made it, whose it is, under which licence and
    where to get one, as the IPTC and search engines ask."""
    found = {
        "@type": "ImageObject",
        "url": absolute(kept["url"]),
        "contentUrl": absolute(kept["url"]),
        "encodingFormat": kept["type"],
        "width": kept["width"],
        "height": kept["height"],
        "creditText": kept["credit"],
        "copyrightNotice": kept["copyright"],
        "creator": _creator(kept),
    }
    more = {
        "caption": kept["caption"],
        "license": kept["licence_url"],
        "acquireLicensePage": kept["acquire_url"],
    }
    return found | {name: said for name, said in more.items() if said}


def portrait(author, day, edition):
    """The picture on an author's page, or None: without a credit, and outside what its licence
    allows, there is none. Wants the author's photograph with its credit."""
    photo = author.portrait
    if not photo or not photo.credit_line:
        return None
    return picture(photo, "", day, edition) if photo.credit.covers(day) else None


def absolute(address):
    """With our name, and percent-encoded however a request spelled it."""
    return f"{settings.SITE_URL}{iri_to_uri(address)}" if address.startswith("/") else address


def _creator(kept):
    if kept["photographer"]:
        return {"@type": "Person", "name": kept["photographer"]}
    return {"@type": "Organization", "name": kept["agency"]}
