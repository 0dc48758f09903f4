"""The fronts at the desk: which there are and what ends when, and each to be arranged. Stored by
articles.arranging; this module shows, asks and passes on."""

import datetime

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from articles import arranging, caches, front_pages, fronts, tasks
from articles.framing import framed
from articles.front_forms import TypedFront, rows
from articles.models import Front, FrontEvent, LiveArticle, Section
from prose.forms import as_number

EVENTS_SHOWN = 12
IMPORTED = ("ordering", "previewing")  # by desk/front.js


@admin.register(Front)
class FrontAdmin(admin.ModelAdmin):
    """Home and sections are there whether anybody arranged them or not, so that nobody adds or
    deletes one."""

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_urls(self):
        return [
            *self._both("arrange", self.arrange_view),
            *self._both("preview", require_POST(self.preview_view)),
            *self._both("found", require_safe(self.found_view)),
            *self._both("clear", self.clear_view),
            *super().get_urls(),
        ]

    def _both(self, name, view):
        """The address for the home page of an edition, and that for one of its sections."""
        view = self._for_arrangers(view)
        name = f"articles_front_{name}"
        word = name.rsplit("_", 1)[1]
        yield path(f"{word}/<str:edition>/", view, name=name)
        yield path(f"{word}/<str:edition>/<slug:slug>/", view, name=name)

    def _for_arrangers(self, view):
        def asked(request, edition, slug=""):
            if not request.user.has_perm(arranging.CHANGE):
                raise PermissionDenied
            return view(request, _front(edition, slug))

        return self.admin_site.admin_view(asked)

    # --- all of them

    def changelist_view(self, request, extra_context=None):
        if not self.has_view_permission(request):
            raise PermissionDenied
        context = {
            "title": "Fronts",
            "editions": [(code, fronts.overview(code)) for code in settings.EDITIONS],
            "agenda": fronts.agenda(),
            "may_change": request.user.has_perm(arranging.CHANGE),
        }
        return self._page(request, "overview.html", context)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        fronts_known = Front.objects.select_related("section")
        front = get_object_or_404(fronts_known, pk=as_number(object_id))
        return HttpResponseRedirect(address("arrange", front))

    # --- one of them

    def arrange_view(self, request, front):
        if request.method == "POST":
            typed = TypedFront(request.POST)
            if "_search" in request.POST:
                return self._form(request, front, typed.pins(), typed=typed)
            if not typed.is_valid:
                return self._form(request, front, typed.pins(), typed=typed, status=400)
            return self._store(request, front, typed)
        former = as_number(request.GET.get("from"))
        event = events_of(front).filter(pk=former).first() if former else None
        pins = as_it_stood(event) if event else fronts.pins(front)
        return self._form(request, front, pins, event=event)

    def _store(self, request, front, typed):
        said = {"by": request.user, "seen": typed.version, "note": typed.note}
        try:
            stored = arranging.arrange(front, pins=typed.pins(), **said)
        except arranging.FrontConflict as conflict:
            return self._conflict(request, typed, conflict)
        except ValidationError as error:
            context = {"refusals": error.messages}
            return self._form(request, front, typed.pins(), typed=typed, status=400, **context)
        if caches.configured():
            tasks.tell_caches.enqueue()  # it would be done by the clock, but a front is news
        words = f"Stored as version {stored.version}. Readers see it from now on."
        messages.success(request, words)
        return HttpResponseRedirect(address("arrange", stored))

    def _form(self, request, front, pins, *, typed=None, status=200, **context):
        listed = fronts.shown(front, pins)
        found = fronts.search(front, typed.words) if typed and typed.words else None
        context |= {
            "title": str(front),
            "version": typed.version if typed else front.version,
            "note": typed.note if typed else "",
            "words": typed.words if typed else "",
            "rows": rows(listed, pins, typed),
            "found": None if found is None else rows(_others(found, listed), ()),
            "wrong": bool(typed) and status == 400,
            "unsaved": bool(typed or context.get("event")),
            "places": fronts.PLACES,
            "names": fronts.place_names(front),
            "pin_until": timezone.localtime() + datetime.timedelta(days=1),
            "agenda": [slot for slot in fronts.agenda(front.edition) if slot.front_id == front.pk],
            "events": events_of(front).select_related("by")[:EVENTS_SHOWN],
            "imported_modules": IMPORTED,
            "addresses": {n: address(n, front) for n in ("arrange", "preview", "found", "clear")},
        }
        return self._page(request, "arrange.html", context, front, status)

    def _conflict(self, request, typed, conflict):
        """Both orders side by side, and everything typed carried along."""
        front = conflict.front
        left_out = ("csrfmiddlewaretoken", "version")
        mine, theirs = _told(typed.pins()), _told(fronts.pins(front))
        context = {
            "title": "Two orders of one front",
            "sentence": str(conflict),
            "compared": [("Pinned", mine, theirs)],
            "carried": [
                (name, value)
                for name, values in request.POST.lists()
                for value in values
                if name not in left_out
            ],
            "version": front.version,
            "store_at": address("arrange", front),
            "may_store": True,
        }
        return self._page(request, "conflict.html", context, front, 409)

    def clear_view(self, request, front):
        if request.method != "POST":
            context = {"title": f"Give back to the clock: {front}", "held": fronts.pins(front)}
            return self._page(request, "clear.html", context, front)
        seen = as_number(request.POST.get("version"))
        try:
            arranging.clear(front, by=request.user, seen=seen)
        except arranging.FrontConflict as conflict:
            messages.error(request, str(conflict))
            return HttpResponseRedirect(address("clear", front))
        messages.success(request, "Nothing is pinned here any more. The newest stories fill it.")
        return HttpResponseRedirect(address("arrange", front))

    def found_view(self, request, front):
        """The stories that a search finds, as rows that the script puts into the list."""
        found = rows(fronts.search(front, request.GET.get("q", "")), ())
        return self._page(request, "_found.html", {"found": found}, front)

    def preview_view(self, request, front):
        """The front as it stands in the form, without storing it."""
        pinned = fronts.places(TypedFront(request.POST).pins())
        slug = front.section.slug if front.section else ""
        around, slots, _ = front_pages.front(front.edition, slug, pinned)
        return framed(around.fill(slots | {"address": ""}))

    def _page(self, request, template, context, front=None, status=200):
        template = f"admin/articles/front/{template}"
        context |= self.admin_site.each_context(request) | {"opts": self.opts, "front": front}
        return TemplateResponse(request, template, context, status=status)


def address(name, front):
    """Of a page of the desk about this front."""
    said = {"edition": front.edition}
    if front.section_id:
        said["slug"] = front.section.slug
    return reverse(f"admin:articles_front_{name}", kwargs=said)


def events_of(front):
    return FrontEvent.objects.filter(front=front.pk)


def as_it_stood(event):
    """[Pin] of an order on record, as far as its times are not over."""
    now = timezone.now()
    pins = [
        fronts.Pin(
            slot["position"],
            slot["live"],
            datetime.datetime.fromisoformat(slot["until"]) if slot["until"] else None,
        )
        for slot in event.slots
    ]
    return [pin for pin in pins if pin.until is None or pin.until > now]


def _front(edition, slug):
    if edition not in settings.EDITIONS:
        raise Http404(f"There is no edition {edition}.")
    section = get_object_or_404(Section, slug=slug) if slug else None
    return fronts.find(edition, section)


def _others(found, listed):
    shown = {story.pk for story in listed}
    return [story for story in found if story.pk not in shown]


def _told(pins):
    """An order in lines that people compare."""
    names = dict(
        LiveArticle.objects.filter(pk__in=[p.live for p in pins]).values_list("pk", "headline")
    )
    return "\n".join(_line(pin, names.get(pin.live, "a story that is gone")) for pin in pins)


def _line(pin, headline):
    until = f", until {timezone.localtime(pin.until):%-d %B, %H:%M}" if pin.until else ""
    return f"{pin.position + 1}. {headline}{until}"
