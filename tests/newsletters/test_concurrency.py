import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

from tests.newsletters import race

PLAY = "from tests.newsletters import race; race.play_on_a_new_database()"


def test_pressing_several_times_makes_one_subscription_and_one_letter_on_sqlite(tmp_path):
    """In a process of its own: a database in memory has one connection and knows no race."""
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "--command", PLAY],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DATABASE_URL": f"sqlite:///{tmp_path / 'race.sqlite3'}"},
        capture_output=True,
        text=True,
        timeout=120,
    )

    assert done.returncode == 0, done.stderr[-2000:]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="the test before this one does it")
def test_pressing_several_times_makes_one_subscription_and_one_letter():
    race.play()
