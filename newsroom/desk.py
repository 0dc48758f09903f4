"""The desk's admin site: its name, and the first screen with the queues of each role."""

from functools import partial, update_wrapper

from django.conf import settings
from django.contrib import admin
from django.db.models import Count, Q
from django.urls import path
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.functional import SimpleLazyObject

from articles import endings, noticing, purging, queues
from articles.desk_views import checks, glossaries, notices, reads, usage, work
from jobs import health
from newsletters import missing, progress
from newsletters.models import Newsletter, Subscription
from newsroom import interrupted
from photos.models import Photo
from sources.models import Tip
from syndication import alerting

# What may be begun from the first screen: (label, URL name, permission).
BEGINNINGS = (
    ("Import an original", "admin:sources_original_add", "sources.import_original"),
    ("Commission a story", "admin:articles_article_add", "articles.commission_article"),
    ("Upload photographs", "admin:photos_photo_upload", "photos.add_photo"),
    ("Work by month", "admin:work", "articles.translate_article"),
    ("Photographs used", "admin:photo_uses", "articles.view_photouse"),
    ("Arrange the fronts", "admin:articles_front_changelist", "articles.change_front"),
    ("Most read", "admin:most_read", "articles.view_front"),
    ("Copy checks", "admin:checks", "articles.view_dismissal"),
    ("Begin an issue", "admin:newsletters_issue_add", "newsletters.add_issue"),
)


OWN_PAGES = (
    *notices.ADDRESSES, *work.ADDRESSES, *usage.ADDRESSES, *reads.ADDRESSES, *checks.ADDRESSES,
    *glossaries.ADDRESSES,
)  # fmt: skip


class Desk(admin.AdminSite):
    site_header = settings.SITE_NAME
    site_title = f"{settings.SITE_NAME} desk"
    index_title = "Desk"

    def get_urls(self):
        own = [
            path(route, self.admin_view(partial(view, self)), name=name)
            for route, view, name in OWN_PAGES
        ]
        return [*own, *super().get_urls()]

    def admin_view(self, view, cacheable=False):
        """What is typed into a form is not lost with the session of who sends it."""
        guarded = super().admin_view(view, cacheable)

        def inner(request, *args, **kwargs):
            if interrupted.is_form(request) and not self.has_permission(request):
                return interrupted.signed_out(request)
            return guarded(request, *args, **kwargs)

        return update_wrapper(inner, guarded)

    def i18n_javascript(self, request, extra_context=None):
        """Every form waits for this script, which changes with a release only."""
        response = super().i18n_javascript(request, extra_context)
        patch_cache_control(response, private=True, max_age=3600)
        return response

    def each_context(self, request):
        """These ask the database only where a page shows the bell, or what stands still."""
        unread = SimpleLazyObject(lambda: noticing.unread(request.user))
        standstill = SimpleLazyObject(health.standstill)
        return super().each_context(request) | {"unread": unread, "standstill": standstill}

    def index(self, request, extra_context=None):
        return super().index(request, first_screen(request.user) | (extra_context or {}))


def first_screen(user):
    """What waits for this user; None for what is not their work."""
    now = timezone.now()
    sees_issues = user.has_perm("newsletters.view_issue")
    publishes = user.has_perm("articles.publish_article")
    credits_photos = user.has_perm("photos.change_credit")
    return {
        "queues": queues.for_user(user, now),
        "caches_untold": purging.untold_since(now) if publishes else None,
        "untold": untold(now) if user.has_perm("syndication.view_alert") else None,
        "uncredited": uncredited() if credits_photos else None,
        "licences": queues.licences(timezone.localdate()) if credits_photos else None,
        "agreements": agreements() if user.has_perm("sources.change_agreement") else None,
        "tips": tips() if user.has_perm("sources.decide_tip") else None,
        "issues": progress.in_hand() if sees_issues else (),
        "in_doubt": progress.in_doubt(now) if sees_issues else (),
        "missed": progress.missed(now) if sees_issues else (),
        "unasked": Subscription.objects.unasked(now).count() if sees_issues else 0,
        "newsletters": lists(now) if user.has_perm("newsletters.view_newsletter") else None,
        "beginnings": [
            {"label": label, "url_name": name}
            for label, name, permission in BEGINNINGS
            if user.has_perm(permission)
        ],
    }


def untold(now):
    """Mails to papers that print a story we have corrected or withdrawn and do not know it;
    None where all know."""
    alerts = list(alerting.overdue(now)[: queues.SHOWN + 1])
    more = len(alerts) > queues.SHOWN
    return {"alerts": alerts[: queues.SHOWN], "more": more} if alerts else None


def uncredited():
    photos = Photo.objects.uncredited()
    return {"count": photos.count(), "photos": list(photos[: queues.SHOWN])}


def agreements():
    """Those that end soon, with what goes with them."""
    found = endings.ending(timezone.localdate())
    return {"count": len(found), "endings": found[: queues.SHOWN]}


def tips():
    """How many stories of the papers' feeds are undecided, and those that were proposed."""
    opened, proposed = Tip.objects.open(), Tip.objects.proposed()
    counts = opened.aggregate(open=Count("pk"), proposed=Count("pk", filter=Q(state="proposed")))
    rows = proposed.select_related("publication", "proposed_by")
    return {**counts, "tips": list(rows[: queues.SHOWN]) if counts["proposed"] else []}


def lists(now):
    """The newsletters, each with who gets it, and whether its issue of today is `owed`."""
    confirmed = Q(
        subscriptions__state=Subscription.State.CONFIRMED,
        subscriptions__subscriber__suppressed_at=None,
    )
    found = list(Newsletter.objects.annotate(confirmed=Count("subscriptions", filter=confirmed)))
    owed = set(missing.owed(now))
    for newsletter in found:
        newsletter.owed = newsletter in owed
    return found
