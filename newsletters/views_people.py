"""What belongs to one reader: the page that every letter links to, their data, their erasure.
The secret in the address is what they show for themselves; no page here needs a cookie."""

from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from newsletters import addresses, erasing, exporting, links, preferences
from newsletters.models import Subscription
from newsletters.views import needs_known_link, personal


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@personal
@needs_known_link
def choices(request, token):
    subscriber = links.subscription_of(token).subscriber
    refusal, status = "", 200
    if request.method == "POST":
        ticked = {name: request.POST.getlist(name) for name in ("was", "wanted")}
        try:
            preferences.choose(subscriber, **ticked)
        except preferences.Stopped as stopped:
            refusal, status = str(stopped), 409
    context = {
        "token": token,
        "address": addresses.readable(subscriber.email),
        "lists": [_row(*row) for row in preferences.lists_of(subscriber)],
        "stopped": subscriber.suppressed_reason,
        "refusal": refusal,
        "saved": request.method == "POST" and not refusal,
    }
    return render(request, "newsletters/preferences.html", context, status=status)


def _row(newsletter, subscription):
    standing = subscription and subscription.state == Subscription.State.CONFIRMED
    return {"newsletter": newsletter, "subscription": subscription if standing else None}


@require_safe
@personal
@needs_known_link
def data(request, token):
    """All that is stored of the person, to keep or to take elsewhere."""
    told = exporting.person(links.subscription_of(token).subscriber)
    response = JsonResponse(told, json_dumps_params={"indent": 2, "ensure_ascii": False})
    response["Content-Disposition"] = 'attachment; filename="my-newsletter-data.json"'
    return response


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@personal
@needs_known_link
def erase(request, token):
    subscriber = links.subscription_of(token).subscriber
    address = addresses.readable(subscriber.email)
    done = request.method == "POST"
    if done:
        erasing.erase(subscriber)
    context = {"token": token, "address": address, "done": done}
    return render(request, "newsletters/erase.html", context)
