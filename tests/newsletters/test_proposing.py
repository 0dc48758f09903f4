import datetime

import pytest
from django.utils import timezone

from articles.models import LiveArticle
from newsletters import proposing
from newsletters.models import Issue, Newsletter
from tests.factories import make_newsletter, make_photo
from tests.newsletters.issues import make_issue, make_sent, make_shown

pytestmark = pytest.mark.django_db
MONDAY = datetime.datetime(2026, 3, 2, 7, 0, tzinfo=datetime.UTC)
HOURS = datetime.timedelta(hours=1)


def published(headline, hours_ago, **kwargs):
    return make_shown(headline, first_published_at=MONDAY - hours_ago * HOURS, **kwargs)


def proposed(newsletter, now=MONDAY):
    issue = proposing.propose(newsletter, now=now)
    return [pick.live.headline for pick in issue.picks.select_related("live")] if issue else None


def left(issue, hours_ago, begun=None):
    Issue.objects.filter(pk=issue.pk).update(
        prepared_at=MONDAY - hours_ago * HOURS, created_at=MONDAY - (begun or hours_ago) * HOURS
    )


def test_a_draft_is_made_of_what_is_new(daily):
    published("Old", 25)
    published("Newer", 2)
    published("New", 5)

    assert proposed(daily) == ["Newer", "New"]


def test_the_newest_story_with_a_picture_leads(daily):
    published("Plain", 1)
    published("Pictured", 3, photo=make_photo())
    published("Pictured before", 4, photo=make_photo())

    assert proposed(daily) == ["Pictured", "Plain", "Pictured before"]


def test_subject_preheader_and_greeting_are_there_to_begin_with(daily):
    left(make_sent(newsletter=daily, greeting="Good morning,"), 24)
    for n, name in enumerate(["One", "Two", "Three", "Four"], 1):
        published(name, n)

    issue = proposing.propose(daily, now=MONDAY)

    assert (issue.subject, issue.preheader) == ("One", "Two; Three")
    assert issue.greeting == "Good morning,"
    assert issue.events.get().verb == "propose"


def test_a_headline_longer_than_a_subject_is_cut(daily):
    published("x" * 200, 1)

    assert len(proposing.propose(daily, now=MONDAY).subject) == 150


def test_a_day_has_one_draft_however_often_the_clock_comes(daily):
    published("New", 1)

    proposing.propose_due(MONDAY)
    proposing.propose_due(MONDAY + HOURS)

    assert Issue.objects.count() == 1


def test_a_draft_that_was_discarded_does_not_come_back(daily):
    published("New", 1)
    proposing.propose(daily, now=MONDAY)
    Issue.objects.update(state="cancelled", finished_at=MONDAY)

    assert proposed(daily) is None


def test_what_an_issue_had_is_not_proposed_again(daily, weekly):
    live = published("Had", 1)
    left(make_sent(live, newsletter=daily), 3)
    published("New", 2)

    assert proposed(daily) == ["New"]
    assert proposed(weekly) == ["Had", "New"]


def test_what_a_draft_had_is_proposed_again(daily):
    live = published("Not sent", 1)
    make_issue(live, newsletter=daily)

    assert proposed(daily) == ["Not sent"]


def test_after_an_issue_only_later_stories_are_new(daily):
    left(make_sent(newsletter=daily), 3)
    published("Before", 4)
    published("After", 2)

    assert proposed(daily) == ["After"]


def test_what_came_out_while_the_last_issue_was_worked_on_is_new(daily):
    had = published("Had", 23)
    left(make_sent(had, newsletter=daily), begun=24, hours_ago=20)
    published("Between draft and letter", 22)

    assert proposed(daily) == ["Between draft and letter"]


def test_nothing_new_makes_no_draft_until_there_is_something(daily):
    assert proposed(daily) is None
    published("New", 0)
    assert proposed(daily) == ["New"]


def test_withdrawn_stories_and_other_languages_stay_out(daily):
    published("Arabic", 1, language="ar")
    published("Gone", 1)
    LiveArticle.objects.filter(headline="Gone").update(
        withdrawn_at=MONDAY, withdrawn_note="x", body=""
    )

    assert proposed(daily) is None


def test_no_more_stories_than_the_list_wants(daily):
    daily.max_stories = 2
    for n in range(4):
        published(f"{n}", n)

    assert proposed(daily) == ["0", "1"]


@pytest.mark.parametrize(
    ("hour", "weekdays", "made"),
    [(7, 127, 1), (8, 127, 0), (None, 127, 0), (6, 0b0000001, 1), (6, 0b1111110, 0)],
    ids=["its hour", "too early", "never", "its day", "another day"],
)
def test_a_list_gets_its_draft_at_its_hour_on_its_days(hour, weekdays, made):
    make_newsletter(hour=hour, weekdays=weekdays)
    published("New", 1)

    proposing.propose_due(MONDAY)

    assert Issue.objects.count() == made


def test_the_hour_is_that_of_the_desk(daily, settings):
    settings.TIME_ZONE = "Asia/Tokyo"
    Newsletter.objects.update(hour=16, due_hour=None)
    published("New", 1)

    with timezone.override("Asia/Tokyo"):
        proposing.propose_due(MONDAY)

    assert Issue.objects.count() == 1


def test_a_weekly_list_looks_back_a_week(daily):
    daily.weekdays = 0b0000001
    published("Last Tuesday", 6 * 24)
    published("The Monday before", 8 * 24)

    assert proposed(daily) == ["Last Tuesday"]


def test_of_two_workers_one_proposes(daily, monkeypatch):
    published("New", 1)
    make_issue(newsletter=daily, proposed=True, day=MONDAY.date())
    monkeypatch.setattr("django.db.models.query.QuerySet.exists", lambda self: False)

    assert proposing.propose(daily, now=MONDAY) is None
    assert Issue.objects.count() == 1
