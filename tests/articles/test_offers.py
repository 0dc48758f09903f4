import pytest

from articles import moves, readiness, revising
from articles.models import State
from articles.offers import loses_approval, offers
from tests.articles.stories import bring, commission
from tests.factories import make_photo, make_snapshot

pytestmark = pytest.mark.django_db


def verbs(article, user):
    return [offer.verb for offer in offers(article, user)]


def offer(article, user, verb):
    return next(offer for offer in offers(article, user) if offer.verb == verb)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("name", ["anna", "omar", "ben", "carla", "pia", "nina", "max", "adam"])
def test_what_is_offered_is_what_the_table_lets_this_person_do(desk, state, name):
    article, user = bring(desk, state), getattr(desk, name)
    senseless = {"confirm_source", "republish"}  # nothing changed: neither the original nor ours
    allowed = {
        verb
        for (from_state, verb) in moves.MOVES
        if from_state == state and not moves.refusal(article, verb, user)
    }
    assert set(verbs(article, user)) == allowed - senseless


def test_still_right_is_offered_once_the_original_has_changed(desk):
    article = bring(desk, State.EDITING)
    make_snapshot(original=article.original, html="<p>Trois.</p>")
    assert "confirm_source" in verbs(readiness.for_update(article.pk), desk.ben)


def test_publishing_again_is_offered_once_something_changed(desk):
    article = bring(desk, State.PUBLISHED)
    article = revising.save_text(
        article, by=desk.ben, seen=article.version, changes={"kicker": "New"}
    )
    assert "republish" in verbs(article, desk.carla)


def test_a_gated_move_says_what_stands_in_its_way_and_what_warns(desk):
    article = bring(
        desk, State.READY, text={"standfirst": ""}, filing={"lead_photo": make_photo(credit=None)}
    )
    publish = offer(article, desk.carla, "publish")
    assert [problem.field for problem in publish.problems] == ["lead_photo"]
    assert [problem.code for problem in publish.warnings] == ["no-standfirst"]


def test_a_move_that_is_not_gated_asks_nothing_of_the_gate(desk, django_assert_num_queries):
    article = commission(desk)
    desk.anna.get_all_permissions()
    with django_assert_num_queries(0):
        assert offer(article, desk.anna, "claim").problems == []


def test_an_empty_text_stands_in_the_way_of_handing_in(desk):
    article = bring(desk, State.TRANSLATING)
    hand_in = offer(article, desk.anna, "hand_in")
    assert [problem.message for problem in hand_in.problems] == ["There is no text yet."]
    assert not hand_in.at_once


@pytest.mark.parametrize(
    ("state", "name", "verb", "at_once"),
    [
        (State.COMMISSIONED, "anna", "claim", True),
        (State.EDITING, "carla", "approve", True),
        (State.EDITING, "ben", "return", False),
        (State.EDITING, "ben", "kill", False),
        (State.COMMISSIONED, "ben", "assign", False),
        (State.READY, "carla", "publish", False),
        (State.READY, "carla", "schedule", False),
        (State.READY, "carla", "reopen", True),
        (State.SCHEDULED, "carla", "unschedule", True),
        (State.PUBLISHED, "max", "withdraw", False),
    ],
)
def test_one_press_is_enough_where_nothing_is_asked_and_no_reader_notices(
    desk, state, name, verb, at_once
):
    assert offer(bring(desk, state), getattr(desk, name), verb).at_once is at_once


@pytest.mark.parametrize(("verb", "aside"), [("publish", False), ("reopen", True)])
def test_the_way_forward_is_told_from_the_way_back(desk, verb, aside):
    assert offer(bring(desk, State.READY), desk.carla, verb).aside is aside


@pytest.mark.parametrize("state", State)
def test_only_an_approved_story_can_lose_its_approval(desk, state):
    assert loses_approval(bring(desk, state)) is (state in (State.READY, State.SCHEDULED))


def test_a_move_that_waits_for_other_eyes_is_shown_with_the_reason(desk):
    article = bring(desk, State.PUBLISHED)
    article = revising.save_text(
        article, by=desk.max, seen=article.version, changes={"kicker": "Sea"}
    )

    found = {offer.verb: offer for offer in offers(article, desk.max)}

    assert "You edited this text last" in found["correct"].refusal
    assert not found["correct"].at_once
    assert found["withdraw"].refusal == ""


def test_a_role_without_the_move_is_not_shown_it(desk):
    article = bring(desk, State.EDITING)

    assert "approve" not in {offer.verb for offer in offers(article, desk.anna)}


def test_open_paragraphs_stand_beside_hand_in(desk):
    article = bring(desk, State.TRANSLATING)
    half = {"body": '<p data-source="b1">Only the first.</p>'}
    article = revising.save_text(article, by=desk.anna, seen=article.version, changes=half)

    hand_in = next(o for o in offers(article, desk.anna) if o.verb == "hand_in")

    assert [problem.code for problem in hand_in.problems] == ["untranslated"]
