from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from newsletters.models.lists import Newsletter


class SubscriberImport(models.Model):
    """A table of addresses on its way in: uploaded → checked → waiting → done.

    `content` is the file, emptied when all is done; `next_row` is where to go on after a stop.
    `counts` says how many rows came to what; `faults` holds the first refused rows as
    [row, value, sentence].
    """

    class State(models.TextChoices):
        UPLOADED = "uploaded", "uploaded"
        CHECKED = "checked", "checked"
        WAITING = "waiting", "being imported"
        DONE = "done", "imported"

    name = models.CharField("file", max_length=200)
    content = models.BinaryField()
    state = models.CharField(max_length=10, choices=State, default=State.UPLOADED)
    newsletter = models.ForeignKey(Newsletter, on_delete=models.PROTECT, null=True)
    columns = models.JSONField(default=dict)  # {"email": 0, "agreed": 2}
    header = models.BooleanField(default=True)  # is the first row one of names?
    source = models.CharField("where the consent comes from", max_length=200, blank=True)
    proven = models.BooleanField("they agreed, and we can prove it", default=False)
    next_row = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    faults = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                name="import_names_list_and_consent_before_it_runs",
                condition=Q(state="uploaded") | Q(~Q(source=""), newsletter__isnull=False),
            ),
            models.CheckConstraint(
                name="import_is_done_with_its_date",
                condition=Q(state="done", finished_at__isnull=False)
                | Q(~Q(state="done"), finished_at=None),
            ),
        ]

    def __str__(self):
        return f"{self.name}, {self.created_at:%Y-%m-%d %H:%M}"
