import datetime

import pytest
from django.core import mail
from django.db import IntegrityError
from django.test import TestCase
from django.utils import timezone

from newsletters import consent, links, rights, subscriptions, suppression
from newsletters.models import Newsletter, Reason, Subscriber, Subscription
from tests.factories import make_user
from tests.newsletters.readers import NOW, link, sign_up, state, work

pytestmark = pytest.mark.django_db
ADA = "ada@example.org"
CONFIRMED, PENDING, UNSUBSCRIBED = (
    Subscription.State.CONFIRMED,
    Subscription.State.PENDING,
    Subscription.State.UNSUBSCRIBED,
)


def ask(*newsletters, email=ADA, now=None):
    with TestCase.captureOnCommitCallbacks(execute=True):
        subscriptions.sign_up(email, newsletters, now=now or timezone.now())
    work()


def token(message=None):
    return link(message).split("/")[-2]


def leave(subscription=None):
    return subscriptions.unsubscribe((subscription or Subscription.objects.get()).token)


def test_signing_up_waits_for_a_confirmation_and_asks_for_it(daily):
    ask(daily)

    assert state() == PENDING
    assert [message.to for message in mail.outbox] == [[ADA]]


def test_signing_up_keeps_when_it_was_asked_and_to_which_words_they_agreed(daily):
    ask(daily, now=NOW)
    daily.call_text = "Something else entirely."
    daily.save()

    subscription = Subscription.objects.get()
    assert subscription.requested_at == NOW
    assert "One letter before breakfast." in subscription.consent
    assert "Something else" not in subscription.consent
    assert str(consent.PROMISE) in subscription.consent
    assert subscription.subscriber.created_at == NOW


def test_confirming_makes_a_subscriber_with_a_date(daily):
    ask(daily)
    before = timezone.now()

    subscriptions.confirm(token())

    subscription = Subscription.objects.get()
    assert subscription.state == CONFIRMED
    assert before <= subscription.confirmed_at <= timezone.now()


def test_confirming_twice_changes_nothing(daily):
    ask(daily)
    subscriptions.confirm(token())
    once = Subscription.objects.values().get()

    subscriptions.confirm(token())

    assert Subscription.objects.values().get() == once


def test_one_letter_and_one_click_for_several_lists(daily, weekly):
    ask(daily, weekly)

    subscriptions.confirm(token())

    assert len(mail.outbox) == 1
    assert set(Subscription.objects.values_list("state", flat=True)) == {CONFIRMED}


def test_a_link_confirms_only_what_its_letter_named(daily, weekly, later):
    ask(daily)
    later(hours=1)
    ask(weekly)

    subscriptions.confirm(token(mail.outbox[0]))

    assert Subscription.objects.get(newsletter=daily).state == CONFIRMED
    assert Subscription.objects.get(newsletter=weekly).state == PENDING


def test_asking_again_within_a_quarter_of_an_hour_sends_nothing(daily):
    ask(daily)
    ask(daily)

    assert len(mail.outbox) == 1


def test_a_throttled_address_is_not_even_stored(daily, weekly):
    ask(daily)
    before = Subscription.objects.values().get()

    ask(weekly)

    assert Subscription.objects.values().get() == before


def test_asking_again_later_sends_another_letter_and_both_links_work(daily, later):
    ask(daily)
    first = token()
    later(minutes=20)
    ask(daily)

    assert len(mail.outbox) == 2
    subscriptions.confirm(first)
    assert state() == CONFIRMED
    assert Subscription.objects.count() == Subscriber.objects.count() == 1


def test_who_is_confirmed_already_is_told_so_and_stays_as_they_are(daily, later):
    ask(daily)
    subscriptions.confirm(token())
    later(hours=1)
    before = Subscription.objects.values().get()

    ask(daily)

    after = Subscription.objects.values().get()
    assert {**after, "asked_at": None} == {**before, "asked_at": None}
    assert "already" in mail.outbox[-1].subject
    assert "/newsletter/confirm/" not in mail.outbox[-1].body


def test_a_second_list_is_asked_for_and_the_first_named_as_standing(daily, weekly, later):
    ask(daily)
    subscriptions.confirm(token())
    later(hours=1)

    ask(daily, weekly)
    subscriptions.confirm(token())

    assert "You receive already:\n\n- The Morning Crossing" in mail.outbox[-1].body
    assert Subscription.objects.confirmed().count() == 2


def test_a_link_is_dead_after_a_week(daily, later):
    ask(daily)
    later(days=7, seconds=1)

    subscriptions.confirm(token())

    assert state() == PENDING


def test_a_link_lives_until_a_week_after_the_last_letter(daily, later):
    ask(daily)
    later(days=5)
    ask(daily)
    later(days=5)

    subscriptions.confirm(token())

    assert state() == CONFIRMED


def test_signing_up_after_the_week_begins_anew(daily, later):
    ask(daily)
    old = token()
    later(days=8)
    ask(daily)

    subscriptions.confirm(old)
    assert state() == PENDING
    subscriptions.confirm(token())
    assert state() == CONFIRMED


def test_new_words_of_the_call_want_a_new_confirmation(daily, later):
    ask(daily)
    old = token()
    later(hours=1)
    Newsletter.objects.update(call_text="Two letters before breakfast.")
    ask(Newsletter.objects.get())

    subscriptions.confirm(old)
    assert state() == PENDING
    subscriptions.confirm(token())
    assert "Two letters" in Subscription.objects.confirmed().get().consent


def test_unsubscribing_ends_it_and_notes_when(daily):
    ask(daily)
    subscriptions.confirm(token())

    left = leave()

    assert left.state == UNSUBSCRIBED == state()
    assert left.unsubscribed_at > left.confirmed_at


def test_unsubscribing_twice_keeps_the_first_date(daily):
    ask(daily)
    subscriptions.confirm(token())
    first = leave().unsubscribed_at

    assert leave().unsubscribed_at == first


def test_unsubscribing_from_one_list_leaves_the_other(daily, weekly):
    ask(daily, weekly)
    subscriptions.confirm(token())

    leave(Subscription.objects.get(newsletter=daily))

    assert Subscription.objects.confirmed().get().newsletter == weekly


def test_the_old_link_does_not_bring_back_who_has_left(daily):
    ask(daily)
    subscriptions.confirm(token())
    leave()

    subscriptions.confirm(token())

    assert state() == UNSUBSCRIBED


def test_who_has_left_stays_away_when_somebody_types_the_address(daily, later):
    ask(daily)
    subscriptions.confirm(token())
    leave()
    later(days=1)
    ask(daily)

    assert state() == UNSUBSCRIBED
    assert Subscription.objects.waiting().count() == 1


def test_who_has_left_comes_back_by_a_new_confirmation_alone(daily, later):
    ask(daily)
    subscriptions.confirm(token())
    leave()
    later(days=1)
    ask(daily)

    subscriptions.confirm(token(mail.outbox[0]))
    assert state() == UNSUBSCRIBED
    subscriptions.confirm(token(mail.outbox[1]))
    assert state() == CONFIRMED
    assert Subscription.objects.get().unsubscribed_at is None


def test_unsubscribing_again_also_voids_the_new_request(daily, later):
    ask(daily)
    subscriptions.confirm(token())
    leave()
    later(days=1)
    ask(daily)

    leave()
    subscriptions.confirm(token())

    assert state() == UNSUBSCRIBED


def test_a_link_that_confirms_is_no_link_that_unsubscribes_and_the_other_way_round(daily):
    ask(daily)

    with pytest.raises(links.UnknownLink):
        subscriptions.unsubscribe(token())
    with pytest.raises(links.UnknownLink):
        subscriptions.confirm(Subscription.objects.get().token)


def test_a_person_at_the_desk_unsubscribes_a_reader_on_request(daily):
    ask(daily)
    subscriptions.confirm(token())
    nora = make_user(is_superuser=True)

    subscriptions.unsubscribe_on_request(Subscription.objects.get(), by=nora)

    assert state() == UNSUBSCRIBED


@pytest.mark.parametrize("role", ["translator", "editor", "photo editor", ""])
def test_others_at_the_desk_may_not(daily, role):
    ask(daily)

    with pytest.raises(rights.NotAllowed, match="Ask a newsletter editor"):
        subscriptions.unsubscribe_on_request(Subscription.objects.get(), by=make_user(role))
    assert state() == PENDING


def test_what_was_never_confirmed_is_forgotten_after_a_month(daily, later):
    ask(daily)
    later(days=31)

    subscriptions.forget_unconfirmed(timezone.now())

    assert not Subscription.objects.exists()
    assert not Subscriber.objects.exists()


def test_younger_requests_and_answered_ones_are_kept(daily, later):
    ask(daily, email="bea@example.org")
    subscriptions.confirm(token())
    ask(daily, email="cleo@example.org")
    subscriptions.confirm(token())
    leave(Subscription.objects.get(subscriber__email="cleo@example.org"))
    later(days=40)
    ask(daily)

    subscriptions.forget_unconfirmed(timezone.now() + datetime.timedelta(days=29))

    assert Subscriber.objects.count() == 3


def test_an_address_that_waits_on_one_list_and_reads_another_keeps_its_row(daily, weekly, later):
    ask(daily)
    subscriptions.confirm(token())
    later(hours=1)
    ask(weekly)
    later(days=31)

    subscriptions.forget_unconfirmed(timezone.now())

    assert Subscriber.objects.get().subscriptions.get().newsletter == daily


def test_the_database_knows_an_address_on_a_list_once(daily):
    ask(daily)
    subscriber = Subscriber.objects.get()

    with pytest.raises(IntegrityError):
        Subscription.objects.create(subscriber=subscriber, newsletter=daily)


def test_signing_up_through_the_page_and_the_verb_meet_in_one_subscription(daily, later):
    sign_up()
    later(hours=1)
    ask(daily)

    assert Subscription.objects.count() == 1


# --- whom we no longer write to -------------------------------------------------------


@pytest.mark.parametrize("why", [Reason.COMPLAINED, Reason.BY_HAND])
def test_who_wants_no_letters_gets_none_whoever_types_the_address(daily, why):
    suppression.suppress(ADA, why)

    ask(daily)

    assert not mail.outbox
    assert not Subscriber.objects.exists()


@pytest.mark.parametrize("why", [Reason.BOUNCED, Reason.ERASED])
def test_confirming_anew_ends_what_a_bounce_or_an_erasure_had_stopped(daily, why):
    suppression.suppress(ADA, why)

    ask(daily)
    assert suppression.reason(ADA) == why
    subscriptions.confirm(token())

    assert suppression.reason(ADA) == ""
    assert state() == CONFIRMED


def test_an_open_link_does_not_bring_back_who_complained_meanwhile(daily):
    ask(daily)
    suppression.suppress(ADA, Reason.BY_HAND)

    subscriptions.confirm(token())

    assert state() == PENDING
    assert suppression.reason(ADA) == Reason.BY_HAND
