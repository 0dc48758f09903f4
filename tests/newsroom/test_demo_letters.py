import pytest
from django.core import mail
from django.utils import timezone

from newsletters import checking
from newsletters.models import Delivery, Issue, Subscription
from newsroom.demo import letters
from newsroom.demo.edition import edition, stories
from newsroom.demo.loading import Cast
from tests.factories import make_newsletter, make_photo, make_section, make_user
from tests.newsletters.issues import make_shown

DATA = letters.written()


def test_every_story_of_the_demos_issue_is_published_in_the_demo():
    published = {story.story["slug"] for story in stories() if story.state == "published"}

    assert {pick["slug"] for pick in DATA["sent"]["picks"]} <= published


def test_all_readers_are_invented():
    assert DATA["readers"]["domain"].endswith(".example")


@pytest.fixture
def loaded(db):
    section = make_section()
    old = timezone.now() - timezone.timedelta(hours=30)
    for pick in DATA["sent"]["picks"]:
        path = f"{section.slug}/{pick['slug']}"
        make_shown(section=section, path=path, photo=make_photo(), first_published_at=old)
    make_shown("New today", first_published_at=timezone.now() - timezone.timedelta(hours=2))
    make_newsletter(**edition()["newsletter"])
    cast = Cast()
    cast.people = {"samir": make_user("newsletter editor", "samir")}
    letters.load(cast)


def test_yesterdays_issue_has_left_to_all_who_confirmed(loaded):
    sent = Issue.objects.get(state="sent")

    names = DATA["readers"]["names"]
    assert (sent.number, sent.recipients) == (1, len(names)) == (1, len(mail.outbox))
    assert set(Delivery.objects.values_list("state", flat=True)) == {"sent"}
    assert sent.prepared_at < timezone.now() - timezone.timedelta(hours=23)
    assert sent.events.order_by("at").last().at == sent.prepared_at
    assert Subscription.objects.filter(state="unsubscribed").count() == len(DATA["readers"]["gone"])


def test_todays_draft_holds_what_is_new_and_could_leave(loaded):
    draft = Issue.objects.get(state="draft")

    assert [pick.live.headline for pick in draft.picks.all()] == ["New today"]
    assert draft.intro == DATA["draft"]["intro"]
    assert checking.blockers(checking.problems(draft)) == []
