"""Readers at the desk. To look at and to search: what happens to a person or a subscription is
decided by the reader, or by a verb on the reader's request, never by filling in a form."""

from functools import partial

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.template.response import TemplateResponse
from django.urls import path

from newsletters import addresses, admin_import, erasing, subscriptions, suppression
from newsletters.models import Subscriber, Subscription

MOST_AT_ONCE = 100


class ReadOnly:
    """For models whose rows come and change by verbs alone."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False


class Asked:
    """Moves on chosen rows: GET and the first POST change nothing, a confirmed one acts."""

    def ask(self, request, queryset, action, *, title, words, button, act, done):
        """`act(thing, by=)` is the verb; `done` is what the log and the person are told."""
        chosen = list(queryset[: MOST_AT_ONCE + 1])
        if len(chosen) > MOST_AT_ONCE:
            words = f"At most {MOST_AT_ONCE} at once: choose those who asked for it."
            return self.message_user(request, words, messages.ERROR)
        if request.POST.get("confirmed"):
            for thing in chosen:
                act(thing, by=request.user)
                self.log_change(request, thing, f"{done}.")
            told = f"{done}: {', '.join(map(str, chosen))}."
            return self.message_user(request, told, messages.SUCCESS)
        context = self.admin_site.each_context(request) | {
            "title": title,
            "words": words,
            "button": button,
            "action": action,
            "opts": self.opts,
            "chosen": chosen,
            "checkbox": ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "newsletters/admin/ask.html", context)


class SubscriptionInline(ReadOnly, admin.TabularInline):
    model = Subscription
    fields = (
        "newsletter",
        "state",
        "requested_at",
        "confirmed_at",
        "unsubscribed_at",
        "consent",
        "source",
    )
    readonly_fields = fields
    can_delete = False
    extra = 0


@admin.register(Subscriber)
class SubscriberAdmin(ReadOnly, Asked, admin.ModelAdmin):
    change_list_template = "newsletters/admin/subscribers.html"
    list_display = ("address", "lists", "suppressed_reason", "created_at")
    list_filter = ("subscriptions__state", "subscriptions__newsletter", "suppressed_reason")
    search_fields = ("email",)
    fields = ("address", "created_at", "suppressed_reason", "suppressed_at")
    readonly_fields = fields
    date_hierarchy = "created_at"
    inlines = (SubscriptionInline,)
    actions = ("stop_letters", "allow_letters")

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("subscriptions__newsletter")

    def get_urls(self):
        wrap = self.admin_site.admin_view
        own = [
            path(address, wrap(partial(view, self)), name=f"newsletters_subscriber_{name}")
            for address, view, name in admin_import.VIEWS
        ]
        return [*own, *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        may = {
            f"may_{verb}": request.user.has_perm(f"newsletters.{verb}_subscriber")
            for verb in ("import", "export")
        }
        return super().changelist_view(request, may | (extra_context or {}))

    @admin.display(ordering="email")
    def address(self, subscriber):
        return addresses.readable(subscriber.email)

    @admin.display(description="newsletters")
    def lists(self, subscriber):
        return ", ".join(
            f"{subscription.newsletter} ({subscription.get_state_display()})"
            for subscription in subscriber.subscriptions.all()
        )

    # --- letters

    def has_suppress_permission(self, request):
        return request.user.has_perm("newsletters.suppress_subscriber")

    @admin.action(description="Stop all letters at the reader's request…", permissions=["suppress"])
    def stop_letters(self, request, queryset):
        return self.ask(
            request,
            queryset,
            "stop_letters",
            title="Stop all letters?",
            words="They get no letter of ours any more, not even one that asks for a confirmation, "
            "and no import brings them back.",
            button="Stop letters",
            act=suppression.stop,
            done="Letters stopped",
        )

    @admin.action(description="Allow letters again…", permissions=["suppress"])
    def allow_letters(self, request, queryset):
        return self.ask(
            request,
            queryset,
            "allow_letters",
            title="Allow letters again?",
            words="Do it only if the person wants it, or the mailbox works again. Lists that they "
            "have left stay left: for these they sign up themselves.",
            button="Allow letters",
            act=suppression.allow,
            done="Letters allowed",
        )

    # --- erasing

    def has_delete_permission(self, request, obj=None):
        return request.user.has_perm("newsletters.erase_subscriber")

    def get_deleted_objects(self, objs, request):
        """Whoever may erase a person may erase what belongs to the person."""
        to_delete, counts, _, protected = super().get_deleted_objects(objs, request)
        return to_delete, counts, set(), protected

    def delete_model(self, request, obj):
        erasing.erase_on_request(obj, by=request.user)

    def delete_queryset(self, request, queryset):
        for subscriber in queryset:
            erasing.erase_on_request(subscriber, by=request.user)


@admin.register(Subscription)
class SubscriptionAdmin(ReadOnly, Asked, admin.ModelAdmin):
    list_display = ("subscriber", "newsletter", "state", "since")
    list_filter = ("state", "newsletter")
    list_select_related = ("subscriber", "newsletter")
    search_fields = ("subscriber__email",)
    date_hierarchy = "requested_at"
    fields = (
        "subscriber",
        "newsletter",
        "state",
        "requested_at",
        "asked_at",
        "confirmed_at",
        "unsubscribed_at",
        "consent",
        "source",
    )
    readonly_fields = fields
    actions = ("unsubscribe_on_request",)

    @admin.display(ordering="requested_at")
    def since(self, subscription):
        return (
            subscription.unsubscribed_at or subscription.confirmed_at or subscription.requested_at
        )

    def has_unsubscribe_permission(self, request):
        return request.user.has_perm("newsletters.unsubscribe_subscription")

    @admin.action(description="Unsubscribe at the reader's request…", permissions=["unsubscribe"])
    def unsubscribe_on_request(self, request, queryset):
        return self.ask(
            request,
            queryset,
            "unsubscribe_on_request",
            title="Unsubscribe at the reader's request?",
            words="They get no more letters of these newsletters. Only they themselves can come "
            "back, by a new confirmation.",
            button="Unsubscribe them",
            act=subscriptions.unsubscribe_on_request,
            done="Unsubscribed at the reader's request",
        )
