"""What a page of the desk carries of the thing that it shows (prose/seen.py)."""

from types import SimpleNamespace

from django.contrib import admin
from django.test import RequestFactory


def seal(thing):
    request = RequestFactory().get("/")
    request.user = SimpleNamespace(has_perm=lambda *args: True)
    form = admin.site.get_model_admin(type(thing)).get_form(request, thing, change=True)
    stored = type(thing)._base_manager.get(pk=thing.pk)
    return form(instance=stored).initial["seen"]
