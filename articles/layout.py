"""The order of a front: which story leads, what stands beside it, what follows."""

from dataclasses import dataclass

SECONDARY = 5  # two stories beside the lead of the home page, three beneath
OF_EACH_PAPER = 2


@dataclass(frozen=True)
class Front:
    """Ids of live stories by their place."""

    lead: int | None = None
    second: tuple = ()
    river: tuple = ()
    papers: tuple = ()  # of tuples of ids, one for each paper


def home(places):
    """One story leads, a few stand beside it, and each paper has its say. `places` are of
    articles.reading.order, the newest first."""
    lead, others = _led(places)
    return Front(lead, others[:SECONDARY], others[SECONDARY:], _by_paper(places))


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


def _led(places):
    """The newest story with a picture, or else the newest; and the others."""
    lead = next((place.pk for place in places if place.pictured), None)
    lead = lead or (places[0].pk if places else None)
    return lead, tuple(place.pk for place in places if place.pk != lead)


def _by_paper(places):
    papers = {}
    for place in places:
        if place.publication:
            papers.setdefault(place.publication, []).append(place.pk)
    return tuple(tuple(pks[:OF_EACH_PAPER]) for pks in papers.values())
