import sys

from django.core.management.base import BaseCommand, CommandError

from stylebook.checks.__main__ import BAD, run


class Command(BaseCommand):
    help = (
        "Checks translations without a database: reads JSON lines on standard input,"
        ' {"id", "src_lang", "tgt_lang", "source": [paragraphs], "target": [paragraphs]}, and'
        ' writes {"id", "flags": [{"code", "severity", "block", "message"}]} in the same order.'
        ' "block" is the place in "target", 0 the first; of what is missing from it, the place in'
        ' "source", and then "in" is "source". A line that is not such an object is answered with'
        ' {"id", "error"}, and the command ends with status 1.'
    )
    requires_system_checks = []

    def handle(self, **options):
        if bad := run(sys.stdin.buffer, self.stdout.write):
            raise CommandError(BAD.format(bad))
