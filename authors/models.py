from django.conf import settings
from django.db import models
from django.urls import reverse


class Author(models.Model):
    """Somebody who is named to readers: a partner's reporter, our translator, our editor."""

    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=120, unique=True)
    affiliation = models.CharField(
        max_length=120, blank=True, help_text="The paper or agency, as readers should see it."
    )
    bio = models.TextField(blank=True)
    in_editions = models.JSONField(default=dict, editable=False)  # prose.wordings
    # By name, since the apps of this rung know nothing of one another.
    portrait = models.ForeignKey(
        "photos.Photo",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="portrayed",
        help_text="Readers see it on the author’s page, with its credit, as long as its licence "
        "allows.",
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="author",
        help_text="For our own translators and editors: their log-in.",
    )
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("author", args=[self.slug])
