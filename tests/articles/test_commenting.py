"""Saying something about a story: who may, about what, and who is meant."""

import pytest
from django.core.exceptions import ValidationError

from articles import commenting
from articles.models import Comment, State
from articles.revising import NotAllowed
from tests.articles.stories import bring, commission
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(desk):
    """Handed in: anna has translated it, the editors have it."""
    return bring(desk, State.EDITING)


@pytest.fixture
def thread(desk, story):
    return commenting.comment(story, by=desk.ben, text="Is it two cranes?", block="b2")


# --- saying


def test_a_comment_on_a_paragraph_keeps_the_block_and_the_words_it_was_made_on(desk, story):
    said = {"block": "b2", "quote": "Two cranes\u200b move."}
    made = commenting.comment(story, by=desk.ben, text=" Is it two?\r\n", **said)
    stored = Comment.objects.get(pk=made.pk)
    assert (stored.block, stored.quote, stored.text) == ("b2", "Two cranes move.", "Is it two?")
    assert (stored.by, stored.article, stored.parent) == (desk.ben, story, None)


def test_of_a_long_paragraph_the_first_300_characters_are_kept(desk, story):
    made = commenting.comment(story, by=desk.ben, text="Long.", quote="x" * 900)
    assert Comment.objects.get(pk=made.pk).quote == "x" * 300


def test_a_comment_may_be_on_the_whole_story(desk, story):
    made = commenting.comment(story, by=desk.ben, text="A lovely piece.")
    assert (made.block, made.quote) == ("", "")


@pytest.mark.parametrize("text", ["", "  \n ", "\u200b"])
def test_an_empty_comment_is_refused(desk, story, text):
    with pytest.raises(ValidationError, match="Write something first"):
        commenting.comment(story, by=desk.ben, text=text)


def test_two_thousand_characters_may_be_said_at_once(desk, story):
    assert commenting.comment(story, by=desk.ben, text="é" * 2000).text == "é" * 2000


def test_beyond_them_a_sentence_says_what_to_do(desk, story):
    with pytest.raises(ValidationError, match="At most 2000 characters; this has 2001"):
        commenting.comment(story, by=desk.ben, text="é" * 2001)


@pytest.mark.parametrize("block", ["b0", "2", "b123456", "b2 b3", "<b1>"])
def test_a_forged_place_is_refused(desk, story, block):
    with pytest.raises(ValidationError, match="could not be recognised"):
        commenting.comment(story, by=desk.ben, text="Here.", block=block)


def test_an_answer_shares_the_place_of_its_thread(desk, thread):
    answer = commenting.reply(thread, by=desk.anna, text="Two.")
    assert (answer.parent, answer.block, answer.article) == (thread, "", thread.article)


def test_an_answer_to_an_answer_stands_in_the_same_thread(desk, thread):
    answer = commenting.reply(thread, by=desk.anna, text="Two.")
    assert commenting.reply(answer, by=desk.ben, text="Thank you.").parent == thread


# --- who may


@pytest.mark.parametrize("name", ["anna", "ben", "carla", "pia", "max", "adam"])
def test_whoever_may_see_a_story_may_speak_of_it(desk, story, thread, name):
    person = getattr(desk, name)
    assert commenting.comment(story, by=person, text="So.").by == person
    assert commenting.reply(thread, by=person, text="So.").by == person
    assert commenting.resolve(thread, by=person).resolved_by == person
    assert commenting.reopen(thread, by=person).resolved_by is None


def test_who_may_not_see_it_may_not(desk, story, thread):
    calls = [
        lambda: commenting.comment(story, by=desk.omar, text="So."),
        lambda: commenting.reply(thread, by=desk.omar, text="So."),
        lambda: commenting.resolve(thread, by=desk.omar),
        lambda: commenting.reopen(thread, by=desk.omar),
    ]
    for call in calls:
        with pytest.raises(NotAllowed, match="belongs to somebody else"):
            call()
    assert Comment.objects.count() == 1


def test_who_has_left_the_desk_may_not(desk, story):
    desk.ben.is_active = False
    with pytest.raises(NotAllowed):
        commenting.comment(story, by=desk.ben, text="So.")


@pytest.mark.parametrize("state", [State.COMMISSIONED, State.READY, State.PUBLISHED])
def test_stories_are_spoken_of_at_any_time(desk, state):
    assert commenting.comment(bring(desk, state), by=desk.ben, text="So.").pk


@pytest.mark.parametrize("state", [State.KILLED, State.WITHDRAWN])
def test_but_not_when_they_are_over(desk, state):
    story = bring(desk, state)
    with pytest.raises(NotAllowed, match=f"This story was {state}; its comments are closed."):
        commenting.comment(story, by=desk.ben, text="So.")


def test_a_thread_stays_as_it_is_when_its_story_is_over(desk, story, thread):
    story.state = State.KILLED
    story.save()
    with pytest.raises(NotAllowed, match="closed"):
        commenting.resolve(thread, by=desk.ben)


# --- resolving


def test_resolving_says_who_and_when(desk, thread):
    done = commenting.resolve(thread, by=desk.carla)
    assert done.resolved_by == desk.carla
    assert done.resolved_at is not None


def test_of_two_who_resolve_the_first_is_named(desk, thread):
    commenting.resolve(thread, by=desk.carla)
    assert commenting.resolve(thread, by=desk.ben).resolved_by == desk.carla


def test_with_an_answer_its_whole_thread_is_resolved(desk, thread):
    answer = commenting.reply(thread, by=desk.anna, text="Two.")
    assert commenting.resolve(answer, by=desk.ben) == thread
    answer.refresh_from_db()
    assert answer.resolved_by is None


def test_a_thread_is_taken_up_again(desk, thread):
    commenting.resolve(thread, by=desk.carla)
    again = commenting.reopen(thread, by=desk.ben)
    assert (again.resolved_by, again.resolved_at) == (None, None)


# --- mentions


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("@anna look", {"anna"}),
        ("Look, @anna.", {"anna"}),
        ("(@anna) and @ben, both", {"anna", "ben"}),
        ("@Anna at the beginning", {"anna"}),
        ("mail to x@anna", set()),
        ("@annabel", set()),
        ("@ anna", set()),
        ("@anna @anna", {"anna"}),
        ("写给@anna吧", set()),
        ("nobody", set()),
    ],
)
def test_who_is_named_by_an_at_sign_is_meant(desk, story, text, meant):
    made = commenting.comment(story, by=desk.carla, text=text)
    assert {user.username for user in made.mentions.all()} == meant


def test_a_name_may_hold_what_ends_a_sentence(desk, story):
    make_user("editor", "j.doe@desk.")
    made = commenting.comment(story, by=desk.ben, text="Ask @j.doe@desk.")
    assert [user.username for user in made.mentions.all()] == ["j.doe@desk."]


def test_only_who_may_see_the_story_can_be_meant(desk, story):
    made = commenting.comment(story, by=desk.ben, text="@omar @anna")
    assert [user.username for user in made.mentions.all()] == ["anna"]


def test_of_a_story_to_be_claimed_every_translator_can_be_meant(desk):
    made = commenting.comment(commission(desk), by=desk.ben, text="@omar @anna @nina")
    assert {user.username for user in made.mentions.all()} == {"anna", "omar"}
