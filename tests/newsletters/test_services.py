"""Many letters in one call of a mail service. The services' answers are written by us, after what
they document; what anymail makes of them, and of our letters, is real."""

import json
from urllib.parse import parse_qs

import pytest
import requests
from django.utils import timezone

from newsletters.admin_lists import ChannelForm
from newsletters.delivery import Sender
from newsletters.models import Channel, Delivery, Issue, Subscription
from tests.newsletters.mailing import leaving, states

pytestmark = pytest.mark.django_db
ADA, BEA, CLEO = READERS = ["ada@example.org", "bea@example.org", "cleo@example.org"]
QUEUED = (200, {"id": "<m-1@mg.example.org>", "message": "Queued. Thank you."})


class Network:
    """In the place of the network: what is asked, and the answers that a test wants in turn; the
    last one again and again."""

    def __init__(self):
        self.asked = []
        self.answers = [QUEUED]
        self.meanwhile = lambda: None

    def send(self, adapter, request, **kwargs):
        self.asked.append(request)
        self.meanwhile()
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        response = requests.Response()
        response.status_code, body = answer
        response._content = json.dumps(body).encode()
        response.request, response.url = request, request.url
        return response

    def forms(self):
        """Of each call to Mailgun: {field: its values}."""
        return [parse_qs(request.body) for request in self.asked]


@pytest.fixture
def network(settings, monkeypatch):
    settings.MAIL_SERVICE = "mailgun"
    settings.ANYMAIL = {
        "MAILGUN_API_KEY": "secret",
        "MAILJET_API_KEY": "a",
        "MAILJET_SECRET_KEY": "b",
    }
    network = Network()
    monkeypatch.setattr(
        requests.adapters.HTTPAdapter, "send", lambda *args, **kwargs: network.send(*args, **kwargs)
    )
    Channel.objects.all().delete()
    return network


@pytest.fixture
def issue(network):
    issue = leaving(readers=READERS)
    Channel.objects.update(per_call=50)
    return issue


def run():
    with Sender() as sender:
        return sender.run()


def links():
    """{address: what its letter must hold of its own}"""
    return {
        address: f"/newsletter/unsubscribe/{token}/"
        for address, token in Subscription.objects.values_list("subscriber__email", "token")
    }


def test_one_call_takes_letters_for_many_each_with_links_of_its_own(network, issue):
    assert run() == 3

    (form,) = network.forms()
    own = json.loads(form["recipient-variables"][0])
    assert form["to"] == READERS
    assert "Leave: %recipient.unsubscribe%" in form["text"][0]
    assert 'href="%recipient.preferences%"' in form["html"][0]
    assert "@@" not in form["text"][0] + form["html"][0]
    assert form["h:List-Unsubscribe-Post"] == ["List-Unsubscribe=One-Click"]
    for address, link in links().items():
        assert own[address]["unsubscribe"].endswith(link)
        assert own[address]["h:List-Unsubscribe"].strip("<>").endswith(link)
        assert own[address]["v:delivery"] == str(Delivery.objects.get(address=address).pk)
    assert states(issue) == dict.fromkeys(READERS, "sent")


def test_mailjet_gets_the_places_in_its_own_manner(network, issue, settings):
    settings.MAIL_SERVICE = "mailjet"
    taken = [
        {"Status": "success", "To": [{"Email": each, "MessageID": n}]}
        for n, each in enumerate(READERS)
    ]
    network.answers = [(200, {"Messages": taken})]

    run()

    (request,) = network.asked
    said = json.loads(request.body)
    people = {each["To"][0]["Email"]: each for each in said["Messages"]}
    assert list(people) == READERS
    assert "Leave: [[var:unsubscribe]]" in said["Globals"]["TextPart"]
    assert said["Globals"]["TemplateLanguage"] is True
    for address, link in links().items():
        assert people[address]["Variables"]["unsubscribe"].endswith(link)
        assert people[address]["Headers"]["List-Unsubscribe"].endswith(f"{link}>")
    assert states(issue) == dict.fromkeys(READERS, "sent")


def test_no_more_letters_go_in_a_call_than_the_channel_says(network, issue):
    Channel.objects.update(per_call=2)

    run()

    assert [form["to"] for form in network.forms()] == [[ADA, BEA], [CLEO]]


def test_all_letters_of_a_call_are_armed_before_it(network, issue):
    armed = []
    network.meanwhile = lambda: armed.append(set(states(issue).values()))

    run()

    assert armed == [{"submitting"}]


def test_of_a_call_without_an_answer_each_letter_is_uncertain(network, issue):
    network.answers = [requests.ReadTimeout("no answer")]

    run()

    assert states(issue) == dict.fromkeys(READERS, "uncertain")
    assert len(network.asked) == 1


def test_letters_of_a_call_that_was_too_much_wait_uncharged(network, issue):
    network.answers = [(429, {})]

    run()

    assert states(issue) == dict.fromkeys(READERS, "queued")
    assert set(issue.deliveries.values_list("attempts", flat=True)) == {0}


@pytest.mark.parametrize("change", [{"ANYMAIL": {}}, {"MAIL_SERVICE": ""}])
def test_a_service_without_its_key_stands_still_and_says_so(network, issue, settings, change):
    for name, value in change.items():
        setattr(settings, name, value)

    run()

    assert states(issue) == dict.fromkeys(READERS, "queued")
    channel = Channel.objects.get()
    assert "cannot be opened" in channel.trouble
    assert channel.open_until


def test_an_address_that_a_service_cannot_bear_costs_only_itself(network, issue):
    refused = (400, {"message": "'to' parameter is not a valid address."})
    network.answers = [refused, QUEUED, refused, QUEUED]

    run()

    assert [form["to"] for form in network.forms()] == [READERS, [ADA], [BEA], [CLEO]]
    assert states(issue) == {ADA: "sent", BEA: "failed", CLEO: "sent"}


def test_a_letter_that_the_service_would_misread_goes_one_by_one(network, issue):
    html = issue.html.replace("A dot", "%recipient.fun% A dot")
    Issue.objects.filter(pk=issue.pk).update(html=html)

    run()

    assert [form["to"] for form in network.forms()] == [[ADA], [BEA], [CLEO]]
    assert "recipient-variables" not in network.forms()[0]


def test_who_leaves_before_the_call_is_not_in_it(network, issue):
    Subscription.objects.filter(subscriber__email=BEA).update(
        state="unsubscribed", unsubscribed_at=timezone.now()
    )

    run()

    assert [form["to"] for form in network.forms()] == [[ADA, CLEO]]
    assert states(issue) == {ADA: "sent", BEA: "skipped", CLEO: "sent"}


@pytest.mark.parametrize(
    ("service", "kind", "valid"),
    [("mailgun", "anymail", True), ("postmark", "anymail", False), ("mailgun", "smtp", False)],
)
def test_only_what_takes_many_letters_in_a_call_can_be_told_to(settings, service, kind, valid):
    settings.MAIL_SERVICE = service
    said = {"name": "Out", "kind": kind, "max_per_connection": 500, "per_call": 20}

    form = ChannelForm(said)

    assert form.is_valid() is valid
    assert list(form.errors) == ([] if valid else ["per_call"])
