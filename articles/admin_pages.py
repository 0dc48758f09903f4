"""The site's own pages at the desk. Stored and published by articles.page_keeping; this module
shows, asks and passes on."""

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.views.decorators.http import require_POST
from js_asset import Media, Script

from articles import page_keeping, views_pages
from articles.forms import show_refusal
from articles.framing import framed
from articles.models import Page, PageRevision
from articles.page_forms import BeginPageForm, PageForm, PlaceForm
from articles.revising import NotAllowed
from prose.characters import clean_line
from prose.forms import as_number
from prose.sanitise import TextTooLong, clean_page

REVISIONS_SHOWN = 12
IMPORTED = ("previewing",)  # by desk/page.js
VERBS = {  # name: (verb, label, what happens, what is said then)
    "publish": (
        page_keeping.publish,
        "Publish",
        "Readers see this version from now on, and the page finds its place in the footer.",
        "Published",
    ),
    "take-offline": (
        page_keeping.take_offline,
        "Take offline",
        "Readers find no page at its address any more, and links to it lead nowhere. The text "
        "stays on the desk and can be published again.",
        "Taken offline",
    ),
}


@admin.register(Page)
class PageAdmin(admin.ModelAdmin):
    list_display = ("title", "address", "state", "in_footer", "version")
    list_select_related = ("live",)
    ordering = ("edition", "position", "title")
    actions = None

    @admin.display(ordering="slug")
    def address(self, page):
        return page.get_absolute_url()

    @admin.display(description="readers see")
    def state(self, page):
        if page.live is None:
            return "nothing yet"
        return f"version {page.live.number}" if page.changed else "this version"

    def get_list_display(self, request):
        several = len(settings.EDITIONS) > 1
        return (*self.list_display, "edition") if several else self.list_display

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"title": "Pages"} | (extra_context or {}))

    def get_queryset(self, request):
        return super().get_queryset(request).defer("body", "live__body")

    def has_delete_permission(self, request, obj=None):
        """A page is taken offline, and stays on record."""
        return False

    def get_urls(self):
        return [
            self._url("<int:pk>/move/<str:name>/", self.move_view, "move"),
            self._url("<int:pk>/preview/", require_POST(self.preview_view), "preview"),
            self._url("<int:pk>/place/", require_POST(self.place_view), "place"),
            *super().get_urls(),
        ]

    def _url(self, route, view, name):
        return path(route, self.admin_site.admin_view(view), name=f"articles_page_{name}")

    # --- writing

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if object_id is None:
            return self._begin(request)
        page = _page(as_number(object_id))
        if not self.has_view_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            return self._save(request, page)
        former = _revision(page, request)
        words = former or page
        initial = {"version": page.version, "title": words.title, "body": words.body}
        form = PageForm(initial=initial, language=page.edition)
        return self._form(request, page, form, former=former)

    def _begin(self, request):
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = BeginPageForm(request.POST or None, editions=settings.EDITIONS)
        if request.method == "POST" and form.is_valid():
            try:
                page = page_keeping.begin(by=request.user, **form.cleaned_data)
            except ValidationError as error:
                show_refusal(form, error)
            else:
                messages.success(request, "Stored. Nobody sees it yet: publish it when it is done.")
                return HttpResponseRedirect(change_url(page))
        context = {"title": "A new page", "form": form}
        return self._page(request, "begin.html", None, context, 400 if form.errors else 200)

    def _save(self, request, page):
        form = PageForm(request.POST, language=page.edition)
        if not form.is_valid():
            return self._form(request, page, form, 400)
        said = {name: form.cleaned_data[name] for name in ("title", "body")}
        try:
            stored = page_keeping.save(page, by=request.user, seen=form.seen, **said)
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal)) from None
        except page_keeping.PageConflict as conflict:
            return self._conflict(request, conflict, said)
        except ValidationError as error:
            show_refusal(form, error)
            return self._form(request, page, form, 400)
        messages.success(request, f"Saved as version {stored.version}.")
        return HttpResponseRedirect(change_url(stored))

    def _form(self, request, page, form, status=200, former=None):
        user = request.user
        placed = {
            "version": page.version, "in_footer": page.in_footer, "position": page.position,
        }  # fmt: skip
        context = {
            "title": page.title,
            "form": form,
            "former": former,
            "may_change": user.has_perm(page_keeping.CHANGE),
            "may_publish": user.has_perm(page_keeping.PUBLISH),
            "moves": _moves(page) if user.has_perm(page_keeping.PUBLISH) else [],
            "place_form": PlaceForm(initial=placed),
            "revisions": page.revisions.select_related("by").defer("body")[:REVISIONS_SHOWN],
            "imported_modules": IMPORTED,
        }
        return self._page(request, "change.html", page, context, status)

    def _conflict(self, request, conflict, mine):
        page = conflict.page
        compared = [
            (label, mine[name], getattr(page, name))
            for name, label in (("title", "Title"), ("body", "Text"))
            if mine[name] != getattr(page, name)
        ]
        context = {
            "title": "Two versions of one page",
            "sentence": str(conflict),
            "compared": compared,
            "same": "Both say the same: nothing is lost whichever you take.",
            "carried": list(mine.items()),
            "version": page.version,
            "store_at": change_url(page),
            "may_store": True,
        }
        return self._page(request, "conflict.html", page, context, 409)

    # --- moves

    def move_view(self, request, pk, name):
        page = _page(pk)
        if name not in VERBS:
            raise Http404(f"There is no move called {name}.")
        if not request.user.has_perm(page_keeping.PUBLISH):
            raise PermissionDenied
        verb, label, happens, done = VERBS[name]
        context = {"title": f"{label}: {page}", "label": label, "happens": happens, "verb": name}
        if request.method != "POST":
            return self._page(request, "move.html", page, context)
        try:
            verb(page, by=request.user, seen=as_number(request.POST.get("version")))
        except (page_keeping.PageConflict, ValidationError) as refusal:
            context["refusal"] = getattr(refusal, "messages", [str(refusal)])
            return self._page(request, "move.html", _page(pk), context, 409)
        messages.success(request, f"{done}: “{page}”.")
        return HttpResponseRedirect(change_url(page))

    def place_view(self, request, pk):
        page, form = _page(pk), PlaceForm(request.POST)
        if not form.is_valid():
            messages.error(request, "Give its place in the footer as a number from 0 to 999.")
            return HttpResponseRedirect(change_url(page))
        said = form.cleaned_data
        try:
            page_keeping.place(page, by=request.user, seen=said.pop("version"), **said)
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal)) from None
        except page_keeping.PageConflict as conflict:
            messages.error(request, str(conflict))
        else:
            messages.success(request, "Stored. Readers see the footer so from now on.")
        return HttpResponseRedirect(change_url(page))

    # --- pages

    def preview_view(self, request, pk):
        """The page as it stands in the form, without storing it."""
        page = _page(pk)
        if not request.user.has_perm(page_keeping.CHANGE):
            raise PermissionDenied
        title, body = (request.POST.get(name, "") for name in ("title", "body"))
        try:
            words = Page(title=clean_line(title), body=clean_page(body))
        except TextTooLong as error:
            return framed(f"<!doctype html><title>{page}</title><p>{error}</p>")
        around, slots, _ = views_pages.joined(page.edition, page.slug, words)
        return framed(around.fill(slots))

    def _page(self, request, template, page, context, status=200):
        context |= self.admin_site.each_context(request)
        context |= {"opts": self.opts, "page": page}
        if "form" in context:
            media = context["form"].media + Media(js=[Script("desk/page.js", type="module")])
            # The import map of the prose editor is an inline script.
            context["media"] = Media.from_media(media, nonce=request.csp_nonce)
        template = f"admin/articles/page/{template}"
        return TemplateResponse(request, template, context, status=status)


def change_url(page):
    return reverse("admin:articles_page_change", args=[page.pk])


def _page(pk):
    return get_object_or_404(Page.objects.select_related("live", "published_by"), pk=pk)


def _revision(page, request):
    number = as_number(request.GET.get("from"))
    return PageRevision.objects.filter(page=page, number=number).first() if number else None


def _moves(page):
    """[(name, label)] of what may be done to a page as it stands."""
    names = ["publish"] * page.changed + ["take-offline"] * (page.live_id is not None)
    return [(name, VERBS[name][1]) for name in names]
