"""The moves of an Issue that people decide about, in one table. The clock's own (prepared, sent,
expired) are delivery's."""

from dataclasses import dataclass

CHANGE = "newsletters.change_issue"
SEND = "newsletters.send_issue"


@dataclass(frozen=True)
class Move:
    to: str
    label: str
    what_happens: str
    permission: str = SEND
    gated: bool = False  # asks newsletters.checking first


SCHEDULE = Move(
    "scheduled",
    "Schedule",
    "It leaves by itself at that time, if nothing then stands in its way.",
    gated=True,
)
SEND_NOW = Move(
    "preparing",
    "Send now",
    "It is frozen as it stands, and begins to leave within a minute.",
    gated=True,
)
CANCEL = Move(
    "cancelled",
    "Cancel",
    "It ends here. Letters that have not left never will; those that have cannot be called back. "
    "This cannot be undone.",
)
DISCARD = Move(
    "cancelled", "Discard", "The draft ends here, unsent. This cannot be undone.", CHANGE
)
AMEND = (
    "Mend on the site",
    "What the site's page, list and feed say of this issue is changed. The letters that have left "
    "stay what they were.",
)
MOVES = {
    ("draft", "schedule"): SCHEDULE,
    ("draft", "send"): SEND_NOW,
    ("draft", "cancel"): DISCARD,
    ("scheduled", "unschedule"): Move(
        "draft", "Back to draft", "It can be changed again, and does not leave by itself.", CHANGE
    ),
    ("scheduled", "send"): SEND_NOW,
    ("scheduled", "cancel"): CANCEL,
    ("preparing", "cancel"): CANCEL,
    ("sending", "pause"): Move(
        "paused", "Pause", "No further letter leaves until somebody resumes it."
    ),
    ("sending", "cancel"): CANCEL,
    ("paused", "resume"): Move("sending", "Resume", "Letters leave again from where they stopped."),
    ("paused", "cancel"): CANCEL,
    ("sent", "amend"): Move("sent", *AMEND, SEND),
    ("expired", "amend"): Move("expired", *AMEND, SEND),
    ("cancelled", "amend"): Move("cancelled", *AMEND, SEND),  # for those who have it
}
VERBS = tuple(dict.fromkeys(verb for _, verb in MOVES))
DONE = {
    "schedule": "Scheduled",
    "send": "On its way",
    "cancel": "Cancelled",
    "unschedule": "Taken back",
    "pause": "Paused",
    "resume": "Resumed",
    "amend": "Mended on the site",
}
# What the log of an issue says of each verb, before “by” and a name.
LOGGED = {
    "begin": "begun",
    "propose": "proposed",
    "save": "saved",
    "test": "sent as a test",
    "schedule": "scheduled",
    "unschedule": "taken back",
    "send": "set on its way",
    "hold": "held back",
    "prepare": "frozen",
    "delay": "found late",
    "pause": "paused",
    "resume": "resumed",
    "finish": "ended",
    "cancel": "cancelled",
    "expire": "expired",
    "resend": "sent once more",
    "leave": "left as they are",
    "amend": "mended on the site",
}


def offers(state, user):
    """[(verb, Move)] that this person may make of an issue in this state."""
    return [
        (verb, move)
        for (at, verb), move in MOVES.items()
        if at == state and user.has_perm(move.permission)
    ]


def refusal(state, verb, user):
    """Why this person may not make this move now, in a sentence; empty if they may."""
    move = MOVES.get((state, verb))
    if move is None:
        return f"An issue that is {state} cannot be moved so. Look at it again."
    if not user.has_perm(move.permission):
        return f"Your role does not include “{move.label}”. Ask a newsletter editor."
    return ""
