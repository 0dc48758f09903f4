from django.core.management.base import BaseCommand

from newsroom.demo import loading
from newsroom.demo.edition import PASSWORD, edition


class Command(BaseCommand):
    help = "Load the demo edition: papers, agreements, people, stories in every state."

    def handle(self, *args, **options):
        def say(line):
            if options["verbosity"] > 1:
                self.stdout.write(f"  {line}")

        if loading.is_loaded():
            self.stdout.write("The demo edition is loaded already; nothing was changed.")
            return
        self.stdout.write("Loading the demo edition …")
        loading.load(say)
        self.stdout.write(f"Log-ins for the desk, all with the password “{PASSWORD}”:")
        for person in edition()["people"]:
            self.stdout.write(f"  {person['username']:<8} {person['role']:<18} {person['name']}")
