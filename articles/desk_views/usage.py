"""What is owed for photographs, as a page and as tables to calculate with."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from articles import figures, usage
from articles.desk_views.work import asked
from prose import tables

MONTHS = 24
_COLUMNS = ("owed to", "credit", "photograph", "story", "address", "first shown", "where",
            "licence", "fee", "currency")  # fmt: skip
_WRITERS = {
    "csv": (tables.CSV, tables.as_csv),
    "xlsx": (tables.XLSX, lambda *table: tables.as_xlsx("Photographs", *table)),
}


def photo_uses(site, request):
    if not request.user.has_perm("articles.view_photouse"):
        raise PermissionDenied
    months = figures.first_days(timezone.localdate(), MONTHS)
    month = asked(request.GET.get("month"), months)
    accounts = usage.for_month(month)
    agencies = [account.agency for account in accounts]
    agency = request.GET.get("agency", "")
    shown = [account for account in accounts if account.agency == agency] or accounts
    rows = [row for account in shown for row in account.rows]
    if request.GET.get("as") in _WRITERS:
        return _table(rows, month, request.GET["as"])
    context = {
        **site.each_context(request),
        "title": "Photographs used",
        "accounts": shown,
        "agencies": agencies,
        "agency": agency if agency in agencies else "",
        "month": month,
        "months": months,
        "number": len(rows),
        "totals": usage.totals(rows),
        "missing": sum(row.fee_missing for row in rows),
    }
    request.current_app = site.name
    return TemplateResponse(request, "admin/usage.html", context)


def _table(rows, month, form):
    kind, written = _WRITERS[form]
    response = HttpResponse(written(_COLUMNS, map(_line, rows)), content_type=kind)
    name = f"photographs-{month:%Y-%m}.{form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _line(row):
    credit = row.photo.credit
    return (
        row.agency,
        credit.line,
        row.photo.title,
        row.live.headline,
        f"{settings.SITE_URL}{row.live.get_absolute_url()}",
        timezone.localtime(row.shown_at).date(),
        row.places,
        credit.get_licence_display(),
        "" if row.fee is None else row.fee,
        row.currency,
    )


ADDRESSES = (("photographs-used/", photo_uses, "photo_uses"),)
