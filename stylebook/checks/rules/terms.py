"""What the Stylebook says of a name or a phrase, and ours says otherwise."""

import re
from functools import lru_cache

from stylebook.checks.findings import WARNING, Finding
from stylebook.checks.reading.folding import fold
from stylebook.checks.registry import finds

_TAIL = 4  # letters that an ending may add


@finds("term_missing", "term_banned")
def terms(story):
    for term in story.terms:
        ours = term.source if term.keep else term.target
        yield from _banned(story, term, ours)
        for sources, targets in story.pairs:
            yield from _missing(story, term, ours, sources, targets)


def _banned(story, term, ours):
    for variant in term.banned:
        pattern = _exact(variant)
        for at, passage in enumerate(story.target):
            for found in pattern.finditer(passage.text):
                yield Finding(
                    "term_banned", WARNING, at, found.span(),
                    message=f"We write “{ours}”, not “{found[0]}”.", evidence=(variant, ours),
                    fix=ours,
                )  # fmt: skip


def _missing(story, term, ours, sources, targets):
    said = next((i for i in sources if _stands(term.source, story.source[i])), None)
    if said is None or any(_stands(ours, story.target[j]) for j in targets):
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


def _stands(term, passage):
    """Whether a term stands in a text in one of its forms."""
    wanted = _stems(term)
    if not wanted:
        return term in passage.text
    words = [word.folded for word in passage.words]
    return any(
        all(_bent(w, s) for w, s in zip(words[at : at + len(wanted)], wanted, strict=False))
        for at in range(len(words) - len(wanted) + 1)
    )


@lru_cache(maxsize=5_000)
def _stems(term):
    if re.search(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]", term):
        return ()
    return tuple((fold(w), _stem_length(w)) for w in re.findall(r"[^\W\d_]+", term))


def _stem_length(word):
    length = len(word)
    return length if length < 4 else length - (1 if length == 4 else 2 if length < 8 else 3)


def _bent(word, wanted):
    letters, stem = wanted
    return word.startswith(letters[:stem]) and len(word) <= len(letters) + _TAIL
