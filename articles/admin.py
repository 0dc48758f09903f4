"""The stories of the desk in the admin. Everything is stored by articles.revising and moved
by the verbs; this module shows, asks and passes on."""

from functools import partial

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import HttpResponseRedirect
from django.urls import path
from django.views.decorators.http import require_POST
from js_asset import Media, Script

from articles import (
    admin_fronts,  # noqa: F401 -- registers the fronts
    admin_history,
    admin_pages,  # noqa: F401 -- registers the site's own pages
    admin_records,  # noqa: F401 -- registers the rest
    admin_views,
    dismissing,
    panel,
    queues,
    revising,
    workflow,
)
from articles.admin_addresses import ACTS, PAGES
from articles.admin_columns import SHOWN_BY, StoryColumns
from articles.admin_list import StoryList, Turning, asked_page
from articles.desk_views import machine, meeting
from articles.filters import QueueFilter, SectionFilter, SourceFilter
from articles.forms import (
    BylineForm,
    BylineFormSet,
    CommissionForm,
    MomentInput,
    PersonField,
    StoryForm,
    people_with,
)
from articles.models import Article, Byline
from articles.moves import ALL_FIELDS, editable_fields, may_edit, may_see
from prose.forms import as_number
from sources.models import Snapshot

WORDS = ("kicker", "headline", "standfirst", "dateline", "body", "lead_caption")
FILING = ("section", "slug", "tags", "lead_photo", "lead_shown", "use", "original",
          "translator", "editor", "due_at", "brief", "language", "version_of")  # fmt: skip
OF_EDITIONS = ("language", "version_of")  # asked where there is more than one
COMMISSION = (
    (None, {"fields": ("original", "headline", "use", "section", "brief", "language")}),
    ("Who and when", {"fields": ("translator", "editor", "due_at")}),
)
# What stands around the text; a module for each (static/desk).
SCRIPTS = ("story", "presence", "side-by-side", "findings", "machine", "terms", "memory",
           "comments", "notices", "lead-photo")  # fmt: skip
# What they import, as static/desk has it. A browser would find them only one after another.
IMPORTED = (
    "asking", "autosave", "calm", "comment-cards", "comment-places", "cuts", "drafts",
    "finding-cards", "finding-places", "head", "keeping", "keys", "layout", "mentions", "original",
    "paragraphs", "place", "progress", "prose-draft", "prose-picker", "saying", "sheet",
    "taking-over", "whole",
)  # fmt: skip
OF_THE_EDITOR = (
    "prose-gallery", "prose-paste", "prose-photo", "prose-pull-quote",
    "prose-source",
)  # fmt: skip
STYLES = ("prose", "story", "presence", "layout", "machine", "terms", "memory", "comments",
          "findings")  # fmt: skip
PEOPLE = {"translator": "articles.translate_article", "editor": "articles.edit_article"}


class BylineInline(admin.TabularInline):
    model = Byline
    form = BylineForm
    formset = BylineFormSet
    autocomplete_fields = ("author",)
    verbose_name_plural = "Bylines, as printed"
    extra = 0

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("author")

    def get_fields(self, request, obj=None):
        printed = ("author", "role", "place")
        return ("position", *printed) if self._may_change(request, obj) else printed

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "author":
            field.widget.can_change_related = field.widget.can_view_related = False
            field.widget.can_delete_related = False
        return field

    def _may_change(self, request, obj=None):
        return obj is not None and "bylines" in editable_fields(request.user, obj)

    has_add_permission = has_change_permission = has_delete_permission = _may_change

    def has_view_permission(self, request, obj=None):
        return True


@admin.register(Article)
class ArticleAdmin(StoryColumns, admin.ModelAdmin):
    form = StoryForm
    inlines = (BylineInline,)
    autocomplete_fields = ("lead_photo", "version_of")
    formfield_overrides = {
        models.DateTimeField: {"form_class": forms.DateTimeField, "widget": MomentInput}
    }
    list_display = ("headline", "state_shown", "source", "section", "translator_shown",
                    "editor_shown", "due_shown", "updated_shown")  # fmt: skip
    list_filter = (QueueFilter, "state", SectionFilter, SourceFilter)
    list_select_related = ("section", "translator", "editor", "snapshot__original__publication")
    list_per_page = 50
    search_fields = ("headline",)
    search_help_text = "Words of the headline."
    show_full_result_count = False
    actions = None

    # --- what is seen, and by whom

    def get_queryset(self, request):
        return queues.visible(request.user)

    def get_changelist(self, request, **kwargs):
        return StoryList

    def get_paginator(self, request, stories, per_page, *args, **kwargs):
        return Turning(stories, per_page, asked_page(request))

    def get_object(self, request, object_id, from_field=None):
        """Locked while a form is stored, so that its version can be compared in peace."""
        stories = self.get_queryset(request)
        if request.method == "POST":
            stories = stories.select_for_update()
        try:
            return stories.get(pk=int(object_id))
        except (ValueError, Article.DoesNotExist):
            return None

    def has_view_permission(self, request, obj=None):
        seen = obj is None or may_see(request.user, obj)
        return seen and super().has_view_permission(request, obj)

    def has_add_permission(self, request):
        return request.user.has_perm("articles.commission_article")

    def has_change_permission(self, request, obj=None):
        open_to_user = obj is None or not may_edit(request.user, obj)
        return open_to_user and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        """A story is killed or withdrawn, and stays on record."""
        return False

    # --- the form

    def get_inlines(self, request, obj):
        return self.inlines if obj else ()

    def get_fieldsets(self, request, obj=None):
        alone = len(settings.EDITIONS) == 1
        if obj is None:
            (title, asked), others = COMMISSION
            names = [name for name in asked["fields"] if name not in OF_EDITIONS or not alone]
            return (title, {"fields": names}), others
        may = editable_fields(request.user, obj)
        senseless = {"use": not obj.snapshot_id, "lead_shown": not obj.lead_photo_id}
        senseless |= dict.fromkeys(OF_EDITIONS, alone)
        filing = [name for name in FILING if not senseless.get(name)]
        words, filing = (
            [name if name in may else SHOWN_BY.get(name, name) for name in names]
            for names in (WORDS, filing)
        )
        return (
            (None, {"fields": words, "classes": ["words"]}),
            ("Filing", {"fields": filing, "classes": ["filing"]}),
        )

    def get_readonly_fields(self, request, obj=None):
        if obj is None:
            return ()
        may = editable_fields(request.user, obj)
        locked = (name for name in (*WORDS, *FILING) if name not in may)
        return [*locked, *SHOWN_BY.values()]

    def get_prepopulated_fields(self, request, obj=None):
        may = editable_fields(request.user, obj) if obj else ()
        return {"slug": ("headline",)} if "slug" in may and "headline" in may else {}

    def get_form(self, request, obj=None, change=False, **kwargs):
        kwargs["form"] = StoryForm if obj else CommissionForm
        form = super().get_form(request, obj, change=change, **kwargs)
        form.refusal = getattr(request, "refusal", None)
        return form

    def get_changeform_initial_data(self, request):
        """`?snapshot=` or `?original=` in the address chooses the original."""
        initial = super().get_changeform_initial_data(request)
        snapshot = initial.pop("snapshot", "")
        if as_number(snapshot):
            found = Snapshot.objects.filter(pk=snapshot).values_list("original", flat=True)
            initial["original"] = found.first()
        return initial

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in PEOPLE:
            kwargs |= {"form_class": PersonField, "queryset": people_with(PEOPLE[db_field.name])}
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name in (*PEOPLE, "section", "version_of"):
            field.widget.can_add_related = field.widget.can_change_related = False
        if db_field.name in (*PEOPLE, "section", "lead_photo", "version_of"):
            field.widget.can_view_related = field.widget.can_delete_related = False
        return field

    # --- storing

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method != "POST":
            if object_id is not None and self.get_object(request, unquote(object_id)) is None:
                return admin_views.not_here(self, request)
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            return self._posted(request, object_id, form_url, extra_context)

    def _posted(self, request, object_id, form_url, extra_context):
        if object_id is not None:
            story = self.get_object(request, unquote(object_id))
            if story is None:
                return admin_views.not_here(self, request)
            if sentence := may_edit(request.user, story):
                return admin_views.refused(self, request, sentence, story=story)
            if (page := meeting.answer(self, request, story)) is not None:
                return page
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except (ValidationError, revising.Conflict, revising.NotAllowed) as refusal:
            # The verb refused what the form let pass: once more, with what it said.
            request.refusal = refusal
            return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request, obj, form, change):
        if change:
            return  # see save_related: one verb stores the form, the bylines and the tags
        said = form.cleaned_data
        original = said.pop("original", None)
        story = workflow.commission(
            by=request.user, snapshot=original.latest_snapshot if original else None, **said
        )
        obj.pk = story.pk
        obj.refresh_from_db()

    def save_related(self, request, form, formsets, change):
        if not change:
            return
        may = editable_fields(request.user, form.instance)
        changes = {n: form.cleaned_data[n] for n in form.changed_data if n in may & ALL_FIELDS}
        if "bylines" in may:
            changes["bylines"] = formsets[0].in_order()
        if "cut_blocks" in may and form.cuts is not None:
            changes["cut_blocks"] = form.cuts
        seen = form.cleaned_data["version"]
        form.instance.saved = revising.save_text(
            form.instance, by=request.user, seen=seen, changes=changes
        )

    def construct_change_message(self, request, form, formsets, add=False):
        """None: Revision and Event say who did what."""
        return ""

    def log_addition(self, request, obj, message):
        """None, for the same reason."""

    log_change = log_addition

    def response_add(self, request, obj, post_url_continue=None):
        self.message_user(request, f"“{obj}” is commissioned.", messages.SUCCESS)
        return HttpResponseRedirect(admin_views.form_url(self, obj))

    def response_change(self, request, obj):
        if obj.saved.version == int(request.POST["version"]):
            said = f"Everything is stored: version {obj.saved.version}."
        elif obj.saved.state != obj.state:
            said = (
                f"Saved as version {obj.saved.version}. The text changed after its approval: "
                "the story is back in editing."
            )
        else:
            said = f"Saved as version {obj.saved.version}."
        if met := getattr(request, "met", None):
            said = f"{met.said} {said}"
        self.message_user(request, said, messages.SUCCESS)
        if "_save" in request.POST:
            return self.response_post_save_change(request, obj)
        return HttpResponseRedirect(admin_views.form_url(self, obj))

    # --- pages

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None:
            self._surround(request, context, obj)
        # The import map of the prose editor is an inline script.
        context["media"] = Media.from_media(context["media"], nonce=request.csp_nonce)
        response = super().render_change_form(request, context, add, change, form_url, obj)
        if context["errors"]:
            response.status_code = 400
        return response

    def _surround(self, request, context, obj):
        form = context["adminform"].form
        cuts = form.cuts if form.is_bound else None
        context |= panel.around(obj, request.user, cuts)
        context |= {"title": context["story"].headline, "subtitle": None}
        context["machine"] = machine.offer(context["story"], request.user)
        context["finding_refusal"] = dismissing.refusal(context["story"], request.user)
        context["finding_reasons"] = dismissing.CHOICES
        context["told_here"] = context["unread"].count(obj.pk)
        modules = [Script(f"desk/{name}.js", type="module") for name in SCRIPTS]
        editor = OF_THE_EDITOR if context["may_write"] else ()
        context["imported_modules"] = (*IMPORTED, *editor)
        styles = [f"desk/{name}.css" for name in STYLES]
        context["media"] += Media(css={"all": styles}, js=modules)

    def history_view(self, request, object_id, extra_context=None):
        return admin_history.history(self, request, as_number(unquote(object_id)))

    def get_urls(self):
        return [
            *(self._url(route, partial(view, self), name) for route, view, name in PAGES),
            *(self._url(route, require_POST(partial(view, self)), n) for route, view, n in ACTS),
            *super().get_urls(),
        ]

    def _url(self, route, view, name):
        view = self.admin_site.admin_view(view)
        return path(f"<int:pk>/{route}", view, name=f"articles_article_{name}")
