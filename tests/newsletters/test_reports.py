import pytest

from newsletters import reports
from tests.newsletters.returned import (
    LETTER,
    complaint,
    delivery_report,
    failed,
    in_own_words,
    on_holiday,
    path,
    recipient,
)


def test_a_report_of_failure_tells_delivery_status_and_words():
    raw = failed(7, "5.1.1", "550 5.1.1 <ada@example.org>: User\n unknown")

    report = reports.read(raw)

    assert (report.kind, report.delivery, report.status) == (reports.HARD, 7, "5.1.1")
    assert report.words == "smtp; 550 5.1.1 <ada@example.org>: User unknown"


@pytest.mark.parametrize(
    ("status", "words", "kind"),
    [
        ("5.1.1", "", reports.HARD),
        ("5.1.2", "", reports.HARD),
        ("5.1.10", "", reports.HARD),
        ("5.1.8", "550 5.1.8 Access denied, bad outbound sender", reports.REFUSED),
        ("5.1.7", "", reports.REFUSED),
        ("5.2.1", "", reports.HARD),
        ("5.0.0", "550 5.1.1 no such user", reports.HARD),
        ("5.0.0", "550 No such user here", reports.HARD),
        ("", "553 sorry, that domain isn't in my list", reports.HARD),
        ("5.0.0", "550 5.7.1 Message rejected due to content", reports.REFUSED),
        ("5.7.26", "550-5.7.26 unauthenticated", reports.REFUSED),
        ("5.2.2", "552 mailbox full", reports.SOFT),
        ("5.3.4", "552 message too big", reports.SOFT),
        ("4.4.1", "connection timed out", reports.SOFT),
        ("5.0.0", "554 transaction failed", reports.SOFT),
        ("5.1.999999", "", reports.SOFT),
        ("nonsense", "", reports.SOFT),
    ],
)
def test_what_a_failure_means(status, words, kind):
    assert reports.read(failed(1, status, words)).kind == kind


@pytest.mark.parametrize(
    ("action", "kind"),
    [
        ("failed", reports.HARD),
        ("Failed ", reports.HARD),
        ("delayed", reports.DELAYED),
        ("delivered", reports.ARRIVED),
        ("relayed", reports.ARRIVED),
        ("expanded", reports.ARRIVED),
    ],
)
def test_only_a_failure_is_a_bounce(action, kind):
    raw = delivery_report(path(1), recipient(action, "5.1.1"))

    assert reports.read(raw).kind == kind


@pytest.mark.parametrize("encoding", ["7bit", "8bit", "quoted-printable"])
def test_the_encoding_of_the_fields_does_not_matter(encoding):
    raw = delivery_report(path(1), recipient("failed", "5.1.1"), encoding=encoding)

    assert reports.read(raw).kind == reports.HARD


@pytest.mark.parametrize(
    "header", ["X-Original-To", "Delivered-To", "Envelope-To", "X-Envelope-To"]
)
def test_the_return_path_is_found_where_the_server_kept_it(header):
    raw = delivery_report(
        "bounces@courier.example",
        recipient("failed", "5.1.1"),
        headers=f"{header}: {path(9)}\n",
    )

    assert reports.read(raw).delivery == 9


def test_the_return_path_is_found_in_the_letter_that_came_back():
    raw = delivery_report(
        "x@courier.example", recipient("failed", "5.1.1"), letter=LETTER.format(path=path(9))
    )

    assert reports.read(raw).delivery == 9


def test_a_forged_return_path_leads_to_no_delivery():
    raw = failed(7).replace(b"b+7.", b"b+8.")

    assert reports.read(raw).delivery is None


def test_a_complaint_is_told_by_the_letters_return_path():
    report = reports.read(complaint(7))

    assert (report.kind, report.delivery, report.words) == (reports.COMPLAINT, 7, "abuse")


def test_a_complaint_without_it_is_told_by_the_letter_itself():
    assert reports.read(complaint(7, mail_from=False)).delivery == 7


def test_who_says_that_it_is_no_spam_does_not_complain():
    assert reports.read(complaint(7, feedback="not-spam")).kind == reports.REPLY


def test_a_failure_in_a_servers_own_words_is_soft():
    report = reports.read(in_own_words(7))

    assert (report.kind, report.delivery, report.words) == (reports.SOFT, 7, "failure notice")


def test_who_is_on_holiday_does_not_bounce():
    assert reports.read(on_holiday(7)).kind == reports.REPLY


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00\xff" * 500,
        b"Content-Type: multipart/report; boundary=\n\n--\n",
        b"Content-Type: multipart/report; boundary=B\n\n--B\nContent-Type: message/delivery-status",
        b"Content-Type: message/feedback-report\nContent-Transfer-Encoding: base64\n\n%%%",
        b'Content-Type: text/plain; charset="nonsense"\n\n\xe9',
        b"To: =?utf-8?q?=FF?= <b+1.00000000@x>\nSubject: =?x?y?z?=\n\n",
    ],
)
def test_what_cannot_be_read_is_soft_and_nobodys(raw):
    report = reports.read(raw)

    assert report.kind in (reports.SOFT, reports.COMPLAINT)
    assert report.delivery is None


@pytest.mark.parametrize("cut", range(0, 900, 60))
def test_a_report_that_breaks_off_is_read_as_far_as_it_goes(cut):
    assert reports.read(failed(7)[:cut]).delivery in (7, None)


def test_the_same_bytes_have_the_same_key_and_others_another():
    assert reports.read(failed(7)).key == reports.read(failed(7)).key
    assert reports.read(failed(7)).key != reports.read(failed(8)).key


def test_a_huge_report_is_read_from_its_beginning():
    raw = failed(7) + b"x" * (3 * reports.MOST_READ)

    assert reports.read(raw).kind == reports.HARD


def test_no_more_than_some_words_are_kept():
    assert len(reports.read(failed(7, diagnostic="550 " + "no " * 5000)).words) == 500
