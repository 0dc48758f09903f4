"""Issues, and live stories as an issue shows them: with a photograph and whoever made them."""

from django.utils import timezone

from articles.models import Revision
from newsletters.models import Channel, Issue, IssueStory
from photos.pictures import picture
from tests.factories import make_live, make_newsletter

SOURCE = {
    "name": "Le Quai",
    "slug": "le-quai",
    "language": "fr",
    "language_name": "French",
    "country": "FR",
    "country_name": "France",
    "direction": "ltr",
    "url": "https://lequai.example/1",
    "headline": "Un",
    "first_published_at": None,
    "attribution": "First published by Le Quai, Marseille.",
    "use": "full",
    "use_label": "translated in full",
}


def person(name, role, place=""):
    return {"name": name, "slug": name.lower().replace(" ", "-"), "role": role, "place": place}


def make_shown(headline="The harbour is silent", photo=None, **kwargs):
    """A live story whose lead photograph is `photo`, with the revision it was made from."""
    today = timezone.localdate()
    shown = picture(photo, "The quay at five.", today, "en") if photo else None
    live = make_live(
        **{
            "headline": headline,
            "kicker": "Ports",
            "standfirst": "Night is back.",
            "byline": [person("Camille Ruel", "writer", "Marseille")],
            "team": [person("Anna Voss", "translator"), person("Ben Roy", "editor")],
            "source": SOURCE,
            "picture": shown,
            "photos": [photo] if photo else [],
        }
        | kwargs
    )
    Revision.objects.create(
        article=live.article,
        number=live.version,
        data={"lead_photo": photo.pk if photo else None},
        by=live.published_by,
    )
    return live


def make_issue(*stories, **kwargs):
    newsletter = kwargs.pop("newsletter", None) or make_newsletter()
    issue = Issue.objects.create(newsletter=newsletter, **{"subject": "Silence"} | kwargs)
    for position, live in enumerate(stories):
        IssueStory.objects.create(issue=issue, live=live, position=position)
    return issue


def make_sent(*stories, **kwargs):
    """An issue that has left, as delivery would have left it."""
    issue = make_issue(*stories, **kwargs)
    now = timezone.now()
    number = issue.newsletter.issues.exclude(number=None).count() + 1
    Issue.objects.filter(pk=issue.pk).update(
        **{
            "state": Issue.State.SENT,
            "number": number,
            "channel": Channel.objects.get_or_create(name="Mail server")[0],
            "html": "<p>As it was sent</p>",
            "text": "As it was sent",
            "sha256": "0" * 64,
            "recipients": 0,
            "excluded": 0,
            "expires_at": now,
            "prepared_at": now,
            "finished_at": now,
        }
    )
    issue.refresh_from_db()
    return issue
