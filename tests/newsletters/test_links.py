import pytest
from django.core import signing

from newsletters import links
from newsletters.models import Subscriber, Subscription
from tests.newsletters.readers import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def subscription(daily):
    subscriber = Subscriber.objects.create(email="ada@example.org")
    return Subscription.objects.create(
        subscriber=subscriber, newsletter=daily, requested_at=NOW.replace(microsecond=987654)
    )


def test_a_confirmation_link_leads_to_its_subscription(subscription):
    token = links.confirm_token([subscription])

    assert list(links.asked_for(token)) == [subscription]


def test_links_begin_with_the_address_of_the_site(subscription, settings):
    settings.SITE_URL = "https://courier.example"

    assert links.confirm_url([subscription]).startswith("https://courier.example/newsletter/confi")
    assert links.newsletter_url() == "https://courier.example/newsletter/"
    assert links.unsubscribe_url(subscription) == (
        f"https://courier.example/newsletter/unsubscribe/{subscription.token}/"
    )
    assert links.preferences_url(subscription) == (
        f"https://courier.example/newsletter/preferences/{subscription.token}/"
    )


def test_a_link_to_an_earlier_request_leads_nowhere(subscription):
    token = links.confirm_token([subscription])
    Subscription.objects.update(requested_at=NOW.replace(hour=12))

    assert not links.asked_for(token)


def test_a_link_to_what_is_forgotten_leads_nowhere(subscription):
    token = links.confirm_token([subscription])
    Subscription.objects.all().delete()

    assert not links.asked_for(token)


@pytest.mark.parametrize("spoil", [lambda t: t[:-1], lambda t: "x" + t, lambda t: "", str.upper])
def test_a_damaged_link_is_unknown(subscription, spoil):
    with pytest.raises(links.UnknownLink):
        links.asked_for(spoil(links.confirm_token([subscription])))


def test_a_link_signed_for_another_purpose_is_unknown(subscription):
    foreign = signing.Signer(salt="something else").sign_object([[subscription.pk, 0]])

    with pytest.raises(links.UnknownLink):
        links.asked_for(foreign)


@pytest.mark.parametrize("token", ["", "x", "a\x00b", "é", "0" * 5000])
def test_a_made_up_unsubscribe_link_is_unknown(daily, token):
    with pytest.raises(links.UnknownLink):
        links.subscription_of(token)


def test_the_secrets_of_two_subscriptions_differ_and_are_long(subscription, weekly):
    other = Subscription.objects.create(subscriber=subscription.subscriber, newsletter=weekly)

    assert other.token != subscription.token
    assert len(other.token) == 32


def test_links_survive_a_change_of_the_secret_key_that_keeps_the_old_one(subscription, settings):
    token = links.confirm_token([subscription])
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a new one"

    assert links.asked_for(token).exists()


def test_what_a_mail_program_slips_into_a_link_does_no_harm(subscription):
    token = links.confirm_token([subscription])

    assert links.asked_for(f"\u200b{token[:9]}\u00ad{token[9:]}\x00 ").exists()
    assert links.subscription_of(f"{subscription.token}\u200b") == subscription
