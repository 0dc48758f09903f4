"""From the frozen data of a Revision to everything that a reader's page shows.

Shapes of a LiveArticle's JSON fields:

byline, team       [{"name", "slug", "role", "place"}]
picture            as photos.pictures.picture makes it, or None
media              every picture that it shows, see articles.media
source             {"name", "slug", "language", "language_name", "country", "country_name",
                   "direction", "url", "headline", "first_published_at", "attribution", "use",
                   "use_label"} or None
tag_list           [{"name", "slug"}]
versions           [{"edition", "language", "language_name", "address"}] of this story that are
                   live in other editions
pairs              [{"ours": [{"tag", "html"}], "theirs": the same}], both texts paragraph by
                   paragraph, where the agreement lets readers see the original
corrections_shown  [{"kind", "text", "published_at"}]
"""

import math
from dataclasses import dataclass

import lxml.html
from django.conf import settings
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from articles import bylines, editions, furniture, json_ld, media, pairing
from articles.models import Article, LiveArticle, Section
from authors.models import Author
from photos.models import Photo
from photos.pictures import picture
from prose import blocks
from sources import licensing
from sources.languages import country_name, language_name
from sources.models import Agreement, Snapshot, Use

WORDS_PER_MINUTE = 220
READ = ("p", "h2", "h3", "li", "blockquote")  # beside an original; a pull quote says it twice


@dataclass(frozen=True)
class Page:
    """What goes into a LiveArticle: its fields, and what its links point to."""

    fields: dict
    authors: list
    tags: list
    photos: list


def page(data, **facts):
    """Render one Revision's data, in the words of its edition. `facts` are

    tags                 the Tags it has now: a Revision knows them by the names that they had
                         when it was stored
    agreement_id, corrections, first_published_at, published_at
    versions             other live versions of the story (articles.rendering.versions)
    known                {(model, id): instance} of what need not be asked for again

    Raises photos.pictures.Uncredited rather than show a photograph without its credit line."""
    edition = editions.of(data["language"])
    with editions.speaking(edition):
        return _page(data, edition, **facts)


def _page(data, edition, *, tags, agreement_id, corrections, first_published_at, published_at,
          versions=(), known=None):  # fmt: skip
    photo_ids = [*blocks.photo_ids(data["body"]), data["lead_photo"]]
    known = known or {}
    photos = _many(Photo.objects.with_credit(), [pk for pk in photo_ids if pk], known)
    authors = _many(Author.objects, [author for author, _, _ in data["bylines"]], known)
    section = _one(Section.objects, data["section"], known)
    around = furniture.read(furniture.fetch(edition))
    titles = {known["slug"]: known["title"] for known in around["sections"]}
    people = [_person(authors[pk], role, place) for pk, role, place in data["bylines"]]
    lead, day = photos.get(data["lead_photo"]), timezone.localdate()
    leading = picture(lead, data["lead_caption"], day, edition) if lead else None
    standing = pictures(data["body"], photos, day, edition)
    fields = {
        "edition": edition,
        "path": f"{section.slug}/{data['slug']}",
        "section": section,
        "section_name": titles[section.slug],
        "body": body(data, standing),
        "byline": [p for p in people if p["role"] in bylines.WRITING],
        "team": [p for p in people if p["role"] in bylines.DESK],
        "picture": leading,
        "media": media.entries([*([leading] if leading else []), *standing]),
        "tag_list": [{"name": tag.name, "slug": tag.slug} for tag in tags],
        "corrections_shown": [_correction(c) for c in corrections],
        "versions": [_version(live) for live in versions],
        "reading_minutes": max(
            1, math.ceil(len(blocks.text(data["body"]).split()) / WORDS_PER_MINUTE)
        ),
        **_source(data, agreement_id, edition, known),
    }
    for name in ("language", "kicker", "headline", "standfirst", "dateline"):
        fields[name] = data[name]
    policies = json_ld.policies(around.get("pages", ()), edition)
    fields["json_ld"] = json_ld.news_article(fields, first_published_at, published_at, policies)
    return Page(fields, list(authors.values()), tags, list(photos.values()))


def json_ld_of(live):
    """What search engines are told of a live story, from its own fields and the words and pages
    that the site has today."""
    edition = live.edition
    with editions.speaking(edition):
        around = furniture.read(furniture.fetch(edition))
        policies = json_ld.policies(around.get("pages", ()), edition)
        first, last = live.first_published_at, live.published_at
        return json_ld.news_article(vars(live), first, last, policies)


def versions(article, edition):
    """What is live of the same story in other editions, in their order."""
    if len(settings.EDITIONS) == 1:
        return []
    first = article.version_of_id or article.pk
    same = Article.objects.filter(Q(pk=first) | Q(version_of=first)).exclude(pk=article.pk)
    found = LiveArticle.objects.live().filter(article__in=same).exclude(edition=edition)
    by_edition = {live.edition: live for live in found.order_by("-published_at")}
    return [by_edition[code] for code in settings.EDITIONS if code in by_edition]


def pictures(html, photos, day, edition):
    """What readers see of the photographs in a body, in its order. Raises Uncredited."""
    return [
        picture(photos[block.photo], block.text, day, edition)
        for block in blocks.read(html)
        if block.photo is not None
    ]


def body(data, pictures):
    """The body as readers get it: without the desk's marks, with these pictures and their
    credit, the dateline set into the first paragraph."""
    if not data["body"]:
        return ""
    root = lxml.html.fragment_fromstring(data["body"], create_parent="div")
    for element in root.iter("p", "h2", "h3", "aside", "figure"):
        element.attrib.pop("data-source", None)
        element.attrib.pop("data-draft", None)
    for aside in root.iter("aside"):
        aside.set("class", "pull-quote")
    for figure, shown in zip(list(root.iter("figure")), pictures, strict=True):
        _place_photo(figure, shown)
    for gallery in list(root.iter("section")):
        _set_gallery(gallery)
    first = root.find("p")
    if data["dateline"] and first is not None:
        _set_dateline(first, data["dateline"])
    html = "".join(lxml.html.tostring(child, encoding="unicode") for child in root)
    return html.replace("</source>", "")  # libxml2 does not know that it has no end


def _place_photo(figure, shown):
    context = {"picture": shown, "kind": "gallery" if _in_row(figure) else "inline"}
    rendered = lxml.html.fragment_fromstring(
        render_to_string("articles/_figure.html", context).strip()
    )
    rendered.tail = None
    figure.getparent().replace(figure, rendered)


def _in_row(figure):
    gallery = figure.getparent()
    return gallery.tag == "section" and len(gallery) > 1


def _set_gallery(gallery):
    """A row that one moves along by hand or by keys; no script has a part in it."""
    if len(gallery) == 1:
        gallery.drop_tag()
        return
    gallery.tag = "div"
    row = {"class": "gallery", "role": "group", "aria-label": _("Photographs"), "tabindex": "0"}
    gallery.attrib.update(row)


def _set_dateline(paragraph, dateline):
    mark = lxml.html.fragment_fromstring(
        mark_safe(f'<span class="dateline">{escape(dateline)} —</span>')
    )
    mark.tail = f" {paragraph.text or ''}"
    paragraph.text = None
    paragraph.insert(0, mark)


def _person(author, role, place):
    return {"name": author.name, "slug": author.slug, "role": role, "place": place}


def _correction(correction):
    return {
        "kind": correction.kind,
        "text": correction.text,
        "published_at": correction.published_at.isoformat(),
    }


def _version(live):
    return {
        "edition": live.edition,
        "language": live.language,
        "language_name": language_name(live.language, live.language),
        "address": live.get_absolute_url(),
    }


def _one(among, pk, known):
    return known.get((among.model, pk)) or among.get(pk=pk)


def _many(among, wanted, known):
    missing = [pk for pk in wanted if (among.model, pk) not in known]
    found = among.in_bulk(missing) if missing else {}
    return found | {pk: known[among.model, pk] for pk in wanted if pk not in missing}


def _source(data, agreement_id, edition, known):
    if not data["snapshot"]:
        return {"source": None, "pairs": [], "publication": None, "agreement": None, "use": ""}
    snapshots = Snapshot.objects.select_related("original__publication")
    snapshot = _one(snapshots, data["snapshot"], known)
    original, paper = snapshot.original, snapshot.original.publication
    agreement = _one(Agreement.objects.select_related("publication"), agreement_id, known)
    published = original.first_published_at
    source = {
        "name": paper.name,
        "slug": paper.slug,
        "language": original.language,
        "language_name": language_name(original.language, edition),
        "country": paper.country,
        "country_name": country_name(paper.country, edition),
        "direction": original.direction,
        "url": original.url,
        "headline": snapshot.headline,
        "first_published_at": published.isoformat() if published else None,
        "attribution": agreement.attribution_line,
        "use": data["use"],
        "use_label": Use(data["use"]).label,
    }
    rights = {"publication": paper, "agreement": agreement, "use": data["use"]}
    return {"source": source, "pairs": _pairs(data, snapshot, agreement), **rights}


def _pairs(data, snapshot, agreement):
    if not licensing.shows_original(agreement, data["language"], timezone.now()):
        return []
    words = [block for block in blocks.read(data["body"]) if block.tag in READ]
    return [
        {
            "ours": [{"tag": block.tag, "html": block.html} for block in row.ours],
            "theirs": [{"tag": block["tag"], "html": block["html"]} for block in row.theirs],
        }
        for row in pairing.rows(words, snapshot.blocks)
    ]
