from django_tasks import task

from jobs.schedule import every
from syndication import alerting


@every(seconds=20)
@task()
def alert_republishers():
    alerting.find()
    alerting.send_waiting()
