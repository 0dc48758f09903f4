"""The paper that republishes the demo edition: with a key that opens, and a mail that waits."""

import datetime

import pytest
from django.utils import timezone

from articles import publishing
from articles.models import State
from newsroom.demo import republishing
from newsroom.demo.edition import edition, stories
from newsroom.demo.loading import Cast
from syndication import keys
from syndication.models import Alert, Taking
from tests.articles.pages import words
from tests.articles.stories import bring, commission
from tests.factories import make_agreement, make_publication
from tests.newsroom.test_demo_data import agreement_on

pytestmark = pytest.mark.django_db

TOLD = edition()["republisher"]
PUBLISHED = {s.story["slug"]: s for s in stories() if s.state == "published"}


@pytest.fixture
def loaded(desk):
    """As it is loaded over the stories that it took, of which one has been corrected since."""
    paper = make_publication()
    make_agreement(paper, sublicensing=True)
    for slug in TOLD["took"]:
        article = commission(desk, publication=paper, agreement=False)
        article = bring(desk, State.PUBLISHED, article=article, filing={"slug": slug})
        first = article.live.first_published_at - datetime.timedelta(hours=5)
        type(article.live).objects.filter(article=article).update(first_published_at=first)
        if told := PUBLISHED[slug].desk.get("correction"):
            publishing.correct(article, by=desk.max, seen=article.version, **told)
    cast = Cast()
    cast.people["helen"] = desk.max
    republishing.load(cast)


def test_it_took_only_what_it_may():
    for slug in TOLD["took"]:
        paper = PUBLISHED[slug].original["publication"]
        assert agreement_on(paper, 0)["sublicensing"], slug
    assert [slug for slug in TOLD["took"] if "correction" in PUBLISHED[slug].desk]


def test_the_key_that_is_printed_opens(loaded, client):
    assert keys.use(republishing.KEY).republisher.name == TOLD["name"]

    answer = client.get(
        f"/api/v1/stories/{Taking.objects.first().live_id}/",
        headers={"Authorization": f"Bearer {republishing.KEY}"},
    )

    assert answer.json()["representationType"] == "full"


def test_the_first_screen_tells_of_the_paper_that_does_not_know_yet(loaded, client, desk):
    alert = Alert.objects.get()
    assert alert.next_at > timezone.now() + datetime.timedelta(hours=2)
    client.force_login(desk.max)

    shown = words(client.get("/admin/"))

    assert "Papers that do not know yet" in shown
    assert TOLD["name"] in shown
    assert "no such mailbox here" in shown
