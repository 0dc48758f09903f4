"""What mail servers write back, as they word it."""

from newsletters import verp

DOMAIN = "bounce.courier.example"
LETTER = """\
Return-Path: <{path}>
From: The Courier <daily@courier.example>
To: ada@example.org
Subject: The Morning Crossing
Message-ID: <1.7.abc@courier.example>

Good morning.
"""


def path(delivery_pk):
    return verp.address(delivery_pk, DOMAIN)


def delivery_report(to, *groups, letter="", headers="", encoding="7bit"):
    """multipart/report of RFC 3464; each of `groups` is a block of fields of one recipient."""
    fields = "\n\n".join(["Reporting-MTA: dns; mx.example.org", *groups])
    return f"""\
{headers}From: MAILER-DAEMON@mx.example.org (Mail Delivery System)
To: {to}
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--B
Content-Type: message/delivery-status
Content-Transfer-Encoding: {encoding}

{fields}

--B
Content-Type: message/rfc822

{letter}
--B--
""".encode()


def recipient(action, status, diagnostic=""):
    said = f"\nDiagnostic-Code: smtp; {diagnostic}" if diagnostic else ""
    return f"Final-Recipient: rfc822; ada@example.org\nAction: {action}\nStatus: {status}{said}"


def failed(delivery_pk, status="5.1.1", diagnostic=""):
    return delivery_report(path(delivery_pk), recipient("failed", status, diagnostic))


def complaint(delivery_pk, feedback="abuse", mail_from=True, letter=LETTER):
    """RFC 5965, as a feedback loop sends it: to an address that is the same for all."""
    original = f"Original-Mail-From: <{path(delivery_pk)}>\n" if mail_from else ""
    return f"""\
From: <feedback@isp.example>
To: <abuse@courier.example>
Subject: FW: The Morning Crossing
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="B"

--B
Content-Type: text/plain

This is an email abuse report.
--B
Content-Type: message/feedback-report

Feedback-Type: {feedback}
User-Agent: SomeGenerator/1.0
Version: 1
{original}Source-IP: 192.0.2.1
--B
Content-Type: message/rfc822

{letter.format(path=path(delivery_pk))}
--B--
""".encode()


def in_own_words(delivery_pk):
    """As qmail and some house-made servers put it."""
    return f"""\
Return-Path: <>
Delivered-To: {path(delivery_pk)}
From: MAILER-DAEMON@mx.example.org
Subject: failure notice

Hi. This is the qmail-send program at mx.example.org.
I'm afraid I wasn't able to deliver your message to the following addresses.
<ada@example.org>: Sorry, no mailbox here by that name. (#5.1.1)
""".encode()


def on_holiday(delivery_pk):
    return f"""\
From: ada@example.org
To: <{path(delivery_pk)}>
Subject: Out of office
Auto-Submitted: auto-replied (vacation)

I am away until Monday.
""".encode()
