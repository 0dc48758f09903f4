"""What stands around the story form: state, moves, obstacles, the original, a conflict."""

import json
from dataclasses import dataclass, field
from itertools import groupby

from django.utils.html import escape

from articles import checking, counting, progress, readiness
from articles.models import Article, LiveArticle, State
from articles.moves import TEXT, editable_fields, may_edit
from articles.offers import loses_approval, offers
from prose import blocks, diff
from prose.sanitise import clean_body

# Before these, nobody asks yet what is missing.
_BACK = {State.TRANSLATING: "return", State.READY: "hold"}
_ASKED_IN = (State.TRANSLATING, State.EDITING, State.READY, State.SCHEDULED, State.PUBLISHED)


def around(article, user, cuts=None):
    """The context of the story form. `article` may carry unsaved values of a refused form, so
    everything is read afresh; `cuts` are the reasons typed into it, if it was one."""
    found = head(article, user)
    story = found["story"]
    return {**found, "source_text": source_text(story, cuts) if story.snapshot else None}


def head(article, user):
    """The context of the story's head: what each stored version changes."""
    story = readiness.for_update(article.pk)
    found, remarks = [], []
    if story.state in _ASKED_IN:
        report = checking.report(story)
        found = readiness.problems(story, report=report)
        remarks = list(readiness.remarks(story, report))
    may = editable_fields(user, story)
    return {
        "story": story,
        "may": may,
        "offers": offers(story, user, found, remarks),
        "problems": readiness.blockers(found),
        "warnings": [*readiness.warnings(found), *remarks],
        "closed": may_edit(user, story),
        "may_write": "body" in may,
        "may_cut": "cut_blocks" in may,
        "loses_approval": bool(may & set(TEXT)) and loses_approval(story),
        "autosaves": bool(may & set(TEXT)) and not loses_approval(story),
        "live": _live(story),
        "last": story.revisions.select_related("by").defer("data").first(),
        "returned": _returned(story),
        "unfinished": [block for remark in remarks for block in remark.sources],
    }


def _live(story):
    shown = LiveArticle.objects.live().filter(article=story)
    return shown.only("edition", "path", "version").first()


def _returned(story):
    """The Event with which the story came back, to its translator or from the schedule, while
    nobody has moved it since."""
    verb = _BACK.get(story.state)
    if not verb:
        return None
    last = story.events.select_related("by").exclude(verb="confirm_source").first()
    return last if last and last.verb == verb else None


def as_body(snapshot):
    """The text of a Snapshot as a body in the house vocabulary, every block marked with its id."""
    return _body(snapshot, lambda block: f' data-source="{escape(block["id"])}"')


def unmarked(snapshot):
    """The same without ids: those of two Snapshots count differently and must not be paired."""
    return _body(snapshot, lambda block: "")


def _body(snapshot, mark):
    parts = []
    for tag, group in groupby(snapshot.blocks, key=lambda block: block["tag"]):
        if tag == "li":
            items = (f"<li><p{mark(b)}>{b['html']}</p></li>" for b in group)
            parts.append(f"<ul>{''.join(items)}</ul>")
        elif tag == "blockquote":
            inner = (f"<p{mark(b)}>{b['html']}</p>" for b in group)
            parts.append(f"<blockquote>{''.join(inner)}</blockquote>")
        else:
            kept = tag if tag in ("h2", "h3", "aside") else "p"
            parts += [f"<{kept}{mark(b)}>{b['html']}</{kept}>" for b in group]
    return clean_body("".join(parts))


def source_text(story, cuts=None):
    """The Snapshot for reading beside the translation."""
    cut_blocks = story.cut_blocks if cuts is None else cuts
    shown = [
        {
            "id": block.sources[0] if block.sources else "",
            "tag": block.tag,
            "html": block.html,
            "cut": cut_blocks.get(block.sources[0], "") if block.sources else "",
            "words": counting.count(block.text),
        }
        for block in blocks.read(as_body(story.snapshot))
    ]
    # Written as a browser writes it, so that an untouched form counts as untouched.
    given = {block["id"]: block["cut"] for block in shown if block["cut"]}
    return {
        "snapshot": story.snapshot,
        "paper": story.original.publication,
        "original": story.original,
        "blocks": shown,
        "cuts": json.dumps(given, ensure_ascii=False, separators=(",", ":")),
        "progress": progress.of(story, shown, given),
    }


@dataclass(frozen=True)
class Difference:
    """How a field reads in two versions: runs of words, or blocks of runs for the text."""

    label: str
    runs: list = field(default_factory=list)
    blocks: list = field(default_factory=list)


def differences(old, new):
    """[Difference] of two {field: text}, only where they differ."""
    found = []
    for name in (name for name in TEXT if old.get(name, "") != new.get(name, "")):
        label = Article._meta.get_field(name).verbose_name.capitalize()
        pair = old.get(name, ""), new.get(name, "")
        if name == "body":
            found.append(Difference("Text", blocks=diff.bodies(*pair)))
        else:
            found.append(Difference(label, runs=diff.words(*pair)))
    return found
