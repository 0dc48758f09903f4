from functools import partial

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import ChangeList
from django.db.models import Exists, OuterRef
from django.http import Http404
from django.urls import path

from prose.seen import AsSeen
from stylebook import admin_exchange, admin_style, keeping  # noqa: F401 -- registers the rest
from stylebook.entries import as_data
from stylebook.forms import (
    LANGUAGES_OFFERED,
    TermForm,
    WordingForm,
    WordingFormSet,
    first_languages,
)
from stylebook.models import Term, Wording


class WordedIn(admin.SimpleListFilter):
    title = "language"
    parameter_name = "language"

    def lookups(self, request, model_admin):
        codes = Wording.objects.order_by("language").values_list("language", flat=True).distinct()
        return [(code, code) for code in codes]

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        found = Wording.objects.filter(term=OuterRef("pk"), language=self.value())
        return queryset.filter(Exists(found))


class Domain(admin.SimpleListFilter):
    title = "domain"
    parameter_name = "domain"

    def lookups(self, request, model_admin):
        found = Term.objects.exclude(domain="").order_by("domain")
        return [(name, name) for name in found.values_list("domain", flat=True).distinct()[:40]]

    def queryset(self, request, queryset):
        return queryset.filter(domain=self.value()) if self.value() else queryset


class Stylebook(ChangeList):
    """Its titles say what it is: “Select term to change” does not."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.title = "Stylebook"


class WordingInline(admin.TabularInline):
    model = Wording
    form = WordingForm
    formset = WordingFormSet
    fields = ("language", "text", "standing")
    verbose_name_plural = "Wordings"

    def get_extra(self, request, obj=None, **kwargs):
        return 1 if obj else 3

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        if obj is not None:
            return formset
        return type("FirstWordings", (formset,), {"__init__": _with_languages(formset)})

    # Who may change the term may change its wordings.
    def has_add_permission(self, request, obj=None):
        verb = "change" if obj else "add"
        return request.user.has_perm(f"stylebook.{verb}_term")

    def has_change_permission(self, request, obj=None):
        return request.user.has_perm("stylebook.change_term")

    has_delete_permission = has_change_permission

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("stylebook.view_term")


def _with_languages(formset):
    def __init__(self, *args, **kwargs):
        formset.__init__(self, *args, **{"initial": first_languages()} | kwargs)

    return __init__


@admin.register(Term)
class TermAdmin(AsSeen, admin.ModelAdmin):
    form = TermForm
    inlines = (WordingInline,)
    list_display = ("name", "kind", "domain", "in_languages", "never", "note")
    list_filter = ("kind", WordedIn, Domain, "keep")
    list_per_page = 100
    search_fields = ("name", "wordings__text", "note")
    search_help_text = "Words of a term, in any language, or of its note."
    show_full_result_count = False
    actions = None

    def get_changelist(self, request, **kwargs):
        return Stylebook

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("wordings")

    def get_urls(self):
        wrap = self.admin_site.admin_view
        own = [
            path(address, wrap(partial(view, self)), name=f"stylebook_term_{name}")
            for address, view, name in admin_exchange.VIEWS
        ]
        return [*own, *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        may = {
            "may_import": request.user.has_perms(["stylebook.add_term", "stylebook.change_term"])
        }
        return super().changelist_view(request, may | (extra_context or {}))

    def history_view(self, request, object_id, extra_context=None):
        number = unquote(object_id)
        if not number.isdecimal():
            raise Http404("There is no such term.")
        return admin_exchange.history(self, request, int(number))

    def render_change_form(self, request, context, *args, **kwargs):
        context |= {"languages": LANGUAGES_OFFERED, "subtitle": None}
        return super().render_change_form(request, context, *args, **kwargs)

    # --- storing: one verb does it, once the wordings are known

    def facts(self, stored, names):
        return as_data(keeping.entry_of(stored))

    def save_model(self, request, obj, form, change):
        """See save_related."""

    def save_related(self, request, form, formsets, change):
        term = form.instance if change else None
        entry = formsets[0].entry if formsets else keeping.entry_of(form.instance)
        form.instance.pk = keeping.keep(term, entry, by=request.user).pk

    def construct_change_message(self, request, form, formsets, add=False):
        """None: TermChange says who did what."""
        return ""

    def log_addition(self, request, obj, message):
        """None, for the same reason."""

    log_change = log_addition

    def log_deletions(self, request, queryset):
        """None either."""

    def delete_model(self, request, obj):
        keeping.forget(obj, by=request.user)

    @admin.display(description="languages")
    def in_languages(self, term):
        return " ".join(dict.fromkeys(w.language for w in term.wordings.all()))

    @admin.display(description="never")
    def never(self, term):
        return ", ".join(w.text for w in term.wordings.all() if w.standing == "never")
