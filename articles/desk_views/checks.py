"""The report on the copy checks, and how grave the house takes each of them."""

import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone

from articles import check_report
from prose import tables
from stylebook import tuning
from stylebook.checks import SEVERITIES

PERIODS = {30: "the last 30 days", 90: "the last 90 days", 365: "the last year"}
_COLUMNS = ("check", "what it looks for", "severity", "shown", "mended by key", "dismissed",
            "percent", "reasons")  # fmt: skip


def checks(site, request):
    if not request.user.has_perm("articles.view_dismissal"):
        raise PermissionDenied
    if request.method == "POST":
        return _grade(request)
    days = int(request.GET["days"]) if request.GET.get("days") in map(str, PERIODS) else 90
    rows = check_report.rows(timezone.now() - datetime.timedelta(days=days))
    if request.GET.get("as") == "csv":
        return _table(rows, days)
    context = {
        **site.each_context(request),
        "title": "Copy checks",
        "found": [row for row in rows if row.raised],
        "quiet": [row for row in rows if not row.raised],
        "days": days,
        "periods": PERIODS.items(),
        "severities": SEVERITIES,
        "may_grade": request.user.has_perm("stylebook.change_checksetting"),
        "too_often": [row for row in rows if row.too_often],
        "raised": sum(row.raised for row in rows),
        "limit": check_report.TOO_OFTEN,
    }
    request.current_app = site.name
    return TemplateResponse(request, "admin/checks.html", context)


def _grade(request):
    code, severity = request.POST.get("code", ""), request.POST.get("severity", "")
    try:
        tuning.grade(code, severity, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("admin:checks")
    messages.success(request, f"“{tuning.says(code)}” is taken {_how(severity)} from now on.")
    return redirect("admin:checks")


def _how(severity):
    if severity == "off":
        return "for nothing"
    return f"as a {severity}" if severity else "as it was built"


def _table(rows, days):
    lines = [
        (row.code, row.says, row.severity or row.built, row.raised, row.fixed, row.dismissed,
         row.rate, "; ".join(f"{label}: {number}" for label, number in row.reasons))
        for row in rows
    ]  # fmt: skip
    response = HttpResponse(tables.as_csv(_COLUMNS, lines), content_type=tables.CSV)
    response["Content-Disposition"] = f'attachment; filename="copy-checks-{days}-days.csv"'
    return response


ADDRESSES = (("copy-checks/", checks, "checks"),)
