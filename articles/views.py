"""The readers' site. Everything that is said of a story comes from its LiveArticle; the
desk's working copy is not read here, so a draft cannot leak.

Pages are joined from stored pieces (articles/pieces.py) and a shell (articles/shells.py).
"""

import hashlib
from pathlib import PurePath

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import (
    HttpResponse,
    HttpResponseNotModified,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.html import escape
from django.utils.http import http_date
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe
from django.views.defaults import page_not_found
from django.views.static import serve

from articles import (
    bylines,
    caches,
    directories,
    editions,
    furniture,
    json_ld,
    media,
    paging,
    reading,
)
from articles.front_pages import front, of_the_section, of_the_site, summary
from articles.models import LiveArticle, Tag
from articles.shells import shell
from authors.models import Author
from prose import wordings
from sources.languages import country_name, language_name
from sources.models import Publication

PICTURES = {".jpg": "image/jpeg", ".webp": "image/webp", ".avif": "image/avif"}

# Browsers ask every time and are answered 304. What no cache is told of when it changes is kept
# by shared caches for a minute.
BRIEFLY = "public, max-age=0, s-maxage=60, stale-while-revalidate=30"
public = cache_control(public=True, max_age=0, s_maxage=60, stale_while_revalidate=30)


@require_safe
def home(request):
    if before := request.GET.get("before"):
        edition = editions.current()
        rows = furniture.fetch(edition)
        about = of_the_site(rows, edition)
        return _list(request, "articles/home.html", rows=rows, before=before, **about)
    return _front(request, *front(editions.current()))


@require_safe
def section(request, slug):
    edition = editions.current()
    if before := request.GET.get("before"):
        rows = furniture.fetch(edition)
        about = of_the_section(rows, slug, edition)
        return _list(request, "articles/section.html", rows=rows, before=before, **about)
    return _front(request, *front(edition, slug))


@require_safe
def author(request, slug):
    credited = "portrait__credit__agency", "portrait__credit__distributor"
    author = get_object_or_404(Author.objects.select_related(*credited), slug=slug)
    edition = editions.current()
    portrait = media.portrait(author, timezone.localdate(), edition)
    bio = wordings.said(author, "bio", edition)
    shown = {"author": author, "portrait": portrait, "words": bio}
    linked = json_ld.profile(author, edition, bio.own, portrait)
    about = _about(author.name, bio.own, "author", shown, linked)
    response = _list(request, "articles/author.html", of="author", value=author, **about)
    if author.portrait_id:  # of whose licence and credit no cache is told
        response.headers["Cache-Control"] = BRIEFLY
    return response


@require_safe
def source(request, slug):
    paper = get_object_or_404(Publication, slug=slug)
    edition = editions.current()
    words = wordings.said(paper, "description", edition)
    shown = {
        "paper": paper,
        "words": words,
        "country_name": country_name(paper.country, edition),
        "language_name": language_name(paper.language, edition),
    }
    linked = json_ld.source(paper, edition, words.own)
    about = _about(paper.name, words.own, "source", shown, linked)
    return _list(request, "articles/source.html", of="source", value=paper.pk, **about)


@require_safe
def country(request, slug):
    found = directories.country(editions.current(), slug)
    if found is None:
        raise paging.NoSuchPage
    shown = {"country": found, "subject": directories.subject(found.name)}
    linked = json_ld.collection(found.name, media.absolute(request.path), editions.current())
    about = _about(found.name, "", "country", shown, linked)
    return _list(request, "articles/country.html", of="country", value=found, **about)


@require_safe
def tag(request, slug):
    tag = get_object_or_404(Tag, slug=slug)
    linked = json_ld.tag(tag, editions.current())
    about = _about(tag.name, "", "tag", {"tag": tag}, linked)
    return _list(request, "articles/tag.html", of="tag", value=tag.pk, **about)


@require_safe
def story(request, section, slug):
    edition, path = editions.current(), f"{section}/{slug}"
    asked = "HTTP_IF_NONE_MATCH" in request.META or "HTTP_IF_MODIFIED_SINCE" in request.META
    if asked:
        found = reading.seals(edition, path)
        if found and found.live and (same := _unchanged(request, found, edition, section)):
            return same
    found = reading.story(edition, path)
    if found is None:
        return moved(edition, path)
    if not found.live:
        return _withdrawn(request, edition, path)
    around = _around(found, edition, section)
    slots = {"head": found.head, "main": found.main, "beneath": found.beneath or ""}
    return _dated(HttpResponse(around.fill(slots)), found, around)


def not_found(request, exception=None):
    """What else there is to read; a plain page where the database does not answer."""
    words = str(exception) if isinstance(exception, paging.NoSuchPage) else ""
    try:
        context = {"words": words, "newest": reading.newest(editions.current(), 5)}
        return render(request, "articles/not_found.html", context, status=404)
    except DatabaseError:
        return page_not_found(request, exception)


@require_safe
@never_cache
def healthz(request):
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("no database\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@cache_control(public=True, max_age=86400)
def logo(request):
    """A lasting address for programs that keep it; the file's own changes with its content."""
    return HttpResponseRedirect(static("site/favicon.svg"))


@require_safe
@cache_control(public=True, max_age=300)
def media_file(request, path):
    """Pictures from the local disk, for a trial on one's own machine. Whatever else may lie
    there is handed out as bytes, which no browser runs."""
    response = serve(request, path, document_root=settings.MEDIA_ROOT)
    kind = PICTURES.get(PurePath(path).suffix, "application/octet-stream")
    response["Content-Type"] = kind
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response


# --- lists

_OF_CARDS = {
    "lead", "second", "papers", "columns", "river", "written", "translated", "edited",
}  # fmt: skip


def _about(title, description, kind, shown, linked):
    return {
        "title": escape(title),
        "summary": summary(description or title),
        "about": render_to_string(f"articles/_{kind}_head.html", shown),
        "linked": json_ld.dumped(linked),
    }


def _front(request, around, slots, seals):
    return sealed(request, around, slots | {"address": _address(request)}, seals)


def _list(request, template, *, rows=None, of="all", value=None, before=None, here="",
          has_about=False, **slots):  # fmt: skip
    edition = editions.current()
    before = before or request.GET.get("before", "")
    page, parts = _parted(edition, of, value, before)
    around = shell(
        template, rows or furniture.fetch(edition), edition=edition, here=here,
        has_about=has_about, is_older=bool(before), has_older=bool(page.older),
        **{f"has_{name}": bool(cards) for name, cards in parts.items()},
    )  # fmt: skip
    slots |= {name: "".join(card.html for card in cards) for name, cards in parts.items()}
    slots |= {"older": page.older, "address": _address(request)}
    return sealed(request, around, slots, [card.seal for card in page.cards])


def _parted(edition, of, value, before):
    """A page of cards, and the parts that it stands in: what an author wrote apart from what he
    or she translated or edited."""
    if of == "country":
        page = reading.cards_of(edition, [paper.pk for paper in value.papers], before)
    elif of == "author":
        page, roles = reading.by_author(edition, value.pk, value.slug, before)
        return page, _by_role(page.cards, roles)
    else:
        page = reading.cards(edition, of, value, before)
    return page, {"river": page.cards}


def _by_role(cards, roles):
    return {
        "written": [card for card in cards if roles[card.pk] not in bylines.DESK],
        "translated": [card for card in cards if roles[card.pk] == "translator"],
        "edited": [card for card in cards if roles[card.pk] == "editor"],
    }


def _address(request):
    return escape(media.absolute(request.path))


def sealed(request, around, slots, seals):
    """The page, or 304 where nothing that it is put together from has changed: the cards are
    known by their seals, and their places by the order of these."""
    words = (text for name, text in slots.items() if name not in _OF_CARDS)
    told = "\0".join((around.tag, *seals, *words))
    etag = f'W/"{hashlib.blake2s(told.encode(), digest_size=12).hexdigest()}"'
    response = _same(request, etag) or HttpResponse(around.fill(slots))
    response.headers["Cache-Control"] = BRIEFLY if request.GET else caches.header()
    response.headers["ETag"] = etag
    return response


def _same(request, etag, changed=None):
    """304, or what else was asked for on a condition; None where the page is to be sent."""
    asked = request.META.get("HTTP_IF_NONE_MATCH")
    if asked == etag:  # as nearly everybody asks
        return HttpResponseNotModified()
    if asked or "HTTP_IF_MODIFIED_SINCE" in request.META or "HTTP_IF_MATCH" in request.META:
        return get_conditional_response(request, etag, changed)
    return None


# --- the story page


def _around(found, edition, section):
    return shell(
        "articles/story.html", furniture.at(edition, found.stamp), edition=edition, here=section,
        counts_reads=settings.MOST_READ,
    )  # fmt: skip


def _unchanged(request, found, edition, section):
    """304 for who has the page as it stands, or None."""
    around = _around(found, edition, section)
    response = _same(request, _etag(found, around), found.changed)
    return _dated(response, found, around) if response is not None else None


def _etag(found, around):
    """Changes with the story, with the one offered beneath it and with all that is around."""
    return f'W/"{found.seal}-{found.next_seal or ""}-{around.tag}"'


def _dated(response, found, around):
    response.headers["ETag"] = _etag(found, around)
    response.headers["Last-Modified"] = http_date(found.changed)
    response.headers["Cache-Control"] = caches.header()
    return response


def moved(edition, path, ending=""):
    """Addresses are promises: a former one leads to where the story is now."""
    former = {"redirects__old_path": path, "redirects__edition": edition}
    live = get_object_or_404(LiveArticle.objects.only("path", "edition"), **former)
    response = HttpResponsePermanentRedirect(f"{live.get_absolute_url()}{ending}")
    # For good, but not unasked: a story that moves back would send browsers round in a circle.
    response.headers["Cache-Control"] = caches.header()
    return response


@public
def _withdrawn(request, edition, path):
    gone = LiveArticle.objects.only("withdrawn_note", "withdrawn_at")
    live = get_object_or_404(gone, edition=edition, path=path)
    context = {"notice": live.withdrawn_note, "withdrawn_at": live.withdrawn_at}
    return render(request, "410.html", context, status=410)
