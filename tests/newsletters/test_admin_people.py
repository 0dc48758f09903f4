import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from newsletters import suppression
from newsletters.models import Reason, Subscriber, Subscription
from tests.factories import make_user
from tests.newsletters.letters import make_delivery, make_subscription
from tests.newsletters.readers import dump, text

pytestmark = pytest.mark.django_db
ADA = "ada@example.org"
LIST = "admin:newsletters_subscriber_changelist"


@pytest.fixture
def ada(daily):
    return make_subscription(ADA, daily).subscriber


def act(client, action, *chosen, **data):
    chosen = {"_selected_action": [one.pk for one in chosen]}
    return client.post(reverse(LIST), {"action": action} | chosen | data)


def desk(client, role="newsletter editor", **kwargs):
    client.force_login(make_user(role, **kwargs))
    return client


def test_stopping_letters_asks_first_and_then_stops_and_notes_who_did_it(client, ada):
    desk(client)
    page = text(act(client, "stop_letters", ada))
    assert "Stop all letters?" in page
    assert ADA in page
    assert suppression.reason(ADA) == ""

    act(client, "stop_letters", ada, confirmed="yes")

    assert suppression.reason(ADA) == Reason.BY_HAND
    assert "Letters stopped" in LogEntry.objects.get().change_message
    assert f"Letters stopped: {ADA}." in text(client.get(reverse(LIST)))


def test_allowing_letters_lifts_what_a_bounce_stopped(client, ada):
    suppression.suppress(ADA, Reason.BOUNCED)

    act(desk(client), "allow_letters", ada, confirmed="yes")

    assert suppression.reason(ADA) == ""


@pytest.mark.parametrize("action", ["stop_letters", "allow_letters"])
def test_a_forged_action_of_somebody_who_may_only_look_does_nothing(client, ada, action):
    desk(client, "", is_superuser=False)
    user = make_user()
    user.user_permissions.add(
        *user.user_permissions.model.objects.filter(codename="view_subscriber")
    )
    client.force_login(user)
    before = suppression.reason(ADA)

    act(client, action, ada, confirmed="yes")

    assert suppression.reason(ADA) == before
    assert not LogEntry.objects.exists()


def test_the_list_shows_who_gets_no_letters_and_why(client, ada):
    suppression.suppress(ADA, Reason.COMPLAINED)

    page = text(desk(client).get(reverse(LIST), {"suppressed_reason__exact": "complained"}))

    assert ADA in page
    assert "the reader reported a letter as spam" in page


@pytest.mark.parametrize("role", ["managing editor", "administrator"])
def test_erasing_at_the_desk_leaves_no_trace_of_the_person(client, ada, role):
    make_delivery(Subscription.objects.get())
    desk(client, role)
    address = reverse("admin:newsletters_subscriber_delete", args=[ada.pk])
    assert "Are you sure" in text(client.get(address))

    assert client.post(address, {"post": "yes"}).status_code == 302

    assert suppression.reason(ADA) == Reason.ERASED
    client.get(reverse(LIST))  # which says, once, that it is done
    assert ADA not in repr({name: rows for name, rows in dump().items() if "session" not in name})


def test_several_are_erased_together(client, ada, daily):
    bea = make_subscription("bea@example.org", daily).subscriber

    act(desk(client, "managing editor"), "delete_selected", ada, bea, post="yes")

    assert not Subscriber.objects.exists()
    assert suppression.reason(ADA) == Reason.ERASED


def test_a_newsletter_editor_may_not_erase(client, ada):
    address = reverse("admin:newsletters_subscriber_delete", args=[ada.pk])

    assert desk(client).post(address, {"post": "yes"}).status_code == 403
    assert Subscriber.objects.exists()


@pytest.mark.parametrize(
    ("role", "shown"), [("newsletter editor", True), ("managing editor", True)]
)
def test_import_and_export_are_offered_to_who_may(client, ada, role, shown):
    page = text(desk(client, role).get(reverse(LIST)))

    assert ("Import…" in page, "Export…" in page) == (shown, shown)
