"""Tables of subscribers in and out, and sums, at the desk. Each view gets their ModelAdmin."""

from django import forms
from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from newsletters import exporting, figures, importing
from newsletters.models import Newsletter, Subscriber, SubscriberImport
from prose import sheets, tables
from prose.forms import Line

MEANING = {
    importing.CONFIRMED: "new on the list",
    importing.PENDING: "to wait, without a letter, until they sign up themselves",
    importing.ALREADY: "on the list already, or asked",
    importing.LEFT: "left this list before, not put back",
    importing.STOPPED: "not written to: bounced, complained, erased or stopped by the desk",
    importing.TWICE: "in the file more than once",
    importing.FAULTY: "cannot be read as an address",
}
FORMATS = {
    "csv": (tables.CSV, tables.as_csv),
    "xlsx": (tables.XLSX, lambda *table: tables.as_xlsx("Subscribers", *table)),
}


class UploadForm(forms.Form):
    file = forms.FileField(
        label="The table",
        help_text="CSV or Excel (.xlsx), at most 20 MB. A row for each address.",
        error_messages={"required": "Choose a file.", "empty": "The file is empty."},
    )


class MappingForm(forms.Form):
    newsletter = forms.ModelChoiceField(
        Newsletter.objects.all(),
        label="Onto the list",
        empty_label="Choose the list",
        error_messages={"required": "Choose the list."},
    )
    header = forms.BooleanField(label="The first row holds names of columns", required=False)
    email = forms.TypedChoiceField(label="Column of the address", coerce=int)
    agreed = forms.TypedChoiceField(
        label="Column of the day on which they agreed",
        coerce=int,
        required=False,
        empty_value=None,
        help_text="As 2026-03-01. Where there is none, today is noted.",
    )
    source = Line(
        label="Where and how they agreed",
        max_length=200,
        help_text="Kept with every subscription, such as: Paper form at the book fair, folder 7.",
        error_messages={"required": "Say where the consent comes from: somebody may ask one day."},
    )
    proven = forms.TypedChoiceField(
        label="Can you prove it?",
        coerce=lambda value: value == "yes",
        choices=[
            ("", "Choose an answer"),
            ("yes", "Yes: each of them agreed to this newsletter, and we keep the proof"),
            ("no", "No: let them wait, without a letter, until they sign up themselves"),
        ],
        error_messages={"required": "Say whether you can prove it."},
    )

    def __init__(self, *args, beginning, **kwargs):
        super().__init__(*args, **kwargs)
        columns = _columns(beginning)
        self.fields["email"].choices = columns
        self.fields["agreed"].choices = [("", "None"), *columns]
        guess = _column_of_addresses(beginning)
        self.initial = {"email": guess, "header": "@" not in "".join(beginning[0])} | self.initial

    def told(self):
        said = dict(self.cleaned_data)
        return said | {"columns": {name: said.pop(name) for name in ("email", "agreed")}}


def _columns(beginning):
    widest = max(len(row) for row in beginning)
    names = beginning[0] + [""] * widest
    return [(n, f"{n + 1}: {names[n][:60] or '(empty)'}") for n in range(widest)]


def _column_of_addresses(beginning):
    """Where most cells look like one."""
    columns = range(max(map(len, beginning)))
    return max(
        columns, key=lambda n: sum("@" in cell for row in beginning for cell in row[n : n + 1])
    )


def upload(model_admin, request):
    _must(request, "import_subscriber")
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = UploadForm(*sent)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            if file.size > sheets.MOST_BYTES:
                raise sheets.Unreadable("The file is larger than 20 MB. Import it in parts.")
            arrival = importing.upload(file.name, file.read(), by=request.user)
            return redirect("admin:newsletters_subscriber_mapping", arrival.pk)
        except sheets.Unreadable as refusal:
            form.add_error("file", str(refusal))
    earlier = SubscriberImport.objects.defer("content").select_related("by", "newsletter")[:10]
    context = {"title": "Import subscribers", "form": form, "earlier": earlier}
    return _page(model_admin, request, "import_upload", context, form)


def mapping(model_admin, request, pk):
    """What stands where, and what importing would come to; and the import itself."""
    _must(request, "import_subscriber")
    arrival = get_object_or_404(SubscriberImport, pk=pk)
    if arrival.state in (SubscriberImport.State.WAITING, SubscriberImport.State.DONE):
        return _progress(model_admin, request, arrival)
    try:
        if request.POST.get("step") == "import":
            importing.start(arrival, by=request.user)
            return redirect(request.path)
        return _check(model_admin, request, arrival)
    except (importing.NotReady, sheets.Unreadable) as refusal:
        messages.error(request, str(refusal))
    return redirect("admin:newsletters_subscriber_import")


def _check(model_admin, request, arrival):
    beginning = importing.beginning(arrival)
    sent = request.POST if request.method == "POST" else None
    form = MappingForm(sent, beginning=beginning, initial=_said(arrival))
    if form.is_valid():
        importing.check(arrival, by=request.user, **form.told())
        return redirect(request.path)
    context = {
        "title": f"Import {arrival.name}",
        "form": form,
        "beginning": beginning,
        "arrival": arrival,
        "outcome": _outcome(arrival) if not form.is_bound else [],
        "coming": arrival.counts.get(importing.CONFIRMED, 0)
        + arrival.counts.get(importing.PENDING, 0),
    }
    return _page(model_admin, request, "import_mapping", context, form)


def _said(arrival):
    """The form as it was sent last."""
    if arrival.state == SubscriberImport.State.UPLOADED:
        return {}
    return {
        "newsletter": arrival.newsletter_id,
        "header": arrival.header,
        "source": arrival.source,
        "proven": "yes" if arrival.proven else "no",
        **arrival.columns,
    }


def _progress(model_admin, request, arrival):
    context = {
        "title": f"Import {arrival.name}",
        "arrival": arrival,
        "done": arrival.state == SubscriberImport.State.DONE,
        "outcome": _outcome(arrival),
    }
    return _page(model_admin, request, "import_progress", context)


def _outcome(arrival):
    counts = arrival.counts
    return [(counts[kind], words) for kind, words in MEANING.items() if counts.get(kind)]


def export(model_admin, request):
    """The page offers, the POST hands out and notes in the log who took whose addresses."""
    _must(request, "export_subscriber")
    lists = Newsletter.objects.all()
    if request.method != "POST":
        context = {"title": "Export subscribers", "lists": lists}
        return _page(model_admin, request, "export", context)
    newsletter = _chosen(lists, request.POST.get("newsletter", ""))
    ending = request.POST.get("format") if request.POST.get("format") in FORMATS else "csv"
    content_type, write = FORMATS[ending]
    rows = list(exporting.rows(newsletter))
    LogEntry.objects.create(
        user=request.user,
        content_type=ContentType.objects.get_for_model(Subscriber),
        object_repr=f"{newsletter}, addresses: {len(rows)}",
        action_flag=CHANGE,
        change_message="Exported.",
    )
    response = HttpResponse(write(exporting.COLUMNS, rows), content_type=content_type)
    name = f"{newsletter.slug}-{timezone.localdate():%Y-%m-%d}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


def show_figures(model_admin, request):
    _must(request, "view_subscription")
    lists = list(Newsletter.objects.all())
    slug = request.GET.get("list") or (lists[0].slug if lists else "")
    newsletter = _chosen(lists, slug) if slug else None
    context = {"title": "Figures", "lists": lists, "newsletter": newsletter}
    if newsletter:
        context |= {
            "confirmed": newsletter.subscriptions.confirmed().count(),
            "weeks": figures.growth(newsletter),
            "issues": figures.issues(newsletter),
        }
    return _page(model_admin, request, "figures", context)


def _chosen(lists, slug):
    found = next((each for each in lists if each.slug == slug), None)
    if found is None:
        raise Http404("There is no such list.")
    return found


def _must(request, permission):
    if not request.user.has_perm(f"newsletters.{permission}"):
        raise PermissionDenied


def _page(model_admin, request, name, context, form=None):
    context |= model_admin.admin_site.each_context(request) | {
        "opts": model_admin.opts,
        "people": reverse("admin:newsletters_subscriber_changelist"),
        "title": context["title"],
    }
    status = 400 if form is not None and form.is_bound else 200
    return TemplateResponse(request, f"newsletters/admin/{name}.html", context, status=status)


VIEWS = [
    ("import/", upload, "import"),
    ("import/<int:pk>/", mapping, "mapping"),
    ("export/", export, "export"),
    ("figures/", show_figures, "figures"),
]
