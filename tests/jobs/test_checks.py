from django.core import checks
from django_tasks_db.management.commands.db_worker import Worker

from jobs.checks import worker_layer_fits


class WorkerWithoutRunTask:
    def __init__(self, **options):
        pass

    def run(self):
        pass

    def configure_signals(self):
        pass


class WorkerThatWantsMore(Worker):
    def run_task(self, db_task_result, lease):
        pass


def test_the_pinned_version_fits():
    assert worker_layer_fits() == []


def test_the_check_is_registered():
    assert worker_layer_fits in checks.registry.registry.get_checks()


def test_a_worker_that_lacks_an_overridden_method_is_an_error():
    (error,) = worker_layer_fits(worker=WorkerWithoutRunTask)

    assert error.id == "jobs.E001"
    assert "Worker.run_task" in error.msg
    assert "Worker has other options" in error.msg


def test_a_worker_whose_method_takes_other_arguments_is_an_error():
    (error,) = worker_layer_fits(worker=WorkerThatWantsMore)

    assert "Worker.run_task takes other arguments" in error.msg


def test_another_version_is_a_warning(monkeypatch):
    monkeypatch.setattr("jobs.checks.version", lambda name: "0.14.0")

    (warning,) = worker_layer_fits()

    assert warning.id == "jobs.W001"
    assert "0.14.0" in warning.msg
