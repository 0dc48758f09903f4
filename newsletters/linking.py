"""Do the links of a letter to other sites work? Asked on request and, before an issue leaves by
itself, by the clock; never while somebody waits for a page, since a site may take long."""

import dataclasses
import datetime

from django.core.cache import cache
from django.utils import timezone

from newsletters import checking, composing
from newsletters.models import Issue
from sources import fetching

REMEMBERED = 60 * 60  # seconds
MOST = 20  # links of one letter
AHEAD = datetime.timedelta(minutes=30)  # of an issue's hour
LIMITS = dataclasses.replace(fetching.LIMITS, seconds=8.0, idle=5.0, pause=0)
# A site that refuses machines, or answers with something other than a page, is there.
THERE = {"type", "robots", "paywall", "busy", "too-big"}


def try_due(now=None, *, network=fetching.WEB):
    """Try the links of what leaves within half an hour, so that the gate knows of them then; of
    each letter those that have not been tried lately."""
    now = now or timezone.now()
    soon = Issue.objects.filter(state=Issue.State.SCHEDULED, scheduled_for__lte=now + AHEAD)
    for issue in soon.select_related("newsletter"):
        try_links(issue, network=network, anew=False)


def try_links(issue, *, network=fetching.WEB, anew=True):
    """Ask for every address of another site in this issue, and remember what came of it for the
    gate. Returns how many were asked for; without `anew`, not those that were lately."""
    found = checking.outside(composing.freeze(issue).html)[:MOST]
    if not anew:
        known = cache.get_many([checking.WORKED + url for url in found])
        found = [url for url in found if checking.WORKED + url not in known]
    for url in found:
        cache.set(checking.WORKED + url, _answer(url, network), REMEMBERED)
    return len(found)


def _answer(url, network):
    """A sentence; empty if the address works."""
    try:
        fetching.fetch(url, limits=LIMITS, network=network)
    except fetching.Refused as refused:
        return "" if refused.kind in THERE else str(refused)
    return ""
