"""What memory knows: pairs taken from what was published, never from a draft.

Nothing is pushed here from publishing. `remember_published` looks for live stories whose
pairs are older than what readers see, and for withdrawn ones that still have any; so a
crash between the two loses nothing. A story that goes offline, for whatever reason, takes
its pairs with it: a partner who withdraws a text does not want it offered on.
"""

import datetime
import logging
from collections import Counter

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from articles import memory
from articles.models import Event, LiveArticle, MemoryPair, MemoryTerm, Remembered, Revision
from prose import blocks
from sources.models import Snapshot

logger = logging.getLogger(__name__)

# How far back a change is looked for; `rebuild_memory` knows no limit.
RECENT = datetime.timedelta(days=30)
_PUBLISHING = ("publish", "republish", "correct")
_ADD = """
    INSERT INTO articles_memoryterm (language, term, pairs) VALUES (%s, %s, %s)
    ON CONFLICT (language, term) DO UPDATE SET pairs = articles_memoryterm.pairs + excluded.pairs
"""


def remember_published(since=None):
    """Bring memory up to what readers see. Safe to run anywhere, any number of times."""
    since = since or timezone.now() - RECENT
    gone = Remembered.objects.filter(article__live__withdrawn_at__gte=since)
    for article in gone.values_list("article", flat=True):
        forget(article)
    latest = LiveArticle.objects.live().filter(published_at__gte=since)
    for article in _newer_than_memory(latest).values_list("article", flat=True):
        try:
            remember(article)
        except Exception:
            # One broken story must not keep the others from being remembered.
            logger.exception("the pairs of story %s could not be taken", article)


def _newer_than_memory(lives):
    return lives.exclude(article__remembered__published_at=F("published_at")).order_by("pk")


@transaction.atomic
def remember(article):
    """Replace the pairs of the story with this id by those of what readers see now."""
    live = LiveArticle.objects.select_for_update().filter(article=article).first()
    _forget_pairs(article)
    if live is None or live.withdrawn_at:
        Remembered.objects.filter(article=article).delete()
        return
    pairs = list(_pairs(live))
    MemoryPair.objects.bulk_create(pairs)
    _count(pairs)
    Remembered.objects.update_or_create(
        article_id=article, defaults={"published_at": live.published_at}
    )


@transaction.atomic
def forget(article):
    _forget_pairs(article)
    Remembered.objects.filter(article=article).delete()


def rebuild():
    """Take all pairs anew, story by story, while the desk goes on. Returns how many there are."""
    live = LiveArticle.objects.live().values("article")
    for article in Remembered.objects.exclude(article__in=live).values_list("article", flat=True):
        forget(article)
    for article in live.order_by("article").values_list("article", flat=True):
        remember(article)
    recount()
    return MemoryPair.objects.count()


def recount():
    """Count anew in how many pairs each term stands."""
    counts = Counter()
    for language, terms in MemoryPair.objects.values_list("source_language", "terms").iterator():
        counts.update((memory.base(language), term) for term in {memory.ALL, *terms.split()})
    with transaction.atomic():
        MemoryTerm.objects.all().delete()
        _add(counts)


def _pairs(live):
    """The pairs of a live translation, made at its last publishing: what was found still
    right since then reads the same, but its original counts its blocks in another way."""
    last = Event.objects.filter(article=live.article_id, verb__in=_PUBLISHING).first()
    revision = (
        last and Revision.objects.filter(article=live.article_id, number=last.version).first()
    )
    if revision is None or not revision.data["snapshot"]:
        return
    snapshot = Snapshot.objects.select_related("original").get(pk=revision.data["snapshot"])
    sources = {b["id"]: _line(blocks.text(f"<p>{b['html']}</p>")) for b in snapshot.blocks}
    for ids, target in aligned(blocks.read(revision.data["body"]), list(sources)):
        source = " ".join(sources[block] for block in ids)
        if source != target:
            yield MemoryPair(
                article_id=live.article_id,
                block=ids[0],
                source_language=snapshot.original.language,
                target_language=revision.data["language"],
                source=source,
                target=target,
                terms=" ".join(memory.terms(source)),
                translator_id=live.article.translator_id,
                published_at=live.published_at,
            )


def aligned(paragraphs, known):
    """[(ids of blocks, text)]: blocks and paragraphs that belong together, however many of
    either. `known` are the ids of the original in its order."""
    groups = []  # ({ids}, [numbers of paragraphs])
    for n, paragraph in enumerate(paragraphs):
        ids = set(paragraph.sources) & set(known)
        if not ids or not paragraph.text:
            continue
        numbers = [n]
        for group in [group for group in groups if group[0] & ids]:
            groups.remove(group)
            ids |= group[0]
            numbers += group[1]
        groups.append((ids, numbers))
    for ids, numbers in sorted(groups, key=lambda group: min(group[1])):
        in_order = sorted(ids, key=known.index)
        yield in_order, " ".join(_line(paragraphs[n].text) for n in sorted(numbers))


def _line(text):
    return " ".join(text.split())


def _forget_pairs(article):
    pairs = list(MemoryPair.objects.select_for_update().filter(article=article))
    _count(pairs, -1)
    MemoryPair.objects.filter(article=article).delete()


def _count(pairs, sign=1):
    counts = Counter()
    for pair in pairs:
        language = memory.base(pair.source_language)
        counts.update((language, term) for term in {memory.ALL, *pair.terms.split()})
    _add({key: sign * n for key, n in counts.items()})


def _add(counts):
    """In the order of the terms, so that two stories at once do not wait for one another."""
    with connection.cursor() as cursor:
        cursor.executemany(_ADD, [(*key, n) for key, n in sorted(counts.items())])
