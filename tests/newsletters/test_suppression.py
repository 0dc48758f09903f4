import re

import pytest

from newsletters import rights, suppression
from newsletters.models import Reason, Subscriber, Subscription, Suppression
from tests.factories import make_user
from tests.newsletters.letters import make_subscription
from tests.newsletters.readers import NOW

pytestmark = pytest.mark.django_db
ADA = "ada@example.org"


def subscriber():
    return Subscriber.objects.get(email=ADA)


def states():
    return set(Subscription.objects.values_list("state", flat=True))


@pytest.mark.parametrize("why", list(Reason))
def test_a_suppressed_address_says_why_and_since_when(daily, why):
    make_subscription(newsletter=daily)

    suppression.suppress(ADA, why, now=NOW)

    assert suppression.reason(ADA) == why
    assert (subscriber().suppressed_reason, subscriber().suppressed_at) == (why, NOW)


def test_an_address_that_nobody_suppressed_may_be_written_to(daily):
    suppression.suppress("eve@example.org", Reason.BOUNCED)

    assert suppression.reason(ADA) == ""


def test_an_address_that_we_do_not_know_can_be_suppressed(db):
    suppression.suppress(ADA, Reason.BOUNCED)

    assert suppression.reason(ADA) == Reason.BOUNCED
    assert not Subscriber.objects.exists()


def test_suppressing_again_keeps_the_first_date(daily):
    make_subscription(newsletter=daily)
    suppression.suppress(ADA, Reason.BOUNCED, now=NOW)

    suppression.suppress(ADA, Reason.BOUNCED)

    assert subscriber().suppressed_at == Suppression.objects.get().at == NOW


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        (Reason.BOUNCED, Reason.COMPLAINED, Reason.COMPLAINED),
        (Reason.ERASED, Reason.BY_HAND, Reason.BY_HAND),
        (Reason.COMPLAINED, Reason.BOUNCED, Reason.COMPLAINED),
        (Reason.COMPLAINED, Reason.ERASED, Reason.COMPLAINED),
        (Reason.BY_HAND, Reason.COMPLAINED, Reason.BY_HAND),
        (Reason.BOUNCED, Reason.ERASED, Reason.BOUNCED),
    ],
)
def test_the_weightier_reason_stays(daily, first, second, kept):
    make_subscription(newsletter=daily)
    suppression.suppress(ADA, first)

    suppression.suppress(ADA, second)

    assert suppression.reason(ADA) == subscriber().suppressed_reason == kept


def test_who_complains_leaves_every_list(daily, weekly):
    make_subscription(newsletter=daily)
    make_subscription(newsletter=weekly, state="pending")

    suppression.suppress(ADA, Reason.COMPLAINED)

    assert states() == {Subscription.State.UNSUBSCRIBED}


def test_whose_letters_bounce_stays_on_the_list(daily):
    make_subscription(newsletter=daily)

    suppression.suppress(ADA, Reason.BOUNCED)

    assert states() == {Subscription.State.CONFIRMED}


def test_lifting_allows_letters_again(daily):
    make_subscription(newsletter=daily)
    suppression.suppress(ADA, Reason.BOUNCED)

    suppression.lift(ADA)

    assert suppression.reason(ADA) == subscriber().suppressed_reason == ""
    assert subscriber().suppressed_at is None


def test_lifting_for_some_reasons_leaves_the_others(daily):
    make_subscription(newsletter=daily)
    suppression.suppress(ADA, Reason.COMPLAINED)

    suppression.lift(ADA, suppression.LIFTED_BY_CONFIRMING)

    assert suppression.reason(ADA) == subscriber().suppressed_reason == Reason.COMPLAINED


def test_no_address_is_stored_in_clear(db):
    suppression.suppress(ADA, Reason.ERASED)

    assert re.fullmatch("[0-9a-f]{64}", Suppression.objects.get().key)


def test_a_suppression_outlives_a_change_of_the_secret_key_that_keeps_the_old_one(db, settings):
    suppression.suppress(ADA, Reason.ERASED)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a new one"

    assert suppression.reason(ADA) == Reason.ERASED
    suppression.lift(ADA)
    assert not Suppression.objects.exists()


@pytest.mark.parametrize("role", ["newsletter editor", "managing editor", "administrator"])
def test_the_newsletter_desk_stops_and_allows_letters(daily, role):
    make_subscription(newsletter=daily)
    by = make_user(role)

    suppression.stop(subscriber(), by=by)
    assert suppression.reason(ADA) == Reason.BY_HAND
    assert Suppression.objects.get().by == by

    suppression.allow(subscriber(), by=by)
    assert suppression.reason(ADA) == ""


@pytest.mark.parametrize("role", ["translator", "editor", "photo editor", ""])
@pytest.mark.parametrize("verb", [suppression.stop, suppression.allow])
def test_others_may_neither_stop_nor_allow_them(daily, role, verb):
    make_subscription(newsletter=daily)

    with pytest.raises(rights.NotAllowed, match="Ask a newsletter editor"):
        verb(subscriber(), by=make_user(role))

    assert not Suppression.objects.exists()
