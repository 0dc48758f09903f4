"""The readers' site. Everything that is said of a story comes from its LiveArticle; the
desk's working copy is not read here, so a draft cannot leak."""

import hashlib
from pathlib import PurePath

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.templatetags.static import static
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import conditional_page, require_safe
from django.views.defaults import page_not_found
from django.views.static import serve

from articles import following, paging
from articles.media import portrait
from articles.models import LiveArticle, Section, Tag
from authors.models import Author
from sources.models import Publication

SECONDARY = 5  # two stories beside the lead of the home page, three beneath
OF_EACH_PAPER = 2
PICTURES = {".jpg": "image/jpeg", ".webp": "image/webp", ".avif": "image/avif"}

# Browsers ask every time and are answered 304; shared caches may keep a page for a minute,
# because nothing purges them yet and a correction or withdrawal has to reach readers.
public = cache_control(public=True, max_age=0, s_maxage=60, stale_while_revalidate=30)


@require_safe
@public
@conditional_page
def home(request):
    page = _page(request, LiveArticle.objects.cards())
    arranged = {} if request.GET.get("before") else _arranged(page.cards)
    return render(request, "articles/home.html", {"page": page, **arranged})


@require_safe
@public
@conditional_page
def section(request, slug):
    section = get_object_or_404(Section, slug=slug)
    page = _page(request, LiveArticle.objects.cards().filter(section=section))
    lead, river = (None, page.cards) if request.GET.get("before") else _led(page.cards)
    context = {"section": section, "here": slug, "page": page, "lead": lead, "river": river}
    return render(request, "articles/section.html", context)


@require_safe
@public
@conditional_page
def author(request, slug):
    credited = "portrait__credit__agency", "portrait__credit__distributor"
    author = get_object_or_404(Author.objects.select_related(*credited), slug=slug)
    context = {
        "author": author,
        "portrait": portrait(author, timezone.localdate()),
        "page": _page(request, author.live_articles.cards()),
    }
    return render(request, "articles/author.html", context)


@require_safe
@public
@conditional_page
def source(request, slug):
    paper = get_object_or_404(Publication, slug=slug)
    page = _page(request, LiveArticle.objects.cards().filter(publication=paper))
    return render(request, "articles/source.html", {"paper": paper, "page": page})


@require_safe
@public
@conditional_page
def tag(request, slug):
    tag = get_object_or_404(Tag, slug=slug)
    page = _page(request, tag.live_articles.cards())
    return render(request, "articles/tag.html", {"tag": tag, "page": page})


@require_safe
@public
def story(request, section, slug):
    path = f"{section}/{slug}"
    stories = LiveArticle.objects.annotate(next_card=following.next_card())
    live = stories.filter(path=path).first()
    if live is None:
        return _moved(path)
    if live.withdrawn_at:
        return _withdrawn(request, live)
    etag, changed = _etag(live), max(live.published_at, live.rendered_at)
    response = get_conditional_response(request, etag, int(changed.timestamp()))
    if response is None:
        beneath = following.card(live.next_card) if live.next_card else None
        context = {"live": live, "here": section, "beneath": beneath}
        response = render(request, "articles/story.html", context)
    response["ETag"] = etag
    response["Last-Modified"] = http_date(changed.timestamp())
    return response


def not_found(request, exception=None):
    """What else there is to read; a plain page where the database does not answer."""
    words = str(exception) if isinstance(exception, paging.NoSuchPage) else ""
    try:
        newest = list(LiveArticle.objects.cards()[:5])
        return render(
            request, "articles/not_found.html", {"words": words, "newest": newest}, status=404
        )
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
@cache_control(public=True, max_age=3600)
def media(request, path):
    """Pictures from the local disk, for a trial on one's own machine. Whatever else may lie
    there is handed out as bytes, which no browser runs."""
    response = serve(request, path, document_root=settings.MEDIA_ROOT)
    kind = PICTURES.get(PurePath(path).suffix, "application/octet-stream")
    response["Content-Type"] = kind
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _page(request, cards):
    return paging.page(cards, request.GET.get("before", ""))


def _arranged(cards):
    """The home page: one story leads, a few stand beside it, and each paper has its say."""
    lead, others = _led(cards)
    return {
        "lead": lead,
        "secondary": others[:SECONDARY],
        "river": others[SECONDARY:],
        "papers": _by_paper(cards),
    }


def _led(cards):
    """The newest story with a picture, or else the newest; and the others."""
    pictured = (card for card in cards if card.picture and "gone" not in card.picture)
    lead = next(pictured, cards[0] if cards else None)
    return lead, [card for card in cards if card is not lead]


def _by_paper(cards):
    papers = {}
    for card in cards:
        if card.source:
            slug = card.source["slug"]
            papers.setdefault(slug, {"source": card.source, "cards": []})["cards"].append(card)
    return [paper | {"cards": paper["cards"][:OF_EACH_PAPER]} for paper in papers.values()]


def _moved(path):
    """Addresses are promises: a former one leads to where the story is now."""
    live = get_object_or_404(LiveArticle.objects.only("path"), redirects__old_path=path)
    return HttpResponsePermanentRedirect(live.get_absolute_url())


def _withdrawn(request, live):
    context = {"notice": live.withdrawn_note, "withdrawn_at": live.withdrawn_at}
    return render(request, "410.html", context, status=410)


def _etag(live):
    """Changes with the story, with the one offered beneath it and with our stylesheet."""
    facts = (live.path, live.published_at, live.rendered_at, live.next_card)
    told = repr((*facts, static("site/site.css")))
    return f'W/"{hashlib.blake2s(told.encode(), digest_size=12).hexdigest()}"'
