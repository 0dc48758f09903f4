"""Many photographs at once. Every file is answered by itself: taken in, here already, or
refused with a sentence. A script sends one file after another and gets a row of the list for
each; a plain form sends them together and gets a page with all the rows."""

from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from photos import library, pictures, receiving, renditions
from photos.forms import ACCEPT
from photos.models import Photo

AT_ONCE = 100  # as many as Django takes in one request


@dataclass
class Answer:
    """What became of one file. `photo` is what was made of it, `here` what it was before."""

    name: str
    photo: Photo | None = None
    here: Photo | None = None
    error: str = ""
    alike: list[Photo] = field(default_factory=list)

    @property
    def status(self):
        if self.here:
            return 409
        return 400 if self.error else 201

    @property
    def uncredited(self):
        """The photograph, if somebody has still to say who is named beside it."""
        photo = self.photo or self.here
        return photo if photo and not photo.credit_line else None


def upload(model_admin, request):
    if not model_admin.has_add_permission(request):
        raise PermissionDenied
    files = request.FILES.getlist("file") if request.method == "POST" else []
    answers = [_take_in(model_admin, request, file) for file in files]
    for photo in (p for a in answers for p in (a.photo, a.here, *a.alike) if p):
        photo.thumb = pictures.thumbnail(photo)
    if "application/json" in request.headers.get("Accept", ""):
        return _told(request, answers)
    return _page(model_admin, request, answers)


def _take_in(model_admin, request, file):
    try:
        data = file.read(renditions.MAX_BYTES + 1)
        photo = receiving.receive(data, by=request.user, name=file.name)
    except receiving.AlreadyHere as refusal:
        return Answer(file.name, here=refusal.photo)
    except renditions.Unusable as refusal:
        return Answer(file.name, error=str(refusal))
    except ValidationError as refusal:
        return Answer(file.name, error=" ".join(refusal.messages))
    model_admin.log_addition(request, photo, [{"added": {}}])
    return Answer(file.name, photo, alike=library.alike(photo))


def _told(request, answers):
    if len(answers) != 1:
        return JsonResponse({"error": "Send one file at a time."}, status=400)
    (answer,) = answers
    row = render_to_string("photos/_upload.html", {"answer": answer}, request)
    uncredited = answer.uncredited.pk if answer.uncredited else None
    return JsonResponse({"row": row, "uncredited": uncredited}, status=answer.status)


def _page(model_admin, request, answers):
    context = model_admin.admin_site.each_context(request) | {
        "title": "Upload photographs",
        "opts": model_admin.opts,
        "accept": ACCEPT,
        "most_megabytes": renditions.MAX_BYTES // 1024**2,
        "shortest_side": receiving.SHORTEST_SIDE,
        "at_once": AT_ONCE,
        "answers": answers,
        "received": [answer.photo for answer in answers if answer.photo],
        "uncredited": [answer.uncredited for answer in answers if answer.uncredited],
        "nothing_chosen": request.method == "POST" and not answers,
    }
    refused = request.method == "POST" and not context["received"]
    return render(request, "photos/upload.html", context, status=400 if refused else 200)
