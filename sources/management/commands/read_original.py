"""Reads saved pages and prints what an import would store of each, one line of JSON a page.

    python manage.py read_original page.html more.html.gz folder/ > pages.jsonl

A line holds path, title, authors, date (ISO 8601 with its zone, or null; a zone that the page
leaves out is that of the paper's country, where its papers go by one clock), language, body
(paragraphs parted by empty lines: standfirst where readers see it, crossheads, list items and
quotes too), images (url, caption, credit), warning where there is one, and cpu_ms. What cannot
be read has path, error (a sentence) and cpu_ms instead, and does not stop the others: the
command fails only where no line could be printed at all. No database is opened.
"""

import gzip
import json
import time
import zlib
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from prose.sanitise import TextTooLong
from sources import reading
from sources.decoding import MAX_BYTES, Unreadable

_ENDINGS = (".html", ".htm", ".xhtml", ".html.gz", ".htm.gz", ".txt")


class Command(BaseCommand):
    help = "Reads saved pages (.html, .html.gz, folders) and prints one line of JSON for each."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="page or folder")

    def handle(self, *, files, **options):
        printed = 0
        for path in _pages(files):
            self.stdout.write(json.dumps(_told(path), ensure_ascii=False))
            self.stdout.flush()
            printed += 1
        if not printed:
            raise CommandError("There are no pages there: no file ends in .html or .html.gz.")


def _pages(files):
    """Each file as it is named; of a folder all that are called pages, in order of name."""
    for path in files:
        if path.is_dir():
            yield from sorted(p for p in path.rglob("*") if p.name.lower().endswith(_ENDINGS))
        else:
            yield path


def _told(path):
    begun = time.process_time()
    try:
        told = _fields(reading.read(_bytes_of(path), _plain_name(path)))
    except (Unreadable, TextTooLong) as error:
        told = {"error": str(error)}
    except (OSError, EOFError, zlib.error) as error:
        told = {"error": f"The file cannot be read: {getattr(error, 'strerror', '') or error}."}
    except Exception as error:
        told = {"error": f"Reading it failed: {type(error).__name__}."}
    spent = round((time.process_time() - begun) * 1000, 1)
    return {"path": str(path), **told, "cpu_ms": spent}


def _fields(read):
    published = read.first_published_at
    told = {
        "title": read.headline,
        "authors": read.authors,
        "date": published.isoformat(timespec="seconds") if published else None,
        "language": read.language,
        "body": reading.text_of(read),
        "images": read.pictures,
    }
    return told | ({"warning": read.warning} if read.warning else {})


def _bytes_of(path):
    opener = gzip.open if path.name.lower().endswith(".gz") else open
    with opener(path, "rb") as file:
        return file.read(MAX_BYTES + 1)


def _plain_name(path):
    return path.name[:-3] if path.name.lower().endswith(".gz") else path.name
