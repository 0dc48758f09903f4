"""A letter of six stories, handed over to the same mail server in four ways, in one run:

bare      smtplib's sendmail with bytes made beforehand: the least that sending can cost
each      one EmailMultiAlternatives for every recipient over one connection
ours      our message for every recipient, over our connection
protocol  the whole of it: claimed, armed and recorded, on the database that DATABASE_URL names
          (SQLite where it names none)

Then an issue is frozen for 10,000 and for RECIPIENTS (1,000,000) readers, and some of its letters
are sent. The last line is JSON: medians of letters per second and of this process's milliseconds
per letter, their ratios by round, the peak memory, and the seconds of the statement that freezes.
"""

import json
import multiprocessing
import os
import resource
import socket
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
PLACE = tempfile.TemporaryDirectory()
os.environ.setdefault("DATABASE_URL", f"sqlite:///{PLACE.name}/newsletter.sqlite3")
os.environ |= {"DJANGO_SETTINGS_MODULE": "newsroom.settings", "SECRET_KEY": "x", "LOCAL": "1"}
django.setup()

import smtplib  # noqa: E402

from django.conf import settings  # noqa: E402
from django.core.mail import EmailMultiAlternatives, get_connection  # noqa: E402
from django.db import connection, connections  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from newsletters import freezing, rendering, slots, transports  # noqa: E402
from newsletters.claiming import Letter as Claimed  # noqa: E402
from newsletters.delivery import Sender  # noqa: E402
from newsletters.envelopes import Envelopes  # noqa: E402
from newsletters.letters import Item, Letter, Picture  # noqa: E402
from newsletters.models import Issue, Newsletter  # noqa: E402

ROUNDS = int(os.environ.get("ROUNDS", 5))
LETTERS = int(os.environ.get("LETTERS", 300))
RECIPIENTS = int(os.environ.get("RECIPIENTS", 1_000_000))
FEW = 10_000
SENT_OF_MANY = 1_000
FROM = "post@courier.example"
TOKEN = "t" * 32

PEOPLE = """
INSERT INTO newsletters_subscriber (email, created_at, locale, suppressed_reason)
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %s)
SELECT 'reader' || i || '@example.org', %s, '', '' FROM n
"""
THEIR_SUBSCRIPTIONS = """
INSERT INTO newsletters_subscription
  (subscriber_id, newsletter_id, state, token, requested_at, confirmed_at, consent, source)
SELECT id, %s, 'confirmed', 'token-of-about-32-characters-' || id, %s, %s, 'Yes.', ''
FROM newsletters_subscriber
"""


# --- a mail server in a process of its own -----------------------------------------------------


def serve(listening):
    while True:
        connected, _ = listening.accept()
        threading.Thread(target=take, args=(connected,), daemon=True).start()


def take(connected):
    connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    connected.sendall(b"220 sink\r\n")
    data, held = False, b""
    while received := connected.recv(1 << 18):
        held += received
        if (data and not held.endswith(b"\r\n.\r\n")) or (not data and not held.endswith(b"\r\n")):
            continue
        verb, held = held[:4].upper(), b""
        if data:
            data, answer = False, b"250 OK\r\n"
        else:
            data = verb == b"DATA"
            answer = b"354 go on\r\n" if data else b"250 OK\r\n"
        connected.sendall(answer)


def mail_server():
    listening = socket.create_server(("127.0.0.1", 0), backlog=50)
    process = multiprocessing.Process(target=serve, args=(listening,), daemon=True)
    process.start()
    settings.EMAIL_BACKEND = transports.SMTP
    settings.EMAIL_HOST, settings.EMAIL_PORT = listening.getsockname()
    listening.close()
    return process


# --- the letter ----------------------------------------------------------------------------------


def six_stories():
    """About as long as what leaves a desk of a morning."""
    picture = Picture(
        "https://courier.example/media/p.jpg", 1104, 736, "A harbour", "Mona Iris/Field Images",
        "The harbour at dawn, before the first ferry leaves for the islands.",
    )  # fmt: skip
    blurb = "Boats that run on what the sun gives, and a town that learned to wait for it. " * 4
    items = [
        Item(
            headline=f"The ferry that leaves when it is full, part {n}",
            url=f"https://courier.example/world/the-ferry-{n}/",
            kicker="Islands", blurb=blurb, writers="Elena Ruiz, Kabai Bek in Bishkek",
            translators="Ada Ember", origin="First published by Le Quai, Marseille",
            original_language="French", picture=picture if n % 2 == 0 else None,
        )
        for n in range(6)
    ]  # fmt: skip
    return rendering.render(
        Letter(
            name="The Morning Crossing", subject="Ferries & bridges", day=timezone.localdate(),
            url="https://courier.example/newsletter/morning/1/", language="en", direction="ltr",
            preheader="Six stories", greeting="Good morning!", intro=blurb, note="", sign_off="",
            items=items, site_name="The Courier", site_url="https://courier.example",
            postal_address="1 Pier Road",
        )
    )  # fmt: skip


def make_issue(newsletter, letter):
    """Frozen for everybody who is on the list."""
    issue = Issue.objects.create(
        newsletter=newsletter, number=newsletter.issues.count() + 1, state="preparing",
        subject="Ferries & bridges: what six papers wrote",
    )  # fmt: skip
    freezing.freeze(issue, letter, timezone.now())
    issue.refresh_from_db()
    return issue


def make_readers(newsletter, count):
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(PEOPLE, [count, now])
        cursor.execute(THEIR_SUBSCRIPTIONS, [newsletter.pk, now, now])


# --- four ways -----------------------------------------------------------------------------------


def bare(issue):
    message = Envelopes(issue).message(Claimed(1, "reader@example.org", TOKEN))
    smtp = smtplib.SMTP(settings.EMAIL_HOST, settings.EMAIL_PORT)
    smtp.ehlo()
    with timed() as spent:
        for n in range(LETTERS):
            smtp.sendmail(FROM, [f"reader{n}@example.org"], message)
    smtp.quit()
    return spent


def each(issue):
    mail = get_connection(transports.SMTP)
    mail.open()
    with timed() as spent:
        for n in range(LETTERS):
            text, html = (
                body.replace(slots.UNSUBSCRIBE, "https://courier.example/u/x").replace(
                    slots.PREFERENCES, "https://courier.example/p/x"
                )
                for body in (issue.text, issue.html)
            )
            message = EmailMultiAlternatives(
                issue.subject, text, FROM, [f"reader{n}@example.org"],
                headers={"List-Unsubscribe": "<https://courier.example/u/x>"},
            )  # fmt: skip
            message.attach_alternative(html, "text/html")
            mail.send_messages([message])
    mail.close()
    return spent


def ours(issue):
    transport, envelopes = transports.smtp(10**9), Envelopes(issue)
    transport.send(FROM, "first@example.org", b"x\r\n")
    with timed() as spent:
        for n in range(LETTERS):
            letter = Claimed(n, f"reader{n}@example.org", TOKEN)
            path = envelopes.return_path(letter)
            transport.send(path, letter.address, envelopes.message(letter), n)
    transport.close()
    return spent


def protocol(issue):
    issue = make_issue(issue.newsletter, issue)
    with Sender() as sender, timed() as spent:
        sender.run(600)
    assert issue.deliveries.filter(state="sent").count() == LETTERS
    return spent


class timed:
    """`rate` in letters per second, `cpu` in milliseconds of this process per letter."""

    def __enter__(self):
        self.wall, self.process = time.perf_counter(), time.process_time()
        return self

    def __exit__(self, *args):
        self.rate = LETTERS / (time.perf_counter() - self.wall)
        self.cpu = (time.process_time() - self.process) * 1000 / LETTERS


def compare(issue):
    """Round by round, one way after the other."""
    ways = (bare, each, ours, protocol)
    rounds = []
    for number in range(ROUNDS):
        spent = {way.__name__: way(issue) for way in ways}
        rounds.append(spent)
        shown = {name: f"{s.rate:.0f}/s {s.cpu:.2f} ms" for name, s in spent.items()}
        print(f"round {number + 1}: {shown}", flush=True)
    return rounds


# --- many recipients -----------------------------------------------------------------------------


def freeze_and_send(newsletter_pk, letter, say):
    """In a process of its own: seconds and statements of freezing, megabytes at the peak."""
    newsletter = Newsletter.objects.get(pk=newsletter_pk)
    connection.force_debug_cursor = False
    begun = time.perf_counter()
    with CaptureQueriesContext(connection) as queries:
        issue = make_issue(newsletter, letter)
    frozen = time.perf_counter() - begun
    inserts = [q for q in queries if "INTO newsletters_delivery" in q["sql"]]
    with Sender(stop=lambda: issue.deliveries.filter(state="sent")[SENT_OF_MANY:].exists()) as out:
        out.run(3)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    say.send(
        {"seconds": frozen, "statements": len(inserts), "peak": peak, "of": issue.recipients,
         "insert_seconds": float(inserts[0]["time"])}
    )  # fmt: skip


def with_recipients(newsletter, letter, count):
    with connection.cursor() as cursor:
        for table in ("delivery", "subscription", "subscriber"):
            cursor.execute(f"DELETE FROM newsletters_{table}")  # noqa: S608
    make_readers(newsletter, count)
    connections.close_all()
    hear, say = multiprocessing.Pipe()
    child = multiprocessing.Process(target=freeze_and_send, args=(newsletter.pk, letter, say))
    child.start()
    told = hear.recv()
    child.join()
    print(f"{count} recipients: {told}", flush=True)
    return told


def main():
    connection.settings_dict["TEST"]["NAME"] = (
        f"{PLACE.name}/test.sqlite3" if connection.vendor == "sqlite" else None
    )
    connection.creation.create_test_db(verbosity=0, serialize=False, autoclobber=True)
    server = mail_server()
    try:
        newsletter = Newsletter.objects.create(name="Morning", slug="morning")
        letter = six_stories()
        make_readers(newsletter, LETTERS)
        issue = make_issue(newsletter, letter)
        issue.deliveries.all().delete()
        Issue.objects.update(state="sent", finished_at=timezone.now())
        rounds = compare(issue)
        few, many = (with_recipients(newsletter, letter, n) for n in (FEW, RECIPIENTS))
    finally:
        server.terminate()
        connections.close_all()
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)
    print(json.dumps(result(issue, rounds, few, many)))


def result(issue, rounds, few, many):
    def median(of):
        return statistics.median(of(spent) for spent in rounds)

    names = list(rounds[0])
    return {
        "database": connection.vendor,
        "bytes": issue.size,
        "letters_per_second": {name: round(median(lambda s, n=name: s[n].rate)) for name in names},
        "cpu_ms": {name: round(median(lambda s, n=name: s[n].cpu), 3) for name in names},
        "ours_to_bare": round(median(lambda s: s["ours"].rate / s["bare"].rate), 2),
        "each_to_ours_cpu": round(median(lambda s: s["each"].cpu / s["ours"].cpu), 1),
        "each_to_protocol_cpu": round(median(lambda s: s["each"].cpu / s["protocol"].cpu), 1),
        "recipients": many["of"],
        "freezing_seconds": round(many["seconds"], 1),
        "freezing_statements": many["statements"],
        "memory_mb": round(many["peak"], 1),
        "memory_ratio": round(many["peak"] / few["peak"], 3),
    }


if __name__ == "__main__":
    main()
