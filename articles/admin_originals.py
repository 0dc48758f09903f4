"""What its publisher does to an original, and what our stories make of it: it is changed, and
compared with ours; it is withdrawn, and every story made from it follows."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html

from articles import comparison, moves, publishing, readiness, workflow
from articles.admin_views import find, form_url, not_here, page, refused
from articles.forms import show_refusal
from articles.models import Article, State
from articles.revising import NotAllowed
from articles.workflow import Stale
from prose.forms import as_number
from sources.models import Original


class TakeDownForm(forms.Form):
    note = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=300,
        label="Who asked for it, and why",
    )
    notice = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        required=False,
        label="Notice to readers",
        help_text="Shown at the address of every story that was live, and among the corrections. "
        "Left empty: that it is no longer available, in the language of its edition.",
    )


def take_down(model_admin, request, pk):
    """GET names the stories that would be reached and asks; POST takes all of them down."""
    original = get_object_or_404(Original.objects.select_related("publication"), pk=pk)
    if not request.user.has_perm("sources.withdraw_original"):
        return refused(model_admin, request, "Your role does not include taking down an original.")
    form = TakeDownForm(request.POST or None)
    status = 200
    if request.method == "POST":
        try:
            if form.is_valid():
                publishing.take_down_original(original, by=request.user, **form.cleaned_data)
                messages.success(request, f"“{original}” and every story made from it are down.")
                return HttpResponseRedirect(_back(original))
        except ValidationError as error:
            show_refusal(form, error)
        except (NotAllowed, Stale) as error:
            return refused(model_admin, request, str(error), status=409)
        status = 400
    context = {
        "title": "Take down an original",
        "original": original,
        "form": form,
        "stories": _reached(original),
        "back": _back(original),
    }
    return page(model_admin, request, "take_down.html", context, status)


def changed(model_admin, request, pk):
    """How the original has changed since the text that ours is based on, beside ours; with
    `?since=2`, since that snapshot."""
    story = find(model_admin, request, pk)
    if story is None or story.snapshot is None:
        return not_here(model_admin, request)
    story = readiness.for_update(story.pk)
    since = as_number(request.GET.get("since"))
    earlier = story.original.snapshots.filter(number=since).first() if since else None
    based_on, newest = earlier or story.snapshot, story.original.latest_snapshot
    answerable = story.outdated and based_on == story.snapshot
    context = {
        "title": f"How the original changed: {story.headline}",
        "story": story,
        "based_on": based_on,
        "newest": newest,
        "stretches": comparison.compare(story, based_on, newest),
        "may_confirm": answerable and not moves.refusal(story, "confirm_source", request.user),
        "may_follow": answerable and "body" in moves.editable_fields(request.user, story),
    }
    return page(model_admin, request, "original.html", context)


def follow(model_admin, request, pk):
    """“Edit”: our story beside the newest text, and on to its form."""
    story = find(model_admin, request, pk)
    if story is None or story.snapshot is None:
        return not_here(model_admin, request)
    old = story.snapshot
    try:
        seen = as_number(request.POST.get("seen"))
        story = workflow.follow_source(story, by=request.user, seen=seen)
    except NotAllowed as error:
        return refused(model_admin, request, str(error), story=story)
    except (Stale, ValidationError) as error:
        sentence = " ".join(getattr(error, "messages", [str(error)]))
        return refused(model_admin, request, sentence, story=story, status=409)
    address = reverse("admin:articles_article_original", args=[story.pk])
    told = 'Our story stands beside the newest text now. <a href="{}?since={}">What changed</a>'
    messages.success(request, format_html(told, address, old.number))
    return HttpResponseRedirect(form_url(model_admin, story))


def _reached(original):
    stories = Article.objects.filter(snapshot__original=original)
    return stories.exclude(state__in=(State.KILLED, State.WITHDRAWN)).defer("body")


def _back(original):
    return reverse("admin:sources_original_change", args=[original.pk])
