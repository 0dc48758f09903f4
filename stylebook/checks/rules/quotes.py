"""Quotation marks and brackets that do not close."""

import re

from stylebook.checks.findings import HINT, WARNING, Finding
from stylebook.checks.registry import finds

_ANY = '"“”„«»「」'
_NUMBERING = re.compile(r"(?:^|\s)\(?[0-9a-zA-Z]{1,3}\)|[:;]-?[)(]")
_INCHES = re.compile(r'\d"')


@finds("quotes", "brackets")
def quotes(story):
    open_there = _open_in_original(story)
    off = [_off(passage.text) for passage in story.target]
    for targets in _parted(story):  # a quotation may go on from one into the next
        if not _off("\n".join(story.target[j].text for j in targets)):
            for j in targets:
                off[j] = False
    for at, passage in enumerate(story.target):
        if off[at] and not open_there.get(at) and not _continued(story, at, passage.text):
            around = any(off[max(0, at - 2) : at]) or any(off[at + 1 : at + 3])
            severity = HINT if around else WARNING
            marks = [mark for mark in _ANY if mark in passage.text]
            says = ", ".join(f"{passage.text.count(m)} of {m}" for m in marks)
            yield Finding(
                "quotes", severity, at, None, message=f"The quotation marks do not pair: {says}.",
                evidence=(says,),
            )  # fmt: skip
        yield from _brackets(at, passage.text)


def _off(text):
    """Whether the marks of a paragraph do not pair."""
    curly = text.count("“") - text.count("”")
    if "„" in text:
        curly = text.count("„") - text.count("“") if "”" not in text else curly + text.count("„")
    guillemets = text.count("«") - text.count("»")
    straight = len(re.findall('"', text)) - len(_INCHES.findall(text)) % 2
    return bool(curly or guillemets or straight % 2)


def _parted(story):
    """Paragraphs of ours that one of the original has become."""
    return [targets for sources, targets in story.links if sources and len(targets) > 1]


def _continued(story, at, text):
    """A quotation that goes on in the next paragraph opens again there, closing none before."""
    following = story.target[at + 1].text.lstrip() if at + 1 < len(story.target) else ""
    for opening, closing in (("“", "”"), ("«", "»")):
        if text.count(opening) - text.count(closing) == 1 and following.startswith(opening):
            return True
    return text.count('"') % 2 == 1 and following.startswith('"')


def _open_in_original(story):
    """{place in ours: whether the marks of its original do not pair}"""
    return {
        j: sum(story.source[i].text.count(mark) for i in sources for mark in _ANY) % 2 == 1
        for sources, targets in story.pairs
        for j in targets
    }


def _brackets(at, text):
    for opening, closing in ("()", "[]"):
        if text.count(opening) == text.count(closing):
            continue
        rest = _NUMBERING.sub("", text)
        if rest.count(opening) != rest.count(closing):
            says = f"{text.count(opening)} of {opening} and {text.count(closing)} of {closing}"
            yield Finding(
                "brackets", WARNING, at, None, message=f"The brackets do not pair: {says}.",
                evidence=(says,),
            )  # fmt: skip
