"""What search engines are told to look at (https://www.sitemaps.org/protocol.html): an index, a
file for each CHUNK of keys, one of the pages about stories, one of the news of two days, and
robots.txt that names them.

A file holds a range of primary keys, so that its cost is bounded however large the archive, an
old one never changes its stories, and a new story touches the last file only.
"""

import datetime
import hashlib

from django.conf import settings
from django.db.models import Count, Exists, Max, Min, OuterRef
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import conditional_page, require_safe

from articles import editions
from articles.addresses import of_home, of_story
from articles.feeds.markup import element, text
from articles.media import absolute
from articles.models import LiveArticle, Page, Section, Tag
from articles.views import public
from authors.models import Author
from sources.models import Publication

CHUNK = 5_000  # stories of a file; the protocol allows 50,000 addresses and 50 MB
PAGES = 10_000  # of each kind and edition, at most
LISTED = ((Section, "section"), (Publication, "publication"), (Author, "authors"), (Tag, "tags"))
REGISTERS = ("sources", "countries", "topics")
NEWS = datetime.timedelta(days=2)  # as Google News wants it
NEWS_SIZE = 1_000
LATELY = 500  # changes that the index looks at
STORY = ("edition", "path", "published_at", "media")
NEWS_STORY = ("edition", "path", "language", "first_published_at", "headline")
CONTENT_TYPE = "application/xml; charset=utf-8"
SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
IMAGES = 'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
NEWS_SPACE = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
# What no search engine has to look at: the desk, searches, what is told to programs.
DISALLOWED = ("/admin/", "/api/", "/oembed/")


@require_safe
@public
@conditional_page
def index(request):
    """Of each file that changed lately it says when; finding out for all of them would mean
    reading the whole archive."""
    keys = LiveArticle.objects.aggregate(first=Min("pk"), last=Max("pk"))
    changed = {}
    lately = LiveArticle.objects.live().order_by("-published_at")
    for pk, at in lately.values_list("pk", "published_at")[:LATELY]:
        changed.setdefault(pk // CHUNK, at)
    first, last = (pk // CHUNK if pk else 0 for pk in keys.values())
    numbers = range(last, first - 1, -1) if keys["last"] else ()
    files = [(absolute(reverse("sitemap-pages")), None)]
    files += [(absolute(reverse("sitemap-stories", args=[n])), changed.get(n)) for n in numbers]
    told = "".join(f"<sitemap>{_loc(at, when)}</sitemap>" for at, when in files)
    return _xml(f"<sitemapindex {SPACE}>{told}</sitemapindex>")


@require_safe
@public
def stories(request, number):
    """The live ones with keys from `number` times CHUNK on."""
    first = number * CHUNK
    found = LiveArticle.objects.live().filter(pk__gte=first, pk__lt=first + CHUNK)
    facts = found.aggregate(stories=Count("pk"), told=Max("published_at"), made=Max("rendered_at"))
    if not facts["stories"] and not LiveArticle.objects.filter(pk__gte=first).exists():
        raise Http404("There is no such part of the archive.")
    etag = _etag(settings.VERSION, number, sorted(facts.items()))
    changed = facts["made"] and int(max(facts["told"], facts["made"]).timestamp())
    response = get_conditional_response(request, etag, None)
    if response is None:
        rows = found.order_by("pk").values_list(*STORY, named=True)
        told = "".join(_story(row) for row in rows.iterator(chunk_size=1000)) or _at_least()
        response = _xml(f"<urlset {SPACE} {IMAGES}>{told}</urlset>")
    response["ETag"] = etag
    if changed:
        response["Last-Modified"] = http_date(changed)
    return response


@require_safe
@public
@conditional_page
def pages(request):
    """In each edition its home, its own pages, and everything that stories are listed under, if
    one is."""
    addresses = []
    for edition in settings.EDITIONS:
        live = LiveArticle.objects.live().of(edition)
        with editions.speaking(edition):
            addresses += [reverse("home"), reverse("corrections"), *_own(edition)]
            addresses += [*_registers(live), *_lists(live)]
    told = "".join(f"<url>{_loc(absolute(address))}</url>" for address in addresses)
    return _xml(f"<urlset {SPACE}>{told}</urlset>")


def _own(edition):
    for slug in Page.objects.live().filter(edition=edition).values_list("slug", flat=True):
        yield reverse("section", args=[slug])


def _registers(live):
    """The registers of the papers of these stories, and the pages of their countries."""
    papers = Publication.objects.filter(Exists(live.filter(publication=OuterRef("pk"))))
    countries = list(papers.order_by("country").values_list("country", flat=True).distinct())
    if countries:
        yield from map(reverse, REGISTERS)
    for country in countries:
        yield reverse("country", args=[country.lower()])


def _lists(live):
    """Addresses of the pages that list these stories."""
    for model, name in LISTED:
        shown = model.objects.filter(Exists(live.filter(**{name: OuterRef("pk")})))
        for found in shown.order_by("-pk").only("slug")[:PAGES]:
            yield found.get_absolute_url()


@require_safe
@public
@conditional_page
def news(request):
    """https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap"""
    since = timezone.now() - NEWS
    found = LiveArticle.objects.newest().filter(first_published_at__gte=since)
    rows = found.values_list(*NEWS_STORY, named=True)
    told = "".join(_news(row) for row in rows[:NEWS_SIZE]) or _at_least()
    return _xml(f"<urlset {SPACE} {NEWS_SPACE}>{told}</urlset>")


@require_safe
@public
def robots(request):
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in _disallowed()), ""]
    lines += [f"Sitemap: {absolute(reverse(name))}" for name in ("sitemap", "news-sitemap")]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _disallowed():
    yield from DISALLOWED
    for edition in settings.EDITIONS:
        yield f"{editions.prefix(edition)}/search/"


def _at_least():
    """The home page where there is no story: the protocol wants one address in every file."""
    return f"<url>{_loc(of_home(editions.default()))}</url>"


def _story(story):
    """Of a picture the address alone: its caption and licence were struck from the extension in
    2022; search engines read the credit in the page's JSON-LD."""
    images = "".join([
        f"<image:image>{element('image:loc', absolute(kept['url']))}</image:image>"
        for kept in story.media
    ])  # fmt: skip
    return f"<url>{_loc(of_story(story), story.published_at)}{images}</url>"


def _news(story):
    paper = element("news:name", settings.SITE_NAME) + element(
        "news:language", _short(story.language)
    )
    return (
        f"<url>{_loc(of_story(story))}<news:news><news:publication>{paper}</news:publication>"
        f"<news:publication_date>{_moment(story.first_published_at)}</news:publication_date>"
        f"{element('news:title', story.headline)}</news:news></url>"
    )


def _short(language):
    """An ISO 639 code of two or three letters; of Chinese alone the script is wanted too."""
    code = language.lower()
    if code.startswith("zh"):
        return "zh-tw" if code in ("zh-tw", "zh-hk", "zh-hant") else "zh-cn"
    return code.split("-")[0]


def _loc(address, changed=None):
    lastmod = f"<lastmod>{_moment(changed)}</lastmod>" if changed else ""
    return f"<loc>{text(address)}</loc>{lastmod}"


def _moment(at):
    return at.isoformat(timespec="seconds")


def _xml(root):
    told = f'<?xml version="1.0" encoding="UTF-8"?>\n{root}\n'
    return HttpResponse(told, content_type=CONTENT_TYPE)


def _etag(*facts):
    return f'W/"{hashlib.blake2s(repr(facts).encode(), digest_size=12).hexdigest()}"'
