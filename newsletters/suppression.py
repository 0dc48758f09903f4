"""Addresses that get no more letters, and why.

Of each we keep a keyed hash, which outlives the person's data; where the address itself is still
stored, its row says the same for the queries that choose recipients.
"""

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from newsletters.leaving import leave
from newsletters.models import Reason, Subscriber, Subscription, Suppression
from newsletters.rights import must

# Who asked not to be written to gets no letter, not even one that asks whether they meant it.
SILENT = [Reason.COMPLAINED, Reason.BY_HAND]
LIFTED_BY_CONFIRMING = [Reason.BOUNCED, Reason.ERASED]
MAY_NOT = "You may not decide who gets letters. Ask a newsletter editor to do it."


def keys(email):
    """The hashes under which an address may be kept: by today's secret key and the former."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [_key(email, secret) for secret in secrets]


def _key(email, secret):
    sealed = salted_hmac("newsletters.suppression", email, secret=secret, algorithm="sha256")
    return sealed.hexdigest()


def reason(email):
    """Why this address gets no letters; "" if it may."""
    found = Suppression.objects.filter(key__in=keys(email)).values_list("reason", flat=True)
    return next((each for each in found if each in SILENT), next(iter(found), ""))


@transaction.atomic
def suppress(email, why, *, by=None, now=None):
    """No more letters to this address, from this moment. Again: no change, no error.

    A weightier reason takes the place of a lighter one. Who complained has left every list.
    """
    now = now or timezone.now()
    key = keys(email)[0]
    Suppression.objects.bulk_create(
        [Suppression(key=key, reason=why, at=now, by=by)], ignore_conflicts=True
    )
    subscriber = Subscriber.objects.filter(email=email)
    if why in SILENT:
        lighter = Suppression.objects.filter(key=key).exclude(reason__in=SILENT)
        lighter.update(reason=why, at=now, by=by)
        subscriber = subscriber.exclude(suppressed_reason__in=SILENT)
    else:
        subscriber = subscriber.filter(suppressed_at=None)
    subscriber.update(suppressed_reason=why, suppressed_at=now)
    if why == Reason.COMPLAINED:
        leave(Subscription.objects.filter(subscriber__email=email), now)


def stop(subscriber, *, by):
    """No more letters to a person who asked the desk for it. Raises NotAllowed."""
    must(by, "suppress_subscriber", MAY_NOT)
    suppress(subscriber.email, Reason.BY_HAND, by=by)


def allow(subscriber, *, by):
    """Letters again, at the person's wish. Who complained or left has to sign up anew all the
    same: their lists stay as they are. Raises NotAllowed."""
    must(by, "suppress_subscriber", MAY_NOT)
    lift(subscriber.email)


@transaction.atomic
def lift(email, reasons=tuple(Reason)):
    """Letters may go again, if it was for one of `reasons` that they did not."""
    Suppression.objects.filter(key__in=keys(email), reason__in=reasons).delete()
    Subscriber.objects.filter(email=email, suppressed_reason__in=reasons).update(
        suppressed_reason="", suppressed_at=None
    )
