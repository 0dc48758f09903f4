"""A form of the desk that comes from who is signed out by now, or has signed in anew in another
window meanwhile: nothing is stored, and every word that was typed is shown, to be copied."""

from urllib.parse import urlsplit

from django.contrib import admin
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode
from django.views.csrf import csrf_failure

OUT = "You are signed out: this window stood open for longer than a session lasts."
ANEW = (
    "You have signed in anew since this page was opened, in another window perhaps, so that it "
    "could not be told from a forged one."
)


def is_form(request):
    """Whether somebody sent a form of this site and looks at what comes of it: scripts ask for
    themselves, and what another site has sent is shown to nobody."""
    sent = request.method == "POST" and request.path != reverse("admin:logout")
    return sent and "text/html" in request.headers.get("Accept", "") and _from_here(request)


def signed_out(request):
    again = f"{reverse('admin:login')}?{urlencode({'next': request.path})}"
    return _page(request, OUT, "Sign in again", again)


def forged(request, reason=""):
    """Where the token is not that of the session."""
    if not is_form(request):
        return csrf_failure(request, reason)
    if not request.user.is_authenticated:
        return signed_out(request)
    return _page(request, ANEW, "Open the page again", request.path)


def _from_here(request):
    return urlsplit(request.headers.get("Origin", "")).netloc == request.get_host()


def _page(request, sentence, act, address):
    context = {
        **admin.site.each_context(request),
        "title": "Nothing is stored",
        "sentence": sentence,
        "act": act,
        "address": address,
        "typed": _typed(request.POST),
    }
    response = render(request, "admin/interrupted.html", context, status=403)
    add_never_cache_headers(response)
    return response


def _typed(posted):
    """[(name of a field, words)]: where there is more than one, somebody has written them."""
    return [
        (name.replace("_", " ").replace("-", " ").capitalize(), text)
        for name, texts in posted.lists()
        for text in texts
        if len(text.split()) > 1 and not text.startswith("{") and "password" not in name
    ]
