import datetime

import pytest
from django.core.cache import cache
from django.utils import timezone

from articles.models import LiveArticle
from newsletters import checking
from newsletters.models import Channel, Issue
from photos.models import Credit, Photo
from tests.factories import make_photo
from tests.newsletters.issues import make_issue, make_sent, make_shown
from tests.newsletters.readers import NOW, sign_up

pytestmark = pytest.mark.django_db


@pytest.fixture
def issue(daily):
    sign_up("reader@example.org")
    daily.subscriptions.update(state="confirmed", confirmed_at=NOW)
    return make_issue(make_shown(photo=make_photo()), newsletter=daily, preheader="Hush.")


def found(issue, at=None):
    return {problem.code: problem for problem in checking.problems(issue, at)}


def test_an_issue_in_order_has_no_problem(issue):
    assert found(issue) == {}


def change(issue, **values):
    Issue.objects.filter(pk=issue.pk).update(**values)
    issue.refresh_from_db()


@pytest.mark.parametrize(
    ("code", "field", "blocks", "values"),
    [
        ("no-subject", "subject", True, {"subject": ""}),
        ("no-preheader", "preheader", False, {"preheader": ""}),
        ("too-long", "picks", False, {"intro": "x" * 90_000}),
        ("dead-link", "intro", True, {"intro": "See http://testserver/nowhere/at/all/"}),
        ("dead-link", "intro", True, {"intro": "See http://testserver/world/no-such-story/"}),
    ],
)
def test_words_that_stand_in_the_way(issue, code, field, blocks, values):
    change(issue, **values)

    (problem,) = found(issue).values()

    assert (problem.code, problem.field, problem.blocks) == (code, field, blocks)


def test_an_issue_without_stories_does_not_leave(daily):
    assert found(make_issue(newsletter=daily, preheader="x"))["no-stories"].blocks


def test_the_subject_of_the_last_issue_is_not_used_again(issue, daily, weekly):
    make_sent(newsletter=weekly, subject="silence")
    assert "same-subject" not in found(issue)

    make_sent(newsletter=daily, subject="silence")
    assert found(issue)["same-subject"].blocks


def test_a_subject_from_longer_ago_may_return(issue, daily):
    make_sent(newsletter=daily, subject="Silence")
    make_sent(newsletter=daily, subject="Noise")

    assert "same-subject" not in found(issue)


def test_two_issues_of_a_day_are_pointed_out(issue, daily, weekly):
    make_sent(newsletter=weekly, subject="Elsewhere", day=issue.day)
    make_issue(newsletter=daily, subject="A draft", day=issue.day)
    before = issue.day - datetime.timedelta(days=1)
    old = make_sent(newsletter=daily, subject="Noise", day=before)
    change(old, prepared_at=timezone.now() - datetime.timedelta(days=1))
    assert found(issue) == {}

    change(old, prepared_at=timezone.now())
    assert found(issue)["another-today"].message == (
        "Readers get two issues of one day: “Noise” is sent. Is this one another?"
    )
    other = make_issue(newsletter=daily, subject="Noise", day=issue.day)
    change(other, state="scheduled", scheduled_for=NOW, expires_at=NOW)
    change(old, prepared_at=timezone.now() - datetime.timedelta(days=1))
    assert "“Noise” is scheduled" in found(issue)["another-today"].message
    assert not found(issue)["another-today"].blocks


def test_a_withdrawn_story_does_not_leave(issue):
    LiveArticle.objects.update(withdrawn_at=NOW, withdrawn_note="Asked for.", body="")

    problem = found(issue)["withdrawn"]

    assert problem.blocks
    assert problem.field == "pick-1"
    assert "Story 1, “The harbour is silent”, has been withdrawn." in problem.message


def test_a_story_before_its_time_does_not_leave(issue):
    LiveArticle.objects.update(first_published_at=timezone.now() + timezone.timedelta(hours=1))

    assert found(issue)["embargoed"].blocks
    assert "embargoed" not in found(issue, timezone.now() + timezone.timedelta(hours=2))


def test_a_picture_without_alternative_text_does_not_leave(issue):
    Photo.objects.update(alt="")

    assert found(issue)["picture-without-alt"].blocks


def test_that_a_picture_may_not_be_mailed_is_said_and_does_not_block(issue):
    Credit.objects.update(allows_newsletter=False)

    assert not found(issue)["picture-left-out"].blocks


def test_a_story_without_a_picture_is_no_problem_but_a_list_without_readers(daily):
    problems = found(make_issue(make_shown(), newsletter=daily, preheader="x"))

    assert list(problems) == ["no-readers"]
    assert not problems["no-readers"].blocks


def test_a_letter_without_the_link_to_unsubscribe_does_not_leave(issue, monkeypatch):
    monkeypatch.setattr("newsletters.slots.ALL", ("@@UNSUBSCRIBE@@", "@@NOWHERE@@"))

    assert found(issue)["no-unsubscribe"].blocks


def test_links_to_our_own_pages_are_right(issue):
    live = make_shown("Another")
    change(
        issue, intro=f"http://testserver/ http://testserver/{live.path}/ http://testserver/?q=1#a"
    )

    assert found(issue) == {}


def test_what_another_site_answered_is_remembered(issue):
    url = "https://quay.example/plan"
    change(issue, intro=f"See {url}")
    assert found(issue) == {}

    cache.set(checking.WORKED + url, "There is no such page.")

    assert found(issue)["dead-link"].message == f"{url}: There is no such page."


def test_a_site_whose_name_begins_like_ours_is_another(issue):
    assert checking.outside('<p><a href="http://testserver.example/">x</a></p>') == [
        "http://testserver.example/"
    ]


def test_readers_are_the_confirmed_ones_who_are_not_suppressed(daily, weekly):
    for name in ("ada", "bob"):
        sign_up(f"{name}@example.org")
    daily.subscriptions.update(state="confirmed", confirmed_at=NOW)
    daily.subscribers.filter(email="bob@example.org").update(
        suppressed_at=NOW, suppressed_reason="bounced"
    )
    sign_up("waiting@example.org")

    assert (checking.readers(daily), checking.readers(weekly)) == (1, 0)


@pytest.mark.parametrize("number", [1, 4])
def test_the_gate_costs_the_same_however_many_stories(daily, number, django_assert_num_queries):
    lives = [make_shown(photo=make_photo()) for _ in range(number)]
    issue = make_issue(*lives, newsletter=daily, preheader="x")

    with django_assert_num_queries(8):
        checking.problems(issue)


@pytest.mark.parametrize(("rate", "slow"), [(1 / 3600, True), (1 / 1800, False), (None, False)])
def test_a_list_that_has_outgrown_its_way_out_is_said_to_be_too_slow(issue, rate, slow):
    issue.newsletter.channel = Channel.objects.create(name="Relay", rate=rate)
    issue.newsletter.expires_after = datetime.timedelta(minutes=30)
    told = found(issue)
    assert ("too-slow" in told) is slow
    if slow:
        assert not told["too-slow"].blocks
        said = "At the pace of “Relay” its letters take 1 hour; what has not left after 0.5 hours"
        assert told["too-slow"].message.startswith(said)
