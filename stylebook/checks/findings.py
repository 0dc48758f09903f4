"""The words that go in and out of the checks."""

from dataclasses import dataclass

BLOCKER, WARNING, HINT = SEVERITIES = ("blocker", "warning", "hint")


@dataclass(frozen=True)
class Block:
    """A paragraph, of the original or of ours.

    `kind`: "p", or what it is on the page: "headline", "h2", "h3", "blockquote", "li", "aside",
    "caption", "dateline". `sources`: ids of the blocks of the original that it renders, where
    that is known; the rest is aligned by what stands in the texts.
    """

    id: str
    text: str
    kind: str = "p"
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Term:
    """How we write something of the original's language.

    `target` is what we write, `also` what is right as well, `banned` what we never write; with
    `keep` the original's own form stays. matching.Pair has the same attributes and may be passed
    instead.
    """

    source: str
    target: str
    banned: tuple[str, ...] = ()
    keep: bool = False
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Finding:
    """Something a person should look at.

    `block` and `src_block` are places in the lists that were passed in (0 is the first), `span`
    and `src_span` (start, end) in characters of those blocks' texts; each may be None. Of what
    is missing from ours, `block` is where it should stand, or None, and `src_block` is set.
    `message` is a whole sentence. `evidence` says the same in a fixed form ("4.1e6→4.1e9"): the
    same finding in a text that has moved has the same code and evidence. `fix` replaces the span.
    """

    code: str
    severity: str
    block: int | None
    span: tuple[int, int] | None = None
    src_block: int | None = None
    src_span: tuple[int, int] | None = None
    message: str = ""
    evidence: tuple[str, ...] = ()
    fix: str | None = None
