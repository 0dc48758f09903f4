from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from sources.languages import country_name, direction, known_country, known_language, language_name

BLIND_AFTER = 4  # failures in a row, which take hours (sources/watching.py)


def validate_language(code):
    if not known_language(code):
        raise ValidationError(
            "“%(code)s” is not a language code. Use one such as “fr” or “pt-BR”.",
            params={"code": code},
        )


def validate_country(code):
    if not known_country(code):
        raise ValidationError(
            "“%(code)s” is not a country code. Use two capital letters such as “FR”.",
            params={"code": code},
        )


def validate_languages(codes):
    if not isinstance(codes, list) or not codes:
        raise ValidationError("Name at least one language, such as “en”.")
    for code in codes:
        validate_language(str(code))


class Use(models.TextChoices):
    """What an Agreement allows us to make of a story, and what an Article is."""

    FULL = "full", "full translation"
    ABRIDGED = "abridged", "abridged translation"
    ADAPTED = "adapted", "adapted with context"
    DIGEST = "digest", "digest"


class Publication(models.Model):
    """A partner outlet whose stories we translate."""

    name = models.CharField(max_length=120, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    language = models.CharField(
        max_length=20, validators=[validate_language], help_text="Language code, such as fr."
    )
    country = models.CharField(
        max_length=2, validators=[validate_country], help_text="Country code, such as FR."
    )
    website = models.URLField(blank=True)
    description = models.TextField(
        blank=True, help_text="Two sentences that introduce the paper to our readers."
    )
    in_editions = models.JSONField(default=dict, editable=False)  # prose.wordings
    logo = models.ImageField(upload_to="logos/", blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("source", args=[self.slug])

    @property
    def language_name(self):
        return language_name(self.language)

    @property
    def country_name(self):
        return country_name(self.country)

    @property
    def direction(self):
        return direction(self.language)


class AgreementQuerySet(models.QuerySet):
    def running(self, day):
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)

    def ended(self, day):
        return self.filter(ends_on__lt=day)


class Agreement(models.Model):
    """The deal with a Publication: what we may make of its stories, when, and for how much."""

    publication = models.ForeignKey(
        Publication, on_delete=models.PROTECT, related_name="agreements"
    )
    reference = models.CharField(max_length=120, help_text="How the contract is filed.")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True, help_text="Last day. Empty: open-ended.")
    languages = models.JSONField(
        default=list,
        validators=[validate_languages],
        help_text='Languages we may publish in, such as ["en", "fr"].',
    )
    allows_full = models.BooleanField("full translation", default=True)
    allows_abridged = models.BooleanField("abridged translation", default=False)
    allows_adapted = models.BooleanField("adapted with context", default=False)
    allows_digest = models.BooleanField("digest", default=False)
    delay_hours = models.PositiveIntegerField(
        default=0, help_text="Hours we wait after the first publication."
    )
    stories_per_month = models.PositiveIntegerField(
        null=True, blank=True, help_text="Empty: no limit."
    )
    territory = models.CharField(max_length=120, default="worldwide")
    attribution = models.CharField(
        max_length=200,
        default="First published by {publication}",
        help_text="Reader-facing wording; {publication} stands for the paper's name.",
    )
    link_back = models.BooleanField("link to the original required", default=True)
    photos_included = models.BooleanField(default=False)
    shows_original = models.BooleanField(
        "original shown beside the translation",
        default=False,
        help_text="May readers see both texts side by side, on a page of its own?",
    )
    sublicensing = models.BooleanField(default=False)
    machine_drafts = models.BooleanField(
        "machine drafts allowed",
        default=True,
        help_text="May we send the text to a machine translation service, for a first draft?",
    )
    takedown_on_end = models.BooleanField(
        "take stories down at the end",
        default=False,
        help_text="At the end of the agreement, live stories from it must be withdrawn.",
    )
    fee = models.DecimalField(max_digits=9, decimal_places=2, default=0)
    currency = models.CharField(max_length=3, default="EUR")
    changed_at = models.DateTimeField(auto_now=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        ordering = ["publication", "-starts_on"]
        constraints = [
            models.CheckConstraint(
                name="agreement_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(ends_on__gte=models.F("starts_on")),
                violation_error_message="The agreement ends before it starts.",
            ),
            models.CheckConstraint(
                name="agreement_allows_something",
                condition=Q(allows_full=True)
                | Q(allows_abridged=True)
                | Q(allows_adapted=True)
                | Q(allows_digest=True),
                violation_error_message="Allow at least one kind of use.",
            ),
        ]

    def __str__(self):
        return f"{self.publication} · {self.reference}"

    def allows(self, use):
        return getattr(self, f"allows_{use}")

    @property
    def attribution_line(self):
        return self.attribution.replace("{publication}", self.publication.name)


class Original(models.Model):
    """One story as first published by a Publication. Never edited by us."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="originals")
    url = models.URLField("address", max_length=500, blank=True)
    language = models.CharField(max_length=20, validators=[validate_language])
    authors = models.JSONField(default=list, blank=True, help_text="Names as printed.")
    first_published_at = models.DateTimeField(null=True, blank=True)
    latest_snapshot = models.ForeignKey(
        "Snapshot", on_delete=models.PROTECT, related_name="+", null=True, editable=False
    )
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    imported_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_note = models.CharField(max_length=300, blank=True, editable=False)

    # The publisher's page, looked at again while a story made from it is live (sources.watching).
    watched_since = models.DateTimeField(null=True, editable=False)  # its first story went live
    next_check_at = models.DateTimeField(null=True, editable=False)  # None: not watched
    checked_at = models.DateTimeField(null=True, editable=False)
    check_error = models.CharField(max_length=300, blank=True, editable=False)
    failures = models.PositiveSmallIntegerField(default=0, editable=False)  # in a row
    missing_since = models.DateTimeField(null=True, editable=False)  # not found, once so far
    vanished_at = models.DateTimeField(null=True, editable=False)  # not found for good
    etag = models.CharField(max_length=200, blank=True, editable=False)
    last_modified = models.CharField(max_length=60, blank=True, editable=False)

    class Meta:
        ordering = ["-imported_at"]
        indexes = [models.Index(fields=["next_check_at"], name="original_to_check")]
        permissions = [
            ("import_original", "Can import originals"),
            ("withdraw_original", "Can take down everything made from an original"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["url"],
                condition=~Q(url=""),
                name="original_url_is_unique",
                violation_error_message="This address has already been imported.",
            ),
            models.CheckConstraint(
                name="original_withdrawn_with_note",
                condition=Q(withdrawn_at=None, withdrawn_note="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_note=""),
            ),
        ]

    def __str__(self):
        return self.headline

    @property
    def is_out_of_sight(self):
        """It is watched, but its page has refused or misled us several times in a row."""
        return self.watched_since is not None and self.failures >= BLIND_AFTER

    @property
    def headline(self):
        return self.latest_snapshot.headline if self.latest_snapshot else "(no text)"

    @property
    def direction(self):
        return direction(self.language)

    @property
    def language_name(self):
        return language_name(self.language)


class SnapshotIsImmutable(Exception):
    """Somebody tried to change a Snapshot: retrieve the original again instead."""


class SnapshotQuerySet(models.QuerySet):
    def update(self, **kwargs):
        raise SnapshotIsImmutable


class Snapshot(models.Model):
    """One retrieval of an Original's text; never changed after it is stored.

    `blocks` is a list of `{"id": "b12", "tag": "p", "html": "…"}`, see prose.blocks.
    """

    original = models.ForeignKey(Original, on_delete=models.CASCADE, related_name="snapshots")
    number = models.PositiveIntegerField()
    retrieved_at = models.DateTimeField(default=timezone.now)
    headline = models.CharField(max_length=300)
    standfirst = models.TextField(blank=True)
    blocks = models.JSONField()
    # As printed: [{"url", "caption", "credit"}].
    pictures = models.JSONField(default=list, blank=True)
    content_hash = models.CharField(max_length=64, db_index=True)

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        ordering = ["original", "number"]
        constraints = [
            models.UniqueConstraint(fields=["original", "number"], name="snapshot_number_is_unique")
        ]

    def __str__(self):
        return f"{self.headline} ({self.number})"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise SnapshotIsImmutable
        super().save(*args, **kwargs)
