"""What the desk does with one issue beside its form: preview, moves, test letters, progress.

Every view takes the ModelAdmin first. GET looks and asks, POST acts through a verb.
"""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import F
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from articles.forms import show_refusal
from newsletters import (
    checking,
    composing,
    envelopes,
    issues,
    linking,
    progress,
    rendering,
    resolving,
    slots,
    testing,
)
from newsletters.issue_forms import AmendForm, MoveForm, ScheduleForm, TestForm
from newsletters.issue_moves import CHANGE, DONE, MOVES, VERBS, refusal
from newsletters.models import Delivery
from newsletters.rights import NotAllowed

SHOWN = 100  # uncertain letters on a page
# A letter has its styles inline, as mail programs want them. It may be framed by the desk, and
# run and fetch nothing but pictures.
LETTER_POLICY = {
    "default-src": ["'none'"],
    "style-src": ["'unsafe-inline'"],
    "img-src": ["'self'", "data:", *([settings.SITE_URL] if settings.SITE_URL else [])],
    "frame-ancestors": ["'self'"],
    "form-action": ["'none'"],
    "sandbox": [],
}
FORMS = {"schedule": ScheduleForm, "amend": AmendForm}  # what a move asks besides a note
UNWRITTEN = ("csrfmiddlewaretoken", "seen", "state", "letter", "decision")  # by a person
KINDS = {"light": "Light", "dark": "Dark", "text": "Text"}
DARK = "(prefers-color-scheme: dark)"


# --- the letter as readers will get it -------------------------------------------------------


def preview(model_admin, request, pk):
    """GET: the letter as it is stored, or as it left; POST: as it stands in the form, without
    storing it.
    `as` is one of KINDS."""
    issue = _issue(model_admin, request, pk)
    form = _letter(model_admin, request, issue)
    kind = request.GET.get("as", "light")
    if kind == "text":
        response = HttpResponse(_filled(form.text), content_type="text/plain; charset=utf-8")
    else:
        shown = form.html.replace(DARK, "all" if kind == "dark" else "not all")
        response = HttpResponse(_filled(shown))
    response["X-Letter-Bytes"] = form.size
    response["X-Frame-Options"] = "SAMEORIGIN"
    response["Cache-Control"] = "no-store"
    response._csp_config = LETTER_POLICY
    return response


def _letter(model_admin, request, issue):
    if issue.prepared_at:
        return rendering.Rendered(issue.html, issue.text)
    picked = model_admin.typed(request, issue) if request.method == "POST" else None
    return rendering.render(composing.letter(issue, picked=picked))


def _filled(text):
    for slot in slots.ALL:
        text = text.replace(slot, "#")
    return text


# --- moves --------------------------------------------------------------------------------------


def move(model_admin, request, pk, verb):
    if verb not in VERBS:
        raise Http404(f"There is no move called {verb}.")
    issue = _issue(model_admin, request, pk)
    form_class = FORMS.get(verb, MoveForm)
    if request.method == "POST":
        return _act(model_admin, request, issue, verb, form_class(issue, request.POST))
    if sentence := refusal(issue.state, verb, request.user):
        return refused(model_admin, request, sentence, issue)
    form = form_class(issue, initial={"seen": issue.version, "state": issue.state})
    return _ask(model_admin, request, issue, verb, form)


def _act(model_admin, request, issue, verb, form):
    if request.POST.get("state") == issue.state and refusal(issue.state, verb, request.user):
        return refused(model_admin, request, refusal(issue.state, verb, request.user), issue)
    if not form.is_valid():
        return _ask(model_admin, request, issue, verb, form, 400)
    said = form.cleaned_data
    issue.state = said["state"]
    try:
        moved = issues.ACTS[verb](
            issue, by=request.user, seen=said["seen"], note=said["note"], **form.values()
        )
    except issues.Conflict as error:
        return refused(model_admin, request, str(error), error.issue, 409)
    except NotAllowed as error:
        return refused(model_admin, request, str(error), issue)
    except issues.NotReady as error:
        return _ask(model_admin, request, issue, verb, form, 409, error.problems)
    except ValidationError as error:
        show_refusal(form, error)
        return _ask(model_admin, request, issue, verb, form, 400)
    messages.success(request, f"{DONE[verb]}: “{moved.subject}”.")
    name = "progress" if moved.state in ("preparing", "sending") else "change"
    return HttpResponseRedirect(reverse(f"admin:newsletters_issue_{name}", args=[moved.pk]))


def _ask(model_admin, request, issue, verb, form, status=200, found=None):
    step = MOVES.get((issue.state, verb))
    if step is None:
        return refused(model_admin, request, refusal(issue.state, verb, request.user), issue)
    if found is None:
        found = checking.problems(issue) if step.gated else []
    context = {
        "title": f"{step.label}: {issue}",
        "verb": verb,
        "step": step,
        "form": form,
        "problems": checking.blockers(found),
        "warnings": checking.warnings(found),
        "readers": checking.readers(issue.newsletter) if step.gated else None,
    }
    return page(model_admin, request, "move.html", issue, context, status)


# --- before it leaves -------------------------------------------------------------------------


def test(model_admin, request, pk):
    issue = _issue(model_admin, request, pk)
    form = TestForm(request.POST)
    try:
        if not form.is_valid():
            raise ValidationError(form.errors.get("to"))
        to = form.cleaned_data["to"]
        testing.send_test(issue, by=request.user, to=to)
    except NotAllowed as error:
        return refused(model_admin, request, str(error), issue)
    except ValidationError as error:
        return refused(model_admin, request, " ".join(error.messages), issue, 400)
    messages.success(request, f"A test letter is on its way to {', '.join(to)}.")
    return _back(issue)


def links(model_admin, request, pk):
    issue = _issue(model_admin, request, pk)
    if not request.user.has_perm(CHANGE):
        raise PermissionDenied
    number = linking.try_links(issue)
    said = f"{number} links to other sites were tried." if number else "No link leaves our site."
    messages.info(request, f"{said} What does not work stands among the problems.")
    return _back(issue)


# --- on its way ----------------------------------------------------------------------------------


def watch(model_admin, request, pk):
    """How far it has come; as JSON for the page that asks again."""
    issue = _issue(model_admin, request, pk)
    now = progress.of(issue)
    if request.GET.get("as") == "json":
        names = ("all", "done", "queued", "sent", "failed", "uncertain", "skipped", "per_minute")
        figures = {name: getattr(now, name) for name in (*names, "minutes_left")}
        shown = issue.get_state_display()
        return JsonResponse({**figures, "state": issue.state, "state_shown": shown})
    context = {
        "title": f"Progress: {issue}",
        "progress": now,
        "offers": model_admin.offers(request, issue),
        "trouble": issue.channel.trouble if issue.channel else "",
    }
    return page(model_admin, request, "progress.html", issue, context)


def uncertain(model_admin, request, pk):
    """Letters of which nobody knows whether they arrived, with what is known."""
    issue = _issue(model_admin, request, pk)
    rows = issue.deliveries.filter(state=Delivery.State.UNCERTAIN)
    rows = rows.order_by(F("left_at").asc(nulls_first=True), "pk")
    if request.method == "POST":
        return _resolve(model_admin, request, issue, rows)
    letters = list(rows.prefetch_related("events")[:SHOWN])
    for letter in letters:
        letter.message_id = envelopes.message_id(issue.pk, letter.pk)
    context = {
        "title": f"Uncertain letters: {issue}",
        "letters": letters,
        "count": rows.count(),
        "may_resolve": request.user.has_perm("newsletters.resolve_delivery"),
        "decided": issue.events.filter(verb__in=["resend", "leave"]).select_related("by"),
    }
    return page(model_admin, request, "uncertain.html", issue, context)


def _resolve(model_admin, request, issue, rows):
    chosen = [int(pk) for pk in request.POST.getlist("letter") if pk.isdecimal()][:SHOWN]
    here = reverse("admin:newsletters_issue_uncertain", args=[issue.pk])
    if not chosen:
        messages.error(request, "Nothing was done: choose letters first.")
        return HttpResponseRedirect(here)
    try:
        letters = list(rows.filter(pk__in=chosen))
        if request.POST.get("decision") == "resend":
            count = resolving.resend(letters, by=request.user)
            said = f"{count} letters leave once more."
        else:
            count = resolving.leave(letters, by=request.user)
            said = f"{count} letters stay as they are."
    except NotAllowed as error:
        return refused(model_admin, request, str(error), issue)
    except ValidationError as error:
        return refused(model_admin, request, " ".join(error.messages), issue, 409)
    messages.success(request, said)
    return HttpResponseRedirect(here)


# --- pages ------------------------------------------------------------------------------------


def page(model_admin, request, template, issue, context, status=200):
    request.current_app = model_admin.admin_site.name
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "issue": issue,
        **context,
    }
    return TemplateResponse(request, f"admin/newsletters/issue/{template}", context, status=status)


def refused(model_admin, request, sentence, issue, status=403):
    written = (text for name, text in request.POST.items() if name not in UNWRITTEN)
    typed = "\n\n".join(text for text in written if text.strip())
    context = {"title": "Not possible", "sentence": sentence, "typed": typed}
    return page(model_admin, request, "refused.html", issue, context, status)


def _issue(model_admin, request, pk):
    issue = get_object_or_404(model_admin.get_queryset(request), pk=pk)
    if not model_admin.has_view_permission(request, issue):
        raise PermissionDenied
    return issue


def _back(issue):
    return HttpResponseRedirect(reverse("admin:newsletters_issue_change", args=[issue.pk]))
