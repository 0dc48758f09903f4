"""Checks on JSON lines, without Django: `manage.py check_copy` says how they look."""

import json
import sys

from stylebook.checks import Block, check

BAD = "Lines that could not be checked: {}."


def answers(lines):
    """The answer, a dict, to each of these lines of bytes that is not empty."""
    return (_answer(line) for line in lines if line.strip())


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


def run(lines, write):
    """Writes the answers as text; returns the number of lines that could not be checked."""
    bad = 0
    for answer in answers(lines):
        bad += "error" in answer
        write(json.dumps(answer, ensure_ascii=False))
    return bad


def main():
    sys.stdout.reconfigure(encoding="utf-8")
    if bad := run(sys.stdin.buffer, print):
        sys.exit(BAD.format(bad))


if __name__ == "__main__":
    main()
