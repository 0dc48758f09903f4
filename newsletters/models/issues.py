from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from articles.models import LiveArticle
from newsletters.models.lists import Channel, Newsletter


class Issue(models.Model):
    """One mailing of a list, made of live stories.

    draft → scheduled → preparing → sending ⇄ paused → sent | cancelled | expired. From
    `sending` on it is frozen: `html` and `text` are what every recipient gets, `recipients`
    how many Delivery rows there are.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "draft"
        SCHEDULED = "scheduled", "scheduled"
        PREPARING = "preparing", "being prepared"
        SENDING = "sending", "leaving"
        PAUSED = "paused", "paused"
        SENT = "sent", "sent"
        CANCELLED = "cancelled", "cancelled"
        EXPIRED = "expired", "too old to leave"

    newsletter = models.ForeignKey(Newsletter, on_delete=models.PROTECT, related_name="issues")
    day = models.DateField(default=timezone.localdate)
    number = models.PositiveIntegerField(null=True, editable=False)  # from preparing on
    proposed = models.BooleanField(default=False, editable=False)  # by the clock
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    subject = models.CharField(max_length=150, blank=True)
    preheader = models.CharField(max_length=200, blank=True)
    greeting = models.CharField(max_length=200, blank=True)
    intro = models.TextField(blank=True)
    editor_note = models.TextField("editor's note", blank=True)
    stories = models.ManyToManyField(LiveArticle, through="IssueStory", related_name="issues")

    scheduled_for = models.DateTimeField(null=True, editable=False)
    expires_at = models.DateTimeField(null=True, editable=False)
    channel = models.ForeignKey(
        Channel, on_delete=models.PROTECT, null=True, editable=False, related_name="issues"
    )
    html = models.TextField(blank=True, editable=False)
    text = models.TextField(blank=True, editable=False)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)  # of html and text
    size = models.PositiveIntegerField(default=0, editable=False)  # bytes on the wire
    recipients = models.PositiveIntegerField(null=True, editable=False)
    excluded = models.PositiveIntegerField(null=True, editable=False)  # confirmed but suppressed
    prepared_at = models.DateTimeField(null=True, editable=False)
    finished_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )

    class Meta:
        ordering = ["-day", "-pk"]
        permissions = [("send_issue", "Can schedule, send, pause and cancel issues")]
        indexes = [
            models.Index(
                fields=["state"],
                name="issue_under_way",
                condition=Q(state__in=["scheduled", "preparing", "sending"]),
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["newsletter", "number"], name="issue_number_is_unique_in_its_list"
            ),
            models.UniqueConstraint(
                fields=["newsletter", "day"],
                condition=Q(proposed=True),
                name="issue_is_proposed_once_a_day",
            ),
            models.CheckConstraint(
                name="issue_state_has_its_dates",
                condition=Q(state="draft", scheduled_for=None, prepared_at=None, finished_at=None)
                | Q(
                    state="scheduled",
                    scheduled_for__isnull=False,
                    expires_at__isnull=False,
                    prepared_at=None,
                    finished_at=None,
                )
                | Q(state="preparing", prepared_at=None, finished_at=None)
                | Q(state__in=["sending", "paused"], prepared_at__isnull=False, finished_at=None)
                | Q(state="sent", prepared_at__isnull=False, finished_at__isnull=False)
                | Q(state__in=["cancelled", "expired"], finished_at__isnull=False),
            ),
            models.CheckConstraint(
                name="issue_is_frozen_whole_or_not",
                condition=Q(prepared_at=None, sha256="", recipients=None)
                | Q(
                    ~Q(sha256=""),
                    prepared_at__isnull=False,
                    number__isnull=False,
                    recipients__isnull=False,
                    excluded__isnull=False,
                    channel__isnull=False,
                    expires_at__isnull=False,
                ),
            ),
        ]

    def __str__(self):
        return f"{self.newsletter} of {self.day:%Y-%m-%d}"


class IssueStory(models.Model):
    """A story in an issue. Empty fields say: as the story itself has it."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="picks")
    live = models.ForeignKey(LiveArticle, on_delete=models.PROTECT, related_name="picks")
    position = models.PositiveSmallIntegerField(default=0)
    section = models.CharField(
        "section heading", max_length=60, blank=True, help_text="Begins a new section here."
    )
    headline = models.CharField(max_length=200, blank=True)
    blurb = models.TextField(blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["issue", "live"], name="story_once_in_an_issue")
        ]

    def __str__(self):
        return self.headline or self.live.headline


class IssueEvent(models.Model):
    """One move in an issue's life. `by` is empty where the clock made it."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="events")
    verb = models.CharField(max_length=20)
    from_state = models.CharField(max_length=10, choices=Issue.State, blank=True)
    to_state = models.CharField(max_length=10, choices=Issue.State)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.verb} at {self.at:%Y-%m-%d %H:%M}"


class Click(models.Model):
    """How often a link of an issue was followed: a sum, never a person."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="clicks")
    link = models.PositiveSmallIntegerField()  # its number in the frozen letter, from 1
    url = models.URLField(max_length=1000)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["link"]
        constraints = [
            models.UniqueConstraint(fields=["issue", "link"], name="link_once_in_an_issue")
        ]

    def __str__(self):
        return f"{self.count} × {self.url}"
