import time

from django.core.management.base import BaseCommand
from django.db import connection

from newsroom.archive import making


class Command(BaseCommand):
    help = "Adds a large archive of made-up stories and readers, for benchmarks. For an empty site."

    def add_arguments(self, parser):
        parser.add_argument("--articles", type=int, default=20_000, metavar="N")
        parser.add_argument("--subscribers", type=int, default=0, metavar="M")
        parser.add_argument("--words", type=int, default=making.WORDS, help="of a story")
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *, articles, subscribers, words, seed, **options):
        begun = time.monotonic()

        def say(line):
            self.stdout.write(f"{time.monotonic() - begun:7.1f} s  {line}")
            self.stdout.flush()

        making.make(articles, subscribers=subscribers, words=words, seed=seed, say=say)
        if connection.vendor == "postgresql":
            say("statistics")
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE" if connection.in_atomic_block else "VACUUM ANALYZE")
        say(f"{articles} stories, {subscribers} readers; rebuild_search lets search find them")
