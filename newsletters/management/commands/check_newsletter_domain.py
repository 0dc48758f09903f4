"""Prints what the DNS says of the domains that newsletters come from.

    python manage.py check_newsletter_domain [DOMAIN ...] [--selector NAME] [--server HOST:PORT]

Without a domain, those of all lists. Fails where something is bad; what cannot be seen from here,
such as whether a relay signs, is said to be unknown.
"""

from email.utils import parseaddr

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from newsletters import domains
from newsletters.models import Newsletter


class Command(BaseCommand):
    help = "Prints SPF, DKIM, DMARC and alignment of the domains that newsletters come from."

    def add_arguments(self, parser):
        parser.add_argument("domains", nargs="*", metavar="DOMAIN")
        parser.add_argument("--selector", action="append", default=[], help="of a DKIM key")
        parser.add_argument("--server", default="", help="name server to ask, HOST:PORT")

    def handle(self, *, selector, server, **options):
        zone, bad = _zone(server), 0
        for domain in options["domains"] or _of_lists():
            self.stdout.write(f"{domain}")
            for finding in _inspect(zone, domain, selector):
                bad += finding.verdict == "bad"
                self.stdout.write(f"  {finding.verdict:8} {finding.about:10} {finding.words}")
        if not settings.SITE_URL.startswith("https://"):
            self.stdout.write(
                "  warning  One-click  SITE_URL is not https, which RFC 8058 demands."
            )
        if bad:
            raise CommandError(f"{bad} to be mended.")


def _of_lists():
    """Of the senders that readers see."""
    own = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    senders = [email or own for email in Newsletter.objects.values_list("from_email", flat=True)]
    return sorted({sender.rpartition("@")[2].lower() for sender in senders or [own]})


def _inspect(zone, domain, selectors):
    return domains.inspect(zone, domain, bounces=settings.BOUNCE_DOMAIN, selectors=selectors)


def _zone(server):
    if not server:
        return domains.Zone()
    host, _, port = server.rpartition(":")
    if not host or not port.isdigit():
        raise CommandError("A name server is given as HOST:PORT, such as 127.0.0.1:53.")
    return domains.Zone((host, int(port)))
