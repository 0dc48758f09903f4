"""Do the links of a letter to other sites work? Asked on request only: a site may take long."""

import dataclasses

from django.core.cache import cache

from newsletters import checking, composing
from sources import fetching

REMEMBERED = 60 * 60  # seconds
MOST = 20  # links of one letter
LIMITS = dataclasses.replace(fetching.LIMITS, seconds=8.0, idle=5.0, pause=0)
# A site that refuses machines, or answers with something other than a page, is there.
THERE = {"type", "robots", "paywall", "busy", "too-big"}


def try_links(issue, *, network=fetching.WEB):
    """Ask for every address of another site in this issue, and remember what came of it for the
    gate. Returns how many were asked for."""
    found = checking.outside(composing.freeze(issue).html)[:MOST]
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
