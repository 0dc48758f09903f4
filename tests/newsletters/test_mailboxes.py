import mailbox

import pytest

from newsletters.mailboxes import MOST_BYTES, Unreachable, open_mailbox
from tests.newsletters.imap_server import imap_server

ONE, TWO = b"Subject: one\n\n1", b"Subject: two\n\n2"


@pytest.fixture
def maildir(tmp_path):
    box = mailbox.Maildir(tmp_path / "box", create=True)
    box.address = f"maildir:{tmp_path / 'box'}"
    return box


def unread(address):
    with open_mailbox(address) as box:
        return [raw.replace(b"\r\n", b"\n") for _, raw in box.unread()]


def read_all(address):
    with open_mailbox(address) as box:
        for name, _ in box.unread():
            box.done(name)


# --- a folder on disk ------------------------------------------------------------------


def test_what_waits_in_a_maildir_is_unread_until_it_is_done(maildir):
    maildir.add(ONE)
    maildir.add(TWO)
    assert sorted(unread(maildir.address)) == [ONE, TWO]

    read_all(maildir.address)

    assert unread(maildir.address) == []
    assert len(maildir) == 2
    assert {message.get_flags() for message in maildir} == {"S"}


def test_what_a_mail_program_has_only_listed_is_unread(maildir):
    message = mailbox.MaildirMessage(ONE)
    message.set_subdir("cur")
    message.set_flags("F")
    maildir.add(message)
    assert unread(maildir.address) == [ONE]

    read_all(maildir.address)

    assert next(iter(maildir)).get_flags() == "FS"


def test_what_somebody_has_read_is_left_alone(maildir):
    message = mailbox.MaildirMessage(ONE)
    message.set_subdir("cur")
    message.set_flags("S")
    maildir.add(message)

    assert unread(maildir.address) == []


def test_of_two_readers_the_slower_one_does_not_stumble(maildir):
    maildir.add(ONE)
    maildir.add(TWO)
    with open_mailbox(maildir.address) as box:
        messages = box.unread()
        first, _ = next(messages)
        read_all(maildir.address)

        assert list(messages) == []
        box.done(first)


def test_of_a_huge_message_the_beginning_is_read(maildir):
    maildir.add(ONE + b"x" * (2 * MOST_BYTES))

    assert len(unread(maildir.address)[0]) == MOST_BYTES


# --- a server --------------------------------------------------------------------------


def test_what_waits_on_a_server_is_unread_until_it_is_done():
    with imap_server(ONE, TWO) as server:
        assert unread(server.address) == [ONE, TWO]
        assert server.seen == set()

        read_all(server.address)

        assert unread(server.address) == []
        assert server.seen == {1, 2}


def test_an_empty_folder_holds_nothing():
    with imap_server() as server:
        assert unread(server.address) == []


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda a: a.replace("p%40ss", "wrong"), "does not open: .*wrong password"),
        (lambda a: a.replace("INBOX", "Bounces"), "broke off: there is no such folder"),
    ],
)
def test_a_refusal_is_told_in_words(spoil, words):
    with imap_server(ONE) as server, pytest.raises(Unreachable, match=words) as told:
        unread(spoil(server.address))

    assert "p%40ss" not in str(told.value)


def test_a_server_that_breaks_off_is_told_in_words():
    with imap_server(ONE, breaks=True) as server, pytest.raises(Unreachable, match="broke off"):
        unread(server.address)


def test_a_server_that_is_not_there_is_told_in_words():
    with imap_server() as server:
        address = server.address

    with pytest.raises(Unreachable, match="does not open"):
        unread(address)


# --- what is none ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "address", ["", "nonsense", "pop3://host/", "imaps:///INBOX", "/var/mail", "imap:host"]
)
def test_another_address_is_told_what_one_looks_like(address):
    with pytest.raises(Unreachable, match="A mailbox is maildir:/folder or imaps:"):
        unread(address)


def test_a_folder_that_is_no_maildir_is_told_so(tmp_path):
    with pytest.raises(Unreachable, match="is no Maildir"):
        unread(f"maildir:{tmp_path}")
