"""What is told to whom, when, and once."""

import datetime

import pytest
from django.utils import timezone

from articles import commenting, noticing, queues, workflow
from articles.models import Article, Notice, NoticeKind, State
from sources.models import Original
from tests.articles.stories import bring, commission, fresh
from tests.factories import make_snapshot, make_user
from tests.together import needs_connections, together

pytestmark = pytest.mark.django_db

NOW = timezone.now()
HOUR = datetime.timedelta(hours=1)


def told(kind=None):
    """[(username, text)] of the Notices, in the order of their people."""
    notices = Notice.objects.filter(**({"kind": kind} if kind else {})).select_related("user")
    return sorted((notice.user.username, notice.text) for notice in notices)


def who(kind=None):
    return [name for name, _ in told(kind)]


# --- commissioned


def test_a_translator_hears_of_a_commission(desk):
    due = datetime.datetime(2031, 5, 4, 12, 30, tzinfo=datetime.UTC)
    commission(desk, translator=desk.anna, due_at=due, brief="Keep it short.")
    sentence = "ben commissioned “A harbour wakes” from you. It is due on 4 May 2031, 12:30 UTC."
    assert told(NoticeKind.COMMISSIONED) == [("anna", f"{sentence}\nKeep it short.")]


def test_a_story_open_to_be_claimed_is_told_to_nobody(desk):
    commission(desk)
    assert told() == []


def test_whoever_claims_a_story_is_not_told_of_it(desk):
    bring(desk, State.TRANSLATING)
    assert told() == []


def test_a_story_given_to_another_translator_is_news_to_the_new_one(desk):
    story = bring(desk, State.TRANSLATING)
    workflow.assign(
        story, by=desk.ben, seen=story.version, translator=desk.omar, note="Anna is ill."
    )
    assert told() == [("omar", "ben commissioned “A harbour wakes” from you.\nAnna is ill.")]


def test_nobody_is_told_of_their_own_deed(desk):
    desk.ben.user_permissions.set(_permissions("translate_article"))
    ben = type(desk.ben).objects.get(pk=desk.ben.pk)
    story = commission(desk)
    workflow.assign(story, by=ben, seen=story.version, translator=ben)
    assert told() == []


def _permissions(codename):
    permissions = Article._meta.apps.get_model("auth", "Permission").objects
    return permissions.filter(codename=codename)


def test_a_move_that_fails_leaves_no_notice(desk):
    story = bring(desk, State.TRANSLATING)
    with pytest.raises(workflow.Stale):
        workflow.assign(story, by=desk.ben, seen=story.version - 1, translator=desk.omar)
    assert told() == []


# --- returned


def test_a_returned_story_is_news_to_its_translator_with_the_note(desk):
    story = bring(desk, State.EDITING)
    workflow.return_to_translator(story, by=desk.ben, seen=story.version, note="The\n\n\nend?")
    assert told() == [("anna", "ben returned “A harbour wakes” to you.\nThe\n\nend?")]


def test_every_return_is_told(desk):
    story = bring(desk, State.EDITING)
    for _ in range(2):
        story = workflow.return_to_translator(story, by=desk.ben, seen=story.version, note="No.")
        story = workflow.hand_in(story, by=desk.anna, seen=story.version)
    assert who(NoticeKind.RETURNED) == ["anna", "anna"]


def test_a_long_note_is_cut_where_the_list_ends(desk):
    story = bring(desk, State.EDITING)
    workflow.return_to_translator(story, by=desk.ben, seen=story.version, note="word " * 300)
    ((_, text),) = told()
    assert len(text) <= 500
    assert text.endswith("word…")


def test_the_headline_cannot_break_the_sentence(desk):
    story = bring(desk, State.EDITING)
    Article.objects.filter(pk=story.pk).update(headline="Salt\r\nBcc: all\u202e" + "x" * 180)
    story = fresh(story)
    workflow.return_to_translator(story, by=desk.ben, seen=story.version, note="No.")
    sentence, note = told()[0][1].split("\n")
    assert sentence.startswith("ben returned “Salt Bcc: allxxx")
    assert sentence.endswith("x…” to you.")
    assert note == "No."


def test_who_has_left_the_desk_is_told_nothing(desk):
    story = bring(desk, State.EDITING)
    desk.anna.is_active = False
    desk.anna.save()
    workflow.return_to_translator(story, by=desk.ben, seen=story.version, note="No.")
    assert told() == []


# --- comments


@pytest.fixture
def story(desk):
    return bring(desk, State.EDITING)


def test_who_is_mentioned_hears_of_it(desk, story):
    commenting.comment(story, by=desk.ben, text="@anna, is it two?")
    sentence = "ben mentioned you in a comment on “A harbour wakes”."
    assert told() == [("anna", f"{sentence}\n@anna, is it two?")]


def test_mentioning_oneself_or_a_stranger_to_the_story_tells_nobody(desk, story):
    commenting.comment(story, by=desk.ben, text="@ben @omar @nobody")
    assert told() == []


def test_an_answer_is_news_to_who_wrote_in_the_thread(desk, story):
    thread = commenting.comment(story, by=desk.anna, text="Is it two?")
    commenting.reply(thread, by=desk.carla, text="Three.")
    Notice.objects.all().delete()
    commenting.reply(thread, by=desk.ben, text="It is two.")
    sentence = "ben answered you in a comment on “A harbour wakes”."
    assert told() == [("anna", f"{sentence}\nIt is two."), ("carla", f"{sentence}\nIt is two.")]


def test_who_is_mentioned_in_an_answer_hears_of_it_once(desk, story):
    thread = commenting.comment(story, by=desk.anna, text="Is it two?")
    commenting.reply(thread, by=desk.ben, text="@anna it is.")
    assert told()[0][1].startswith("ben mentioned you")
    assert who() == ["anna"]


def test_who_may_not_see_the_story_any_more_is_not_told_of_answers(desk, story):
    thread = commenting.comment(story, by=desk.anna, text="Is it two?")
    Article.objects.filter(pk=story.pk).update(translator=desk.omar)
    commenting.reply(thread, by=desk.ben, text="It is.")
    assert told() == []


# --- overdue


def late(desk, state, **kwargs):
    story = bring(desk, state, article=commission(desk, editor=desk.carla))
    Article.objects.filter(pk=story.pk).update(**{"due_at": NOW - HOUR} | kwargs)
    return fresh(story)


@pytest.mark.parametrize(
    ("state", "people"),
    [
        (State.COMMISSIONED, ["carla"]),
        (State.TRANSLATING, ["anna", "carla"]),
        (State.EDITING, ["carla"]),
        (State.READY, ["carla"]),
        (State.SCHEDULED, []),
        (State.PUBLISHED, []),
    ],
)
def test_who_has_a_late_story_in_hand_is_told(desk, state, people):
    late(desk, state)
    noticing.of_overdue(NOW)
    assert who(NoticeKind.OVERDUE) == people


def test_without_an_editor_whoever_commissioned_it_is_told(desk):
    late(desk, State.TRANSLATING, editor=None)
    noticing.of_overdue(NOW)
    assert who() == ["anna", "ben"]


def test_a_story_is_told_overdue_once(desk):
    story = late(desk, State.TRANSLATING)
    noticing.of_overdue(NOW)
    noticing.of_overdue(NOW + HOUR)
    Article.objects.filter(pk=story.pk).update(translator=desk.omar)
    noticing.of_overdue(NOW + 2 * HOUR)
    assert who() == ["anna", "carla"]


def test_a_new_due_time_is_told_when_it_passes_in_its_turn(desk):
    story = late(desk, State.TRANSLATING)
    noticing.of_overdue(NOW)
    Article.objects.filter(pk=story.pk).update(due_at=NOW + HOUR)
    noticing.of_overdue(NOW)
    assert len(told()) == 2
    noticing.of_overdue(NOW + 2 * HOUR)
    assert len(told()) == 4
    # Put back to the first time, it is nothing new.
    Article.objects.filter(pk=story.pk).update(due_at=NOW - HOUR)
    noticing.of_overdue(NOW + 3 * HOUR)
    assert len(told()) == 4


def test_what_was_due_long_ago_is_not_dug_up(desk):
    late(desk, State.TRANSLATING, due_at=NOW - datetime.timedelta(days=8))
    noticing.of_overdue(NOW)
    assert told() == []


# --- outdated


def changed(story):
    """The publisher changes its text; a new Snapshot is taken."""
    return make_snapshot(original=Original.objects.get(pk=story.original.pk))


def test_the_editor_hears_of_a_changed_original_once(desk):
    story = bring(desk, State.EDITING, article=commission(desk, editor=desk.carla))
    changed(story)
    for _ in range(2):
        noticing.of_outdated()
    ((name, text),) = told(NoticeKind.OUTDATED)
    assert name == "carla"
    assert text.startswith("The original of “A harbour wakes” in Le Quai")
    assert "has changed." in text


def test_every_change_is_told(desk, story):
    for _ in range(2):
        changed(story)
        noticing.of_outdated()
    assert who(NoticeKind.OUTDATED) == ["ben", "ben"]


def test_of_a_live_story_without_an_editor_its_publisher_is_told(desk):
    story = bring(desk, State.PUBLISHED)
    changed(story)
    noticing.of_outdated()
    assert who(NoticeKind.OUTDATED) == ["carla"]


def test_if_the_editor_has_left_the_next_who_answers_for_it_is_told(desk):
    story = bring(desk, State.EDITING, article=commission(desk, editor=desk.carla))
    desk.carla.is_active = False
    desk.carla.save()
    changed(story)
    noticing.of_outdated()
    assert who(NoticeKind.OUTDATED) == ["ben"]


@pytest.mark.parametrize("state", [State.KILLED, State.WITHDRAWN])
def test_of_a_story_that_is_over_nobody_is_told(desk, state):
    story = bring(desk, state)
    changed(story)
    Original.objects.update(vanished_at=NOW)
    noticing.of_outdated()
    assert who(NoticeKind.OUTDATED) == []


def test_a_vanished_original_is_told_once(desk, story):
    Original.objects.filter(pk=story.original.pk).update(vanished_at=NOW)
    for _ in range(2):
        noticing.of_outdated()
    ((name, text),) = told(NoticeKind.OUTDATED)
    assert name == "ben"
    assert "is gone from the site of Le Quai" in text


def test_what_the_publisher_withdrew_is_no_longer_missed(desk, story):
    Original.objects.update(vanished_at=NOW, withdrawn_at=NOW, withdrawn_note="Asked for.")
    noticing.of_outdated()
    assert told() == []


@pytest.mark.parametrize("number", [1, 10])
def test_looking_costs_the_same_when_all_is_told(desk, number, django_assert_num_queries):
    for _ in range(number):
        story = late(desk, State.TRANSLATING)
        changed(story)
    noticing.of_overdue(NOW)
    noticing.of_outdated()
    with django_assert_num_queries(4):
        noticing.of_overdue(NOW)
        noticing.of_outdated()


# --- who may see a story


@pytest.mark.parametrize("state", [State.COMMISSIONED, State.TRANSLATING, State.PUBLISHED])
def test_the_audience_of_a_story_is_who_finds_it_among_theirs(desk, state):
    story = bring(desk, state, article=commission(desk, editor=desk.carla))
    outsider = make_user("editor", "gone", is_active=False)
    people = [user for user in vars(desk).values() if queues.visible(user).filter(pk=story.pk)]
    assert set(queues.audience(story)) == set(people)
    assert outsider not in queues.audience(story)


# --- reading


def test_opening_marks_those_of_the_story(desk, story):
    commenting.comment(story, by=desk.ben, text="@anna @carla")
    other = bring(desk, State.EDITING)
    commenting.comment(other, by=desk.ben, text="@anna")
    assert sorted(noticing.unread(desk.anna)) == sorted([story.pk, other.pk])
    noticing.mark_read(by=desk.anna, article=story.pk)
    assert noticing.unread(desk.anna) == [other.pk]
    assert noticing.unread(desk.carla) == [story.pk]


def test_what_came_after_the_list_was_shown_stays_unread(desk, story):
    commenting.comment(story, by=desk.ben, text="@anna one")
    newest = Notice.objects.get()
    commenting.comment(story, by=desk.ben, text="@anna two")
    noticing.mark_read(by=desk.anna, upto=newest.pk)
    assert len(noticing.unread(desk.anna)) == 1


def test_a_story_that_one_may_not_see_any_more_is_not_counted(desk, story):
    commenting.comment(story, by=desk.ben, text="@anna")
    Article.objects.filter(pk=story.pk).update(translator=desk.omar)
    assert noticing.unread(desk.anna) == []
    assert not noticing.of_user(desk.anna).exists()


def test_each_kind_leads_to_where_one_sees_what_it_is_about(desk, story):
    made = commenting.comment(story, by=desk.ben, text="@anna")
    mention = noticing.address(Notice.objects.get())
    changed(story)
    noticing.of_outdated()
    outdated = noticing.address(Notice.objects.get(kind=NoticeKind.OUTDATED))
    assert mention == f"/admin/articles/article/{story.pk}/change/#comment-{made.pk}"
    assert outdated == f"/admin/articles/article/{story.pk}/original/"


def test_one_chooses_what_is_mailed(desk):
    assert noticing.mailed_kinds(desk.anna) == list(NoticeKind.values)
    for kinds in (["mention"], ["mention", "overdue"]):
        noticing.choose_mail(kinds, by=desk.anna)
        assert set(noticing.mailed_kinds(desk.anna)) == set(kinds)
    assert noticing.mailed_kinds(desk.ben) == list(NoticeKind.values)


# --- at once


@needs_connections
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_clocks_tell_once(desk):
    story = late(desk, State.TRANSLATING)
    changed(story)
    clock = [lambda: noticing.of_overdue(NOW), noticing.of_outdated]
    assert together(*clock, *clock) == [None] * 4
    assert who(NoticeKind.OVERDUE) == ["anna", "carla"]
    assert who(NoticeKind.OUTDATED) == ["carla"]
