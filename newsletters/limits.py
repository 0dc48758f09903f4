"""How often a sign-up form may be used, so that nobody's mailbox is flooded through ours.

Counted in the database: all server processes share it and it survives a restart. Addresses
are counted under a keyed hash that is deleted when it has served.
"""

import datetime
import ipaddress
import logging
from typing import NamedTuple

from django.db.models import F
from django.utils.crypto import salted_hmac

from newsletters.models import Tally

logger = logging.getLogger(__name__)


class Limit(NamedTuple):
    name: str
    at_most: int
    per: datetime.timedelta


ADDRESS_GAP = Limit("address gap", 1, datetime.timedelta(minutes=15))
ADDRESS_DAY = Limit("address day", 3, datetime.timedelta(days=1))
VISITOR = Limit("visitor", 10, datetime.timedelta(hours=1))
NETWORK = Limit("network", 20, datetime.timedelta(hours=1))
EVERYBODY = Limit("everybody", 2000, datetime.timedelta(hours=1))
LONGEST = max(limit.per for limit in (ADDRESS_GAP, ADDRESS_DAY, VISITOR, NETWORK, EVERYBODY))


def allow(limit, value, *, now):
    """Count one use; False when `value` has used up `limit`, until `limit.per` has passed."""
    key = salted_hmac("newsletters.limits", f"{limit.name}|{value}", algorithm="sha256").hexdigest()
    Tally.objects.bulk_create([Tally(key=key, since=now)], ignore_conflicts=True)
    tally = Tally.objects.filter(key=key)
    return bool(
        tally.filter(since__lte=now - limit.per).update(since=now, count=1)
        or tally.filter(count__lt=limit.at_most).update(count=F("count") + 1)
    )


def may_write_to(address, *, now):
    """May one more letter go to this address because somebody typed it into a form?"""
    return allow(ADDRESS_GAP, address, now=now) and allow(ADDRESS_DAY, address, now=now)


def may_ask(ip, *, now):
    """May one more sign-up come from where this one comes from?"""
    origin = network(ip)
    if origin and not (allow(VISITOR, ip, now=now) and allow(NETWORK, origin, now=now)):
        return False
    if not allow(EVERYBODY, "", now=now):
        logger.error("Sign-ups refused: more than %d in an hour", EVERYBODY.at_most)
        return False
    return True


def network(ip):
    """The neighbourhood one household or attacker commands: /24, or /64 of IPv6; "" if unknown."""
    try:
        address = ipaddress.ip_address(ip)
        address = getattr(address, "ipv4_mapped", None) or address
        bits = 24 if address.version == 4 else 64
        return str(ipaddress.ip_network(f"{address}/{bits}", strict=False))
    except ValueError:
        return ""


def forget(now):
    """Delete the counts that no limit looks at any more."""
    Tally.objects.filter(since__lt=now - LONGEST).delete()
