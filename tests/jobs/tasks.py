"""Tasks for the tests. Each writes a line to a file when it begins, so that runs can be counted."""

import time
from pathlib import Path

from django_tasks import task

from jobs.schedule import every, retries


def _begin(path):
    with Path(path).open("a") as file:
        file.write("begun\n")
    return len(Path(path).read_text().splitlines())


@task()
def quick(path):
    _begin(path)


@task()
def hang_at_first(path):
    if _begin(path) == 1:
        time.sleep(60)


@task()
def nap(path, seconds):
    _begin(path)
    time.sleep(seconds)
    Path(f"{path}.done").touch()


@task()
@retries(2)
def flaky(path, failures):
    if _begin(path) <= failures:
        raise ConnectionError("The post office is closed.")


@task()
def broken():
    raise ValueError("It cannot be done.")


@every(seconds=1)
@task()
def each_second():
    return None
