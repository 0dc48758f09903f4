"""The form of headlines."""

import re

from stylebook.checks.findings import HINT, Finding
from stylebook.checks.registry import finds

_LONGEST = 100  # characters: what search engines and cards of a story still show is less
_STOP = re.compile(r"(?<![.!?…])\.$")


@finds("headline_long", "headline_stop")
def form(story):
    for at, block in enumerate(story.blocks[1]):
        text = block.text.strip()
        if block.kind != "headline":
            continue
        if len(text) > _LONGEST:
            says = f"This headline has {len(text)} characters, more than {_LONGEST}."
            yield Finding("headline_long", HINT, at, None, message=says, evidence=(text,))
        if _STOP.search(text):
            end = len(block.text.rstrip())
            yield Finding(
                "headline_stop", HINT, at, (end - 1, end),
                message="A headline has no full stop.", evidence=(text,), fix="",
            )  # fmt: skip
