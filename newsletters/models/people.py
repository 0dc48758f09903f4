import datetime
import secrets

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone

from newsletters.models.lists import Newsletter

CONFIRM_WITHIN = datetime.timedelta(days=7)  # of the letter that asks for confirmation
ASKED_WITHIN = datetime.timedelta(minutes=15)  # of the request, that letter is to have left


def new_token():
    return secrets.token_urlsafe(24)


class Reason(models.TextChoices):
    """Why we no longer write to an address."""

    BOUNCED = "bounced", "its mail server refused our letters for good"
    COMPLAINED = "complained", "the reader reported a letter as spam"
    ERASED = "erased", "the reader had their data erased"
    BY_HAND = "by_hand", "the desk was asked not to write any more"


class Subscriber(models.Model):
    """A person's address. `email` is stored in lower case.

    Whoever is suppressed gets no letter, whatever their subscriptions say.
    """

    email = models.EmailField(unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    locale = models.CharField("language", max_length=20, blank=True)
    suppressed_reason = models.CharField(max_length=10, choices=Reason, blank=True)
    suppressed_at = models.DateTimeField(null=True, blank=True)
    newsletters = models.ManyToManyField(
        Newsletter, through="Subscription", related_name="subscribers"
    )

    class Meta:
        ordering = ["email"]
        permissions = [
            ("import_subscriber", "Can import subscribers"),
            ("export_subscriber", "Can export subscribers"),
            ("suppress_subscriber", "Can stop and allow letters to an address"),
            ("erase_subscriber", "Can erase a person on request"),
        ]
        constraints = [
            models.CheckConstraint(
                name="subscriber_email_is_lower_case",
                condition=Q(email=Lower("email")),
            ),
            models.CheckConstraint(
                name="subscriber_suppressed_for_a_reason",
                condition=Q(suppressed_at=None, suppressed_reason="")
                | Q(~Q(suppressed_reason=""), suppressed_at__isnull=False),
            ),
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

    def unasked(self, now):
        """Waiting for the letter that asks for the confirmation, though it should have left."""
        requested = Q(requested_at__gt=now - CONFIRM_WITHIN, requested_at__lt=now - ASKED_WITHIN)
        asked = Q(asked_at__gte=F("requested_at"))
        return self.waiting().filter(requested, Q(asked_at=None) | ~asked)

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
    source = models.CharField(
        max_length=200, blank=True, help_text="Where the consent comes from, if not our own form."
    )
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


class Suppression(models.Model):
    """That an address gets no more letters, known by nothing but a keyed hash of it: it survives
    the erasure of the person, so that no import brings them back."""

    key = models.CharField(max_length=64, primary_key=True)
    reason = models.CharField(max_length=10, choices=Reason)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-at"]

    def __str__(self):
        return f"{self.get_reason_display()}, {self.at:%Y-%m-%d}"


class Tally(models.Model):
    """How often something was done `since` then. `key` is a keyed hash, see limits.py."""

    key = models.CharField(max_length=64, primary_key=True)
    since = models.DateTimeField(db_index=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "tallies"

    def __str__(self):
        return f"{self.count} since {self.since:%Y-%m-%d %H:%M}"
