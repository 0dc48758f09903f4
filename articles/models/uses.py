from django.db import models
from django.utils import timezone

from articles.models.live import LiveArticle
from photos.models import Photo


class PhotoUse(models.Model):
    """That readers were shown a photograph in a story, and where it stood: what its agency may
    ask to be paid for. Written when it is first shown there, and kept when it is taken out."""

    class Position(models.TextChoices):
        LEAD = "lead", "lead"
        INLINE = "inline", "inline"
        GALLERY = "gallery", "gallery"
        SOCIAL = "social", "shared link"
        NEWSLETTER = "newsletter", "newsletter"

    live = models.ForeignKey(LiveArticle, on_delete=models.PROTECT, related_name="photo_uses")
    photo = models.ForeignKey(Photo, on_delete=models.PROTECT, related_name="uses")
    position = models.CharField(max_length=10, choices=Position)
    shown_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "use of a photograph"
        verbose_name_plural = "uses of photographs"
        permissions = [
            ("hear_of_licences", "Is told when the licence of a published photograph ends")
        ]
        constraints = [
            models.UniqueConstraint(fields=["live", "photo", "position"], name="photo_used_once")
        ]
        indexes = [models.Index(fields=["shown_at"], name="photo_use_month")]

    def __str__(self):
        return f"{self.photo} in {self.live}: {self.position}"
