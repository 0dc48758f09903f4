"""Workers as they run in earnest: processes that are killed, stopped and cut off."""

import signal
import sqlite3
import time

from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from jobs.models import WorkerPulse
from tests.jobs import tasks
from tests.jobs.conftest import wait_until

LOST = "--lost-after=2"


def lines(path):
    return len(path.read_text().splitlines()) if path.exists() else 0


def status_of(result):
    return DBTaskResult.objects.get(pk=result.id).status


def test_a_task_is_redone_after_its_worker_was_killed_and_finished_ones_are_not(
    start_worker, tmp_path
):
    done, cut = tmp_path / "done", tmp_path / "cut"
    finished = tasks.quick.enqueue(str(done))
    hanging = tasks.hang_at_first.enqueue(str(cut))
    first = start_worker(LOST)
    wait_until(lambda: lines(cut) == 1)

    first.kill()
    first.wait()
    start_worker(LOST)

    wait_until(lambda: status_of(hanging) == "SUCCESSFUL")
    assert lines(cut) == 2
    assert lines(done) == 1
    assert status_of(finished) == "SUCCESSFUL"


def test_a_task_that_runs_longer_than_the_limit_is_not_given_to_a_second_worker(
    start_worker, tmp_path
):
    path = tmp_path / "long"
    result = tasks.nap.enqueue(str(path), 3.5)
    start_worker("--lost-after=2.5")
    start_worker("--lost-after=2.5")

    wait_until(lambda: status_of(result) == "SUCCESSFUL")

    assert lines(path) == 1


def test_two_workers_enqueue_a_recurring_task_once_a_period(start_worker):
    begun = timezone.now()
    start_worker()
    start_worker()

    runs = DBTaskResult.objects.filter(task_path=tasks.each_second.module_path)
    wait_until(lambda: runs.count() >= 3)

    elapsed = (timezone.now() - begun).total_seconds()
    assert runs.count() <= elapsed + 1


def test_a_flaky_task_succeeds_when_it_is_tried_again(start_worker, tmp_path):
    path = tmp_path / "flaky"
    result = tasks.flaky.enqueue(str(path), 1)
    start_worker()

    wait_until(lambda: status_of(result) == "SUCCESSFUL")

    assert lines(path) == 2


def test_sigterm_lets_the_task_at_hand_finish_and_signs_the_worker_off(start_worker, tmp_path):
    path = tmp_path / "nap"
    result = tasks.nap.enqueue(str(path), 1)
    worker = start_worker()
    wait_until(lambda: lines(path) == 1)

    worker.send_signal(signal.SIGTERM)

    assert worker.wait(timeout=10) == 0
    assert status_of(result) == "SUCCESSFUL"
    assert not WorkerPulse.objects.exists()


def test_a_second_signal_ends_the_worker_and_puts_the_task_back(start_worker, tmp_path):
    path = tmp_path / "hang"
    result = tasks.hang_at_first.enqueue(str(path))
    worker = start_worker()
    wait_until(lambda: lines(path) == 1)

    worker.send_signal(signal.SIGINT)
    time.sleep(0.3)
    worker.send_signal(signal.SIGINT)

    assert worker.wait(timeout=10) is not None
    assert status_of(result) == "READY"


def test_batch_does_what_waits_and_stops(start_worker, tmp_path):
    path = tmp_path / "quick"
    for _ in range(3):
        tasks.quick.enqueue(str(path))

    assert start_worker("--batch").wait(timeout=15) == 0
    assert lines(path) == 3


def test_a_worker_outlives_a_database_that_turns_it_away(start_worker, tmp_path, queue):
    path = tmp_path / "after"
    worker = start_worker()
    wait_until(lambda: WorkerPulse.objects.exists())

    _turn_away(queue)
    result = tasks.quick.enqueue(str(path))

    wait_until(lambda: status_of(result) == "SUCCESSFUL")
    assert worker.poll() is None


def _turn_away(url):
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        return
    holder = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    time.sleep(1.5)  # several times the time-out of tests/jobs/settings.py
    holder.execute("ROLLBACK")
    holder.close()
