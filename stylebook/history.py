"""What each change of a term changed, in words."""

from dataclasses import dataclass

from stylebook.entries import Standing, from_data
from stylebook.models import TermChange

_PLAIN = {"kind": "kind", "domain": "domain", "keep": "do not translate", "note": "note"}


@dataclass(frozen=True)
class Told:
    change: TermChange
    gone: list  # sentences of what no longer stands
    come: list  # and of what now does
    first: bool


def changes(rows):
    """[Told] of TermChanges, the newest first, each beside the one before it."""
    rows = list(rows)
    before = _before(rows)
    found = []
    for row in rows:
        old, new = _facts(before.get(row.pk)), _facts(row.data)
        found.append(
            Told(
                row,
                [fact for fact in old if fact not in new],
                [fact for fact in new if fact not in old],
                first=row.pk not in before,
            )
        )
    return found


def _before(rows):
    """{id: data of the change before it}"""
    terms = {row.term_id for row in rows if row.term_id}
    known = TermChange.objects.filter(term__in=terms).order_by("term", "at", "pk")
    found, last = {}, {}
    for pk, term, data in known.values_list("pk", "term", "data"):
        if term in last:
            found[pk] = last[term]
        last[term] = data
    return found


def _facts(data):
    """[(what, language code or "", words)] that a term says."""
    if not data:
        return []
    entry = from_data(data)
    facts = [(Standing(w.standing).label, w.language, w.text) for w in entry.wordings]
    for name, label in _PLAIN.items():
        if value := getattr(entry, name):
            facts.append((label, "", "yes" if value is True else value))
    return facts
