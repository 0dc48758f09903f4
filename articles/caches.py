"""Shared caches in front of the site: how they are told that a page has changed.

Three ways, any of which may be set, each for any number of caches:

PURGE_URLS       Varnish, nginx, and whatever answers a PURGE request for the address, with the
                 site's name as Host (docs/caches.md has configurations)
PURGE_HOOK_URL   one POST for many addresses: {"urls": [...]} or {"everything": true}, for content
                 delivery networks behind a few lines of somebody's own. X-Newsroom-Signature is
                 t=<seconds since 1970>,v1=<HMAC-SHA256 of "<t>.<body>" in hexadecimal>

Every page that was ever at an address goes, whatever its query string says, where the cache
lets it. `/*` is every page of the site.
"""

import hashlib
import hmac
import json
import time
from urllib.parse import quote, urlsplit

import urllib3
from django.conf import settings

EVERYTHING = "/*"
_AT_ONCE = 500  # addresses in one message to a hook
_pool = urllib3.PoolManager(
    timeout=urllib3.Timeout(connect=3, read=10), retries=False, maxsize=4, block=True
)


class Unreached(Exception):
    """A cache did not answer, or refused; the message says which and how."""


def configured():
    return bool(settings.PURGE_URLS or settings.PURGE_HOOK_URL)


def header():
    """The Cache-Control of a page that is purged when it changes; without a cache that we can
    tell, a minute, since a correction or a withdrawal has to reach readers."""
    if not configured():
        return "public, max-age=0, s-maxage=60, stale-while-revalidate=30"
    return (
        f"public, max-age=0, s-maxage={settings.CACHE_SECONDS}, "
        "stale-while-revalidate=60, stale-if-error=86400"
    )


def is_elsewhere(address):
    """Whether it is one of another host, where pictures may lie."""
    return "://" in address


def tell(addresses):
    """Have every cache forget these paths of the site, and whole addresses of another host.
    Raises Unreached; telling twice does no harm."""
    whole = [_whole(address) for address in addresses]
    for cache in settings.PURGE_URLS:
        for address in whole:
            _purge(cache.rstrip("/"), urlsplit(address))
    if settings.PURGE_HOOK_URL:
        _call(whole)


def _whole(address):
    return address if is_elsewhere(address) else f"{settings.SITE_URL}{quote(address, safe='/*%')}"


def _purge(cache, address):
    headers = {"Host": address.netloc, "X-Forwarded-Proto": address.scheme}
    response = _ask("PURGE", f"{cache}{address.path}", headers=headers)
    # 404 and 412 are how some say that they did not have it.
    if response.status >= 400 and response.status not in (404, 412):
        raise Unreached(f"{cache} answered {response.status} to PURGE {address.path}")


def _call(addresses):
    everything = _whole(EVERYTHING)
    if everything in addresses:
        _post({"everything": True})
    urls = [address for address in addresses if address != everything]
    for n in range(0, len(urls), _AT_ONCE):
        _post({"urls": urls[n : n + _AT_ONCE]})


def _post(message):
    body, now = json.dumps(message).encode(), int(time.time())
    headers = {
        "Content-Type": "application/json",
        "User-Agent": settings.USER_AGENT,
        "X-Newsroom-Signature": f"t={now},v1={signature(body, now)}",
    }
    response = _ask("POST", settings.PURGE_HOOK_URL, body=body, headers=headers)
    if response.status >= 300:
        raise Unreached(f"{settings.PURGE_HOOK_URL} answered {response.status}")


def signature(body, now):
    key = settings.PURGE_HOOK_SECRET.encode()
    return hmac.new(key, f"{now}.".encode() + body, hashlib.sha256).hexdigest()


def _ask(method, url, **what):
    try:
        return _pool.request(method, url, redirect=False, **what)
    except urllib3.exceptions.HTTPError as error:
        raise Unreached(f"{url}: {error}") from error
