"""Signing up and leaving. No page here sets a cookie, and none changes anything on GET."""

from functools import wraps

from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from articles import editions
from articles.views import public
from newsletters import addresses, clicks, limits, links, subscriptions
from newsletters.forms import SignUpForm
from newsletters.models import CONFIRM_WITHIN, Newsletter, Subscription

BUSY = _(
    "Too many people have signed up from your network or on this site within the hour. "
    "Nothing was sent. Please try again in an hour."
)


def personal(view):
    """For pages that belong to one person: kept by no cache, listed nowhere, and their
    address is not passed on to the pages they link to."""

    @wraps(view)
    def wrapper(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Referrer-Policy"] = "no-referrer"
        return response

    return wrapper


# Without CSRF token: the form stands on cached pages without cookie, and a forged sign-up
# has no more effect than a typed one. With the links of our letters the token is in the link.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def newsletter(request):
    return _sign_up(request) if request.method == "POST" else _offer(request)


@public
def _offer(request):
    return _form_page(request, SignUpForm(offered=_offered()))


def _offered():
    """The lists of this edition first: the short form under its stories means the first."""
    edition = editions.current()
    return sorted(
        Newsletter.objects.offered(), key=lambda one: editions.of(one.language) != edition
    )


@personal
def _sign_up(request):
    """The answer is the same whether the address is new, known, confirmed or was asked a
    minute ago."""
    form = SignUpForm(request.POST, offered=_offered())
    if not form.is_valid():
        return _form_page(request, form, status=400)
    now = timezone.now()
    if not limits.may_ask(request.META.get("REMOTE_ADDR", ""), now=now):
        form.add_error(None, BUSY)
        return _form_page(request, form, status=429)
    subscriptions.sign_up(form.cleaned_data["email"], form.cleaned_data["newsletter"], now=now)
    return redirect("newsletter-sent")


def _form_page(request, form, status=200):
    context = {"form": form, "offered": list(form.offered.values())}
    return render(request, "newsletters/sign_up.html", context, status=status)


@require_safe
@public
def sent(request):
    return render(request, "newsletters/sent.html")


def needs_known_link(view):
    @wraps(view)
    def wrapper(request, token):
        try:
            return view(request, token)
        except links.UnknownLink:
            return render(request, "newsletters/unknown_link.html", status=404)

    return wrapper


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@personal
@needs_known_link
def confirm(request, token):
    asked = (subscriptions.confirm if request.method == "POST" else links.asked_for)(token)
    open_, confirmed = list(asked.open(timezone.now())), list(asked.confirmed())
    found = open_ or confirmed
    context = {
        "open": open_,
        "confirmed": confirmed,
        "address": addresses.readable(found[0].subscriber.email) if found else "",
        "days": CONFIRM_WITHIN.days,
    }
    return render(request, "newsletters/confirm.html", context, status=200 if found else 410)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@personal
@needs_known_link
def unsubscribe(request, token):
    """The POST serves the button and the one-click of mail programs (RFC 8058) alike: it
    needs no cookie, is answered at once with 200, and what it carries is not looked at."""
    one_click = request.method == "POST"
    subscription = (subscriptions.unsubscribe if one_click else links.subscription_of)(token)
    return _standing(request, subscription)


@csrf_exempt
@require_POST
@personal
@needs_known_link
def undo(request, token):
    """After a slip: the button on the page that says that one has left."""
    return _standing(request, subscriptions.undo(token), back=True)


def _standing(request, subscription, back=False):
    left = subscription.state == Subscription.State.UNSUBSCRIBED
    same = subscriptions.may_undo(timezone.now()).filter(pk=subscription.pk)
    context = {
        "subscription": subscription,
        "left": left,
        "back": back and subscription.state == Subscription.State.CONFIRMED,
        "may_undo": left and same.exists(),
        "address": addresses.readable(subscription.subscriber.email),
    }
    return render(request, "newsletters/unsubscribe.html", context)


@require_safe
@personal
@needs_known_link
def go(request, token):
    """On to where a link of a letter leads. The one GET that writes: a sum, where the list
    wants it (see clicks.py)."""
    click = links.click_of(token)
    if request.method == "GET":
        clicks.count(click, request.headers.get("Sec-Purpose", request.headers.get("Purpose", "")))
    return redirect(click.url)
