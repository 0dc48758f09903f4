"""Our stories as cards on other people's pages (https://oembed.com): they ask with the address
of a story and get a small piece of HTML without script or style."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from django.views.decorators.http import require_safe

from articles import bylines, editions
from articles.addresses import of_home, of_story
from articles.feeds.markup import element
from articles.models import FOR_PROGRAMS, PIECES, LiveArticle
from articles.views import public
from prose.forms import as_number

FORMATS = ("json", "xml")
WIDTH, HEIGHT = 600, 480  # pixels of a card, at most
CACHE_AGE = 3600  # seconds


@require_safe
@public
def oembed(request):
    """404 for what is no live story of ours, 501 for a format that we do not write."""
    form = request.GET.get("format", "json")
    if form not in FORMATS:
        return _refused("Ask with format=json or format=xml.", 501)
    live = _story(request.GET.get("url", ""))
    if live is None:
        return _refused("Ask with url= and the address of a story on this site.", 404)
    told = _card(live, _most(request, "maxwidth", WIDTH), _most(request, "maxheight", HEIGHT))
    return _open(JsonResponse(told) if form == "json" else _xml(told))


def _story(url):
    """The live story at a whole address of ours, also a former one of it; or None."""
    if not url.startswith(f"{settings.SITE_URL}/"):
        return None
    try:
        address = urlsplit(url).path
        edition = editions.at(address)
        with editions.speaking(edition):
            found = resolve(address)
    except (Resolver404, ValueError):
        return None
    if found.url_name != "story":
        return None
    path = "{section}/{slug}".format(**found.kwargs)
    stories = LiveArticle.objects.live().defer("body", "json_ld", *PIECES, *FOR_PROGRAMS)
    moved = {"redirects__old_path": path, "redirects__edition": edition}
    return stories.of(edition).filter(path=path).first() or stories.filter(**moved).first()


def _most(request, name, ours):
    return min(as_number(request.GET.get(name, "")) or ours, ours)


def _card(live, width, height):
    address = of_story(live)
    picture = _picture(live, width, height)
    byline = bylines.line(live.byline)
    context = {
        "live": live,
        "address": address,
        "picture": picture,
        "byline": byline,
        "site_name": settings.SITE_NAME,
        "provider_url": of_home(live.edition),
    }
    # No “thumbnail”: who shows it without the rest shows it without its credit.
    told = {
        "version": "1.0",
        "type": "rich",
        "title": live.headline,
        "author_name": byline,
        "provider_name": settings.SITE_NAME,
        "provider_url": of_home(live.edition),
        "cache_age": CACHE_AGE,
        "width": width,
        "height": height,
        "html": _html(live, context),
    }
    return {name: said for name, said in told.items() if said != ""}


def _html(live, context):
    with editions.speaking(live.edition):
        return render_to_string("articles/_oembed.html", context).strip()


def _picture(live, width, height):
    """The widest file that fits, if its licence lets it leave the site; or None."""
    shown = live.picture or {}
    if not shown.get("social"):
        return None
    ratio = shown["height"] / shown["width"]
    fitting = [
        {"src": file["src"], "width": file["width"], "height": round(file["width"] * ratio)}
        for file in shown["srcset"]
        if file["width"] <= width and file["width"] * ratio <= height
    ]
    return fitting[-1] if fitting else None


def _xml(told):
    inner = "".join(element(name, str(said)) for name, said in told.items())
    return HttpResponse(
        f'<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<oembed>{inner}</oembed>\n',
        content_type="text/xml; charset=utf-8",
    )


def _refused(sentence, status):
    return _open(HttpResponse(f"{sentence}\n", status=status, content_type="text/plain"))


def _open(response):
    """Scripts of any site may read it: it tells nothing that depends on who asks."""
    response["Access-Control-Allow-Origin"] = "*"
    return response
