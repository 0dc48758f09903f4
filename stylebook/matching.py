"""Which terms of the Stylebook stand in a text, in whatever form: see checks/reading/bent.py."""

from dataclasses import dataclass
from functools import lru_cache

from stylebook import house_style, stamps
from stylebook.checks.reading.bent import BentTerms
from stylebook.models import Wording


@dataclass(frozen=True)
class Pair:
    """A Term for one pair of languages: what stands in an original, and what we write."""

    term: int  # id
    kind: str
    source: str
    target: str
    also: tuple[str, ...] = ()
    banned: tuple[str, ...] = ()
    keep: bool = False
    note: str = ""
    key: str = ""


def find(texts, source_language, target_language):
    """{key: [Pair] in order of appearance} for `texts`, {key: plain text in the source
    language}; keys without a term are left out."""
    terms = _known(source_language, target_language).terms
    found = {key: _firsts(terms.search(text)) for key, text in texts.items()}
    return {key: pairs for key, pairs in found.items() if pairs}


def _firsts(pairs):
    """One pair of each term."""
    first = {}
    for pair in pairs:
        first.setdefault(pair.term, pair)
    return list(first.values())


def pairs(source_language, target_language):
    """Every Pair of these languages, by what stands in the original."""
    return list(_known(source_language, target_language).pairs)


def checkable(source_language, target_language, stamp):
    """(Pairs, Rows of what we never write): the Stylebook as the checks need it, read anew
    where this stamp of the terms is another. Names that came from CLDR alone are left out: the
    checks know them by themselves."""
    known = _compiled(source_language, target_language, stamp)
    return [p for p in known.pairs if not p.key or p.banned], known.never


def glossary(source_language, target_language):
    """[(source, target)] for a machine. Names of languages are left out: most languages have
    one word for the language and for the people."""
    found = pairs(source_language, target_language)
    return [(p.source, p.target) for p in found if not p.key.startswith("cldr:language:")]


@dataclass(frozen=True)
class _Known:
    pairs: list[Pair]
    never: list[house_style.Row]
    terms: BentTerms


def _known(source_language, target_language):
    """The Stylebook of two languages, made anew whenever a term has changed."""
    return _compiled(source_language, target_language, stamps.read().terms)


@lru_cache(maxsize=32)
def _compiled(source_language, target_language, stamp):
    terms = _worded(source_language, target_language)
    theirs, ours = _with_base(source_language), _with_base(target_language)
    found = [pair for term, rows in terms.items() for pair in _of_term(term, rows, theirs, ours)]
    found.sort(key=lambda pair: pair.source)
    never = [row for term, rows in terms.items() for row in _never(term, rows, ours)]
    return _Known(found, never, BentTerms(found, source_language))


def _with_base(language):
    """Wordings of a language serve its regions and scripts too; its own come first."""
    return [language, language.split("-")[0]]


def _worded(*languages):
    """{Term: [Wording]} of these languages."""
    codes = {code for language in languages for code in _with_base(language)}
    rows = Wording.objects.filter(language__in=codes).select_related("term")
    terms = {}
    for row in rows.order_by("term__name", "term", "pk"):
        terms.setdefault(row.term, []).append(row)
    return terms


def _preferred(wordings, languages):
    found = {w.language: w.text for w in wordings if w.standing == "preferred"}
    return next((found[code] for code in languages if code in found), "")


def _never(term, wordings, ours):
    """What is typed in small letters is not written with a capital either."""
    write = _preferred(wordings, ours)
    for wording in wordings:
        if wording.language in ours and wording.standing == "never":
            kind = house_style.SUBSTITUTION if write else house_style.EXISTENCE
            capitals = wording.text != wording.text.lower()
            yield house_style.Row(
                kind, wording.text, write, capitals=capitals, code="term_banned", note=term.note
            )


def _of_term(term, wordings, theirs, ours):
    target = _preferred(wordings, ours)
    said = {
        standing: tuple(
            dict.fromkeys(w.text for w in wordings if w.language in ours and w.standing == standing)
        )
        for standing in ("also", "never")
    }
    # An original writes as it likes, also what we never would.
    for source in dict.fromkeys(w.text for w in wordings if w.language in theirs):
        if target or term.keep:
            yield Pair(
                term=term.pk, kind=term.kind, source=source, key=term.key, note=term.note,
                target=source if term.keep else target, keep=term.keep,
                also=said["also"], banned=said["never"],
            )  # fmt: skip
