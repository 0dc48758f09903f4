"""What is kept of pages elsewhere: in shared caches, and by the processes that make them."""

from django.db import models
from django.utils import timezone

from articles.models.live import LiveArticle


class Stale(models.Model):
    """That pages which show a story may lie in caches as it was before. Written in the
    transaction that changes the story, gone when every cache has been told."""

    live = models.ForeignKey(LiveArticle, on_delete=models.CASCADE, null=True, related_name="+")
    # Where it stood before and may stand no longer: addresses, and [kind, id] of lists.
    paths = models.JSONField(default=list)
    lists = models.JSONField(default=list)
    at = models.DateTimeField(default=timezone.now)
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField("not tried again before", default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["next_at"], name="stale_due")]

    def __str__(self):
        return f"{self.live or 'every page'}, {self.at:%Y-%m-%d %H:%M}"


class Surroundings(models.Model):
    """What stood around every page of an edition when caches were last told."""

    edition = models.CharField(max_length=20, unique=True)
    seal = models.CharField(max_length=24)

    def __str__(self):
        return f"{self.edition}: {self.seal}"


class FurnitureStamp(models.Model):
    """One row, whose stamp is another whenever the furniture is (articles/watching.py)."""

    stamp = models.CharField(max_length=36)

    def __str__(self):
        return self.stamp
