from django.conf import settings
from django.db import models
from django.utils import timezone

from articles.models.story import Article, State


class Revision(models.Model):
    """A stored version of the working copy. `data` is the dict made by articles.revising."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    data = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    note = models.CharField(max_length=200, blank=True)
    autosaved = models.BooleanField(default=False)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="revision_number_is_unique")
        ]

    def __str__(self):
        return f"version {self.number}"


class Event(models.Model):
    """One move in a story's life. `by` is empty where the clock made it."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="events")
    verb = models.CharField(max_length=20)
    from_state = models.CharField(max_length=12, choices=State, blank=True)
    to_state = models.CharField(max_length=12, choices=State)
    version = models.PositiveIntegerField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    note = models.TextField(blank=True)
    # Codes of the warnings that were overridden by this move, with `note` as the reason.
    overridden = models.JSONField(default=list)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.verb} at {self.at:%Y-%m-%d %H:%M}"
