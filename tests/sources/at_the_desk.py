"""An import as the pages of the desk make it."""

import html
import json
import re

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

ADDRESS = reverse("admin:sources_original_add")


def upload(data, name="story.html"):
    return SimpleUploadedFile(name, data if isinstance(data, bytes) else data.encode())


def read(desk, publication, **said):
    return desk.post(ADDRESS, {"step": "read", "publication": publication.pk} | said)


def fields(response):
    """What the preview's form would send back if nobody touched it."""
    form = response.context["form"]
    unticked = ("drop", "standfirst_is_text")
    sent = {name: form[name].value() for name in form.fields if name not in unticked}
    publication = sent["publication"]
    return sent | {
        "step": "save",
        "publication": getattr(publication, "pk", publication),
        "blocks": json.dumps(form.numbered),
        "pictures": json.dumps(form.shown_pictures()),
        "first_published_at": sent["first_published_at"].strftime("%Y-%m-%dT%H:%M:%S")
        if sent["first_published_at"]
        else "",
    }


def save(desk, response, **changed):
    return desk.post(ADDRESS, fields(response) | changed)


def text_of(response):
    return html.unescape(re.sub(r"<[^>]*>", "", response.content.decode()))
