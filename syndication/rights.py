"""Which stories a Republisher may take, and which of their pictures: never written down anywhere
else. An agreement is asked as it is today, not as it was at publication."""

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from syndication.models import Taking


def entitled(republisher, day=None):
    """The condition for a LiveArticle to be one whose text it may have."""
    day = day or timezone.localdate()
    runs = Q(agreement__ends_on=None) | Q(agreement__ends_on__gte=day)
    allowed = Q(pk__in=[])
    if republisher.takes_own:
        allowed |= Q(publication=None)
    if republisher.takes_sublicensed:
        allowed |= Q(agreement__sublicensing=True, agreement__starts_on__lte=day) & runs
    if republisher.paper_id:
        allowed |= Q(publication=republisher.paper_id)
    return allowed


def told(republisher, day=None):
    """The condition for a story to be in its list: what it may have, and the end of whatever
    it once took, though the agreement may be over too."""
    taken = Taking.objects.filter(republisher=republisher, live=OuterRef("pk"))
    return entitled(republisher, day) | Q(withdrawn_at__isnull=False) & Q(Exists(taken))


def pictures(live, republisher):
    """Of the pictures of a LiveArticle (articles.media) those that it may have."""
    if not republisher.takes_photos:
        return []
    return [kept for kept in live.media if kept.get("partners")]
