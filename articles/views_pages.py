"""The site's own pages, and the page of all corrections."""

from operator import attrgetter

from django.db.models import F
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import editions, furniture, json_ld, media, paging
from articles.front_pages import summary
from articles.models import Correction, LiveArticle, Page
from articles.shells import shell
from articles.views import sealed, section


@require_safe
def section_or_page(request, slug):
    """A section, or else a page of the site: both have an address of one word."""
    try:
        return section(request, slug)
    except paging.NoSuchPage:
        found = Page.objects.live().filter(edition=editions.current(), slug=slug)
        if not (page := found.select_related("live").first()):
            raise
    return sealed(request, *joined(page.edition, page.slug, page.live, request.path))


def joined(edition, slug, words, path=""):
    """(Shell, slots, seals) of a page with the title and body of `words`."""
    around = shell("articles/page.html", furniture.fetch(edition), edition=edition, here=slug)
    slots = {
        "title": escape(words.title),
        "summary": summary(words.title),
        "body": words.body,  # sanitised when it was stored: articles.page_keeping
        "address": escape(media.absolute(path)),
        "linked": _linked(words.title, path, edition),
    }
    return around, slots, ()


@require_safe
def corrections(request):
    edition, before = editions.current(), request.GET.get("before", "")
    page = _notes(edition, before)
    title = _("Corrections")
    around = shell(
        "articles/corrections.html", furniture.fetch(edition), edition=edition, here="corrections",
        is_older=bool(before), has_notes=bool(page), has_older=bool(page.older),
    )  # fmt: skip
    notes = [render_to_string("articles/_correction.html", {"note": note}) for note in page.cards]
    slots = {
        "title": escape(title),
        "summary": summary(_("What we got wrong, and what is right.")),
        "notes": "".join(notes),
        "older": page.older,
        "address": escape(media.absolute(request.path)),
        "linked": _linked(title, request.path, edition),
    }
    return sealed(request, around, slots, ())


def _linked(title, path, edition):
    return json_ld.dumped(json_ld.collection(title, media.absolute(path), edition))


def _notes(edition, before):
    """A page of what was corrected and what was withdrawn, the newest first. What was corrected
    before it was withdrawn is told by its withdrawal alone."""
    corrections = Correction.objects.filter(live__edition=edition, live__withdrawn_at=None)
    corrections = corrections.select_related("live").only(
        "kind", "text", "published_at", "live__headline", "live__path", "live__edition",
        "live__language",
    )  # fmt: skip
    withdrawn = LiveArticle.objects.of(edition).filter(withdrawn_at__isnull=False)
    withdrawn = withdrawn.only("withdrawn_at", "withdrawn_note", "first_published_at")
    found = [
        *_newest(corrections.annotate(told_at=F("published_at")), before),
        *_newest(withdrawn.annotate(told_at=F("withdrawn_at")), before),
    ]
    found.sort(key=attrgetter("told_at", "pk"), reverse=True)
    return paging.cut(found[: paging.PAGE_SIZE + 1], before, by="told_at")


def _newest(notes, before):
    return paging.rows(notes.order_by("-told_at", "-pk"), before, by="told_at")
