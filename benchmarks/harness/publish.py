"""Milliseconds of each of NUMBER presses on “Publish” on the desk, on standard output. Run by
benchmarks/publishing.py."""

import os
import time

import tests.environment  # noqa: F401 -- before anything of Django  # isort: skip
from django.test import Client

from articles.models import State
from tests.articles.pages import move
from tests.articles.stories import bring
from tests.factories import make_user


class Desk:
    anna, ben, carla = map(make_user, ("translator", "editor", "managing editor"))


def main():
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(Desk.carla)
    for _ in range(int(os.environ["NUMBER"])):
        story = bring(Desk, State.READY)
        sent = {"seen": story.version, "state": "ready", "note": ""}
        begun = time.perf_counter()
        client.post(move(story, "publish"), sent)
        spent = (time.perf_counter() - begun) * 1000
        story.refresh_from_db()
        if story.state != State.PUBLISHED:
            raise SystemExit("Not published.")
        print(f"{spent:.2f}")


main()
