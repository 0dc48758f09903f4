"""The demo edition's own pages, and what its editors have pinned, by the verbs."""

import datetime
import tomllib

from django.conf import settings
from django.utils import timezone

from articles import arranging, fronts, page_keeping
from articles.models import LiveArticle, Section
from newsroom.demo.edition import HERE


def told():
    return tomllib.loads((HERE / "pages.toml").read_text(encoding="utf-8"))


def load(cast):
    data, by = told(), cast.people["helen"]
    for position, row in enumerate(data["pages"], 1):
        page = page_keeping.begin(
            by=by,
            edition=settings.EDITION_LANGUAGE,
            slug=row["slug"],
            title=row["title"],
            body=row["body"],
            position=position,
        )
        page_keeping.publish(page, by=by, seen=page.version)
    for row in data["pins"]:
        _pin(row, by)


def _pin(row, by):
    section = Section.objects.get(slug=row["section"]) if "section" in row else None
    front = fronts.find(settings.EDITION_LANGUAGE, section)
    live = LiveArticle.objects.live().get(headline=row["headline"])
    ends = timezone.now() + datetime.timedelta(hours=row["ends"]) if "ends" in row else None
    pin = fronts.Pin(row["place"] - 1, live.pk, ends)
    arranging.arrange(front, by=by, seen=front.version, pins=[pin])
