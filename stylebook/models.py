from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone


def validate_variants(forms):
    if not isinstance(forms, list) or not all(isinstance(f, str) and f.strip() for f in forms):
        raise ValidationError("Give the variants as a list of words.")


class Term(models.Model):
    """How the house writes a name or a phrase of another language in one of ours.

    `source` is what stands in the original (language `source_language`), `target` what we
    write (`target_language`); with `keep` the original's own form stays as it is.
    """

    class Kind(models.TextChoices):
        PERSON = "person", "person"
        PLACE = "place", "place"
        INSTITUTION = "institution", "institution"
        PHRASE = "phrase", "phrase"

    kind = models.CharField(max_length=12, choices=Kind, default=Kind.PHRASE)
    source_language = models.CharField(max_length=20)
    source = models.CharField(max_length=200)
    target_language = models.CharField(max_length=20)
    target = models.CharField(max_length=200)
    banned = models.JSONField(
        default=list, blank=True, validators=[validate_variants], help_text="What we never write."
    )
    keep = models.BooleanField("do not translate", default=False)
    note = models.CharField(max_length=300, blank=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+",
        editable=False,
    )  # fmt: skip
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["source_language", "source"]
        constraints = [
            models.UniqueConstraint(
                fields=["source_language", "source", "target_language"],
                name="term_is_said_once",
                violation_error_message="This term is in the Stylebook already.",
            )
        ]

    def __str__(self):
        return f"{self.source} → {self.target}"
