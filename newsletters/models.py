import datetime
import secrets

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone

from sources.models import validate_language

CONFIRM_WITHIN = datetime.timedelta(days=7)  # of the letter that asks for confirmation


def new_token():
    return secrets.token_urlsafe(24)


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

    objects = NewsletterQuerySet.as_manager()

    class Meta:
        ordering = ["position", "name"]

    def __str__(self):
        return self.name


class Subscriber(models.Model):
    """A person's address. `email` is stored in lower case."""

    email = models.EmailField(unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    newsletters = models.ManyToManyField(
        Newsletter, through="Subscription", related_name="subscribers"
    )

    class Meta:
        ordering = ["email"]
        constraints = [
            models.CheckConstraint(
                name="subscriber_email_is_lower_case",
                condition=Q(email=Lower("email")),
            )
        ]

    def __str__(self):
        return self.email


class SubscriptionQuerySet(models.QuerySet):
    def confirmed(self):
        return self.filter(state=Subscription.State.CONFIRMED)

    def waiting(self):
        """Somebody asked for it and the person behind the address has not answered yet."""
        asked_again = Q(
            state=Subscription.State.UNSUBSCRIBED, requested_at__gt=F("unsubscribed_at")
        )
        return self.filter(Q(state=Subscription.State.PENDING) | asked_again)

    def open(self, now):
        """Waiting, and the confirmation link still works."""
        since = now - CONFIRM_WITHIN
        return self.waiting().filter(Q(asked_at__gt=since) | Q(requested_at__gt=since))


class Subscription(models.Model):
    """An address on a list: pending until the person behind the address has confirmed.

    Who unsubscribed stays unsubscribed, whoever types the address into a form, until a new
    confirmation; that they were asked shows in `requested_at` being after `unsubscribed_at`.
    """

    class State(models.TextChoices):
        PENDING = "pending", "waiting for confirmation"
        CONFIRMED = "confirmed", "confirmed"
        UNSUBSCRIBED = "unsubscribed", "unsubscribed"

    subscriber = models.ForeignKey(
        Subscriber, on_delete=models.CASCADE, related_name="subscriptions"
    )
    newsletter = models.ForeignKey(
        Newsletter, on_delete=models.PROTECT, related_name="subscriptions"
    )
    state = models.CharField(max_length=12, choices=State, default=State.PENDING)
    token = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    requested_at = models.DateTimeField(default=timezone.now)
    consent = models.TextField("words agreed to", blank=True)
    asked_at = models.DateTimeField("last letter about it", null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    unsubscribed_at = models.DateTimeField(null=True, blank=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        ordering = ["-requested_at"]
        permissions = [("unsubscribe_subscription", "Can unsubscribe a person on request")]
        constraints = [
            models.UniqueConstraint(
                fields=["subscriber", "newsletter"], name="subscribed_once_per_list"
            ),
            models.CheckConstraint(
                name="subscription_state_has_its_date",
                condition=Q(state="pending", confirmed_at=None, unsubscribed_at=None)
                | Q(state="confirmed", confirmed_at__isnull=False, unsubscribed_at=None)
                | Q(state="unsubscribed", unsubscribed_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.subscriber} on {self.newsletter}"


class Tally(models.Model):
    """How often something was done `since` then. `key` is a keyed hash, see limits.py."""

    key = models.CharField(max_length=64, primary_key=True)
    since = models.DateTimeField(db_index=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "tallies"

    def __str__(self):
        return f"{self.count} since {self.since:%Y-%m-%d %H:%M}"
