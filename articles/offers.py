"""What this user may do with this story now, and what still stands in the way."""

from dataclasses import dataclass, field

from articles import moves, readiness
from articles.models import State

# “No text yet” is said by the verb as well; here it is said before anybody presses.
_NO_TEXT = readiness.Problem("no-body", "There is no text yet.", "body")
_ASKS = {"assign", "schedule", "correct"}  # need more than a yes
# Other eyes may be needed for these: shown all the same, with the reason.
_FOUR_EYES = {"approve", "republish", "correct"}
_ASIDE = {"assign", "release", "return", "reopen", "unschedule"}  # not the next step


@dataclass(frozen=True)
class Offer:
    verb: str
    label: str
    needs_note: bool = False
    irreversible: bool = False
    gated: bool = False
    problems: list = field(default_factory=list)
    warnings: list = field(default_factory=list)
    refusal: str = ""

    @property
    def at_once(self):
        """Whether a single press can do it: nothing to ask, nothing in the way, no reader
        who would notice, nothing found that is to be seen first."""
        asks = self.needs_note or self.irreversible or self.gated or self.verb in _ASKS
        found = any(problem.code in readiness.COPY for problem in self.warnings)
        return not (asks or found or self.problems or self.refusal)

    @property
    def aside(self):
        """Whether it leads sideways or back; the way forward is shown first."""
        return self.verb in _ASIDE


def offers(article, user, found=None, remarks=()):
    """The moves open to this user, in the order of the table. `found` are the Problems of the
    story where the caller has them already; they are looked for only if a move is gated.
    `remarks` are warnings to who hands in or approves."""
    open_to_user = {
        verb: move
        for (state, verb), move in moves.MOVES.items()
        if state == article.state
        and (not moves.refusal(article, verb, user) or _waits_for_others(article, verb, user))
        and _makes_sense(article, verb)
    }
    if found is None and any(move.gated for move in open_to_user.values()):
        found = readiness.problems(article)
    return [
        _offer(article, verb, move, found or [], remarks, moves.refusal(article, verb, user))
        for verb, move in open_to_user.items()
    ]


def _waits_for_others(article, verb, user):
    """Whether this user's role includes the move, and only their own hand in the text bars it."""
    allowed = user.is_active and user.has_perm(moves.MOVES[article.state, verb].permission)
    return verb in _FOUR_EYES and allowed and moves.may_see(user, article)


def _makes_sense(article, verb):
    if verb == "confirm_source":
        return article.outdated
    if verb == "republish":
        return article.version != article.live.version
    return True


def _offer(article, verb, move, found, remarks, refusal):
    problems = readiness.blockers(found) if move.gated else []
    warnings = readiness.warnings(found) if move.gated else []
    if verb in ("hand_in", "approve"):
        warnings = [*(p for p in found if p.code in readiness.COPY), *remarks]
        problems = readiness.unfinished(article) if article.body.strip() else [_NO_TEXT]
    return Offer(
        verb=verb,
        label=move.label,
        needs_note=move.needs_note,
        irreversible=move.irreversible,
        gated=move.gated,
        problems=problems,
        warnings=warnings,
        refusal=refusal,
    )


def loses_approval(article):
    """Whether storing a changed text would take the story back to editing."""
    return article.state in (State.READY, State.SCHEDULED)
