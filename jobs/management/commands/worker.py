from django.core.management.base import BaseCommand
from django.utils.crypto import get_random_string

from jobs.durable import BEAT, LOST_AFTER, DurableWorker


class Command(BaseCommand):
    help = (
        "Runs background tasks and whatever is due by schedule until it is told to stop. "
        "Any number of workers may run at once. SIGTERM lets the task at hand finish."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--batch", action="store_true", help="stop when nothing is left to do (for cron)"
        )
        parser.add_argument(
            "--interval", type=float, default=1.0, help="seconds between looks at an empty queue"
        )
        parser.add_argument("--beat", type=float, default=BEAT, help="seconds between two pulses")
        parser.add_argument(
            "--lost-after",
            type=float,
            default=LOST_AFTER,
            help="seconds without pulse after which a worker's task is given to another",
        )

    def handle(self, *, batch, interval, beat, lost_after, **options):
        worker = DurableWorker(
            queue_names=["*"],
            excluded_queue_names=[],
            backend_name="default",
            interval=interval,
            batch=batch,
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
            beat=beat,
            lost_after=lost_after,
        )
        worker.configure_signals()
        worker.run()
