from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from taggit.managers import TaggableManager
from taggit.models import ItemBase, TagBase

from photos import credits, masters


class Agency(models.Model):
    """The firm we owe for a photograph, or that distributes it."""

    name = models.CharField(max_length=120, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    website = models.URLField(blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "agencies"

    def __str__(self):
        return self.name


class PhotoTag(TagBase):
    """A word under which photographs are found again; never shown to readers."""

    class Meta:
        ordering = ["name"]
        verbose_name = "tag of photographs"
        verbose_name_plural = "tags of photographs"


class TaggedPhoto(ItemBase):
    content_object = models.ForeignKey("Photo", on_delete=models.CASCADE)
    tag = models.ForeignKey(PhotoTag, on_delete=models.CASCADE, related_name="tagged_photos")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["content_object", "tag"], name="photo_tagged_once")
        ]


class PhotoQuerySet(models.QuerySet):
    def with_credit(self):
        return self.select_related("credit__agency", "credit__distributor")

    def uncredited(self):
        return self.filter(credit=None)

    def licence_over(self, day):
        return self.filter(credit__valid_until__lt=day)

    def allowed(self, day):
        """What readers may see on that day, as Credit.covers says of one."""
        return self.filter(credit__isnull=False).exclude(_outside(day))

    def forbidden(self, day):
        """What is credited, and its licence does not let readers see it on that day."""
        return self.filter(_outside(day))


def _outside(day):
    over = Q(credit__valid_from__gt=day) | Q(credit__valid_until__lt=day)
    return over | Q(credit__allows_site=False)


class Photo(models.Model):
    """One picture. `file` is our own clean copy: upright, sRGB, without metadata. It has no
    address; readers are shown what is made of it, under names made from its own."""

    title = models.CharField(max_length=200)
    file = models.ImageField(upload_to="photos/%Y/%m/", max_length=200, storage=masters.storage)
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    # Bytes of the widest JPEG, which feeds must tell; 0 where it was made before they did.
    file_size = models.PositiveIntegerField(default=0, editable=False)
    content_hash = models.CharField(max_length=64, unique=True, editable=False)
    # What it looks like, as photos.renditions.fingerprint gives it; None where too plain.
    fingerprint = models.BigIntegerField(null=True, editable=False)
    widths = models.JSONField(default=list, editable=False)
    # What the worker makes of it once it is credited: photos.finishing.
    modern = models.BooleanField(default=False, editable=False)  # all files are there
    retired = models.BooleanField(default=False, editable=False)  # its files show no picture
    unfinished = models.BooleanField(default=True, editable=False)  # the files are not up to date
    taken_up_at = models.DateTimeField(null=True, editable=False)
    untold = models.BooleanField(default=False, editable=False)  # caches may hold former files
    # What the uploaded file said of itself (photos.metadata.Metadata); for the desk alone.
    file_says = models.JSONField(default=dict, editable=False)
    alt = models.CharField(
        "alternative text", max_length=300, blank=True, help_text="What a blind reader is told."
    )
    caption = models.CharField(
        max_length=500, blank=True, help_text="Proposed wherever the photograph is used."
    )
    in_editions = models.JSONField(default=dict, editable=False)  # prose.wordings
    place = models.CharField(max_length=120, blank=True)
    tags = TaggableManager(
        through=TaggedPhoto, blank=True, help_text="Parted by commas; for the desk alone."
    )
    taken_on = models.DateField(null=True, blank=True)
    focal_x = models.FloatField(
        default=0.5, validators=[MinValueValidator(0), MaxValueValidator(1)]
    )
    focal_y = models.FloatField(
        default=0.5, validators=[MinValueValidator(0), MaxValueValidator(1)]
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    uploaded_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(auto_now=True)

    objects = PhotoQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at"]
        indexes = [
            models.Index(
                fields=["uploaded_at"], name="photo_unfinished", condition=Q(unfinished=True)
            ),
            # All that is read when a new photograph is held against every other.
            models.Index(
                fields=["fingerprint", "id"],
                name="photo_fingerprints",
                condition=Q(fingerprint__isnull=False),
            ),
            models.Index(fields=["-uploaded_at", "-id"], name="photo_newest"),
            models.Index(fields=["id"], name="photo_untold", condition=Q(untold=True)),
        ]
        constraints = [
            models.CheckConstraint(
                name="photo_focal_point_is_inside",
                condition=Q(focal_x__gte=0, focal_x__lte=1, focal_y__gte=0, focal_y__lte=1),
            )
        ]

    def __str__(self):
        return self.title

    @property
    def credit_line(self):
        """“Omar Marques/SOPA Images/ZUMA”, or an empty string while nobody is credited."""
        credit = getattr(self, "credit", None)
        return credit.line if credit else ""


class Licence(models.TextChoices):
    RIGHTS_MANAGED = "rights-managed", "rights-managed"
    ROYALTY_FREE = "royalty-free", "royalty-free"
    HANDOUT = "handout", "handout"
    CREATIVE_COMMONS = "creative-commons", "Creative Commons"
    PUBLIC_DOMAIN = "public-domain", "public domain"
    OWN = "own", "our own"


class Credit(models.Model):
    """Who must be named beside a Photo, and under which licence we show it."""

    photo = models.OneToOneField(Photo, on_delete=models.CASCADE, related_name="credit")
    photographer = models.CharField(max_length=120, blank=True)
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="credits"
    )
    distributor = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="distributed_credits"
    )
    licence = models.CharField(max_length=20, choices=Licence)
    licence_url = models.URLField(blank=True, help_text="Needed for Creative Commons.")
    copyright = models.CharField(
        "copyright notice", max_length=200, blank=True, help_text="Empty: © and the credit line."
    )
    acquire_url = models.URLField(
        "where to license it", blank=True, help_text="Told to search engines."
    )
    allows_site = models.BooleanField("on the site", default=True)
    allows_newsletter = models.BooleanField("in newsletters", default=True)
    allows_social = models.BooleanField("as the picture of shared links", default=True)
    single_use = models.BooleanField("one story only", default=False)
    no_crop = models.BooleanField("not to be cropped", default=False)
    territory = models.CharField(
        max_length=120, blank=True, help_text="Empty: worldwide. Else such as Europe."
    )
    fee = models.DecimalField(
        max_digits=9, decimal_places=2, null=True, blank=True, help_text="For one use."
    )
    currency = models.CharField(max_length=3, default="EUR")
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True, help_text="Last day. Empty: no end.")
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="credit_names_somebody",
                condition=~Q(photographer="") | Q(agency__isnull=False),
                violation_error_message="Name the photographer, the agency, or both.",
            ),
            models.CheckConstraint(
                name="credit_creative_commons_has_its_link",
                condition=~Q(licence=Licence.CREATIVE_COMMONS) | ~Q(licence_url=""),
                violation_error_message="A Creative Commons licence needs its link.",
            ),
            models.CheckConstraint(
                name="credit_ends_after_it_starts",
                condition=Q(valid_from=None)
                | Q(valid_until=None)
                | Q(valid_until__gte=models.F("valid_from")),
                violation_error_message="The licence ends before it starts.",
            ),
        ]

    def __str__(self):
        return self.line

    @property
    def line(self):
        return credits.line(
            self.photographer,
            self.agency.name if self.agency else "",
            self.distributor.name if self.distributor else "",
        )

    @property
    def copyright_notice(self):
        return self.copyright or f"© {self.line}"

    def covers(self, day):
        """Whether readers of the site may see the photograph on that day."""
        return self.allows_site and self.valid_on(day)

    def valid_on(self, day):
        starts, ends = self.valid_from, self.valid_until
        return (starts is None or starts <= day) and (ends is None or day <= ends)
