"""What a site's robots.txt allows us, remembered for a day."""

from django.core.cache import cache
from protego import Protego

from sources import connecting
from sources.refusals import Refused

NAME = "Newsroom"  # what a robots.txt calls us by
REMEMBERED = 24 * 60 * 60  # seconds
ASKED_AGAIN = 10 * 60  # where there was no answer
LONGEST_DELAY = 30  # seconds; a site that asks for more gets this
LIMITS = connecting.Limits(seconds=10, body_bytes=500 * 1024)

_NO_ANSWER = 0


class Forbidden(Refused):
    kind = "robots"


def check(aim, headers, *, network=connecting.WEB):
    """Raise Refused if this address (a connecting.Target) is not for machines. Returns how many
    seconds the site wants between two pages."""
    text = _text(aim, headers, network)
    if text == _NO_ANSWER:
        raise Forbidden(
            f"The robots.txt of {aim.host}, which says what machines may fetch, cannot be read "
            "at the moment. Until it can, we keep away. Try again in a while."
        )
    rules = Protego.parse(text)
    if not rules.can_fetch(aim.origin + aim.path, NAME):
        raise Forbidden(f"The robots.txt of {aim.host} asks machines not to fetch this page.")
    return min(LONGEST_DELAY, rules.crawl_delay(NAME) or 0)


def _text(aim, headers, network):
    key = f"robots:{aim.origin}"
    text = cache.get(key)
    if text is None:
        text = _fetched(aim, headers, network)
        cache.set(key, text, ASKED_AGAIN if text == _NO_ANSWER else REMEMBERED)
    return text


def _fetched(aim, headers, network):
    """As RFC 9309 has it: no file allows everything, a server in trouble allows nothing."""
    try:
        answer = connecting.follow(
            f"{aim.origin}/robots.txt", headers, judge=_judge, limits=LIMITS, network=network
        )
    except _Nothing:
        return ""
    except Refused as refused:
        if refused.kind == "redirects":
            return ""
        if refused.kind in ("status", "too-big"):
            return _NO_ANSWER
        raise
    return answer.body.decode("utf-8", "replace")


class _Nothing(Refused):
    pass


class _Trouble(Refused):
    kind = "status"


def _judge(url, status, headers):
    if 400 <= status < 500 and status != 429:
        raise _Nothing("There is no robots.txt.")
    if status != 200:
        raise _Trouble("The server is in trouble.", status=status)
