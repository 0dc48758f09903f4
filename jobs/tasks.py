import datetime

from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from jobs.models import WorkerPulse
from jobs.schedule import every

KEEP_SUCCESSFUL = datetime.timedelta(days=2)
KEEP_FAILED = datetime.timedelta(days=30)


@every(seconds=60 * 60)
@task()
def prune():
    """Delete results that nobody will look at any more, and the pulses of dead workers."""
    now = timezone.now()
    DBTaskResult.objects.successful().filter(finished_at__lt=now - KEEP_SUCCESSFUL).delete()
    DBTaskResult.objects.failed().filter(finished_at__lt=now - KEEP_FAILED).delete()
    WorkerPulse.objects.filter(seen_at__lt=now - KEEP_SUCCESSFUL).delete()
