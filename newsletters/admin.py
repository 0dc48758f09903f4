"""The lists at the desk; readers and issues have modules of their own."""

from django.contrib import admin
from django.db.models import Count, Q

from newsletters import admin_issues, admin_people  # noqa: F401 -- registers the rest
from newsletters.models import Newsletter, Subscription
from prose.forms import CleanedWords


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
