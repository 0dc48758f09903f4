from functools import partial

from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.views.main import ChangeList
from django.db import models
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods
from js_asset import Script

from photos import (
    admin_crediting,
    admin_picking,
    admin_seeing,
    admin_uploads,
    library,
    metadata,
    pictures,
    reach,
    receiving,
)
from photos.filters import (
    AgencyFilter,
    CreditFilter,
    LicenceFilter,
    MonthFilter,
    TagFilter,
    UseFilter,
)
from photos.forms import ACCEPT, CreditForm, UploadForm, WordsForm
from photos.models import Agency, Credit, Photo
from prose import characters, wordings
from prose.forms import CleanedWords, WordedInEditions, plain
from prose.seen import AsSeen

asked_or_posted = require_http_methods(["GET", "POST"])

WORDS = ("title", "alt", "caption", ("place", "taken_on"), "tags")
SEES_DRAFTS = "articles.view_every_article"
UPLOADER = plain("uploaded_by")
FOCAL_POINT = {
    "fields": [("focal_x", "focal_y")],
    "classes": ["collapse"],
    "description": "What stays in sight when the picture is cut to another shape.",
}


class LibraryList(ChangeList):
    """A page of the library, each photograph with what the grid says of it."""

    def get_results(self, request):
        super().get_results(request)
        self.result_list = list(self.result_list)
        drafts, today = request.user.has_perm(SEES_DRAFTS), timezone.localdate()
        uses = library.uses(self.result_list, drafts=drafts)
        for photo in self.result_list:
            photo.thumb = pictures.thumbnail(photo)
            photo.badges = list(library.badges(photo, uses.get(photo.pk, 0), today))


class CreditInline(admin.StackedInline):
    model = Credit
    form = CreditForm
    can_delete = False
    fields = (
        "photographer",
        ("agency", "distributor"),
        "licence",
        "licence_url",
        ("copyright", "acquire_url"),
        ("valid_from", "valid_until"),
        ("allows_site", "allows_newsletter", "allows_social"),
        ("single_use", "no_crop"),
        ("territory", "fee", "currency"),
    )


@admin.register(Photo)
class PhotoAdmin(WordedInEditions, AsSeen, admin.ModelAdmin):
    change_list_template = "photos/library.html"
    list_display = ("title",)
    list_filter = (CreditFilter, AgencyFilter, LicenceFilter, UseFilter, TagFilter, MonthFilter)
    list_per_page = 60
    ordering = ("-uploaded_at", "-pk")
    search_fields = ("title",)  # library.search looks elsewhere too
    search_help_text = "Words of the title, the caption, the place, the credit or the tags."
    show_full_result_count = False
    actions = None
    inlines = (CreditInline,)
    worded = ("alt", "caption")
    readonly_fields = (
        "preview", "used_in", "shown_in", "file_says", "dimensions", "content_hash",
        UPLOADER, "uploaded_at",
    )  # fmt: skip

    class Media:
        css = {"all": ["desk/photos.css", "desk/focal.css"]}
        js = [Script(f"desk/{name}.js", type="module") for name in ("focal", "reach")]

    # --- what is shown

    def get_queryset(self, request):
        return super().get_queryset(request).with_credit()

    def get_changelist(self, request, **kwargs):
        return LibraryList

    def changelist_view(self, request, extra_context=None):
        may = {"title": "Photographs", "may_credit": request.user.has_perm("photos.change_credit")}
        return super().changelist_view(request, may | {"accept": ACCEPT} | (extra_context or {}))

    def get_search_results(self, request, queryset, search_term):
        return library.search(queryset, characters.clean_line(search_term)[:200]), False

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = WordsForm if obj else UploadForm
        return super().get_form(request, obj, change=change, form=form, **kwargs)

    def get_fieldsets(self, request, obj=None):
        words = wordings.among(WORDS, self.worded) if self._may_word(request, obj) else WORDS
        sees_drafts = request.user.has_perm(SEES_DRAFTS)
        used = ["used_in" if sees_drafts else "shown_in"] if obj else []
        said = ["file_says"] if obj and obj.file_says else []
        facts = ["dimensions", "content_hash", (UPLOADER, "uploaded_at")]
        shown = [
            (None, {"fields": ["preview" if obj else "upload", *words, *used, *said]}),
            ("Focal point", FOCAL_POINT),
            ("The file", {"fields": facts, "classes": ["collapse"]}),
        ]
        return shown if obj else shown[:2]

    @admin.display(description="picture")
    def preview(self, photo):
        files = {"file": pictures.widest(photo), "small": pictures.thumbnail(photo)}
        return self._partial("_focal", photo=photo, **files)

    @admin.display(description="used in")
    def used_in(self, photo):
        live = library.before_readers(photo, photo.live_articles.all())
        return self._uses(photo, on_the_desk=library.on_the_desk(photo), live=live)

    @admin.display(description="used in")
    def shown_in(self, photo):
        return self._uses(photo, live=library.before_readers(photo, photo.live_articles.live()))

    @admin.display(description="the file says")
    def file_says(self, photo):
        return self._partial("_file_says", says=metadata.Metadata(**photo.file_says))

    @admin.display(description="size")
    def dimensions(self, photo):
        return f"{photo.width} × {photo.height} pixels"

    def _uses(self, photo, **stories):
        found = {"reach": reach.of(photo), "portrayed": photo.portrayed.all()}
        return self._partial("_used_in", **found, **stories)

    def _partial(self, name, **context):
        return render_to_string(f"photos/{name}.html", context)

    # --- what is done

    def facts(self, stored, names):
        """With its credit, which somebody else may have changed meanwhile."""
        credit = Credit.objects.filter(photo=stored).values_list("changed_at", flat=True).first()
        return super().facts(stored, names), credit

    def get_formset_kwargs(self, request, obj, inline, prefix):
        """An uncredited photograph proposes the credit that its file names."""
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if obj.pk and not obj.credit_line:
            kwargs["initial"] = [receiving.proposed_credit(obj)]
        return kwargs

    def changeform_view(self, request, *args, **kwargs):
        try:
            return super().changeform_view(request, *args, **kwargs)
        except receiving.AlreadyHere:
            # Somebody was faster between this form's check and its saving. The check now
            # sees it, and answers with the form and everything that was typed.
            return super().changeform_view(request, *args, **kwargs)

    def save_model(self, request, obj, form, change):
        said = form.cleaned_data
        if change:
            words = (*receiving.DESCRIPTION, "tags")
            changes = {name: said[name] for name in words if name in form.changed_data}
            if form.further.keys() & set(form.changed_data):
                changes["in_editions"] = form.in_editions()
            seen = form.stored.changed_at  # which the worker moves, too: of no concern to anybody
            saved = receiving.describe(obj, by=request.user, seen=seen, changes=changes)
        else:
            description = {name: said[name] for name in (*receiving.DESCRIPTION, "tags")}
            description["in_editions"] = form.in_editions()
            saved = receiving.receive(said["upload"], by=request.user, **description)
        obj.pk = saved.pk
        obj.refresh_from_db()

    def save_formset(self, request, form, formset, change):
        changed = [inline for inline in formset.forms if inline.has_changed()]
        for inline in changed:
            said = {n: v for n, v in inline.cleaned_data.items() if n not in ("id", "photo")}
            receiving.credit(form.instance, by=request.user, **said)
        # For the log of changes.
        formset.new_objects = [i.instance for i in changed if not i.instance.pk]
        formset.changed_objects = [(i.instance, i.changed_data) for i in changed if i.instance.pk]
        formset.deleted_objects = []

    def response_add(self, request, obj, post_url_continue=None):
        if IS_POPUP_VAR in request.POST or Credit.objects.filter(photo=obj).exists():
            return super().response_add(request, obj, post_url_continue)
        said = "Received. It cannot be shown until somebody is credited."
        if receiving.proposed_credit(obj):
            said = "Received. Check the credit that its file names, and choose the licence."
        messages.warning(request, said)
        return redirect("admin:photos_photo_change", obj.pk)

    def has_delete_permission(self, request, obj=None):
        allowed = super().has_delete_permission(request, obj)
        return allowed and obj is not None and not receiving.used_in(obj)

    def delete_view(self, request, object_id, extra_context=None):
        try:
            return super().delete_view(request, object_id, extra_context)
        except receiving.StillUsed as refusal:
            messages.error(request, str(refusal))
            return redirect("admin:photos_photo_change", object_id)

    def delete_model(self, request, obj):
        receiving.discard(obj, by=request.user)

    # --- pages of its own

    def get_urls(self):
        views = {
            "pick": require_GET(partial(admin_picking.pick, self)),
            "upload": asked_or_posted(partial(admin_uploads.upload, self)),
            "credit": asked_or_posted(partial(admin_crediting.credit, self)),
        }
        wrap = self.admin_site.admin_view
        own = [path(f"{n}/", wrap(view), name=f"photos_photo_{n}") for n, view in views.items()]
        seen = wrap(require_GET(partial(admin_seeing.picture, self)))
        seen = path("<int:pk>/picture/<int:width>/", seen, name="photos_photo_picture")
        return [*own, seen, *super().get_urls()]


@admin.register(Agency)
class AgencyAdmin(AsSeen, CleanedWords, admin.ModelAdmin):
    list_display = ("name", "website")
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    search_fields = ("name",)
    prepopulated_fields = {"slug": ("name",)}
