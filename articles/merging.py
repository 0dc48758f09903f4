"""Two texts that were made of one, brought together block by block.

What only one side changed is taken over; what both changed differently is open: somebody has
to say whether mine stands, theirs, or both. No word of either side is dropped unless a side
itself deleted it.
"""

from dataclasses import dataclass, replace
from functools import cached_property

import lxml.html
from django.utils.html import escape

from prose import diff

_HOLDERS = ("ul", "ol", "blockquote", "section")
MINE, THEIRS, BOTH = CHOICES = ("mine", "theirs", "both")
_BOTH_FIT = ("body", "standfirst")  # fields that can hold two texts, one after the other


@dataclass(frozen=True)
class Unit:
    """A paragraph, heading, figure, or one entry of a list, quotation or gallery."""

    holder: str  # the list, quotation or gallery that it stands in
    begins: bool  # whether it is the first there
    tag: str
    attributes: tuple
    html: str  # what is inside
    text: str

    @property
    def sources(self):
        return tuple(dict(self.attributes).get("data-source", "").split())

    @property
    def photo(self):
        number = dict(self.attributes).get("data-photo")
        return int(number) if number else None

    @property
    def words(self):
        """What a person would call a change: not its links to the original, nor marks."""
        return self.holder, self.tag, self.photo, self.html


@dataclass(frozen=True)
class Part:
    """One block of the merged text; where `stands` is None, two versions of it are open, of
    which one may be that it is gone."""

    base: Unit | None
    mine: Unit | None
    theirs: Unit | None
    stands: Unit | None = None
    by: str = ""  # whose change stands; "" where nobody's

    @property
    def open(self):
        return self.stands is None

    def chosen(self, choice):
        if not self.open:
            return [self.stands]
        sides = {MINE: [self.mine], THEIRS: [self.theirs], BOTH: [self.mine, self.theirs]}
        return [unit for unit in sides[choice] if unit]


@dataclass(frozen=True)
class Merged:
    parts: list

    @cached_property
    def open(self):
        return [part for part in self.parts if part.open]

    def body(self, choices=()):
        """The text as HTML, with one of CHOICES for every open part."""
        choices = iter(choices)
        return write(u for part in self.parts for u in part.chosen(part.open and next(choices)))


def read(html):
    """The units of a clean body, in reading order."""
    if not html.strip():
        return []
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    return [unit for element in root for unit in _units(element)]


def write(units):
    out, holder = [], ""
    for unit in units:
        if holder and (unit.holder != holder or unit.begins):
            out.append(f"</{holder}>")
            holder = ""
        if unit.holder and not holder:
            holder = unit.holder
            out.append(f"<{holder}>")
        out.append(_written(unit))
    return "".join([*out, f"</{holder}>" if holder else ""])


def merge(base, mine, theirs):
    """The body `base` as both sides made something else of it. Without a base (None) all that
    differs is open."""
    ours, others = read(mine), read(theirs)
    if base is None:
        return _asked(ours, others)
    before = read(base)
    ours_of, others_of = _by_base(before, ours), _by_base(before, others)
    if _moved(others_of) and not _moved(ours_of):
        parts = _merged(before, (others, others_of), (ours, ours_of))
        return Merged([_turned(part) for part in parts])
    return Merged(_merged(before, (ours, ours_of), (others, others_of)))


def merge_values(base, mine, theirs):
    """(value, whether both changed it differently), the value then being mine. Without a base
    whatever differs is open."""
    if mine == theirs or theirs == base:
        return mine, False
    return (theirs, False) if mine == base else (mine, True)


def merge_cuts(base, mine, theirs):
    """{block: why it is left out}: of each block what either side changed, else mine."""
    sides = base or {}, mine, theirs
    blocks = dict.fromkeys([*mine, *theirs])
    merged = {b: merge_values(*(side.get(b) for side in sides))[0] for b in blocks}
    return {block: reason for block, reason in merged.items() if reason}


# --- all texts of a story -----------------------------------------------------------------


@dataclass(frozen=True)
class Clash:
    """One place where both changed the same; `key` is what its choice is called by."""

    key: str
    field: str
    mine: str
    theirs: str
    tag: str = ""

    @property
    def choices(self):
        return CHOICES if self.field in _BOTH_FIT else CHOICES[:2]


@dataclass(frozen=True)
class Texts:
    values: dict
    clashes: list
    taken: list  # what the other side alone changed: names of fields, numbers of paragraphs
    open: list  # the clashes that nobody has decided


def merge_texts(base, mine, theirs, choices=()):
    """{field: text} of two sides brought together; `choices` is {key of a Clash: choice}.
    Of a field whose base is None, or missing, nothing is known."""
    values, clashes, taken, choices = {}, [], [], dict(choices)
    for name in mine:
        merging = _merge_body if name == "body" else _merge_line
        value, found, theirs_alone = merging(
            name, base.get(name), mine[name], theirs[name], choices
        )
        values[name] = value
        clashes += found
        taken += theirs_alone
    undecided = [clash for clash in clashes if choices.get(clash.key) not in clash.choices]
    return Texts(values, clashes, taken, undecided)


def _merge_line(name, base, mine, theirs, choices):
    value, both = merge_values(base, mine, theirs)
    if not both:
        return value, [], [name] if value != mine else []
    decided = {THEIRS: theirs, BOTH: f"{mine}\n{theirs}"}.get(choices.get(name), mine)
    return decided, [Clash(name, name, mine, theirs)], []


def _merge_body(name, base, mine, theirs, choices):
    merged = merge(base, mine, theirs)
    keys = [f"{name}-{n}" for n in range(len(merged.open))]
    clashes = [
        Clash(key, name, _shown(part.mine), _shown(part.theirs), (part.mine or part.theirs).tag)
        for key, part in zip(keys, merged.open, strict=True)
    ]
    decided = [choices.get(key) if choices.get(key) in CHOICES else BOTH for key in keys]
    taken = [n for n, part in enumerate(merged.parts, 1) if part.by == THEIRS]
    return merged.body(decided), clashes, taken


def _shown(unit):
    if unit is None:
        return ""
    return f"[photograph {unit.photo}] {unit.text}".strip() if unit.photo else unit.text


# --- reading and writing ----------------------------------------------------------------


def _units(element):
    if element.tag not in _HOLDERS:
        yield _unit(element, "", True)
    else:
        for n, child in enumerate(element):
            yield _unit(child, element.tag, n == 0)


def _unit(element, holder, begins):
    return Unit(
        holder=holder,
        begins=begins,
        tag=element.tag,
        attributes=tuple(sorted(_marked(element).attrib.items())),
        html=_inner(element),
        text="".join(element.itertext()).strip(),
    )


def _marked(element):
    """What carries the marks of an entry: of an <li> that is its one paragraph."""
    return element[0] if _holds_one_paragraph(element) else element


def _holds_one_paragraph(element):
    return element.tag == "li" and len(element) == 1 and element[0].tag == "p"


def _inner(element):
    """The inside as HTML; of an <li> with one paragraph, that of the paragraph."""
    outside = lxml.html.tostring(_marked(element), encoding="unicode", with_tail=False)
    return outside[outside.index(">") + 1 : outside.rindex("</")]


def _written(unit):
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in unit.attributes)
    if unit.tag == "li" and not unit.html.startswith(("<p", "<ul", "<ol", "<blockquote")):
        return f"<li><p{attributes}>{unit.html}</p></li>"
    return f"<{unit.tag}{attributes}>{unit.html}</{unit.tag}>"


# --- who changed what --------------------------------------------------------------------


def _by_base(before, after):
    """{index before: index after}, in the order after."""
    found = diff.pairs(before, after)
    return {found[n]: n for n in sorted(found)}


def _moved(of_base):
    order = list(of_base)
    return order != sorted(order)


def _merged(before, first, second):
    """Parts in the order of the first side, whose texts are taken for mine."""
    units, of_base = first
    others, others_of = second
    base_of = {n: b for b, n in of_base.items()}
    parts, place = [], {}  # index in `others` → its part
    for n, unit in enumerate(units):
        b = base_of.get(n)
        o = others_of.get(b)
        part = _part(
            before[b] if n in base_of else None, unit, others[o] if o is not None else None
        )
        if part:
            parts.append(part)
            if o is not None:
                place[o] = part
    added = [unit.words for n, unit in enumerate(units) if n not in base_of]
    return _added(parts, place, before, others, others_of, added)


def _added(parts, place, before, others, others_of, added):
    """What the second side alone has, each behind what it stands behind there. What both added
    alike stands once."""
    base_of = {n: b for b, n in others_of.items()}
    last = None
    for n, unit in enumerate(others):
        if n not in place:
            base = before[base_of[n]] if n in base_of else None
            part = _part(base, None, unit)
            if base is None and unit.words in added:
                added.remove(unit.words)
                continue
            if part is None:
                continue
            parts.insert(_behind(parts, last), part)
            place[n] = part
        last = place[n]
    return parts


def _behind(parts, last):
    """The index behind a part and what the first side added there."""
    at = 0 if last is None else next(n for n, part in enumerate(parts) if part is last) + 1
    while at < len(parts) and parts[at].base is None and parts[at].by == MINE:
        at += 1
    return at


def _part(base, mine, theirs):
    """What becomes of one block; None where it is deleted."""
    if base is None:
        whose = MINE if mine else THEIRS
        return Part(None, mine, theirs, mine or theirs, whose)
    if mine and theirs:
        return _both_have(base, mine, theirs)
    kept = mine or theirs
    if kept.words == base.words:
        return None
    return Part(base, mine, theirs)


def _both_have(base, mine, theirs):
    if mine.words != theirs.words and base.words not in (mine.words, theirs.words):
        return Part(base, mine, theirs)
    changed = mine if theirs.words == base.words else theirs
    begins, _ = merge_values(base.begins, mine.begins, theirs.begins)
    marks = _marks(*(dict(unit.attributes) for unit in (base, mine, theirs)))
    stands = replace(changed, begins=begins, attributes=tuple(sorted(marks.items())))
    whose = "" if changed.words == base.words else MINE if changed is mine else THEIRS
    return Part(base, mine, theirs, stands, whose)


def _marks(base, mine, theirs):
    """Attributes, each from whoever changed it; links to the original from both."""
    marks = {}
    for name in base.keys() | mine.keys() | theirs.keys():
        sides = [side.get(name) for side in (base, mine, theirs)]
        value, both = merge_values(*sides)
        if both and name == "data-source":
            value = " ".join(dict.fromkeys(f"{sides[1] or ''} {sides[2] or ''}".split()))
        if value:
            marks[name] = value
    return marks


# --- the sides exchanged, and no base at all --------------------------------------------


def _turned(part):
    by = {MINE: THEIRS, THEIRS: MINE}.get(part.by, part.by)
    return replace(part, mine=part.theirs, theirs=part.mine, by=by)


def _asked(ours, others):
    unlike_either = [replace(unit, tag="") for unit in ours]
    ours_of = {n: n for n in range(len(ours))}
    parts = _merged(unlike_either, (ours, ours_of), (others, _by_base(ours, others)))
    return Merged([replace(p, stands=None, by="") if p.base is None else p for p in parts])
