from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles import editions
from articles.models.story import Article, Section, Tag
from authors.models import Author
from photos.models import Photo
from sources.languages import direction
from sources.models import Agreement, Publication, Use

# Rendered from the other fields by articles.pieces, for pages to be put together from. They are
# large and read by plain statements only, so that no object brings them along.
PIECES = ("head", "main", "card", "card_lead", "card_second", "beneath", "strip", "paper")
# Made with them by articles.portable, for other programs than browsers: the story as HTML that
# stands anywhere, and its item in RSS without that.
FOR_PROGRAMS = ("portable", "rss")


class LiveArticleManager(models.Manager):
    def get_queryset(self):
        return super().get_queryset().defer(*PIECES, *FOR_PROGRAMS, "pairs")


class LiveArticleQuerySet(models.QuerySet):
    def live(self):
        """What readers may see: the one definition of “published”."""
        return self.filter(withdrawn_at=None)

    def newest(self):
        return self.live().order_by("-first_published_at", "-pk")

    def of(self, edition):
        return self.filter(edition=edition)


class LiveArticle(models.Model):
    """What readers see: the frozen, rendered copy that `publish` makes of an Article.

    Made by articles.rendering from the Revision with number `version`, so that it can be
    rendered again (an author renamed, a credit changed) without touching newer drafts.
    Shapes of the JSON fields are given in articles/rendering.py.
    """

    article = models.OneToOneField(Article, on_delete=models.PROTECT, related_name="live")
    version = models.PositiveIntegerField()
    edition = models.CharField(max_length=20, default=editions.default)
    path = models.CharField(max_length=200, help_text="“world/a-slug”, without the edition.")
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="live_articles")
    section_name = models.CharField(max_length=60)
    language = models.CharField(max_length=20)

    kicker = models.CharField(max_length=60, blank=True)
    headline = models.CharField(max_length=200)
    standfirst = models.TextField(blank=True)
    dateline = models.CharField(max_length=80, blank=True)
    body = models.TextField(blank=True)
    byline = models.JSONField(default=list)
    team = models.JSONField(default=list)
    picture = models.JSONField(null=True)
    media = models.JSONField(default=list)
    source = models.JSONField(null=True)
    tag_list = models.JSONField(default=list)
    corrections_shown = models.JSONField(default=list)
    versions = models.JSONField(default=list)
    pairs = models.JSONField(default=list)
    json_ld = models.JSONField(default=dict)
    reading_minutes = models.PositiveSmallIntegerField(default=1)

    head = models.TextField(blank=True)
    main = models.TextField(blank=True)
    card = models.TextField(blank=True)
    card_lead = models.TextField(blank=True)
    card_second = models.TextField(blank=True)
    beneath = models.TextField(blank=True)
    strip = models.TextField(blank=True)
    paper = models.TextField(blank=True)
    portable = models.TextField(blank=True)
    rss = models.TextField(blank=True)
    pictured = models.BooleanField(default=False, help_text="Whether its cards show a picture.")
    # Of the pieces together, and of the templates and words they were made with.
    seal = models.CharField(max_length=24, blank=True)
    pressed_with = models.CharField(max_length=24, blank=True)

    publication = models.ForeignKey(
        Publication, on_delete=models.PROTECT, null=True, related_name="live_articles"
    )
    agreement = models.ForeignKey(
        Agreement, on_delete=models.PROTECT, null=True, related_name="live_articles"
    )
    use = models.CharField(max_length=10, choices=Use, blank=True)
    authors = models.ManyToManyField(Author, related_name="live_articles")
    tags = models.ManyToManyField(Tag, related_name="live_articles")
    photos = models.ManyToManyField(Photo, related_name="live_articles")

    first_published_at = models.DateTimeField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    rendered_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_note = models.TextField(blank=True)

    objects = LiveArticleManager.from_queryset(LiveArticleQuerySet)()

    class Meta:
        verbose_name = "live story"
        verbose_name_plural = "live stories"
        base_manager_name = "objects"
        indexes = [
            # What the order of a front needs stands in the index: no row is read for it.
            models.Index(
                fields=["edition", "first_published_at", "id"],
                include=["pictured", "publication", "section"],
                name="live_newest", condition=Q(withdrawn_at=None),
            ),
            models.Index(
                fields=["section", "edition", "first_published_at", "id"],
                include=["pictured", "publication"],
                name="live_by_section", condition=Q(withdrawn_at=None),
            ),
            models.Index(
                fields=["publication", "edition", "first_published_at", "id"],
                name="live_by_source", condition=Q(withdrawn_at=None),
            ),
            models.Index(
                fields=["pressed_with"], name="live_pressed_with", condition=Q(withdrawn_at=None)
            ),
            models.Index("published_at", name="live_lately"),
            # For programs that ask what changed, withdrawals among it.
            models.Index(Coalesce("withdrawn_at", "rendered_at"), "id", name="live_changed"),
            models.Index(
                "withdrawn_at", name="live_gone", condition=Q(withdrawn_at__isnull=False)
            ),
        ]  # fmt: skip
        constraints = [
            models.UniqueConstraint(fields=["edition", "path"], name="live_has_its_own_address"),
            models.CheckConstraint(
                name="live_withdrawn_with_note_and_without_text",
                condition=Q(withdrawn_at=None, withdrawn_note="")
                | Q(withdrawn_at__isnull=False, body="") & ~Q(withdrawn_note=""),
            ),
            models.CheckConstraint(
                name="live_translation_has_its_right",
                condition=Q(publication=None, agreement=None, use="")
                | Q(publication__isnull=False, agreement__isnull=False) & ~Q(use=""),
            ),
        ]

    def __str__(self):
        return self.headline

    def get_absolute_url(self):
        with editions.speaking(self.edition):
            return reverse("story", args=self.path.split("/", 1))

    @property
    def section_slug(self):
        return self.path.partition("/")[0]

    @property
    def direction(self):
        return direction(self.language)


class Correction(models.Model):
    """A dated public note about a published story."""

    class Kind(models.TextChoices):
        CORRECTION = "correction", _("Correction")
        UPDATE = "update", _("Update")
        CLARIFICATION = "clarification", _("Clarification")
        APOLOGY = "apology", _("Apology")
        RETRACTION = "retraction", _("Retraction")

    live = models.ForeignKey(LiveArticle, on_delete=models.PROTECT, related_name="corrections")
    kind = models.CharField(max_length=13, choices=Kind, default=Kind.CORRECTION)
    text = models.TextField(max_length=1000)
    published_at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-published_at"]
        indexes = [models.Index("published_at", "id", name="correction_newest")]
        constraints = [models.CheckConstraint(name="correction_has_words", condition=~Q(text=""))]

    def __str__(self):
        return f"{self.get_kind_display()} of {self.published_at:%Y-%m-%d}"


class Redirect(models.Model):
    """A former address of a live story. Permanent: addresses are promises."""

    edition = models.CharField(max_length=20, default=editions.default)
    old_path = models.CharField(max_length=200)
    live = models.ForeignKey(LiveArticle, on_delete=models.CASCADE, related_name="redirects")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "old_path"], name="redirect_leads_one_way")
        ]

    def __str__(self):
        return self.old_path
