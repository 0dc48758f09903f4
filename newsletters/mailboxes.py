"""Mail that waits in a mailbox: a Maildir on disk, or a folder of an IMAP server."""

import imaplib
import ssl
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import unquote, urlsplit

MOST_BYTES = 1024 * 1024  # of one message
TIMEOUT = 30  # seconds, for each answer of the server


class Unreachable(Exception):
    """Carries a sentence: what is wrong with the mailbox or its address."""


@contextmanager
def open_mailbox(address):
    """A mailbox by its address: `maildir:/var/mail/bounces`, or
    `imaps://user:password@host/FOLDER` (also imap:, for a server on this machine).

    What it yields has `unread()`, an iterator of (name, bytes), and `done(name)`, after which a
    message is not unread any more; nothing is deleted. Raises Unreachable.
    """
    parts = urlsplit(address)
    if parts.scheme == "maildir":
        yield Maildir(Path(unquote(parts.path)))
    elif parts.scheme in ("imap", "imaps") and parts.hostname:
        with _imap(parts) as box:
            yield box
    else:
        raise Unreachable("A mailbox is maildir:/folder or imaps://user:password@host/INBOX.")


class Maildir:
    def __init__(self, folder):
        if not (folder / "new").is_dir() or not (folder / "cur").is_dir():
            raise Unreachable(f"{folder} is no Maildir: it has no folders new and cur.")
        self.folder = folder

    def unread(self):
        for path in sorted((self.folder / "new").iterdir()) + sorted(self._opened()):
            raw = None
            with suppress(FileNotFoundError), path.open("rb") as file:
                raw = file.read(MOST_BYTES)
            if raw is not None:  # else another reader was faster
                yield path, raw

    def _opened(self):
        """Seen by a mail program, and not read there: the letter S stands for “seen”."""
        for path in (self.folder / "cur").iterdir():
            if "S" not in path.name.partition(":2,")[2]:
                yield path

    def done(self, path):
        name, _, flags = path.name.partition(":2,")
        with suppress(FileNotFoundError):
            path.rename(self.folder / "cur" / f"{name}:2,{''.join(sorted({*flags, 'S'}))}")


@contextmanager
def _imap(parts):
    try:
        server = _connect(parts)
    except (OSError, imaplib.IMAP4.error) as error:
        raise Unreachable(f"The mailbox at {parts.hostname} does not open: {error}.") from error
    try:
        yield Imap(server, unquote(parts.path.lstrip("/")) or "INBOX")
    except (OSError, imaplib.IMAP4.error) as error:
        raise Unreachable(f"The mailbox at {parts.hostname} broke off: {error}.") from error
    finally:
        server.shutdown()


def _connect(parts):
    if parts.scheme == "imaps":
        context = ssl.create_default_context()
        server = imaplib.IMAP4_SSL(
            parts.hostname, parts.port or 993, ssl_context=context, timeout=TIMEOUT
        )
    else:
        server = imaplib.IMAP4(parts.hostname, parts.port or 143, timeout=TIMEOUT)
    try:
        server.login(unquote(parts.username or ""), unquote(parts.password or ""))
    except BaseException:
        server.shutdown()
        raise
    return server


class Imap:
    def __init__(self, server, folder):
        self.server = server
        quoted = folder.replace("\\", "\\\\").replace('"', '\\"')
        self._ask("select", f'"{quoted}"')

    def unread(self):
        (found,) = self._ask("uid", "SEARCH", "UNSEEN")
        for uid in (found or b"").split():
            answer = self._ask("uid", "FETCH", uid.decode(), f"(BODY.PEEK[]<0.{MOST_BYTES}>)")
            parts = [part[1] for part in answer if isinstance(part, tuple)]
            if parts:
                yield uid.decode(), parts[0]

    def done(self, uid):
        self._ask("uid", "STORE", uid, "+FLAGS.SILENT", r"(\Seen)")

    def _ask(self, name, *words):
        status, answer = getattr(self.server, name)(*words)
        if status != "OK":
            raise imaplib.IMAP4.error(b" ".join(filter(None, answer)).decode(errors="replace"))
        return answer
