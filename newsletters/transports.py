"""Ways out. Each has `send(sender, recipient, message, delivery)`, which returns a
retries.Outcome and raises nothing that the other side can bring about, and `close()`. `window`
is how many letters go together; where it is more than one, see services.BatchTransport.

`message` are bytes as mime.Template.fill makes them; `delivery` is the id that a mail service is
to tell us again with all that it reports.
"""

import email
from email import policy

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from newsletters import mime, services
from newsletters.models import Channel
from newsletters.retries import Meaning, Outcome
from newsletters.smtp import SMTPTransport

SMTP = "django.core.mail.backends.smtp.EmailBackend"
CONSOLE = "django.core.mail.backends.console.EmailBackend"


def of(channel):
    """The way out that a Channel stands for."""
    if channel.kind == Channel.Kind.ANYMAIL:
        return services.of(channel)
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

    window = 1

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

    window = 1

    def __init__(self, backend):
        self._connection = get_connection(backend)

    def send(self, sender, recipient, message, delivery):
        self._connection.send_messages([Prebuilt(sender, recipient, message)])
        return Outcome(Meaning.SENT, 250, "")

    def close(self):
        self._connection.close()
