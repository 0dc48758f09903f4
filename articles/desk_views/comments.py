"""The comments of a story, as JSON for static/desk/comments.js."""

import hashlib

from django.core.exceptions import ValidationError
from django.db.models import Count, Max
from django.http import JsonResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.formats import date_format

from articles import commenting, noticing, queues
from articles.admin_views import find
from articles.desk_views.answers import refusal
from articles.models import Comment
from articles.revising import NotAllowed
from prose.forms import as_number

_GONE = "There is no such story here, or it belongs to somebody else."
_NO_THREAD = "There is no such comment in this story."


def comments(model_admin, request, pk):
    """All threads of the story in the order in which they were begun; 304 if nothing is new."""
    story = find(model_admin, request, pk)
    if story is None:
        return refusal(_GONE, 404)
    etag = _etag(story)
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None and unchanged.status_code == 304:
        return unchanged
    answer = JsonResponse({"closed": commenting.closed(story), "threads": _threads(story)})
    return _tagged(answer, etag)


def people(model_admin, request, pk):
    """Who may be mentioned: who may see this story, by name."""
    story = find(model_admin, request, pk)
    if story is None:
        return refusal(_GONE, 404)
    found = queues.audience(story).order_by("first_name", "last_name", "username")
    names = [{"username": user.username, "name": user.get_full_name()} for user in found]
    return JsonResponse({"people": names})


def add(model_admin, request, pk):
    """`text`, with `block` and `quote` of a paragraph, or with `thread` as an answer."""
    story = find(model_admin, request, pk)
    if story is None:
        return refusal(_GONE, 404)
    said = {name: request.POST.get(name, "") for name in ("text", "block", "quote")}
    if "thread" not in request.POST:
        return _done(model_admin, request, pk, commenting.comment, story, **said)
    thread = _thread(story, request)
    if thread is None:
        return refusal(_NO_THREAD, 404)
    return _done(model_admin, request, pk, commenting.reply, thread, text=said["text"])


def resolve(model_admin, request, pk):
    return _settle(model_admin, request, pk, commenting.resolve)


def reopen(model_admin, request, pk):
    return _settle(model_admin, request, pk, commenting.reopen)


def _settle(model_admin, request, pk, verb):
    story = find(model_admin, request, pk)
    if story is None:
        return refusal(_GONE, 404)
    thread = _thread(story, request)
    if thread is None:
        return refusal(_NO_THREAD, 404)
    return _done(model_admin, request, pk, verb, thread)


def _thread(story, request):
    """Of this story: an id of another one is no id."""
    number = as_number(request.POST.get("thread"))
    return story.comments.select_related("parent").filter(pk=number).first()


def _done(model_admin, request, pk, verb, thing, **said):
    """Do it, and answer with all threads as they are now."""
    try:
        made = verb(thing, by=request.user, **said)
    except NotAllowed as refused:
        return refusal(str(refused), 403)
    except ValidationError as error:
        return refusal(" ".join(error.messages), 400)
    story = find(model_admin, request, pk)
    answer = {"closed": commenting.closed(story), "threads": _threads(story), "made": made.pk}
    return _tagged(JsonResponse(answer), _etag(story))


def _tagged(answer, etag):
    answer["ETag"] = etag
    answer["Cache-Control"] = "private, no-cache"
    return answer


def _etag(story):
    """Changes with every comment, with what is resolved and with what is taken up again."""
    state = story.comments.aggregate(Count("pk"), Count("resolved_at"), Max("resolved_at"))
    parts = [story.pk, story.state, *state.values()]
    return f'"{hashlib.sha256(repr(parts).encode()).hexdigest()[:24]}"'


def _threads(story):
    every = Comment.objects.filter(article=story).select_related("by", "resolved_by")
    replies, threads = {}, []
    for comment in every.prefetch_related("mentions"):
        if comment.parent_id:
            replies.setdefault(comment.parent_id, []).append(_comment(comment))
        else:
            threads.append(comment)
    return [_thread_shown(thread, replies.get(thread.pk, [])) for thread in threads]


def _thread_shown(thread, replies):
    resolved = thread.resolved_by
    return {
        "id": thread.pk,
        "block": thread.block,
        "quote": thread.quote,
        "resolved": f"{noticing.name_of(resolved)}, {_moment(thread.resolved_at)}"
        if resolved
        else "",
        "comments": [_comment(thread), *replies],
    }


def _comment(comment):
    return {
        "id": comment.pk,
        "by": noticing.name_of(comment.by),
        "at": _moment(comment.at),
        "text": comment.text,
        "mentions": [user.username for user in comment.mentions.all()],
    }


def _moment(at):
    return date_format(timezone.localtime(at), "j M, H:i")
