"""Terms from a file: what would become of each, and taking them in. Nothing is lost by it: a
wording that the file writes otherwise stays as one that is also right, and what it does not
speak of stays as it is."""

import datetime
from dataclasses import dataclass, field

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from prose import characters
from stylebook import exchange
from stylebook.entries import Entry, complaints, merge
from stylebook.keeping import entry_of, keep_all
from stylebook.models import Term, TermImport, Wording

KEPT = datetime.timedelta(days=1)  # a file that nobody took in


@dataclass(frozen=True)
class Outcome:
    """What becomes of one term of a file: "new", "changed", "same" or "wrong"; `said` why, or
    what changes, in sentences."""

    at: int
    what: str
    entry: Entry
    term: Term | None = None
    said: list = field(default_factory=list)

    @property
    def name(self):
        return self.entry.name(settings.EDITION_LANGUAGE) or "—"


@transaction.atomic
def upload(name, content, *, by):
    """Keep a file until its preview was seen. Raises PermissionDenied, exchange.Unreadable."""
    _must(by)
    exchange.read(content)
    TermImport.objects.filter(at__lt=timezone.now() - KEPT).delete()
    return TermImport.objects.create(name=characters.clean_line(name)[:200], content=content, by=by)


def preview(arrival):
    """[Outcome] of a file against the Stylebook as it is, in the order of the file."""
    known = _Known()
    return [known.outcome(read) for read in exchange.read(bytes(arrival.content))]


@transaction.atomic
def take_in(arrival, *, by):
    """Store what is new or changed; what is wrong stays outside. Returns the Outcomes."""
    _must(by)
    outcomes = preview(arrival)
    changes = [(o.term, o.entry) for o in outcomes if o.what in ("new", "changed")]
    keep_all(changes, by=by, note=f"from {arrival.name}")
    arrival.delete()
    return outcomes


def _must(by):
    if not by.is_active or not by.has_perms(("stylebook.add_term", "stylebook.change_term")):
        raise PermissionDenied("Your role may not import terms into the Stylebook.")


class _Known:
    """The Stylebook, read once. What the file itself has said before counts too."""

    def __init__(self):
        self.terms = {
            str(term.pk): (term, entry_of(term))
            for term in Term.objects.prefetch_related("wordings")
        }
        rows = Wording.objects.exclude(standing="never")
        self.owners = {}
        for pk, language, text in rows.values_list("term", "language", "text"):
            self.owners.setdefault((language, text.casefold()), set()).add(str(pk))
        self.seen = {}

    def outcome(self, read):
        if read.wrong:
            return Outcome(read.at, "wrong", read.entry, said=read.wrong)
        places = [
            (w.language, w.text.casefold()) for w in read.entry.wordings if w.standing != "never"
        ]
        owners = set().union(*(self.owners.get(place, set()) for place in places))
        if read.id in self.terms and (not owners or read.id in owners):
            owners.add(read.id)
        if len(owners) > 1:
            names = sorted(self.terms[pk][0].name for pk in owners)
            said = f"It would join terms that are apart: {', '.join(names)}."
            return Outcome(read.at, "wrong", read.entry, said=[said])
        twice = {self.seen[place] for place in places if place in self.seen}
        key = next(iter(owners), "")
        twice |= {self.seen[key]} if key in self.seen else set()
        if twice:
            said = f"The file has this already, as number {min(twice)}."
            return Outcome(read.at, "wrong", read.entry, said=[said])
        self.seen |= dict.fromkeys([*places, *owners], read.at)
        if not owners:
            return Outcome(read.at, "new", read.entry)
        term, there = self.terms[key]
        merged = merge(there, read.entry)
        if wrong := [sentence for _, sentence in complaints(merged.entry)]:
            return Outcome(read.at, "wrong", read.entry, said=wrong)
        what = "changed" if merged.entry != there else "same"
        return Outcome(read.at, what, merged.entry, term, merged.said)
