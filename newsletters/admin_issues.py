"""Issues at the desk. Everything is stored and moved by the verbs of newsletters.issues; this
module shows, asks and passes on."""

from functools import partial

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.views.decorators.http import require_POST
from js_asset import Media, Script

from newsletters import checking, composing, issue_moves, issue_views, issues, rendering
from newsletters.issue_forms import BeginForm, IssueForm, PickForm, PickFormSet, TestForm
from newsletters.models import Issue, IssueStory
from newsletters.rights import NotAllowed
from prose.forms import as_number

PAGES = (
    ("preview/", issue_views.preview, "preview"),
    ("move/<str:verb>/", issue_views.move, "move"),
    ("progress/", issue_views.watch, "progress"),
    ("uncertain/", issue_views.uncertain, "uncertain"),
)
ACTS = (("test/", issue_views.test, "test"), ("links/", issue_views.links, "links"))
WORDS = (None, {"fields": issues.WORDS, "classes": ["words"]})
EVENTS_SHOWN = 12
# What desk/issue.js imports. A browser would find them only one after another.
IMPORTED = ("issue-keeping", "keeping", "ordering", "previewing", "saying")


class PickInline(admin.StackedInline):
    model = IssueStory
    form = PickForm
    formset = PickFormSet
    fields = ("position", "live", ("section", "headline"), "blurb")
    autocomplete_fields = ("live",)
    verbose_name = "story"
    verbose_name_plural = "Stories"
    extra = 0
    template = "admin/newsletters/issue/picks.html"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("live").defer(*composing.UNREAD)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "live":
            field.widget.can_view_related = False
        return field

    def _may_change(self, request, obj=None):
        return obj is not None and may_change(request, obj)

    has_add_permission = has_change_permission = has_delete_permission = _may_change

    def has_view_permission(self, request, obj=None):
        return True


def log_of(issue):
    """The newest of what happened to an issue, each with a word for its verb, `said`."""
    events = list(issue.events.select_related("by")[:EVENTS_SHOWN])
    for event in events:
        event.said = issue_moves.LOGGED.get(event.verb, event.verb)
    return events


def may_change(request, issue):
    return issue.state == Issue.State.DRAFT and request.user.has_perm(issue_moves.CHANGE)


@admin.register(Issue)
class IssueAdmin(admin.ModelAdmin):
    inlines = (PickInline,)
    list_display = (
        "subject_shown",
        "state",
        "newsletter",
        "day",
        "recipients",
    )  # a phone shows two
    list_display_links = ("subject_shown",)
    list_filter = ("state", "newsletter")
    list_select_related = ("newsletter",)
    search_fields = ("subject",)
    date_hierarchy = "day"
    actions = None

    @admin.display(description="subject", ordering="subject")
    def subject_shown(self, issue):
        return issue.subject or "(no subject yet)"

    def get_queryset(self, request):
        found = super().get_queryset(request).select_related("newsletter", "channel")
        return found.defer("html", "text")

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (
            obj is None or may_change(request, obj)
        )

    def has_delete_permission(self, request, obj=None):
        """An issue is cancelled, and stays on record."""
        return False

    # --- the form

    def get_inlines(self, request, obj):
        return self.inlines if obj else ()

    def get_fieldsets(self, request, obj=None):
        return (WORDS,) if obj else ((None, {"fields": ("newsletter", "day")}),)

    def get_form(self, request, obj=None, change=False, **kwargs):
        kwargs["form"] = IssueForm if obj else BeginForm
        return super().get_form(request, obj, change=change, **kwargs)

    def typed(self, request, issue):
        """The stories of a form that was sent, its words set on `issue`; nothing is stored."""
        form = self.get_form(request, issue, change=True)(request.POST, instance=issue)
        form.is_valid()
        for name in issues.WORDS:
            setattr(issue, name, form.cleaned_data.get(name, request.POST.get(name, "")))
        formset = self._picks(request, issue)
        formset.is_valid()
        return [IssueStory(issue=issue, **pick) for pick in formset.in_order()]

    def _picks(self, request, issue):
        formset, inline = next(self.get_formsets_with_inlines(request, issue))
        return formset(
            request.POST,
            instance=issue,
            prefix=formset.get_default_prefix(),
            queryset=inline.get_queryset(request),
        )

    # --- storing

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method == "POST" and object_id is not None:
            stale = self._stale(request, as_number(unquote(object_id)))
            if stale:
                return self._conflict(request, stale)
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except issues.Conflict as conflict:
            return self._conflict(request, conflict.issue)
        except NotAllowed as error:
            return issue_views.refused(self, request, str(error), None)

    def _stale(self, request, pk):
        """The issue, where it was changed or has moved on since the form was opened."""
        issue = self.get_queryset(request).filter(pk=pk).first()
        if issue is None or not request.user.has_perm(issue_moves.CHANGE):
            return None  # refused by the view itself
        seen = as_number(request.POST.get("version"))
        return issue if seen != issue.version or issue.state != Issue.State.DRAFT else None

    def _conflict(self, request, issue):
        """Both texts side by side, and everything typed carried along."""
        mine = Issue.objects.get(pk=issue.pk)
        picked = self.typed(request, mine)
        labels = self.get_form(request, issue, change=True).base_fields
        rows = [
            (labels[name].label or name.capitalize(), getattr(mine, name), getattr(issue, name))
            for name in issues.WORDS
        ]
        rows.append(("Stories", _listed(picked), _listed(composing.picks(issue))))
        left_out = ("csrfmiddlewaretoken", "version")
        context = {
            "title": "Two versions of one issue",
            "sentence": str(issues.Conflict(issue)),
            "rows": [row for row in rows if row[1] != row[2]],
            "carried": [(n, v) for n, v in request.POST.items() if n not in left_out],
            "may_store": may_change(request, issue),
        }
        return issue_views.page(self, request, "conflict.html", issue, context, 409)

    def save_model(self, request, obj, form, change):
        if not change:
            said = form.cleaned_data
            begun = issues.begin(said["newsletter"], by=request.user, day=said["day"])
            obj.pk = begun.pk
            obj.refresh_from_db()

    def save_related(self, request, form, formsets, change):
        if not change:
            return
        words = {name: form.cleaned_data[name] for name in issues.WORDS}
        form.instance.saved = issues.save(
            form.instance,
            by=request.user,
            seen=form.cleaned_data["version"],
            words=words,
            picks=formsets[0].in_order(),
        )

    def construct_change_message(self, request, form, formsets, add=False):
        """None: IssueEvent says who did what."""
        return ""

    def log_addition(self, request, obj, message):
        """None, for the same reason."""

    log_change = log_addition

    def response_add(self, request, obj, post_url_continue=None):
        return HttpResponseRedirect(reverse("admin:newsletters_issue_change", args=[obj.pk]))

    def response_change(self, request, obj):
        self.message_user(request, f"Saved as version {obj.saved.version}.", messages.SUCCESS)
        return self.response_add(request, obj)

    # --- pages

    def offers(self, request, issue):
        offers = issue_moves.offers(issue.state, request.user)
        return [(verb, move) for verb, move in offers if verb != "amend" or issue.prepared_at]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None:
            stored = self.get_queryset(request).get(pk=obj.pk)
            context |= self._around(request, stored)
            context["media"] += Media(
                css={"all": ["desk/story.css", "desk/composing.css", "desk/issue.css"]},
                js=[Script("desk/issue.js", type="module")],
            )
        response = super().render_change_form(request, context, add, change, form_url, obj)
        if context["errors"]:
            response.status_code = 400
        return response

    def _around(self, request, issue):
        draft = issue.state in (Issue.State.DRAFT, Issue.State.SCHEDULED)
        found = checking.problems(issue) if draft else []
        return {
            "issue": issue,
            "imported_modules": IMPORTED,
            "title": issue.subject or str(issue),
            "subtitle": None,
            "offers": self.offers(request, issue),
            "problems": checking.blockers(found),
            "warnings": checking.warnings(found),
            "readers": checking.readers(issue.newsletter),
            "size": composing.freeze(issue).size if draft else issue.size,
            "preview_kinds": issue_views.KINDS.items(),
            "too_long_from": rendering.TOO_LONG_FROM,
            "test_form": TestForm(initial={"to": request.user.email}, auto_id="test_%s"),
            "events": log_of(issue),
            "may_change": may_change(request, issue),
        }

    def get_urls(self):
        return [
            *(self._url(route, partial(view, self), name) for route, view, name in PAGES),
            *(self._url(route, require_POST(partial(view, self)), n) for route, view, n in ACTS),
            *super().get_urls(),
        ]

    def _url(self, route, view, name):
        view = self.admin_site.admin_view(view)
        return path(f"<int:pk>/{route}", view, name=f"newsletters_issue_{name}")


def _listed(picks):
    return "\n".join(pick.headline or pick.live.headline for pick in picks)
