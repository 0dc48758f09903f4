"""Countries of ours that are not in the original."""

import re
from functools import cache

from stylebook.checks.findings import HINT, WARNING, Finding
from stylebook.checks.languages import data
from stylebook.checks.listing import listed
from stylebook.checks.reading.folding import sound
from stylebook.checks.registry import finds

# Names of people and other things as well, or of parts of something larger.
_DOUBTFUL = frozenset(listed("EU GE JO TD GN GQ GW ML TG NE MC SM AQ"))
_NO_COUNTRY_AFTER = re.compile(
    r"(?:Lower|Upper|Northern|Southern|Eastern|Western|New|North|South|East|West|Equatorial) $"
)


@finds("country_changed", "country_added")
def countries(story):
    if not story.theirs.countries or not _names(story.tgt):
        return
    theirs = [passage.values("country") for passage in story.source]
    anywhere = set().union(*theirs) if theirs else set()
    heard = {sound(w.folded)[:4] for p in story.source for w in p.words if w.end - w.start > 3}
    for sources, targets in story.pairs:
        ours = set().union(*(story.target[j].values("country") for j in targets))
        missing = sorted(
            {(i, code) for i in sources for code in theirs[i] - ours if code not in _DOUBTFUL}
        )
        for j in targets:
            for code, start, end in _named(story.target[j], story.tgt):
                near = set().union(*story.around(sources, theirs))
                if "SS" in near:  # South Sudan
                    near.add("SD")
                elsewhere = code in anywhere and code not in near
                if code not in story.theirs.countries or code in near:
                    continue
                if elsewhere and not missing:
                    continue
                name = story.target[j].text[start:end]
                if sound(name.split()[0])[:4] in heard:
                    continue
                severity = HINT if elsewhere or code in story.theirs.home else WARNING
                finding = _finding(story, j, (start, end), name, code, missing, severity)
                if finding:
                    yield finding


def _finding(story, j, span, name, code, missing, severity):
    if missing:
        i, other = missing[0]
        there = story.ours.countries.get(other, other)
        return Finding(
            "country_changed", severity, j, span, i, None,
            f"“{name}” is not in the original here, which speaks of {there}.", (f"{other}→{code}",),
        )  # fmt: skip
    if not story.theirs.known or code in story.theirs.home:
        return None
    return Finding(
        "country_added", HINT, j, span, None, None, f"“{name}” is not in the original.", (code,)
    )


def _named(passage, language):
    """(code, start, end) of countries by their full names, once each."""
    seen, names = set(), _names(language)
    for mark in passage.marks:
        if mark.kind != "country" or mark.value in seen or mark.value in _DOUBTFUL:
            continue
        name = names.get(mark.value)
        if name and passage.text.startswith(name, mark.start):
            end = mark.start + len(name)
            before = passage.text[max(0, mark.start - 12) : mark.start]
            if not passage.text[end : end + 1].isalpha() and not _NO_COUNTRY_AFTER.search(before):
                seen.add(mark.value)
                yield mark.value, mark.start, end


@cache
def _names(language):
    return data(language).countries
