"""Reads what mail servers wrote back about newsletters, and stops letters where they call for it.

    python manage.py read_bounces [maildir:/var/mail/bounces | imaps://user:password@host/INBOX]

Without an address it reads BOUNCE_MAILBOX, as the worker does by itself. Messages are marked as
read and stay where they are; to read one again does no harm.
"""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from newsletters import bounces
from newsletters.mailboxes import Unreachable


class Command(BaseCommand):
    help = "Reads bounces and complaints from a mailbox (Maildir or IMAP)."

    def add_arguments(self, parser):
        parser.add_argument("mailbox", nargs="?", default=settings.BOUNCE_MAILBOX)

    def handle(self, *, mailbox, verbosity, **options):
        if not mailbox:
            raise CommandError("Name a mailbox, or set BOUNCE_MAILBOX.")
        say = self.stdout.write if verbosity > 1 else lambda words: None
        try:
            told, others = bounces.read(mailbox, say=say)
        except Unreachable as error:
            raise CommandError(str(error)) from error
        while bounces.handle_waiting():
            pass
        self.stdout.write(f"Reports about our letters: {told}. Other messages: {others}.")
