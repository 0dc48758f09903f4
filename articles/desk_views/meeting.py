"""The form that comes after somebody else stored: brought together, or a page to choose on."""

from articles import meeting
from articles.admin_views import page, refused
from articles.models import Article
from articles.offers import loses_approval
from prose.forms import as_number
from prose.sanitise import TextTooLong

_NOT_CARRIED = ("csrfmiddlewaretoken", "met")


def answer(model_admin, request, story):
    """None where the form can be stored as it is, or together with what was stored meanwhile:
    then `request.POST` holds both, and `request.met` what to tell. Else a page."""
    seen = as_number(request.POST.get("version"))
    if seen in (0, story.version):
        return None
    form, bylines = _forms(model_admin, request, Article.objects.get(pk=story.pk))
    try:
        met = meeting.meet(form, bylines, request.user)
    except TextTooLong as error:
        return refused(model_admin, request, str(error), story=story, status=400)
    ends_approval = loses_approval(story)
    confirmed = request.POST.get("met") == str(story.version)
    if met.open or (ends_approval and not confirmed):
        context = {
            "title": "Two texts meet",
            "story": story,
            "met": met,
            "ends_approval": ends_approval,
            "again": "met" in request.POST,
            "carried": [(n, v) for n, v in request.POST.items() if _is_carried(n)],
        }
        return page(model_admin, request, "meeting.html", context, 409)
    request.POST, request.met = met.data, met
    return None


def _forms(model_admin, request, story):
    form = model_admin.get_form(request, story, change=True)(request.POST, instance=story)
    formset, inline = next(model_admin.get_formsets_with_inlines(request, story))
    bylines = formset(
        request.POST,
        instance=story,
        prefix=formset.get_default_prefix(),
        queryset=inline.get_queryset(request),
    )
    return form, bylines


def _is_carried(name):
    return name not in _NOT_CARRIED and not name.startswith(meeting.CHOICE)
