"""A story in ninjs 3.1, the news industry's JSON (https://iptc.org/std/ninjs/): what its schema
has no word for, such as who translated it, goes where its guidelines put such things."""

from django.conf import settings
from django.urls import reverse

from articles import bylines, editions, portable
from articles.addresses import of_author, of_home, of_section, of_story, of_tag
from articles.media import absolute
from articles.models import Correction
from prose import blocks
from syndication import rights

STANDARD = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#",
}
TO_READ = "To be read, not to be republished. Papers that have a key get the whole text."


def partial(live, republisher=None):
    """Without text and pictures; for who has no key, without the right to use them either."""
    if live.withdrawn_at:
        return canceled(live)
    terms = usage_terms(live) if republisher else TO_READ
    return _story(live) | {"representationType": "partial", "usageTerms": terms}


def full(live, republisher):
    """With the text, and the pictures that may be passed on."""
    if live.withdrawn_at:
        return canceled(live)
    pictures = rights.pictures(live, republisher)
    found = _story(live)
    found |= {
        "representationType": "full",
        "usageTerms": usage_terms(live),
        "bodies": [_body(live, {absolute(kept["url"]) for kept in pictures})],
        "associations": [
            *(_picture(number, kept) for number, kept in enumerate(pictures)),
            *found.get("associations", []),
        ],
        "edNote": _left_out(len(live.media) - len(pictures)),
    }
    return _said(found)


def canceled(live):
    """Nothing of a withdrawn story but that it is not to be used, and why."""
    return {
        "uri": uri(live),
        "standard": STANDARD,
        "type": "text",
        "representationType": "partial",
        "version": str(live.version),
        "versionCreated": _moment(live.withdrawn_at),
        "pubStatus": "canceled",
        "edNote": live.withdrawn_note,
        "altIds": [{"role": "web", "value": of_story(live)}],
    }


def uri(live):
    """Its lasting name, whatever becomes of its address for readers."""
    return absolute(reverse("api-story", args=[live.pk]))


def usage_terms(live):
    """What whoever republishes it owes, in a sentence or two."""
    named = f"Name {settings.SITE_NAME} and link to {of_story(live)}"
    translators = [one["name"] for one in live.team if one["role"] == "translator"]
    if translators:
        named += f"; name the translator: {', '.join(translators)}"
    if not live.source:
        return f"{named}."
    owed = f" Print “{live.source['attribution']}”"
    owed += f" with a link to {live.source['url']}." if live.source["url"] else "."
    return f"{named}.{owed}"


def _story(live):
    source = live.source or {}
    found = {
        "uri": uri(live),
        "standard": STANDARD,
        "type": "text",
        "version": str(live.version),
        "firstCreated": _moment(live.first_published_at),
        "versionCreated": _moment(max(live.published_at, live.rendered_at)),
        "contentCreated": source.get("first_published_at"),
        "pubStatus": "usable",
        "language": live.language,
        "headlines": _valued(("main", live.headline), ("kicker", live.kicker)),
        "descriptions": _valued(("summary", live.standfirst), *_corrections(live)),
        "by": bylines.line(live.byline),
        "located": live.dateline,
        "slugline": live.path.split("/", 1)[1],
        "people": [_person(one, live.edition) for one in (*live.byline, *live.team)],
        "infoSources": _sources(source, live.edition),
        "copyrightHolder": source.get("name") or settings.SITE_NAME,
        "copyrightNotice": live.json_ld.get("copyrightNotice", ""),
        "subjects": _subjects(live),
        "altIds": [{"role": "web", "value": of_story(live)}],
        "associations": _original(source),
    }
    return _said(found)


def _said(found):
    return {name: said for name, said in found.items() if said}


def _valued(*pairs):
    return [{"role": role, "value": value} for role, value in pairs if value]


def _corrections(live):
    with editions.speaking(live.edition):
        kinds = dict(Correction.Kind.choices)
        return [
            ("correction", f"{kinds[note['kind']]}, {note['published_at'][:10]}: {note['text']}")
            for note in live.corrections_shown
        ]


def _body(live, kept):
    html = portable.with_pictures(live.portable, kept)
    words = len(blocks.text(live.body).split())
    return {"role": "main", "contentType": "text/html", "wordCount": words, "value": html}


def _person(one, edition):
    address = of_author(one["slug"], edition)
    return {"name": one["name"], "rel": one["role"], "uri": address}


def _sources(source, edition):
    ours = {"name": settings.SITE_NAME, "role": "publisher", "uri": of_home(edition)}
    if not source:
        return [ours]
    theirs = {"name": source["name"], "role": "original publisher", "uri": source["url"]}
    return [_said(theirs), ours | {"role": "translator and publisher"}]


def _original(source):
    if not source.get("url"):
        return []
    return [
        _said({
            "name": "original",
            "rel": "translationOf",
            "uri": source["url"],
            "type": "text",
            "language": source["language"],
            "headlines": [{"role": "main", "value": source["headline"]}],
            "firstCreated": source["first_published_at"],
        })
    ]  # fmt: skip


def _subjects(live):
    return [
        {
            "name": live.section_name,
            "rel": "category",
            "uri": of_section(live.path.split("/")[0], live.edition),
        },
        *(
            {"name": tag["name"], "rel": "about", "uri": of_tag(tag["slug"], live.edition)}
            for tag in live.tag_list
        ),
    ]


def _picture(number, kept):
    url = absolute(kept["url"])
    rendition = {
        "name": "main",
        "href": url,
        "contentType": kept["type"],
        "width": kept["width"],
        "height": kept["height"],
        "sizeInBytes": kept["size"],
    }
    return _said({
        "name": f"picture{number + 1}",
        "rel": "picture",
        "uri": url,
        "type": "picture",
        "by": kept["photographer"],
        "copyrightHolder": kept["photographer"] or kept["agency"],
        "copyrightNotice": kept["copyright"],
        "usageTerms": f"Print the credit: {kept['credit']}.",
        "rightsInfo": {"linkedRights": kept["licence_url"]} if kept["licence_url"] else None,
        "descriptions": _valued(("caption", kept["caption"]), ("alt", kept["alt"])),
        "renditions": [_said(rendition)],
    })  # fmt: skip


def _left_out(number):
    if not number:
        return ""
    some = "1 picture is" if number == 1 else f"{number} pictures are"
    return f"{some} left out: we may not pass on what others licensed to us."


def _moment(at):
    return at.isoformat(timespec="seconds")
