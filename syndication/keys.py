"""Keys to the API: given, revoked, and asked for at every request."""

import datetime
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Case, F, Value, When
from django.utils import timezone

from prose import characters
from syndication import secrets
from syndication.models import ApiKey

PER_MINUTE = 120  # requests of one key
MINUTE = datetime.timedelta(minutes=1)


class NotAllowed(PermissionDenied):
    """Carries a sentence for the person at the desk."""


@dataclass(frozen=True)
class TooOften(Exception):
    """The key was used too often; it opens again after so many seconds."""

    seconds: int


@transaction.atomic
def issue(republisher, *, by, label):
    """(ApiKey, the key itself, which nobody can be shown again)."""
    if not by.has_perm("syndication.issue_apikey"):
        raise NotAllowed("Your role does not include giving out keys.")
    label = characters.clean_line(label)
    if not label:
        raise ValidationError({"label": "Say where the key will be used."})
    if not republisher.active:
        raise ValidationError(f"{republisher} is not active: no key of theirs would open.")
    secret = secrets.make()
    key = ApiKey.objects.create(
        republisher=republisher,
        label=label[:80],
        shown=secrets.shown(secret),
        digest=secrets.digest(secret),
        created_by=by,
    )
    return key, secret


@transaction.atomic
def revoke(key, *, by):
    """From this moment on it opens nothing. Again: no change, no error."""
    if not by.has_perm("syndication.revoke_apikey"):
        raise NotAllowed("Your role does not include revoking keys.")
    ApiKey.objects.filter(pk=key.pk, revoked_at=None).update(
        revoked_at=timezone.now(), revoked_by=by
    )


def use(secret, now=None):
    """The ApiKey with its Republisher, or None for what opens nothing. Counts one use; raises
    TooOften."""
    now = now or timezone.now()
    keys = ApiKey.objects.filter(revoked_at=None, republisher__active=True)
    key = keys.select_related("republisher").filter(digest=secrets.digest(secret)).first()
    if key is None:
        return None
    minute = now.replace(second=0, microsecond=0)
    if key.minute == minute and key.used >= PER_MINUTE:
        raise TooOften(int((minute + MINUTE - now).total_seconds()) + 1)
    again = When(minute=minute, then=F("used") + 1)
    ApiKey.objects.filter(pk=key.pk).update(
        minute=minute, used=Case(again, default=Value(1)), last_used_at=now
    )
    return key
