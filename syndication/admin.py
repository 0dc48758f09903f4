"""Papers that republish us, their keys, and the mails that tell them of corrections."""

from functools import partial

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Max, Q, Value
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from articles.models import FOR_PROGRAMS, PIECES
from prose.forms import CleanedWords, plain
from prose.seen import AsSeen
from syndication import admin_views
from syndication.models import Alert, ApiKey, Republisher, Taking

SHOWN = 20  # of the stories that were taken last


class OnRecord:
    """To be read, never written by hand."""

    can_delete = False
    extra = 0

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class KeyInline(OnRecord, admin.TabularInline):
    model = ApiKey
    fields = ("label", "shown", "state", "created_at", plain("created_by"), "last_used_at")
    readonly_fields = fields
    verbose_name_plural = "Keys"

    def get_queryset(self, request):
        may_revoke = Value(request.user.has_perm("syndication.revoke_apikey"))
        keys = super().get_queryset(request).annotate(may_revoke=may_revoke)
        return keys.select_related("created_by", "revoked_by")

    @admin.display(description="state")
    def state(self, key):
        if key.revoked_at:
            day = date_format(timezone.localtime(key.revoked_at), "DATE_FORMAT")
            return f"revoked on {day} by {key.revoked_by}"
        if not key.may_revoke:
            return "open"
        address = reverse(
            "admin:syndication_republisher_revoke_key", args=[key.republisher_id, key.pk]
        )
        return format_html('<a href="{}">Revoke…</a>', address)


class TakingInline(OnRecord, admin.TabularInline):
    model = Taking
    fields = ("live", "version", "first_at", "last_at")
    readonly_fields = fields
    verbose_name_plural = f"Stories they took, the last {SHOWN}"

    def get_queryset(self, request):
        """The last ones; a slice could not be filtered by whom they are of."""
        found = super().get_queryset(request).select_related("live")
        pk = request.resolver_match.kwargs.get("object_id")
        last = Taking.objects.filter(republisher=pk).values("pk")[:SHOWN]
        return found.filter(pk__in=list(last.values_list("pk", flat=True)))


class Views:
    """Pages of its own beneath an object: `pages` are looked at, `acts` take POST alone."""

    pages, acts = (), ()

    def get_urls(self):
        own = [self._own(route, partial(view, self), name) for route, view, name in self.pages]
        for route, view, name in self.acts:
            own.append(self._own(route, require_POST(partial(view, self)), name))
        return [*own, *super().get_urls()]

    def _own(self, route, view, name):
        def guarded(request, **kwargs):
            if not self.has_view_permission(request):
                raise PermissionDenied
            return view(request, **kwargs)

        name = f"syndication_{self.opts.model_name}_{name}"
        return path(f"<int:pk>/{route}", self.admin_site.admin_view(guarded), name=name)


@admin.register(Republisher)
class RepublisherAdmin(Views, AsSeen, CleanedWords, admin.ModelAdmin):
    list_display = ("name", "email", "active", "open_keys", "last_used", "waiting")
    list_filter = ("active",)
    search_fields = ("name", "email")
    autocomplete_fields = ("paper",)
    fieldsets = (
        (None, {"fields": ("name", "email", "active")}),
        ("What they may take", {"fields": ("takes_own", "takes_sublicensed", "paper",
                                           "takes_photos")}),
        (None, {"fields": ("note",)}),
    )  # fmt: skip
    inlines = (KeyInline, TakingInline)
    change_form_template = "admin/syndication/republisher.html"
    actions = None
    pages = (
        ("key/", admin_views.give_key, "give_key"),
        ("key/<int:key_pk>/revoke/", admin_views.revoke_key, "revoke_key"),
    )

    def has_delete_permission(self, request, obj=None):
        """Who took stories stays on record; an inactive one gets no more."""
        return False

    def get_inlines(self, request, obj):
        return self.inlines if obj else ()

    def get_queryset(self, request):
        opens = Q(keys__revoked_at=None, keys__pk__isnull=False)
        waits = Q(alerts__state=Alert.State.WAITING)
        return super().get_queryset(request).annotate(
            open_keys=Count("keys", filter=opens, distinct=True),
            last_used=Max("keys__last_used_at"),
            waiting=Count("alerts", filter=waits, distinct=True),
        )  # fmt: skip

    def render_change_form(self, request, context, **kwargs):
        context["may_issue"] = request.user.has_perm("syndication.issue_apikey")
        return super().render_change_form(request, context, **kwargs)

    @admin.display(description="keys", ordering="open_keys")
    def open_keys(self, republisher):
        return republisher.open_keys

    @admin.display(description="last asked", ordering="last_used")
    def last_used(self, republisher):
        return republisher.last_used

    @admin.display(description="mails that wait", ordering="waiting")
    def waiting(self, republisher):
        return republisher.waiting


# What there is to say of an Alert in each state of it.
SAID = {
    Alert.State.WAITING: ("tries", "next_at", "last_error"),
    Alert.State.SENT: ("tries", "sent_at", "sent_to"),
    Alert.State.STOPPED: ("tries", "stopped_by", "stopped_note"),
}


@admin.register(Alert)
class AlertAdmin(Views, OnRecord, admin.ModelAdmin):
    list_display = ("republisher", "what", "since", "state", "trouble")
    list_filter = ("state", "kind")
    list_select_related = ("republisher", "live")
    search_fields = ("republisher__name", "live__headline")
    change_form_template = "admin/syndication/alert.html"
    actions = None
    pages = (("stop/", admin_views.stop, "stop"),)
    acts = (("hurry/", admin_views.hurry, "hurry"),)

    def get_queryset(self, request):
        related = ("republisher", "live", "correction", "stopped_by")
        heavy = (f"live__{name}" for name in ("body", "json_ld", *PIECES, *FOR_PROGRAMS))
        return super().get_queryset(request).select_related(*related).defer(*heavy)

    def get_fields(self, request, obj=None):
        what = ("kind", "correction") if obj.correction_id else ("kind",)
        return ("republisher", "live", *what, "created_at", "state", *SAID[obj.state])

    @admin.display(description="of what", ordering="live__headline")
    def what(self, alert):
        return f"{alert.get_kind_display()} of “{alert.live}”"

    @admin.display(description="since", ordering="created_at")
    def since(self, alert):
        return alert.created_at

    @admin.display(description="why not yet")
    def trouble(self, alert):
        if alert.state != Alert.State.WAITING or not alert.last_error:
            return ""
        return f"{alert.last_error} (tried {alert.tries}×)"

    def render_change_form(self, request, context, obj=None, **kwargs):
        may = request.user.has_perm("syndication.stop_alert")
        context["may_stop"] = may and obj is not None and obj.state == Alert.State.WAITING
        return super().render_change_form(request, context, obj=obj, **kwargs)
