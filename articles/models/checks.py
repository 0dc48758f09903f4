"""What the copy checks said of a story, and what people answered."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from articles.models.story import Article


class Reason(models.TextChoices):
    INTENDED = "intended", "it is meant so"
    SOURCE_WRONG = "source-wrong", "the original is wrong"
    QUOTATION = "quotation", "it is a quotation"
    CONVERTED = "converted", "the unit is converted"
    STYLE = "style", "an exception from our style"
    CHECKER_WRONG = "checker-wrong", "the check is wrong"
    OVERRIDDEN = "overridden", "published all the same"


class Dismissal(models.Model):
    """That a finding stands as it is, who says so and why.

    `fingerprint` is of the kind of finding, of what was found and of the original's paragraph
    (see articles.checking): it holds when the text moves, and ends when either changes. With
    `everywhere` it holds in all stories, for what was found alone. Taken back, it stays on record.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="dismissals")
    fingerprint = models.CharField(max_length=32)
    everywhere = models.BooleanField(default=False)
    code = models.CharField(max_length=40)
    severity = models.CharField(max_length=8)
    message = models.CharField(max_length=500)
    reason = models.CharField(max_length=14, choices=Reason)
    words = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at", "-pk"]
        permissions = [
            ("dismiss_finding", "Can dismiss findings of the copy checks, with a reason"),
            ("dismiss_everywhere", "Can dismiss a finding in every story"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "fingerprint"],
                condition=Q(taken_back_at=None),
                name="dismissal_stands_once",
            ),
            models.CheckConstraint(
                name="dismissal_taken_back_by_somebody",
                condition=Q(taken_back_by=None, taken_back_at=None)
                | Q(taken_back_by__isnull=False, taken_back_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["fingerprint"], condition=Q(everywhere=True), name="dismissal_everywhere"
            )
        ]

    def __str__(self):
        return self.message


class Raised(models.Model):
    """That a finding was shown in a story: what the report of the checks counts. `fixed` by the
    desk's key, which is when a check was certainly right."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="raised")
    fingerprint = models.CharField(max_length=32)
    code = models.CharField(max_length=40)
    at = models.DateTimeField(default=timezone.now)
    fixed = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "fingerprint"], name="raised_once_a_story")
        ]
        indexes = [models.Index(fields=["at", "code"], name="raised_lately")]

    def __str__(self):
        return self.code
