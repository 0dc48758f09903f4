"""Two people at the same moment, on two connections: what only a real race shows."""

import pytest

from articles import publishing, workflow
from articles.models import LiveArticle, State
from articles.publishing import NotReady
from articles.revising import Conflict, save_text
from articles.workflow import Stale
from tests.articles.stories import bring, commission, fresh
from tests.factories import make_agreement, make_publication
from tests.together import needs_connections, together

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    needs_connections,
]


def losers(outcomes):
    return [type(o) for o in outcomes if isinstance(o, Exception)]


def test_two_who_publish_at_once(desk):
    article = bring(desk, State.READY)
    seen = article.version

    outcomes = together(
        lambda: publishing.publish(fresh(article), by=desk.carla, seen=seen),
        lambda: publishing.publish(fresh(article), by=desk.max, seen=seen),
    )

    assert len(losers(outcomes)) == 1
    assert LiveArticle.objects.count() == 1
    assert article.events.filter(verb="publish").count() == 1


def test_two_who_save_at_once(desk):
    article = bring(desk, State.EDITING)
    seen = article.version

    outcomes = together(
        lambda: save_text(article, by=desk.ben, seen=seen, changes={"kicker": "Ben"}),
        lambda: save_text(article, by=desk.carla, seen=seen, changes={"kicker": "Carla"}),
    )

    assert losers(outcomes) == [Conflict]
    winner = next(o for o in outcomes if not isinstance(o, Exception))
    assert fresh(article).kicker == winner.kicker


def test_a_publish_that_meets_an_edit(desk):
    article = bring(desk, State.READY)
    seen = article.version

    together(
        lambda: publishing.publish(article, by=desk.carla, seen=seen),
        lambda: save_text(article, by=desk.ben, seen=seen, changes={"headline": "Edited"}),
    )

    stored, live = fresh(article), LiveArticle.objects.filter(article=article).first()
    # Either the approved text went out and the edit was refused or came after it,
    # or the edit came first and nothing went out.
    if live:
        assert (live.headline, stored.state) == ("A harbour wakes", State.PUBLISHED)
    else:
        assert (stored.headline, stored.state) == ("Edited", State.EDITING)


def test_two_who_claim_at_once(desk):
    article = commission(desk)

    outcomes = together(
        lambda: workflow.claim(article, by=desk.anna, seen=1),
        lambda: workflow.claim(article, by=desk.omar, seen=1),
    )

    assert losers(outcomes) == [Stale]


def test_two_clocks_publish_what_is_due_once(desk):
    article = bring(desk, State.SCHEDULED)
    due = article.scheduled_for

    together(lambda: publishing.publish_due(due), lambda: publishing.publish_due(due))

    assert article.events.filter(verb="publish").count() == 1
    assert fresh(article).state == State.PUBLISHED


def test_two_stories_that_ask_for_one_address_at_once(desk):
    first = bring(desk, State.READY, filing={"slug": "the-address"})
    second = commission(desk, section=first.section)
    second = bring(desk, State.READY, article=second, filing={"slug": "the-address"})

    outcomes = together(
        lambda: publishing.publish(first, by=desk.carla, seen=first.version),
        lambda: publishing.publish(second, by=desk.carla, seen=second.version),
    )

    assert losers(outcomes) == [NotReady]
    assert LiveArticle.objects.count() == 1


def test_the_clock_and_a_person_do_not_both_take_the_last_place_of_a_month(desk):
    publication = make_publication()
    make_agreement(publication, stories_per_month=1)
    stories = [commission(desk, publication=publication, agreement=False) for _ in range(2)]
    due = bring(desk, State.SCHEDULED, article=stories[0])
    ready = bring(desk, State.READY, article=stories[1])

    together(
        lambda: publishing.publish_due(due.scheduled_for),
        lambda: publishing.publish(ready, by=desk.carla, seen=ready.version),
    )

    assert LiveArticle.objects.count() == 1
