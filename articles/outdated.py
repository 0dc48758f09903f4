"""Live stories that show something else than what it is by now. Looked for from the side of what
changed, which is little, not by going through the archive."""

import datetime

from django.db.models import F, Q
from django.utils import timezone

from articles import pieces
from articles.models import LiveArticle
from sources import licensing
from sources.models import Agreement

# How long the worker may have been away and still catch up with what changed meanwhile.
RECENT = datetime.timedelta(days=30)
# A change may be committed a little after the moment it bears.
SLACK = datetime.timedelta(seconds=60)
# What a live page shows of other things.
SHOWN = (
    "authors", "tags", "photos", "photos__credit", "photos__credit__agency",
    "photos__credit__distributor", "publication", "agreement", "section", "section__names",
)  # fmt: skip


def changed_since_rendering():
    """Those that show something that somebody has changed since, or that its day has."""
    lately = timezone.now() - RECENT
    found = set()
    for path in SHOWN:
        changed = f"{path}__changed_at__gt"
        stale = Q(**{changed: lately}) & Q(**{changed: F("rendered_at") - SLACK})
        found.update(LiveArticle.objects.live().filter(stale).values_list("pk", flat=True))
    found.update(_beside_their_originals(lately))
    return LiveArticle.objects.filter(pk__in=found)


def pressed_otherwise():
    """Both ends of an index, so that asking costs nothing where there is none."""
    today = pieces.press()
    otherwise = Q(pressed_with__lt=today) | Q(pressed_with__gt=today)
    return LiveArticle.objects.live().filter(otherwise).order_by("-pk").only("pk")


def _beside_their_originals(lately):
    """Ids of those whose original readers may see no longer, or again: an agreement has ended or
    begun, which stores nothing on that day, or another than their own was changed."""
    now = timezone.now()
    days = (lately.date(), now.date() + datetime.timedelta(days=1))  # in whatever time zone
    turned = Q(starts_on__range=days) | Q(ends_on__range=days) | Q(changed_at__gt=lately)
    for agreement in Agreement.objects.filter(turned):
        turns = [*licensing.turns(agreement), agreement.changed_at + SLACK]
        last = max((turn for turn in turns if turn <= now), default=agreement.changed_at)
        ended = Q(agreement__in=Agreement.objects.ended(timezone.localdate()))
        reached = LiveArticle.objects.live().filter(
            Q(agreement=agreement) | ended,
            publication=agreement.publication_id,
            rendered_at__lt=last,
        )
        if not agreement.shows_original:
            reached = reached.exclude(pairs=[])
        yield from reached.values_list("pk", flat=True)
