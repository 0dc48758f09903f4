"""The desk's moves, from commission to approval, and kill. Publishing: articles/publishing.py.

A verb takes (article, *, by, seen, note=""): `seen` is the version the person looked at.
It checks the table of moves and this user's permission on this story, writes by a
conditional UPDATE so that of two people one wins, and leaves an Event.
"""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from articles import checking, dismissing, noticing, readiness, rebasing
from articles.models import Article, Event, LiveArticle, State
from articles.moves import MOVES, editable_fields, label, may_edit, refusal
from articles.revising import NotAllowed, record
from prose import characters

UNAPPROVED = {"approved_version": None, "approved_by": None, "approved_at": None}
ADDED_LATER = "added to the original after our story"
UNSCHEDULED = {"scheduled_for": None, "scheduled_by": None}


class NotReady(Exception):
    """The gate is shut; `problems` are what stands in the way."""

    def __init__(self, problems):
        self.problems = problems
        super().__init__(" ".join(problem.message for problem in problems))


class Stale(Exception):
    """The story moved on or was changed since the user looked; `article` is how it stands."""

    def __init__(self, article):
        self.article = article
        latest = article.events.select_related("by").first()
        by = (latest.by.get_full_name() or latest.by) if latest and latest.by else "the clock"
        last = f" Last move: {latest.verb} by {by}." if latest else ""
        super().__init__(
            f"The story has changed since you opened it: it is {article.get_state_display()}, "
            f"version {article.version}.{last} Look at it again before you decide."
        )


def step(article, verb, *, by, seen, note="", clock=False, **values):
    """Make the move in the database, or raise NotAllowed or Stale. Part of a verb: must run
    in its transaction. `clock` is for what was decided before and has come due."""
    stored = Article.objects.get(pk=article.pk)
    if stored.state != article.state:
        raise Stale(stored)
    if not clock and (sentence := refusal(stored, verb, by)):
        raise NotAllowed(sentence)
    move = MOVES[stored.state, verb]
    if move.needs_note and not note.strip():
        raise ValidationError({"note": "Say why, in a sentence: the desk will read it."})
    values |= {"state": move.to, "updated_at": timezone.now()}
    won = Article.objects.filter(pk=article.pk, state=stored.state, version=seen).update(**values)
    if not won:
        raise Stale(Article.objects.get(pk=article.pk))
    fresh = _as_stored(stored, values)
    fresh.came_from = article.state
    return fresh


def _as_stored(story, values):
    """The story with these values; read once more where the database reckons one."""
    if any(hasattr(value, "resolve_expression") for value in values.values()):
        return Article.objects.get(pk=story.pk)
    for name, value in values.items():
        setattr(story, name, value)
    return story


def log(article, verb, *, by, note="", overridden=()):
    event = Event.objects.create(
        article=article,
        verb=verb,
        from_state=getattr(article, "came_from", ""),
        to_state=article.state,
        version=article.version,
        by=by,
        note=characters.clean_lines(note),
        overridden=list(overridden),
    )
    noticing.of_move(event)


def _simple(article, verb, *, by, seen, note="", **values):
    article = step(article, verb, by=by, seen=seen, note=note, **values)
    log(article, verb, by=by, note=note)
    return article


@transaction.atomic
def commission(
    *, by, headline, snapshot=None, use="", section=None, brief="", due_at=None,
    translator=None, editor=None, language="",
):  # fmt: skip
    """A new Article, based on a Snapshot (then `use` says what we make of it) or in-house.

    Raises NotAllowed, and ValidationError ({field: sentence}).
    """
    if not by.has_perm("articles.commission_article"):
        raise NotAllowed(f"Your role does not include “{label('assign')}”.")
    if snapshot and not use:
        raise ValidationError({"use": "Say what we make of the original: the rights depend on it."})
    article = Article(
        headline=characters.clean_line(headline),
        snapshot=snapshot,
        use=use if snapshot else "",
        section=section,
        brief=characters.clean_lines(brief),
        due_at=due_at,
        editor=editor,
        language=language or settings.EDITION_LANGUAGE,
        commissioned_by=by,
    )
    article.full_clean(exclude=["commissioned_by"])
    article.save()
    record(article, by)
    log(article, "commission", by=by)
    if translator:
        article = assign(article, by=by, seen=article.version, translator=translator)
    return article


@transaction.atomic
def claim(article, *, by, seen, note=""):
    return _simple(article, "claim", by=by, seen=seen, note=note, translator=by)


@transaction.atomic
def assign(article, *, by, seen, translator, note=""):
    if not translator.is_active or not translator.has_perm("articles.translate_article"):
        raise ValidationError({"translator": f"{translator} is not a translator on this desk."})
    return _simple(article, "assign", by=by, seen=seen, note=note, translator=translator)


def _refuse_open_paragraphs(article):
    for problem in readiness.coverage(article):
        raise ValidationError(f"{problem.message} Translate, link or leave them out first.")
    for problem in readiness.machine_drafts(article):
        raise ValidationError(problem.message)


@transaction.atomic
def release(article, *, by, seen, note=""):
    return _simple(article, "release", by=by, seen=seen, note=note, translator=None)


@transaction.atomic
def hand_in(article, *, by, seen, note=""):
    if not article.body.strip():
        raise ValidationError("There is no text yet. Save your translation, then hand it in.")
    _refuse_open_paragraphs(article)
    return _simple(article, "hand_in", by=by, seen=seen, note=note)


@transaction.atomic
def return_to_translator(article, *, by, seen, note=""):
    return _simple(article, "return", by=by, seen=seen, note=note, **UNAPPROVED)


@transaction.atomic
def approve(article, *, by, seen, note=""):
    """Over what the copy checks find wrong, a managing editor may approve with a note."""
    _refuse_open_paragraphs(article)
    article = step(
        article, "approve", by=by, seen=seen, note=note,
        approved_version=seen, approved_by=by, approved_at=timezone.now(),
    )  # fmt: skip
    wrong = list(readiness.copy(checking.report(readiness.for_update(article.pk))))
    if wrong and not (note.strip() and by.has_perm("articles.override_warnings")):
        raise NotReady(wrong)
    dismissing.override(article, readiness.checked(wrong), by=by, note=note)
    log(article, "approve", by=by, note=note, overridden=[problem.key for problem in wrong])
    return article


@transaction.atomic
def reopen(article, *, by, seen, note=""):
    return _simple(article, "reopen", by=by, seen=seen, note=note, **UNAPPROVED, **UNSCHEDULED)


@transaction.atomic
def unschedule(article, *, by, seen, note=""):
    return _simple(article, "unschedule", by=by, seen=seen, note=note, **UNSCHEDULED)


@transaction.atomic
def kill(article, *, by, seen, note=""):
    return _simple(article, "kill", by=by, seen=seen, note=note, **UNSCHEDULED)


@transaction.atomic
def confirm_source(article, *, by, seen, note=""):
    """“Still right”: base the story on the newest Snapshot, its words unchanged.

    What the publisher added is left out of a story that was handed in; one that is still being
    translated has it to translate.
    """
    old, newest = _two_snapshots(article)
    rebased = _rebased(article, old, newest)
    if article.state not in (State.COMMISSIONED, State.TRANSLATING):
        late = dict.fromkeys(rebasing.added(old, newest), ADDED_LATER)
        rebased["cut_blocks"] = late | rebased["cut_blocks"]
    article = _simple(
        article, "confirm_source", by=by, seen=seen, note=note,
        snapshot=newest, version=F("version") + 1, **rebased,
    )  # fmt: skip
    rebasing.move_comments(article, old, newest)
    record(article, by, note="checked against the changed original")
    # Readers see these very words: what is live needs no publishing.
    LiveArticle.objects.filter(article=article, version=seen).update(version=article.version)
    return article


@transaction.atomic
def follow_source(article, *, by, seen, note=""):
    """“Edit”: base the story on the newest Snapshot, to be worked over. Whoever may edit it may;
    what was added stands open, and readers see what they saw until the changes are published."""
    stored = Article.objects.get(pk=article.pk)
    if "body" not in editable_fields(by, stored):
        raise NotAllowed(may_edit(by, stored) or "Your role does not include editing this text.")
    old, newest = _two_snapshots(stored)
    won = Article.objects.filter(pk=stored.pk, version=seen, state=article.state).update(
        snapshot=newest, version=seen + 1, updated_at=timezone.now(),
        **_rebased(stored, old, newest),
    )  # fmt: skip
    fresh = Article.objects.get(pk=article.pk)
    if not won:
        raise Stale(fresh)
    fresh.came_from = fresh.state
    rebasing.move_comments(fresh, old, newest)
    record(fresh, by, note="based on the changed original")
    log(fresh, "follow_source", by=by, note=note)
    return fresh


def _two_snapshots(article):
    if not article.outdated:
        raise ValidationError("The story is already based on the newest text of its original.")
    return article.snapshot, article.original.latest_snapshot


def _rebased(article, old, newest):
    body, cuts = rebasing.body_and_cuts(article.body, article.cut_blocks, old, newest)
    return {"body": body, "cut_blocks": cuts}
