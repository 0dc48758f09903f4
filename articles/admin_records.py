"""Sections and tags, and what is kept for the record and changed by nobody."""

from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import ValidationError

from articles import queues
from articles.addresses import validate_section_slug
from articles.models import Correction, Event, LiveArticle, Page, Section, SectionName, Tag
from prose.forms import CleanedWords, plain
from prose.seen import AsSeen
from sources.languages import language_name

# Sentences that want more than the line that is for a name.
LONG = {"description": forms.TextInput(attrs={"class": "vLargeTextField"})}


class SectionForm(forms.ModelForm):
    class Meta:
        widgets = LONG
        help_texts = {
            "slug": "The address, chosen once: readers and other sites link to it.",
            "description": "At the head of the section's front, and to search engines.",
            "position": "In the navigation; the lowest comes first.",
        }

    def clean_slug(self):
        slug = self.cleaned_data["slug"]
        validate_section_slug(slug)
        if Page.objects.filter(slug=slug).exists():
            raise ValidationError(f"“{slug}” is the address of a page. Choose another word.")
        return slug


class SlugIsKept(AsSeen, CleanedWords, admin.ModelAdmin):
    """An address may be chosen once: readers and other sites link to it."""

    actions = None

    def get_readonly_fields(self, request, obj=None):
        return ("slug",) if obj else ()

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ("name",)}


class SectionNameForm(forms.ModelForm):
    """Every edition but the first, which has the section's own name."""

    class Meta:
        widgets = LONG

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(code, language_name(code)) for code in settings.EDITIONS[1:]]
        self.fields["edition"] = forms.ChoiceField(choices=choices)


class SectionNameInline(admin.StackedInline):
    model = SectionName
    form = SectionNameForm
    extra = 0

    # Part of the section: who may name it may name it in every edition.

    def has_add_permission(self, request, obj=None):
        return request.user.has_perm(f"articles.{'change' if obj else 'add'}_section")

    def has_change_permission(self, request, obj=None):
        return request.user.has_perm("articles.change_section")

    has_delete_permission = has_change_permission

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("articles.view_section")


@admin.register(Section)
class SectionAdmin(SlugIsKept):
    form = SectionForm
    fields = ("name", "slug", "description", "position")
    list_display = ("name", "slug", "position")

    def get_inlines(self, request, obj):
        return [SectionNameInline] if len(settings.EDITIONS) > 1 else []

    def facts(self, stored, names):
        """With its names in further editions, which stand on the same page."""
        named = stored.names.order_by("edition").values_list("edition", "name", "description")
        return super().facts(stored, names), list(named)


@admin.register(Tag)
class TagAdmin(SlugIsKept):
    fields = ("name", "slug")
    list_display = ("name", "slug")
    search_fields = ("name",)


class OnRecord(admin.ModelAdmin):
    """To be read, never written by hand."""

    actions = None
    list_per_page = 50
    show_full_result_count = False

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(LiveArticle)
class LiveArticleAdmin(OnRecord):
    list_display = ("headline", "section_name", "publication", "published_at", "withdrawn_at")
    ordering = ("-first_published_at", "-pk")
    list_select_related = ("publication",)
    search_fields = ("headline",)
    fields = ("headline", "edition", "path", "section", "version", "language", "publication",
              plain("agreement"), "use", "first_published_at", "published_at",
              plain("published_by"), "withdrawn_at", "withdrawn_note")  # fmt: skip

    def get_queryset(self, request):
        return super().get_queryset(request).defer("body", "json_ld")


@admin.register(Correction)
class CorrectionAdmin(OnRecord):
    list_display = ("live", "kind", "published_at", "by")
    list_select_related = ("live", "by")
    fields = ("live", "kind", "text", "published_at", plain("by"))


@admin.register(Event)
class EventAdmin(OnRecord):
    list_display = ("at", "article", "verb", "from_state", "to_state", "by")
    list_display_links = ("at",)
    list_select_related = ("article", "by")
    fields = ("article", "verb", "from_state", "to_state", "version", plain("by"), "at", "note",
              "overridden")  # fmt: skip

    def get_queryset(self, request):
        """What happened to a story is for those who may see it."""
        return super().get_queryset(request).filter(article__in=queues.visible(request.user))
