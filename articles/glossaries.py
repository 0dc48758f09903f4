"""The Stylebook as a glossary with the machines that keep one: in step before anybody drafts, so
that nobody waits for it."""

from dataclasses import dataclass

from django.core.cache import cache

from articles import machine
from articles.models import Article, State
from articles.revising import NotAllowed
from stylebook import matching

_KEPT = 60 * 60 * 24 * 30  # seconds that we remember what was said last
IN_HAND = (State.COMMISSIONED, State.TRANSLATING, State.EDITING)


@dataclass(frozen=True)
class Glossary:
    """Terms of one pair of languages with one provider. `said` is "" once it is in step."""

    provider: str
    source: str
    target: str
    terms: int
    said: str = ""


def pairs_in_hand():
    """[(language of the original, ours)] of the stories that somebody may have drafted."""
    stories = Article.objects.filter(state__in=IN_HAND, snapshot__isnull=False).order_by()
    found = stories.values_list("snapshot__original__language", "language").distinct()
    return sorted(found)


def sync():
    """Bring every glossary in step. A provider that is away is asked again the next time."""
    return [_synced(provider, *pair) for provider, pair in _all()]


def sync_now(*, by):
    if not by.has_perm("stylebook.change_term"):
        raise NotAllowed("Your role does not include the Stylebook.")
    return sync()


def standing():
    """[Glossary] as they were when they were last brought in step; None where never yet."""
    return [(provider, pair, cache.get(_key(provider, *pair))) for provider, pair in _all()]


def _all():
    providers = [each for each in machine.providers() if hasattr(each, "keep_terms")]
    return [(provider, pair) for provider in providers for pair in pairs_in_hand()]


def _synced(provider, source, target):
    terms = matching.glossary(source, target)
    said = ""
    if terms:
        try:
            said = provider.keep_terms(terms, source=source, target=target)
        except machine.Trouble as trouble:
            said = str(trouble)
    found = Glossary(provider.label, source, target, len(terms), said)
    cache.set(_key(provider, source, target), found, _KEPT)
    return found


def _key(provider, source, target):
    return f"glossary:{provider.name}:{source}:{target}"
