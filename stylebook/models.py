from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from stylebook.checks import SEVERITIES
from stylebook.entries import Standing


class Kind(models.TextChoices):
    PERSON = "person", "person"
    PLACE = "place", "place"
    INSTITUTION = "institution", "institution"
    PHRASE = "phrase", "phrase"


class Term(models.Model):
    """One thing that has a name or a phrase, with its wordings in each language.

    With `keep` it is not translated: we write what stands in the original. `key` tells who
    brought it here (“cldr:territory:KG”), so that a second time brings nothing twice.
    """

    name = models.CharField(max_length=200, editable=False)  # by which lists show it
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.PHRASE)
    domain = models.CharField(
        max_length=60, blank=True, help_text="What it belongs to, such as “courts” or “football”."
    )
    keep = models.BooleanField("do not translate", default=False)
    note = models.CharField(max_length=300, blank=True)
    key = models.CharField(max_length=60, blank=True, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+",
        editable=False,
    )  # fmt: skip
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["changed_at"], name="term_changed")]
        constraints = [
            models.UniqueConstraint(fields=["key"], condition=~Q(key=""), name="term_key_once")
        ]

    def __str__(self):
        return self.name


class Wording(models.Model):
    """How a Term is written in one language: as we prefer it, as is also right, or never."""

    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="wordings")
    language = models.CharField(max_length=20)
    text = models.CharField(max_length=200)
    standing = models.CharField(
        max_length=9, choices=[(s.value, s.label) for s in Standing], default=Standing.PREFERRED
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["term", "language", "text"], name="wording_once"),
            models.UniqueConstraint(
                fields=["term", "language"],
                condition=Q(standing="preferred"),
                name="wording_preferred_once",
            ),
        ]
        indexes = [models.Index(fields=["language", "text"], name="wording_language")]

    def __str__(self):
        return self.text


class TermChange(models.Model):
    """What somebody made of a term: `data` is how it stood afterwards, empty once deleted."""

    term = models.ForeignKey(Term, on_delete=models.SET_NULL, null=True, related_name="changes")
    name = models.CharField(max_length=200)  # also when the term is gone
    data = models.JSONField(default=dict)
    note = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.name}, {self.at:%Y-%m-%d %H:%M}"


class TermImport(models.Model):
    """A file of terms that somebody uploaded, until they have seen what would become of it."""

    name = models.CharField(max_length=200)
    content = models.BinaryField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at"]

    def __str__(self):
        return self.name


class StyleRule(models.Model):
    """A row of the house style, of one of three kinds (see stylebook.house_style)."""

    class Kind(models.TextChoices):
        SUBSTITUTION = "substitution", "write this instead"
        EXISTENCE = "existence", "never write it"
        CONSISTENCY = "consistency", "one or the other, not both in a story"

    kind = models.CharField(max_length=12, choices=Kind, default=Kind.SUBSTITUTION)
    language = models.CharField(max_length=20, default=settings.EDITION_LANGUAGE)
    words = models.CharField(
        "what to look for", max_length=500,
        help_text="Several with a | between them; a * at the end of a word stands for any ending.",
    )  # fmt: skip
    write = models.CharField(
        "we write", max_length=200, blank=True,
        help_text="What is put there instead; of “one or the other”, the other.",
    )  # fmt: skip
    capitals = models.BooleanField("only with these capitals", default=False)
    severity = models.CharField(
        max_length=8, choices=[(s, s) for s in SEVERITIES], default="warning"
    )
    note = models.CharField(max_length=300, blank=True, help_text="Shown to who wrote it.")
    link = models.URLField(blank=True, help_text="To the page of the style guide.")
    wrong = models.CharField(
        "a sentence to be found", max_length=300, help_text="Tried before the row is stored."
    )
    right = models.CharField(
        "a sentence to be left alone", max_length=300, help_text="Tried before the row is stored."
    )
    active = models.BooleanField(default=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+",
        editable=False,
    )  # fmt: skip
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["language", "words"]
        verbose_name = "rule of style"
        verbose_name_plural = "house style"

    def __str__(self):
        return f"{self.words} → {self.write}" if self.write else self.words


class CheckSetting(models.Model):
    """How grave this house takes a check, where that is not as it was built."""

    OFF = "off"

    code = models.CharField(max_length=40, unique=True)
    severity = models.CharField(max_length=8, choices=[(s, s) for s in (*SEVERITIES, OFF)])
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["code"]
        verbose_name = "gravity of a check"
        verbose_name_plural = "gravity of checks"

    def __str__(self):
        return f"{self.code}: {self.severity}"
