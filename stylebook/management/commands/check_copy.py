import json
import sys

from django.core.management.base import BaseCommand, CommandError

from stylebook.checks import Block, check


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
        bad = 0
        for line in sys.stdin.buffer:
            if line.strip():
                answer = _answer(line)
                bad += "error" in answer
                self.stdout.write(json.dumps(answer, ensure_ascii=False))
        if bad:
            raise CommandError(f"Lines that could not be checked: {bad}.")


def _answer(line):
    document = {}
    try:
        document = json.loads(line)
        flags = flags_of(document)
    except (ValueError, TypeError, AttributeError, KeyError) as error:
        name = document.get("id") if isinstance(document, dict) else None
        return {"id": name, "error": f"{type(error).__name__}: {error}"}
    return {"id": document.get("id"), "flags": flags}


def flags_of(document):
    """Raises ValueError, TypeError or AttributeError where it is not what it should be."""
    source, target = _blocks(document, "source"), _blocks(document, "target")
    found = check(source, target, document.get("src_lang"), document.get("tgt_lang") or "en")
    return [_flag(finding) for finding in found]


def _blocks(document, side):
    paragraphs = document.get(side) or []
    if not isinstance(paragraphs, list) or not all(isinstance(p, str) for p in paragraphs):
        raise ValueError(f"“{side}” is not a list of paragraphs.")
    return [Block(f"{side}{at}", text) for at, text in enumerate(paragraphs)]


def _flag(finding):
    flag = {
        "code": finding.code,
        "severity": finding.severity,
        "block": finding.block,
        "message": finding.message,
    }
    if finding.block is None:
        flag |= {"block": finding.src_block, "in": "source"}
    return flag
