"""Pages that belong to no story: about, masthead, policies."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from articles import editions
from articles.addresses import validate_page_slug


class PageQuerySet(models.QuerySet):
    def live(self):
        """What readers may see."""
        return self.exclude(live=None)


class Page(models.Model):
    """Title and text are the desk's working copy; readers see those of `live`, the revision
    that was published last. `version` is the lock and the number of the newest revision."""

    edition = models.CharField(max_length=20)
    slug = models.SlugField(
        "address",
        max_length=60,
        validators=[validate_page_slug],
        help_text="One word of its own, such as “masthead”. It stays: others link to it.",
    )
    title = models.CharField(max_length=120)
    body = models.TextField("text", blank=True)
    in_footer = models.BooleanField(
        "in the footer", default=True, help_text="A link at the foot of every page of the site."
    )
    position = models.PositiveSmallIntegerField(
        "place in the footer", default=0, help_text="Low numbers come first."
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    live = models.ForeignKey(
        "PageRevision", on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    published_at = models.DateTimeField(null=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False,
        related_name="+",
    )  # fmt: skip

    objects = PageQuerySet.as_manager()

    class Meta:
        ordering = ["edition", "position", "title"]
        permissions = [("publish_page", "Can publish a page and take it offline")]
        constraints = [
            models.UniqueConstraint(fields=["edition", "slug"], name="page_has_its_address"),
            models.CheckConstraint(
                name="page_put_online_by_somebody",
                condition=Q(live=None, published_at=None, published_by=None)
                | Q(live__isnull=False, published_at__isnull=False, published_by__isnull=False),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        with editions.speaking(self.edition):
            return reverse("section", args=[self.slug])

    @property
    def changed(self):
        """Is there something that readers do not see yet?"""
        return self.live_id is None or self.live.number != self.version


class PageRevision(models.Model):
    """A stored version of a page, with who and when."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    body = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["page", "number"], name="page_revision_number_once")
        ]

    def __str__(self):
        return f"version {self.number}"
