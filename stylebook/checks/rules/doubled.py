"""The same word twice in a row."""

import re

from stylebook.checks.findings import BLOCKER, HINT, WARNING, Finding
from stylebook.checks.listing import listed
from stylebook.checks.registry import finds

_TWICE = re.compile(
    r"(?<![\w’'-])([^\W\d_]+(?:[’'][a-z]+)?)[ \u00a0]+(\1)(?![\w’'-])", re.IGNORECASE
)
# Rarely said twice on purpose.
_SMALL = {
    "en": frozenset(
        listed(
            "the a an of to and are was were for with at by from as this it its be been has have"
            " will would can could not but or he she they we his our their if than then about"
            " before after into over under between through during"
        )
    ),
    "fr": frozenset(
        listed(
            "le la les un une des du de et à au aux en dans par pour sur avec que qui ne pas se"
            " sa son ses ce cette est sont ont"
        )
    ),
}
# Said twice by people, or where two clauses meet.
_TWICE_ON_PURPOSE = frozenset(listed("had that very no so bye ha long many much really far again"))
_REFLEXIVE = {"fr": frozenset(listed("nous vous"))}  # “nous nous sommes mis au travail”


@finds("doubled_word")
def doubled(story):
    small = _SMALL.get(story.tgt, frozenset())
    for at, block in enumerate(story.target):
        for found in _TWICE.finditer(block.text):
            word = found[1]
            name = word[0].isupper() or found[2][0].isupper()
            if name and word.lower() not in small:
                continue
            if word.lower() in _REFLEXIVE.get(story.tgt, ()):
                continue
            severity = BLOCKER if word.lower() in small else WARNING
            if word.lower() in _TWICE_ON_PURPOSE:
                severity = HINT
            yield Finding(
                "doubled_word",
                severity,
                at,
                found.span(),
                message=f"“{word}” stands twice.",
                evidence=(word.lower(),),
                fix=word,
            )
