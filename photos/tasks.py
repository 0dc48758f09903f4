from django_tasks import task

from jobs.schedule import every
from photos import finishing


@every(seconds=5)
@task()
def finish_photographs():
    """One at a time: a recurring task is one of several that a worker has to do."""
    finishing.finish_next()


@every(seconds=10)
@task()
def retire_forbidden():
    finishing.retire_forbidden()
