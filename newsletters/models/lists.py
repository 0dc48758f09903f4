import datetime

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q

from sources.models import validate_language

ALL_DAYS = 0b1111111  # Monday is the lowest bit
EXPIRES_AFTER = datetime.timedelta(hours=12)


class Channel(models.Model):
    """A way out for letters, with the pace it bears. Shared by all workers: what they must
    agree on (the next free moment, whether the way is open) stands here and nowhere else."""

    class Kind(models.TextChoices):
        SMTP = "smtp", "Mail server (EMAIL_URL)"
        ANYMAIL = "anymail", "Mail service (MAIL_SERVICE)"

    name = models.CharField(max_length=60, unique=True)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.SMTP)
    rate = models.FloatField(
        "letters per second",
        null=True,
        blank=True,
        validators=[MinValueValidator(0.01)],
        help_text="For all workers together. Empty: as fast as it goes.",
    )
    max_per_connection = models.PositiveIntegerField(
        "letters per connection", default=500, validators=[MinValueValidator(1)]
    )
    per_call = models.PositiveSmallIntegerField(
        "letters per call",
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(50)],
        help_text="Of a mail service. If a call gets no answer, so many letters are uncertain.",
    )
    next_slot_at = models.DateTimeField("next letter not before", null=True, editable=False)
    open_until = models.DateTimeField("not tried again before", null=True, editable=False)
    failures = models.PositiveIntegerField("failures in a row", default=0, editable=False)
    trouble = models.CharField("why it stands still", max_length=300, blank=True, editable=False)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="channel_rate_is_positive", condition=Q(rate=None) | Q(rate__gt=0)
            ),
            models.CheckConstraint(
                name="channel_stands_still_after_failures",
                condition=Q(open_until=None) | Q(failures__gt=0),
            ),
        ]

    def __str__(self):
        return self.name


class NewsletterQuerySet(models.QuerySet):
    def offered(self):
        return self.filter(active=True)


class Newsletter(models.Model):
    """A list that readers can sign up to."""

    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    language = models.CharField(
        max_length=20, default=settings.EDITION_LANGUAGE, validators=[validate_language]
    )
    description = models.TextField(blank=True)
    call_headline = models.CharField(
        max_length=120, help_text="First line of the sign-up call under every story."
    )
    call_text = models.CharField(max_length=200, help_text="Second line of the sign-up call.")
    active = models.BooleanField("open for sign-up", default=True)
    position = models.PositiveSmallIntegerField(default=0)

    from_name = models.CharField(
        "sender's name", max_length=80, blank=True, help_text="Empty: the list's name."
    )
    from_email = models.EmailField(
        "sender's address", blank=True, help_text="Empty: DEFAULT_FROM_EMAIL."
    )
    reply_to = models.EmailField("answers go to", blank=True, help_text="Empty: the sender.")
    list_id = models.CharField(
        "List-Id",
        max_length=200,
        blank=True,
        validators=[RegexValidator(r"^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$", "Like a host name.")],
        help_text="By which mail programs file the letters, such as daily.example.org. "
        "Empty: made of the list's and the site's names.",
    )
    sign_off = models.CharField(max_length=300, blank=True, help_text="Above the small print.")
    postal_address = models.CharField(
        max_length=300, blank=True, help_text="In the small print; many countries demand one."
    )
    channel = models.ForeignKey(
        Channel,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="newsletters",
        help_text="Empty: the site's own mail server.",
    )
    expires_after = models.DurationField(
        default=EXPIRES_AFTER, help_text="What has not left by then stays: old news is none."
    )
    hour = models.PositiveSmallIntegerField(
        "drafted at",
        null=True,
        blank=True,
        default=6,
        validators=[MaxValueValidator(23)],
        help_text="Full hour, 0 to 23, in the desk's time zone, at which a draft is proposed. "
        "Empty: none is.",
    )
    due_hour = models.PositiveSmallIntegerField(
        "wanted by",
        null=True,
        blank=True,
        default=9,
        validators=[MaxValueValidator(23)],
        help_text="Full hour by which the day's issue has left or is scheduled. If it is not, who "
        "may send is told. Empty: nobody is.",
    )
    reminded_on = models.DateField(null=True, editable=False)
    weekdays = models.PositiveSmallIntegerField(default=ALL_DAYS)
    max_stories = models.PositiveSmallIntegerField(
        "stories proposed", default=8, validators=[MinValueValidator(1), MaxValueValidator(30)]
    )
    counts_clicks = models.BooleanField(
        default=False, help_text="How often each link was followed; never by whom."
    )

    objects = NewsletterQuerySet.as_manager()

    class Meta:
        ordering = ["position", "name"]
        constraints = [
            models.CheckConstraint(
                name="newsletter_hour_is_one_of_the_day", condition=Q(hour=None) | Q(hour__lte=23)
            ),
            models.CheckConstraint(
                name="newsletter_is_wanted_by_an_hour_after_its_draft",
                condition=Q(due_hour=None)
                | Q(due_hour__lte=23) & (Q(hour=None) | Q(due_hour__gt=F("hour"))),
                violation_error_message="Let it be wanted by an hour after that of its draft.",
            ),
            models.CheckConstraint(
                name="newsletter_weekdays_are_seven", condition=Q(weekdays__lte=ALL_DAYS)
            ),
        ]

    def __str__(self):
        return self.name

    def leaves_on(self, day):
        """Does an issue leave on this date?"""
        return bool(self.weekdays >> day.weekday() & 1)
