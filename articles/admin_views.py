"""What the desk does with one story beside its form: moves, and refusals in words.

Every view takes the ModelAdmin first, for its site and its queryset: what a person may not
see does not exist for them.
"""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from articles import checking, panel, publishing, readiness, revising, workflow
from articles.forms import MOVE_FORMS, MoveForm, name_of, show_refusal
from articles.moves import MOVES, TEXT, VERBS, done, editable_fields, refusal
from articles.offers import offers
from prose.forms import as_number

ACTS = {
    "claim": workflow.claim,
    "assign": workflow.assign,
    "hand_in": workflow.hand_in,
    "release": workflow.release,
    "return": workflow.return_to_translator,
    "approve": workflow.approve,
    "reopen": workflow.reopen,
    "unschedule": workflow.unschedule,
    "kill": workflow.kill,
    "confirm_source": workflow.confirm_source,
    "schedule": publishing.schedule,
    "publish": publishing.publish,
    "republish": publishing.republish,
    "correct": publishing.correct,
    "withdraw": publishing.withdraw,
}
WHAT_HAPPENS = {
    "claim": "You become its translator, and it leaves the queue of everybody else.",
    "assign": "The translator finds it in their queue.",
    "hand_in": "It goes to the editors. You can read it, but no longer change it.",
    "release": "It goes back to the queue, open to be claimed. Your text stays in it.",
    "return": "Its translator finds it on their first screen, with your note.",
    "approve": "The text as it stands is good to be published. Any later change of words ends "
    "the approval.",
    "reopen": "It goes back to the editors; its approval ends.",
    "unschedule": "It stays approved, and waits for somebody to publish it.",
    "kill": "The story ends here, unpublished. This cannot be undone.",
    "confirm_source": "You have compared both texts of the original: ours stands as it is.",
    "schedule": "It is published at that time, if nothing then stands in its way.",
    "publish": "Readers see it at once.",
    "republish": "Readers see the present text at once, without a note.",
    "correct": "Readers see the present text at once, with your note beneath it.",
    "withdraw": "Readers find only a notice at its address from now on. This cannot be undone.",
}

# Before these, whoever decides sees what the copy checks say.
CHECKED = ("hand_in", "approve", "schedule", "publish", "republish", "correct")


def find(model_admin, request, pk):
    """The story, or None where this user may not see it."""
    return model_admin.get_queryset(request).filter(pk=pk).first()


# --- pages that say no, in words --------------------------------------------------------


def page(model_admin, request, template, context, status=200):
    request.current_app = model_admin.admin_site.name
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        **context,
    }
    return TemplateResponse(request, f"admin/articles/article/{template}", context, status=status)


def not_here(model_admin, request):
    sentence = "There is no such story here, or it belongs to somebody else."
    return refused(model_admin, request, sentence, title="No such story", status=404)


def refused(model_admin, request, sentence, *, story=None, title="Not possible", status=403):
    """A refusal, with everything that was typed so that it can be kept."""
    typed = [
        (name.replace("_", " ").capitalize(), request.POST[name])
        for name in (*TEXT, "brief", "note", "text", "notice")
        if request.POST.get(name, "").strip()
    ]
    context = {"title": title, "sentence": sentence, "story": story, "typed": typed}
    return page(model_admin, request, "refused.html", context, status)


def form_url(model_admin, story):
    return reverse("admin:articles_article_change", args=[story.pk])


# --- beginning with the original ---------------------------------------------------------


def begin(model_admin, request, pk):
    """Fill an empty text with the paragraphs of the original, to be translated in place."""
    story = find(model_admin, request, pk)
    if story is None:
        return not_here(model_admin, request)
    if story.snapshot is None or story.body.strip():
        sentence = "There is a text already, or no original to begin with."
        return refused(model_admin, request, sentence, story=story, status=409)
    body = panel.as_body(story.snapshot)
    try:
        revising.save_text(
            story, by=request.user, seen=as_number(request.POST.get("seen")),
            changes={"body": body}, note="begun with the original's paragraphs",
        )  # fmt: skip
    except revising.NotAllowed as error:
        return refused(model_admin, request, str(error), story=story)
    except revising.Conflict as error:
        return refused(model_admin, request, str(error), story=story, status=409)
    return HttpResponseRedirect(form_url(model_admin, story))


# --- moves -----------------------------------------------------------------------------------


def move(model_admin, request, pk, verb):
    """GET says what will happen and asks; POST does it through the verb."""
    if verb not in VERBS:
        raise Http404(f"There is no move called {verb}.")
    story = find(model_admin, request, pk)
    if story is None:
        return not_here(model_admin, request)
    if request.method == "POST":
        return _act(model_admin, request, story, verb)
    if sentence := refusal(story, verb, request.user):
        return refused(model_admin, request, sentence, story=story)
    initial = {"seen": story.version, "state": story.state}
    form = MOVE_FORMS.get(verb, MoveForm)(initial=initial)
    return _ask(model_admin, request, story, verb, form)


def _act(model_admin, request, story, verb):
    form = MOVE_FORMS.get(verb, MoveForm)(request.POST)
    try:
        if request.POST.get("state", story.state) != story.state:
            raise workflow.Stale(story)
        if sentence := refusal(story, verb, request.user):
            raise workflow.NotAllowed(sentence)
        if not form.is_valid():
            return _ask(model_admin, request, story, verb, form, status=400)
        said = form.cleaned_data
        moved = ACTS[verb](
            story, by=request.user, seen=said["seen"], note=said["note"], **form.extra()
        )
    except workflow.Stale as error:
        return refused(
            model_admin, request, str(error), story=error.article, title="Changed", status=409
        )
    except workflow.NotAllowed as error:
        return refused(model_admin, request, str(error), story=story)
    except workflow.NotReady as error:
        return _ask(model_admin, request, story, verb, form, status=409, found=error.problems)
    except ValidationError as error:
        show_refusal(form, error)
        return _ask(model_admin, request, story, verb, form, status=400)
    messages.success(request, f"{done(verb)}: “{moved}”.")
    return HttpResponseRedirect(_after(model_admin, request, moved))


def _after(model_admin, request, story):
    """Back to the story, or to the first screen when the story is out of one's hands."""
    if editable_fields(request.user, story) or offers(story, request.user, []):
        return form_url(model_admin, story)
    return reverse("admin:index")


def _ask(model_admin, request, story, verb, form, status=200, found=None):
    story = readiness.for_update(story.pk)
    step = MOVES.get((story.state, verb))
    if step is None:
        return refused(model_admin, request, refusal(story, verb, request.user), story=story)
    report = checking.report(story) if verb in CHECKED else None
    if found is None:
        found = readiness.problems(story, report=report) if step.gated else []
        if verb in ("hand_in", "approve"):
            found = readiness.unfinished(story)
        if verb == "approve":
            found += readiness.copy(report)
    form.fields["note"].required = step.needs_note
    context = {
        "title": f"{step.label}: {story.headline}",
        "story": story,
        "verb": verb,
        "step": step,
        "form": form,
        "what_happens": WHAT_HAPPENS[verb],
        "problems": readiness.blockers(found),
        "warnings": readiness.warnings(found),
        "may": editable_fields(request.user, story),
        "may_override": request.user.has_perm("articles.override_warnings"),
        "who": name_of(story.translator),
        "report": report,
    }
    return page(model_admin, request, "move.html", context, status)
