"""The messages by which windows say that they are there, and hear who else is."""

import json
import re

from django.http import JsonResponse

from articles import attending
from articles.admin_views import find

_WINDOW = re.compile(r"[0-9a-zA-Z-]{1,32}")


def presence(model_admin, request, pk):
    """`{"window", "typing", "active", "leaving", "version"}` → who is there, time, and the newest
    version if it is another. 404 where the story is not theirs to see."""
    try:
        said = _parsed(request.body)
    except ValueError:
        return JsonResponse({"error": "This could not be read."}, status=400)
    story = find(model_admin, request, pk)
    if story is None:
        sentence = "There is no such story here, or it belongs to somebody else."
        return JsonResponse({"error": sentence}, status=404)
    window = said["window"]
    if said.get("leaving"):
        attending.leave(story, by=request.user, window=window)
        return JsonResponse({})
    rows = attending.attend(
        story,
        by=request.user,
        window=window,
        typing=said.get("typing") is True,
        active=said.get("active") is True,
    )
    return JsonResponse(
        {
            "line": attending.line(rows, request.user),
            "time": attending.spent(story, request.user),
            **_newest(story, said.get("version"), request.user),
        }
    )


def _parsed(body):
    try:
        said = json.loads(body)
    except RecursionError as error:
        raise ValueError from error
    window = said.get("window") if isinstance(said, dict) else None
    if not isinstance(window, str) or not _WINDOW.fullmatch(window):
        raise ValueError
    return said


def _newest(story, seen, user):
    if seen == story.version:
        return {}
    last = story.revisions.select_related("by").defer("data").first()
    who = last.by.get_full_name() or last.by.get_username() if last else ""
    if last and last.by_id == user.pk:
        who = "You, in another window,"
    return {"version": story.version, "stored": f"{who} stored version {story.version}."}
