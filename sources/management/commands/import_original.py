from dataclasses import replace
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from prose.sanitise import TextTooLong
from sources import fetching, importing, reading, retrieving
from sources.decoding import MAX_BYTES
from sources.models import Publication


class Command(BaseCommand):
    help = "Imports one story of a partner paper from its address, or an HTML or text file."
    stealth_options = ("network",)

    def add_arguments(self, parser):
        parser.add_argument(
            "story", help="an address (https://…), a saved page (.html) or a text (.txt)"
        )
        parser.add_argument("--publication", required=True, metavar="SLUG")
        parser.add_argument("--url", default="", help="where the story was published; only noted")
        parser.add_argument("--language", help="such as fr; else the page's or the paper's own")
        parser.add_argument("--by", metavar="USERNAME", help="in whose name it is imported")

    def handle(self, *, story, publication, url, language, by, network=fetching.WEB, **options):
        try:
            original = importing.import_original(
                _read(story, network),
                publication=_publication(publication),
                by=_user(by),
                url=url,
                language=language,
            )
        except importing.AlreadyImported as known:
            raise CommandError(f"{known} It is original {known.original.pk}.") from known
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        except (
            fetching.Refused, reading.Unreadable, TextTooLong, importing.NotAllowed,
        ) as error:  # fmt: skip
            raise CommandError(str(error)) from error
        snapshot = original.latest_snapshot
        published = original.first_published_at
        self.stdout.write(
            f"Original {original.pk}: {snapshot.headline}\n"
            f"  from      {original.publication}, {original.language_name}\n"
            f"  by        {', '.join(original.authors) or 'nobody named'}\n"
            f"  published {published.isoformat() if published else 'at an unknown time'}\n"
            f"  text      {len(snapshot.blocks)} blocks, snapshot {snapshot.number}\n"
            f"  address   {original.url or 'none'}"
        )


def _read(story, network):
    if story.startswith(("http://", "https://")):
        found = retrieving.read_page(story, network=network)
        return found if found.url else replace(found, url=story)
    file = Path(story)
    return reading.read(_bytes_of(file), file.name)


def _bytes_of(file):
    try:
        with file.open("rb") as opened:
            return opened.read(MAX_BYTES + 1)
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from error


def _publication(slug):
    try:
        return Publication.objects.get(slug=slug)
    except Publication.DoesNotExist:
        known = ", ".join(Publication.objects.values_list("slug", flat=True)) or "none yet"
        raise CommandError(f"There is no publication “{slug}”. Known are: {known}.") from None


def _user(username):
    if not username:
        return None
    users = get_user_model()
    try:
        return users.objects.get_by_natural_key(username)
    except users.DoesNotExist:
        raise CommandError(f"There is no user “{username}”.") from None
