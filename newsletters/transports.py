"""Ways out. Each has `send(sender, recipient, message, delivery)`, which returns a
retries.Outcome and raises nothing that the other side can bring about, and `close()`.

`message` are bytes as mime.Template.fill makes them; `delivery` is the id that a mail service is
to tell us again with all that it reports.
"""

import email
from email import policy

import requests
from anymail.exceptions import AnymailError, AnymailRecipientsRefused
from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection

from newsletters import mime
from newsletters.models import Channel
from newsletters.retries import Meaning, Outcome
from newsletters.smtp import SMTPTransport

SMTP = "django.core.mail.backends.smtp.EmailBackend"
CONSOLE = "django.core.mail.backends.console.EmailBackend"
# Headers that a mail service makes itself, or gets in other words.
THEIRS = {"from", "to", "subject", "reply-to", "date", "mime-version", "content-type"}

CLOSED = {401, 403, 408, 429}  # nothing was taken: no or a wrong key, too slow, too many
GATEWAYS = {502, 504}  # somebody in between answers, and does not know either


def of(channel):
    """The way out that a Channel stands for."""
    if channel.kind == Channel.Kind.ANYMAIL:
        return ServiceTransport(f"anymail.backends.{settings.MAIL_SERVICE}.EmailBackend")
    if settings.EMAIL_BACKEND == SMTP:
        return smtp(channel.max_per_connection)
    if settings.EMAIL_BACKEND == CONSOLE:
        return FileTransport(settings.MAIL_DIR)
    return BackendTransport(settings.EMAIL_BACKEND)


def smtp(max_messages):
    security = "tls" if settings.EMAIL_USE_SSL else "starttls" if settings.EMAIL_USE_TLS else ""
    return SMTPTransport(
        settings.EMAIL_HOST,
        settings.EMAIL_PORT,
        user=settings.EMAIL_HOST_USER,
        password=settings.EMAIL_HOST_PASSWORD,
        security=security,
        timeout=settings.EMAIL_TIMEOUT,
        max_messages=max_messages,
    )


class FileTransport:
    """A trial's way out: a file for each letter, which mail programs open."""

    def __init__(self, folder):
        self._folder = folder

    def send(self, sender, recipient, message, delivery):
        self._folder.mkdir(parents=True, exist_ok=True)
        file = self._folder / f"letter-{delivery}.eml"
        file.write_bytes(mime.unstuffed(message))
        return Outcome(Meaning.SENT, 250, f"written to {file.name}")

    def close(self):
        pass


class Prebuilt(EmailMessage):
    """A message that is there already, for a mail backend of Django."""

    def __init__(self, sender, recipient, message):
        super().__init__(from_email=sender, to=[recipient])
        self._message = email.message_from_bytes(mime.unstuffed(message), policy=policy.SMTP)
        self.subject = str(self._message["Subject"])
        self.body = self._message.get_body(("plain",)).get_content()

    def message(self):
        return self._message


class BackendTransport:
    """Any mail backend of Django, such as the one that tests look into."""

    def __init__(self, backend):
        self._connection = get_connection(backend)

    def send(self, sender, recipient, message, delivery):
        self._connection.send_messages([Prebuilt(sender, recipient, message)])
        return Outcome(Meaning.SENT, 250, "")

    def close(self):
        self._connection.close()


class ServiceTransport:
    """A mail service by its API. One call a letter: of a call for many that got no answer, each
    of the many would be uncertain."""

    def __init__(self, backend):
        self._connection = get_connection(backend)
        self._opened = False

    def send(self, sender, recipient, message, delivery):
        letter = self._letter(sender, recipient, message, delivery)
        try:
            self._opened = self._connection.open() or self._opened
            self._connection.send_messages([letter])
        except AnymailRecipientsRefused as error:
            return Outcome(_refusal(error), 0, str(error))
        except AnymailError as error:
            return _trouble(error)
        except (requests.RequestException, OSError) as error:
            return Outcome(Meaning.UNCERTAIN, 0, str(error))
        status = letter.anymail_status
        # Anything else is an answer that anymail could not read.
        taken = bool(status.status) and status.status <= {"sent", "queued"}
        meaning = Meaning.SENT if taken else Meaning.UNCERTAIN
        return Outcome(meaning, 250, str(status), status.message_id or "")

    def close(self):
        if self._opened:
            self._connection.close()
        self._opened = False

    def _letter(self, sender, recipient, message, delivery):
        made = email.message_from_bytes(mime.unstuffed(message), policy=policy.SMTP)
        text, html = (made.get_body((kind,)).get_content() for kind in ("plain", "html"))
        letter = EmailMultiAlternatives(
            str(made["Subject"]),
            text,
            str(made["From"]),
            [recipient],
            reply_to=[str(made["Reply-To"])] if made["Reply-To"] else None,
            headers={name: str(v) for name, v in made.items() if name.lower() not in THEIRS},
        )
        letter.attach_alternative(html, "text/html")
        letter.metadata = {"delivery": str(delivery)}
        return letter


def _refusal(error):
    """Only an address that cannot be one tells against the reader; what a service “rejects”
    may be its own list or its opinion of us."""
    recipients = error.email_message.anymail_status.recipients.values()
    invalid = recipients and all(each.status == "invalid" for each in recipients)
    return Meaning.HARD if invalid else Meaning.POLICY


def _trouble(error):
    code, words = error.status_code, str(error)
    if code is None:
        unheard = isinstance(error.__cause__, requests.ConnectTimeout)
        return Outcome(Meaning.STANDSTILL if unheard else Meaning.UNCERTAIN, 0, words)
    if code in GATEWAYS:
        return Outcome(Meaning.UNCERTAIN, code, words)
    closed = code in CLOSED or code >= 500
    return Outcome(Meaning.STANDSTILL if closed else Meaning.POLICY, code, words)
