import email
from email import policy

import pytest
from django.core.mail import EmailMultiAlternatives
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsletters import mime

LEAVE = "@@UNSUBSCRIBE@@"
URL = "https://courier.example/newsletter/unsubscribe/" + "aB-_9" * 20 + "/"
SUBJECT = "Über Brücken: was “Le Monde” über 3 Fähren in İzmir schreibt, und warum das zählt"
FROM = mime.sender("Fährblatt, täglich", "post@courier.example")
HEADERS = [
    ("From", FROM),
    ("To", mime.ADDRESS),
    ("Subject", SUBJECT),
    ("List-Unsubscribe", f"<{LEAVE}>"),
]
TEXT = f"Guten Morgen!\n\n.Ein Punkt.\n..Zwei.\nFrom here on: ç ü 漢字 \n\nAbmelden: {LEAVE}\n"
HTML = (
    '<html lang="de"><body><p>Guten Morgen! ✓</p>' + "<td width=3D style='x'>é</td>" * 900 + "\n"
    f'.<a href="{LEAVE}">Abmelden</a>.{LEAVE}.</body></html>\n'
)


def filled(text=TEXT, html=HTML, url=URL, headers=HEADERS):
    values = {mime.ADDRESS: b"ada@example.org", LEAVE: url.encode()}
    return mime.Template(headers, text=text, html=html).fill(values)


def parsed(message):
    return email.message_from_bytes(mime.unstuffed(message), policy=policy.default)


def golden(text=TEXT, html=HTML):
    """What Django makes of the same letter."""
    message = EmailMultiAlternatives(
        SUBJECT,
        text.replace(LEAVE, URL),
        FROM,
        ["ada@example.org"],
        headers={"List-Unsubscribe": f"<{URL}>"},
    )
    message.attach_alternative(html.replace(LEAVE, URL), "text/html")
    return email.message_from_bytes(message.message().as_bytes(), policy=policy.default)


def lines_of(part):
    """Line ends are the same to every mail program."""
    return part.get_content().replace("\r\n", "\n").rstrip("\n")


def test_every_part_is_what_django_would_have_sent():
    ours, theirs = parsed(filled()), golden()

    assert ours.get_content_type() == theirs.get_content_type() == "multipart/alternative"
    pairs = list(zip(ours.iter_parts(), theirs.iter_parts(), strict=True))
    assert [a.get_content_type() for a, _ in pairs] == ["text/plain", "text/html"]
    for part, other in pairs:
        assert part.get_content_type() == other.get_content_type()
        assert part.get_content_charset() == other.get_content_charset() == "utf-8"
        assert lines_of(part) == lines_of(other)


@pytest.mark.parametrize("name", ["From", "To", "Subject", "List-Unsubscribe", "MIME-Version"])
def test_every_header_reads_as_django_would_have_sent_it(name):
    # Django puts a long value on a line of its own.
    assert parsed(filled())[name] == golden()[name].strip()


def test_a_message_is_ascii_in_short_lines_that_end_alike():
    message = filled()

    assert message.isascii()
    assert b"\n" not in message.replace(b"\r\n", b"")
    body = message.partition(b"\r\n\r\n")[2]
    # A doubled dot is taken off again before quoted-printable counts.
    assert max(len(line) for line in mime.unstuffed(body).split(b"\r\n")) <= 76


def test_no_line_begins_with_a_single_dot():
    message = filled(url="https://courier.example/" + "." * 200)

    lines = message.split(b"\r\n")
    assert [line for line in lines if line.startswith(b".") and not line.startswith(b"..")] == []
    assert "." * 200 in lines_of(parsed(message).get_body(("plain",)))


def test_no_slot_stays_empty():
    assert b"@@" not in filled()


def test_a_slot_without_value_is_an_error():
    with pytest.raises(KeyError):
        mime.Template(HEADERS, text=TEXT, html=HTML).fill({mime.ADDRESS: b"ada@example.org"})


def test_what_looks_like_a_slot_and_is_none_is_text():
    """An editor may write about it; no letter is to fail of it."""
    odd = f"@@WHAT@@ and {mime.ADDRESS}\n{LEAVE}"

    message = parsed(filled(text=odd, headers=[*HEADERS, ("X-Note", "@@WHAT@@")]))

    assert lines_of(message.get_body(("plain",))) == odd.replace(LEAVE, URL)
    assert message["X-Note"] == "@@WHAT@@"


@pytest.mark.parametrize(
    ("slot", "value"),
    [
        (mime.ADDRESS, b"ada@example.org\r\nBcc: all@example.org"),
        (mime.ADDRESS, b"ada@example.org\nX: y"),
        (LEAVE, b"https://courier.example/?a=b"),
        (LEAVE, b"https://courier.example/a b"),
        (LEAVE, b"https://courier.example/\r\n"),
        (LEAVE, "https://courier.example/é".encode()),
    ],
)
def test_a_value_that_would_break_the_message_is_refused(slot, value):
    values = {mime.ADDRESS: b"ada@example.org", LEAVE: URL.encode()} | {slot: value}

    with pytest.raises(mime.NotPlain):
        mime.Template(HEADERS, text=TEXT, html=HTML).fill(values)


def test_the_size_is_that_of_what_all_messages_share():
    template = mime.Template(HEADERS, text=TEXT, html=HTML)

    assert template.size < len(filled()) < template.size + 1000


WORDS = st.text(
    st.one_of(
        st.sampled_from("a=.\n \t@é漢"), st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"])
    ),
    max_size=200,
).filter(lambda text: "@@" not in text)


@settings(max_examples=60, deadline=None)
@given(before=WORDS, after=WORDS)
@example(before=".", after=".")
@example(before="a" * 75 + "=", after="\n.\n..\n")
@example(before="words \n", after=" \t")
def test_whatever_stands_around_a_slot_arrives_as_it_was(before, after):
    text = f"{before}{LEAVE}{after}"

    arrived = lines_of(parsed(filled(text=text)).get_body(("plain",)))

    assert arrived == f"{before}{URL}{after}".rstrip("\n")
