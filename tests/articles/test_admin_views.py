"""Moves: what they ask, what they do, and how they refuse."""

import datetime

import pytest
from django.utils import timezone

from articles import admin_views, moves, revising, workflow
from articles.models import Article, Event, LiveArticle, Revision, State
from tests.articles.pages import answers, change, inline_code, move, tree, words
from tests.articles.stories import BODY, bring, commission
from tests.factories import make_live, make_photo

pytestmark = pytest.mark.django_db

ROLES = ("anna", "omar", "ben", "carla", "pia", "nina", "max", "adam")


def state_of(story):
    return Article.objects.get(pk=story.pk).state


# --- asking


@pytest.mark.parametrize("verb", moves.VERBS)
def test_every_verb_of_the_table_has_its_act_and_its_sentence(verb):
    assert callable(admin_views.ACTS[verb])
    assert admin_views.WHAT_HAPPENS[verb].endswith(".")


@pytest.mark.parametrize(("state", "verb"), moves.MOVES)
def test_asking_changes_nothing(client, desk, state, verb):
    article = bring(desk, state)
    client.force_login(desk.max)
    events = Event.objects.count()
    response = client.get(move(article, verb))
    assert response.status_code in (200, 403)
    assert inline_code(response) == []
    assert (state_of(article), Event.objects.count()) == (state, events)


def test_a_verb_that_is_none_does_not_exist(client, desk):
    client.force_login(desk.max)
    article = bring(desk, State.READY)
    assert client.get(move(article, "fly")).status_code == 404
    assert answers(client, article, "fly").status_code == 404


def test_the_page_says_what_will_happen_and_to_what(client, desk):
    article = bring(desk, State.PUBLISHED)
    client.force_login(desk.max)
    response = client.get(move(article, "withdraw"))
    assert "This cannot be undone." in words(response)
    assert "A harbour wakes" in words(response)
    assert "Your reason, for the desk" in words(response)
    assert tree(response).find_class("danger")


def test_what_stands_in_the_way_links_to_its_field(client, desk):
    article = bring(desk, State.READY, filing={"lead_photo": make_photo(credit=None), "slug": ""})
    client.force_login(desk.carla)
    response = client.get(move(article, "publish"))
    links = [link for _, _, link, _ in tree(response).iterlinks()]
    assert f"{change(article)}#id_slug" in links
    assert f"/admin/photos/photo/{article.lead_photo_id}/change/" in links


# --- acting


def test_a_move_is_made_by_the_verb_and_said(client, desk):
    article = bring(desk, State.EDITING)
    client.force_login(desk.carla)
    response = answers(client, article, "approve")
    assert response.url == change(article)
    assert "Approved: “A harbour wakes”." in words(client.get(response.url))
    assert Event.objects.first().by == desk.carla


def test_who_hands_a_story_in_returns_to_their_desk(client, desk):
    article = bring(desk, State.TRANSLATING)
    article = revising.save_text(
        article, by=desk.anna, seen=article.version, changes={"body": BODY}
    )
    client.force_login(desk.anna)
    assert answers(client, article, "hand_in").url == "/admin/"


@pytest.mark.parametrize(("state", "verb"), moves.MOVES)
def test_a_forged_move_is_refused_and_nothing_changes(client, desk, state, verb):
    article = bring(desk, state)
    said = {
        "note": "Because.", "translator": desk.omar.pk, "at": "2030-01-01T10:00",
        "kind": "correction", "text": "It was so.",
    }  # fmt: skip
    before = Article.objects.filter(pk=article.pk).values().get()
    for name in ROLES:
        user = getattr(desk, name)
        if not moves.refusal(article, verb, user):
            continue
        client.force_login(user)
        response = answers(client, article, verb, **said)
        assert response.status_code in (403, 404), name
        assert Article.objects.filter(pk=article.pk).values().get() == before, name


def test_what_was_seen_in_another_state_is_stale_and_not_impossible(client, desk):
    article = bring(desk, State.READY)
    workflow.reopen(article, by=desk.ben, seen=article.version)
    client.force_login(desk.carla)
    response = answers(client, article, "publish")
    assert response.status_code == 409
    assert "The story has changed since you opened it: it is editing" in words(response)
    assert change(article) in [link for _, _, link, _ in tree(response).iterlinks()]


def test_an_older_version_than_is_stored_is_stale(client, desk):
    article = bring(desk, State.EDITING)
    revising.save_text(article, by=desk.ben, seen=article.version, changes={"kicker": "New"})
    client.force_login(desk.carla)
    assert answers(client, article, "approve").status_code == 409
    assert state_of(article) == State.EDITING


@pytest.mark.parametrize("seen", ["", "x", "0"])
def test_a_move_without_a_version_is_not_made(client, desk, seen):
    article = bring(desk, State.EDITING)
    client.force_login(desk.carla)
    assert answers(client, article, "approve", seen=seen).status_code == 400
    assert state_of(article) == State.EDITING


@pytest.mark.parametrize(
    ("state", "verb"),
    [(s, v) for (s, v), step in moves.MOVES.items() if step.needs_note],
)
def test_a_move_that_needs_a_reason_is_not_made_without(client, desk, state, verb):
    article = bring(desk, state)
    client.force_login(desk.max)
    response = answers(client, article, verb, note="  ")
    assert response.status_code == 400
    assert "Say why, in a sentence" in words(response)
    assert state_of(article) == state


def test_publishing_what_is_not_ready_lists_why_and_keeps_the_note(client, desk):
    article = bring(desk, State.READY, filing={"slug": ""})
    client.force_login(desk.carla)
    response = answers(client, article, "publish", note="For the morning")
    assert response.status_code == 409
    assert "The story has no address (slug)." in words(response)
    assert tree(response).get_element_by_id("id_note").text.strip() == "For the morning"
    assert state_of(article) == State.READY


def warned(desk):
    """Ready, but for a warning: without a standfirst."""
    return bring(desk, State.READY, text={"standfirst": ""})


def test_an_editor_cannot_publish_over_a_warning(client, desk):
    client.force_login(desk.carla)
    response = answers(client, warned(desk), "publish", note="Let it go")
    assert response.status_code == 409
    assert "A managing editor has to look at this" in words(response)


def test_a_managing_editor_overrides_a_warning_with_a_reason(client, desk):
    article = warned(desk)
    client.force_login(desk.max)
    assert answers(client, article, "publish").status_code == 409
    assert answers(client, article, "publish", note="A brief").status_code == 302
    event = Event.objects.filter(article=article, verb="publish").get()
    assert (event.overridden, event.note) == (["no-standfirst"], "A brief")


def test_a_story_is_scheduled_for_a_moment(client, desk):
    article = bring(desk, State.READY)
    client.force_login(desk.carla)
    at = timezone.localtime() + datetime.timedelta(days=1)
    response = answers(client, article, "schedule", at=f"{at:%Y-%m-%dT%H:%M}")
    assert response.status_code == 302
    stored = Article.objects.get(pk=article.pk)
    assert f"{timezone.localtime(stored.scheduled_for):%Y-%m-%dT%H:%M}" == f"{at:%Y-%m-%dT%H:%M}"


@pytest.mark.parametrize("at", ["", "tomorrow", "2001-01-01T10:00"])
def test_a_moment_that_is_none_or_past_is_refused_and_kept(client, desk, at):
    article = bring(desk, State.READY)
    client.force_login(desk.carla)
    response = answers(client, article, "schedule", at=at)
    assert response.status_code == 400
    assert (tree(response).get_element_by_id("id_at").get("value") or "") == at
    assert state_of(article) == State.READY


def test_a_story_is_assigned_to_a_translator_and_to_nobody_else(client, desk):
    article = commission(desk)
    client.force_login(desk.ben)
    assert answers(client, article, "assign", translator=desk.pia.pk).status_code == 400
    assert answers(client, article, "assign", translator=desk.omar.pk).status_code == 302
    assert Article.objects.get(pk=article.pk).translator == desk.omar


def test_a_correction_is_published_with_its_note(client, desk):
    article = bring(desk, State.PUBLISHED)
    client.force_login(desk.max)
    missing = answers(client, article, "correct", kind="correction", text="")
    assert missing.status_code == 400
    response = answers(client, article, "correct", kind="correction", text="It was <b>two</b>.")
    assert response.status_code == 302
    shown = LiveArticle.objects.get(article=article).corrections_shown
    assert [note["text"] for note in shown] == ["It was <b>two</b>."]


def test_a_withdrawal_takes_its_reason_and_its_notice(client, desk):
    article = bring(desk, State.PUBLISHED)
    client.force_login(desk.max)
    response = answers(client, article, "withdraw", note="Asked.", notice="Gone, sorry.")
    assert response.status_code == 302
    live = LiveArticle.objects.get(article=article)
    assert live.withdrawn_note == "Gone, sorry."


def test_a_refused_move_shows_what_was_typed(client, desk):
    article = bring(desk, State.PUBLISHED)
    client.force_login(desk.ben)
    response = answers(client, article, "withdraw", note="A long reason")
    assert response.status_code == 403
    assert "Your role does not include “Withdraw”." in words(response)
    assert "A long reason" in [area.text.strip() for area in tree(response).iter("textarea")]


def test_the_revision_of_a_move_is_the_text_it_was_made_on(client, desk):
    article = bring(desk, State.EDITING)
    client.force_login(desk.carla)
    answers(client, article, "approve")
    assert Revision.objects.filter(article=article, number=article.version).exists()


@pytest.mark.parametrize("others", [0, 30])
def test_publishing_costs_the_same_in_a_small_and_in_a_large_archive(
    client, desk, django_assert_num_queries, others
):
    for _ in range(others):
        make_live()
    article = bring(desk, State.READY)
    client.force_login(desk.max)
    address = f"/admin/articles/article/{article.pk}/move/publish/"
    said = {"seen": article.version, "state": "ready", "note": ""}

    with django_assert_num_queries(28):
        assert client.post(address, said).status_code == 302
