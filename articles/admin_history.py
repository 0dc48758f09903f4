"""What happened to a story: its versions and moves, what changed between two versions, and the
way back to an earlier one."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect

from articles import moves, panel, revising
from articles.admin_views import find, form_url, not_here, page, refused
from articles.forms import name_of
from articles.models import Article, Byline, Section
from authors.models import Author
from photos.models import Photo
from prose.forms import as_number
from sources.models import Snapshot, Use

OTHER_VERBS = {
    "commission": "Commissioned",
    "hold": "Held back",
    "return": "Returned to the translator",
    "confirm_source": "Checked against the changed original",
    "follow_source": "Based on the changed original",
}
FILED = {
    "section": "Section",
    "slug": "Address",
    "tags": "Tags",
    "lead_photo": "Lead photograph",
    "bylines": "Bylines",
    "use": "Kind of use",
    "editor": "Editor",
    "due_at": "Due",
    "brief": "Brief",
    "snapshot": "Text of the original",
    "language": "Edition",
    "version_of": "Language version of",
    "cut_blocks": "Left out",
}


@dataclass(frozen=True)
class Entry:
    """One line of the history: a stored version, or a move."""

    at: datetime
    by: str
    what: str
    note: str = ""
    version: int = 0
    revision: int | None = None  # number, of a stored version


def history(model_admin, request, pk):
    story = find(model_admin, request, pk)
    if story is None:
        return not_here(model_admin, request)
    entries = [
        *map(_revision, story.revisions.select_related("by").defer("data")),
        *map(_event, story.events.select_related("by")),
        *(
            entry
            for one in story.dismissals.select_related("by", "taken_back_by")
            for entry in _answers(one)
        ),
    ]
    entries.sort(key=lambda entry: (entry.at, entry.version), reverse=True)
    numbers = [entry.revision for entry in entries if entry.revision]
    context = {
        "title": f"History: {story.headline}",
        "story": story,
        "entries": entries,
        "newest": numbers[0] if numbers else 0,
        "before": numbers[1] if len(numbers) > 1 else 0,
        "may_restore": "body" in moves.editable_fields(request.user, story),
    }
    return page(model_admin, request, "history.html", context)


def _revision(revision):
    return Entry(
        at=revision.at,
        by=name_of(revision.by),
        what=f"Version {revision.number}",
        note="saved while writing" if revision.autosaved else revision.note,
        version=revision.number,
        revision=revision.number,
    )


def _event(event):
    overridden = f" (over: {', '.join(event.overridden)})" if event.overridden else ""
    return Entry(
        at=event.at,
        by=name_of(event.by) or "the clock",
        what=OTHER_VERBS.get(event.verb) or moves.done(event.verb),
        note=event.note + overridden,
        version=event.version,
    )


def _answers(dismissal):
    """What was said of a finding of the copy checks, and that it was taken back."""
    why = dismissal.get_reason_display() + (f": {dismissal.words}" if dismissal.words else "")
    note = f"{dismissal.message} ({why})"
    what = "Let stand in every story" if dismissal.everywhere else "Let stand"
    yield Entry(at=dismissal.at, by=name_of(dismissal.by), what=what, note=note)
    if dismissal.taken_back_at:
        yield Entry(
            at=dismissal.taken_back_at, by=name_of(dismissal.taken_back_by),
            what="Taken back that it may stand", note=dismissal.message,
        )  # fmt: skip


def compare(model_admin, request, pk):
    """What changed between two versions, `?old=3&new=7`."""
    story = find(model_admin, request, pk)
    if story is None:
        return not_here(model_admin, request)
    old, new = (_version(story, request.GET.get(name)) for name in ("old", "new"))
    if old.number > new.number:
        old, new = new, old
    context = {
        "title": f"Version {old.number} and version {new.number}",
        "story": story,
        "old": old,
        "new": new,
        "differences": panel.differences(old.data, new.data),
        "filed": _filed(old.data, new.data),
        "is_newest": new.number == story.version,
        "may_restore": "body" in moves.editable_fields(request.user, story),
    }
    return page(model_admin, request, "compare.html", context)


def _version(story, wanted):
    found = story.revisions.select_related("by").filter(number=as_number(wanted)).first()
    if found is None:
        raise Http404("There is no such version of this story.")
    return found


def restore(model_admin, request, pk, number):
    """GET asks, POST makes the earlier version the newest one."""
    story = find(model_admin, request, pk)
    if story is None:
        return not_here(model_admin, request)
    revision = _version(story, str(number))
    if sentence := moves.may_edit(request.user, story):
        return refused(model_admin, request, sentence, story=story)
    if request.method == "POST":
        return _restored(model_admin, request, story, revision)
    newest = {name: getattr(story, name) for name in moves.TEXT}
    may = moves.editable_fields(request.user, story)
    context = {
        "title": f"Restore version {number}",
        "story": story,
        "revision": revision,
        "differences": panel.differences(newest, revision.data),
        "filed": _filed(revising.freeze(story), revision.data, among=may),
    }
    return page(model_admin, request, "restore.html", context)


def _restored(model_admin, request, story, revision):
    try:
        seen = as_number(request.POST.get("seen"))
        story = revising.restore(revision, by=request.user, seen=seen)
    except revising.NotAllowed as error:
        return refused(model_admin, request, str(error), story=story)
    except revising.Conflict as error:
        return refused(model_admin, request, str(error), story=story, status=409)
    except ValidationError as error:
        return refused(model_admin, request, " ".join(error.messages), story=story, status=400)
    messages.success(request, f"Version {revision.number} is the newest again.")
    return HttpResponseRedirect(form_url(model_admin, story))


# --- what is filed, in words ----------------------------------------------------------------


def _filed(old, new, among=FILED):
    """[(label, old, new)] of the filed fields that differ, ids turned into names."""
    changed = [name for name in FILED if name in among and old.get(name) != new.get(name)]
    names = _names([old, new]) if changed else {}
    return [
        (FILED[name], _words(name, old.get(name), names), _words(name, new.get(name), names))
        for name in changed
    ]


def _names(versions):
    """{(field, id): name} for everything that the versions point to."""
    models = {
        "section": Section,
        "lead_photo": Photo,
        "editor": get_user_model(),
        "version_of": Article,
        "snapshot": Snapshot,
    }
    found = {}
    for name, model in models.items():
        wanted = {data.get(name) for data in versions} - {None}
        found |= {(name, pk): str(thing) for pk, thing in model.objects.in_bulk(wanted).items()}
    authors = {author for data in versions for author, _, _ in data.get("bylines", [])}
    known = Author.objects.in_bulk(authors)
    return found | {("bylines", pk): author.name for pk, author in known.items()}


def _words(name, value, names):
    if not value:
        return "—"
    if name == "bylines":
        return ", ".join(_byline(names, *byline) for byline in value)
    if name == "tags":
        return ", ".join(value)
    if name == "cut_blocks":
        return ", ".join(f"{block} ({reason})" for block, reason in value.items())
    if name == "use":
        return str(Use(value).label)
    return names.get((name, value), str(value))


def _byline(names, author, role, place):
    where = f" in {place}" if place else ""
    who = names.get(("bylines", author), "somebody unknown")
    return f"{who}{where} ({Byline.Role(role).label})"
