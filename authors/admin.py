from django.contrib import admin

from authors.models import Author
from prose.forms import CleanedWords, WordedInEditions, plain
from prose.seen import AsSeen

ACCOUNT = plain("user")


@admin.register(Author)
class AuthorAdmin(WordedInEditions, AsSeen, CleanedWords, admin.ModelAdmin):
    list_display = ("name", "affiliation", "user")
    list_select_related = ("user",)
    search_fields = ("name", "affiliation")
    search_help_text = "Words of the name or the paper."
    fields = ("name", "slug", "affiliation", "bio", "portrait", "user")
    worded = ("bio",)
    autocomplete_fields = ("portrait",)
    show_full_result_count = False
    actions = None

    def get_fields(self, request, obj=None):
        fields = super().get_fields(request, obj)
        if self.has_change_permission(request, obj):
            return fields
        return [ACCOUNT if name == "user" else name for name in fields]

    def get_readonly_fields(self, request, obj=None):
        """The address of an author's page is a promise to those who link to it."""
        return ("slug",) if obj else ()

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ("name",)}

    def has_delete_permission(self, request, obj=None):
        """Only who never stood over a story can be taken away."""
        unnamed = obj is None or not (obj.bylines.exists() or obj.live_articles.exists())
        return unnamed and super().has_delete_permission(request, obj)
