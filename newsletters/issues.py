"""What people at the desk do with an issue, and what the clock does that they decided before.

A verb takes (issue, *, by, …). It checks the table of moves and this user's permission, writes by
a conditional UPDATE so that of two people one wins, and leaves an IssueEvent.
"""

import datetime
import logging
from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from newsletters import checking, claiming, freezing, lifecycle
from newsletters.issue_moves import CHANGE, MOVES, refusal
from newsletters.models import Issue, IssueEvent, IssueStory, Newsletter
from newsletters.rights import NotAllowed
from prose import characters

logger = logging.getLogger(__name__)
State = Issue.State
LINES = ("subject", "preheader", "greeting")
TEXTS = ("intro", "editor_note")
WORDS = (*LINES, *TEXTS)
MAKING = datetime.timedelta(minutes=1)  # within which a letter is made and frozen
WITHDRAWN = "A story in it was withdrawn while it was leaving."
UNSCHEDULED = {"scheduled_for": None, "expires_at": None}


class Conflict(Exception):
    """Somebody else stored or moved the issue meanwhile; `issue` is how it stands now."""

    def __init__(self, issue):
        self.issue = issue
        last = issue.events.select_related("by").first()
        who = f" by {last.by.get_full_name() or last.by}" if last and last.by else ""
        super().__init__(
            f"This issue was changed{who} since you opened it: it is "
            f"{issue.get_state_display()}, version {issue.version}. Nothing of yours is lost: "
            "compare, then decide."
        )


class NotReady(Exception):
    """The gate is shut; `problems` are what stands in the way."""

    def __init__(self, problems):
        self.problems = problems
        super().__init__(" ".join(problem.message for problem in problems))


def log(issue, verb, *, by, was="", note=""):
    IssueEvent.objects.create(
        issue=issue,
        verb=verb,
        from_state=was,
        to_state=issue.state,
        by=by,
        note=characters.clean_lines(note),
    )


# --- words and stories --------------------------------------------------------------------


@transaction.atomic
def begin(newsletter, *, by, day=None):
    """An empty draft."""
    if not by.has_perm("newsletters.add_issue"):
        raise NotAllowed("Your role does not include beginning an issue.")
    last = newsletter.issues.exclude(greeting="").first()
    issue = Issue.objects.create(
        newsletter=newsletter,
        day=day or timezone.localdate(),
        greeting=last.greeting if last else "",
        created_by=by,
    )
    log(issue, "begin", by=by)
    return issue


@transaction.atomic
def save(issue, *, by, seen, words, picks):
    """Store `words` ({field of WORDS: text}) and `picks` as the issue's next version.

    `picks`: [{"live": LiveArticle or its id, "section", "headline", "blurb"}] in their order.
    Raises NotAllowed, Conflict (`seen` is not the stored version) and ValidationError.
    """
    if not by.has_perm(CHANGE):
        raise NotAllowed("Your role does not include changing issues.")
    stored = Issue.objects.select_for_update().get(pk=issue.pk)
    if stored.version != seen or stored.state != State.DRAFT:
        raise Conflict(stored)
    stored.version += 1
    _set(stored, words, "version")
    stored.picks.all().delete()
    IssueStory.objects.bulk_create(_pick(stored, n, pick) for n, pick in enumerate(picks))
    log(stored, "save", by=by, was=stored.state, note=f"version {stored.version}")
    return stored


def _set(issue, words, *besides):
    for name, text in words.items():
        cleaned = characters.clean_line if name in LINES else characters.clean_lines
        setattr(issue, name, cleaned(text))
    issue.full_clean(validate_unique=False, validate_constraints=False)
    issue.save(update_fields=[*words, *besides])


def _pick(issue, position, said):
    pick = IssueStory(
        issue=issue,
        live_id=getattr(said["live"], "pk", said["live"]),
        position=position,
        section=characters.clean_line(said.get("section", "")),
        headline=characters.clean_line(said.get("headline", "")),
        blurb=characters.clean_lines(said.get("blurb", "")),
    )
    pick.clean_fields(exclude=["issue", "live"])
    return pick


# --- moves -----------------------------------------------------------------------------------


def _step(issue, verb, *, by, seen, **values):
    """Make the move in the database, or raise NotAllowed or Conflict. Part of a verb."""
    stored = Issue.objects.defer("html", "text").get(pk=issue.pk)
    if stored.state != issue.state or stored.version != seen:
        raise Conflict(stored)
    if by and (sentence := refusal(stored.state, verb, by)):
        raise NotAllowed(sentence)
    move = MOVES[stored.state, verb]
    if move.gated and (found := checking.blockers(checking.problems(stored))):
        raise NotReady(found)
    won = Issue.objects.filter(pk=stored.pk, state=stored.state, version=seen).update(
        state=move.to, **values
    )
    fresh = Issue.objects.select_related("newsletter").get(pk=stored.pk)
    if not won:
        raise Conflict(fresh)
    fresh.was = stored.state
    return fresh


def _simple(issue, verb, *, by, seen, note="", **values):
    moved = _step(issue, verb, by=by, seen=seen, **values)
    log(moved, verb, by=by, was=moved.was, note=note)
    return moved


@transaction.atomic
def schedule(issue, *, by, seen, at, note=""):
    """Have it leave at a moment in the future, and not at all if that is missed by long."""
    if at <= timezone.now():
        raise ValidationError({"at": "That moment is past. Choose one in the future."})
    return _simple(
        issue, "schedule", by=by, seen=seen, note=note,
        scheduled_for=at, expires_at=at + issue.newsletter.expires_after,
    )  # fmt: skip


@transaction.atomic
def unschedule(issue, *, by, seen, note=""):
    return _simple(issue, "unschedule", by=by, seen=seen, note=note, **UNSCHEDULED)


@transaction.atomic
def send(issue, *, by, seen, note=""):
    """Number it and have it prepared: from then on its words and its readers stand fast. Without
    `by` it is the clock that sends, for as long as was said when it was scheduled."""
    # Of two issues of a list that leave at once, one waits here for the other's number.
    newsletter = Newsletter.objects.select_for_update().get(pk=issue.newsletter_id)
    last = newsletter.issues.aggregate(last=Max("number"))["last"] or 0
    expires_at = timezone.now() + newsletter.expires_after if by else issue.expires_at
    moved = _simple(
        issue, "send", by=by, seen=seen, note=note, number=last + 1, expires_at=expires_at
    )
    transaction.on_commit(partial(freezing.prepare.enqueue, moved.pk))
    return moved


@transaction.atomic
def pause(issue, *, by, seen, note=""):
    return _simple(issue, "pause", by=by, seen=seen, note=note)


@transaction.atomic
def resume(issue, *, by, seen, note=""):
    if issue.expires_at and issue.expires_at <= timezone.now():
        raise ValidationError("It is too old to leave now. Cancel it; a new issue can say why.")
    if issue.prepared_at and _outlived(issue):
        raise ValidationError(f"{WITHDRAWN} Nobody else may get it. Cancel it, and begin another.")
    return _simple(issue, "resume", by=by, seen=seen, note=note)


@transaction.atomic
def cancel(issue, *, by, seen, note=""):
    now = timezone.now()
    moved = _simple(issue, "cancel", by=by, seen=seen, note=note, finished_at=now)
    claiming.skip_rest(moved, now)
    return moved


@transaction.atomic
def amend(issue, *, by, seen, words, own, note=""):
    """Mend what the site says of an issue that has left, in `words` ({field of WORDS: text}) and
    in what it has of its own about its stories, `own` ({id of a pick: (headline, blurb)}). No
    letter is touched. Raises what `save` raises, and ValidationError without a `note`."""
    amended = _step(issue, "amend", by=by, seen=seen, version=F("version") + 1)
    if not amended.prepared_at:
        raise ValidationError("It never left, so that the site says nothing of it.")
    if not characters.clean_line(note):
        raise ValidationError({"note": "Say what was wrong, for the record of the desk."})
    if not characters.clean_line(words["subject"]):
        raise ValidationError({"subject": "It keeps a subject: the archive lists it by that."})
    _set(amended, words)
    for pick in amended.picks.filter(pk__in=own):
        headline, blurb = own[pick.pk]
        pick.headline = characters.clean_line(headline)
        pick.blurb = characters.clean_lines(blurb)
        pick.clean_fields(exclude=["issue", "live"])
        pick.save(update_fields=["headline", "blurb"])
    log(amended, "amend", by=by, was=amended.was, note=note)
    return amended


ACTS = {
    "amend": amend,
    "schedule": schedule,
    "unschedule": unschedule,
    "send": send,
    "pause": pause,
    "resume": resume,
    "cancel": cancel,
}


# --- the clock ----------------------------------------------------------------------------------


def send_due(now=None):
    """Send what is scheduled and due. What is no longer ready goes back to draft, what is too old
    expires; both are told to the editors. Safe to run anywhere, any number of times."""
    now = now or timezone.now()
    due = Issue.objects.filter(state=State.SCHEDULED, scheduled_for__lte=now)
    for issue in due.order_by("scheduled_for"):
        try:
            _send_or_hold(issue, now)
        except Conflict:
            continue  # somebody was quicker, which is as good
        except Exception:
            # One broken issue must not keep the others from their hour.
            logger.exception("Scheduled issue %s could not be sent", issue.pk)


@transaction.atomic
def _send_or_hold(issue, now):
    if issue.expires_at <= now:
        return lifecycle.move(
            issue, "expire", State.EXPIRED, note=lifecycle.TOO_LATE, finished_at=now
        )
    try:
        with transaction.atomic():
            return send(issue, by=None, seen=issue.version)
    except NotReady as error:
        return lifecycle.move(issue, "hold", State.DRAFT, note=str(error), **UNSCHEDULED)


@transaction.atomic
def pause_withdrawn():
    """Pause what is leaving and holds a story that was withdrawn meanwhile."""
    for issue in Issue.objects.filter(state=State.SENDING).defer("html", "text"):
        if _outlived(issue):
            lifecycle.move(issue, "pause", State.PAUSED, note=WITHDRAWN)


def _outlived(issue):
    """Was a story withdrawn since the letter was made?"""
    return issue.stories.filter(withdrawn_at__gt=issue.prepared_at - MAKING).exists()
