from django_tasks import task

from articles import publishing
from jobs.schedule import every


@every(seconds=20)
@task()
def publish_due():
    publishing.publish_due()


@every(seconds=30)
@task()
def rerender_changed():
    publishing.rerender_changed()


@every(seconds=3600)
@task()
def withdraw_ended():
    publishing.withdraw_ended()
