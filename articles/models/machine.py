"""A whole story at the machine. What it drafted are the MachineDrafts of desk.py."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from articles.models.desk import MachineDraft
from articles.models.story import Article


class MachineRun(models.Model):
    """That somebody asked a machine to draft these blocks of a story, one after the other.

    Its drafts wait here until the person takes them into their text; nothing else does.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="machine_runs")
    provider = models.CharField(max_length=20)
    blocks = models.JSONField()  # ids of the Snapshot, in reading order
    drafts = models.ManyToManyField(MachineDraft, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=300, blank=True)  # why it ended early

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article"],
                condition=models.Q(ended_at=None),
                name="machine_run_one_at_a_time",
            )
        ]

    def __str__(self):
        return f"{len(self.blocks)} blocks by {self.provider}"
