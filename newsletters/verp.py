"""The return path of a delivery: an address of its own, so that whatever comes back tells which
letter it is about, however the report is worded (variable envelope return path)."""

import hmac
import re

from django.conf import settings
from django.utils.crypto import salted_hmac

_SHAPE = re.compile(r"<?b\+([1-9][0-9]{0,17})\.([0-9a-f]{8})@[^@\s]+>?", re.ASCII)


def address(delivery_pk, domain):
    """The envelope sender of this delivery, at a domain whose mail we read."""
    return f"b+{delivery_pk}.{_seal(delivery_pk, settings.SECRET_KEY)}@{domain}"


def parse(recipient):
    """The delivery that a return path belongs to; None for an address that we did not make.

    Case does not count, since mail servers change it. Former secret keys are still good.
    """
    found = _SHAPE.fullmatch(recipient.strip().lower())
    if not found:
        return None
    pk, seal = int(found[1]), found[2]
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return pk if any(hmac.compare_digest(seal, _seal(pk, key)) for key in keys) else None


def _seal(delivery_pk, key):
    """Nobody without the key can make one, and so have a stranger's address suppressed."""
    sealed = salted_hmac("newsletters.verp", str(delivery_pk), secret=key, algorithm="sha256")
    return sealed.hexdigest()[:8]
