from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from articles.models import Correction, LiveArticle
from sources.models import Publication


class Republisher(models.Model):
    """A paper that may republish stories of ours. What it may take of a story that came from
    somebody else, that one's Agreement decides (syndication.rights)."""

    name = models.CharField(max_length=120, unique=True)
    email = models.EmailField(
        "contact", help_text="Corrections and withdrawals of what it took are mailed there."
    )
    active = models.BooleanField(default=True, help_text="Otherwise none of its keys opens.")
    takes_own = models.BooleanField("our own stories", default=True)
    takes_sublicensed = models.BooleanField(
        "translations",
        default=True,
        help_text="Those whose agreement allows sublicensing, while it runs.",
    )
    takes_photos = models.BooleanField(
        "photographs",
        default=True,
        help_text="Those that are ours, in the public domain or under Creative Commons.",
    )
    paper = models.ForeignKey(
        Publication,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="republishers",
        verbose_name="partner paper",
        help_text="If it is one: translations of its own stories are open to it.",
    )
    note = models.TextField("for the desk", blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class ApiKey(models.Model):
    """What a Republisher shows to be let in. The key itself is not kept, only its digest."""

    republisher = models.ForeignKey(Republisher, on_delete=models.PROTECT, related_name="keys")
    label = models.CharField(max_length=80, help_text="Where it is used, such as “website”.")
    shown = models.CharField("begins with", max_length=12)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    last_used_at = models.DateTimeField(null=True)
    # The minute that is being counted, and how often the key was used in it.
    minute = models.DateTimeField(null=True)
    used = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-created_at"]
        verbose_name = "key"
        permissions = [
            ("issue_apikey", "Can give a republisher a key"),
            ("revoke_apikey", "Can revoke a key"),
        ]
        constraints = [
            models.CheckConstraint(
                name="apikey_revoked_by_somebody",
                condition=Q(revoked_at=None, revoked_by=None)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
            )
        ]

    def __str__(self):
        return f"{self.shown}… ({self.label})"


class Taking(models.Model):
    """A Republisher took the text of a story: it has to hear of what happens to it."""

    republisher = models.ForeignKey(Republisher, on_delete=models.PROTECT, related_name="takings")
    live = models.ForeignKey(
        LiveArticle, on_delete=models.PROTECT, related_name="takings", verbose_name="story"
    )
    version = models.PositiveIntegerField()  # the last one that it took
    first_at = models.DateTimeField("first taken")
    last_at = models.DateTimeField("last taken")

    class Meta:
        ordering = ["-last_at"]
        constraints = [
            models.UniqueConstraint(fields=["republisher", "live"], name="taking_is_noted_once")
        ]

    def __str__(self):
        return f"{self.live}, version {self.version}"


class Alert(models.Model):
    """One mail that tells a Republisher what happened to a story that it took.

    `next_at` is when it is tried; while it is being sent, when another worker may try it."""

    class Kind(models.TextChoices):
        CORRECTION = "correction", "correction"
        WITHDRAWAL = "withdrawal", "withdrawal"

    class State(models.TextChoices):
        WAITING = "waiting", "waiting"
        SENT = "sent", "sent"
        STOPPED = "stopped", "stopped"

    republisher = models.ForeignKey(Republisher, on_delete=models.PROTECT, related_name="alerts")
    live = models.ForeignKey(
        LiveArticle, on_delete=models.PROTECT, related_name="alerts", verbose_name="story"
    )
    kind = models.CharField(max_length=10, choices=Kind)
    correction = models.ForeignKey(
        Correction, on_delete=models.PROTECT, null=True, related_name="alerts"
    )
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    tries = models.PositiveIntegerField(default=0)
    next_at = models.DateTimeField("next try", null=True, default=timezone.now)
    last_error = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    sent_to = models.EmailField(blank=True)
    stopped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    stopped_note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        permissions = [("stop_alert", "Can stop trying to reach a republisher")]
        indexes = [
            models.Index(fields=["next_at"], name="alert_due", condition=Q(next_at__isnull=False))
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["republisher", "correction"], name="alert_of_a_correction_once"
            ),
            models.UniqueConstraint(
                fields=["republisher", "live"],
                condition=Q(kind="withdrawal"),
                name="alert_of_a_withdrawal_once",
            ),
            models.CheckConstraint(
                name="alert_names_its_correction",
                condition=Q(kind="correction", correction__isnull=False)
                | Q(kind="withdrawal", correction=None),
            ),
            models.CheckConstraint(
                name="alert_waits_or_has_an_end",
                condition=Q(state="waiting", next_at__isnull=False, sent_at=None)
                | Q(state="sent", next_at=None, sent_at__isnull=False)
                | (Q(state="stopped", next_at=None, sent_at=None) & ~Q(stopped_note="")),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} of “{self.live}” to {self.republisher}"
