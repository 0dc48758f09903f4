"""Filters of the list of stories."""

from django.contrib import admin
from django.db.models import F, Value
from django.utils import timezone

from articles import queues
from articles.models import Section
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


class SectionFilter(admin.SimpleListFilter):
    title = "section"
    parameter_name = "section"

    def lookups(self, request, model_admin):
        return [(value, name) for kind, value, name in _choices(request) if kind == "section"]

    def queryset(self, request, queryset):
        if self.value():
            return queryset.filter(section__slug=self.value())
        return queryset


class SourceFilter(admin.SimpleListFilter):
    title = "source"
    parameter_name = "source"

    def lookups(self, request, model_admin):
        papers = [(value, name) for kind, value, name in _choices(request) if kind == "source"]
        return [*papers, ("none", "our own stories")]

    def queryset(self, request, queryset):
        if self.value() == "none":
            return queryset.filter(snapshot=None)
        if self.value():
            return queryset.filter(snapshot__original__publication__slug=self.value())
        return queryset


def _choices(request):
    """[(kind, slug, name)] of all sections and papers, asked for once a page."""
    if not hasattr(request, "filed_under"):
        sections, papers = (
            model.objects.order_by().values_list(Value(kind), "slug", "name", place)
            for kind, model, place in (
                ("section", Section, F("position")),
                ("source", Publication, Value(0)),
            )
        )
        rows = sorted(sections.union(papers, all=True), key=lambda row: (row[3], row[2]))
        request.filed_under = [row[:3] for row in rows]
    return request.filed_under
