"""How a front is laid out: what editors pinned, filled up with the newest; which story leads, what
stands beside it, what follows. `places` are of articles.reading, in the order of `filled`."""

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

from django.utils.html import escape, format_html_join

from articles import editions, paging

SECONDARY = 4  # stories in a row beneath the lead of the home page
OF_EACH_PAPER = 2
OF_EACH_SECTION = 4


@dataclass(frozen=True)
class Front:
    """Ids of live stories by their place."""

    lead: int | None = None
    second: tuple = ()
    river: tuple = ()
    papers: tuple = ()  # of tuples of ids, one for each paper
    columns: tuple = ()  # of (section, tuple of ids)


@dataclass(frozen=True)
class Filled:
    """A front with its gaps closed: its stories in their order. Older ones begin beneath `last`,
    the oldest of those that filled a gap; None where none are left."""

    stories: list
    last: object = None


def filled(newest, pinned, size=None):
    """Filled with `size` stories: `pinned` ({place: story}) in their places, the gaps filled
    with `newest`. Each has `pk` and `pictured`: where nobody leads, a story with a picture does.
    """
    size = size or paging.PAGE_SIZE
    pinned, held = dict(pinned), {story.pk for story in pinned.values()}
    rest = [story for story in newest if story.pk not in held]
    gaps = max(0, size - len(pinned))
    filling, rest = rest[:gaps], rest[gaps:]
    last = filling[-1] if rest and filling else None
    if 0 not in pinned:
        lead = next((story for story in filling if story.pictured), None)
        filling = sorted(filling, key=lambda story: story is not lead)
    ordered = []
    while pinned or filling:
        place = len(ordered)
        if filling and place not in pinned:
            ordered.append(filling.pop(0))
        else:
            ordered.append(pinned.pop(place if place in pinned else min(pinned)))
    return Filled(ordered[:size], last)


def home(places):
    """One story leads, a few stand beneath it, each paper has its say, and what else there is
    stands in the column of its section."""
    lead, others = _led(places)
    second, rest = others[:SECONDARY], others[SECONDARY:]
    columns = _by_section([place for place in places if place.pk in rest])
    standing = {pk for _, pks in columns for pk in pks}
    river = tuple(pk for pk in rest if pk not in standing)
    return Front(lead, second, river, _by_paper(places), columns)


def section(places):
    lead, others = _led(places)
    return Front(lead, (), others)


def papers(groups, cards):
    """What each paper has to say, as entries of a list."""
    found = ([cards[pk] for pk in group if pk in cards] for group in groups)
    return "".join(
        f"<li>{shown[0].paper}{''.join(card.strip for card in shown)}</li>"
        for shown in found
        if shown
    )


def columns(found, cards, sections, prefix):
    """A column for each section that has something new, in the order of the navigation: one
    story with its picture, then headlines."""
    by_section = dict(found)
    return "".join(
        _column(section, [cards[pk] for pk in by_section[section["id"]] if pk in cards], prefix)
        for section in sections
        if section["id"] in by_section
    )


def _column(section, cards, prefix):
    if not cards:
        return ""  # withdrawn since they were put in order
    headlines = "".join(card.strip for card in cards[1:])
    name = _name(prefix, section["slug"], section["title"])
    return f'<section class="column"><h2>{name}</h2>{cards[0].html}{headlines}</section>'


@lru_cache(maxsize=1_000)
def _name(prefix, slug, title):
    return f'<a href="{prefix}/{slug}/">{escape(title)}</a>'


def most_read(edition, stories):
    """Entries of a numbered list, of articles.reading.MostRead."""
    if not stories:
        return ""
    prefix = editions.prefix(edition)
    rows = ((f"{prefix}/{quote(story.path)}/", story.language, story.headline) for story in stories)
    return format_html_join("", '<li><a href="{}" lang="{}">{}</a></li>', rows)


def _led(places):
    pks = tuple(place.pk for place in places)
    return (pks[0] if pks else None), pks[1:]


def _by_section(places):
    sections = {}
    for place in places:
        sections.setdefault(place.section, []).append(place.pk)
    return tuple((section, tuple(pks[:OF_EACH_SECTION])) for section, pks in sections.items())


def _by_paper(places):
    papers = {}
    for place in places:
        if place.publication:
            papers.setdefault(place.publication, []).append(place.pk)
    return tuple(tuple(pks[:OF_EACH_PAPER]) for pks in papers.values())
