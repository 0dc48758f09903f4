"""Errors that people make in a translation, and edits that are none, put into a good one.

An edit is a function (random, source, target) -> (source, target, place) or None where there is
nothing of the kind: lists of paragraphs, and the place in ours where it was done.
"""

import re

from stylebook.checks.listing import listed

MONTHS = listed(
    "January February March April May June July August September October November December"
)
DAYS = listed("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
MOIS = listed(
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
)
JOURS = listed("lundi mardi mercredi jeudi vendredi samedi dimanche")
COUNTRIES = listed(
    "France Germany Italy Spain Portugal Morocco Belgium Norway Denmark Greece Russia Kazakhstan"
    " Poland Switzerland Azerbaijan Egypt Japan Turkey Iran Slovakia Taiwan"
)
LOOKALIKES = {"a": "а", "e": "е", "o": "о", "c": "с", "p": "р", "x": "х"}
MOTS = listed("un deux trois quatre cinq six sept huit neuf dix onze douze")
WORDS = listed("one two three four five six seven eight nine ten eleven twelve")
SCALES = {"million": "billion", "billion": "million"}
SCALES |= {"millions": "billions", "billions": "millions"}
SCALES |= {"millions d": "milliards d", "milliards": "millions", "milliard": "million"}


def _somewhere(random, target, pattern):
    """(place, match) of a random hit, or None."""
    hits = [(at, m) for at, text in enumerate(target) for m in re.finditer(pattern, text)]
    return random.choice(hits) if hits else None


def _swap(target, at, start, end, new):
    text = target[at]
    return [*target[:at], text[:start] + new + text[end:], *target[at + 1 :]]


def _replacing(pattern, new):
    """An error that puts new(random, match) in place of a match."""

    def edit(random, source, target):
        hit = _somewhere(random, target, pattern)
        if not hit:
            return None
        at, match = hit
        text = new(random, match)
        return text and (source, _swap(target, at, *match.span(), text), at)

    return edit


def _other(random, one, among):
    return random.choice([item for item in among if item != one])


def _exchanging(*lists):
    """An error that puts another word of the same list in place of one."""
    words = "|".join(word for among in lists for word in among)

    def new(random, match):
        return _other(random, match[0], next(among for among in lists if match[0] in among))

    return _replacing(rf"\b(?:{words})\b", new)


def _digit(random, match):
    number = match[0]
    at = random.choice([n for n, c in enumerate(number) if c.isdigit() and (n or len(number) == 1)])
    return number[:at] + _other(random, number[at], "123456789") + number[at + 1 :]


def _transposed(random, match):
    number = match[0]
    places = [
        n for n in range(len(number) - 1)
        if number[n : n + 2].isdigit() and number[n] != number[n + 1] and number[n + 1] != "0"
    ]  # fmt: skip
    if not places:
        return None
    at = random.choice(places)
    return number[:at] + number[at + 1] + number[at] + number[at + 2 :]


def _separator(random, match):
    number = match[0]
    return number.replace(",", "") + "0" if "." not in number else number.replace(".", "", 1)


def _slip(random, word):
    at = random.randrange(1, len(word) - 1)
    kind = random.randrange(4)
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[:at] + word[at] + word[at:]
    if kind == 2 and word[at] != word[at + 1]:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + _other(random, word[at], "aeiorstnl") + word[at + 1 :]


def _names(target, often):
    """Capitalised words inside a sentence that stand once, or more often."""
    found = {}
    for at, text in enumerate(target):
        for m in re.finditer(r"(?<=[a-z,] )[A-Z][a-zà-ÿżźśćńółęąščřžýáíéúůěťďğışçöü]{4,}\b", text):
            found.setdefault(m[0], []).append((at, m))
    everything = " ".join(target)
    calendar = {*MONTHS, *DAYS}
    return [
        places
        for name, places in sorted(found.items())
        if name not in calendar and (len(re.findall(rf"\b{name}\b", everything)) > 1) == often
    ]


def name_once_of_many(random, source, target):
    return _misspelled(random, source, target, often=True)


def name_used_once(random, source, target):
    return _misspelled(random, source, target, often=False)


def _misspelled(random, source, target, often):
    names = _names(target, often)
    if not names:
        return None
    at, match = random.choice(random.choice(names))
    return source, _swap(target, at, *match.span(), _slip(random, match[0])), at


def paragraph_dropped(random, source, target):
    at = random.randrange(len(target))
    if len(target) < 3 or len(target[at]) < 60:
        return None
    return source, target[:at] + target[at + 1 :], at


def paragraph_repeated(random, source, target):
    at = random.randrange(len(target))
    return source, [*target[: at + 1], target[at], *target[at + 1 :]], at


def _sentences(text):
    return re.findall(r".+?[.!?](?:”|\s»)?(?=\s+[“«A-ZÀÉ]|$)", text)


def sentence_dropped(random, source, target):
    places = [at for at, text in enumerate(target) if len(_sentences(text)) > 1]
    if not places:
        return None
    at = random.choice(places)
    parts = _sentences(target[at])
    out = random.randrange(len(parts))
    if len(parts[out]) < 25:
        return None
    left = "".join(p for n, p in enumerate(parts) if n != out).strip()
    return source, [*target[:at], left, *target[at + 1 :]], at


def sentence_untranslated(random, source, target):
    places = [at for at, text in enumerate(target) if len(_sentences(text)) > 1]
    if not places or len(source) != len(target):
        return None
    at = random.choice(places)
    parts = _sentences(target[at])
    theirs = re.findall(r".+?[.!?。؟]+[”»“\"]*(?=\s|$|.)", source[at])
    theirs = [sentence for sentence in theirs if len(sentence) > 12]
    if not theirs:
        return None
    parts[random.randrange(len(parts))] = " " + random.choice(theirs).strip()
    return source, [*target[:at], "".join(parts).strip(), *target[at + 1 :]], at


def quote_lost(random, source, target):
    hit = _somewhere(random, target, "[“”]")
    return hit and (source, _swap(target, hit[0], *hit[1].span(), ""), hit[0])


def invisible(random, source, target):
    at = random.randrange(len(target))
    place = random.randrange(1, len(target[at]))
    return (
        source,
        _swap(target, at, place, place, random.choice("\u200b\u00ad\u2060\ufeff\u202e")),
        at,
    )


ERRORS = {
    "digit": _replacing(r"(?<![\d.,:A-Za-z-])\d[\d.,]*(?![\d:]|\s?[ap]\.m)(?<=\d)", _digit),
    "transposed": _replacing(
        r"(?<![\d.,:A-Za-z-])\d[\d.,]+(?![\d:]|\s?[ap]\.m)(?<=\d)", _transposed
    ),
    "scale": _replacing(
        rf"\b(?:{'|'.join(sorted(SCALES, reverse=True))})\b", lambda r, m: SCALES[m[0]]
    ),
    "separator": _replacing(r"\b\d{1,3}[.,]\d+\b(?! ?[ap]\.m)", _separator),
    "number word": _replacing(
        rf"\b(?:{'|'.join(WORDS[2:])})\b", lambda r, m: _other(r, m[0], WORDS[2:])
    ),
    "month": _exchanging(MONTHS, MOIS),
    "weekday": _exchanging(DAYS, JOURS),
    "country": _replacing(
        rf"\b(?:{'|'.join(COUNTRIES)})\b", lambda r, m: _other(r, m[0], COUNTRIES)
    ),
    "percent lost": _replacing(r"(?<=\d)(?: percent|%)", lambda r, m: " "),
    "currency": _replacing(
        r"[€$](?=\d)|\beuros\b", lambda r, m: {"€": "$", "$": "€", "euros": "dollars"}[m[0]]
    ),
    "paragraph dropped": paragraph_dropped,
    "paragraph repeated": paragraph_repeated,
    "sentence dropped": sentence_dropped,
    "untranslated": sentence_untranslated,
    "name once of many": name_once_of_many,
    "name used once": name_used_once,
    "typo": _replacing(r"(?<=[a-z] )[a-z]{5,}\b", lambda r, m: _slip(r, m[0])),
    "glued": _replacing(r"(?<=[a-z]) (?=[a-zA-Z])", lambda r, m: None),
    "doubled": _replacing(
        r"\b(?:the|of|in|and|to|a|for|with|was|is)\b", lambda r, m: f"{m[0]} {m[0]}"
    ),
    "invisible": invisible,
    "look-alike": _replacing(r"(?<=[a-z])[aeocpx](?=[a-z])", lambda r, m: LOOKALIKES[m[0]]),
    "quote lost": quote_lost,
    "space lost": _replacing(r"(?<=[a-z]{3}[.,]) (?=[A-Za-z])", lambda r, m: None),
}


def in_words(random, source, target):
    """“3” as “three” where that is all there is of the number."""
    french = any(word in " ".join(target).split() for word in ("les", "dans", "une"))
    return _replacing(
        r"(?<![\d.,:$€-])(?<!\d\s)\b(?:[2-9]|1[0-2])\b"
        r"(?![\d.,:%]|\s?[ap]\.m| percent|\s[mb]illion|\s%|\smilliard|\s\d| h )",
        lambda r, m: (MOTS if french else WORDS)[int(m[0]) - 1],
    )(random, source, target)


def _space_out(pattern):
    def edit(random, source, target):
        hit = _somewhere(random, target, pattern)
        return hit and (source, _swap(target, hit[0], *hit[1].span(), ""), hit[0])

    return edit


ERRORS["glued"] = _space_out(r"(?<=[a-z]{2}) (?=[a-z]{2})")
ERRORS["space lost"] = _space_out(r"(?<=[a-z]{3}[.,]) (?=[A-Za-z])")


# --- edits that are none


def merged(random, source, target):
    if len(target) < 2:
        return None
    at = random.randrange(len(target) - 1)
    return source, [*target[:at], f"{target[at]} {target[at + 1]}", *target[at + 2 :]], at


def parted(random, source, target):
    places = [at for at, text in enumerate(target) if len(_sentences(text)) > 1]
    if not places:
        return None
    at = random.choice(places)
    parts = _sentences(target[at])
    cut = random.randrange(1, len(parts))
    halves = ["".join(parts[:cut]).strip(), "".join(parts[cut:]).strip()]
    if any(
        halves[0].count(opening) != halves[0].count(closing) for opening, closing in ("“”", "«»")
    ):
        return None
    return source, [*target[:at], *halves, *target[at + 1 :]], at


def joined(random, source, target):
    hit = _somewhere(random, target, r"\. (?=(?:The|It|He|She|A|In|There|This)\b)")
    if not hit:
        return None
    at, match = hit
    text = target[at]
    rest = text[match.end() :]
    return source, [*target[:at], f"{text[: match.start()]}, and {rest[0].lower()}{rest[1:]}",
                    *target[at + 1 :]], at  # fmt: skip


def sentence_split(random, source, target):
    hit = _somewhere(
        random, target, r", (?:and|but) (?=(?:it|he|she|they|the|there)\b)|\s?; (?=[a-z])"
    )
    if not hit:
        return None
    at, match = hit
    text = target[at]
    rest = text[match.end() :]
    return source, [*target[:at], f"{text[: match.start()]}. {rest[0].upper()}{rest[1:]}",
                    *target[at + 1 :]], at  # fmt: skip


def curly(random, source, target):
    changed = [
        re.sub(r'"([^"]*)"', r"“\1”", t).replace("'", "’") if '"' in t or "'" in t
        else re.sub("[“”]", '"', t)
        for t in target
    ]  # fmt: skip
    return (source, changed, 0) if changed != target else None


HARMLESS = {
    "paragraphs merged": merged,
    "paragraph split": parted,
    "sentences joined": joined,
    "sentence split": sentence_split,
    "quotation marks": curly,
    "3 as three": in_words,
}
