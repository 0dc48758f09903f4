import datetime

import pytest
from django.utils import timezone

from articles import queues, workflow
from articles.models import Article, State
from articles.moves import may_see
from tests.articles.stories import bring, commission
from tests.factories import make_article, make_snapshot, make_user

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)


def queue(user, slug):
    found = {queue.kind.slug: queue for queue in queues.for_user(user, timezone.now())}
    return found.get(slug)


def titles(user, slug):
    return [story.headline for story in queue(user, slug).stories]


def slugs(user):
    return [kind.slug for kind in queues.kinds(user)]


# --- who has which queue


def test_a_translator_has_the_queues_of_a_translator(desk):
    assert slugs(desk.anna) == ["returned", "to-claim", "mine", "overdue"]


def test_an_editor_has_every_queue_of_stories(desk):
    assert slugs(desk.ben) == [kind.slug for kind in queues.KINDS]


def test_a_photo_editor_sees_what_lacks_a_photograph_and_nothing_to_claim_or_edit(desk):
    assert slugs(desk.pia) == ["mine", "overdue", "no-lead-photo"]


def test_a_newsletter_editor_has_no_queue_of_stories(desk):
    assert slugs(desk.nina) == []


@pytest.mark.parametrize("name", ["max", "adam"])
def test_a_managing_editor_and_an_administrator_have_them_all(desk, name):
    assert slugs(getattr(desk, name)) == [kind.slug for kind in queues.KINDS]


def test_somebody_without_a_role_has_none(desk):
    assert slugs(make_user()) == []


# --- what is in a queue


def test_a_commissioned_story_is_there_to_be_claimed(desk):
    commission(desk, headline="The tide")
    assert titles(desk.anna, "to-claim") == ["The tide"]


def test_a_claimed_story_moves_from_to_claim_into_mine(desk):
    bring(desk, State.TRANSLATING)
    assert titles(desk.anna, "to-claim") == []
    assert titles(desk.anna, "mine") == ["A harbour wakes"]


def test_what_one_translator_claimed_is_in_no_queue_of_another(desk):
    bring(desk, State.TRANSLATING)
    assert all(queue.count == 0 for queue in queues.for_user(desk.omar, timezone.now()))


def test_an_editor_finds_what_they_edit_among_mine(desk):
    commission(desk, headline="The tide", editor=desk.ben)
    assert titles(desk.ben, "mine") == ["The tide"]
    assert titles(desk.carla, "mine") == []


def test_a_published_story_is_no_longer_in_hand(desk):
    bring(desk, State.PUBLISHED)
    assert titles(desk.anna, "mine") == []


def test_a_returned_story_comes_with_the_note(desk):
    article = bring(desk, State.EDITING)
    workflow.return_to_translator(article, by=desk.ben, seen=article.version, note="The joke?")
    (story,) = queue(desk.anna, "returned").stories
    assert story.return_note == "The joke?"


def test_the_note_of_the_last_return_counts(desk):
    article = bring(desk, State.EDITING)
    for note in ("First.", "Second."):
        workflow.return_to_translator(article, by=desk.ben, seen=article.version, note=note)
        article.refresh_from_db()
        if note == "First.":
            workflow.hand_in(article, by=desk.anna, seen=article.version)
            article.refresh_from_db()
    assert queue(desk.anna, "returned").stories[0].return_note == "Second."


def test_what_was_returned_and_handed_in_again_is_out_of_the_queue(desk):
    article = bring(desk, State.EDITING)
    article = workflow.return_to_translator(
        article, by=desk.ben, seen=article.version, note="The joke?"
    )
    workflow.hand_in(article, by=desk.anna, seen=article.version)
    assert queue(desk.anna, "returned").count == 0


def test_a_story_in_translation_that_never_came_back_is_not_returned(desk):
    bring(desk, State.TRANSLATING)
    assert queue(desk.anna, "returned").count == 0


@pytest.mark.parametrize(
    ("state", "slug"),
    [(State.EDITING, "to-edit"), (State.READY, "ready"), (State.SCHEDULED, "scheduled")],
)
def test_each_state_before_publication_has_its_queue(desk, state, slug):
    bring(desk, state)
    assert titles(desk.ben, slug) == ["A harbour wakes"]


def test_a_story_is_overdue_once_its_hour_has_passed(desk):
    commission(desk, headline="Late", due_at=timezone.now() - HOUR)
    commission(desk, headline="In time", due_at=timezone.now() + HOUR)
    assert titles(desk.ben, "overdue") == ["Late"]


def test_what_is_published_is_late_no_more(desk):
    article = bring(desk, State.PUBLISHED)
    Article.objects.filter(pk=article.pk).update(due_at=timezone.now() - HOUR)
    assert queue(desk.ben, "overdue").count == 0


def test_a_story_whose_original_changed_is_out_of_date(desk):
    article = bring(desk, State.PUBLISHED)
    assert queue(desk.ben, "outdated").count == 0
    make_snapshot(original=article.original, html="<p>Trois.</p>")
    assert titles(desk.ben, "outdated") == ["A harbour wakes"]


def test_a_story_with_a_lead_photograph_leaves_the_photo_desk_alone(desk):
    bring(desk, State.READY)
    commission(desk, headline="Bare")
    assert titles(desk.pia, "no-lead-photo") == ["Bare"]


# --- order, number, cost


def test_the_most_pressing_story_comes_first_and_what_has_no_date_last(desk):
    now = timezone.now()
    commission(desk, headline="Some day")
    commission(desk, headline="Tomorrow", due_at=now + 24 * HOUR)
    commission(desk, headline="An hour ago", due_at=now - HOUR)
    assert titles(desk.anna, "to-claim") == ["An hour ago", "Tomorrow", "Some day"]


def test_a_long_queue_shows_eight_and_counts_all(desk):
    for _ in range(11):
        make_article(commissioned_by=desk.ben)
    found = queue(desk.anna, "to-claim")
    assert (found.count, len(found.stories)) == (11, queues.SHOWN)


@pytest.mark.parametrize("number", [1, 30])
def test_a_queue_costs_one_query_however_long(desk, number, django_assert_num_queries):
    for _ in range(number):
        commission(desk, due_at=timezone.now() - HOUR)
    desk.ben.get_all_permissions()
    with django_assert_num_queries(len(queues.KINDS)):
        for queue in queues.for_user(desk.ben, timezone.now()):
            for story in queue.stories:
                str((story.original.publication, story.original.language_name))
                str((story.translator, story.editor, story.state, story.version))


# --- what a person may see


@pytest.mark.parametrize(
    "name", ["anna", "omar", "ben", "pia", "nina", "max", "adam", "nobody", "root"]
)
def test_the_list_holds_exactly_what_may_be_seen_one_by_one(desk, name):
    desk.nobody, desk.root = make_user(), make_user(is_superuser=True)
    for state in State:
        bring(desk, state)
    commission(desk, translator=desk.omar)
    commission(desk, editor=desk.nina)
    user = getattr(desk, name)
    expected = {article for article in Article.objects.all() if may_see(user, article)}
    assert set(queues.visible(user)) == expected


def test_a_translator_sees_what_is_theirs_and_what_is_free(desk):
    own = bring(desk, State.EDITING)
    free = commission(desk)
    commission(desk, translator=desk.omar)
    assert set(queues.visible(desk.anna)) == {own, free}


# --- the hour in words


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (datetime.timedelta(hours=-2, minutes=-10), "2 h late"),
        (datetime.timedelta(days=-3, hours=-1), "3 d late"),
        (datetime.timedelta(minutes=-5), "5 min late"),
        (datetime.timedelta(seconds=-20), "due now"),
        (datetime.timedelta(seconds=20), "due now"),
        (datetime.timedelta(minutes=45), "in 45 min"),
        (datetime.timedelta(hours=23, minutes=59), "in 23 h"),
        (datetime.timedelta(days=2), "in 2 d"),
    ],
)
def test_the_hour_is_said_in_words(due, words):
    now = timezone.now()
    assert queues.due_words(Article(due_at=now + due), now) == words


def test_nothing_is_said_where_nothing_is_due():
    assert queues.due_words(Article(), timezone.now()) == ""


@pytest.mark.parametrize("state", [State.PUBLISHED, State.WITHDRAWN, State.KILLED])
def test_nothing_is_due_of_what_is_done(state):
    now = timezone.now()
    assert queues.due_words(Article(due_at=now - HOUR, state=state), now) == ""
