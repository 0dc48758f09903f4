"""What was translated in a month, as a page and as a table to calculate with."""

import datetime

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from articles import figures
from prose import tables

_COLUMNS = ("person", "from", "to", "stories", "original", "counted in", "translation",
            "counted in", "hours")  # fmt: skip


def work(site, request):
    user = request.user
    everybody = user.has_perm("articles.commission_article")
    if not everybody and not user.has_perm("articles.translate_article"):
        raise PermissionDenied
    months = figures.first_days(timezone.localdate())
    month = asked(request.GET.get("month"), months)
    rows = figures.for_month(month, user)
    if request.GET.get("as") == "csv":
        return _table(rows, month)
    context = {
        **site.each_context(request),
        "title": "Work" if everybody else "My work",
        "rows": rows,
        "month": month,
        "months": months,
        "everybody": everybody,
        "stories": sum(row.stories for row in rows),
    }
    request.current_app = site.name
    return TemplateResponse(request, "admin/work.html", context)


def asked(said, months):
    """The one of these first days that an address asks for (“2026-11”), else the newest."""
    try:
        month = datetime.date.fromisoformat(f"{said}-01")
    except ValueError:
        return months[0]
    return month if month in months else months[0]


def _table(rows, month):
    lines = [
        (row.name, row.source, row.target, row.stories, row.original, row.original_unit,
         row.translation, row.translation_unit, row.hours)
        for row in rows
    ]  # fmt: skip
    response = HttpResponse(tables.as_csv(_COLUMNS, lines), content_type=tables.CSV)
    response["Content-Disposition"] = f'attachment; filename="work-{month:%Y-%m}.csv"'
    return response


ADDRESSES = (("work/", work, "work"),)
