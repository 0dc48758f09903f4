"""Our worker overrides methods of django-tasks-db, which promises nothing about them."""

import inspect
from importlib.metadata import version

from django.core.checks import Error, Warning
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

MADE_FOR = "0.13."
METHODS = {
    "run": ["self"],
    "run_task": ["self", "db_task_result"],
    "configure_signals": ["self"],
}
OPTIONS = {
    "queue_names",
    "interval",
    "batch",
    "backend_name",
    "startup_delay",
    "max_tasks",
    "worker_id",
    "excluded_queue_names",
}
COLUMNS = {"status", "started_at", "finished_at", "run_after", "worker_ids", "task_path"}
HINT = "Install the version that requirements.txt pins: make install"


def worker_layer_fits(app_configs=None, worker=Worker, result=DBTaskResult, **kwargs):
    misfits = list(_misfits(worker, result))
    if misfits:
        message = f"jobs.durable does not fit this django-tasks-db: {'; '.join(misfits)}."
        return [Error(message, hint=HINT, id="jobs.E001")]
    installed = version("django-tasks-db")
    if not installed.startswith(MADE_FOR):
        message = f"jobs.durable was made for django-tasks-db {MADE_FOR}*, not {installed}."
        return [Warning(message, hint=f"{HINT}, or run the tests of jobs/.", id="jobs.W001")]
    return []


def _misfits(worker, result):
    for name, expected in METHODS.items():
        method = getattr(worker, name, None)
        if method is None or list(inspect.signature(method).parameters) != expected:
            yield f"Worker.{name} takes other arguments or is gone"
    if set(inspect.signature(worker).parameters) != OPTIONS:
        yield "Worker has other options"
    for column in sorted(COLUMNS - {field.name for field in result._meta.get_fields()}):
        yield f"DBTaskResult.{column} is gone"
