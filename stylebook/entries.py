"""A term as a plain value: what is typed, imported, exported and kept in the history."""

from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum

from babel import Locale, UnknownLocaleError

LONGEST = 200  # characters of a wording
SEPARATOR = "|"  # between the wordings of one cell of a table


class Standing(StrEnum):
    PREFERRED = "preferred"
    ALSO = "also"
    NEVER = "never"

    @property
    def label(self):
        return {"preferred": "we write", "also": "also right", "never": "never"}[self.value]


@dataclass(frozen=True)
class Worded:
    language: str
    text: str
    standing: str = "preferred"


@dataclass(frozen=True)
class Entry:
    kind: str = "phrase"
    domain: str = ""
    keep: bool = False
    note: str = ""
    wordings: tuple[Worded, ...] = ()
    key: str = ""

    @property
    def preferred(self):
        """{language: what we write}"""
        return {w.language: w.text for w in self.wordings if w.standing == "preferred"}

    def name(self, language):
        """By which a list in this language shows it."""
        preferred = self.preferred
        if preferred:
            return preferred.get(language) or next(iter(preferred.values()))
        return self.wordings[0].text if self.wordings else ""


def as_data(entry):
    return asdict(entry) | {"wordings": [list(asdict(w).values()) for w in entry.wordings]}


def from_data(data):
    known = {name: data[name] for name in Entry.__dataclass_fields__ if name in data}
    return Entry(**known | {"wordings": tuple(Worded(*w) for w in data.get("wordings", ()))})


def known_language(code):
    try:
        Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return False
    return True


def complaints(entry):
    """[(which wording or None, sentence)]: what is wrong with an entry by itself."""
    if not entry.wordings:
        yield None, "Say how it is written in one language at least."
    seen, preferred = {}, {}
    for worded in entry.wordings:
        yield from ((worded, said) for said in _wrong(worded))
        place = worded.language, worded.text.casefold()
        if (
            place in seen
            and "never" in (worded.standing, seen[place])
            and (worded.standing != seen[place])
        ):
            yield worded, f"“{worded.text}” is what we write."
        elif place in seen:
            yield worded, f"“{worded.text}” stands here twice."
        seen[place] = worded.standing
        if worded.standing == "preferred":
            if worded.language in preferred:
                yield (
                    worded,
                    (
                        f"We write “{preferred[worded.language]}” in this language: "
                        "make one of them “also right”."
                    ),
                )
            preferred.setdefault(worded.language, worded.text)
    if entry.keep and len(set(preferred.values())) > 1:
        yield None, "With “do not translate” we write what stands in the original."


def _wrong(worded):
    if not known_language(worded.language):
        yield f"“{worded.language}” is not a language code. Use one such as “fr” or “zh-Hans”."
    if not worded.text:
        yield "Say how it is written."
    if len(worded.text) > LONGEST:
        yield f"At most {LONGEST} characters; “{worded.text[:30]}…” has {len(worded.text)}."
    if SEPARATOR in worded.text:
        yield f"“{worded.text}” may not hold the sign {SEPARATOR}, which parts words in tables."


@dataclass(frozen=True)
class Merged:
    """An entry with what another one adds; `said` tells what that changes, in sentences."""

    entry: Entry
    said: list = field(default_factory=list)


def merge(old, new):
    """Nothing of `old` is lost: what `new` prefers otherwise makes the earlier wording one that
    is also right."""
    said, wordings = [], {(w.language, w.text): w for w in old.wordings}
    for worded in new.wordings:
        place = worded.language, worded.text
        known = wordings.get(place)
        if known == worded:
            continue
        if worded.standing == "preferred":
            said += _step_aside(wordings, worded)
        wordings[place] = worded
        how = Standing(worded.standing).label
        said.append(f"{worded.language}: {how} “{worded.text}”")
    others = {
        name: getattr(new, name)
        for name in ("kind", "domain", "note", "key")
        if getattr(new, name) and getattr(new, name) != getattr(old, name)
    }
    if new.keep != old.keep:
        others["keep"] = new.keep
    said += [_told(name, value) for name, value in others.items() if name != "key"]
    merged = replace(old, wordings=tuple(wordings.values()), **others)
    return Merged(merged, said)


def _told(name, value):
    if name == "keep":
        return "do not translate" if value else "to be translated"
    return f"{name}: {value}"


def _step_aside(wordings, worded):
    for place, known in list(wordings.items()):
        if known.language == worded.language and known.standing == "preferred":
            wordings[place] = replace(known, standing="also")
            yield f"{known.language}: “{known.text}” is only also right from now on"
