"""What lists of sources are narrowed by."""

from django.contrib import admin
from django.db.models import Count

from sources.languages import language_name
from sources.models import Publication, Tip

SECTIONS = 40  # that are offered


class LanguageFilter(admin.SimpleListFilter):
    """Languages by their names, where the stock filter shows codes."""

    title = "language"
    parameter_name = "language"

    def lookups(self, request, model_admin):
        codes = model_admin.model.objects.order_by().values_list("language", flat=True).distinct()
        return sorted(((code, language_name(code)) for code in codes), key=lambda pair: pair[1])

    def queryset(self, request, queryset):
        return queryset.filter(language=self.value()) if self.value() else queryset


class Pick:
    """A filter that is a small menu above the list, so that a thumb reaches it."""

    template = "admin/_pick.html"


class TipState(Pick, admin.SimpleListFilter):
    """What is still to be decided, unless something else is asked for."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [("proposed", "Proposed"), ("taken", "Taken"), ("dismissed", "Dismissed"),
                ("all", "All")]  # fmt: skip

    def choices(self, changelist):
        first, *others = super().choices(changelist)
        return [first | {"display": "Open"}, *others]

    def queryset(self, request, queryset):
        if self.value() in Tip.State.values:
            return queryset.filter(state=self.value())
        return queryset if self.value() == "all" else queryset.open()


class TipLanguage(Pick, LanguageFilter):
    pass


class TipSection(Pick, admin.SimpleListFilter):
    title = "section"
    parameter_name = "section"

    def lookups(self, request, model_admin):
        named = Tip.objects.open().exclude(section="").order_by().values_list("section")
        often = named.annotate(n=Count("pk")).order_by("-n", "section")[:SECTIONS]
        return sorted((name, name) for name, _ in often)

    def queryset(self, request, queryset):
        return queryset.filter(section=self.value()) if self.value() else queryset


class TipPaper(Pick, admin.SimpleListFilter):
    title = "paper"
    parameter_name = "paper"

    def lookups(self, request, model_admin):
        papers = Publication.objects.filter(tips__isnull=False).order_by("name").distinct()
        return list(papers.values_list("slug", "name"))

    def queryset(self, request, queryset):
        return queryset.filter(publication__slug=self.value()) if self.value() else queryset
