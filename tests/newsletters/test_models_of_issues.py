import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from newsletters.models import (
    Channel,
    Click,
    Delivery,
    DeliveryEvent,
    Issue,
    IssueStory,
    Subscriber,
)
from tests.factories import make_live, make_newsletter
from tests.newsletters.mailing import leaving, make_issue, subscribe

pytestmark = pytest.mark.django_db
NOW = timezone.now()
FROZEN = {
    "number": 1,
    "prepared_at": NOW,
    "expires_at": NOW,
    "sha256": "x",
    "recipients": 0,
    "excluded": 0,
}


def frozen(**kwargs):
    return FROZEN | {"channel": Channel.objects.create(name="a way out")} | kwargs


@pytest.mark.parametrize(
    "contradiction",
    [
        {"state": "draft", "scheduled_for": NOW},
        {"state": "draft", "finished_at": NOW},
        {"state": "scheduled"},
        {"state": "scheduled", "scheduled_for": NOW},
        {"state": "preparing", "finished_at": NOW},
        {"state": "sending"},
        {"state": "paused"},
        {"state": "sent", "finished_at": NOW},
        {"state": "cancelled"},
        {"state": "expired"},
    ],
)
def test_a_state_of_an_issue_without_its_dates_cannot_be_stored(contradiction):
    with pytest.raises(IntegrityError):
        make_issue(**contradiction)


@pytest.mark.parametrize(("state", "ended"), [("draft", None), ("sent", None), ("sending", NOW)])
def test_a_frozen_issue_is_on_its_way_or_through(state, ended):
    with pytest.raises(IntegrityError):
        make_issue(state=state, finished_at=ended, **frozen())


@pytest.mark.parametrize("missing", [*FROZEN, "channel"])
def test_an_issue_is_frozen_whole_or_not_at_all(missing):
    values = frozen()
    values[missing] = "" if missing == "sha256" else None

    with pytest.raises(IntegrityError):
        make_issue(state="sending", **values)


def test_an_issue_is_proposed_once_a_day():
    newsletter = make_newsletter()
    make_issue(newsletter, state="draft", proposed=True)
    make_issue(newsletter, state="draft")

    with pytest.raises(IntegrityError):
        make_issue(newsletter, state="draft", proposed=True)


def test_numbers_are_unique_in_a_list_and_no_further():
    newsletter = make_newsletter()
    make_issue(newsletter, number=1)
    make_issue(make_newsletter(), number=1)

    with pytest.raises(IntegrityError):
        make_issue(newsletter, number=1)


def test_a_story_stands_once_in_an_issue():
    issue, live = make_issue(), make_live()
    IssueStory.objects.create(issue=issue, live=live)

    with pytest.raises(IntegrityError):
        IssueStory.objects.create(issue=issue, live=live)


def test_an_issue_with_letters_cannot_be_deleted():
    issue = leaving()

    with pytest.raises(IntegrityError):
        issue.delete()


def test_a_person_gets_one_letter_of_an_issue():
    issue = leaving(readers=["ada@example.org"])
    subscription = issue.deliveries.get().subscription

    with pytest.raises(IntegrityError):
        Delivery.objects.create(issue=issue, subscription=subscription, address="b@example.org")


LEASE = {"lease_token": "t", "lease_until": NOW}
TRIED = {"attempts": 1, "submitted_at": NOW}


@pytest.mark.parametrize(
    "contradiction",
    [
        {"state": "queued", **LEASE},
        {"state": "claimed"},
        {"state": "claimed", "lease_token": "t"},
        {"state": "claimed", "lease_until": NOW},
        {"state": "submitting", **LEASE},
        {"state": "submitting", **TRIED},
        {"state": "sent", **TRIED},
        {"state": "sent", "finished_at": NOW},
        {"state": "sent", **TRIED, **LEASE, "finished_at": NOW},
        {"state": "failed", "finished_at": NOW},
        {"state": "uncertain", "finished_at": NOW},
        {"state": "skipped"},
        {"state": "queued", "finished_at": NOW},
    ],
)
def test_a_state_of_a_letter_that_contradicts_the_rest_cannot_be_stored(contradiction):
    leaving(readers=1)

    with pytest.raises(IntegrityError):
        Delivery.objects.update(**contradiction)


@pytest.mark.parametrize(
    "whole",
    [
        {"state": "claimed", **LEASE},
        {"state": "submitting", **LEASE, **TRIED},
        {"state": "sent", **TRIED, "finished_at": NOW},
        {"state": "uncertain", **TRIED, "finished_at": NOW},
        {"state": "skipped", "finished_at": NOW},
    ],
)
def test_what_fits_together_can_be_stored(whole):
    leaving(readers=1)

    assert Delivery.objects.update(**whole) == 1


def test_a_report_is_stored_once():
    DeliveryEvent.objects.create(key="postmark:42", provider="postmark", kind="hard")

    with pytest.raises(IntegrityError), transaction.atomic():
        DeliveryEvent.objects.create(key="postmark:42", provider="postmark", kind="hard")


@pytest.mark.parametrize("half", [{"suppressed_at": NOW}, {"suppressed_reason": "bounced"}])
def test_nobody_is_suppressed_without_a_reason_or_a_date(half):
    with pytest.raises(IntegrityError):
        Subscriber.objects.create(email="ada@example.org", **half)


@pytest.mark.parametrize("wrong", [{"hour": 24}, {"weekdays": 128}])
def test_a_list_keeps_to_hours_and_days_that_there_are(wrong):
    with pytest.raises(IntegrityError):
        make_newsletter(**wrong)


def test_a_list_leaves_on_its_days():
    weekend = make_newsletter(weekdays=0b1100000)

    days = [weekend.leaves_on(NOW.date().replace(day=n)) for n in range(1, 8)]

    assert sum(days) == 2


def test_things_say_what_they_are():
    issue = leaving(make_newsletter(name="The Morning Crossing"), readers=["ada@example.org"])
    event, letter = issue.events.get(), issue.deliveries.get()
    day = f"{issue.day:%Y-%m-%d}"

    assert str(issue) == f"The Morning Crossing of {day}"
    assert str(letter) == f"The Morning Crossing of {day} to ada@example.org"
    assert str(Delivery(issue=issue)) == f"The Morning Crossing of {day} to a person erased"
    assert str(event).startswith("prepare at 20")
    assert str(issue.channel) == "Mail server"
    assert str(Click(url="https://a.example/", count=3)) == "3 × https://a.example/"
    assert str(DeliveryEvent(kind="hard", provider="smtp")) == "bounced for good, told by smtp"
    assert str(IssueStory(live=make_live(headline="A harbour wakes"))) == "A harbour wakes"
    assert str(IssueStory(headline="In our words")) == "In our words"


def test_open_letters_are_those_that_may_still_leave():
    newsletter = make_newsletter()
    subscribe(newsletter)
    issue = leaving(newsletter, readers=3)
    first = issue.deliveries.first()
    Delivery.objects.filter(pk=first.pk).update(state="skipped", finished_at=NOW)

    assert issue.deliveries.open().count() == 2
    assert Issue.objects.filter(deliveries__in=Delivery.objects.open()).distinct().get() == issue
