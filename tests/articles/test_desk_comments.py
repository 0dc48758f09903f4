"""The comments of a story as the page asks for them: what it gets, and what it may not."""

import pytest

from articles import commenting, publishing
from articles.models import Comment, State
from articles.panel import around
from tests.articles.pages import change, inline_code, page_of, tree, words
from tests.articles.stories import bring, fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(desk):
    return bring(desk, State.EDITING)


@pytest.fixture
def as_ben(client, desk):
    client.force_login(desk.ben)
    return client


def add(client, story, **said):
    return client.post(page_of("comment_add", story), said)


def threads(client, story):
    return client.get(page_of("comments", story)).json()["threads"]


def test_a_comment_comes_back_with_all_that_is_shown(as_ben, desk, story):
    answer = add(as_ben, story, text="Two, @anna?", block="b2", quote="Two cranes move.")
    assert threads(as_ben, story) == answer.json()["threads"]
    (thread,) = answer.json()["threads"]
    (comment,) = thread.pop("comments")
    assert thread == {
        "id": answer.json()["made"], "block": "b2", "quote": "Two cranes move.", "resolved": "",
    }  # fmt: skip
    assert (comment["by"], comment["text"], comment["mentions"]) == ("ben", "Two, @anna?", ["anna"])


def test_an_answer_stands_beneath_its_comment(as_ben, desk, story):
    first = commenting.comment(story, by=desk.anna, text="One?")
    commenting.comment(story, by=desk.anna, text="Another.")
    add(as_ben, story, text="Two.", thread=first.pk)
    said = [[comment["text"] for comment in t["comments"]] for t in threads(as_ben, story)]
    assert said == [["One?", "Two."], ["Another."]]


def test_a_thread_is_resolved_and_reopened(as_ben, desk, story):
    thread = commenting.comment(story, by=desk.anna, text="One?")
    answer = as_ben.post(page_of("comment_resolve", story), {"thread": thread.pk})
    assert answer.json()["threads"][0]["resolved"].startswith("ben, ")
    answer = as_ben.post(page_of("comment_reopen", story), {"thread": thread.pk})
    assert answer.json()["threads"][0]["resolved"] == ""


@pytest.mark.parametrize("text", ["", "x" * 2001])
def test_a_refusal_is_a_sentence(as_ben, story, text):
    answer = add(as_ben, story, text=text)
    assert answer.status_code == 400
    assert answer.json()["error"]
    assert not Comment.objects.exists()


@pytest.mark.parametrize("name", ["comment_add", "comment_resolve", "comment_reopen"])
def test_nothing_is_changed_by_looking(as_ben, desk, story, name):
    commenting.comment(story, by=desk.anna, text="One?")
    assert as_ben.get(page_of(name, story)).status_code == 405


@pytest.mark.parametrize("name", ["comment_add", "comment_resolve", "comment_reopen"])
@pytest.mark.parametrize("thread", ["other", "0", "", "x", "-1", "9" * 30])
def test_a_forged_thread_is_no_thread_of_this_story(as_ben, desk, story, name, thread):
    other = commenting.comment(bring(desk, State.EDITING), by=desk.ben, text="Elsewhere.")
    number = other.pk if thread == "other" else thread
    answer = as_ben.post(page_of(name, story), {"thread": number, "text": "Here."})
    assert answer.status_code == 404
    assert answer.json() == {"error": "There is no such comment in this story."}
    assert Comment.objects.get() == other
    assert other.resolved_at is None


NAMES = ["comments", "comment_people", "comment_add", "comment_resolve", "comment_reopen"]


@pytest.mark.parametrize("name", NAMES)
def test_a_story_one_may_not_see_does_not_exist(client, desk, story, name):
    thread = commenting.comment(story, by=desk.ben, text="Ours.")
    client.force_login(desk.omar)
    reads = name in ("comments", "comment_people")
    ask = client.get if reads else client.post
    answer = ask(page_of(name, story), {"thread": thread.pk, "text": "Mine."})
    assert answer.status_code == 404
    assert "Ours" not in answer.content.decode()
    assert Comment.objects.count() == 1


def test_of_a_story_that_is_over_the_comments_are_read_and_no_more(as_ben, desk):
    story = bring(desk, State.KILLED)
    assert "closed" in as_ben.get(page_of("comments", story)).json()["closed"]
    answer = add(as_ben, story, text="Late.")
    assert answer.status_code == 403
    assert "closed" in answer.json()["error"]


def test_those_who_may_see_the_story_are_offered_by_name(as_ben, desk, story):
    people = as_ben.get(page_of("comment_people", story)).json()["people"]
    names = {person["username"] for person in people}
    assert names == {"anna", "ben", "carla", "pia", "max", "adam"}


# --- cheap to ask again


def test_unchanged_comments_are_not_sent_again(as_ben, desk, story):
    thread = commenting.comment(story, by=desk.anna, text="One?")
    seen = set()
    for change_something in (
        lambda: None,
        lambda: commenting.reply(thread, by=desk.anna, text="Two."),
        lambda: commenting.resolve(thread, by=desk.anna),
        lambda: commenting.reopen(thread, by=desk.anna),
        lambda: commenting.comment(story, by=desk.anna, text="More."),
    ):
        change_something()
        etag = as_ben.get(page_of("comments", story))["ETag"]
        again = as_ben.get(page_of("comments", story), headers={"If-None-Match": etag})
        assert (again.status_code, again.content) == (304, b"")
        seen.add(etag)
    assert len(seen) == 4  # taken up again, it reads as before


@pytest.mark.parametrize("number", [1, 50])
def test_comments_cost_the_same_at_one_and_at_fifty(
    as_ben, desk, story, number, django_assert_num_queries
):
    for _ in range(number):
        thread = commenting.comment(story, by=desk.anna, text="@ben One?")
        commenting.reply(thread, by=desk.carla, text="@anna Two.")
        commenting.resolve(thread, by=desk.carla)
    with django_assert_num_queries(6):
        etag = as_ben.get(page_of("comments", story))["ETag"]
    with django_assert_num_queries(4):
        as_ben.get(page_of("comments", story), headers={"If-None-Match": etag})


# --- on the story's page


def test_the_page_holds_the_comments_for_who_reads_and_who_writes(client, desk, story):
    for user in (desk.anna, desk.ben, desk.pia):
        client.force_login(user)
        response = client.get(change(story))
        tool = tree(response).get_element_by_id("tool-comments")
        assert tool.get("data-address") == page_of("comments", story)
        assert inline_code(response) == []


@pytest.mark.parametrize(
    ("number", "sentence"), [(1, "1 comment is open."), (2, "2 comments are open.")]
)
def test_open_comments_are_a_warning_to_who_approves(client, desk, story, number, sentence):
    for _ in range(number):
        thread = commenting.comment(story, by=desk.ben, text="Hm.")
        commenting.reply(thread, by=desk.ben, text="Hm?")
    client.force_login(desk.carla)
    assert sentence in words(client.get(change(story)))
    approve = next(o for o in around(story, desk.carla)["offers"] if o.verb == "approve")
    assert [warning.message for warning in approve.warnings] == [sentence]
    assert approve.at_once


def test_they_do_not_hold_back_what_is_scheduled(desk):
    story = bring(desk, State.SCHEDULED)
    commenting.comment(story, by=desk.anna, text="Hm.")
    publishing.publish_due(story.scheduled_for)
    assert fresh(story).state == State.PUBLISHED
