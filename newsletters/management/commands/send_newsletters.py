import signal
import threading

from django.core.management.base import BaseCommand

from newsletters import delivery

SLICE = 10.0  # seconds between two looks at what the clock owes
IDLE = 1.0  # seconds between two looks at an empty queue


class Command(BaseCommand):
    help = (
        "Hands newsletters over to the mail server, one letter at a time over one connection. "
        "Start as many as there are to be connections. SIGTERM ends it after the letter in hand."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--once", action="store_true", help="Stop when nothing is due at the moment."
        )

    def handle(self, *, once, **options):
        end = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: end.set())
        tried = 0
        with delivery.Sender(end.is_set) as sender:
            while not end.is_set():
                done = delivery.tend(sender, SLICE)
                tried += done
                if once and not done:
                    break
                if not done:
                    end.wait(IDLE)
        if tried:
            self.stdout.write(f"{tried} letters handed over.")
