"""Which originals have live stories, so that sources.watching looks at them again."""

from django.db.models import Exists, Min, OuterRef

from articles.models import LiveArticle
from sources import watching
from sources.models import Original


def oversee():
    """Have those originals watched that readers' stories come from, and no others."""
    live = LiveArticle.objects.live().filter(article__snapshot__original=OuterRef("pk"))
    unwatched = Original.objects.filter(Exists(live), watched_since=None, withdrawn_at=None)
    fresh = unwatched.exclude(url="").annotate(
        live_since=Min("snapshots__articles__live__first_published_at")
    )
    for original in fresh:
        watching.begin(original, since=original.live_since)
    watching.end(Original.objects.filter(~Exists(live), watched_since__isnull=False))
