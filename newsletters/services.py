"""Ways out by a mail service and its API, for transports.of.

Of a call that got no answer, each letter in it is uncertain. So a call is for one letter, or, on
a channel where somebody wants that (Channel.per_call) and with a service that puts in itself what
differs between readers, for a few.
"""

import email
from email import policy

import requests
from anymail.exceptions import AnymailError, AnymailRecipientsRefused
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection

from newsletters import mime, slots
from newsletters.retries import Meaning, Outcome

# Headers that a mail service makes itself, or gets in other words.
THEIRS = {"from", "to", "subject", "reply-to", "date", "mime-version", "content-type"}

CLOSED = {401, 403, 408, 429}  # nothing was taken: no or a wrong key, too slow, too many
GATEWAYS = {502, 504}  # somebody in between answers, and does not know either
NAMES = {slots.UNSUBSCRIBE: "unsubscribe", slots.PREFERENCES: "preferences"}
# How each service writes a place in a text that it fills in for each reader. Only services that
# do the same in headers: List-Unsubscribe is a reader's own (RFC 8058).
PLACES = {"mailgun": "%recipient.{}%", "mailjet": "[[var:{}]]"}
# What else a service would take for its own to read; a letter with such words goes one by one.
MARKS = {"mailgun": ("%recipient",), "mailjet": ("{{", "{%", "[[")}
EXTRAS = {"mailjet": {"Globals": {"TemplateLanguage": True}}}
# What is each reader's own, or the service's.
LEFT_OUT = THEIRS | {"list-unsubscribe", "message-id"}


def of(channel):
    """The way out of a Channel that is one by the configured service."""
    backend = f"anymail.backends.{settings.MAIL_SERVICE}.EmailBackend"
    if channel.per_call > 1 and takes_many():
        return BatchTransport(backend, channel.per_call)
    return ServiceTransport(backend)


def takes_many():
    """Can the configured service take many letters in one call, for us?"""
    return settings.MAIL_SERVICE in PLACES


class ServiceTransport:
    """A mail service by its API, one call a letter."""

    window = 1

    def __init__(self, backend):
        self._connection = get_connection(backend)
        self._opened = False

    def send(self, sender, recipient, message, delivery):
        letter = self._letter(sender, recipient, message, delivery)
        return self._outcomes(letter, [recipient])[0]

    def _outcomes(self, letter, recipients):
        """What the service said of each of these addresses, to which this one message goes."""
        try:
            self._opened = self._connection.open() or self._opened
            self._connection.send_messages([letter])
        except AnymailRecipientsRefused as error:
            statuses = error.email_message.anymail_status.recipients
            return [_refusal(statuses.get(each), str(error)) for each in recipients]
        except AnymailError as error:
            return [_trouble(error)] * len(recipients)
        except (requests.RequestException, OSError) as error:
            return [Outcome(Meaning.UNCERTAIN, 0, str(error))] * len(recipients)
        statuses = letter.anymail_status.recipients
        return [_answer(statuses.get(each)) for each in recipients]

    def close(self):
        if self._opened:
            self._connection.close()
        self._opened = False

    def _letter(self, sender, recipient, message, delivery):
        letter = _multipart(_parsed(message), [recipient], THEIRS)
        letter.metadata = {"delivery": str(delivery)}
        return letter


class BatchTransport(ServiceTransport):
    """A ServiceTransport with `send_all` for up to `window` letters beside `send`."""

    def __init__(self, backend, window):
        super().__init__(backend)
        self.window = window
        self._place = PLACES[settings.MAIL_SERVICE]

    def send_all(self, letters, envelopes):
        """[retries.Outcome] of these claiming.Letters, in their order.

        A call that is refused as a whole has left nobody's letter with the service: then they
        leave one by one, so that one address that the service cannot bear costs only itself.
        """
        if self._would_misread(letters[0], envelopes):
            return [self._alone(letter, envelopes) for letter in letters]
        message = self._message(letters, envelopes)
        outcomes = self._outcomes(message, [letter.address for letter in letters])
        if all(each.meaning is Meaning.POLICY for each in outcomes):
            return [self._alone(letter, envelopes) for letter in letters]
        return outcomes

    def _would_misread(self, letter, envelopes):
        words = _bodies(_parsed(envelopes.message(letter)))
        return any(mark in each for mark in MARKS[settings.MAIL_SERVICE] for each in words)

    def _alone(self, letter, envelopes):
        path, message = envelopes.return_path(letter), envelopes.message(letter)
        return self.send(path, letter.address, message, letter.pk)

    def _message(self, letters, envelopes):
        places = {slot: self._place.format(name) for slot, name in NAMES.items()}
        made = _parsed(envelopes.filled(letters[0], places))
        message = _multipart(made, [letter.address for letter in letters], LEFT_OUT)
        own = {letter.address: envelopes.links(letter) for letter in letters}
        message.merge_data = {
            address: {NAMES[slot]: url for slot, url in urls.items()}
            for address, urls in own.items()
        }
        message.merge_headers = {
            address: {"List-Unsubscribe": f"<{urls[slots.UNSUBSCRIBE]}>"}
            for address, urls in own.items()
        }
        message.merge_metadata = {each.address: {"delivery": str(each.pk)} for each in letters}
        message.esp_extra = EXTRAS.get(settings.MAIL_SERVICE, {})
        return message


def _parsed(message):
    return email.message_from_bytes(mime.unstuffed(message), policy=policy.SMTP)


def _bodies(made):
    return [made.get_body((kind,)).get_content() for kind in ("plain", "html")]


def _multipart(made, recipients, left_out):
    """The parsed message as Django has it, with its headers but for those `left_out`."""
    text, html = _bodies(made)
    message = EmailMultiAlternatives(
        str(made["Subject"]),
        text,
        str(made["From"]),
        recipients,
        reply_to=[str(made["Reply-To"])] if made["Reply-To"] else None,
        headers={name: str(v) for name, v in made.items() if name.lower() not in left_out},
    )
    message.attach_alternative(html, "text/html")
    return message


def _answer(status):
    """Of an answer that anymail could not read, nobody knows what it stands for."""
    said = status.status if status else None
    if said in {"sent", "queued"}:
        return Outcome(Meaning.SENT, 250, said, status.message_id or "")
    if said in {"invalid", "rejected"}:
        return _refusal(status, f"The service said: {said}.")
    return Outcome(Meaning.UNCERTAIN, 250, str(said), (status and status.message_id) or "")


def _refusal(status, words):
    """Only an address that cannot be one tells against the reader; what a service “rejects”
    may be its own list or its opinion of us."""
    invalid = status is not None and status.status == "invalid"
    return Outcome(Meaning.HARD if invalid else Meaning.POLICY, 0, words)


def _trouble(error):
    code, words = error.status_code, str(error)
    if code is None:
        unheard = isinstance(error.__cause__, requests.ConnectTimeout)
        return Outcome(Meaning.STANDSTILL if unheard else Meaning.UNCERTAIN, 0, words)
    if code in GATEWAYS:
        return Outcome(Meaning.UNCERTAIN, code, words)
    closed = code in CLOSED or code >= 500
    return Outcome(Meaning.STANDSTILL if closed else Meaning.POLICY, code, words)
