"""Three workers, killed at random and held up past their lease, hand over 400 letters."""

import json
import os
import sqlite3
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def play(tmp_path):
    """Run the play in a process of its own, which forks its workers."""

    def play(mode):
        done = subprocess.run(
            [sys.executable, "-m", "tests.newsletters.crash", mode],
            cwd=settings.BASE_DIR,
            env=os.environ | {"DATABASE_URL": database(tmp_path)},
            capture_output=True,
            text=True,
            timeout=90,
        )
        assert done.returncode == 0, done.stderr[-2000:]
        return json.loads(done.stdout.splitlines()[-1])

    return play


def database(folder):
    """That of this test: on SQLite a file with the same tables, since it lives in memory."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with sqlite3.connect(folder / "crash.sqlite3") as file:
            connection.connection.backup(file)
        return f"sqlite:///{folder / 'crash.sqlite3'}"
    at = connection.settings_dict
    return f"postgres://{at['USER']}:{at['PASSWORD']}@{at['HOST']}:{at['PORT']}/{at['NAME']}"


def test_nobody_gets_a_letter_twice_and_none_is_lost(play):
    told = play("armed")

    misfortunes = told["kills"] + told["stops"]
    assert misfortunes >= 8, told
    assert told["duplicates"] == 0, told
    assert told["sent_but_not_received"] == told["received_but_not_known"] == 0, told
    assert set(told["states"]) <= {"sent", "uncertain"}, told
    assert told["states"].get("uncertain", 0) <= misfortunes, told
    assert sum(told["states"].values()) == 400


def test_marking_letters_as_sent_when_they_are_fetched_loses_them(play):
    assert play("on fetch")["sent_but_not_received"] > 0


def test_marking_letters_as_sent_after_a_batch_doubles_them(play):
    assert play("after batch")["duplicates"] > 0
