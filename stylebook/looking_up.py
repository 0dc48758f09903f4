"""Finding a term by words of any language, as somebody types them."""

from django.db.models import Case, Q, Value, When

from stylebook.matching import Pair
from stylebook.models import Term, Wording

SHOWN = 12


def look_up(words, *, theirs, ours):
    """Pairs of the terms one of whose wordings holds these words: first those that begin so.
    `theirs` may be empty; then what stands in the original is how another language says it."""
    # Not every database knows the small and capital letters of every script.
    variants = {words, words.lower(), words.capitalize(), words.title()}
    holds, begins = Q(), Q()
    for variant in variants:
        holds |= Q(text__icontains=variant)
        begins |= Q(text__istartswith=variant)
    rows = Wording.objects.filter(holds).annotate(
        rank=Case(When(begins, then=Value(0)), default=Value(1))
    )
    hits = list(dict.fromkeys(rows.order_by("rank", "text").values_list("term", flat=True)[:60]))
    terms = Term.objects.prefetch_related("wordings").in_bulk(hits[:SHOWN])
    return [_pair(terms[pk], theirs, ours) for pk in hits[:SHOWN]]


def _pair(term, theirs, ours):
    wordings = list(term.wordings.all())
    preferred = {w.language: w.text for w in wordings if w.standing == "preferred"}
    bases = [ours, ours.split("-")[0]]
    target = next((preferred[code] for code in bases if code in preferred), "")
    source = next(
        (preferred[code] for code in (theirs, theirs.split("-")[0]) if code in preferred), term.name
    )
    said = {
        standing: tuple(w.text for w in wordings if w.language in bases and w.standing == standing)
        for standing in ("also", "never")
    }
    return Pair(
        term=term.pk, kind=term.kind, source=source, target=source if term.keep else target,
        also=said["also"], banned=said["never"], keep=term.keep, note=term.note, key=term.key,
    )  # fmt: skip
