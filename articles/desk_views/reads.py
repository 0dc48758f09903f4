"""What readers read most, for the desk."""

import datetime

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse

from articles import most_read

SPANS = {"day": (1, "24 hours"), "week": (7, "7 days"), "month": (30, "30 days")}


def reads(site, request):
    if not request.user.has_perm("articles.view_front"):
        raise PermissionDenied
    span = request.GET.get("within")
    span = span if span in SPANS else "day"
    days, words = SPANS[span]
    stories = most_read.figures(datetime.timedelta(days=days))
    context = {
        **site.each_context(request),
        "title": "Most read",
        "stories": stories,
        "most": stories[0].number if stories else 0,
        "span": span,
        "words": words,
        "spans": [(name, label) for name, (_, label) in SPANS.items()],
        "counts": settings.MOST_READ,
        "listed": most_read.LISTED,
    }
    request.current_app = site.name
    return TemplateResponse(request, "admin/most_read.html", context)


ADDRESSES = (("most-read/", reads, "most_read"),)
