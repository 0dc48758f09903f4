"""Pages and feeds from the web: safely (sources.connecting), within what the site's robots.txt
allows, one after the other, under our own name, and refused in words.

    try:
        page = fetching.fetch("https://lequai.example/marseille")
    except fetching.Refused as refused:
        refused.kind, refused.status, str(refused)
"""

import datetime
import math
import re
import time
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from functools import partial

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone

from sources import connecting, robots
from sources.connecting import LIMITS, WEB, Limits, Network
from sources.refusals import BadStatus, Busy, Gone, Paywall, Refused, WrongType

__all__ = ["FEEDS", "LIMITS", "PAGES", "WEB", "Fetched", "Limits", "Network", "Refused", "fetch"]

PAGES = ("text/html", "application/xhtml+xml")
FEEDS = (
    "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml",
    "text/xml", *PAGES,
)  # fmt: skip
LONGEST_WAIT = datetime.timedelta(days=7)

_LONGEST_ETAG = 200
_LONGEST_DATE = 60
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_CLOSED = {
    401: "{host} asks for a log-in before it shows this page. Paste the text instead.",
    402: "{host} asks for payment before it shows this page. Paste the text instead.",
    403: "{host} does not let us in: it may be for subscribers, or closed to machines. Paste the "
    "text instead.",
    451: "{host} may not show this page where we are, for legal reasons.",
}
_OTHER_TYPES = (
    ("application/pdf", "a PDF"),
    ("image/", "a picture"),
    ("video/", "a video"),
    ("audio/", "a recording"),
    ("text/plain", "a plain text"),
    ("application/json", "data for machines"),
)


@dataclass(frozen=True)
class Fetched:
    url: str  # after redirects
    status: int  # 200, or 304 with an empty body
    content_type: str
    charset: str  # as the server names it; "" where it does not
    body: bytes
    etag: str
    last_modified: str

    @property
    def unchanged(self):
        return self.status == 304


def fetch(url, *, accept=PAGES, etag="", last_modified="", limits=LIMITS, network=WEB):
    """What stands at this address. Raises Refused.

    With the `etag` and `last_modified` of an earlier answer the server may say that nothing
    has changed since.
    """
    headers = _headers(accept)
    condition = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    condition = {name: value for name, value in condition.items() if value}
    answer = connecting.follow(
        url,
        headers | condition,
        before=_Visit(headers, limits, network),
        judge=partial(_judge, accept, bool(condition)),
        limits=limits,
        network=network,
    )
    said = answer.headers.get("Content-Type", "")
    charset = _CHARSET.search(said)
    return Fetched(
        url=answer.url,
        status=answer.status,
        content_type=_type(said),
        charset=charset[1] if charset else "",
        body=answer.body,
        etag=_short(answer.headers.get("ETag", ""), _LONGEST_ETAG),
        last_modified=_short(answer.headers.get("Last-Modified", ""), _LONGEST_DATE),
    )


def _headers(accept):
    return {
        "User-Agent": settings.USER_AGENT,
        "Accept": f"{', '.join(accept)}, */*;q=0.1",
        "Accept-Encoding": "gzip, deflate",
        "Connection": "close",
    }


def _short(value, most):
    """A validator that we could not keep whole is none."""
    return value if len(value) <= most else ""


def _type(said):
    return said.partition(";")[0].strip().lower()


class _Visit:
    """Asks for leave before every page of one fetch, and waits for a turn at each of its hosts."""

    def __init__(self, headers, limits, network):
        self.headers, self.limits, self.network = headers, limits, network
        self.known = set()

    def __call__(self, aim):
        delay = robots.check(aim, self.headers, network=self.network)
        if aim.host not in self.known:
            self.known.add(aim.host)
            self._wait(aim.host, math.ceil(max(delay, self.limits.pause)))

    def _wait(self, host, pause):
        end = time.monotonic() + self.limits.patience
        while pause and not cache.add(f"fetched:{host}", True, pause):
            if time.monotonic() >= end:
                raise Busy(
                    f"Another page of {host} was fetched a moment ago, and we do not hurry a "
                    "site. Try again in a minute.",
                    retry_after=pause,
                )
            time.sleep(0.1)


def _judge(accept, conditional, url, status, headers):
    host = connecting.host_of(url)
    if status == 304 and conditional:
        return
    if status in _CLOSED:
        raise Paywall(_CLOSED[status].format(host=host), status=status)
    if status in (404, 410):
        raise Gone(f"There is no such page at {host} (any more).", status=status)
    if status in (429, 503):
        wait = _retry_after(headers.get("Retry-After", ""))
        raise Busy(f"{host} is busy and asks us to come back later.", status=status,
                   retry_after=wait)  # fmt: skip
    if status != 200:
        raise BadStatus(f"{host} answered with an error (status {status}).", status=status)
    said = _type(headers.get("Content-Type", ""))
    if said and said not in accept:
        kinds = (name for start, name in _OTHER_TYPES if said.startswith(start))
        found = next(kinds, f"“{said[:60]}”")
        raise WrongType(f"This address leads to {found}, not to a web page.", status=status)


def _retry_after(said):
    """Seconds; None where the server names no time."""
    if said.strip().isdigit():
        wait = datetime.timedelta(seconds=int(said.strip()[:9]))
    else:
        try:
            wait = parsedate_to_datetime(said) - timezone.now()
        except (ValueError, TypeError):
            return None
    return max(0, int(min(wait, LONGEST_WAIT).total_seconds()))
