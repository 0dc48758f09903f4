from django.core.management.base import BaseCommand

from articles import remembering


class Command(BaseCommand):
    help = "Takes the pairs of memory anew from every live story."

    def handle(self, **options):
        self.stdout.write(f"Memory holds {remembering.rebuild()} pairs.")
