"""Stories brought to a state by the verbs themselves, as a desk would."""

import datetime

from django.utils import timezone

from articles import publishing, workflow
from articles.models import Article, State
from articles.revising import save_text
from tests.factories import (
    make_agreement,
    make_author,
    make_photo,
    make_publication,
    make_section,
    make_snapshot,
)

BODY = '<p data-source="b1">One morning in the port.</p><p data-source="b2">Two cranes move.</p>'
ORDER = [
    State.COMMISSIONED,
    State.TRANSLATING,
    State.EDITING,
    State.READY,
    State.SCHEDULED,
    State.PUBLISHED,
    State.WITHDRAWN,
]


def commission(desk, **kwargs):
    """A commissioned translation from a paper with an agreement that allows it."""
    publication = kwargs.pop("publication", None) or make_publication()
    if kwargs.pop("agreement", True):
        make_agreement(publication)
    return workflow.commission(
        by=desk.ben,
        **{
            "headline": "A harbour wakes",
            "snapshot": make_snapshot(publication),
            "use": "full",
            "section": make_section(),
        }
        | kwargs,
    )


def changes(**kwargs):
    """Everything that a complete story needs."""
    return {
        "kicker": "Ports",
        "headline": "A harbour wakes",
        "standfirst": "How a port came back.",
        "dateline": "MARSEILLE",
        "body": BODY,
        "bylines": [
            (make_author("Lea Marin"), "writer", ""),
            (make_author("Anna Voss"), "translator", ""),
        ],
        "tags": ["Ports"],
    } | kwargs


def file_story(desk, article, **kwargs):
    """The editor's filing: address and photograph."""
    filing = {"slug": f"a-harbour-{article.pk}", "lead_photo": make_photo()} | kwargs
    return save_text(article, by=desk.ben, seen=article.version, changes=filing)


def bring(desk, state, *, article=None, text=None, filing=None):
    """A story in `state`: translated by anna, filed by ben, approved by carla."""
    article = article or commission(desk)
    if state == State.KILLED:
        return workflow.kill(article, by=desk.ben, seen=article.version, note="Overtaken.")
    for reached in ORDER[1 : ORDER.index(state) + 1]:
        if reached == State.SCHEDULED and state != State.SCHEDULED:
            continue
        article = _NEXT[reached](desk, article, text or {}, filing or {})
    return article


def _translate(desk, article, text, filing):
    return workflow.claim(article, by=desk.anna, seen=article.version)


def _edit(desk, article, text, filing):
    article = save_text(article, by=desk.anna, seen=article.version, changes=changes(**text))
    return workflow.hand_in(article, by=desk.anna, seen=article.version)


def _approve(desk, article, text, filing):
    article = file_story(desk, article, **filing)
    return workflow.approve(article, by=desk.carla, seen=article.version)


def _schedule(desk, article, text, filing):
    at = timezone.now() + datetime.timedelta(hours=2)
    return publishing.schedule(article, by=desk.carla, seen=article.version, at=at)


def _publish(desk, article, text, filing):
    return publishing.publish(article, by=desk.carla, seen=article.version)


def _withdraw(desk, article, text, filing):
    return publishing.withdraw(article, by=desk.max, seen=article.version, note="Asked for.")


_NEXT = {
    State.TRANSLATING: _translate,
    State.EDITING: _edit,
    State.READY: _approve,
    State.SCHEDULED: _schedule,
    State.PUBLISHED: _publish,
    State.WITHDRAWN: _withdraw,
}


def fresh(article):
    return Article.objects.get(pk=article.pk)
