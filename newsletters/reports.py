"""What comes back by mail: reports of delivery (RFC 3464), complaints (RFC 5965), and whatever
else mail servers write to a return path."""

import hashlib
import re
from email import message_from_bytes, policy
from email.errors import MessageError
from typing import NamedTuple

from newsletters import verp

MOST_READ = 1024 * 1024  # bytes of a report; what it says stands at the beginning
LONGEST_WORDS = 500  # characters kept of what the server said

HARD, SOFT, REFUSED, DELAYED, COMPLAINT, REPLY, ARRIVED = (
    "hard", "soft", "refused", "delayed", "complaint", "reply", "arrived",
)  # fmt: skip

# Headers in which a mail server may have kept the return path that the report was sent to.
_ENVELOPE = ("X-Original-To", "Delivered-To", "Envelope-To", "X-Envelope-To", "To")
# Enhanced status codes (RFC 3463, RFC 7505): no such mailbox or domain; mailbox disabled. What is
# wrong by 5.1.7 and 5.1.8 is the sender's address: that is, ours.
_NO_SUCH_ADDRESS = re.compile(r"5\.(1\.(?![78]$)\d+|2\.1)")
_STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
_REPLY = re.compile(r"\b(550|551|553)\b")
_REFUSED = re.compile(r"5\.(7\.\d+|1\.[78])")


class Report(NamedTuple):
    """`key`: the same for the same bytes. `kind`: one of the constants above. `delivery`: the id
    that the return path carries, None if there is none of ours. `status`: an enhanced status
    code such as "5.1.1", or "". `words`: what the other server said."""

    key: str
    kind: str
    delivery: int | None
    status: str
    words: str


def read(raw):
    """The Report in the bytes of a message. Never raises: what cannot be read is SOFT, since a
    server that answers in its own words says more often "not now" than "never"."""
    key = hashlib.sha256(raw).hexdigest()
    try:
        message = message_from_bytes(raw[:MOST_READ], policy=policy.compat32)
        return Report(key, *_judge(message))
    except (MessageError, ValueError, LookupError, TypeError, AttributeError):
        return Report(key, SOFT, None, "", "")


def _judge(message):
    parts = list(message.walk())
    delivery = _delivery(parts)
    if fields := _block(parts, "message/feedback-report"):
        return _complaint(fields), delivery, "", fields.get("feedback-type", "")[:LONGEST_WORDS]
    if fields := _block(parts, "message/delivery-status", "final-recipient"):
        words = _unfolded(fields.get("diagnostic-code", ""))
        status = _status(fields.get("status", ""), words)
        return _kind(fields.get("action", ""), status, words), delivery, status, words
    kind = REPLY if _is_reply(message) else SOFT
    return kind, delivery, "", _unfolded(str(message.get("Subject", "")))


def _complaint(fields):
    """Only "abuse" and its like are complaints: "not-spam" says the opposite."""
    return REPLY if fields.get("feedback-type", "").strip().lower() == "not-spam" else COMPLAINT


def _kind(action, status, words):
    action = action.strip().lower()
    if action == "delayed":
        return DELAYED
    if action in ("delivered", "relayed", "expanded"):
        return ARRIVED
    return hardness(status, words)


def hardness(status, words=""):
    """HARD where the address does not exist, REFUSED where they do not want what we send (our
    reputation or content: no fault of the address), SOFT for all that may pass."""
    if _NO_SUCH_ADDRESS.fullmatch(status):
        return HARD
    if _REFUSED.fullmatch(status):
        return REFUSED
    if status in ("", "5.0.0") and _REPLY.search(words):
        return HARD
    return SOFT


def hardness_of(words):
    """What a server's answer such as "550 5.1.1 unknown user" means."""
    status = _STATUS.search(words)
    return hardness(status[1] if status else "", words)


def _status(said, words):
    """Relays often write 5.0.0 and leave what is meant to the words."""
    found = _STATUS.search(said)
    status = found[1] if found else ""
    better = _STATUS.search(words)
    return better[1] if better and status in ("", "5.0.0", "4.0.0") else status


def _delivery(parts):
    """From wherever a return path of ours stands: the report's own envelope, what a complaint
    says of the letter's, or the letter that came back with it."""
    for name in _ENVELOPE:
        for value in parts[0].get_all(name, []):
            if found := _in_text(str(value)):
                return found
    for part in parts[1:]:
        for name in ("Original-Mail-From", "Original-Envelope-Id", "Return-Path", "Sender"):
            if found := _in_text(str(part.get(name, ""))):
                return found
    return None


def _in_text(text):
    tokens = re.findall(r"[^\s<>,;\"]+@[^\s<>,;\"]+", text[:2000])
    return next((pk for token in tokens if (pk := verp.parse(token))), None)


def _block(parts, content_type, needed=""):
    """The first group of fields of this kind (that has the needed one), by lower-case names."""
    for part in parts:
        if part.get_content_type() != content_type:
            continue
        for group in _groups(part):
            if not needed or needed in group:
                return group
    return None


def _groups(part):
    """Python parses the fields of a delivery status, and takes those of a complaint for text."""
    payload = part.get_payload()
    if isinstance(payload, list):
        return [_fields(group) for group in payload]
    return [_fields(message_from_bytes(part.get_payload(decode=True) or b""))]


def _fields(group):
    return {name.lower(): str(value) for name, value in reversed(group.items())}


def _is_reply(message):
    """Somebody is on holiday (RFC 3834): that is no bounce."""
    answered = str(message.get("Auto-Submitted", "")).lower().startswith("auto-replied")
    return answered or any(name in message for name in ("X-Autoreply", "X-Autorespond"))


def _unfolded(text):
    return " ".join(text.split())[:LONGEST_WORDS]
