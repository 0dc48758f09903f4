"""What people at the desk leave around a story: comments, presence, time, notices, and the
record of what a machine drafted."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from articles.models.story import Article


class Comment(models.Model):
    """A remark on a story, or on one paragraph of it.

    It is pinned to the block of the original that the paragraph renders (`block`), which the
    paragraph carries wherever it goes; where it renders none, to its words (`quote`). A reply
    has a `parent` and shares its place.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="comments")
    parent = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="replies"
    )
    block = models.CharField(max_length=7, blank=True)
    quote = models.CharField(max_length=300, blank=True)
    text = models.TextField(max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    mentions = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    resolved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="comment_resolved_by_somebody",
                condition=Q(resolved_by=None, resolved_at=None)
                | Q(resolved_by__isnull=False, resolved_at__isnull=False),
            ),
            models.CheckConstraint(
                name="comment_reply_has_no_place_of_its_own",
                condition=Q(parent=None) | Q(block="", quote="", resolved_by=None),
            ),
        ]

    def __str__(self):
        return self.text[:60]


class Presence(models.Model):
    """One window in which a person has a story open."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="presences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    window = models.CharField(max_length=32)
    since = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)
    active_at = models.DateTimeField(default=timezone.now)
    typing = models.BooleanField(default=False)  # something in this window is not stored yet

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["article", "user", "window"], name="presence_once_a_window"
            )
        ]
        indexes = [models.Index(fields=["article", "seen_at"], name="presence_now")]

    def __str__(self):
        return f"{self.user} in {self.article}"


class Work(models.Model):
    """How long a person has worked on a story, in seconds of activity."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="work")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    seconds = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "user"], name="work_once_a_person")
        ]

    def __str__(self):
        return f"{self.user}: {self.seconds} s"


class MachineDraft(models.Model):
    """That a machine drafted a block, at whose request: kept after the mark in the text
    has gone."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="machine_drafts")
    block = models.CharField(max_length=7)
    provider = models.CharField(max_length=20)
    html = models.TextField()
    characters = models.PositiveIntegerField(help_text="Of the original, as the provider bills.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.block} by {self.provider}"


class NoticeKind(models.TextChoices):
    COMMISSIONED = "commissioned", "a story is commissioned from you"
    RETURNED = "returned", "a story comes back to you"
    HELD = "held", "a story is not published when it was due"
    OVERDUE = "overdue", "a story of yours is overdue"
    MENTION = "mention", "somebody mentions you or answers you in a comment"
    OUTDATED = "outdated", "the original of a story of yours changed or vanished"
    LICENCE = "licence", "the licence of a published photograph is about to end"
    AGREEMENT = "agreement", "an agreement is about to end and takes stories with it"


class Notice(models.Model):
    """One event that one person should hear of. `key` names the event, so that it is told once."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices"
    )
    kind = models.CharField(max_length=12, choices=NoticeKind)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="notices")
    key = models.CharField(max_length=80)
    text = models.CharField(max_length=500)
    at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)
    # The mail of it: when to try next, empty once nothing is left to do; and when it was handed
    # to the mail server.
    mail_next_at = models.DateTimeField(default=timezone.now, null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "kind", "key"], name="notice_told_once")
        ]
        indexes = [
            models.Index(fields=["user", "read_at", "-at"], name="notice_list"),
            models.Index(fields=["mail_next_at"], name="notice_to_mail"),
        ]

    def __str__(self):
        return self.text


class NoticeSwitch(models.Model):
    """A person does not want mail of this kind. The list on the desk still shows it."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notice_switches"
    )
    kind = models.CharField(max_length=12, choices=NoticeKind)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "kind"], name="notice_switched_once")
        ]

    def __str__(self):
        return f"{self.user}: no mail of {self.kind}"


class MemoryPair(models.Model):
    """A paragraph of a published story beside the block of the original that it renders.

    Never written from a draft: articles.remembering takes pairs from what was published.
    Where paragraphs and blocks are not one to one, the texts that belong together are joined,
    under the first of the blocks.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="memory")
    block = models.CharField(max_length=7)
    source_language = models.CharField(max_length=20)
    target_language = models.CharField(max_length=20)
    source = models.TextField()  # plain text
    target = models.TextField()  # plain text
    # The source as articles.memory.terms reads it, parted by spaces: what is indexed.
    terms = models.TextField(default="", editable=False)
    translator = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "block"], name="memory_pair_once_a_block")
        ]

    def __str__(self):
        return self.target[:60]


class MemoryTerm(models.Model):
    """In how many pairs a term stands, so that a search can begin with its rarest ones. An
    estimate: pairs that go with a deleted story are still counted."""

    language = models.CharField(max_length=20)  # without its region
    term = models.CharField(max_length=12)
    pairs = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["language", "term"], name="memory_term_once")
        ]

    def __str__(self):
        return self.term


class Remembered(models.Model):
    """Which publishing of a live story the pairs in memory were taken from."""

    article = models.OneToOneField(Article, on_delete=models.CASCADE, related_name="remembered")
    published_at = models.DateTimeField()

    class Meta:
        verbose_name = "remembered story"
        verbose_name_plural = "remembered stories"

    def __str__(self):
        return str(self.article)
