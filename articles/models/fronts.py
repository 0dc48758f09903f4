"""What editors put on the home page of an edition and on the fronts of its sections."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from articles import editions
from articles.models.live import LiveArticle
from articles.models.story import Section


class Front(models.Model):
    """The arranged home page of an edition (no section), or the front of one of its sections.

    `version` is the lock: whoever stores an order says which one they looked at.
    """

    edition = models.CharField(max_length=20, help_text="Language of the edition, such as “en”.")
    section = models.ForeignKey(
        Section, on_delete=models.CASCADE, null=True, blank=True, related_name="fronts"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "section"], name="front_of_a_section_once"),
            models.UniqueConstraint(
                fields=["edition"], condition=Q(section=None), name="front_of_an_edition_once"
            ),
        ]

    def __str__(self):
        named = str(self.section or "Home page")
        return named if len(settings.EDITIONS) == 1 else f"{named} ({self.edition})"

    def get_absolute_url(self):
        with editions.speaking(self.edition):
            return reverse("section", args=[self.section.slug]) if self.section else reverse("home")


class FrontSlotQuerySet(models.QuerySet):
    def holding(self, at):
        """Those whose time is not over. The one definition of “pinned”."""
        return self.filter(Q(until=None) | Q(until__gt=at))

    def of(self, edition, section):
        return self.filter(front__edition=edition, front__section=section)


class FrontSlot(models.Model):
    """A story pinned to a place of a front: 0 leads. Until `until`, or until it is taken off."""

    front = models.ForeignKey(Front, on_delete=models.CASCADE, related_name="slots")
    position = models.PositiveSmallIntegerField()
    live = models.ForeignKey(LiveArticle, on_delete=models.CASCADE, related_name="slots")
    until = models.DateTimeField(null=True, blank=True)

    objects = FrontSlotQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["front", "position"], name="front_place_holds_one"),
            models.UniqueConstraint(fields=["front", "live"], name="front_holds_a_story_once"),
        ]
        indexes = [models.Index(fields=["until"], name="front_slot_ends")]

    def __str__(self):
        return f"{self.position + 1}: {self.live_id}"


class FrontEvent(models.Model):
    """Who changed a front, and how it stood from then on. `by` is empty where the clock did.

    `slots`: [{"position", "live", "headline", "until"}], `until` as ISO text or None.
    """

    class Verb(models.TextChoices):
        ARRANGE = "arrange", "arranged"
        CLEAR = "clear", "given back to the clock"
        DROP = "drop", "story dropped"

    front = models.ForeignKey(Front, on_delete=models.CASCADE, related_name="events")
    verb = models.CharField(max_length=10, choices=Verb)
    version = models.PositiveIntegerField()
    slots = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.get_verb_display()} at {self.at:%Y-%m-%d %H:%M}"
