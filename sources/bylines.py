"""Names of a story's authors, from lines that hold more than names."""

import re

from prose import characters

MAX_AUTHORS = 20
_MAX_NAME = 120
_MOST_WORDS = 6

_BY = re.compile(
    r"""^(?:(?:(?:posted\s)?by|par|por|autor(?:in|en|es|a|as|i)?|auteurs?|author(?:s|ed)?(?:\sby)?|written\sby|
    reported\sby|words\sby|story\sby|text|texte|texto|testo|tekst|автор(?:ы|и)?|авторы|текст|
    kirjoittaja|forfatter|skribent|penulis|reporter|oleh|yazan|нап(?:исал|исала))\s*:\s*|
    (?:by|par|por|oleh)\s+(?=\S)|(?:von|di|door|af|av|de|van|od|written\sby|reported\sby)\s+(?=\S+\s\S)|
    (?:文|記者|记者|作者|撰文|采写|글|بقلم|كتب|كتبت|מאת|גורם|लेखक)\s*[／/:：|\s]\s*)""",
    re.IGNORECASE | re.VERBOSE,
)
# In a printed byline even one name follows; a sentence begins with a capital.
_BY_ONE = re.compile(r"^(?:von|di|door|af|av|de|van|od|nga)\s+(?=[^\W\d_]+$)")
_OF_PICTURE = re.compile(
    r"^(?:photo|foto|image|picture|photograph|video|illustration|graphi[ck]|bild|grafik)\w*\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r",\s*(?:and|&)\s+|\s*[,;|·•‧・&،、/]\s*|\s+(?:and|et|und|и|та|și|oraz|και|και|और|এবং)\s+"
)
# Words that stand between names, and in them: only where both sides are whole names.
_MAYBE = re.compile(r"\s+(?:y|e|i|en|og|och|ja|ve|dan|và|a|és|és|ir|un|в)\s+")
_ROLE = re.compile(
    r"""(?:\b(?:reporter|writer|correspondent|editor|journalist|columnist|contributor|producer|
    bureau|staff|senior|chief|desk|columna|analyst|professor|correspondante?|journaliste|rédact\w+|
    envoyée?|chroniqueu\w+|redakteur\w*|redaktor\w*|korrespondent\w*|reporterin|volontär\w*|
    redactor\w*|periodista|corresponsal|colaborador\w*|enviad\w+|repórter|jornalista|giornalista|
    redattore|inviat[oa]|verslaggever|redacteur|correspondent\w*|dziennikarz\w*|toimittaja|
    журналист\w*|корреспондент\w*|редактор\w*|обозреватель|кореспондент\w*|muhabir\w*|editör\w*|
    author|autor|agency|news\sservice)\b)""",
    re.IGNORECASE | re.VERBOSE,
)
_AFTER_NAME = re.compile(
    r"""\s*(?:\([^)]*\)|\[[^\]]*\]|\S+@\S+|@\w+|
    \s(?:in|aus|à|en|from|desde)\s[A-ZÀ-Ý][\w.\- ]+|
    (?:기자|특파원|논설위원|선임기자|인턴기자|記者|记者|編集委員|特派員))\s*$""",
    re.VERBOSE,
)
# A firm that is printed on the same line, for which or through whom somebody writes.
_FIRM_AFTER = re.compile(
    r"""\s+(?:for\s+|via\s+|/\s*)?(?:the\s+)?(?:Associated\sPress|AP|Reuters|AFP|Agence\sFrance-Presse|
    Bloomberg(?:\sNews)?|dpa|APA|EFE|Europa\sPress|ANSA|Xinhua|Yonhap|Kyodo(?:\sNews)?|PTI|ANI|IANS|UPI|
    CNN|BBC(?:\sNews)?|NPR|TASS|РИА\sНовости|ТАСС|Press\sAssociation|PA\sMedia|Getty\sImages)$""",
    re.IGNORECASE | re.VERBOSE,
)
# Where a printed byline ends: at a date, a link, a row of buttons.
_AFTER_BYLINE = re.compile(
    r"\s+[|•·–—+]\s*|(?<!\w)\d|https?:|\s(?:facebook|twitter|whatsapp|linkedin|instagram|follow\b|share\b)",
    re.IGNORECASE,
)
_NAME_WORD = re.compile(
    r"(?:[^\W\d_a-zа-я][\w.’'\-]*|d[aeio]s?|de[lr]|du|di|la|le|van|von|der|den|zu|al|el|bin|ibn|y|e)$"
)
_NOBODY = re.compile(
    r"^(?:admin\w*|administrator|webmaster|user\s?admin|user|root|unknown|none|null|undefined|"
    r"anonymous|test|guest|author|autor|false|true|n/?a|about\sthe\sauthor|share|follow|"
    r"(?:published|updated|posted|last|on|publié|mis\sà\sjour|veröffentlicht|aktualisiert)\b.*|"
    r"name|责任编辑.*|責任編輯.*|by|par|por|von|di|de|nga|link|email|e-mail|line|reddit|whatsapp|facebook|twitter|copy.*|"
    r"all\sposts.*|view\sall.*|more.*|see\sfull.*)$",
    re.IGNORECASE,
)


def names_in(line):
    """The names in one line, in printed order."""
    line = _BY.sub("", characters.clean_line(line)).strip(" ,;:|-–—")
    if "://" in line:
        return []
    if _surname_first(line):
        return [" ".join(reversed([part.strip() for part in line.split(",")]))]
    found = []
    for part in _BETWEEN.split(line):
        for name in _whole_names(part):
            name = _bare_name(name)
            # What follows a name after a comma may be an office.
            if name and not (found and _ROLE.search(name)):
                found.append(name)
    return found


def clean_names(names):
    """Each name once, in printed order, without “By” and what is no name."""
    lines = [_bare_name(_BY.sub("", characters.clean_line(name))) for name in names]
    lines = [n for n in lines if n and len(n) <= _MAX_NAME and _is_name(n)]
    return list({n.casefold(): n for n in reversed(lines)}.values())[::-1][:MAX_AUTHORS]


def without_paper(name, papers):
    """“Ann Lee” for “Ann Lee The Quay”, where that is the paper. `papers` as letters alone."""
    words = name.split()
    for n in range(2, len(words) if len(words) <= 2 * _MOST_WORDS else 0):
        if re.sub(r"[\W_]+", "", "".join(words[n:])).casefold() in papers:
            return " ".join(words[:n])
    return name


def printed_names(line):
    """The names in a printed byline; none where it is a sentence or a date."""
    line = _AFTER_BYLINE.split(characters.clean_line(line))[0]
    line = _BY_ONE.sub("", line)
    found = clean_names(names_in(line))
    return found if all(len(name.split()) <= _MOST_WORDS for name in found) else []


def is_firm(name):
    """Whether this is a news agency or a broadcaster that papers print from."""
    return _FIRM_AFTER.fullmatch(f" {name}") is not None


def is_person(name):
    """Whether it looks like a person's name: two to five words, none of them common."""
    words = name.split()
    return 1 < len(words) < 6 and all(_NAME_WORD.match(word) for word in words)


def begins_like_byline(line):
    return len(line) < 100 and _BY.match(line) is not None


def is_of_picture(line):
    """Whether this names who took a picture: “Photograph by Jane Doe”."""
    return _OF_PICTURE.match(line) is not None


def _is_name(name):
    return (
        "@" not in name
        and "://" not in name
        and not name.startswith("www.")
        and any(c.isalpha() for c in name)
        and not _NOBODY.match(name)
    )


def _whole_names(part):
    sides = _MAYBE.split(part)
    whole = len(sides) > 1 and all(len(side.split()) > 1 for side in sides)
    return sides if whole else [part]


def _bare_name(name):
    name = name.strip(" ,;:|-–—")
    while (shorter := _AFTER_NAME.sub("", name)) != name and shorter.strip():
        name = shorter.strip(" ,;:|-–—")
    return _without_firm(name)


def _without_firm(name):
    """“Ann Lee” for “Ann Lee Reuters”; a firm that stands alone stays."""
    person = _FIRM_AFTER.sub("", name)
    return person if len(person.split()) > 1 else name


def _surname_first(line):
    parts = [part.strip() for part in line.split(",")]
    return len(parts) == 2 and all(re.fullmatch(r"[^\W\d_][\w’'\-]+", part) for part in parts)
