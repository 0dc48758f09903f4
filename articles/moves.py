"""The table of moves in a story's life, and who may make them on which story.

Whether the story itself is fit for a move is another question: articles/readiness.py.
"""

from collections.abc import Callable
from dataclasses import dataclass

from articles.models import Article, State

S = State

# Fields of the working copy, by what they are.
TEXT = ("kicker", "headline", "standfirst", "dateline", "body", "lead_caption")
PHOTOGRAPHS = ("lead_photo", "lead_caption")
TRANSLATING = (*TEXT, "bylines", "tags", "cut_blocks")
FILING = (
    "slug", "section", "lead_photo", "language", "use", "brief", "due_at", "editor", "version_of",
)  # fmt: skip
ALL_FIELDS = frozenset((*TRANSLATING, *FILING))


def _anybody(article, user):
    return ""


def _unclaimed(article, user):
    if article.translator_id in (None, user.pk):
        return ""
    return f"{article.translator} has this story already."


def _own_translation(article, user):
    if article.translator_id == user.pk:
        return ""
    return f"Only its translator, {article.translator}, can do this."


def _other_eyes(article, user):
    """Four eyes: who translated or last edited the text cannot approve it."""
    if user.pk == article.translator_id:
        return "You translated this story; somebody else has to approve it."
    if user.pk == article.text_edited_by_id:
        return "You edited this text last; somebody else has to approve it."
    return ""


def _other_eyes_if_changed(article, user):
    """A text that changed since its approval is approved by whoever puts it online."""
    return "" if article.approval_holds else _other_eyes(article, user)


@dataclass(frozen=True)
class Move:
    to: State
    permission: str
    label: str
    done: str
    refusal: Callable[[Article, object], str] = _anybody
    needs_note: bool = False
    # The one readiness gate stands before this move.
    gated: bool = False
    irreversible: bool = False


_claim = Move(S.TRANSLATING, "articles.translate_article", "Claim", "Claimed", _unclaimed)
_assign = Move(S.TRANSLATING, "articles.commission_article", "Assign a translator", "Assigned")
_kill = Move(
    S.KILLED, "articles.kill_article", "Kill", "Killed", needs_note=True, irreversible=True
)
_reopen = Move(S.EDITING, "articles.edit_article", "Reopen for editing", "Reopened")
_confirm = "articles.edit_article", "Still right", "Found still right"

MOVES = {
    (S.COMMISSIONED, "claim"): _claim,
    (S.COMMISSIONED, "assign"): _assign,
    (S.TRANSLATING, "assign"): _assign,
    (S.TRANSLATING, "hand_in"): Move(
        S.EDITING, "articles.translate_article", "Hand in", "Handed in", _own_translation
    ),
    (S.TRANSLATING, "release"): Move(
        S.COMMISSIONED, "articles.translate_article", "Give back", "Given back", _own_translation
    ),
    (S.EDITING, "approve"): Move(
        S.READY, "articles.approve_article", "Approve", "Approved", _other_eyes
    ),
    (S.EDITING, "return"): Move(
        S.TRANSLATING, "articles.edit_article", "Return to translator", "Returned", needs_note=True
    ),
    (S.READY, "publish"): Move(
        S.PUBLISHED, "articles.publish_article", "Publish now", "Published", gated=True
    ),
    (S.READY, "schedule"): Move(
        S.SCHEDULED, "articles.publish_article", "Schedule", "Scheduled", gated=True
    ),
    (S.READY, "reopen"): _reopen,
    (S.SCHEDULED, "publish"): Move(
        S.PUBLISHED, "articles.publish_article", "Publish now", "Published", gated=True
    ),
    (S.SCHEDULED, "unschedule"): Move(
        S.READY, "articles.publish_article", "Take off the schedule", "Taken off the schedule"
    ),
    (S.SCHEDULED, "reopen"): _reopen,
    (S.PUBLISHED, "republish"): Move(
        S.PUBLISHED,
        "articles.publish_article",
        "Publish the changes",
        "Changes published",
        _other_eyes_if_changed,
        gated=True,
    ),
    (S.PUBLISHED, "correct"): Move(
        S.PUBLISHED,
        "articles.correct_article",
        "Publish a correction",
        "Correction published",
        _other_eyes_if_changed,
        gated=True,
    ),
    (S.PUBLISHED, "withdraw"): Move(
        S.WITHDRAWN,
        "articles.withdraw_article",
        "Withdraw",
        "Withdrawn",
        needs_note=True,
        irreversible=True,
    ),
}
for _state in (S.COMMISSIONED, S.TRANSLATING, S.EDITING, S.READY, S.SCHEDULED):
    MOVES[_state, "kill"] = _kill
for _state in (S.COMMISSIONED, S.TRANSLATING, S.EDITING, S.PUBLISHED):
    # “Still right”: the changed original was read, and our text stands.
    MOVES[_state, "confirm_source"] = Move(_state, *_confirm)
VERBS = tuple(dict.fromkeys(verb for _, verb in MOVES))


def label(verb):
    return next(move.label for (_, name), move in MOVES.items() if name == verb)


def done(verb):
    return next(move.done for (_, name), move in MOVES.items() if name == verb)


def refusal(article, verb, user):
    """Why this user may not make this move on this story, in a sentence; "" if they may."""
    move = MOVES.get((article.state, verb))
    if move is None:
        return f"“{label(verb)}” is not possible: the story is {article.get_state_display()}."
    if not user.is_active or not user.has_perm(move.permission):
        return f"Your role does not include “{move.label}”."
    if not may_see(user, article):
        return "This story belongs to somebody else."
    return move.refusal(article, user)


def may_see(user, article):
    return (
        user.has_perm("articles.view_every_article")
        or user.pk in (article.translator_id, article.editor_id)
        or (
            article.state == S.COMMISSIONED
            and article.translator_id is None
            and user.has_perm("articles.translate_article")
        )
    )


def editable_fields(user, article):
    """The fields of this story that this user may change now."""
    if article.state in (S.KILLED, S.WITHDRAWN) or not user.is_active:
        return frozenset()
    if user.has_perm("articles.edit_article"):
        return ALL_FIELDS
    fields = set()
    if user.has_perm("articles.file_photos"):
        fields.update(PHOTOGRAPHS)
    own = article.translator_id == user.pk and user.has_perm("articles.translate_article")
    if own and article.state == S.TRANSLATING:
        fields.update(TRANSLATING)
    return frozenset(fields)


def may_edit(user, article):
    """ "" or a sentence why this user cannot change this story now."""
    if editable_fields(user, article):
        return ""
    if article.state in (S.KILLED, S.WITHDRAWN):
        return f"This story was {article.get_state_display()}; its text is closed."
    if article.translator_id == user.pk:
        return "You handed this story in. It is with the editors now; ask for it to be returned."
    if article.state == S.COMMISSIONED:
        return "Claim this story before you translate it."
    return "This story is not yours to change."
