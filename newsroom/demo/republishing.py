"""A paper that republishes the demo edition: with a key to the API that everybody may try, and a
correction of a story it took that has not reached it."""

import datetime

from django.utils import timezone

from articles.models import LiveArticle
from newsroom.demo.edition import edition
from syndication import alerting, secrets, taking
from syndication.models import Alert, ApiKey, Republisher

# Printed for everybody who tries the demo, like the password.
KEY = "nr_ferry-demo-key-for-the-lighthouse"
AGAIN = datetime.timedelta(hours=3)


def load(cast):
    told = edition()["republisher"]
    by, took = cast.people["helen"], told.pop("took")
    refused = told.pop("refused")
    paper = Republisher.objects.create(**told)
    ApiKey.objects.create(
        republisher=paper,
        label="website",
        shown=secrets.shown(KEY),
        digest=secrets.digest(KEY),
        created_by=by,
    )
    for slug in took:
        live = LiveArticle.objects.get(path__endswith=f"/{slug}")
        taking.note(paper, live, live.first_published_at)
    alerting.find()
    for alert in Alert.objects.select_related("correction"):
        alert.created_at = alert.correction.published_at
        alert.tries, alert.last_error = 9, refused
        alert.next_at = timezone.now() + AGAIN
        alert.save()
