"""Machine drafts, made only when somebody asks: of one block at once, of a whole story by the
worker. Nothing here writes into a text: a draft is a MachineDraft until its editor takes it.
"""

import time

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import Truncator

from articles import machine
from articles.models import Article, MachineDraft, MachineRun
from articles.moves import editable_fields, may_edit
from articles.revising import NotAllowed
from prose import blocks
from prose.sanitise import TextTooLong, clean_inline
from stylebook import matching

CONTEXT = 2_000  # characters sent along, so that the machine knows what it is about
SITTING = 8  # seconds, after which a long run lets the worker's other tasks pass
WAITS = (5, 15, 45, 90)  # seconds before a busy provider is asked again
_EMPTY = "{} drafted nothing for this paragraph. Translate it by hand."
_GONE = "This machine is no longer configured."


def refusal(article, by):
    """Why this person may not have this story drafted now, in a sentence; "" if they may."""
    if "body" not in editable_fields(by, article):
        return may_edit(by, article) or "Your role does not include the text of a story."
    if article.snapshot is None:
        return "This story has no original to draft from."
    original = article.snapshot.original
    if original.withdrawn_at:
        return "The original was withdrawn by its publisher."
    running = original.publication.agreements.running(timezone.localdate())
    if forbidding := running.filter(machine_drafts=False).first():
        return (
            f"The agreement with {original.publication} ({forbidding.reference}) does not allow "
            "machine drafts. Translate this story by hand."
        )
    return ""


def draft(article, block, *, by, provider):
    """(MachineDraft, notes) of one block. Takes as long as the provider: not in a transaction.

    Raises NotAllowed and machine.Trouble.
    """
    article = _allowed(article.pk, by)
    if block not in _numbered(article):
        raise NotAllowed("This paragraph is not in the original that the story is based on.")
    html, answer = _asked(article, block, provider)
    return _kept(article, block, html, answer, by=by, provider=provider), answer.notes


@transaction.atomic
def start(article, wanted, *, by, provider):
    """A MachineRun for these blocks, for the worker to take up. Raises NotAllowed."""
    article = _allowed(article.pk, by)
    known = [block for block in _numbered(article) if block not in article.cut_blocks]
    asked = [block for block in known if block in set(wanted)]
    if not asked:
        raise NotAllowed("No paragraph of the original is left to draft.")
    if running := article.machine_runs.filter(ended_at=None).select_related("by").first():
        raise NotAllowed(_taken(running))
    try:
        with transaction.atomic():
            return MachineRun.objects.create(
                article=article, blocks=asked, by=by, provider=provider.name
            )
    except IntegrityError as error:
        raise NotAllowed("Somebody else has this story drafted already.") from error


def cancel(run, *, by):
    """Stop after the block in hand. What has come stays. Raises NotAllowed."""
    if "body" not in editable_fields(by, run.article):
        raise NotAllowed(may_edit(by, run.article) or "This is not yours to stop.")
    _end(run, f"Stopped by {by.get_full_name() or by.get_username()}.")


def work(pk, *, busy=0):
    """Go on with a run, for SITTING seconds at most. Returns (seconds to wait before the next
    sitting, how often in a row the provider was busy), or None when there is nothing left."""
    run = MachineRun.objects.select_related("article", "by").get(pk=pk)
    provider = machine.named(run.provider)
    if provider is None:
        return _end(run, _GONE)
    until = time.monotonic() + SITTING
    done = set(run.drafts.values_list("block", flat=True))
    for block in (block for block in run.blocks if block not in done):
        if not _goes_on(run):
            return None
        if time.monotonic() > until:
            return 0, 0
        try:
            found, _ = draft(run.article, block, by=run.by, provider=provider)
        except machine.Busy as trouble:
            if busy == len(WAITS):
                return _end(run, str(trouble))
            return WAITS[busy], busy + 1
        except (machine.Trouble, NotAllowed) as trouble:
            return _end(run, str(trouble))
        busy = 0
        run.drafts.add(found)
    return _end(run)


def _goes_on(run):
    return MachineRun.objects.filter(pk=run.pk, ended_at=None).exists()


def _end(run, trouble=""):
    trouble = Truncator(trouble).chars(300)
    MachineRun.objects.filter(pk=run.pk, ended_at=None).update(
        ended_at=timezone.now(), trouble=trouble
    )


def _taken(run):
    who = run.by.get_full_name() or run.by.get_username()
    return f"{who} has this story drafted already. Wait for it, or stop it first."


def _allowed(pk, by):
    related = "snapshot__original__publication"
    article = Article.objects.select_related(related).get(pk=pk)
    if sentence := refusal(article, by):
        raise NotAllowed(sentence)
    return article


def _numbered(article):
    return {block["id"]: block for block in article.snapshot.blocks}


def _asked(article, block, provider):
    original = article.snapshot.original
    pair = original.language, article.language
    answer = provider.translate(
        [_numbered(article)[block]["html"]],
        source=pair[0],
        target=pair[1],
        context=context(article.snapshot, block),
        terms=matching.glossary(*pair),
    )
    try:
        html = clean_inline(answer.fragments[0])
    except TextTooLong as error:
        raise machine.Trouble(str(error)) from error
    if not html:
        raise machine.Trouble(_EMPTY.format(provider.label))
    return html, answer


def context(snapshot, block):
    """What stands around a block, as plain text: headline, standfirst, its neighbours."""
    texts = {b["id"]: blocks.text(f"<p>{b['html']}</p>") for b in snapshot.blocks}
    order = list(texts)
    at = order.index(block)
    near = [texts[other] for other in order[max(0, at - 2) : at + 2] if other != block]
    told = [snapshot.headline, snapshot.standfirst, *near]
    return "\n".join(text for text in told if text)[:CONTEXT]


def _kept(article, block, html, answer, *, by, provider):
    return MachineDraft.objects.create(
        article=article, block=block, html=html, provider=provider.name, by=by,
        characters=answer.characters,
    )  # fmt: skip


def markup(draft, tag):
    """The draft as a block of a body: what it renders, and whose words it is."""
    kept = tag if tag in ("h2", "h3", "aside") else "p"
    marks = f'data-source="{draft.block}" data-draft="{draft.provider}"'
    html = f"<{kept} {marks}>{draft.html}</{kept}>"
    if tag == "li":
        return f"<ul><li>{html}</li></ul>"
    return f"<blockquote>{html}</blockquote>" if tag == "blockquote" else html
