"""What may be asked of the list, and the answers to what was asked wrongly."""

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from articles.paging import CURSOR, EPOCH, MICROSECOND

MOST = 100  # stories of one answer
USUAL = 50
LOOK_BACK = datetime.timedelta(days=7)
KNOWN = ("since", "after", "limit", "language", "section")


class Wrong(Exception):
    """What was asked cannot be answered; `hint` says how to ask."""

    def __init__(self, status, title, hint, **headers):
        self.status, self.title, self.hint, self.headers = status, title, hint, headers
        super().__init__(title)


@dataclass(frozen=True)
class Asked:
    """Stories that changed at `at` or later, and of those of that very moment the ones with a key
    above `pk`."""

    at: datetime.datetime
    pk: int
    limit: int
    language: str
    section: str


def read(query, now=None):
    """The Asked of a query string. Raises Wrong."""
    now = now or timezone.now()
    if unknown := sorted(set(query) - set(KNOWN)):
        raise Wrong(400, f"“{unknown[0]}” is not known here.", f"Known are {', '.join(KNOWN)}.")
    if "since" in query and "after" in query:
        raise Wrong(
            400, "Both since and after.", "Begin with since, and go on with the address in next."
        )
    at, pk = now.replace(hour=0, minute=0, second=0, microsecond=0) - LOOK_BACK, 0
    if "since" in query:
        at = _moment(query["since"])
    if "after" in query:
        at, pk = _cursor(query["after"])
    return Asked(at, pk, _limit(query), query.get("language", ""), query.get("section", ""))


def cursor(at, pk):
    return f"{(at - EPOCH) // MICROSECOND:x}.{pk:x}"


def _cursor(text):
    match = CURSOR.fullmatch(text)
    if not match:
        raise Wrong(400, "after is damaged.", "Use the address in next as it is, whole.")
    micros, pk = (int(part, 16) for part in match.groups())
    return EPOCH + micros * MICROSECOND, pk


def _moment(text):
    """A “+” that was not encoded arrives as a space."""
    try:
        at = parse_datetime(text.replace(" ", "+")) or parse_date(text)
    except ValueError:
        at = None
    if at is None:
        raise Wrong(400, "since is no moment.", "Write it as 2026-05-20T12:00:00Z.")
    if not isinstance(at, datetime.datetime):
        at = datetime.datetime.combine(at, datetime.time())
    return at if at.tzinfo else at.replace(tzinfo=datetime.UTC)


def _limit(query):
    text = query.get("limit", str(USUAL))
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= MOST):
        raise Wrong(400, "limit is out of bounds.", f"Ask for 1 to {MOST} stories.")
    return int(text)
