import datetime
import itertools

import pytest
from django.core.exceptions import ValidationError
from django.test import TestCase
from django.utils import timezone

from articles.models import LiveArticle
from newsletters import checking, issues
from newsletters.issue_moves import MOVES
from newsletters.issues import Conflict, NotReady
from newsletters.models import Channel, Delivery, Issue, IssueEvent
from newsletters.rights import NotAllowed
from tests.factories import make_user
from tests.newsletters.issues import make_issue, make_shown
from tests.newsletters.readers import work

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def samir():
    return make_user("newsletter editor", "samir", first_name="Samir", last_name="Boselli")


@pytest.fixture
def issue(daily):
    return make_issue(make_shown("One"), make_shown("Two"), newsletter=daily, preheader="Hush.")


def told(issue):
    return list(issue.events.order_by("pk").values_list("verb", "from_state", "to_state", "by"))


def put(issue, state):
    """The issue in this state, as its verbs and delivery would leave it."""
    now = timezone.now()
    frozen = {
        "prepared_at": now, "sha256": "0" * 64, "number": 1, "recipients": 0, "excluded": 0,
        "channel": Channel.objects.get_or_create(name="Mail server")[0], "expires_at": now + HOUR,
    }  # fmt: skip
    dates = {
        "draft": {},
        "scheduled": {"scheduled_for": now + HOUR, "expires_at": now + 2 * HOUR},
        "preparing": {"expires_at": now + HOUR},
        "sending": frozen,
        "paused": frozen,
        "sent": frozen | {"finished_at": now},
        "cancelled": frozen | {"finished_at": now},
        "expired": frozen | {"finished_at": now},
    }
    Issue.objects.filter(pk=issue.pk).update(state=state, **dates[state])
    return Issue.objects.get(pk=issue.pk)


def act(issue, verb, by, **values):
    asked = {
        "schedule": {"at": timezone.now() + HOUR},
        "amend": {"words": dict.fromkeys(issues.WORDS, "Anew"), "own": {}, "note": "It was wrong."},
    }
    values = asked.get(verb, {}) | values
    return issues.ACTS[verb](issue, by=by, seen=issue.version, **values)


def save(issue, by, seen=None, words=None, picks=None):
    if picks is None:
        picks = list(issue.picks.values("live", "section", "headline", "blurb"))
    return issues.save(issue, by=by, seen=seen or issue.version, words=words or {}, picks=picks)


# --- moves ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "verb"),
    list(itertools.product(Issue.State.values, issues.ACTS)),
    ids=lambda v: str(v),
)
def test_a_move_is_made_where_the_table_has_it_and_nowhere_else(issue, samir, state, verb):
    issue = put(issue, state)

    if (state, verb) in MOVES:
        moved = act(issue, verb, samir)
        assert moved.state == MOVES[state, verb].to
        assert told(issue) == [(verb, state, moved.state, samir.pk)]
    else:
        with pytest.raises(NotAllowed):
            act(issue, verb, samir)
        assert Issue.objects.get().state == state
        assert told(issue) == []


@pytest.mark.parametrize("role", ["translator", "editor", "photo editor", ""])
@pytest.mark.parametrize(("state", "verb"), MOVES)
def test_who_has_not_the_right_moves_nothing(issue, role, state, verb):
    issue = put(issue, state)

    with pytest.raises(NotAllowed):
        act(issue, verb, make_user(role))

    assert Issue.objects.get().state == state


def test_a_move_is_of_the_version_that_was_looked_at(issue, samir):
    save(issue, samir, words={"subject": "Other"})

    with pytest.raises(Conflict, match="changed by Samir Boselli"):
        issues.send(issue, by=samir, seen=issue.version)


def test_of_two_who_press_at_once_one_wins(issue, samir):
    first, second = Issue.objects.get(), Issue.objects.get()
    issues.send(first, by=samir, seen=1)

    with pytest.raises(Conflict):
        issues.send(second, by=samir, seen=1)


@pytest.mark.parametrize("verb", ["send", "schedule"])
def test_what_is_not_ready_does_not_leave(issue, samir, verb):
    issue.picks.all().delete()

    with pytest.raises(NotReady) as refused:
        act(issue, verb, samir)

    assert [problem.code for problem in refused.value.problems] == ["no-stories"]
    assert Issue.objects.get().state == "draft"


def test_a_moment_in_the_past_is_refused(issue, samir):
    with pytest.raises(ValidationError, match="past"):
        act(issue, "schedule", samir, at=timezone.now() - HOUR)


def test_a_scheduled_issue_expires_some_hours_after_its_moment(issue, samir):
    at = timezone.now() + HOUR

    moved = act(issue, "schedule", samir, at=at)

    assert (moved.scheduled_for, moved.expires_at) == (at, at + issue.newsletter.expires_after)


def test_an_issue_sent_at_once_expires_some_hours_from_now(issue, samir):
    moved = act(issue, "send", samir)

    left = moved.expires_at - timezone.now()
    assert HOUR * 11.9 < left < HOUR * 12.1


def test_what_somebody_sends_now_has_its_whole_time_however_old_its_hour(issue, samir):
    moved = put(issue, "scheduled")
    Issue.objects.update(expires_at=timezone.now() - HOUR)

    moved = act(Issue.objects.get(pk=moved.pk), "send", samir)

    left = moved.expires_at - timezone.now()
    assert left > issue.newsletter.expires_after - HOUR


def test_issues_of_a_list_are_numbered_as_they_leave(issue, samir, daily, weekly):
    second = make_issue(make_shown(), newsletter=daily, subject="Second")
    other = make_issue(make_shown(), newsletter=weekly, subject="Slow")

    assert [act(each, "send", samir).number for each in (second, issue, other)] == [1, 2, 1]


def test_what_is_sent_is_prepared_once_it_is_stored(issue, samir):
    with TestCase.captureOnCommitCallbacks(execute=True):
        act(issue, "send", samir)
    work()

    assert Issue.objects.get().state == "sending"


def test_what_is_too_old_is_not_resumed(issue, samir):
    issue = put(issue, "paused")
    issue.expires_at = timezone.now() - HOUR
    issue.save()

    with pytest.raises(ValidationError, match="too old"):
        act(issue, "resume", samir)


def test_after_a_cancel_nothing_more_leaves(issue, samir):
    issue = put(issue, "sending")
    Delivery.objects.create(issue=issue, address="ada@example.org")

    act(issue, "cancel", samir, note="Wrong letter.")

    assert Delivery.objects.get().state == "skipped"
    assert IssueEvent.objects.get().note == "Wrong letter."


# --- words and stories ------------------------------------------------------------------


def test_an_issue_begins_empty_with_the_greeting_of_the_last(daily, samir):
    make_issue(newsletter=daily, greeting="Good morning,")

    issue = issues.begin(daily, by=samir)

    assert (issue.greeting, issue.subject, issue.created_by) == ("Good morning,", "", samir)
    assert told(issue) == [("begin", "", "draft", samir.pk)]


def test_who_may_not_begin_an_issue_begins_none(daily):
    with pytest.raises(NotAllowed):
        issues.begin(daily, by=make_user("translator"))


def test_words_are_stored_clean_as_a_new_version(issue, samir):
    words = {"subject": " Night\u200b  is back ", "intro": "One.\r\n\r\n\r\nTwo. ", "greeting": ""}

    saved = save(issue, samir, words=words)

    saved.refresh_from_db()
    assert (saved.subject, saved.intro, saved.version) == ("Night is back", "One.\n\nTwo.", 2)
    assert saved.preheader == "Hush."
    assert told(issue) == [("save", "draft", "draft", samir.pk)]


def test_stories_are_stored_in_their_order_with_their_words(issue, samir):
    one, two = issue.stories.order_by("picks__position")
    picks = [{"live": two, "blurb": " So calm. ", "section": "Ports"}, {"live": one.pk}]

    saved = save(issue, samir, picks=picks)

    rows = saved.picks.values_list("live", "position", "section", "blurb")
    assert list(rows) == [(two.pk, 0, "Ports", "So calm."), (one.pk, 1, "", "")]


def test_a_stale_version_stores_nothing_and_says_who_was_quicker(issue, samir):
    save(issue, samir, words={"subject": "First"})

    with pytest.raises(Conflict, match="changed by Samir Boselli") as conflict:
        save(issue, make_user("managing editor"), seen=1, words={"subject": "Second"}, picks=[])

    stored = Issue.objects.get()
    assert (stored.subject, stored.picks.count()) == ("First", 2)
    assert conflict.value.issue == stored


@pytest.mark.parametrize("state", [s for s in Issue.State.values if s != "draft"])
def test_only_a_draft_is_changed(issue, samir, state):
    issue = put(issue, state)

    with pytest.raises(Conflict):
        save(issue, samir, words={"subject": "Late"})

    assert Issue.objects.get().subject == "Silence"


def test_who_has_not_the_right_changes_nothing(issue):
    with pytest.raises(NotAllowed):
        save(issue, make_user("editor"), words={"subject": "Mine"})


@pytest.mark.parametrize(
    ("words", "picks"),
    [({"subject": "x" * 151}, None), ({}, [{"live": None, "section": "x" * 61}])],
    ids=["subject", "section"],
)
def test_what_is_too_long_is_refused_and_nothing_is_stored(issue, samir, words, picks):
    for pick in picks or ():
        pick["live"] = make_shown()

    with pytest.raises(ValidationError):
        save(issue, samir, words=words, picks=picks)

    assert (Issue.objects.get().version, issue.picks.count()) == (1, 2)


# --- the clock --------------------------------------------------------------------------------


def due(issue, minutes=1):
    at = timezone.now() - datetime.timedelta(minutes=minutes)
    Issue.objects.filter(pk=issue.pk).update(
        state="scheduled", scheduled_for=at, expires_at=at + HOUR
    )


def test_what_is_due_goes_to_be_prepared(issue):
    due(issue)

    issues.send_due()
    issues.send_due()

    assert told(issue) == [("send", "scheduled", "preparing", None)]


def test_what_is_not_due_waits(issue):
    due(issue, minutes=-1)

    issues.send_due()

    assert Issue.objects.get().state == "scheduled"


def test_what_is_no_longer_ready_is_a_draft_again_with_the_reason(issue):
    due(issue)
    LiveArticle.objects.filter(headline="One").update(
        withdrawn_at=timezone.now(), withdrawn_note="Asked for.", body=""
    )

    issues.send_due()

    held = Issue.objects.get()
    assert (held.state, held.scheduled_for) == ("draft", None)
    assert "“One”, has been withdrawn" in held.events.get().note


def test_what_is_too_old_expires(issue):
    due(issue, minutes=61)

    issues.send_due()

    assert Issue.objects.get().state == "expired"


def test_one_issue_that_is_held_does_not_hold_others(issue, weekly):
    due(issue)
    issue.picks.all().delete()
    other = make_issue(make_shown(), newsletter=weekly, subject="Slow", preheader="x")
    due(other)

    issues.send_due()

    assert dict(Issue.objects.values_list("subject", "state")) == {
        "Silence": "draft",
        "Slow": "preparing",
    }


def test_one_issue_that_breaks_does_not_hold_others(issue, weekly, monkeypatch, caplog):
    due(issue, minutes=2)
    other = make_issue(make_shown(), newsletter=weekly, subject="Slow", preheader="x")
    due(other)
    problems = checking.problems
    broken = {issue.pk: lambda stored: 1 / 0}
    monkeypatch.setattr(checking, "problems", lambda it: broken.get(it.pk, problems)(it))

    issues.send_due()

    assert Issue.objects.get(pk=other.pk).state == "preparing"
    assert f"Scheduled issue {issue.pk} could not be sent" in caplog.text


def test_an_issue_pauses_when_a_story_of_it_is_withdrawn_on_the_way(issue, weekly):
    put(issue, "sending")
    other = put(make_issue(make_shown(), newsletter=weekly), "sending")
    LiveArticle.objects.filter(headline="One").update(
        withdrawn_at=timezone.now(), withdrawn_note="Asked for.", body=""
    )

    issues.pause_withdrawn()
    issues.pause_withdrawn()

    assert told(issue) == [("pause", "sending", "paused", None)]
    assert Issue.objects.get(pk=other.pk).state == "sending"


def test_what_holds_a_story_that_was_withdrawn_on_the_way_does_not_go_on(issue, samir):
    issue = put(issue, "paused")
    LiveArticle.objects.filter(headline="One").update(
        withdrawn_at=timezone.now(), withdrawn_note="Asked for.", body=""
    )

    with pytest.raises(ValidationError, match="Nobody else may get it"):
        act(issue, "resume", samir)

    assert Issue.objects.get().state == "paused"


def test_a_story_withdrawn_long_before_the_letter_was_made_holds_nothing_up(issue):
    put(issue, "sending")
    LiveArticle.objects.filter(headline="One").update(
        withdrawn_at=timezone.now() - HOUR, withdrawn_note="Asked for.", body=""
    )

    issues.pause_withdrawn()

    assert Issue.objects.get().state == "sending"
