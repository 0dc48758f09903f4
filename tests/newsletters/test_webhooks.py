import base64
import itertools
import json
from types import SimpleNamespace

import pytest
from anymail.signals import AnymailTrackingEvent
from django.test import Client

from newsletters import bounces, suppression, webhooks
from newsletters.models import Delivery, DeliveryEvent, Reason
from tests.newsletters.letters import make_delivery, make_subscription
from tests.newsletters.readers import NOW, dump

pytestmark = pytest.mark.django_db
ADA = "ada@example.org"
Kind, State = DeliveryEvent.Kind, Delivery.State
PATH = "/newsletter/service/postmark/"
SECRET = "courier:secret"


@pytest.fixture(autouse=True)
def postmark(settings):
    settings.MAIL_SERVICE = "postmark"
    settings.ANYMAIL = {"WEBHOOK_SECRET": "courier:secret"}


@pytest.fixture
def delivery(daily):
    return make_delivery(make_subscription(ADA, daily))


def post(told, secret=SECRET, path=PATH):
    headers = {"authorization": f"Basic {base64.b64encode(secret.encode()).decode()}"}
    return Client(enforce_csrf_checks=True).post(
        path, json.dumps(told), content_type="application/json", headers=headers
    )


def bounce(delivery, number=42, **kwargs):
    """As Postmark words it."""
    return {
        "RecordType": "Bounce",
        "ID": number,
        "Type": "HardBounce",
        "MessageID": "00000000-0000-0000-0000-000000000000",
        "Metadata": {"delivery": str(delivery.pk)},
        "Email": ADA,
        "Details": "smtp;550 5.1.1 The email account that you tried to reach does not exist",
        "Description": "The server was unable to deliver your message",
        "BouncedAt": "2026-03-01T09:30:00Z",
    } | kwargs


def complaint(delivery, number=43):
    return bounce(delivery, number, RecordType="SpamComplaint", Type="SpamComplaint", Details="")


def arrival(delivery):
    told = {"RecordType": "Delivery", "Recipient": ADA, "DeliveredAt": "2026-03-01T09:31:00Z"}
    return told | {"Metadata": {"delivery": str(delivery.pk)}, "Details": "smtp;250 OK"}


def reason():
    return suppression.reason(ADA)


# --- who may tell us --------------------------------------------------------------------


def test_a_bounce_is_stored_at_once_and_handled_afterwards(delivery):
    assert post(bounce(delivery)).status_code == 200
    event = DeliveryEvent.objects.get()
    assert (event.kind, event.delivery, event.address) == (Kind.HARD, delivery, ADA)
    assert event.happened_at == NOW
    assert reason() == ""

    bounces.handle_waiting()

    assert reason() == Reason.BOUNCED


@pytest.mark.parametrize("secret", ["", "courier:wrong"])
def test_without_the_secret_nothing_is_believed(delivery, secret):
    assert post(bounce(delivery), secret=secret).status_code == 400
    assert not DeliveryEvent.objects.exists()


@pytest.mark.parametrize(
    ("service", "keys"),
    [("postmark", {}), ("postmark", {"WEBHOOK_SECRET": ""}), ("", {"WEBHOOK_SECRET": "a:b"})],
)
def test_where_no_secret_or_no_service_is_configured_there_is_no_page(
    delivery, settings, service, keys
):
    settings.MAIL_SERVICE, settings.ANYMAIL = service, keys

    assert post(bounce(delivery)).status_code == 404
    assert not DeliveryEvent.objects.exists()


@pytest.mark.parametrize("service", ["mailgun", "nonsense"])
def test_another_service_than_ours_has_no_page(delivery, service):
    assert post(bounce(delivery), path=f"/newsletter/service/{service}/").status_code == 404


def test_a_service_that_reports_nothing_has_no_page(delivery, settings):
    settings.MAIL_SERVICE = "nonsense"

    assert post(bounce(delivery), path="/newsletter/service/nonsense/").status_code == 404


@pytest.mark.parametrize("method", ["get", "put", "delete", "patch", "options"])
def test_other_methods_do_nothing(delivery, method):
    before = dump()

    getattr(Client(), method)(PATH)

    assert dump() == before


# --- again, in any order, before our own note -------------------------------------------


def test_the_same_report_three_times_is_one(delivery):
    for _ in range(3):
        assert post(bounce(delivery)).status_code == 200
        bounces.handle_waiting()

    assert DeliveryEvent.objects.count() == 1


def test_a_report_without_number_three_times_is_one(delivery):
    for _ in range(3):
        post(arrival(delivery))

    assert DeliveryEvent.objects.get().kind == Kind.DELIVERED


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_reports_may_come_in_any_order(delivery, order):
    told = [arrival(delivery), bounce(delivery), complaint(delivery)]

    for n in order:
        post(told[n])
        bounces.handle_waiting()

    assert reason() == Reason.COMPLAINED


@pytest.mark.parametrize("between", [True, False])
def test_a_report_may_be_quicker_than_our_own_note(daily, between):
    """The service tells that a letter arrived while its worker has not yet written down that it
    was sent, and is killed before it could."""
    delivery = make_delivery(make_subscription(ADA, daily), State.SUBMITTING)
    post(arrival(delivery))
    if between:
        bounces.handle_waiting()
    Delivery.objects.update(
        state=State.UNCERTAIN, lease_token="", lease_until=None, finished_at=NOW
    )

    bounces.handle_waiting()

    delivery.refresh_from_db()
    assert delivery.state == State.SENT


def test_our_own_note_is_not_changed_by_a_quick_report(daily):
    delivery = make_delivery(make_subscription(ADA, daily), State.SUBMITTING)

    post(bounce(delivery))
    bounces.handle_waiting()

    delivery.refresh_from_db()
    assert (delivery.state, delivery.lease_token) == (State.SUBMITTING, "mine")


# --- whom it is about --------------------------------------------------------------------


@pytest.mark.parametrize("number", ["", "0", "999999", "x", "1" * 40, None])
def test_a_number_that_is_none_of_ours_leaves_the_address(delivery, number):
    post(bounce(delivery, Metadata={"delivery": number}))
    bounces.handle_waiting()

    assert DeliveryEvent.objects.get().delivery is None
    assert reason() == Reason.BOUNCED


def test_a_number_of_another_site_that_uses_the_same_account_is_not_taken_for_ours(delivery):
    post(bounce(delivery, Email="eve@example.org"))
    bounces.handle_waiting()

    assert DeliveryEvent.objects.get().delivery is None
    assert reason() == ""


def test_the_address_is_known_in_any_spelling(delivery):
    post(bounce(delivery, Email="Ada@Example.ORG"))

    assert DeliveryEvent.objects.get().delivery == delivery


@pytest.mark.parametrize(
    "odd", [{"Email": None}, {"Email": "nonsense"}, {"Description": "a\x00"}, {"Details": None}]
)
def test_what_is_merely_odd_is_answered_well(delivery, odd):
    assert post(bounce(delivery, **odd)).status_code == 200
    bounces.handle_waiting()


# --- what it says -------------------------------------------------------------------------


def event(event_type, reject_reason=None, mta_response=None, **told):
    return AnymailTrackingEvent(
        event_type=event_type,
        reject_reason=reject_reason,
        mta_response=mta_response,
        esp_event=told,
    )


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        (event("bounced", "invalid"), Kind.HARD),
        (event("bounced", "bounced"), Kind.HARD),
        (event("bounced", "bounced", Type="SoftBounce"), Kind.SOFT),
        (event("bounced", "bounced", bounceType="Transient"), Kind.SOFT),
        (event("bounced", "bounced", "550 5.1.1 unknown user"), Kind.HARD),
        (event("bounced", "bounced", "552 5.2.2 over quota"), Kind.SOFT),
        (event("bounced", "bounced", "smtp;550 No such user"), Kind.HARD),
        (event("bounced", "bounced", "452 try later"), Kind.SOFT),
        (event("bounced", "bounced", "550 5.7.1 spam"), Kind.OTHER),
        (event("bounced", "other"), Kind.SOFT),
        (event("bounced"), Kind.SOFT),
        (event("complained"), Kind.COMPLAINT),
        (event("unsubscribed"), Kind.UNSUBSCRIBED),
        (event("deferred"), Kind.DEFERRED),
        (event("delivered"), Kind.DELIVERED),
        (event("failed"), Kind.OTHER),
        (event("rejected", "spam"), Kind.COMPLAINT),
        (event("rejected", "unsubscribed"), Kind.UNSUBSCRIBED),
        (event("rejected", "bounced"), Kind.HARD),
        (event("rejected", "blocked"), Kind.OTHER),
        (event("opened"), None),
        (event("clicked"), None),
        (event("sent"), None),
        (event("queued"), None),
        (event("subscribed"), None),
        (event("something new"), None),
    ],
)
def test_what_a_service_tells_is_put_in_our_words(told, kind):
    assert webhooks.kind_of(told) == kind


def test_what_no_service_should_send_as_raw_data_does_no_harm():
    told = event("bounced", "bounced")
    told.esp_event = SimpleNamespace()

    assert webhooks.kind_of(told) == Kind.HARD


def test_who_opens_a_letter_is_not_stored(delivery):
    post({"RecordType": "Open", "Recipient": ADA, "Metadata": {"delivery": str(delivery.pk)}})

    assert not DeliveryEvent.objects.exists()
