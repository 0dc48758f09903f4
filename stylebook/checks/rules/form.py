"""The form of headlines, datelines and captions."""

import re

from stylebook.checks.findings import HINT, Finding
from stylebook.checks.registry import finds

_LONGEST = 100  # characters: what search engines and cards of a story still show is less
_STOP = re.compile(r"(?<![.!?…])\.$")
_DASHED = re.compile(r"\s*(?:[—–:;,-]|(?<=\w{4})\.)+$")  # “St.” and “D.C.” have their own
_ENDED = re.compile(r"[.!?…][”»\"’)\]]*$")
_SENTENCES = re.compile(r"[^\W\d_]{4}[.!?…][”»\"’)\]]*\s+[^\W\d_]")
_CREDIT = re.compile(
    r"©|\([cC]\)|(?<!\w)(?i:(?:photo|foto|image|picture|crédit photo|crédit|credit)s?"
    r"(?:\s?:\s?| by:? | par ))(?=[A-ZÀ-Þ])"
)


@finds("headline_long", "headline_stop", "dateline_form", "caption_form", "caption_credit")
def form(story):
    for at, block in enumerate(story.blocks[1]):
        if judge := _JUDGES.get(block.kind):
            yield from judge(at, block.text)


def _headline(at, text):
    bare = text.strip()
    if len(bare) > _LONGEST:
        says = f"This headline has {len(bare)} characters, more than {_LONGEST}."
        yield _finding("headline_long", at, None, says, bare)
    if _STOP.search(bare):
        end = len(text.rstrip())
        says = "A headline has no full stop."
        yield _finding("headline_stop", at, (end - 1, end), says, bare, "")


def _dateline(at, text):
    bare = text.rstrip()
    if found := _DASHED.search(bare):
        says = "A dateline ends with its place: the page sets the dash."
        yield _finding("dateline_form", at, found.span(), says, bare, "")


def _caption(at, text):
    bare = text.strip()
    if found := _CREDIT.search(text):
        says = f"“{text[found.start() :].strip()}” looks like a credit, which has its own field."
        yield _finding("caption_credit", at, (found.start(), len(text)), says, bare)
    elif bare[:1].islower():
        yield _finding("caption_form", at, None, "A caption begins with a capital.", bare)
    elif _SENTENCES.search(bare) and not _ENDED.search(bare):
        says = "The last sentence of this caption has no full stop."
        yield _finding("caption_form", at, None, says, bare)


_JUDGES = {"headline": _headline, "dateline": _dateline, "caption": _caption}


def _finding(code, at, span, says, text, fix=None):
    return Finding(code, HINT, at, span, message=says, evidence=(text,), fix=fix)
