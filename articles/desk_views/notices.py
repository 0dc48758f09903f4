"""The list of what one was told, and the choice of what is mailed. Views take the admin site."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from articles import noticing
from articles.models import NoticeKind
from articles.paging import page
from prose.forms import as_number


class MailForm(forms.Form):
    kinds = forms.MultipleChoiceField(
        choices=NoticeKind,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        label="Send me mail when",
    )


def notices(site, request):
    """The newest first, a page at a time."""
    told = noticing.of_user(request.user).select_related("article").order_by("-at", "-pk")
    shown = page(told.defer("article__body"), request.GET.get("before", ""), by="at")
    for notice in shown.cards:
        notice.sentence, _, notice.words = notice.text.partition("\n")
        notice.address = noticing.address(notice)
    first = not request.GET.get("before")
    context = {
        "title": "Notices",
        "notices": shown.cards,
        "older": shown.older,
        "newest": shown.cards[0].pk if shown and first else None,
    }
    return _page(site, request, "notices.html", context)


def read(site, request):
    """Mark them read: those of one `article`, or all `upto` the newest that was on the screen."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    said = {name: as_number(request.POST.get(name)) for name in ("article", "upto")}
    if not any(said.values()):
        return HttpResponse(status=400)
    noticing.mark_read(by=request.user, **{name: pk for name, pk in said.items() if pk})
    if "article" in request.POST:
        return HttpResponse(status=204)
    return HttpResponseRedirect(reverse("admin:notices"))


def choice(site, request):
    """Which kinds are mailed."""
    chosen = {"kinds": noticing.mailed_kinds(request.user)}
    form = MailForm(request.POST or None, initial=chosen)
    if request.method == "POST":
        form = MailForm(request.POST)
        if form.is_valid():
            noticing.choose_mail(form.cleaned_data["kinds"], by=request.user)
            messages.success(request, "Your choice is stored.")
            return HttpResponseRedirect(reverse("admin:notice_choice"))
    context = {"title": "Mail of notices", "form": form}
    return _page(site, request, "choice.html", context, 400 if form.errors else 200)


def _page(site, request, template, context, status=200):
    request.current_app = site.name
    context = {**site.each_context(request), **context}
    return TemplateResponse(request, f"admin/notices/{template}", context, status=status)


# (route, view, name) beneath the admin site.
ADDRESSES = (
    ("notices/", notices, "notices"),
    ("notices/read/", read, "notices_read"),
    ("notices/mail/", choice, "notice_choice"),
)
