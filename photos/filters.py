"""What the library is narrowed by."""

import datetime
import re

from django.contrib import admin
from django.db.models import Count, Max, Min, Q
from django.utils import timezone
from django.utils.formats import date_format

from photos import library
from photos.models import Agency, Credit, Licence, Photo, PhotoTag
from photos.problems import NOTICE

OFFERED = 40  # tags, and months
_MONTH = re.compile(r"([12]\d{3})-(0[1-9]|1[0-2])")


class Pick(admin.SimpleListFilter):
    """A filter that is a small menu above the grid, so that a thumb reaches it."""

    template = "admin/_pick.html"


class CreditFilter(Pick):
    title = "credit"
    parameter_name = "credit"

    def lookups(self, request, model_admin):
        return [
            ("none", "without credit"),
            ("named", "credited"),
            ("over", "licence ended"),
            ("soon", f"licence ends in {NOTICE.days} days"),
            ("ending", "licence over or ending, in a live story"),
        ]

    def queryset(self, request, queryset):
        today = timezone.localdate()
        if self.value() == "none":
            return queryset.uncredited()
        if self.value() == "named":
            return queryset.filter(credit__isnull=False)
        if self.value() == "over":
            return queryset.licence_over(today)
        if self.value() == "soon":
            return queryset.filter(credit__valid_until__range=(today, today + NOTICE))
        if self.value() == "ending":
            # As on the first screen: over, or to be over soon, while readers see the picture.
            live = Photo.live_articles.field.model.objects.live()
            ending = Q(live_articles__in=live, credit__valid_until__lte=today + NOTICE)
            return queryset.filter(ending).distinct()
        return queryset


class AgencyFilter(Pick):
    title = "agency"
    parameter_name = "agency"

    def lookups(self, request, model_admin):
        credits = Credit.objects.order_by()
        owed = Q(pk__in=credits.values("agency")) | Q(pk__in=credits.values("distributor"))
        return list(Agency.objects.filter(owed).values_list("slug", "name"))

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        agency = Q(credit__agency__slug=self.value())
        return queryset.filter(agency | Q(credit__distributor__slug=self.value()))


class LicenceFilter(Pick):
    title = "licence"
    parameter_name = "licence"

    def lookups(self, request, model_admin):
        return Licence.choices

    def queryset(self, request, queryset):
        return queryset.filter(credit__licence=self.value()) if self.value() else queryset


class UseFilter(Pick):
    title = "use"
    parameter_name = "use"

    def lookups(self, request, model_admin):
        return [("live", "in a live story"), ("none", "in no story")]

    def queryset(self, request, queryset):
        if self.value() == "live":
            live = Photo.live_articles.field.model.objects.live()
            return queryset.filter(live_articles__in=live).distinct()
        return queryset.filter(library.unused()) if self.value() == "none" else queryset


class TagFilter(Pick):
    title = "tag"
    parameter_name = "tag"

    def lookups(self, request, model_admin):
        often = PhotoTag.objects.annotate(n=Count("tagged_photos")).filter(n__gt=0)
        named = often.order_by("-n", "name").values_list("slug", "name")[:OFFERED]
        return sorted(named, key=lambda pair: pair[1].casefold())

    def queryset(self, request, queryset):
        return queryset.filter(tags__slug=self.value()) if self.value() else queryset


class MonthFilter(Pick):
    title = "received"
    parameter_name = "month"

    def lookups(self, request, model_admin):
        """From the newest back to the oldest: asking for each whether it has some would read
        the whole library."""
        span = Photo.objects.aggregate(first=Min("uploaded_at"), last=Max("uploaded_at"))
        if not span["first"]:
            return []
        first, month = (timezone.localdate(at).replace(day=1) for at in span.values())
        months = []
        while month >= first and len(months) < OFFERED:
            months.append((f"{month:%Y-%m}", date_format(month, "F Y")))
            month = (month - datetime.timedelta(days=1)).replace(day=1)
        return months

    def queryset(self, request, queryset):
        if not (month := _MONTH.fullmatch(self.value() or "")):
            return queryset
        first = datetime.date(int(month[1]), int(month[2]), 1)
        next_first = (first + datetime.timedelta(days=31)).replace(day=1)
        return queryset.filter(uploaded_at__gte=_begin(first), uploaded_at__lt=_begin(next_first))


def _begin(day):
    midnight = datetime.time(tzinfo=timezone.get_current_timezone())
    return datetime.datetime.combine(day, midnight)
