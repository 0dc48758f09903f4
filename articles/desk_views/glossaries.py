"""How the glossaries of machine translation stand beside the Stylebook."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from articles import glossaries
from articles.revising import NotAllowed
from sources.languages import language_name


def show(site, request):
    """GET tells, POST brings them in step now."""
    if not request.user.has_perm("stylebook.change_term"):
        raise PermissionDenied
    if request.method == "POST":
        return _sync(request)
    rows = [
        {
            "provider": provider.label,
            "pair": f"{language_name(source)} → {language_name(target)}",
            "known": known,
        }
        for provider, (source, target), known in glossaries.standing()
    ]
    context = {**site.each_context(request), "title": "Glossaries for machine drafts", "rows": rows}
    request.current_app = site.name
    return TemplateResponse(request, "admin/glossaries.html", context)


def _sync(request):
    try:
        found = glossaries.sync_now(by=request.user)
    except NotAllowed as error:
        raise PermissionDenied(str(error)) from error
    if trouble := next((one.said for one in found if one.said), ""):
        messages.warning(request, trouble)
    else:
        messages.success(request, "All glossaries are in step with the Stylebook.")
    return redirect("admin:glossaries")


ADDRESSES = (("glossaries/", show, "glossaries"),)
