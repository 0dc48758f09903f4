from functools import partial

from django.contrib import admin
from django.db import models
from django.db.models import Count
from django.http import HttpResponseNotAllowed
from django.template.loader import render_to_string
from django.urls import path
from django.utils import timezone

from prose.forms import CleanedWords, WordedInEditions
from prose.seen import AsSeen
from sources import (
    admin_tips,  # noqa: F401 -- registers tips and feeds
    admin_views,
)
from sources.agreement_forms import AgreementForm
from sources.filters import LanguageFilter
from sources.forms import Logo
from sources.languages import language_name
from sources.models import Agreement, Original, Publication, Use

_SECURE_LINKS = {models.URLField: {"assume_scheme": "https"}}


class AgreementsOfPaper(admin.TabularInline):
    """A reading list on the paper's page; each agreement is edited on its own."""

    model = Agreement
    fields = readonly_fields = ("named", "shown_period", "shown_languages", "shown_uses")
    verbose_name_plural = "agreements"
    extra = 0
    can_delete = False

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    @admin.display(description="reference")
    def named(self, agreement):
        return render_to_string("sources/_agreement.html", {"agreement": agreement})

    @admin.display(description="period")
    def shown_period(self, agreement):
        return period(agreement)

    @admin.display(description="languages")
    def shown_languages(self, agreement):
        return languages(agreement)

    @admin.display(description="kinds of use")
    def shown_uses(self, agreement):
        return uses(agreement)


@admin.register(Publication)
class PublicationAdmin(WordedInEditions, AsSeen, CleanedWords, admin.ModelAdmin):
    list_display = ("name", "language_name", "country_name", "rights", "originals_taken")
    list_filter = (LanguageFilter,)
    search_fields = ("name", "slug", "website")
    change_form_template = "sources/publication_form.html"
    formfield_overrides = _SECURE_LINKS | {models.ImageField: {"form_class": Logo}}
    fields = ("name", "slug", "language", "country", "website", "description", "logo")
    worded = ("description",)
    inlines = (AgreementsOfPaper,)
    show_full_result_count = False
    actions = None

    class Media:
        css = {"all": ["desk/sources.css"]}

    def get_list_display(self, request):
        shown = super().get_list_display(request)
        may_see = request.user.has_perm("sources.view_agreement")
        return shown if may_see else [name for name in shown if name != "rights"]

    def get_queryset(self, request):
        papers = super().get_queryset(request).prefetch_related("agreements")
        return papers.annotate(taken=Count("originals"))

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ("name",)}

    def get_readonly_fields(self, request, obj=None):
        # Readers' addresses hang on it.
        return ("slug",) if obj else ()

    def get_inlines(self, request, obj):
        return self.inlines if obj else ()

    @admin.display(description="language", ordering="language")
    def language_name(self, paper):
        return paper.language_name

    @admin.display(description="country", ordering="country")
    def country_name(self, paper):
        return paper.country_name

    @admin.display(description="agreement")
    def rights(self, paper):
        known = paper.agreements.all()
        running = [agreement for agreement in known if standing(agreement) == "running"]
        return period((running or [*known, None])[0])

    @admin.display(description="originals", ordering="taken")
    def originals_taken(self, paper):
        return paper.taken


class StandingFilter(admin.SimpleListFilter):
    title = "standing"
    parameter_name = "standing"

    def lookups(self, request, model_admin):
        return [("running", "running"), ("coming", "not begun"), ("ended", "ended")]

    def queryset(self, request, queryset):
        today = timezone.localdate()
        if self.value() == "running":
            return queryset.running(today)
        if self.value() == "ended":
            return queryset.ended(today)
        return queryset.filter(starts_on__gt=today) if self.value() == "coming" else queryset


@admin.register(Agreement)
class AgreementAdmin(AsSeen, CleanedWords, admin.ModelAdmin):
    form = AgreementForm
    list_display = ("reference", "publication", "shown_period", "shown_languages", "shown_uses",
                    "shown_delay", "shown_limit")  # fmt: skip
    list_filter = (StandingFilter, "publication")
    list_select_related = ("publication",)
    search_fields = ("reference", "publication__name")
    show_full_result_count = False
    actions = None

    class Media:
        css = {"all": ["desk/sources.css"]}

    def get_fieldsets(self, request, obj=None):
        # Without the form there is no field to show the codes as words.
        editable = self.has_change_permission(request, obj) if obj else True
        return [
            (None, {"fields": ["publication", "reference", ("starts_on", "ends_on")]}),
            ("What we may make", {"fields": [
                "languages" if editable else "shown_languages",
                ("allows_full", "allows_abridged", "allows_adapted", "allows_digest"),
                "photos_included", "shows_original", "sublicensing", "machine_drafts",
            ]}),
            ("When, where and how often", {"fields": [
                "delay_hours", "stories_per_month", "territory", "takedown_on_end",
                *(["withdraws"] if obj and request.method == "POST" else []),
            ]}),
            ("What readers see", {"fields": ["attribution", "link_back"]}),
            ("Fee", {"fields": [("fee", "currency")]}),
        ]  # fmt: skip

    def get_readonly_fields(self, request, obj=None):
        if obj is None:
            return ()
        if not self.has_change_permission(request, obj):
            return ("shown_languages",)
        # Under each of its stories stands which paper it came from, in the words of its agreement.
        return ("publication",) if obj.live_articles.exists() else ()

    @admin.display(description="period", ordering="starts_on")
    def shown_period(self, agreement):
        return period(agreement)

    @admin.display(description="languages")
    def shown_languages(self, agreement):
        return languages(agreement)

    @admin.display(description="kinds of use")
    def shown_uses(self, agreement):
        return uses(agreement)

    @admin.display(description="delay", ordering="delay_hours")
    def shown_delay(self, agreement):
        return f"{agreement.delay_hours} h" if agreement.delay_hours else "none"

    @admin.display(description="a month", ordering="stories_per_month")
    def shown_limit(self, agreement):
        limit = agreement.stories_per_month
        return "no limit" if limit is None else limit


@admin.register(Original)
class OriginalAdmin(admin.ModelAdmin):
    """Originals are imported and read, never edited."""

    list_display = ("shown_headline", "publication", "language_name", "published", "imported",
                    "stories")  # fmt: skip
    list_filter = (LanguageFilter, "publication")
    list_select_related = ("publication", "latest_snapshot")
    search_fields = ("latest_snapshot__headline", "url", "publication__name")
    search_help_text = "Words of the headline, the address or the paper's name."
    ordering = ("-imported_at",)
    change_list_template = "sources/originals.html"
    show_full_result_count = False
    actions = None

    class Media:
        css = {"all": ["desk/sources.css"]}

    def has_add_permission(self, request):
        return request.user.has_perm("sources.import_original")

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        counted = Count("snapshots__articles", distinct=True)
        originals = super().get_queryset(request).defer("latest_snapshot__blocks")
        return originals.annotate(stories_made=counted)

    def get_urls(self):
        own = (
            ("retrieval/<int:pk>/", admin_views.retrieval, "sources_retrieval"),
            ("retrieval/<int:pk>/state/", admin_views.retrieval_state, "sources_retrieval_state"),
            ("<int:pk>/check/", admin_views.check, "sources_check"),
        )
        wrap = self.admin_site.admin_view
        return [
            *(path(route, wrap(partial(view, model_admin=self)), name=n) for route, view, n in own),
            *super().get_urls(),
        ]

    def add_view(self, request, form_url="", extra_context=None):
        return admin_views.import_original(request, self)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET"])
        return admin_views.show_original(request, self, object_id)

    @admin.display(description="headline", ordering="latest_snapshot__headline")
    def shown_headline(self, original):
        return render_to_string("sources/_headline.html", {"original": original})

    @admin.display(description="language", ordering="language")
    def language_name(self, original):
        return original.language_name

    @admin.display(description="first published", ordering="first_published_at")
    def published(self, original):
        return original.first_published_at

    @admin.display(description="imported", ordering="imported_at")
    def imported(self, original):
        return original.imported_at

    @admin.display(description="stories", ordering="stories_made")
    def stories(self, original):
        return original.stories_made


def standing(agreement):
    today = timezone.localdate()
    if agreement.starts_on > today:
        return "coming"
    return "ended" if agreement.ends_on and agreement.ends_on < today else "running"


def period(agreement):
    context = {"agreement": agreement, "standing": agreement and standing(agreement)}
    return render_to_string("sources/_period.html", context)


def languages(agreement):
    return ", ".join(language_name(code) for code in agreement.languages)


def uses(agreement):
    return ", ".join(use for use in Use.values if agreement.allows(use))
