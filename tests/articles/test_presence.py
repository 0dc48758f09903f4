"""The messages of open windows: who may send them, what they hear, what they cost."""

import json

import pytest

from articles import attending, revising
from articles.models import Presence, State
from tests.articles.pages import page_of
from tests.articles.stories import bring, fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(desk):
    return bring(desk, State.EDITING)


def says(client, story, **said):
    said = {"window": "w-1", "version": story.version} | said
    return client.post(page_of("presence", story), json.dumps(said), "application/json")


def test_a_window_hears_who_else_is_there(client, desk, story):
    attending.attend(story, by=desk.carla, window="x", typing=True)
    client.force_login(desk.ben)
    assert says(client, story).json() == {"line": "carla is typing.", "time": ""}


def test_a_window_hears_that_somebody_stored_before_there_is_a_conflict(client, desk, story):
    later = revising.save_text(
        story, by=desk.carla, seen=story.version, changes={"kicker": "Carla's"}
    )
    client.force_login(desk.ben)
    said = says(client, story).json()
    assert said["version"] == later.version
    assert said["stored"] == f"carla stored version {later.version}."


def test_what_ones_other_window_stored_is_told_as_such(client, desk, story):
    revising.save_text(story, by=desk.ben, seen=story.version, changes={"kicker": "Mine"})
    client.force_login(desk.ben)
    assert says(client, story).json()["stored"].startswith("You, in another window, stored")


def test_a_window_that_leaves_is_forgotten(client, desk, story):
    client.force_login(desk.ben)
    says(client, story)
    assert Presence.objects.count() == 1
    says(client, story, leaving=True)
    assert Presence.objects.count() == 0


def test_of_a_story_that_is_not_theirs_nobody_hears_anything(client, desk, story):
    client.force_login(desk.omar)
    assert says(client, story).status_code == 404
    assert not Presence.objects.exists()


@pytest.mark.parametrize(
    "body", ["", "[]", "{}", '{"window": 7}', '{"window": ""}', '{"window": "' + "x" * 33 + '"}',
             '{"window": "<b>"}', "[" * 100_000],
)  # fmt: skip
def test_a_message_that_cannot_be_read_is_refused(client, desk, story, body):
    client.force_login(desk.ben)
    response = client.post(page_of("presence", story), body, "application/json")
    assert response.status_code == 400


def test_presence_is_a_post(client, desk, story):
    client.force_login(desk.ben)
    assert client.get(page_of("presence", story)).status_code == 405


@pytest.mark.parametrize("others", [1, 4])
def test_a_message_costs_the_same_however_many_are_there(
    client, desk, story, others, django_assert_num_queries
):
    for n in range(others):
        attending.attend(story, by=desk.carla, window=f"x{n}")
    client.force_login(desk.ben)
    says(client, story)
    # session, person, two of permissions, the story, the room around one UPDATE, the time
    with django_assert_num_queries(8):
        assert says(client, story).status_code == 200


def test_presence_changes_nothing_of_the_story(client, desk, story):
    client.force_login(desk.ben)
    says(client, story, typing=True, active=True)
    assert fresh(story).version == story.version
