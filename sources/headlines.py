"""The headline of a story, among all that its page calls it.

Publishers name a story in JSON-LD, for networks, in its window and in print, and add to it:
the paper's name, a section, a kicker; or cut it. Each source speaks for what it names and for
what stands in it between separators; what most speak for is the headline.
"""

import re

_SEPARATOR = re.compile(
    r"\s+[|\-–—·•»«/:]{1,2}\s+|\s*[|｜]\s*|\s*_\s*|(?<=\w)- (?=\w)|"
    r"(?<=[\u3040-\uffef])--?(?=[\u3040-\uffef])"
)
# What no headline is parted by may part it from the paper's name.
_NEAR_SITE = re.compile(rf"{_SEPARATOR.pattern}|\s*[：›‹~]\s*")
_DAY = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}[./-]\d{1,2}[./-]\d{1,2}")
_MOST_AFTER = 3  # of such parts
_CUT = re.compile(r"\s*(?:…|\.\.\.)$")
_OPENING = " \u3000|｜-–—·•»«/:_：›‹~"
# How much each source is to be believed; where they differ in letters, and in spelling only.
_LETTERS = {"told": 1.1, "printed": 1.0, "network": 0.8, "window": 0.5, "second": 0.3}
_SPELLING = {"told": 1.1, "printed": 1.15, "network": 0.8, "window": 0.5, "second": 0.3}
_LIMIT = 100  # characters; search engines ask for no more than 110, and some stop there
_MOST_CANDIDATES = 16


def choose(named, sites, most):
    """The headline out of [(source, text)], sources as in the table above. `sites` are names
    of the paper, `most` the length of what can be a headline."""
    sites = {bare(site) for site in sites} - {""}
    named = _apart(named)
    clean = [(source, _without_site(text, sites)) for source, text in named]
    clean = [(s, t) for s, t in clean if t and len(t) <= most and bare(t) not in sites]
    clean = clean[:_MOST_CANDIDATES]
    if not clean:
        return ""
    if all(source == "window" for source, _ in clean):
        return _first_part(clean[0][1])
    texts = [text for _, text in clean]
    votes = {}
    for source, text in clean:
        stem = _stem(text, texts)
        votes[bare(stem)] = votes.get(bare(stem), 0) + _LETTERS[source]
    best = max(votes, key=votes.get)
    return _whole(_spelling(best, clean, texts), texts)


def bare(text):
    """For comparing: letters and digits alone, without case."""
    return re.sub(r"[\W_]+", "", text).casefold()


def _apart(named):
    """What networks are told counts as the window's title where it repeats it, paper and all,
    and another of the page's headlines shares half its words."""
    windows = {text for source, text in named if source == "window" and _SEPARATOR.search(text)}
    printed = [text for source, text in named if source == "printed"]
    return [
        (
            "second"
            if source == "network" and text in windows and _resembles(text, printed)
            else source,
            text,
        )
        for source, text in named
    ]


def _resembles(text, others):
    words = set(text.casefold().split())
    sets = (set(other.casefold().split()) for other in others if bare(other) not in bare(text))
    return any(2 * len(words & other) >= len(other) > 2 for other in sets)


def _first_part(text):
    """Of a window's title that nothing else confirms, what stands before the paper's name."""
    parts = _SEPARATOR.split(text)
    while len(parts) > 1 and len(parts[-1]) * 2 <= len(parts[0]):
        text = text[: text.rindex(parts.pop())].strip(_OPENING)
    return text


def _stem(text, texts):
    """The headline that another source names, where this one only adds something to it."""
    parts = _SEPARATOR.split(text)
    if len(parts) < 2:
        return text
    for other in texts:
        inner = bare(other)
        if other != text and len(inner) > 7 and _is_run_of(inner, parts):
            return other
    return text


def _is_run_of(inner, parts):
    bares = [bare(part) for part in parts]
    ends = range(1, len(bares))
    return any(inner in ("".join(bares[:n]), "".join(bares[n:])) for n in ends)


def _spelling(best, clean, texts):
    written = {}
    for source, text in clean:
        stem = _stem(text, texts)
        if bare(stem) == best:
            written[stem] = written.get(stem, 0) + (_SPELLING[source] if stem == text else 0.1)
    return max(written, key=written.get)


def _whole(headline, texts):
    """The same headline uncut, where a source shortened it."""
    stem = _CUT.sub("", headline)
    if stem == headline and len(headline) < _LIMIT:
        return headline
    start = bare(stem)
    longer = (t for t in texts if bare(t).startswith(start) and bare(t) != start)
    # What only follows a separator was never part of it.
    return next((t for t in longer if not _is_run_of(start, _SEPARATOR.split(t))), headline)


def _without_site(text, sites):
    """Without the name of the paper at either end, nor the day after it."""
    for _ in range(_MOST_AFTER):
        parts = [part for part in _NEAR_SITE.split(text) if part]
        if len(parts) > 1 and (_is_site(parts[-1], sites) or _DAY.fullmatch(parts[-1])):
            shorter = text[: text.rindex(parts[-1])]
        elif len(parts) > 1 and _is_site(parts[0], sites):
            shorter = text[text.index(parts[0]) + len(parts[0]) :]
        else:
            break
        text = shorter.strip(_OPENING)
    return text


def _is_site(part, sites):
    name = bare(part)
    return (
        any(
            name == site or (len(name) > 3 and len(site) > 3 and (name in site or site in name))
            for site in sites
        )
        and len(part) < 60
    )
