"""Putting terms into the Stylebook, changing them and taking them out, one by one or many at
once. Whatever is done leaves a TermChange."""

from dataclasses import replace

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from stylebook import duplicates
from stylebook.entries import Entry, Worded, as_data, complaints, from_data, merge
from stylebook.models import Term, TermChange, Wording

_PLAIN = ("kind", "domain", "keep", "note", "key")
BATCH = 500


def entry_of(term):
    """The Entry that a stored Term is."""
    wordings = tuple(Worded(w.language, w.text, w.standing) for w in term.wordings.all())
    return Entry(**{name: getattr(term, name) for name in _PLAIN}, wordings=wordings)


@transaction.atomic
def keep(term, entry, *, by, note=""):
    """Store an Entry as this Term, or as a new one where `term` is None.

    Raises PermissionDenied, and ValidationError with sentences.
    """
    said = [sentence for _, sentence in complaints(entry)]
    said += duplicates.found(entry, besides=term)
    if said:
        raise ValidationError(said)
    return keep_all([(term, entry)], by=by, note=note)[0]


@transaction.atomic
def keep_pair(entry, *, ours, by):
    """The same for what stands in an original and what we write in our language, `ours`. Where
    the Stylebook knows one of both and not yet the other, that goes to the term that is there."""
    owners = duplicates.owners(entry)
    there = entry_of(owners[0]) if len(owners) == 1 else Entry()
    known = {(w.language, w.text.casefold()) for w in there.wordings}
    more = [w for w in entry.wordings if (w.language, w.text.casefold()) not in known]
    fresh = any(w.standing == "preferred" for w in more)
    otherwise = any(w.language == ours and ours in there.preferred for w in more)
    if not known or not fresh or otherwise:
        return keep(None, entry, by=by)  # a new one; or refused, with what is there
    aside = {w: "also" if w.language in there.preferred else w.standing for w in more}
    wordings = tuple(replace(w, standing=s) if w.standing == "preferred" else w
                     for w, s in aside.items())  # fmt: skip
    more = Entry(there.kind, keep=there.keep, note=there.note or entry.note, wordings=wordings)
    return keep(owners[0], merge(there, more).entry, by=by)


@transaction.atomic
def keep_all(changes, *, by, note=""):
    """Store [(Term or None, checked Entry)] in few statements, under the name of this person;
    `by` is None for what the house itself brings along. Returns the Terms."""
    for verb in {"change" if term else "add" for term, _ in changes}:
        _must(by, verb)
    now, terms = timezone.now(), []
    for term, entry in changes:
        term = term or Term()
        for name in _PLAIN:
            setattr(term, name, getattr(entry, name))
        term.name = entry.name(settings.EDITION_LANGUAGE)
        term.changed_by, term.changed_at = by, now
        terms.append(term)
    old = [term for term in terms if term.pk]
    Wording.objects.filter(term__in=old).delete()
    fields = [*_PLAIN, "name", "changed_by", "changed_at"]
    Term.objects.bulk_update(old, fields, batch_size=BATCH)
    Term.objects.bulk_create([term for term in terms if not term.pk], batch_size=BATCH)
    pairs = [(term, entry) for term, (_, entry) in zip(terms, changes, strict=True)]
    Wording.objects.bulk_create(
        [
            Wording(term=term, language=w.language, text=w.text, standing=w.standing)
            for term, entry in pairs
            for w in entry.wordings
        ],
        batch_size=BATCH,
    )
    TermChange.objects.bulk_create(
        [
            TermChange(term=t, name=t.name, data=as_data(e), note=note[:200], by=by, at=now)
            for t, e in pairs
        ],
        batch_size=BATCH,
    )
    return terms


@transaction.atomic
def forget(term, *, by):
    """Take a term out. What it said stays in the history."""
    _must(by, "delete")
    TermChange.objects.create(term=term, name=term.name, by=by, note="taken out")
    term.delete()


@transaction.atomic
def restore(change, *, by):
    """Make a term again what it was after an earlier change."""
    note = f"as it was on {timezone.localtime(change.at):%Y-%m-%d %H:%M}"
    return keep(change.term, from_data(change.data), by=by, note=note)


def _must(by, verb):
    if by is None:
        return
    if not by.is_active or not by.has_perm(f"stylebook.{verb}_term"):
        raise PermissionDenied(f"Your role may not {verb} terms of the Stylebook.")
