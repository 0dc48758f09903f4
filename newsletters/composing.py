"""From an Issue and the live rows of its stories to a Letter, as things stand on a day. Reads
only: the mail is made of it when the issue is sent, its page on the web whenever it is read.
"""

from django.conf import settings
from django.db.models import OuterRef, Subquery
from django.db.models.fields.json import KT
from django.urls import reverse
from django.utils import timezone

from articles import bylines, editions
from articles.models import PIECES, Revision
from newsletters import rendering
from newsletters.letters import Item, Letter, Picture
from photos import pictures
from photos.models import Photo
from sources.languages import direction

WIDE = 1104  # pixels of the file: twice what a letter shows, for fine screens
# Of a live story, chosen for a letter; no letter shows them.
UNREAD = tuple(f"live__{name}" for name in ("body", "json_ld", *PIECES))


def freeze(issue, at=None):
    """What every recipient of the issue gets: a rendering.Rendered with slots."""
    return rendering.render(letter(issue, timezone.localdate(at)))


def letter(issue, day=None, picked=None):
    """The Letter of an issue. `day` decides about the licences of photographs; today if None.
    `picked`: its stories, where they are not those that are stored."""
    paper = issue.newsletter
    return Letter(
        name=paper.name,
        subject=issue.subject,
        day=issue.day,
        url=url(issue),
        language=paper.language,
        direction=direction(paper.language),
        preheader=issue.preheader,
        greeting=issue.greeting,
        intro=issue.intro,
        note=issue.editor_note,
        sign_off=paper.sign_off,
        items=items(picks(issue) if picked is None else picked, day or timezone.localdate()),
        site_name=settings.SITE_NAME,
        site_url=settings.SITE_URL,
        postal_address=paper.postal_address,
    )


def url(issue):
    """The page of the issue; while it has no number, that of its list."""
    if not issue.number:
        return list_url(issue.newsletter)
    return _in_its_edition(issue.newsletter, "newsletter-issue", issue.number)


def list_url(newsletter):
    return _in_its_edition(newsletter, "newsletter-issues")


def _in_its_edition(newsletter, page, *args):
    with editions.speaking(editions.of(newsletter.language)):
        return settings.SITE_URL + reverse(page, args=[newsletter.slug, *args])


def picks(issue):
    """The stories of an issue in their order, with what `items` reads; two queries."""
    return issue.picks.select_related("live").defer(*UNREAD)


def shown_photos(issue, day):
    """[(id of a LiveArticle, id of a Photo)] of what the letter of that day shows."""
    leads = _lead_photos(list(picks(issue)))
    return [(live, photo.pk) for live, photo in leads.items() if _covered(photo, day)]


def items(picks, day):
    """[Item] of these picks, which need not be stored."""
    photos = _lead_photos(picks)
    return [_item(pick, photos.get(pick.live_id), day) for pick in picks]


def _item(pick, photo, day):
    live = pick.live
    if live.withdrawn_at:
        return Item(heading=pick.section, withdrawn=live.withdrawn_note)
    source = live.source or {}
    translators = [p for p in live.team if p["role"] == "translator"]
    shown = pictures.picture(photo, live.picture["caption"], day, live.edition) if photo else None
    return Item(
        headline=pick.headline or live.headline,
        url=settings.SITE_URL + live.get_absolute_url(),
        kicker=live.kicker,
        blurb=pick.blurb or live.standfirst,
        writers=bylines.line([p for p in live.byline if p["role"] != "photographer"]),
        translators=bylines.line(translators),
        origin=source.get("attribution", "").rstrip("."),
        original_language=source.get("language_name", ""),
        picture=_picture(photo, shown, day),
        gone=bool(shown and shown.get("gone")),
        heading=pick.section,
        corrections=live.corrections_shown,
        language=live.language,
        direction=live.direction,
    )


def _lead_photos(picks):
    """{id of a live story: the Photo that leads it}, of those that may be named in a letter.

    The working copy may have another one by now, which no reader has seen: the revision that
    is live knows.
    """
    lives = [pick.live_id for pick in picks if pick.live.picture]
    if not lives:
        return {}
    shown = Revision.objects.filter(article=OuterRef("article"), number=OuterRef("version")).values(
        lead=KT("data__lead_photo")
    )
    rows = type(picks[0].live).objects.filter(pk__in=lives).annotate(lead=Subquery(shown))
    leads = {pk: int(lead) for pk, lead in rows.values_list("pk", "lead") if lead}
    photos = Photo.objects.with_credit().in_bulk(leads.values())
    return {
        pk: photos[lead]
        for pk, lead in leads.items()
        if lead in photos and photos[lead].credit_line
    }


def _picture(photo, shown, day):
    """None where the licence does not cover newsletters, or not this day."""
    if not photo or "gone" in shown or not _covered(photo, day):
        return None
    files = shown["srcset"]
    file = next((f for f in files if f["width"] >= WIDE), files[-1])
    height = round(file["width"] * shown["height"] / shown["width"])
    src = file["src"] if "://" in file["src"] else settings.SITE_URL + file["src"]
    said = {name: shown[name] for name in ("alt", "alt_language", "credit", "caption")}
    return Picture(src, file["width"], height, **said)


def _covered(photo, day):
    credit = photo.credit
    return credit.covers(day) and credit.allows_newsletter
