"""What the checks say of two texts, a line a paragraph."""

from stylebook.checks import Block, check


def blocks(text, name="b", kind="p"):
    return [Block(f"{name}{n}", line, kind) for n, line in enumerate(text.splitlines(), 1)]


def told(target, source="", src="de", tgt="en", **kwargs):
    """All findings."""
    return check(blocks(source, "s"), blocks(target, "t"), src, tgt, **kwargs)


def codes(target, source="", src="de", tgt="en", **kwargs):
    return [finding.code for finding in told(target, source, src, tgt, **kwargs)]


def only(code, target, source="", src="de", tgt="en", **kwargs):
    """The findings of one rule."""
    return told(target, source, src, tgt, only={code}, **kwargs)


def shown(finding, text):
    """What the finding marks in ours."""
    return text.splitlines()[finding.block][slice(*finding.span)]
