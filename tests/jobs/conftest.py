"""A queue in a database that other processes can open, and workers as processes on it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from django.core.management import call_command
from django.db import ConnectionHandler, connections
from environs import Env

ROOT = Path(__file__).resolve().parents[2]
SERVER = os.environ.get("TEST_POSTGRES", "postgres://postgres@127.0.0.1:5432")


@pytest.fixture(params=["sqlite", "postgresql"])
def queue(request, tmp_path, django_db_blocker):
    """The default connection leads to an empty queue. Its value is the DATABASE_URL."""
    make = _sqlite if request.param == "sqlite" else _postgresql
    with django_db_blocker.unblock():
        yield from make(tmp_path)


def _sqlite(tmp_path):
    yield from _swapped(f"sqlite:///{tmp_path / 'queue.sqlite3'}")


def _postgresql(tmp_path):
    try:
        admin = psycopg.connect(f"{SERVER}/postgres", autocommit=True, connect_timeout=2)
    except psycopg.OperationalError:
        pytest.skip("no PostgreSQL at TEST_POSTGRES or on this machine")
    name = f"queue_{uuid4().hex[:12]}"
    admin.execute(f'CREATE DATABASE "{name}"')
    try:
        yield from _swapped(f"{SERVER}/{name}")
    finally:
        admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
        admin.close()


def _swapped(url):
    before = connections["default"]
    options = {**Env().dj_db_url("NO_SUCH_VARIABLE", url), "CONN_MAX_AGE": None}
    connections["default"] = ConnectionHandler({"default": options}).create_connection("default")
    try:
        call_command("migrate", "jobs", verbosity=0)
        call_command("migrate", "django_tasks_database", verbosity=0)
        yield url
    finally:
        connections["default"].close()
        connections["default"] = before


@pytest.fixture
def start_worker(queue):
    """Starts `manage.py worker` as a process of its own; ends what a test left running."""
    processes = []

    def start(*options):
        command = [sys.executable, "manage.py", "worker", "--interval=0.05", "--beat=0.2", *options]
        environment = {
            **os.environ,
            "DATABASE_URL": queue,
            "DJANGO_SETTINGS_MODULE": "tests.jobs.settings",
        }
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE)
        processes.append(process)
        return process

    yield start
    for process in processes:
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
        print(process.communicate()[1].decode())  # noqa: T201 -- pytest shows it with a failure


def wait_until(condition, seconds=20):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)
