"""The list of stories seen in partners' feeds, and the feeds. Every act is a verb of
sources.tipping; this module shows, asks and passes on."""

from urllib.parse import urlsplit

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.db.models.functions import Coalesce
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.http import urlencode

from prose.forms import CleanedWords, Line, WebAddress, as_number
from prose.seen import AsSeen
from sources import likeness, metadata, tipping
from sources.filters import TipLanguage, TipPaper, TipSection, TipState
from sources.languages import language_name
from sources.models import Feed, Original, Tip

SAID = {
    "propose": "Proposed.",
    "take": "Taken.",
    "dismiss": "Dismissed.",
    "reopen": "Open again.",
}
VERBS = {
    "propose": tipping.propose,
    "take": tipping.take,
    "dismiss": tipping.dismiss,
    "reopen": tipping.reopen,
}
MOST_AT_ONCE = 200


class TipList(ChangeList):
    def get_results(self, request):
        super().get_results(request)
        self.result_list = list(self.result_list)
        found = likeness.judge(self.result_list, request.user)
        for tip in self.result_list:
            tip.found = found[tip.pk]


@admin.register(Tip)
class TipAdmin(admin.ModelAdmin):
    change_list_template = "sources/tips.html"
    list_display = ("headline",)
    list_display_links = None
    list_filter = (TipState, TipLanguage, TipSection, TipPaper)
    list_select_related = ("publication", "proposed_by", "decided_by")
    list_per_page = 50
    search_fields = ("headline", "summary", "url")
    show_full_result_count = False
    actions = None
    ordering = (Coalesce("published_at", "seen_at").desc(), "-pk")

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_changelist(self, request, **kwargs):
        return TipList

    def get_urls(self):
        wrap = self.admin_site.admin_view
        own = [
            path("dismiss/", wrap(by_post(self, dismiss_chosen)), name="sources_tip_dismiss"),
            path("<int:pk>/act/<slug:verb>/", wrap(by_post(self, act)), name="sources_tip_act"),
        ]
        return [*own, *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        more = {
            **what_one_may(request.user),
            "title": "Tips",
            "watched": Feed.objects.exclude(publication=None).exists(),
            "list_query": request.GET.urlencode(),
        }
        return super().changelist_view(request, more | (extra_context or {}))

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """A tip has no page of its own: the list, with it alone."""
        tip = self.get_object(request, object_id)
        if tip is None:
            raise Http404("There is no such tip (any more).")
        if not self.has_view_permission(request, tip):
            raise PermissionDenied
        return HttpResponseRedirect(address_of(tip))


def by_post(model_admin, view):
    """The view with its ModelAdmin, for POST alone."""

    def posted(request, **kwargs):
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        return view(model_admin, request, **kwargs)

    return posted


def what_one_may(user):
    decide = user.has_perm("sources.decide_tip")
    return {
        "may_propose": user.has_perm("sources.propose_tip"),
        "may_decide": decide,
        "may_take": decide and user.has_perm("sources.import_original"),
    }


def address_of(tip):
    asked = urlencode({"state": "all", "q": tip.url})
    return f"{reverse('admin:sources_tip_changelist')}?{asked}"


def act(model_admin, request, pk, verb):
    """One verb on one tip. A script gets the row as it is now, everybody else their list."""
    if verb not in VERBS:
        raise Http404("There is no such act.")
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    tip = get_object_or_404(Tip.objects.select_related("publication"), pk=pk)
    said = {"note": request.POST.get(f"note-{pk}", "")} if verb == "propose" else {}
    try:
        made = VERBS[verb](tip, by=request.user, **said)
    except (tipping.TooLate, PermissionDenied) as refusal:
        return _refuse(request, tip, refusal)
    if verb == "take":
        return _lead_on(request, made)
    return _answer(request, tip, SAID[verb])


def dismiss_chosen(model_admin, request):
    chosen = [as_number(pk) for pk in request.POST.getlist("tip")[:MOST_AT_ONCE]]
    count = tipping.dismiss_all(Tip.objects.filter(pk__in=chosen), by=request.user)
    if not chosen:
        messages.warning(request, "Tick the tips that are to go first.")
    else:
        messages.success(request, f"{count} tip{'' if count == 1 else 's'} dismissed.")
    return HttpResponseRedirect(_back(request))


def _answer(request, tip, sentence):
    if not _by_script(request):
        messages.success(request, f"{sentence} “{tip.headline}”")
        return HttpResponseRedirect(f"{_back(request)}#tip-{tip.pk}")
    return JsonResponse({"row": _row(request, tip), "said": sentence})


def _refuse(request, tip, refusal):
    status = 409 if isinstance(refusal, tipping.TooLate) else 403
    if _by_script(request):
        now = {"error": str(refusal), "row": _row(request, tip)}
        return JsonResponse(now, status=status)
    if status == 403:
        raise refusal
    messages.error(request, str(refusal))
    return HttpResponseRedirect(f"{_back(request)}#tip-{tip.pk}")


def _lead_on(request, made):
    """To the original, if we have it, or to the page on its way."""
    name = "sources_original_change" if isinstance(made, Original) else "sources_retrieval"
    address = reverse(f"admin:{name}", args=[made.pk])
    if _by_script(request):
        return JsonResponse({"location": address})
    return HttpResponseRedirect(address)


def _row(request, tip):
    tip = Tip.objects.select_related("publication", "proposed_by", "decided_by").get(pk=tip.pk)
    tip.found = likeness.judge([tip], request.user)[tip.pk]
    shown = {"tip": tip, "list_query": request.POST.get("list", "")}
    return render_to_string("sources/_tip.html", shown | what_one_may(request.user), request)


def _by_script(request):
    return "application/json" in request.headers.get("Accept", "")


def _back(request):
    """The list as it was narrowed."""
    asked = request.POST.get("list", "")
    address = reverse("admin:sources_tip_changelist")
    return f"{address}?{asked}" if asked and asked.isprintable() else address


# --- feeds


class FeedForm(forms.ModelForm):
    name = Line(max_length=120, required=False, help_text="Empty: the paper's name, or the site's.")
    language = forms.CharField(
        max_length=20, required=False, help_text="Code, such as fr. Empty: the paper's language."
    )

    class Meta:
        model = Feed
        fields = ("url", "publication", "name", "language", "section", "active")
        field_classes = {"url": WebAddress}

    def clean(self):
        said = super().clean()
        paper, url = said.get("publication"), said.get("url") or ""
        if not said.get("name"):
            section = f", {said['section']}" if said.get("section") else ""
            said["name"] = f"{paper}{section}"[:120] if paper else urlsplit(url).hostname or url
        if not said.get("language") and paper:
            said["language"] = paper.language
        said["language"] = metadata.clean_language(said.get("language") or "")
        if not said["language"]:
            self.add_error("language", "Give the code of a language, such as “fr” or “pt-BR”.")
        return said


@admin.register(Feed)
class FeedAdmin(AsSeen, CleanedWords, admin.ModelAdmin):
    form = FeedForm
    change_form_template = "sources/feed_form.html"
    list_display = ("name", "publication", "shown_language", "active", "checked_at",
                    "shown_error", "brought", "next_look")  # fmt: skip
    list_filter = ("active", "publication")
    list_select_related = ("publication",)
    search_fields = ("name", "url", "publication__name")
    readonly_fields = ("checked_at", "shown_error", "next_look", "brought")
    show_full_result_count = False
    actions = None

    class Media:
        css = {"all": ["desk/sources.css"]}

    def get_queryset(self, request):
        feeds = super().get_queryset(request)
        return feeds.annotate(
            tips_brought=Count("tips", distinct=True), seen=Count("elsewhere", distinct=True)
        )

    def get_fieldsets(self, request, obj=None):
        told = [(None, {"fields": ["url", "publication", "name", "language", "section", "active"]})]
        seen = ["checked_at", "shown_error", "next_look", "brought"]
        return [*told, ("What came of it", {"fields": seen})] if obj else told

    def get_urls(self):
        check = self.admin_site.admin_view(by_post(self, check_now))
        return [path("<int:pk>/check/", check, name="sources_feed_check"), *super().get_urls()]

    def save_model(self, request, obj, form, change):
        if "url" in form.changed_data:
            # What another address once answered says nothing about this one.
            obj.etag = obj.last_modified = obj.error = ""
            obj.failures = 0
        super().save_model(request, obj, form, change)
        if obj.active and {"url", "active"} & set(form.changed_data):
            tipping.look_soon(obj)

    @admin.display(description="language", ordering="language")
    def shown_language(self, feed):
        return language_name(feed.language)

    @admin.display(description="trouble", ordering="error")
    def shown_error(self, feed):
        return feed.error or "none"

    @admin.display(description="stories", ordering="tips_brought")
    def brought(self, feed):
        return feed.tips_brought + feed.seen

    @admin.display(description="next look", ordering="next_check_at")
    def next_look(self, feed):
        return feed.next_check_at if feed.active else "not asked any more"


def check_now(model_admin, request, pk):
    feed = get_object_or_404(Feed, pk=pk)
    try:
        tipping.check_now(feed, by=request.user)
        messages.success(request, "The feed is being looked at. Load this page again in a moment.")
    except tipping.TooLate as refusal:
        messages.error(request, str(refusal))
    return HttpResponseRedirect(reverse("admin:sources_feed_change", args=[pk]))
