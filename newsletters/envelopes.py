"""What a recipient's mail server gets of an issue: headers, message and return path."""

import hashlib
from email.utils import formatdate, parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.crypto import salted_hmac

from articles import editions
from newsletters import links, mime, slots, verp
from prose import characters

TOKEN = "0token0"  # noqa: S105 -- stands for a subscription's where its links are made


class Envelopes:
    """Makes the messages of one frozen issue, from what it and its list say at that moment."""

    def __init__(self, issue):
        newsletter = issue.newsletter
        self._issue = issue.pk
        self._host = _host()
        self._sender = newsletter.from_email or parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
        with editions.speaking(editions.of(newsletter.language)):
            made = links.unsubscribe_url(_Reader), links.preferences_url(_Reader)
        self._unsubscribe, self._preferences = (address.split(TOKEN) for address in made)
        self._template = mime.Template(
            self._headers(issue, newsletter), text=issue.text, html=issue.html
        )

    def _headers(self, issue, newsletter):
        name = newsletter.from_name or newsletter.name
        yield "From", mime.sender(characters.clean_line(name), self._sender)
        yield "To", mime.ADDRESS
        yield "Subject", characters.clean_line(issue.subject)
        if newsletter.reply_to:
            yield "Reply-To", newsletter.reply_to
        yield "Date", mime.DATE
        yield "Message-ID", f"<{mime.MESSAGE_ID}@{self._host}>"
        yield "List-Id", f"<{newsletter.list_id or f'{newsletter.slug}.{self._host}'}>"
        yield "List-Unsubscribe", f"<{slots.UNSUBSCRIBE}>"
        yield "List-Unsubscribe-Post", "List-Unsubscribe=One-Click"
        yield "Feedback-ID", f"{issue.pk}:{newsletter.slug}:newsletter:{_sender_id(self._host)}"

    @property
    def size(self):
        return self._template.size

    def message(self, letter):
        """The message of a claiming.Letter, as bytes that follow DATA."""
        return self.filled(letter, self.links(letter))

    def filled(self, letter, places):
        """The same with other words, {slot: text}, in the place of its reader's own links."""
        return self._template.fill(
            {
                mime.ADDRESS: letter.address.encode(),
                mime.MESSAGE_ID: message_id(self._issue, letter.pk).encode(),
                mime.DATE: formatdate().encode(),
            }
            | {slot: text.encode() for slot, text in places.items()}
        )

    def links(self, letter):
        """{slot: address}: what the reader of this letter may do with a click."""
        return {
            slots.UNSUBSCRIBE: letter.token.join(self._unsubscribe),
            slots.PREFERENCES: letter.token.join(self._preferences),
        }

    def return_path(self, letter):
        """Where a mail server sends what it has to say about this letter later on."""
        domain = settings.BOUNCE_DOMAIN
        return verp.address(letter.pk, domain) if domain else self._sender


class _Reader:
    token = TOKEN


def message_id(issue_pk, delivery_pk):
    """The same however often it is made, so that the log of a relay settles what is uncertain."""
    name = f"{issue_pk}.{delivery_pk}"
    return f"{name}.{salted_hmac('newsletters.message-id', name).hexdigest()[:12]}"


def _host():
    return urlsplit(settings.SITE_URL).hostname or "localhost"


def _sender_id(host):
    """5 to 15 characters that are the same in all our letters, as Gmail asks for."""
    return hashlib.sha256(host.encode()).hexdigest()[:12]
