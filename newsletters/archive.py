"""What of a newsletter stands on the site for everybody."""

from django.db.models import Exists, OuterRef, Q

from newsletters.models import Delivery, Issue

PAGE_SIZE = 30
LEFT = (Delivery.State.SUBMITTING, Delivery.State.SENT, Delivery.State.UNCERTAIN)


def public():
    """The issues that have left, or are leaving: the one definition. Newest first."""
    return _prepared().exclude(state=Issue.State.CANCELLED)


def kept():
    """Those, and what was cancelled when some had its letter: it leads them to a page, and there
    they read what was corrected since. Nobody else is led to it."""
    letters = Delivery.objects.filter(issue=OuterRef("pk"), state__in=LEFT)
    return _prepared().filter(~Q(state=Issue.State.CANCELLED) | Exists(letters))


def _prepared():
    prepared = Issue.objects.filter(prepared_at__isnull=False)
    return prepared.select_related("newsletter").defer("html", "text").order_by("-number")


def page(newsletter, before=None):
    """([Issue], number beneath which the next page begins, or None)."""
    found = public().filter(newsletter=newsletter)
    if before is not None:
        found = found.filter(number__lt=before)
    rows = list(found[: PAGE_SIZE + 1])
    shown = rows[:PAGE_SIZE]
    return shown, shown[-1].number if len(rows) > PAGE_SIZE else None
