import datetime

import pytest
from django.db import DatabaseError, connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from jobs import health
from jobs.models import WorkerPulse
from newsletters import tasks

pytestmark = pytest.mark.django_db
ADDRESS = "/healthz/worker"


def worker(seconds_ago=0):
    at = timezone.now() - datetime.timedelta(seconds=seconds_ago)
    WorkerPulse.objects.create(worker_id="w", started_at=at, seen_at=at)


def waiting(minutes, retried=False):
    """A task that was put off once has been due since then, not since it was first wanted."""
    tasks.forget.enqueue()
    long_ago = timezone.now() - datetime.timedelta(minutes=600 if retried else minutes)
    due = {"run_after": timezone.now() - datetime.timedelta(minutes=minutes)} if retried else {}
    DBTaskResult.objects.update(enqueued_at=long_ago, **due)


def test_all_is_well_while_a_worker_lives_and_keeps_up():
    worker()
    waiting(minutes=8)
    assert health.standstill() == ""


def test_without_a_worker_nothing_happens():
    assert health.standstill() == "No worker is running."


def test_a_worker_without_pulse_is_none():
    worker(seconds_ago=61)
    assert health.standstill() == "No worker is running."


@pytest.mark.parametrize("retried", [False, True])
def test_work_that_is_long_due_tells_of_workers_that_hang(retried):
    worker()
    waiting(minutes=11, retried=retried)
    since = timezone.localtime() - datetime.timedelta(minutes=11)
    assert health.standstill() == f"Work has been due since {since:%-d %B, %H:%M} and is not done."


def test_what_was_put_off_is_not_late():
    worker()
    waiting(minutes=8, retried=True)
    assert health.standstill() == ""
    waiting(minutes=-20, retried=True)
    assert health.standstill() == ""


def test_whoever_watches_the_workers_gets_an_answer(client):
    worker()
    response = client.get(ADDRESS)
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response.headers["Cache-Control"]


def test_or_the_reason_why_there_is_none(client):
    response = client.get(ADDRESS)
    assert (response.status_code, response.content) == (503, b"No worker is running.\n")
    assert client.get("/healthz").status_code == 200


def test_without_a_database_nothing_is_well(client, monkeypatch):
    def fail():
        raise DatabaseError

    worker()
    monkeypatch.setattr(connection, "cursor", fail)
    assert client.get(ADDRESS).content == b"no database\n"


def test_it_is_only_asked(client):
    assert client.post(ADDRESS).status_code == 405
