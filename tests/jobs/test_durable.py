import datetime

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from jobs import durable
from jobs.durable import DurableWorker, reap
from jobs.models import WorkerPulse
from tests.jobs import tasks

pytestmark = pytest.mark.django_db

NOW = timezone.now()
LONG_AGO = NOW - datetime.timedelta(hours=1)


def running(worker_ids, started_at=LONG_AGO):
    result = tasks.broken.enqueue()
    DBTaskResult.objects.filter(pk=result.id).update(
        status="RUNNING", started_at=started_at, worker_ids=worker_ids
    )
    return result.id


def stored(pk):
    return DBTaskResult.objects.get(pk=pk)


def pulse(worker_id, seen_at=NOW):
    return WorkerPulse.objects.create(worker_id=worker_id, started_at=LONG_AGO, seen_at=seen_at)


def make_worker(**options):
    defaults = {
        "queue_names": ["*"],
        "excluded_queue_names": [],
        "backend_name": "default",
        "interval": 0,
        "batch": True,
        "startup_delay": False,
        "max_tasks": None,
        "worker_id": "ada",
    }
    return DurableWorker(**defaults | options)


def run_once(result, worker_id="ada"):
    row = stored(result.id)
    row.claim(worker_id)
    make_worker().run_task(row)
    return stored(result.id)


def test_a_task_of_a_worker_without_pulse_goes_back_to_the_queue():
    pk = running(["ada"])

    assert reap(NOW) == 1
    assert stored(pk).status == "READY"


def test_a_task_of_a_worker_whose_pulse_is_old_goes_back_to_the_queue():
    pulse("ada", seen_at=LONG_AGO)
    pk = running(["ada"])

    reap(NOW)

    assert stored(pk).status == "READY"


def test_a_task_of_a_living_worker_is_left_alone():
    pulse("ada")
    pk = running(["ben", "ada"])

    assert reap(NOW) == 0
    assert stored(pk).status == "RUNNING"


def test_only_the_last_worker_of_a_task_counts():
    pulse("ada")
    pk = running(["ada", "ben"])

    reap(NOW)

    assert stored(pk).status == "READY"


def test_a_task_that_has_only_just_begun_is_left_alone():
    pk = running(["ada"], started_at=NOW)

    assert reap(NOW) == 0
    assert stored(pk).status == "RUNNING"


def test_a_task_whose_third_worker_died_is_given_up_with_a_reason():
    pk = running(["ada", "ben", "cleo"])

    reap(NOW)

    row = stored(pk)
    assert row.status == "FAILED"
    assert row.finished_at == NOW
    assert row.exception_class_path == "jobs.durable.WorkerLost"
    assert "died" in row.traceback
    assert row.task_result.errors[0].exception_class is durable.WorkerLost


def test_of_two_reapers_one_wins():
    pk = running(["ada"])
    row = stored(pk)

    assert durable._give_back(row, NOW) == 1
    assert durable._give_back(row, NOW) == 0


def test_a_reaper_that_comes_late_does_not_touch_a_task_claimed_again():
    pk = running(["ada"])
    seen = stored(pk)
    DBTaskResult.objects.filter(pk=pk).update(started_at=NOW, worker_ids=["ada", "ben"])

    assert durable._give_back(seen, NOW) == 0
    assert stored(pk).status == "RUNNING"


def test_a_failure_is_final_where_the_function_asks_for_no_retries():
    assert run_once(tasks.broken.enqueue()).status == "FAILED"


def test_a_failed_task_waits_longer_before_each_further_try(tmp_path):
    result = tasks.flaky.enqueue(str(tmp_path / "flaky"), 99)

    first = run_once(result)
    wait = first.run_after - timezone.now()
    assert first.status == "READY"
    assert first.finished_at is None
    assert 1 < wait.total_seconds() <= 2

    second = run_once(result)
    assert 3 < (second.run_after - timezone.now()).total_seconds() <= 4


def test_after_the_last_retry_a_task_stays_failed_and_keeps_its_traceback(tmp_path):
    result = tasks.flaky.enqueue(str(tmp_path / "flaky"), 99)
    for _ in range(3):
        row = run_once(result)

    assert row.status == "FAILED"
    assert "The post office is closed." in row.traceback


def test_a_task_that_is_gone_from_the_code_fails_and_is_not_tried_again(tmp_path):
    result = tasks.flaky.enqueue(str(tmp_path / "flaky"), 0)
    DBTaskResult.objects.filter(pk=result.id).update(task_path="tests.jobs.tasks.long_gone")

    assert run_once(result).status == "FAILED"


def test_a_path_that_names_something_else_than_a_task_fails(tmp_path):
    result = tasks.quick.enqueue(str(tmp_path / "quick"))
    DBTaskResult.objects.filter(pk=result.id).update(task_path="tests.jobs.tasks._begin")

    assert run_once(result).status == "FAILED"


def test_a_task_cut_short_by_a_person_goes_back_to_the_queue():
    result = tasks.broken.enqueue()
    row = stored(result.id)
    row.claim("ada")
    row.set_failed(SystemExit(1))

    assert durable._seconds_until_next_try(row) == 0


def test_a_pulse_is_written_once_and_then_renewed():
    worker = make_worker()
    worker.pulse()
    begun = WorkerPulse.objects.get()
    worker.pulse()

    renewed = WorkerPulse.objects.get()
    assert renewed.worker_id == "ada"
    assert renewed.started_at == begun.started_at
    assert renewed.seen_at > begun.seen_at


def test_the_living_are_those_with_a_recent_pulse():
    pulse("ada")
    pulse("ben", seen_at=LONG_AGO)

    assert [worker.worker_id for worker in durable.alive(NOW)] == ["ada"]
