"""The fronts as readers get them: the home page of an edition, and that of a section."""

from functools import lru_cache

from django.conf import settings
from django.utils.html import escape
from django.utils.text import Truncator

from articles import editions, furniture, json_ld, layout, paging, reading
from articles.shells import shell

SUMMARY = 300  # characters
# {(edition, slug): reading.Wanted}: what each front was made of last. Nothing that a reader sees
# is kept here, only what to ask for together with the order, to be read anew every time.
_made_of = {}


def front(edition, slug="", pinned=None):
    """(Shell, slots, seals) of the home page of an edition, or of the front of a section: as
    editors arranged it, or with `pinned` ({place: reading.Place}) in place of what is stored."""
    counted = settings.MOST_READ and not slug
    guess = _made_of.get((edition, slug))
    order, cards = reading.front(edition, slug, guess, counted=counted)
    rows = furniture.at(edition, order.stamp)
    if slug:
        template, about = "articles/section.html", of_the_section(rows, slug, edition)
    else:
        template, about = "articles/home.html", of_the_site(rows, edition)
    stands = order.pinned if pinned is None else tuple(pinned.items())
    laid, wanted = _planned(bool(slug), order.newest, stands, paging.PAGE_SIZE)
    if wanted != guess:
        cards = reading.arranged(wanted)
        if pinned is None:
            _made_of[edition, slug] = wanted
    return _laid_out(template, rows, edition, order, wanted, laid, cards, **about)


@lru_cache(maxsize=256)
def _planned(is_section, newest, pinned, size):
    """(layout.Front, reading.Wanted)."""
    stood = layout.filled(newest, dict(pinned), size)
    laid = layout.section(stood.stories) if is_section else layout.home(stood.stories)
    heads = (pks[0] for _, pks in laid.columns)
    last = stood.last.pk if stood.last else 0
    stories = tuple(place.pk for place in stood.stories)
    return laid, reading.Wanted(stories, laid.lead or 0, (*laid.second, *heads), last)


def _laid_out(template, rows, edition, order, wanted, laid, cards, *, here="", has_about=False,
              **slots):  # fmt: skip
    river = [cards[pk] for pk in laid.river if pk in cards]
    older = paging.cursor(cards[wanted.last]) if wanted.last in cards else ""
    papers = layout.papers(laid.papers, cards)
    sections, prefix = furniture.read(rows)["sections"], editions.prefix(edition)
    columns = layout.columns(laid.columns, cards, sections, prefix)
    around = shell(
        template, rows, edition=edition, here=here, has_about=has_about,
        is_older=False, has_lead=laid.lead in cards, has_second=bool(laid.second),
        has_papers=bool(papers), has_columns=bool(columns), has_river=bool(river),
        has_older=bool(older), has_most_read=bool(order.most_read),
    )  # fmt: skip
    slots |= {
        "lead": cards[laid.lead].html if laid.lead in cards else "",
        "second": "".join(cards[pk].html for pk in laid.second if pk in cards),
        "papers": papers,
        "columns": columns,
        "river": "".join(card.html for card in river),
        "most_read": layout.most_read(edition, order.most_read),
        "older": older,
    }
    return around, slots, [cards[pk].seal for pk in wanted.stories if pk in cards]


@lru_cache(maxsize=64)
def of_the_site(rows, edition):
    """What the home page says of the paper. Like that of a section it follows from the furniture
    alone, and is made again when that is another."""
    policies = json_ld.policies(furniture.read(rows).get("pages", ()), edition)
    return {
        "title": escape(settings.SITE_NAME),
        "summary": summary(editions.tagline(edition)),
        "linked": json_ld.dumped(json_ld.home(edition, policies)),
    }


@lru_cache(maxsize=1_000)
def of_the_section(rows, slug, edition):
    """What the page of a section says of it, in the words of this edition."""
    known = furniture.read(rows)["sections"]
    section = next((section for section in known if section["slug"] == slug), None)
    if section is None:
        raise paging.NoSuchPage
    title, about = section["title"], section["about"]
    linked = json_ld.section(title, about, slug, edition)
    slots = {
        "title": escape(title),
        "summary": summary(about or title),
        "about": escape(about),
        "linked": json_ld.dumped(linked),
    }
    return slots | {"here": slug, "has_about": bool(about)}


@lru_cache(maxsize=1_000)
def summary(text):
    return escape(Truncator(text).chars(SUMMARY))
