from django.contrib import admin
from django.contrib.admin.views.main import ChangeList

from stylebook import keeping
from stylebook.forms import TermForm
from stylebook.models import Term


class PairFilter(admin.SimpleListFilter):
    title = "languages"
    parameter_name = "pair"

    def lookups(self, request, model_admin):
        pairs = Term.objects.order_by("source_language", "target_language")
        found = pairs.values_list("source_language", "target_language").distinct()
        return [(f"{source}>{target}", f"{source} → {target}") for source, target in found]

    def queryset(self, request, queryset):
        source, _, target = (self.value() or "").partition(">")
        if not target:
            return queryset
        return queryset.filter(source_language=source, target_language=target)


class Stylebook(ChangeList):
    """Its titles say what it is: “Select term to change” does not."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.title = "Stylebook"


@admin.register(Term)
class TermAdmin(admin.ModelAdmin):
    form = TermForm
    list_display = ("source", "we_write", "pair", "kind", "never", "note")
    list_filter = ("kind", PairFilter, "keep")
    list_per_page = 100
    search_fields = ("source", "target", "note")
    search_help_text = "Words of a term, in either language, or of its note."
    show_full_result_count = False
    actions = None

    def get_changelist(self, request, **kwargs):
        return Stylebook

    def save_model(self, request, obj, form, change):
        keeping.keep(obj, by=request.user)

    @admin.display(description="we write", ordering="target")
    def we_write(self, term):
        return "as in the original" if term.keep else term.target

    @admin.display(description="languages", ordering="source_language")
    def pair(self, term):
        return f"{term.source_language} → {term.target_language}"

    @admin.display(description="never")
    def never(self, term):
        return ", ".join(term.banned)
