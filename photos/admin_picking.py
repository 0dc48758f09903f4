"""Photographs for the desk's pickers: those of the text's editor and of the story form."""

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.utils import timezone

from photos import library, pictures
from photos.problems import credit_problems
from prose import wordings
from prose.forms import as_number
from prose.vocabulary import PHOTO

AT_MOST = 30


def pick(model_admin, request):
    """`?q=` searches, `?id=` asks for one; `&story=` is the story it is for, in whose language
    captions are proposed. Why a photograph may not be shown there is told with it; who chooses it
    may know that it soon may."""
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    found = model_admin.get_queryset(request).order_by("-uploaded_at", "-pk")
    wanted = request.GET.get("id")
    if wanted is not None:
        found = found.filter(pk=wanted) if PHOTO.fullmatch(wanted) else found.none()
    found, _ = model_admin.get_search_results(request, found, request.GET.get("q", ""))
    photos, story = list(found[:AT_MOST]), as_number(request.GET.get("story"))
    spent, language = library.spent(photos, story=story), library.language_of(story)
    results = [_pickable(photo, language, photo.pk in spent) for photo in photos]
    return JsonResponse({"results": results})


def _pickable(photo, language, spent):
    day = timezone.localdate()
    problems = credit_problems(photo, day, shown_elsewhere=spent) if photo.credit_line else []
    return {
        "id": photo.pk,
        "title": photo.title,
        "caption": wordings.said(photo, "caption", language).text,
        "credit": photo.credit_line,
        "problems": [problem.message for problem in problems if problem.blocks],
        "thumb": pictures.thumbnail(photo)["src"],
        "width": photo.width,
        "height": photo.height,
    }
