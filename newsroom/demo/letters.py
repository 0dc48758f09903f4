"""The newsletter of the demo edition: its first readers, the issue of yesterday as they got it, and
the draft of today. Made by the verbs; sent where a trial sends its letters."""

import datetime
import tomllib

from django.utils import timezone

from articles.models import LiveArticle
from newsletters import composing, consent, delivery, freezing, issues, proposing
from newsletters.models import Delivery, Issue, IssueEvent, Newsletter, Subscriber, Subscription
from newsroom.demo.edition import HERE

AGO = datetime.timedelta(hours=24)


def written():
    return tomllib.loads((HERE / "letters.toml").read_text(encoding="utf-8"))


def load(cast):
    data, now, by = written(), timezone.now(), cast.people["samir"]
    Newsletter.objects.update(**data["newsletter"])
    newsletter = Newsletter.objects.first()
    _sign_up(newsletter, data["readers"], now)
    _send(newsletter, data["sent"], by, now - AGO)
    _draft(newsletter, data["draft"], by)


def _sign_up(newsletter, readers, now):
    for n, name in enumerate(readers["names"] + readers["gone"], 1):
        at = now - datetime.timedelta(days=3 * n)
        email = f"{name}@{readers['domain']}"
        subscriber = Subscriber.objects.create(email=email, created_at=at)
        left = at + datetime.timedelta(days=2) if name in readers["gone"] else None
        Subscription.objects.create(
            subscriber=subscriber,
            newsletter=newsletter,
            consent=consent.words(newsletter),
            state="unsubscribed" if left else "confirmed",
            requested_at=at,
            asked_at=at,
            confirmed_at=at,
            unsubscribed_at=left,
        )


def _send(newsletter, said, by, at):
    """The issue as it left a day ago. The verbs know only the present."""
    picks = [pick | {"live": _live(pick["slug"])} for pick in said["picks"]]
    words = {name: said[name] for name in issues.WORDS}
    issue = issues.begin(newsletter, by=by, day=timezone.localdate(at))
    issue = issues.save(issue, by=by, seen=issue.version, words=words, picks=picks)
    issue = issues.send(issue, by=by, seen=issue.version)
    freezing.freeze(issue, composing.freeze(issue), timezone.now())
    with delivery.Sender() as sender:
        sender.run()
    Delivery.objects.filter(issue=issue).update(submitted_at=at, finished_at=at)
    IssueEvent.objects.filter(issue=issue).update(at=at)
    sent = Issue.objects.filter(pk=issue.pk)
    sent.update(prepared_at=at, finished_at=at, created_at=at)
    sent.update(expires_at=at + newsletter.expires_after)


def _live(slug):
    return LiveArticle.objects.get(path__endswith=f"/{slug}")


def _draft(newsletter, said, by):
    issue = proposing.propose(newsletter)
    if issue is None:
        return
    picks = list(issue.picks.values("live", "section", "headline", "blurb"))
    issues.save(issue, by=by, seen=issue.version, words=said, picks=picks)
