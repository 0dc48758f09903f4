"""The API: our stories in ninjs, to be read by anybody and republished by who has a key.

Anybody is told what there is; whoever shows a key gets the text of what its rights reach.
"""

import datetime
import hashlib
from functools import wraps
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.http import HttpResponseNotModified, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers

from articles.media import absolute
from articles.models import FOR_PROGRAMS, PIECES, LiveArticle
from syndication import asking, keys, ninjs, rights, taking
from syndication.asking import Wrong

HEAVY = ("body", *PIECES, *FOR_PROGRAMS)  # of a story; its list shows none of it
# A change may be committed a little after the moment it bears; whoever goes on from the last one
# is given these seconds once more.
SLACK = datetime.timedelta(seconds=60)
NO_KEY = "Send it as “Authorization: Bearer KEY”. Without one you are told headlines only."
PROBLEM = "application/problem+json"  # RFC 9457


def api(view):
    """Lets in who shows a key, as `republisher`, or anybody, as None; words every refusal."""

    @wraps(view)
    def answered(request, *args, **kwargs):
        try:
            if request.method not in ("GET", "HEAD"):
                raise Wrong(405, "This is for reading only.", "Use GET.", Allow="GET, HEAD")
            republisher = _republisher(request)
            response = view(request, republisher, *args, **kwargs)
        except Wrong as wrong:
            return _public(_refused(wrong))
        patch_vary_headers(response, ["Authorization"])
        if republisher is None:
            return _public(response)
        patch_cache_control(response, private=True, max_age=0)
        return response

    return answered


@api
def index(request, republisher):
    """What there is, for who finds the API by its address."""
    stories = absolute(reverse("api-stories"))
    told = {
        "name": f"{settings.SITE_NAME} API",
        "format": "ninjs 3.1",
        "stories": stories,
        "changed_since": f"{stories}?since=2026-05-20T12:00:00Z",
        "parameters": list(asking.KNOWN),
        "key": republisher.name if republisher else NO_KEY,
        "withdrawn": "A story whose pubStatus is canceled must not be used any more.",
    }
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 2})


@api
def stories(request, republisher):
    """The stories that changed since a moment, withdrawals among them, the first change first.
    `next` leads on; when all has been told it is where to ask again later."""
    asked, now = asking.read(request.GET.dict()), timezone.now()
    changed = Coalesce("withdrawn_at", "rendered_at")
    found = LiveArticle.objects.annotate(changed=changed).filter(
        Q(changed__gt=asked.at) | Q(pk__gt=asked.pk), changed__gte=asked.at
    )
    if republisher:
        found = found.filter(rights.told(republisher))
    if asked.language:
        found = found.filter(language=asked.language)
    if asked.section:
        found = found.filter(section__slug=asked.section)
    rows = list(found.order_by("changed", "pk").defer(*HEAVY)[: asked.limit + 1])
    shown, more = rows[: asked.limit], len(rows) > asked.limit
    following = _following(asked, shown, more, now)
    etag = _etag(republisher, following, [(row.pk, row.changed) for row in shown])

    def told():
        return {
            "items": [ninjs.partial(row, republisher) for row in shown],
            "more": more,
            "next": following,
        }

    return _conditional(request, etag, told)


@api
def story(request, republisher, pk):
    """One story: with its text for who may republish it, which is then noted."""
    now = timezone.now()
    live = LiveArticle.objects.filter(pk=pk)
    if republisher:
        live = live.defer(None).defer(*PIECES, "rss").annotate(open=_open(republisher)).first()
    else:
        live = live.defer(*HEAVY).first()
    if live is None:
        raise Wrong(404, "There is no such story.", f"Look it up in {reverse('api-stories')}.")
    if republisher and not live.withdrawn_at and not live.open:
        raise Wrong(403, "You may not republish this story.", _why_not(live))
    facts = (live.pk, live.version, live.rendered_at, live.withdrawn_at)
    etag = _etag(republisher, request.path, facts)
    write = ninjs.full if republisher else ninjs.partial
    response = _conditional(request, etag, lambda: write(live, republisher))
    if republisher and not live.withdrawn_at and response.status_code == 200:
        taking.note(republisher, live, now)
    return response


def _republisher(request):
    header = request.headers.get("Authorization", "")
    if not header:
        return None
    scheme, _, secret = header.partition(" ")
    try:
        key = keys.use(secret.strip()) if scheme.lower() == "bearer" else None
    except keys.TooOften as often:
        hint = f"A key may ask {keys.PER_MINUTE} times a minute. Ask again in {often.seconds} s."
        raise Wrong(429, "Too many requests.", hint, **{"Retry-After": often.seconds}) from None
    if key is None:
        challenge = {"WWW-Authenticate": "Bearer"}
        raise Wrong(401, "This key does not open.", f"It may be revoked. {NO_KEY}", **challenge)
    return key.republisher


def _open(republisher):
    """Whether a story is open to it, as a column."""
    reached = LiveArticle.objects.filter(rights.entitled(republisher))
    return Q(pk__in=reached.values("pk"))


def _why_not(live):
    if live.source:
        return f"Our agreement with {live.source['name']} does not let us pass it on."
    return "Your key is for other stories than our own. Ask us for more."


def _following(asked, shown, more, now):
    at, pk = asked.at, asked.pk
    if shown:
        at, pk = shown[-1].changed, shown[-1].pk
    if not more and at > now - SLACK:
        at, pk = max(asked.at, now.replace(second=0, microsecond=0) - SLACK), 0
    query = {"after": asking.cursor(at, pk), "limit": asked.limit}
    query |= {"language": asked.language} if asked.language else {}
    query |= {"section": asked.section} if asked.section else {}
    return f"{absolute(reverse('api-stories'))}?{urlencode(query)}"


def _conditional(request, etag, told):
    response = get_conditional_response(request, etag, None)
    if response is None or not isinstance(response, HttpResponseNotModified):
        response = JsonResponse(told(), json_dumps_params={"ensure_ascii": False})
    response["ETag"] = etag
    return response


def _etag(republisher, *facts):
    """Rights are part of it: what they reach may change while the story stays as it is."""
    who = republisher and (republisher.pk, republisher.takes_photos)
    told = repr((settings.VERSION, settings.SITE_NAME, who, *facts)).encode()
    return f'"{hashlib.blake2s(told, digest_size=12).hexdigest()}"'


def _public(response):
    """Told to everybody alike; scripts of any site may read it."""
    response["Access-Control-Allow-Origin"] = "*"
    patch_vary_headers(response, ["Authorization"])
    if response.status_code in (200, 304):
        patch_cache_control(response, public=True, max_age=0, s_maxage=60)
    else:
        patch_cache_control(response, no_store=True)
    return response


def _refused(wrong):
    told = {"status": wrong.status, "title": wrong.title, "hint": wrong.hint}
    return JsonResponse(
        told,
        status=wrong.status,
        content_type=PROBLEM,
        headers=wrong.headers,
        json_dumps_params={"ensure_ascii": False},
    )
