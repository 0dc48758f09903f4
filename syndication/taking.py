"""The record of who took which story: whoever did has to hear of its corrections."""

from django.utils import timezone

from syndication.models import Taking


def note(republisher, live, now=None):
    """Part of handing out the text. The first time stays, the version is the last one."""
    now = now or timezone.now()
    Taking.objects.bulk_create(
        [Taking(republisher=republisher, live=live, version=live.version, first_at=now,
                last_at=now)],
        update_conflicts=True,
        unique_fields=["republisher", "live"],
        update_fields=["version", "last_at"],
    )  # fmt: skip
