"""How often stories were read: numbers by the hour, and nothing of who read them."""

from django.db import models

from articles.models.live import LiveArticle


class Reads(models.Model):
    """How many times a story was opened within an hour, which begins at `hour`."""

    live = models.ForeignKey(LiveArticle, on_delete=models.CASCADE, related_name="reads")
    hour = models.DateTimeField()
    count = models.PositiveIntegerField()

    class Meta:
        verbose_name_plural = "reads"
        constraints = [models.UniqueConstraint(fields=["live", "hour"], name="reads_of_an_hour")]
        indexes = [models.Index(fields=["hour"], name="reads_lately")]

    def __str__(self):
        return f"{self.count} in the hour of {self.hour:%Y-%m-%d %H:%M}"


class MostRead(models.Model):
    """The list as readers see it: made anew by the clock, so that a page asks for a few rows
    and never adds up. Rank 1 is read most."""

    edition = models.CharField(max_length=20)
    rank = models.PositiveSmallIntegerField()
    live = models.ForeignKey(LiveArticle, on_delete=models.CASCADE, related_name="ranks")

    class Meta:
        ordering = ["edition", "rank"]
        constraints = [models.UniqueConstraint(fields=["edition", "rank"], name="most_read_rank")]

    def __str__(self):
        return f"{self.rank} of {self.edition}"
