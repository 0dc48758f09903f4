from django.core.management.base import BaseCommand

from articles import indexing


class Command(BaseCommand):
    help = "Makes the entries of the readers' search anew from every live story."

    def handle(self, **options):
        self.stdout.write(f"Search knows {indexing.rebuild()} stories.")
