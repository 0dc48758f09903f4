"""The order of a front: which story leads, what stands beside it, what follows."""

from dataclasses import dataclass

from django.utils.html import escape

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


def home(places):
    """One story leads, a few stand beneath it, each paper has its say, and what else is new
    stands in the column of its section. `places` are of articles.reading.order, the newest
    first."""
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
    name = f'<a href="{prefix}/{section["slug"]}/">{escape(section["title"])}</a>'
    return f'<section class="column"><h2>{name}</h2>{cards[0].html}{headlines}</section>'


def _led(places):
    """The newest story with a picture, or else the newest; and the others."""
    lead = next((place.pk for place in places if place.pictured), None)
    lead = lead or (places[0].pk if places else None)
    return lead, tuple(place.pk for place in places if place.pk != lead)


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
