import csv
import io
import re

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase
from django.urls import reverse
from openpyxl import load_workbook

from newsletters.models import Subscriber, SubscriberImport, Subscription
from tests.factories import make_user
from tests.newsletters.letters import make_subscription
from tests.newsletters.readers import dump, text, work

pytestmark = pytest.mark.django_db
IMPORT, EXPORT = (f"/admin/newsletters/subscriber/{name}/" for name in ("import", "export"))
TABLE = "Name,E-mail,Since\nAda,ada@example.org,2026-01-05\nBea,<b>bad,\n"


@pytest.fixture
def desk(client):
    client.force_login(make_user("newsletter editor"))
    return client


def upload(desk, content=TABLE, name="fair.csv"):
    content = content if isinstance(content, bytes) else content.encode()
    return desk.post(IMPORT, {"file": SimpleUploadedFile(name, content)})


def check(desk, address, newsletter, /, **said):
    answers = {"step": "check", "newsletter": newsletter.pk, "header": "on", "email": "1"}
    more = {"agreed": "2", "source": "Paper form at the book fair", "proven": "yes"}
    return desk.post(address, answers | more | said)


def start(desk, address):
    with TestCase.captureOnCommitCallbacks(execute=True):
        response = desk.post(address, {"step": "import"})
    work()
    return response


def test_a_table_is_looked_at_checked_and_imported(desk, daily):
    address = upload(desk).url
    page = text(desk.get(address))
    assert "<td>ada@example.org</td>" in page
    assert re.search(r'<select name="email".*?<option value="1" selected', page, re.DOTALL)
    assert re.search(r'name="header"[^>]* checked', page)
    assert "What importing it would come to" not in page

    assert check(desk, address, daily).url == address
    page = text(desk.get(address))
    assert "<strong>1</strong> new on the list" in page
    assert "<strong>1</strong> cannot be read as an address" in page
    assert "<td>3</td><td>&lt;b&gt;bad</td>" in page
    assert "Import 1 address<" in page
    assert not Subscriber.objects.exists()

    assert start(desk, address).url == address
    page = text(desk.get(address))
    assert "Imported onto The Morning Crossing" in page
    assert Subscription.objects.confirmed().get().source == "Paper form at the book fair"
    assert "fair.csv" in text(desk.get(IMPORT))


def test_while_the_worker_is_busy_the_page_says_so(desk, daily):
    address = upload(desk).url
    check(desk, address, daily)
    SubscriberImport.objects.update(state="waiting", next_row=3000)

    page = text(desk.get(address))

    assert "3000 rows so far" in page
    assert "<button" not in page[page.index('id="content-main"') :]


@pytest.mark.parametrize(
    ("left_out", "words"),
    [
        ({"newsletter": ""}, "Choose the list.<"),
        ({"source": " \u200b"}, "Say where the consent comes from"),
        ({"proven": ""}, "Say whether you can prove it."),
        ({"email": "9"}, "Select a valid choice."),
    ],
)
def test_what_is_missing_is_said_and_nothing_said_is_lost(desk, daily, left_out, words):
    address = upload(desk).url

    response = check(desk, address, daily, **left_out)

    page = text(response)
    assert response.status_code == 400
    assert words in page
    assert "source" in left_out or 'value="Paper form at the book fair"' in page
    assert SubscriberImport.objects.get().state == "uploaded"


def test_what_was_said_is_there_again_to_be_changed(desk, daily):
    address = upload(desk).url
    check(desk, address, daily, proven="no")

    page = text(desk.get(address))

    assert re.search(r'<option value="no" selected', page)
    assert "to wait, without a letter" in page
    assert 'value="Paper form at the book fair"' in page


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "The file is empty."), (b"\n\n", "no rows"), (b"PK?", "cannot be read as an Excel")],
)
def test_a_file_that_is_none_is_refused_in_words(desk, content, words):
    response = upload(desk, content)

    assert response.status_code == 400
    assert words in text(response)


def test_without_a_file_one_is_asked_for(desk):
    assert "Choose a file." in text(desk.post(IMPORT, {}))


def test_looking_changes_nothing(desk, daily):
    address = upload(desk).url
    check(desk, address, daily)
    before = dump()

    for path in (IMPORT, address, EXPORT):
        assert desk.get(path).status_code == 200

    assert dump() == before


def test_importing_what_was_not_checked_is_refused_in_words(desk, daily):
    address = upload(desk).url

    response = desk.post(address, {"step": "import"}, follow=True)

    assert "not checked yet" in text(response)
    assert not Subscriber.objects.exists()


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_list_is_exported_with_what_was_agreed_and_the_log_says_who_took_it(
    desk, daily, weekly, ending
):
    make_subscription("ada@example.org", daily, source='=HYPERLINK("http://x")')
    make_subscription("bea@example.org", weekly)

    response = desk.post(EXPORT, {"newsletter": "morning", "format": ending})

    content = response.content
    if ending == "csv":
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
        assert rows[1][-1] == '\'=HYPERLINK("http://x")'
    else:
        sheet = load_workbook(io.BytesIO(content)).worksheets[0]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        assert sheet["G2"].data_type == "s"
    assert rows[0][:2] == ["Address", "State"]
    assert [row[:2] for row in rows[1:]] == [["ada@example.org", "confirmed"]]
    assert f".{ending}" in response["Content-Disposition"]
    assert LogEntry.objects.get().object_repr == "The Morning Crossing, addresses: 1"


@pytest.mark.parametrize("people", [1, 5])
def test_exporting_costs_the_same_for_one_and_for_many(
    desk, daily, people, django_assert_num_queries
):
    for n in range(people):
        make_subscription(f"{n}@example.org", daily)

    wanted = {"newsletter": "morning", "format": "csv"}
    desk.post(EXPORT, wanted)  # from then on the kinds of models are known

    with django_assert_num_queries(5):
        desk.post(EXPORT, wanted)


def test_a_list_that_is_none_is_a_404(desk):
    assert desk.post(EXPORT, {"newsletter": "x\x00"}).status_code == 404


@pytest.mark.parametrize("role", ["editor", "translator", "photo editor"])
def test_others_neither_import_nor_export(client, desk, daily, role):
    address = upload(desk).url
    client.force_login(make_user(role))

    for path in (IMPORT, address, EXPORT):
        assert client.get(path).status_code == client.post(path, {}).status_code == 403


def test_the_pages_hold_nothing_that_the_security_policy_forbids(desk, daily):
    address = upload(desk).url
    check(desk, address, daily)

    for path in (IMPORT, address, EXPORT, reverse("admin:newsletters_subscriber_changelist")):
        page = text(desk.get(path))
        assert not re.search(r"\sstyle=|\son\w+=", page[page.index('id="content"') :])
