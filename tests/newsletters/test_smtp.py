import socket
import threading

import pytest

from newsletters.retries import Meaning
from newsletters.smtp import SMTPTransport
from tests.newsletters.sink import Fault, Sink

MESSAGE = b"Subject: Hello\r\n\r\n..A dot.\r\n"
FROM, ADA = "post@courier.example", "ada@example.org"


@pytest.fixture
def sink():
    with Sink() as sink:
        yield sink


def transport(sink, **kwargs):
    return SMTPTransport("127.0.0.1", sink.port, **{"timeout": 2} | kwargs)


def meaning(sink, **kwargs):
    return transport(sink, **kwargs).send(FROM, ADA, MESSAGE).meaning


def test_a_message_arrives_byte_by_byte(sink):
    outcome = transport(sink).send(FROM, ADA, MESSAGE)

    assert outcome == (Meaning.SENT, 250, "2.0.0 taken", "")
    assert sink.received == [(ADA, MESSAGE, FROM)]


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (Fault.RCPT_450, Meaning.LATER),
        (Fault.RCPT_550, Meaning.HARD),
        (Fault.DATA_452, Meaning.LATER),
        (Fault.END_552, Meaning.POLICY),
    ],
)
def test_after_a_refusal_the_connection_goes_on(sink, fault, expected):
    sink.faults = {ADA: [fault]}
    way = transport(sink)

    meanings = [way.send(FROM, ADA, MESSAGE).meaning for _ in range(2)]

    assert meanings == [expected, Meaning.SENT]
    assert sink.connections == 1


@pytest.mark.parametrize("fault", [Fault.MAIL_421, Fault.KEPT_THEN_DROP, Fault.NONSENSE])
def test_after_a_breakdown_a_new_connection_begins(sink, fault):
    sink.faults = {ADA if fault != Fault.MAIL_421 else "": [fault]}
    way = transport(sink)

    meanings = [way.send(FROM, ADA, MESSAGE).meaning for _ in range(2)]

    assert meanings[0] is not Meaning.SENT
    assert meanings[1] is Meaning.SENT
    assert sink.connections == 2


def test_a_connection_that_the_server_closed_while_idle_is_opened_again(sink):
    way = transport(sink)
    way.send(FROM, ADA, MESSAGE)
    sink.faults = {"": [Fault.MAIL_DROP]}

    assert way.send(FROM, ADA, MESSAGE).meaning is Meaning.SENT
    assert sink.recipients == [ADA, ADA]


def test_a_server_that_closes_every_connection_is_not_asked_for_ever(sink):
    sink.faults = {"": [Fault.MAIL_DROP] * 10}

    assert meaning(sink) is Meaning.LATER
    assert sink.connections == 1


@pytest.mark.parametrize("greeting", [b"554 not you", b"421 too busy", b"hello"])
def test_a_server_that_does_not_let_us_in_is_no_fault_of_the_letter(greeting):
    with Sink(greeting=greeting) as sink:
        assert meaning(sink) is Meaning.STANDSTILL


def test_a_log_in_that_fails_is_no_fault_of_the_letter(sink):
    assert meaning(sink, user="courier", password="wrong") is Meaning.STANDSTILL


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_without_the_encryption_asked_for_nothing_leaves(sink, security):
    assert meaning(sink, security=security, timeout=1) is Meaning.STANDSTILL
    assert sink.received == []


def test_a_host_that_does_not_exist_is_no_fault_of_the_letter():
    way = SMTPTransport("nowhere.invalid", 25, timeout=2)

    assert way.send(FROM, ADA, MESSAGE).meaning is Meaning.STANDSTILL


@pytest.mark.parametrize("recipient", ["ada@example.org>\r\nDATA", "ada@example.org\nRSET"])
def test_an_address_cannot_carry_a_command(sink, recipient):
    outcome = transport(sink).send(FROM, recipient, MESSAGE)

    assert outcome.meaning is Meaning.LATER
    assert sink.received == []


def test_a_server_that_stops_reading_has_not_got_the_letter():
    """It takes the first bytes of a large text and no more."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=_take_little, args=(server,), daemon=True).start()
        way = SMTPTransport("127.0.0.1", server.getsockname()[1], timeout=1)

        outcome = way.send(FROM, ADA, b"x" * 50_000_000)

    assert outcome.meaning is Meaning.LATER
    assert outcome.response.startswith("body")


def _take_little(server):
    connection, _ = server.accept()
    with connection, connection.makefile("rwb", buffering=0) as file:
        file.write(b"220 slow\r\n")
        while line := file.readline():
            file.write(b"354 go on\r\n" if line.startswith(b"DATA") else b"250 OK\r\n")
            if line.startswith(b"DATA"):
                threading.Event().wait(5)
                return


def test_nothing_waits_to_be_sent_together_with_what_comes_next(sink):
    way = transport(sink)
    way.send(FROM, ADA, MESSAGE)

    assert way._smtp.sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_closing_twice_does_no_harm(sink):
    way = transport(sink)
    way.send(FROM, ADA, MESSAGE)
    way.close()
    way.close()

    assert way._smtp is None
    assert way.send(FROM, ADA, MESSAGE).meaning is Meaning.SENT
