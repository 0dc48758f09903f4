"""The addresses of the project and, for the tests of the editor, a page with nothing but a form."""

from django import forms
from django.http import HttpResponse
from django.template import RequestContext, Template
from django.urls import path
from django_prose_editor.fields import ProseEditorFormField
from django_prose_editor.widgets import AdminProseEditorWidget
from js_asset import Media

from newsroom import urls
from prose.sanitise import clean_body
from prose.vocabulary import BODY

# Styles of the admin, of the editor and of ours come in the order in which the desk has them.
PAGE = Template("""{% load static %}<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Editor</title>
<meta name="viewport" content="width=device-width">
<style data-tiptap-style nonce="{{ nonce }}"></style>
<link rel="stylesheet" href="{% static "admin/css/base.css" %}">
<link rel="stylesheet" href="{% static "admin/css/dark_mode.css" %}">
<link rel="stylesheet" href="{% static "admin/css/forms.css" %}">
{{ media }}
<link rel="stylesheet" href="{% static "desk/desk.css" %}">
<link rel="stylesheet" href="{% static "desk/prose.css" %}">
</head><body><main id="content"><form method="post" action="/admin/editor/">{% csrf_token %}
{{ form.as_p }}<button>Save</button></form></main></body></html>""")


class StoryForm(forms.Form):
    headline = forms.CharField(required=False)
    body = ProseEditorFormField(
        extensions=BODY, widget=AdminProseEditorWidget, required=False, label="Text"
    )


def editor(request):
    """Starts with the body of the query; a post is answered with what would be stored."""
    if request.method == "POST":
        return HttpResponse(clean_body(request.POST["body"]), content_type="text/plain")
    form = StoryForm(initial=request.GET.dict())
    media = Media.from_media(form.media, nonce=request.csp_nonce)
    context = RequestContext(request, {"form": form, "media": media, "nonce": request.csp_nonce})
    return HttpResponse(PAGE.render(context))


urlpatterns = [path("admin/editor/", editor), *urls.urlpatterns]
