"""Filters of the list of stories."""

from django.contrib import admin
from django.utils import timezone

from articles import queues
from sources.models import Publication


class QueueFilter(admin.SimpleListFilter):
    """The queues of the first screen, whole."""

    title = "queue"
    parameter_name = "queue"

    def lookups(self, request, model_admin):
        return [(kind.slug, kind.title) for kind in queues.kinds(request.user)]

    def queryset(self, request, queryset):
        for kind in queues.kinds(request.user):
            if kind.slug == self.value():
                return queryset & queues.in_queue(kind, request.user, timezone.now())
        return queryset


class SourceFilter(admin.SimpleListFilter):
    title = "source"
    parameter_name = "source"

    def lookups(self, request, model_admin):
        papers = Publication.objects.values_list("slug", "name")
        return [*papers, ("none", "our own stories")]

    def queryset(self, request, queryset):
        if self.value() == "none":
            return queryset.filter(snapshot=None)
        if self.value():
            return queryset.filter(snapshot__original__publication__slug=self.value())
        return queryset
