"""What the clock did not publish when it was due: who hears of it, and where the desk sees why."""

import datetime

import pytest
from django.utils import timezone

from articles import publishing, workflow
from articles.models import Notice, NoticeKind, State
from sources.models import Agreement
from tests.articles.pages import change, tree, words
from tests.articles.stories import bring, commission, fresh

pytestmark = pytest.mark.django_db

NOW = timezone.now()
HOUR = datetime.timedelta(hours=1)


def told(kind):
    notices = Notice.objects.filter(kind=kind).select_related("user")
    return sorted((notice.user.username, notice.text) for notice in notices)


def who(kind):
    return [name for name, _ in told(kind)]


def hold(desk):
    """A scheduled story, ben's and set on its way by carla, whose right ends before its hour."""
    story = bring(desk, State.SCHEDULED, article=commission(desk, editor=desk.ben))
    Agreement.objects.update(ends_on=timezone.localdate() - datetime.timedelta(days=1))
    return story


def test_who_scheduled_a_story_and_its_editor_hear_that_it_was_not_published(desk):
    hold(desk)
    publishing.publish_due(NOW + 72 * HOUR)
    assert who(NoticeKind.HELD) == ["ben", "carla"]
    text = told(NoticeKind.HELD)[0][1]
    assert text.startswith("“A harbour wakes” was held back.\nNot published when it was due. ")
    assert "ended" in text


def test_where_both_have_left_all_hear_of_it_who_may_publish(desk):
    hold(desk)
    type(desk.ben).objects.filter(username__in=["ben", "carla"]).update(is_active=False)
    publishing.publish_due(NOW + 72 * HOUR)
    assert {"max", "adam"} <= set(who(NoticeKind.HELD))
    assert {"anna", "ben", "carla", "nina"}.isdisjoint(who(NoticeKind.HELD))


def test_a_story_that_went_out_in_time_is_no_news(desk):
    bring(desk, State.SCHEDULED)
    publishing.publish_due(NOW + 72 * HOUR)
    assert not Notice.objects.exists()


# --- on the desk


def ready(client, user):
    client.force_login(user)
    return words(tree(client.get("/admin/")).get_element_by_id("queue-ready"))


def test_why_stands_beneath_it_among_what_is_ready_and_over_the_story(client, desk):
    story = hold(desk)
    publishing.publish_due(NOW + 72 * HOUR)
    assert "Not published when it was due." in ready(client, desk.carla)
    page = words(client.get(change(story)))
    assert "Held back on" in page
    assert "Not published when it was due." in page


def test_also_once_somebody_has_said_that_the_text_is_still_right(client, desk):
    story = hold(desk)
    publishing.publish_due(NOW + 72 * HOUR)
    story.events.create(verb="confirm_source", to_state=State.READY, version=1, by=desk.ben)
    assert "Not published when it was due." in ready(client, desk.carla)
    assert "Held back on" in words(client.get(change(story)))


def test_until_somebody_moves_it(client, desk):
    story = hold(desk)
    publishing.publish_due(NOW + 72 * HOUR)
    Agreement.objects.update(ends_on=None)
    story = fresh(story)
    publishing.schedule(story, by=desk.carla, seen=story.version, at=timezone.now() + HOUR)
    story = fresh(story)
    workflow.unschedule(story, by=desk.carla, seen=story.version)
    assert "Not published" not in ready(client, desk.carla)
    assert "Held back on" not in words(client.get(change(story)))


def test_a_story_that_is_ready_and_was_never_scheduled_says_nothing(client, desk):
    bring(desk, State.READY)
    assert "Not published" not in ready(client, desk.carla)
