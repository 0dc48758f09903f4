"""The desk's admin site: its name, and the first screen with the queues of each role."""

from django.conf import settings
from django.contrib import admin
from django.db.models import Count, Q
from django.utils import timezone

from articles import queues
from newsletters.models import Newsletter, Subscription
from photos.models import Photo

# What may be begun from the first screen: (label, URL name, permission).
BEGINNINGS = (
    ("Import an original", "admin:sources_original_add", "sources.import_original"),
    ("Commission a story", "admin:articles_article_add", "articles.commission_article"),
    ("Upload a photograph", "admin:photos_photo_add", "photos.add_photo"),
)


class Desk(admin.AdminSite):
    site_header = settings.SITE_NAME
    site_title = f"{settings.SITE_NAME} desk"
    index_title = "Desk"

    def index(self, request, extra_context=None):
        return super().index(request, first_screen(request.user) | (extra_context or {}))


def first_screen(user):
    """What waits for this user; None for what is not their work."""
    credits_photos = user.has_perm("photos.change_credit")
    return {
        "queues": queues.for_user(user, timezone.now()),
        "uncredited": uncredited() if credits_photos else None,
        "licences": queues.licences(timezone.localdate()) if credits_photos else None,
        "newsletters": lists() if user.has_perm("newsletters.view_newsletter") else None,
        "beginnings": [
            {"label": label, "url_name": name}
            for label, name, permission in BEGINNINGS
            if user.has_perm(permission)
        ],
    }


def uncredited():
    photos = Photo.objects.uncredited()
    return {"count": photos.count(), "photos": list(photos[: queues.SHOWN])}


def lists():
    confirmed = Q(subscriptions__state=Subscription.State.CONFIRMED)
    return Newsletter.objects.annotate(confirmed=Count("subscriptions", filter=confirmed))
