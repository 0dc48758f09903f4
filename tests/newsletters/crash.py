"""Workers that are killed and held up at random while an issue leaves.

    python -m tests.newsletters.crash armed

on the database of DATABASE_URL, which has its tables and is nobody else's. Prints a line of JSON:
what the readers got, and what the database says of it. `armed` is our protocol; `on fetch` and
`after batch` are how others do it, which shows that this harness sees what they lose and double.
"""

import datetime
import json
import os
import random
import signal
import sys
import time
from collections import Counter

from django.conf import settings
from django.db import connections
from django.utils import timezone

import tests.environment  # noqa: F401 -- sets Django up
from newsletters import claiming
from newsletters.delivery import Sender
from newsletters.models import Delivery
from tests.newsletters import mailing
from tests.newsletters.sink import Sink

READERS = 400
WORKERS = 3
KILLS, STOPS = 8, 2
BETWEEN = 20  # letters that arrive between two misfortunes
LEASE = datetime.timedelta(seconds=1)
ANSWER_AFTER = 0.008  # seconds that the server takes for a letter
LONGEST = 25  # seconds


def send_armed(sender):
    sender.run(1)


def mark_on_fetch(sender):
    batch = claiming.claim()
    if batch:
        mark(batch)
        hand_over(sender, batch)


def mark_after_batch(sender):
    batch = claiming.claim()
    if batch:
        hand_over(sender, batch)
        mark(batch)


def hand_over(sender, batch):
    transport, envelopes = sender._transport(batch.channel), sender._envelopes_of(batch.issue)
    for letter in batch.letters:
        transport.send("post@example.org", letter.address, envelopes.message(letter), letter.pk)


def mark(batch):
    now = timezone.now()
    Delivery.objects.filter(pk__in=[letter.pk for letter in batch.letters]).update(
        state="sent", lease_token="", lease_until=None, attempts=1, submitted_at=now,
        finished_at=now,
    )  # fmt: skip


MODES = {"armed": send_armed, "on fetch": mark_on_fetch, "after batch": mark_after_batch}


def work(step):
    """A worker: until nothing is open."""
    with Sender() as sender:
        while Delivery.objects.open().exists():
            step(sender)
            time.sleep(0.05)


def fork(step):
    """A worker process; its id. It begins with connections of its own."""
    connections.close_all()
    pid = os.fork()
    if pid:
        return pid
    try:
        work(step)
    finally:
        os._exit(0)


def meet_misfortunes(sink, workers, step):
    """Kill or hold up one worker after the other, each time some letters have arrived."""
    luck = ["kill"] * KILLS + ["stop"] * STOPS
    random.shuffle(luck)
    happened = Counter()
    for kind in luck:
        goal = len(sink.received) + BETWEEN
        while len(sink.received) < min(goal, READERS * 0.9):
            if over(sink, workers):
                return happened
            time.sleep(0.002)
        time.sleep(random.uniform(0, 0.02))
        at = random.randrange(len(workers))
        if kind == "kill":
            os.kill(workers[at], signal.SIGKILL)
            os.waitpid(workers[at], 0)
            workers[at] = fork(step)
        else:
            os.kill(workers[at], signal.SIGSTOP)
            time.sleep(LEASE.total_seconds() * 1.3)
            os.kill(workers[at], signal.SIGCONT)
        happened[kind] += 1
    return happened


def over(sink, workers):
    return all(os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) for pid in workers)


def play(mode):
    claiming.LEASE = LEASE
    step = MODES[mode]
    with Sink(answer_after=ANSWER_AFTER) as sink:
        mailing.through(settings, sink)
        issue = mailing.leaving(readers=READERS)
        workers = [fork(step) for _ in range(WORKERS)]
        happened = meet_misfortunes(sink, workers, step)
        end(workers)
        return report(issue, sink, happened)


def end(workers):
    """Let them finish; who hangs is killed, and its rows stay open."""
    until = time.monotonic() + LONGEST
    for pid in workers:
        while not os.waitpid(pid, os.WNOHANG)[0]:
            if time.monotonic() > until:
                os.kill(pid, signal.SIGKILL)
            time.sleep(0.02)


def report(issue, sink, happened):
    received = Counter(sink.recipients)
    states = mailing.states(issue)
    sent = {address for address, state in states.items() if state == "sent"}
    return {
        "kills": happened["kill"],
        "stops": happened["stop"],
        "received": len(received),
        "duplicates": sum(received.values()) - len(received),
        "sent_but_not_received": len(sent - received.keys()),
        "received_but_not_known": len(
            [a for a in received if states[a] not in ("sent", "uncertain")]
        ),
        "states": Counter(states.values()),
    }


if __name__ == "__main__":
    random.seed(os.environ.get("CRASH_SEED"))
    sys.stdout.write(json.dumps(play(sys.argv[1])) + "\n")
