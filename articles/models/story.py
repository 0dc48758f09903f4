from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from taggit.managers import TaggableManager
from taggit.models import ItemBase, TagBase

from articles.addresses import validate_section_slug
from authors.models import Author
from photos.models import Photo
from sources.languages import direction, language_name
from sources.models import Snapshot, Use, validate_language


class Section(models.Model):
    name = models.CharField(max_length=60, unique=True)
    slug = models.SlugField(max_length=60, unique=True, validators=[validate_section_slug])
    description = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["position", "name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("section", args=[self.slug])


class SectionName(models.Model):
    """What a section is called in another edition than the first."""

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="names")
    edition = models.CharField(max_length=20)
    name = models.CharField(max_length=60)
    description = models.CharField(max_length=300, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["edition"]
        verbose_name = "name in another edition"
        verbose_name_plural = "names in other editions"
        constraints = [
            models.UniqueConstraint(
                fields=["section", "edition"],
                name="section_named_once_per_edition",
                violation_error_message="This section has its name in this edition already.",
            )
        ]

    def __str__(self):
        return self.name


class Tag(TagBase):
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["name"]

    def get_absolute_url(self):
        return reverse("tag", args=[self.slug])


class TaggedArticle(ItemBase):
    content_object = models.ForeignKey("Article", on_delete=models.CASCADE)
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="tagged_articles")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["content_object", "tag"], name="article_tagged_once")
        ]


class State(models.TextChoices):
    COMMISSIONED = "commissioned", "commissioned"
    TRANSLATING = "translating", "translating"
    EDITING = "editing", "editing"
    READY = "ready", "ready"
    SCHEDULED = "scheduled", "scheduled"
    PUBLISHED = "published", "published"
    WITHDRAWN = "withdrawn", "withdrawn"
    KILLED = "killed", "killed"


OPEN_STATES = (
    State.COMMISSIONED,
    State.TRANSLATING,
    State.EDITING,
    State.READY,
    State.SCHEDULED,
)


class ArticleQuerySet(models.QuerySet):
    def open(self):
        """Work in hand: not yet published, killed or withdrawn."""
        return self.filter(state__in=OPEN_STATES)

    def to_claim(self):
        return self.filter(state=State.COMMISSIONED, translator=None)

    def overdue(self, now):
        return self.open().filter(due_at__lt=now)

    def outdated(self):
        """Based on a Snapshot that is no longer the newest of its Original."""
        return (
            self.exclude(state__in=(State.KILLED, State.WITHDRAWN))
            .filter(snapshot__isnull=False)
            .exclude(snapshot=F("snapshot__original__latest_snapshot"))
        )

    def changed_since_published(self):
        return self.filter(state=State.PUBLISHED).exclude(live__version=F("version"))

    def due(self, now):
        return self.filter(state=State.SCHEDULED, scheduled_for__lte=now)


class Article(models.Model):
    """Our story: the desk's working copy. Readers see a LiveArticle, never this.

    `version` counts every stored change and is lock, ETag and revision number in one;
    `text_version` is the version at which the text last changed. An approval holds for
    as long as the text stays as it was approved: `approved_version >= text_version`.
    """

    state = models.CharField(
        max_length=12, choices=State, default=State.COMMISSIONED, editable=False
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    text_version = models.PositiveIntegerField(default=1, editable=False)

    language = models.CharField(
        max_length=20, default=settings.EDITION_LANGUAGE, validators=[validate_language]
    )
    kicker = models.CharField(max_length=60, blank=True)
    headline = models.CharField(max_length=200)
    slug = models.SlugField(max_length=120, allow_unicode=True, blank=True)
    standfirst = models.TextField(max_length=600, blank=True)
    dateline = models.CharField(max_length=80, blank=True, help_text="Such as TASHKENT.")
    body = models.TextField(blank=True)
    section = models.ForeignKey(
        Section, on_delete=models.PROTECT, null=True, blank=True, related_name="articles"
    )
    lead_photo = models.ForeignKey(
        Photo, on_delete=models.PROTECT, null=True, blank=True, related_name="lead_articles"
    )
    lead_caption = models.CharField("caption", max_length=500, blank=True)
    tags = TaggableManager(through=TaggedArticle, blank=True)
    authors = models.ManyToManyField(Author, through="Byline", related_name="articles")

    snapshot = models.ForeignKey(
        Snapshot, on_delete=models.PROTECT, null=True, blank=True, related_name="articles"
    )
    use = models.CharField("kind of use", max_length=10, choices=Use, blank=True)
    # Versions of one story in several editions name the same one, which names none.
    version_of = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="versions",
        verbose_name="language version of",
        help_text="Our story in another edition; readers are led from each to the other.",
    )
    # {"b7": "reason"}: blocks of the snapshot deliberately left out.
    cut_blocks = models.JSONField(default=dict, blank=True)

    brief = models.TextField(blank=True, help_text="What the desk wants from this story.")
    due_at = models.DateTimeField("due", null=True, blank=True)
    translator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="translations",
        verbose_name="translator or writer",
    )
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="edited_articles",
    )
    commissioned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    text_edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    approved_version = models.PositiveIntegerField(null=True, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    approved_at = models.DateTimeField(null=True, editable=False)
    scheduled_for = models.DateTimeField(null=True, editable=False)
    scheduled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["-updated_at"]
        verbose_name = "story"
        verbose_name_plural = "stories"
        permissions = [
            ("commission_article", "Can commission and assign stories"),
            ("translate_article", "Can claim and translate stories"),
            ("edit_article", "Can edit and return stories"),
            ("approve_article", "Can approve stories"),
            ("publish_article", "Can publish and schedule stories"),
            ("correct_article", "Can publish corrections"),
            ("withdraw_article", "Can withdraw published stories"),
            ("kill_article", "Can kill unpublished stories"),
            ("override_warnings", "Can publish over warnings, with a reason"),
            ("view_every_article", "Can see every story on the desk"),
            ("file_photos", "Can choose the photographs of a story"),
        ]
        indexes = [
            models.Index(fields=["state", "due_at"], name="article_queue"),
            models.Index(fields=["state", "scheduled_for"], name="article_schedule"),
            models.Index(fields=["-updated_at", "-id"], name="article_lately"),
            models.Index(fields=["state", "-updated_at"], name="article_state_lately"),
        ]
        constraints = [
            models.CheckConstraint(
                name="article_approval_is_whole",
                condition=Q(approved_version=None, approved_by=None, approved_at=None)
                | Q(
                    approved_version__isnull=False,
                    approved_by__isnull=False,
                    approved_at__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="article_ready_is_approved_as_it_stands",
                condition=~Q(state__in=["ready", "scheduled"])
                # A comparison with NULL would let a row pass.
                | Q(approved_version__isnull=False, approved_version__gte=F("text_version")),
            ),
            models.CheckConstraint(
                name="article_scheduled_has_a_time",
                condition=Q(
                    state="scheduled", scheduled_for__isnull=False, scheduled_by__isnull=False
                )
                | ~Q(state="scheduled") & Q(scheduled_for=None, scheduled_by=None),
            ),
            models.CheckConstraint(
                name="article_in_hand_has_a_translator",
                condition=Q(state__in=["commissioned", "killed"]) | Q(translator__isnull=False),
            ),
            models.CheckConstraint(
                name="article_approved_by_other_eyes",
                condition=Q(approved_by=None) | ~Q(approved_by=F("translator")),
            ),
            models.CheckConstraint(
                name="article_translation_has_a_kind_of_use",
                condition=Q(snapshot=None, use="") | Q(snapshot__isnull=False) & ~Q(use=""),
            ),
            models.CheckConstraint(
                name="article_text_version_is_past",
                condition=Q(version__gte=1, text_version__lte=F("version")),
            ),
        ]

    def __str__(self):
        return self.headline

    @property
    def outdated(self):
        return (
            self.snapshot_id is not None
            and self.snapshot_id != self.snapshot.original.latest_snapshot_id
        )

    @property
    def approval_holds(self):
        return self.approved_version is not None and self.approved_version >= self.text_version

    @property
    def original(self):
        return self.snapshot.original if self.snapshot else None

    @property
    def direction(self):
        return direction(self.language)

    @property
    def language_name(self):
        return language_name(self.language)


class Byline(models.Model):
    """An Author on an Article, in printed order."""

    class Role(models.TextChoices):
        WRITER = "writer", "writer"
        REPORTER = "reporter", "reporter"
        TRANSLATOR = "translator", "translator"
        EDITOR = "editor", "editor"
        PHOTOGRAPHER = "photographer", "photographer"

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="bylines")
    author = models.ForeignKey(Author, on_delete=models.PROTECT, related_name="bylines")
    role = models.CharField(max_length=12, choices=Role, default=Role.WRITER)
    place = models.CharField(max_length=80, blank=True, help_text="“Bishkek” prints “in Bishkek”.")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "author", "role"],
                name="byline_named_once_per_role",
                violation_error_message="This author already has this role here.",
            )
        ]

    def __str__(self):
        return f"{self.author} ({self.role})"
