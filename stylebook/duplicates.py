"""Which terms of the Stylebook an entry would be a second time."""

from stylebook.models import Term, Wording


def found(entry, *, besides=None):
    """Sentences about wordings that stand in other terms already."""
    for worded, term in _shared(entry):
        if besides is None or term.pk != besides.pk:
            yield f"The Stylebook has this already: {said(term, worded.language)}."


def owners(entry):
    """The terms in which a wording of this entry stands."""
    return list({term.pk: term for _, term in _shared(entry)}.values())


def _shared(entry):
    ours = {(w.language, w.text.casefold()): w for w in entry.wordings if w.standing != "never"}
    languages = {language for language, _ in ours}
    # Not every database knows the small and capital letters of every script.
    known = Wording.objects.filter(language__in=languages).exclude(standing="never")
    hits = {}
    for pk, language, text in known.values_list("term", "language", "text"):
        if (language, text.casefold()) in ours:
            hits.setdefault(pk, ours[language, text.casefold()])
    terms = Term.objects.prefetch_related("wordings").in_bulk(hits) if hits else {}
    return [(worded, terms[pk]) for pk, worded in hits.items()]


def said(term, language):
    """“Бишкек → Bishkek” for who looks from Russian."""
    preferred = {w.language: w.text for w in term.wordings.all() if w.standing == "preferred"}
    here = preferred.pop(language, term.name)
    others = list(dict.fromkeys(preferred.values()))
    return f"{here} → {', '.join(others[:4])}" if others else here
