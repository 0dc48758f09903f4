"""The daily draft: what was published since a list's last issue, for an editor to work on."""

import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.models import LiveArticle
from newsletters import issues
from newsletters.models import Issue, IssueStory, Newsletter

LEFT = (Issue.State.PREPARING, Issue.State.SENDING, Issue.State.PAUSED, Issue.State.SENT)
WEEK = 7


def propose_due(now=None):
    """A draft for every list whose hour has come today. Safe to run any number of times."""
    now = timezone.localtime(now)
    for newsletter in Newsletter.objects.filter(hour__lte=now.hour):
        if newsletter.leaves_on(now.date()):
            propose(newsletter, now=now)


def propose(newsletter, *, now=None):
    """Today's draft of a list, once; None where it was proposed before or nothing is new.

    A day without news has no draft; the first story of that day makes one.
    """
    now = timezone.localtime(now)
    today = {"newsletter": newsletter, "day": now.date(), "proposed": True}
    if Issue.objects.filter(**today).exists():
        return None
    lives = _ordered(list(news(newsletter, now)[: newsletter.max_stories]))
    if not lives:
        return None
    last = newsletter.issues.exclude(greeting="").first()
    issue = Issue(**today, greeting=last.greeting if last else "", **_words(lives))
    try:
        with transaction.atomic():
            issue.save()
            IssueStory.objects.bulk_create(
                IssueStory(issue=issue, live=live, position=n) for n, live in enumerate(lives)
            )
            issues.log(issue, "propose", by=None)
    except IntegrityError:
        return None  # another worker was quicker
    return issue


def news(newsletter, now):
    """LiveArticles in the list's language that its issues have not had, the newest first."""
    had = IssueStory.objects.filter(issue__newsletter=newsletter, issue__state__in=LEFT)
    return (
        LiveArticle.objects.newest()
        .filter(language=newsletter.language, first_published_at__gt=_since(newsletter, now))
        .exclude(pk__in=had.values("live"))
        .defer("body", "json_ld")
    )


def _since(newsletter, now):
    """When the last issue was begun, since what came out while it was worked on may not be in it;
    before the first one, as many days back as issues are apart."""
    left = newsletter.issues.filter(prepared_at__isnull=False, state__in=LEFT)
    last = left.order_by("-prepared_at").values_list("created_at", flat=True).first()
    return last or now - datetime.timedelta(days=_pause(newsletter, now.date()))


def _pause(newsletter, day):
    """Days since the list left before."""
    back = (day - datetime.timedelta(days=n) for n in range(1, WEEK))
    return next((n for n, before in enumerate(back, 1) if newsletter.leaves_on(before)), WEEK)


def _ordered(lives):
    """The newest story with a picture leads."""
    lead = next((live for live in lives if live.picture and "gone" not in live.picture), None)
    return [lead, *(live for live in lives if live is not lead)] if lead else lives


def _words(lives):
    """Subject and preheader to begin with: the first headlines, cut at the fields' lengths."""
    subject, *others = (live.headline for live in lives)
    fields = Issue._meta
    return {
        "subject": subject[: fields.get_field("subject").max_length],
        "preheader": "; ".join(others[:2])[: fields.get_field("preheader").max_length],
    }
