"""What comes in from outside and is no Original yet: feeds, tips, pages being fetched."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from sources.languages import direction, language_name
from sources.models.papers import Original, Publication, validate_language


class Feed(models.Model):
    """An RSS or Atom feed that is looked at again and again.

    A partner's fills the list of tips. Any other is that of somebody who publishes in our
    language, watched to know what they have already (`publication` is empty).
    """

    url = models.URLField("address", max_length=500, unique=True)
    name = models.CharField(max_length=120)
    publication = models.ForeignKey(
        Publication,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="feeds",
        help_text="The partner paper. Empty: another outlet, watched for what they published.",
    )
    language = models.CharField(max_length=20, validators=[validate_language])
    section = models.CharField(
        max_length=60, blank=True, help_text="What its stories are about, such as Economy."
    )
    active = models.BooleanField(default=True)
    etag = models.CharField(max_length=200, blank=True, editable=False)
    last_modified = models.CharField(max_length=60, blank=True, editable=False)
    checked_at = models.DateTimeField(null=True, editable=False)
    next_check_at = models.DateTimeField(default=timezone.now, editable=False)
    # How it wants to be asked, where it says so: {"minutes": 60, "quiet_hours": [0, 1]}.
    asks = models.JSONField(default=dict, editable=False)
    failures = models.PositiveSmallIntegerField(default=0, editable=False)  # in a row
    error = models.CharField(max_length=300, blank=True, editable=False)

    class Meta:
        ordering = ["name"]
        indexes = [models.Index(fields=["active", "next_check_at"], name="feed_to_check")]

    def __str__(self):
        return self.name


class Retrieval(models.Model):
    """A page that somebody asked for, on its way. The worker fetches it; the person who
    asked looks at what was read and stores it as an Original."""

    class State(models.TextChoices):
        WAITING = "waiting", "waiting"
        FETCHING = "fetching", "being fetched"
        READ = "read", "read"
        FAILED = "failed", "failed"

    url = models.URLField("address", max_length=500)
    publication = models.ForeignKey(
        Publication, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    error = models.CharField(max_length=500, blank=True)
    # A sources.reading.Reading as plain data, once it is read.
    reading = models.JSONField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(
                name="retrieval_read_has_a_reading",
                condition=~Q(state="read") | Q(reading__isnull=False),
            ),
            models.CheckConstraint(
                name="retrieval_failed_says_why", condition=~Q(state="failed") | ~Q(error="")
            ),
        ]

    def __str__(self):
        return self.url


class TipQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state__in=[Tip.State.SEEN, Tip.State.PROPOSED])

    def proposed(self):
        return self.filter(state=Tip.State.PROPOSED)


class Tip(models.Model):
    """A story seen in a partner's feed, and what the desk made of it."""

    class State(models.TextChoices):
        SEEN = "seen", "seen"
        PROPOSED = "proposed", "proposed"
        TAKEN = "taken", "taken"
        DISMISSED = "dismissed", "dismissed"

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="tips")
    feed = models.ForeignKey(Feed, on_delete=models.SET_NULL, null=True, related_name="tips")
    url = models.URLField("address", max_length=500, unique=True)
    headline = models.CharField(max_length=300)
    summary = models.TextField(blank=True)
    authors = models.JSONField(default=list, blank=True)
    language = models.CharField(max_length=20, validators=[validate_language])
    section = models.CharField(max_length=60, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=State, default=State.SEEN)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    note = models.CharField(max_length=500, blank=True)  # why it was proposed
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    original = models.ForeignKey(
        Original, on_delete=models.SET_NULL, null=True, blank=True, related_name="tips"
    )

    objects = TipQuerySet.as_manager()

    class Meta:
        ordering = ["-seen_at", "-pk"]
        permissions = [
            ("propose_tip", "Can propose tips"),
            ("decide_tip", "Can take and dismiss tips"),
        ]
        indexes = [models.Index(fields=["state", "-seen_at"], name="tip_list")]
        constraints = [
            models.CheckConstraint(
                name="tip_decided_by_somebody",
                condition=Q(state__in=["seen", "proposed"], decided_by=None, decided_at=None)
                | Q(
                    state__in=["taken", "dismissed"],
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                ),
            )
        ]

    def __str__(self):
        return self.headline

    @property
    def is_open(self):
        return self.state in (Tip.State.SEEN, Tip.State.PROPOSED)

    @property
    def language_name(self):
        return language_name(self.language)

    @property
    def direction(self):
        return direction(self.language)


class Elsewhere(models.Model):
    """A story that somebody else published in our language, seen in a watched feed."""

    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="elsewhere")
    url = models.URLField("address", max_length=500, unique=True)
    headline = models.CharField(max_length=300)
    # Addresses it links to, among which a translation names its original.
    links = models.JSONField(default=list, blank=True)
    # Names and figures of headline and summary, in Latin letters, for a likeness.
    traits = models.JSONField(default=list, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        ordering = ["-seen_at", "-pk"]

    def __str__(self):
        return self.headline
