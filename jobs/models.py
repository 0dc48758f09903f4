from django.db import models


class WorkerPulse(models.Model):
    """A worker that is alive says so every few seconds."""

    worker_id = models.CharField(max_length=64, primary_key=True)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)

    def __str__(self):
        return self.worker_id


class Schedule(models.Model):
    """When a recurring task is next due. One worker wins it by a conditional UPDATE."""

    name = models.CharField(max_length=120, primary_key=True)
    next_run = models.DateTimeField()

    def __str__(self):
        return self.name
