"""Two people at one story: what one sent, made on an older version, meets what is stored.

What only one of them changed is taken over by itself. Where both changed the same, somebody
has to choose; until then nothing is stored, and nothing is lost.
"""

import json
from dataclasses import dataclass, field
from types import SimpleNamespace

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.text import get_text_list

from articles import counting
from articles.lines import tidied
from articles.merging import MINE, THEIRS, merge_cuts, merge_texts, merge_values
from articles.models import Article, Byline
from articles.moves import TEXT
from authors.models import Author
from prose import diff
from prose.sanitise import clean_body

CHOICE = "take-"  # with this begin the names of the choices in a form
_SELF = "You, in another window,"
_MOST_NAMED = 3  # changed paragraphs; of more only the number is told


@dataclass(frozen=True)
class Choice:
    """One place where mine or theirs has to be taken, as people see it."""

    key: str
    label: str
    choices: tuple
    mine: list  # runs as of prose.diff
    theirs: list
    tag: str = ""
    chosen: str = ""
    written: bool = True  # in the language of the story

    @property
    def only_marks_differ(self):
        return self.mine == self.theirs


@dataclass
class Meeting:
    version: int
    last: object  # the newest Revision
    who: str
    data: object  # what was sent, with theirs taken over
    choices: list = field(default_factory=list)
    open: bool = False
    taken: list = field(default_factory=list)

    @property
    def theirs(self):
        return "your other window" if self.who == _SELF else self.who

    @property
    def said(self):
        return told(self.who, self.taken)


# --- who, and what in words ---------------------------------------------------------------


def since(story, seen, user):
    """Who stored the story after the version `seen`, as the beginning of a sentence."""
    later = story.revisions.filter(number__gt=seen).select_related("by").defer("data")
    names = dict.fromkeys(r.by.get_full_name() or r.by.get_username() for r in later)
    names.pop(user.get_full_name() or user.get_username(), None)
    return get_text_list(list(names), "and") or _SELF


def told(who, taken):
    """What was taken over by itself, in a sentence; `taken` is that of merging.Texts."""
    if not taken:
        return f"{who} stored a newer version meanwhile; what you wrote is kept."
    paragraphs = [place for place in taken if isinstance(place, int)]
    places = [f"the {label(name).lower()}" for name in taken if name not in paragraphs]
    if 0 < len(paragraphs) <= _MOST_NAMED:
        numbers = get_text_list([counting.ordinal(n) for n in paragraphs], "and")
        places.append(f"the {numbers} paragraph{'s' if paragraphs[1:] else ''}")
    elif paragraphs:
        places.append(f"{len(paragraphs)} paragraphs")
    return f"{who} changed {get_text_list(places, 'and')} meanwhile; both are kept."


def clashing(who, clashes):
    """What both changed, in a sentence."""
    lines = [f"the {label(c.field).lower()}" for c in clashes if c.field != "body"]
    number = sum(c.field == "body" for c in clashes)
    if number:
        lines.append("one paragraph" if number == 1 else f"{number} paragraphs")
    return f"{who.rstrip(',')} and you both changed {get_text_list(lines, 'and')}."


def label(name):
    return "Text" if name == "body" else Article._meta.get_field(name).verbose_name.capitalize()


def cleaned(texts):
    """Texts from a browser as they would be stored, so that only changes of words count."""
    body = texts.get("body")
    return tidied(texts) | ({"body": clean_body(body)} if body else {})


# --- the form ------------------------------------------------------------------------------


def meet(form, bylines, user):
    """A StoryForm made on an older version, and its formset of bylines, brought together with
    the stored story. Choices that were made on exactly this meeting count. Raises TextTooLong."""
    stored = Article.objects.get(pk=form.instance.pk)
    seen = int(form["version"].data)
    base = _base(stored, seen)
    sent = form.data.copy()
    made = _made(sent) if sent.get("met") == str(stored.version) else {}
    met = Meeting(
        version=stored.version,
        last=stored.revisions.select_related("by").defer("data").first(),
        who=since(stored, seen, user),
        data=sent,
    )
    _meet_texts(met, form, stored, base, made)
    _meet_filing(met, form, type(form)(instance=stored), base, made)
    if bylines.is_valid():
        _meet_bylines(met, bylines, stored, base, made)
    if form.cuts is not None:
        _meet_cuts(met, form, stored, base)
    met.open = any(not choice.chosen for choice in met.choices)
    met.data["version"] = str(stored.version)
    return met


def _base(stored, seen):
    """The version that was opened, as Revision.data; None where nothing is known of it. Its row
    may have been replaced by a later one of the same sitting, which changed texts alone."""
    kept = stored.revisions.filter(number__gte=seen).order_by("number")
    found = kept.values("number", "data", "autosaved").first()
    if found is None or (found["number"] != seen and not found["autosaved"]):
        return None
    if found["number"] != seen:
        found["data"] |= dict.fromkeys(TEXT)
    return found["data"]


def _made(sent):
    return {
        name.removeprefix(CHOICE): value for name, value in sent.items() if name.startswith(CHOICE)
    }


def _meet_texts(met, form, stored, base, made):
    mine = cleaned({name: _sent(form[name]) or "" for name in TEXT if name in form.fields})
    theirs = {name: getattr(stored, name) for name in mine}
    found = merge_texts(_opened(met.data, base), mine, theirs, made)
    for name, value in found.values.items():
        met.data[name] = value
    met.taken = found.taken
    undecided = {clash.key for clash in found.open}
    for clash in found.clashes:
        runs = diff.words(clash.mine, clash.theirs)
        met.choices.append(
            Choice(
                key=clash.key,
                label=label(clash.field),
                choices=clash.choices,
                mine=[run for run in runs if run[0] != "ins"],
                theirs=[run for run in runs if run[0] != "del"],
                tag=clash.tag,
                chosen="" if clash.key in undecided else made[clash.key],
            )
        )


def _opened(sent, base):
    """The texts as this person opened them: the page knows them even where the version is no
    longer kept. Fields of which nothing is known are missing."""
    try:
        said = json.loads(sent.get("opened") or "{}")
    except (ValueError, RecursionError):
        said = {}
    said = said if isinstance(said, dict) else {}
    texts = {name: text for name, text in said.items() if isinstance(text, str)}
    known = (base or {}) | texts
    return cleaned({name: known[name] for name in TEXT if known.get(name) is not None})


def _meet_filing(met, form, stored, base, made):
    known = _initial(base) if base else {}
    for name in form.fields.keys() - {*TEXT, "version"}:
        mine, theirs = _sent(form[name]) or "", _as_sent(stored, name)
        if not form.fields[name].has_changed(stored.initial.get(name), mine):
            continue
        before = form.fields[name].has_changed
        i_did = not base or before(known.get(name), mine)
        they_did = not base or before(known.get(name), theirs)
        if not i_did:
            met.data[name] = theirs
        elif they_did:
            read = (_read(form, name, value) for value in (mine, theirs))
            choice = _plain(name, form[name].label, *read, made)
            met.choices.append(choice)
            met.data[name] = theirs if choice.chosen == THEIRS else mine


def _plain(key, named, mine, theirs, made):
    decided = made.get(key, "")
    return Choice(
        key=key,
        label=str(named),
        choices=(MINE, THEIRS),
        mine=[("same", mine or "—")],
        theirs=[("same", theirs or "—")],
        chosen=decided if decided in (MINE, THEIRS) else "",
        written=False,
    )


def _read(form, name, value):
    """A value of a field as people read it."""
    asked = form.fields[name]
    if isinstance(asked, forms.ModelChoiceField):
        found = asked.queryset.filter(pk=value).first() if value.isdecimal() else None
        return asked.label_from_instance(found) if found else ""
    if isinstance(asked, forms.ChoiceField):
        return str(dict(asked.choices).get(value, value))
    return value.replace("T", " ") if isinstance(asked, forms.DateTimeField) else value


def _initial(base):
    """A Revision's data in the shape of a form's initial values."""
    due_at = parse_datetime(base["due_at"]) if base["due_at"] else None
    return base | {
        "tags": [SimpleNamespace(name=name) for name in base["tags"]],
        "due_at": due_at and due_at.replace(second=0, microsecond=0),
    }


def _sent(bound):
    """Browsers send line ends in pairs."""
    return bound.data.replace("\r\n", "\n") if isinstance(bound.data, str) else bound.data


def _as_sent(stored, name):
    shown = stored.fields[name].widget.format_value(stored[name].value())
    shown = (shown or [""])[0] if isinstance(shown, list) else shown
    return str(shown or "")


# --- bylines and what is left out --------------------------------------------------------


def _meet_bylines(met, bylines, stored, base, made):
    mine = [list(row) for row in bylines.in_order()]
    theirs = [[b.author_id, b.role, b.place] for b in stored.bylines.all()]
    _, both = merge_values(base and base["bylines"], mine, theirs)
    if both:
        choice = _plain("bylines", "Bylines", _printed(mine), _printed(theirs), made)
        met.choices.append(choice)
        if choice.chosen != THEIRS:
            return
    elif base and mine != base["bylines"]:
        return
    _take_bylines(met.data, bylines.prefix, theirs)


def _printed(rows):
    names = Author.objects.in_bulk([author for author, _, _ in rows])
    return ", ".join(
        f"{names[author]} ({Byline.Role(role).label}{f', {place}' if place else ''})"
        for author, role, place in rows
        if author in names
    )


def _take_bylines(data, prefix, rows):
    for name in [name for name in data if name.startswith(f"{prefix}-")]:
        del data[name]
    data[f"{prefix}-TOTAL_FORMS"], data[f"{prefix}-INITIAL_FORMS"] = str(len(rows)), "0"
    for n, (author, role, place) in enumerate(rows):
        row = {"author": author, "role": role, "place": place, "position": n + 1}
        for name, value in row.items():
            data[f"{prefix}-{n}-{name}"] = str(value)


def _meet_cuts(met, form, stored, base):
    before = base["cut_blocks"] if base else None
    met.data["cuts"] = json.dumps(merge_cuts(before, form.cuts, stored.cut_blocks))
