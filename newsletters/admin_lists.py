"""The lists, and the ways out that their letters take."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.urls import resolve
from django.utils import timezone
from django.utils.dates import WEEKDAYS

from newsletters import services
from newsletters.models import Channel, Newsletter, Subscription
from prose.forms import CleanedWords
from prose.seen import AsSeen


class Weekdays(forms.TypedMultipleChoiceField):
    """A weekday mask, Monday its lowest bit, as seven boxes."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs):
        super().__init__(choices=list(WEEKDAYS.items()), coerce=int, **kwargs)

    def prepare_value(self, value):
        if not isinstance(value, int):
            return value
        return [day for day in WEEKDAYS if value >> day & 1]

    def clean(self, value):
        return sum(1 << day for day in super().clean(value))

    def has_changed(self, initial, data):
        return super().has_changed(self.prepare_value(initial), data)


class NewsletterForm(forms.ModelForm):
    weekdays = Weekdays(
        label="Leaves on", error_messages={"required": "Choose the days on which it leaves."}
    )

    class Meta:
        help_texts = {
            "expires_after": "Hours:minutes:seconds. What has not left by then stays: "
            "old news is none."
        }

    def clean_slug(self):
        """The pages of signing up come before the lists, and would hide one of their name."""
        slug = self.cleaned_data["slug"]
        pages = {resolve(f"/newsletter/{slug}/{rest}").url_name for rest in ("", "1/", "feed/")}
        if pages != {"newsletter-issues", "newsletter-issue", "newsletter-feed"}:
            raise ValidationError(f"“{slug}” is a page of its own here. Choose another slug.")
        return slug

    def clean_expires_after(self):
        after = self.cleaned_data["expires_after"]
        if after.total_seconds() <= 0:
            raise ValidationError("Give a time after which it is too old, such as 12:00:00.")
        return after


@admin.register(Newsletter)
class NewsletterAdmin(AsSeen, CleanedWords, admin.ModelAdmin):
    form = NewsletterForm
    list_display = ("name", "language", "active", "confirmed", "waiting", "unsubscribed")
    list_filter = ("active", "language")
    search_fields = ("name", "call_headline")
    prepopulated_fields = {"slug": ("name",)}
    fieldsets = (
        (None, {"fields": ("name", "slug", "language", "description", "active", "position")}),
        ("Sign-up call", {"fields": ("call_headline", "call_text")}),
        (
            "When it leaves",
            {"fields": ("hour", "due_hour", "weekdays", "max_stories", "expires_after", "channel")},
        ),
        (
            "Who writes",
            {"fields": ("from_name", "from_email", "reply_to", "sign_off", "postal_address")},
        ),
        ("For mail programs and figures", {"fields": ("list_id", "counts_clicks")}),
    )

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


class ChannelForm(forms.ModelForm):
    class Meta:
        model = Channel
        fields = ("name", "kind", "rate", "max_per_connection", "per_call")

    def clean(self):
        said = super().clean()
        many = said.get("per_call", 1) > 1
        if many and (said.get("kind") != Channel.Kind.ANYMAIL or not services.takes_many()):
            services_that_do = ", ".join(sorted(services.PLACES))
            message = f"Only these take several letters in one call: {services_that_do}. Enter 1."
            self.add_error("per_call", message)
        return said


@admin.register(Channel)
class ChannelAdmin(AsSeen, CleanedWords, admin.ModelAdmin):
    form = ChannelForm
    list_display = ("name", "kind", "rate", "state")
    fields = ("name", "kind", "rate", "max_per_connection", "per_call", "state")
    readonly_fields = ("state",)

    @admin.display(description="at the moment")
    def state(self, channel):
        if not channel.pk or not channel.failures:
            return "open"
        if channel.open_until and channel.open_until > timezone.now():
            until = timezone.localtime(channel.open_until)
            return f"stands still until {until:%H:%M:%S}: {channel.trouble}"
        return f"is tried again: {channel.trouble}"
