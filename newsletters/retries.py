"""What an answer of a mail server, or its silence, means for one letter and for the way out.

The phases are those of an SMTP session (RFC 5321): nothing said yet (`connect`), MAIL, RCPT,
DATA, the text itself (`body`), and the answer to the final dot (`end`).
"""

import datetime
import re
from enum import StrEnum
from typing import NamedTuple

SERVICE_CLOSES = 421
NO_SUCH_ADDRESS = {550, 551, 553}
STATUS = re.compile(r"^\s*[245]\.(\d{1,3})\.(\d{1,3})\b")  # RFC 3463
OF_THE_SENDER = {"7", "8"}  # X.1.7 and X.1.8: what is wrong is our address, not theirs

# Minutes to the next attempt after the first, the second …; after the last there is none.
WAITS = (1, 5, 15, 60)
MOST_ATTEMPTS = len(WAITS) + 1

# Seconds that a way out stands still after so many failures in a row.
STANDSTILLS = (10, 20, 30, 60, 120, 300)
LONGEST_STANDSTILL = datetime.timedelta(seconds=STANDSTILLS[-1])
MANY_IN_VAIN = 5  # deferred or unanswered in a row: the server needs a rest


class Meaning(StrEnum):
    SENT = "sent"  # the server answers for it now
    LATER = "later"  # refused for now, or lost before it could have been taken
    HARD = "hard"  # there is no such address
    POLICY = "policy"  # refused for what it says or who we are: nothing against the address
    UNCERTAIN = "uncertain"  # the server may have it
    STANDSTILL = "standstill"  # nothing against this letter: the way out is closed


class Outcome(NamedTuple):
    """`code` 0 if there was no answer."""

    meaning: Meaning
    code: int = 0
    response: str = ""
    provider_id: str = ""


def of_answer(phase, code, response):
    """The Outcome of an answer that is no success."""
    return Outcome(_meaning(phase, code, response), code, response)


def _meaning(phase, code, response):
    if code == SERVICE_CLOSES or phase == "connect":
        return Meaning.STANDSTILL
    if 400 <= code < 500:
        return Meaning.LATER
    if 500 <= code < 600:
        return _refusal(phase, code, response)
    # No SMTP at all. After the final dot it may stand for anything.
    return Meaning.UNCERTAIN if phase == "end" else Meaning.LATER


def _refusal(phase, code, response):
    if phase == "mail" and code in {530, 535, 538}:  # we are to log in first
        return Meaning.STANDSTILL
    if phase != "rcpt":
        return Meaning.POLICY
    status = STATUS.match(response)
    if status:
        theirs = status[1] == "1" and status[2] not in OF_THE_SENDER
        return Meaning.HARD if theirs else Meaning.POLICY
    return Meaning.HARD if code in NO_SUCH_ADDRESS else Meaning.POLICY


def of_silence(phase, error):
    """The Outcome of a connection that was lost, or answered too late, in this phase."""
    meaning = {"connect": Meaning.STANDSTILL, "end": Meaning.UNCERTAIN}.get(phase, Meaning.LATER)
    return Outcome(meaning, 0, f"{phase}: {error or type(error).__name__}")


def wait(attempts):
    """How long a letter waits that was deferred for the `attempts`th time; None: given up."""
    if attempts >= MOST_ATTEMPTS:
        return None
    return datetime.timedelta(minutes=WAITS[attempts - 1])


def standstill(failures):
    """How long a way out rests that has failed so many times in a row, at least once."""
    return datetime.timedelta(seconds=STANDSTILLS[min(failures, len(STANDSTILLS)) - 1])
