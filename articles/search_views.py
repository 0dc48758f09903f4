"""The page that finds stories, and how a browser may ask for it from its address bar."""

import datetime
import re
from collections import Counter

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from articles import editions, furniture, search
from articles.models import LiveArticle
from articles.paging import NoSuchPage
from articles.shells import shell
from articles.views import public
from authors.models import Author
from sources.languages import country_name, language_name

FEW = 3  # stories: with fewer, another spelling is looked for
LATELY = 40  # stories whose subjects are offered where nothing is looked for
SUBJECTS = 16
SLUG = re.compile(r"[-\w]{1,120}")

# So short that what was corrected or withdrawn is soon gone from shared caches too.
briefly = cache_control(public=True, max_age=0, s_maxage=30)


@require_safe
@briefly
def results(request):
    asked, edition = request.GET, editions.current()
    query, filters = search.read(asked.get("q", ""), edition), _filters(asked)
    context = {"query": query, "filters": filters, "newest_first": asked.get("order") == "newest"}
    if query:
        found = search.find(
            query,
            edition=edition,
            filters=filters,
            newest_first=context["newest_first"],
            number=_number(asked.get("page", "")),
        )
        if found.number > found.last:
            raise NoSuchPage("There are no more stories here.")
        context |= {"found": found, **_offers(found, filters, edition)}
        if found.count < FEW:
            context["suggestion"] = search.suggestion(query.text, edition)
    if not query or not found.count:
        context["subjects"] = _subjects(edition)
    rows = furniture.fetch(edition)
    around = shell("articles/search.html", rows, edition=edition)
    context["furniture"] = furniture.read(rows)
    content = render_to_string("articles/_search.html", context, request)
    return HttpResponse(around.fill({"title": escape(_titled(query)), "content": content}))


@require_safe
@public
def opensearch(request):
    """https://github.com/dewitt/opensearch/blob/master/opensearch-1-1-draft-6.md"""
    kind = "application/opensearchdescription+xml"
    return render(request, "articles/opensearch.xml", content_type=kind)


def _titled(query):
    return _("%(words)s: search") % {"words": query.text} if query else _("Search")


def _filters(asked):
    """What cannot be a filter is none."""
    return search.Filters(
        section=_slug(asked.get("section", "")),
        source_language=_slug(asked.get("language", "")),
        country=_slug(asked.get("country", "")).upper(),
        author=_slug(asked.get("author", "")),
        since=_day(asked.get("from", "")),
        until=_day(asked.get("to", "")),
    )


def _slug(text):
    return text if SLUG.fullmatch(text) else ""


def _day(text):
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def _number(text):
    """Of a page that can be; the search has an end."""
    if not text:
        return 1
    if text.isascii() and text.isdigit() and 0 < int(text[:9]) <= search.MOST:
        return int(text[:9])
    raise NoSuchPage("This address of a page of found stories is damaged.")


def _offers(found, filters, edition):
    """What a search can be narrowed down to: what was found, and what is chosen."""
    author = filters.author and Author.objects.filter(slug=filters.author).first()
    return {
        "languages": _named(found, "source_language", filters, language_name, edition),
        "countries": _named(found, "country", filters, country_name, edition),
        "author": author or filters.author,
    }


def _named(found, facet, filters, name, edition):
    """[(code, name, in how many)] in the order of the names."""
    counts = found.facets[facet]
    codes = {*counts, getattr(filters, facet)} - {""}
    named = [(code, name(code, edition), counts[code]) for code in codes]
    return sorted(named, key=lambda each: each[1])


def _subjects(edition):
    """What the newest stories are about: [(slug, name)], the most frequent first."""
    lately = LiveArticle.objects.newest().of(edition)
    lists = lately.values_list("tag_list", flat=True)[:LATELY]
    counts = Counter((tag["slug"], tag["name"]) for tags in lists for tag in tags)
    return [tag for tag, _ in counts.most_common(SUBJECTS)]
