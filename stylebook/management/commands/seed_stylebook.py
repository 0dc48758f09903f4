from django.core.management.base import BaseCommand, CommandError

from stylebook import seeding
from stylebook.entries import known_language


class Command(BaseCommand):
    help = "Names of countries and languages from CLDR into the Stylebook. Safe to run again."

    def add_arguments(self, parser):
        parser.add_argument(
            "--languages", default=",".join(seeding.LANGUAGES), help="Codes with commas between."
        )

    def handle(self, *args, languages, **options):
        codes = [code.strip() for code in languages.split(",") if code.strip()]
        if unknown := [code for code in codes if not known_language(code)]:
            raise CommandError(f"“{unknown[0]}” is not a language code.")
        new, more = seeding.seed(by=None, languages=codes)
        self.stdout.write(f"{new} new terms, {more} with new wordings.")
