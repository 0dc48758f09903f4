"""What is read most, for readers and for the desk. Reads only."""

import datetime

from django.db.models import Sum
from django.db.models.functions import Sqrt
from django.utils import timezone

from articles.models import LiveArticle, Reads

LISTED = 5  # stories that readers are shown
FEWEST = 3  # beneath which there is no list
WITHIN = datetime.timedelta(hours=24)
SHOWN = 50  # on the desk


def ranking(edition, now=None):
    """Ids of the live stories read most within a day, the most read first; empty where too few
    were read.

    By the sum of the roots of each hour's count: what is read all day goes before what is
    opened very often within an hour, by whatever.
    """
    since = (now or timezone.now()) - WITHIN
    found = (
        Reads.objects.filter(hour__gt=since, live__withdrawn_at=None, live__edition=edition)
        .values("live")
        .annotate(weight=Sum(Sqrt("count")))
        .order_by("-weight", "-live")
        .values_list("live", flat=True)[:LISTED]
    )
    found = list(found)
    return found if len(found) >= FEWEST else []


def listed(edition):
    """The stories of the list that readers see, in its order; one query."""
    found = LiveArticle.objects.live().filter(ranks__edition=edition).order_by("ranks__rank")
    return found.only("path", "edition", "headline", "language", "section_name")


def figures(within, now=None):
    """[LiveArticle] of all editions that were read most within a timedelta, each with `number`:
    how often. What was withdrawn since is not among them."""
    since = (now or timezone.now()) - within
    found = LiveArticle.objects.live().filter(reads__hour__gt=since)
    found = found.annotate(number=Sum("reads__count")).order_by("-number", "-pk")
    return list(
        found.only("path", "edition", "headline", "language", "section_name", "first_published_at")[
            :SHOWN
        ]
    )
