"""The copy checks over one story: what they find, what was dismissed, what stands.

A finding is known again by its fingerprint: its code, what was found in a normal form, and the
paragraph of the original that it is about (of ours where there is none). So a dismissal stays
when the text is moved, and ends when what was found or the original changes.
"""

import hashlib
import json
import logging
from dataclasses import dataclass, replace

from django.conf import settings
from django.core.cache import cache
from django.db.models import Q
from django.utils.text import Truncator

from articles import counting
from articles.models import Dismissal
from prose import blocks
from sources.models import Use
from stylebook import checks, house_style, matching, stamps, tuning
from stylebook.checks import Block

logger = logging.getLogger(__name__)

FIELDS = ("kicker", "headline", "standfirst", "dateline", "lead_caption")
_KINDS = {"lead_caption": "caption"}
_KEPT = 60 * 60 * 24  # seconds; the key is made of the texts themselves
# Kinds of findings that mean nothing where one writes freely: in a headline, in a digest.
_OF_THE_WHOLE = ("_missing", "_added", "_lost", "_not_in_source")
_ELSEWHERE = {"paragraph_missing", "term_banned"}  # readiness.coverage and house_style say it


@dataclass(frozen=True)
class Checked:
    """A Finding in its story. `place` is the name of a field, or the number of the block in the
    text (0 is the first); None for what is missing altogether."""

    finding: checks.Finding
    fingerprint: str
    wide: str  # the same without the paragraph: of all stories
    place: str | int | None
    quote: str
    line: str = ""  # the first words of the paragraph, where there is no quote
    source: str = ""  # id of the block of the original
    source_quote: str = ""
    dismissal: Dismissal | None = None

    @property
    def severity(self):
        return self.finding.severity

    @property
    def message(self):
        return self.finding.message

    @property
    def title(self):
        return tuning.says(self.finding.code)


@dataclass(frozen=True)
class Report:
    standing: list
    dismissed: list

    def of(self, severity):
        return [one for one in self.standing if one.severity == severity]

    @property
    def counts(self):
        """{"blocker": n, "warning": n, "hint": n}"""
        return {severity: len(self.of(severity)) for severity in checks.SEVERITIES}

    def named(self, fingerprint):
        every = (*self.standing, *self.dismissed)
        return next((one for one in every if one.fingerprint == fingerprint), None)


def report(article, target=None):
    """The Report of a story as it is stored, or of these Blocks of ours that are being typed."""
    source = _source(article)
    target = _stored(article) if target is None else target
    written = _written(source, target)
    found = _found(article, source, written)
    return _sorted_out(article, [_in_place(one, source, written) for one in found])


def typed(article, fields, paragraphs):
    """The Blocks of what somebody types: {field: text}, [(tag, text, ids of source blocks)]."""
    named = [
        Block(name, fields[name].strip(), _KINDS.get(name, name), _sources_of(article, name))
        for name in FIELDS
        if fields.get(name, "").strip()
    ]
    body = [
        Block(str(n), text, _KINDS.get(tag, "caption" if tag == "figure" else tag), tuple(sources))
        for n, (tag, text, sources) in enumerate(paragraphs)
        if text.strip()
    ]
    return named + body


def _stored(article):
    fields = {name: getattr(article, name) for name in FIELDS}
    body = blocks.read(article.body)
    return typed(article, fields, [(b.tag, b.text, b.sources) for b in body])


def _sources_of(article, field):
    """A headline renders that of the original."""
    if article.snapshot is None or not getattr(article.snapshot, field, ""):
        return ()
    return (field,)


def _source(article):
    """The original without what was left out of it."""
    if article.snapshot is None:
        return []
    snapshot = article.snapshot
    head = [
        Block(name, getattr(snapshot, name), name)
        for name in ("headline", "standfirst")
        if getattr(snapshot, name, "")
    ]
    return head + [
        Block(b["id"], blocks.text(f"<p>{b['html']}</p>"), b["tag"])
        for b in snapshot.blocks
        if b["id"] not in article.cut_blocks
    ]


def _written(source, target):
    """Ours without paragraphs that still read as the original's: nobody has begun them."""
    theirs = {block.id: block.text.strip() for block in source}
    return [
        block for block in target if block.text not in {theirs.get(name) for name in block.sources}
    ]


# --- what the checks find --------------------------------------------------------------------


def _found(article, source, target):
    """[Finding], remembered for as long as neither the texts nor the rules change."""
    src = article.original.language if source else ""
    now = stamps.read()
    pairs, never = matching.checkable(src, article.language, now.terms)
    rows = [*never, *tuning.rows_at(article.language, now.rules)]
    severities = tuning.severities_at(now.severities)
    asked = [
        settings.VERSION, src, article.language, article.use, [repr(b) for b in (*source, *target)],
        [repr(p) for p in pairs], [repr(r) for r in rows], severities,
    ]  # fmt: skip
    key = f"copy:{hashlib.sha256(json.dumps(asked).encode()).hexdigest()}"
    found = cache.get(key)
    if found is None:
        found = _asked(article, source, target, src, pairs)
        found += house_style.check(target, rows)
        found = [f for f in found if _means_something(article, f, source, target, pairs)]
        found = _graded(found, severities)
        cache.set(key, found, _KEPT)
    return found


def _asked(article, source, target, src, pairs):
    """A check that stumbles over a text must not keep anybody from it."""
    try:
        return checks.check(source, target, src, article.language, terms=pairs)
    except Exception:
        logger.exception("story %s could not be checked", article.pk)
        return []


def _means_something(article, finding, source, target, pairs):
    if finding.code in _ELSEWHERE and not finding.fix:
        return False
    if finding.code == "short" and article.use == Use.FULL:
        return False  # readiness.looks_unfinished says it
    whole = finding.code.endswith(_OF_THE_WHOLE) or finding.code == "short"
    if whole and article.use in (Use.ADAPTED, Use.DIGEST):
        return False
    block = target[finding.block] if finding.block is not None else None
    if whole and block and (block.id in FIELDS or _is_begun_only(article, block, source, target)):
        return False
    return not (finding.code == "term_missing" and block and _says_it_also(finding, block, pairs))


def _is_begun_only(article, block, source, target):
    """Of a paragraph with less than half its words nothing is missing yet."""
    if not source or not block.sources:
        return False
    theirs = sum(counting.count(one.text) for one in source if one.id in block.sources)
    ours = sum(counting.count(b.text) for b in target if set(b.sources) & set(block.sources))
    return ours < theirs * counting.factor(article.original.language, article.language) / 2


def _says_it_also(finding, block, pairs):
    also = {word for p in pairs if p.source == finding.evidence[0] for word in p.also}
    return any(word.casefold() in block.text.casefold() for word in also)


def _graded(found, severities):
    graded = [replace(f, severity=severities.get(f.code, f.severity)) for f in found]
    order = {severity: n for n, severity in enumerate(checks.SEVERITIES)}
    kept = [finding for finding in dict.fromkeys(graded) if finding.severity in order]
    return sorted(kept, key=lambda f: (_place(f), order[f.severity]))


def _place(finding):
    at = finding.block if finding.block is not None else (finding.src_block or 0)
    return at, finding.span or (-1, -1)


# --- where it stands, and what was said of it --------------------------------------------------


def _in_place(finding, source, target):
    block = target[finding.block] if finding.block is not None else None
    theirs = source[finding.src_block] if finding.src_block is not None else None
    about = theirs.text if theirs else _rendered(block, source) or (block.text if block else "")
    place = None
    if block:
        place = block.id if block.id in FIELDS else int(block.id)
    return Checked(
        finding=finding,
        fingerprint=_mark(finding.code, *finding.evidence, about),
        wide=_mark(finding.code, *finding.evidence),
        place=place,
        quote=_words(block, finding.span),
        line=Truncator(block.text).words(8) if block and not finding.span else "",
        source=theirs.id if theirs else "",
        source_quote=_words(theirs, finding.src_span),
    )


def _rendered(block, source):
    texts = {one.id: one.text for one in source}
    return " ".join(texts[name] for name in block.sources if name in texts) if block else ""


def _words(block, span):
    if block is None:
        return ""
    return block.text[span[0] : span[1]] if span else ""


def _mark(*parts):
    said = "\n".join(" ".join(part.split()) for part in parts)
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def _sorted_out(article, found):
    if not found:
        return Report([], [])
    said = Dismissal.objects.filter(taken_back_at=None).select_related("by")
    here = Q(article=article) | Q(everywhere=True, fingerprint__in=[one.wide for one in found])
    known = {one.fingerprint: one for one in said.filter(here)}
    standing, dismissed = [], []
    for one in found:
        if dismissal := known.get(one.fingerprint) or known.get(one.wide):
            dismissed.append(replace(one, dismissal=dismissal))
        else:
            standing.append(one)
    return Report(standing, dismissed)
