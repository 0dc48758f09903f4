"""Lists and readers at the desk. To look at and to search: what happens to a subscription is
decided by the reader, or by a verb on the reader's request, never by filling in a form."""

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import Count, Q
from django.template.response import TemplateResponse

from newsletters import addresses, admin_issues, subscriptions  # noqa: F401 -- registers the rest
from newsletters.models import Newsletter, Subscriber, Subscription
from prose.forms import CleanedWords

MOST_AT_ONCE = 100


class ReadOnly:
    """For models whose rows come and change by verbs alone. Deleting follows its permission:
    a person may ask to be erased."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(Newsletter)
class NewsletterAdmin(CleanedWords, admin.ModelAdmin):
    list_display = ("name", "language", "active", "confirmed", "waiting", "unsubscribed")
    list_filter = ("active", "language")
    search_fields = ("name", "call_headline")
    prepopulated_fields = {"slug": ("name",)}

    def get_queryset(self, request):
        counts = {
            state.value: Count("subscriptions", filter=Q(subscriptions__state=state))
            for state in Subscription.State
        }
        return super().get_queryset(request).annotate(**counts)

    @admin.display(ordering="confirmed")
    def confirmed(self, newsletter):
        return newsletter.confirmed

    @admin.display(ordering="pending")
    def waiting(self, newsletter):
        return newsletter.pending

    @admin.display(ordering="unsubscribed")
    def unsubscribed(self, newsletter):
        return newsletter.unsubscribed


class SubscriptionInline(ReadOnly, admin.TabularInline):
    model = Subscription
    fields = ("newsletter", "state", "requested_at", "confirmed_at", "unsubscribed_at", "consent")
    readonly_fields = fields
    can_delete = False
    extra = 0


@admin.register(Subscriber)
class SubscriberAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("address", "lists", "created_at")
    list_filter = ("subscriptions__state", "subscriptions__newsletter")
    search_fields = ("email",)
    fields = ("address", "created_at")
    readonly_fields = fields
    date_hierarchy = "created_at"
    inlines = (SubscriptionInline,)

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("subscriptions__newsletter")

    @admin.display(ordering="email")
    def address(self, subscriber):
        return addresses.readable(subscriber.email)

    @admin.display(description="newsletters")
    def lists(self, subscriber):
        return ", ".join(
            f"{subscription.newsletter} ({subscription.get_state_display()})"
            for subscription in subscriber.subscriptions.all()
        )


@admin.register(Subscription)
class SubscriptionAdmin(ReadOnly, admin.ModelAdmin):
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
        chosen = list(queryset[: MOST_AT_ONCE + 1])
        if len(chosen) > MOST_AT_ONCE:
            words = f"At most {MOST_AT_ONCE} at once: choose those who asked for it."
            return self.message_user(request, words, messages.ERROR)
        if request.POST.get("confirmed"):
            return self._unsubscribe(request, chosen)
        context = self.admin_site.each_context(request) | {
            "title": "Unsubscribe at the reader's request?",
            "opts": self.opts,
            "chosen": chosen,
            "checkbox": ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "newsletters/admin/unsubscribe.html", context)

    def _unsubscribe(self, request, chosen):
        for subscription in chosen:
            subscriptions.unsubscribe_on_request(subscription, by=request.user)
            self.log_change(request, subscription, "Unsubscribed at the reader's request.")
        words = ", ".join(map(str, chosen))
        self.message_user(request, f"Unsubscribed: {words}.", messages.SUCCESS)
