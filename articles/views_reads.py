"""Where browsers say that a story was read (articles/tallying.py)."""

import re
from urllib.parse import unquote

from django.conf import settings
from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from articles import editions, tallying

# Crude, and enough: most machines run no script and never come here.
MACHINES = re.compile(
    r"^$|bot|crawl|spider|slurp|headless|preview|monitor|lighthouse|python|curl|wget", re.I
)
MOST = 2000  # bytes: a path whose letters take three times three of them each
PATH = re.compile(r"/([-\w]+/[-\w]+)/")


@never_cache
@csrf_exempt  # nobody is logged in here, and nothing of anybody changes
@require_POST
def read(request):
    """204 whatever is said: nobody learns what was counted."""
    if settings.MOST_READ and not _unwanted(request):
        said = unquote(request.read(MOST).decode("utf-8", "replace"))
        edition = editions.at(said)
        if path := PATH.fullmatch(said.removeprefix(editions.prefix(edition))):
            tallying.count(edition, path[1])
    return HttpResponse(status=204)


def _unwanted(request):
    """Of machines, of other sites, or of readers who ask not to be counted."""
    said = request.headers
    return (
        said.get("DNT") == "1"
        or said.get("Sec-GPC") == "1"
        or said.get("Sec-Fetch-Site", "same-origin") != "same-origin"
        or MACHINES.search(said.get("User-Agent", ""))
    )
