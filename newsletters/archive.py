"""What of a newsletter stands on the site for everybody."""

from newsletters.models import Issue

PAGE_SIZE = 30


def public():
    """The issues that have left, or are leaving: the one definition. Newest first."""
    return (
        Issue.objects.filter(prepared_at__isnull=False)
        .exclude(state=Issue.State.CANCELLED)
        .select_related("newsletter")
        .defer("html", "text")
        .order_by("-number")
    )


def page(newsletter, before=None):
    """([Issue], number beneath which the next page begins, or None)."""
    found = public().filter(newsletter=newsletter)
    if before is not None:
        found = found.filter(number__lt=before)
    rows = list(found[: PAGE_SIZE + 1])
    shown = rows[:PAGE_SIZE]
    return shown, shown[-1].number if len(rows) > PAGE_SIZE else None
