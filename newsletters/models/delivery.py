from django.db import models
from django.db.models import Q
from django.utils import timezone

from newsletters.models.issues import Issue
from newsletters.models.people import Subscription

OPEN = ["queued", "claimed", "submitting"]
LEASED = ["claimed", "submitting"]


class DeliveryQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state__in=OPEN)


class Delivery(models.Model):
    """One letter to one address: the queue itself, and what became of it.

    queued → claimed → submitting → sent | failed | uncertain; queued, claimed → skipped.
    A claimed letter belongs to the worker that holds `lease_token` until `lease_until`. Of a
    submitting one it is written down, before the mail server hears of it, that it may leave;
    if nobody comes back to tell, it is uncertain, and never sent again by itself.
    “Sent” means that the mail server took it.
    """

    class State(models.TextChoices):
        QUEUED = "queued", "waiting"
        CLAIMED = "claimed", "taken by a worker"
        SUBMITTING = "submitting", "being handed over"
        SENT = "sent", "sent"
        FAILED = "failed", "refused"
        UNCERTAIN = "uncertain", "uncertain"
        SKIPPED = "skipped", "skipped"

    issue = models.ForeignKey(
        Issue, on_delete=models.PROTECT, related_name="deliveries", db_index=False
    )
    # Empty once the person is erased; the row stays in the counts, without address.
    subscription = models.ForeignKey(
        Subscription, on_delete=models.SET_NULL, null=True, related_name="deliveries"
    )
    address = models.EmailField(blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_token = models.CharField(max_length=32, blank=True)
    lease_until = models.DateTimeField(null=True)
    not_before = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    smtp_code = models.PositiveSmallIntegerField(null=True)
    smtp_response = models.CharField(max_length=300, blank=True)
    provider_id = models.CharField(max_length=200, blank=True)
    # When somebody decided to let an uncertain one be.
    left_at = models.DateTimeField(null=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "deliveries"
        permissions = [("resolve_delivery", "Can decide about uncertain deliveries")]
        indexes = [
            # The queue in its order, and the counts of an issue.
            models.Index(fields=["issue", "state", "id"], name="delivery_queue"),
            models.Index(
                fields=["lease_until"], name="delivery_leased", condition=Q(state__in=LEASED)
            ),
            models.Index(
                fields=["issue", "finished_at"],
                name="delivery_lately",
                condition=Q(finished_at__isnull=False),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["issue", "subscription"], name="one_letter_of_an_issue_to_a_person"
            ),
            models.CheckConstraint(
                name="delivery_is_leased_while_in_hand",
                condition=Q(~Q(lease_token=""), state__in=LEASED, lease_until__isnull=False)
                | Q(~Q(state__in=LEASED), lease_token="", lease_until=None),
            ),
            models.CheckConstraint(
                name="delivery_state_has_its_date",
                condition=Q(state__in=OPEN, finished_at=None)
                | Q(~Q(state__in=OPEN), finished_at__isnull=False),
            ),
            models.CheckConstraint(
                name="delivery_was_submitted_before_it_ended",
                condition=Q(state__in=["queued", "claimed", "skipped"])
                | Q(submitted_at__isnull=False, attempts__gte=1),
            ),
        ]

    def __str__(self):
        return f"{self.issue} to {self.address or 'a person erased'}"


class DeliveryEvent(models.Model):
    """What a mail server or service told about a letter later on.

    `key` makes the same report one row however often it comes: the sender's own id where there
    is one, otherwise a hash of what it says. It is stored at once and handled afterwards; every
    effect can be had twice without harm.
    """

    class Kind(models.TextChoices):
        DELIVERED = "delivered", "delivered"
        DEFERRED = "deferred", "deferred"
        SOFT = "soft", "bounced for now"
        HARD = "hard", "bounced for good"
        COMPLAINT = "complaint", "reported as spam"
        UNSUBSCRIBED = "unsubscribed", "unsubscribed at the mail service"
        OTHER = "other", "other"

    key = models.CharField(max_length=200, unique=True)
    provider = models.CharField(max_length=40)  # “smtp” or the name of a mail service
    kind = models.CharField(max_length=12, choices=Kind)
    delivery = models.ForeignKey(
        Delivery, on_delete=models.SET_NULL, null=True, related_name="events"
    )
    address = models.EmailField(blank=True)
    reason = models.CharField(max_length=500, blank=True)
    happened_at = models.DateTimeField(default=timezone.now)
    received_at = models.DateTimeField(default=timezone.now)
    handled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-received_at", "-pk"]
        indexes = [
            models.Index(fields=["id"], name="report_unhandled", condition=Q(handled_at=None)),
            models.Index(fields=["address", "happened_at"], name="reports_of_an_address"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, told by {self.provider}"
