import email
import json
from email import policy

import pytest
import requests

from newsletters import transports
from newsletters.delivery import Sender
from newsletters.models import Channel, Delivery
from tests.newsletters.mailing import HTML, TEXT, leaving, states

pytestmark = pytest.mark.django_db
ADA = "ada@example.org"
INACTIVE = f"Found inactive addresses: {ADA}. Inactive recipients are ones that bounced."
SERVICE = "https://api.postmarkapp.com/"


@pytest.fixture
def issue():
    return leaving(readers=[ADA])


def run():
    with Sender() as sender:
        sender.run()


# --- a trial ------------------------------------------------------------------------------


@pytest.fixture
def trial(settings, tmp_path):
    settings.EMAIL_BACKEND = transports.CONSOLE
    settings.MAIL_DIR = tmp_path / "mail"
    return settings.MAIL_DIR


def test_the_letters_of_a_trial_lie_in_a_folder_where_mail_programs_open_them(trial, issue):
    run()

    (file,) = trial.iterdir()
    letter = email.message_from_bytes(file.read_bytes(), policy=policy.default)
    assert file.name == f"letter-{issue.deliveries.get().pk}.eml"
    assert letter["To"] == ADA
    assert "\n.A dot at the start." in letter.get_body(("plain",)).get_content()
    assert states(issue) == {ADA: "sent"}


# --- a mail backend of Django --------------------------------------------------------------


def test_any_mail_backend_takes_the_letters(issue, mailoutbox):
    run()

    (message,) = mailoutbox
    assert message.to == [ADA]
    assert message.subject == "Ferries & bridges"
    assert "Leave: http://testserver/newsletter/unsubscribe/" in message.body
    assert message.message()["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


# --- a mail service ------------------------------------------------------------------------


class Service:
    """In the place of the network: what is asked, and the answer that a test wants."""

    def __init__(self):
        self.asked = []
        self.answer = {"code": 200, "body": {"ErrorCode": 0, "Message": "OK", "MessageID": "m-1",
                                             "To": ADA, "SubmittedAt": "2026-11-23"}}  # fmt: skip
        self.raises = None

    def send(self, adapter, request, **kwargs):
        self.asked.append(request)
        if self.raises:
            raise self.raises
        response = requests.Response()
        response.status_code = self.answer["code"]
        response._content = json.dumps(self.answer["body"]).encode()
        response.request, response.url = request, request.url
        return response


@pytest.fixture
def service(settings, monkeypatch):
    settings.MAIL_SERVICE = "postmark"
    settings.ANYMAIL = {"POSTMARK_SERVER_TOKEN": "secret"}
    service = Service()
    monkeypatch.setattr(
        requests.adapters.HTTPAdapter, "send", lambda *args, **kwargs: service.send(*args, **kwargs)
    )
    Channel.objects.all().delete()
    return service


@pytest.fixture
def leaves(service):
    return leaving(readers=[ADA])


def test_a_mail_service_gets_the_letter_with_what_it_is_to_tell_us_again(service, leaves):
    run()

    (request,) = service.asked
    said = json.loads(request.body)
    assert request.url.startswith(SERVICE)
    assert said["To"] == ADA
    assert said["Subject"] == "Ferries & bridges"
    assert said["Metadata"] == {"delivery": str(leaves.deliveries.get().pk)}
    token = leaves.deliveries.get().subscription.token
    assert said["TextBody"].replace("\r\n", "\n").strip() == TEXT.strip().replace(
        "@@UNSUBSCRIBE@@", f"http://testserver/newsletter/unsubscribe/{token}/"
    )
    assert said["HtmlBody"].startswith(HTML[:40])
    headers = {header["Name"]: header["Value"] for header in said["Headers"]}
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert token in headers["List-Unsubscribe"]
    assert not headers.keys() & {"From", "To", "Subject", "Date", "Content-Type"}


def test_the_id_that_a_service_gives_is_kept(service, leaves):
    run()

    row = leaves.deliveries.get()
    assert (row.state, row.provider_id) == ("sent", "m-1")


@pytest.mark.parametrize(
    ("code", "body", "state", "closed"),
    [
        (429, {}, "queued", True),
        (500, {}, "queued", True),
        (503, {}, "queued", True),
        (401, {}, "queued", True),
        (502, {}, "uncertain", False),
        (504, {}, "uncertain", False),
        (400, {}, "failed", False),
        (422, {"ErrorCode": 300, "Message": "Invalid 'From' address"}, "failed", False),
        (422, {"ErrorCode": 406, "Message": INACTIVE}, "failed", False),
        (422, {"ErrorCode": 406, "Message": "something new"}, "uncertain", False),
    ],
)
def test_every_answer_of_a_service_ends_in_its_state(service, leaves, code, body, state, closed):
    service.answer = {"code": code, "body": body}

    run()

    assert states(leaves) == {ADA: state}
    assert bool(Channel.objects.get().open_until) is closed
    assert leaves.deliveries.get().attempts == (0 if state == "queued" else 1)


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (requests.ConnectTimeout("no way there"), "queued"),
        (requests.ReadTimeout("no answer"), "uncertain"),
        (requests.ConnectionError("reset"), "uncertain"),
    ],
)
def test_silence_of_a_service_is_uncertain_unless_it_never_heard_of_the_letter(
    service, leaves, error, state
):
    service.raises = error

    run()

    assert states(leaves) == {ADA: state}


def test_what_a_service_rejects_does_not_suppress_the_reader(service, leaves):
    service.answer = {"code": 422, "body": {"ErrorCode": 406, "Message": INACTIVE}}

    run()

    assert Delivery.objects.get().subscription.subscriber.suppressed_at is None


# --- which one -----------------------------------------------------------------------------


def test_the_configuration_chooses_the_way(settings):
    channel = Channel(kind=Channel.Kind.SMTP, max_per_connection=7)
    kinds = []
    for backend in (transports.SMTP, transports.CONSOLE, settings.EMAIL_BACKEND):
        settings.EMAIL_BACKEND = backend
        kinds.append(type(transports.of(channel)).__name__)

    assert kinds == ["SMTPTransport", "FileTransport", "BackendTransport"]
