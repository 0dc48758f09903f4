from django.core.management.base import BaseCommand

from articles import publishing

AT_ONCE = 500


class Command(BaseCommand):
    help = (
        "Makes the stored pages of live stories anew where templates, words or settings have "
        "changed since, the newest first. The worker does the same by and by."
    )

    def handle(self, **options):
        made = 0
        while found := publishing.press_outdated(most=AT_ONCE):
            made += found
            self.stdout.write(f"{made} stories")
            if found < AT_ONCE:
                break
