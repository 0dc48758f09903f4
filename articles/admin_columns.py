"""How a story shows its parts: columns of the list, and fields that may not be changed."""

from django.contrib import admin
from django.template.loader import render_to_string
from django.utils import timezone

from articles import queues
from articles.forms import name_of
from photos import pictures

NOBODY = "—"
# What shows a field that may not be changed, where its bare value would not do.
SHOWN_BY = {
    "body": "body_shown",
    "tags": "tags_shown",
    "original": "original_shown",
    "translator": "translator_shown",
    "editor": "editor_shown",
    "due_at": "due_filed",
}


class StoryColumns:
    @admin.display(description="state", ordering="state")
    def state_shown(self, story):
        return render_to_string("admin/_state.html", {"story": story})

    @admin.display(description="source")
    def source(self, story):
        if story.original is None:
            return "our own"
        return f"{story.original.publication} · {story.original.language_name}"

    @admin.display(description="translator")
    def translator_shown(self, story):
        return name_of(story.translator) or NOBODY

    @admin.display(description="editor")
    def editor_shown(self, story):
        return name_of(story.editor) or NOBODY

    @admin.display(description="due", ordering="due_at")
    def due_shown(self, story):
        words = queues.due_words(story, timezone.now())
        return render_to_string("admin/_due.html", {"story": story, "due_words": words})

    @admin.display(description="due")
    def due_filed(self, story):
        return f"{timezone.localtime(story.due_at):%d %b %Y, %H:%M}" if story.due_at else NOBODY

    @admin.display(description="updated", ordering="updated_at")
    def updated_shown(self, story):
        at = timezone.localtime(story.updated_at)
        return f"{at:%H:%M}" if at.date() == timezone.localdate() else f"{at:%d %b %Y}"

    @admin.display(description="text")
    def body_shown(self, story):
        return render_to_string("admin/_body.html", {"story": story})

    @admin.display(description="as stored")
    def lead_shown(self, story):
        photo = story.lead_photo
        if photo is None:
            return NOBODY
        context = {"photo": photo, "file": pictures.thumbnail(photo)}
        return render_to_string("admin/_lead.html", context)

    @admin.display(description="tags")
    def tags_shown(self, story):
        return ", ".join(story.tags.names()) or NOBODY

    @admin.display(description="original")
    def original_shown(self, story):
        return render_to_string("admin/_original_link.html", {"story": story})
