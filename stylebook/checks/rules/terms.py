"""What the Stylebook says of a name or a phrase, and ours says otherwise."""

import re
from functools import lru_cache

from stylebook.checks.findings import WARNING, Finding, Term
from stylebook.checks.reading.bent import BentTerms
from stylebook.checks.registry import finds


@finds("term_missing", "term_banned")
def terms(story):
    for term in story.terms:
        yield from _banned(story, term)
    known = BentTerms(story.terms, story.src) if story.terms and story.pairs else None
    for sources, targets in story.pairs if known else ():
        said = {}
        for i in sources:
            for term in known.search(story.source[i].text):
                said.setdefault(term, i)
        for term, i in said.items():
            yield from _missing(story, term, i, targets)


def _ours(term):
    return term.source if term.keep else term.target


def _banned(story, term):
    for variant in term.banned:
        pattern = _exact(variant)
        for at, passage in enumerate(story.target):
            for found in pattern.finditer(passage.text):
                yield Finding(
                    "term_banned", WARNING, at, found.span(),
                    message=f"We write “{_ours(term)}”, not “{found[0]}”.",
                    evidence=(variant, _ours(term)), fix=_ours(term),
                )  # fmt: skip


def _missing(story, term, said, targets):
    ours = _ours(term)
    right = (_only(text, story.tgt) for text in (ours, *term.also))
    if any(one.search(story.target[j].text) for one in right for j in targets):
        return
    if any(_exact(v).search(story.target[j].text) for v in term.banned for j in targets):
        return  # the banned word is there instead, and found
    yield Finding(
        "term_missing", WARNING, targets[0], None, said, None,
        f"“{term.source}” is “{ours}” in the Stylebook; it is not here.", (term.source, ours),
    )  # fmt: skip


@lru_cache(maxsize=5_000)
def _exact(text):
    return re.compile(rf"(?<!\w){re.escape(text)}(?!\w)")


@lru_cache(maxsize=5_000)
def _only(text, language):
    return BentTerms([Term(text, text)], language)
