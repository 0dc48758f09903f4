"""What the copy checks find wrong stands before approval and publishing, and a managing editor
may go on with a reason."""

import datetime

import pytest
from django.utils import timezone

from articles import dismissing, publishing, readiness, workflow
from articles.checking import report
from articles.models import Dismissal, State
from articles.revising import save_text
from articles.workflow import NotReady
from tests.articles.pages import answers, change, move, offered, tree, words
from tests.articles.stories import bring, changes, file_story, fresh
from tests.factories import make_rule

pytestmark = pytest.mark.django_db


@pytest.fixture
def edited(desk):
    """A story with the editors, and in it something wrong and something to look at."""
    story = bring(desk, State.EDITING)
    return save_text(
        story, by=desk.ben, seen=story.version, changes={"standfirst": "Presently, in the main."}
    )


@pytest.fixture
def rules(db):
    return make_rule(), make_rule("in the main", "", severity="warning")


@pytest.fixture
def ready(desk, edited):
    """Approved before anybody had a rule against it."""
    filed = file_story(desk, edited)
    return workflow.approve(filed, by=desk.carla, seen=filed.version)


def codes(story):
    return {p.code: p for p in readiness.problems(readiness.for_update(story.pk))}


def test_one_problem_tells_of_all_and_names_the_first(edited, rules):
    problem = codes(edited)["copy-check"]
    assert problem.message == ("The copy checks find this wrong: We write “Now”, not “Presently”.")
    assert not problem.blocks  # for a managing editor
    assert [one.quote for one in problem.checked] == ["Presently"]
    make_rule("main", "gist")
    message = codes(edited)["copy-check"].message
    assert message.startswith("The copy checks find 2 things wrong. The first:")


def test_what_is_to_be_looked_at_is_a_remark_and_bars_nobody(desk, edited):
    make_rule("in the main", "", severity="warning")
    assert "copy-check" not in codes(edited)
    remarks = readiness.remarks(readiness.for_update(edited.pk))
    assert "The copy checks have 1 warning." in [remark.message for remark in remarks]
    assert workflow.approve(edited, by=desk.carla, seen=edited.version).state == State.READY


def test_an_editor_does_not_approve_what_is_wrong(desk, edited, rules):
    with pytest.raises(NotReady, match="not “Presently”"):
        workflow.approve(edited, by=desk.carla, seen=edited.version, note="It is fine.")
    assert fresh(edited).state == State.EDITING


def test_once_it_is_let_stand_it_is_approved(desk, edited, rules):
    found = report(edited).of("blocker")
    dismissing.dismiss(edited, found[0], by=desk.ben, reason="quotation")
    assert workflow.approve(edited, by=desk.carla, seen=edited.version).state == State.READY


def test_a_managing_editor_approves_over_it_with_a_reason_that_is_kept(desk, edited, rules):
    with pytest.raises(NotReady):
        workflow.approve(edited, by=desk.max, seen=edited.version)
    story = workflow.approve(edited, by=desk.max, seen=edited.version, note="Her own words.")
    event = story.events.first()
    assert (event.note, event.overridden[0][:11]) == ("Her own words.", "copy-check#")
    kept = Dismissal.objects.get()
    assert (kept.by, kept.reason, kept.words) == (desk.max, "overridden", "Her own words.")
    assert "copy-check" not in codes(story)


def test_publishing_is_barred_the_same_way(desk, ready):
    make_rule()
    with pytest.raises(NotReady, match="Presently"):
        publishing.publish(ready, by=desk.ben, seen=ready.version, note="Please.")
    story = publishing.publish(ready, by=desk.max, seen=ready.version, note="Her own words.")
    assert story.state == State.PUBLISHED
    assert Dismissal.objects.get().words == "Her own words."


def test_a_rule_made_overnight_does_not_hold_a_scheduled_story(desk, ready):
    soon = timezone.now() + datetime.timedelta(hours=1)
    story = publishing.schedule(ready, by=desk.ben, seen=ready.version, at=soon)
    make_rule()
    publishing.publish_due(soon + datetime.timedelta(minutes=1))
    assert fresh(story).state == State.PUBLISHED


def test_a_translator_hands_in_what_is_wrong(desk, rules):
    story = bring(desk, State.TRANSLATING)
    said = changes(headline="Presently, a harbour")
    story = save_text(story, by=desk.anna, seen=story.version, changes=said)
    assert workflow.hand_in(story, by=desk.anna, seen=story.version).state == State.EDITING


# --- on the screen


def test_before_a_move_the_page_tells_what_is_found(client, desk, edited, rules):
    client.force_login(desk.carla)
    shown = words(client.get(move(edited, "approve")))
    assert "1 wrong, 1 to look at." in shown
    assert "We write “Now”, not “Presently”." in shown
    assert "We do not write “in the main”." in shown
    assert "A managing editor has to look at this" in shown


def test_what_was_let_stand_is_told_with_its_reason(client, desk, edited, rules):
    found = report(edited).of("blocker")
    dismissing.dismiss(edited, found[0], by=desk.ben, reason="quotation", words="Hers.")
    client.force_login(desk.carla)
    shown = words(client.get(move(edited, "approve")))
    assert "1 let stand, with a reason" in shown
    assert "it is a quotation: Hers. (ben)" in shown


def test_an_editor_who_approves_all_the_same_is_asked_again(client, desk, edited, rules):
    client.force_login(desk.carla)
    response = answers(client, edited, "approve")
    assert response.status_code == 409
    assert "1 wrong" in words(response)
    client.force_login(desk.max)
    assert answers(client, edited, "approve", note="Her own words.").status_code == 302


def test_with_something_found_no_single_press_hands_in_or_approves(client, desk, edited):
    client.force_login(desk.carla)
    assert "Approve" in offered(client.get(change(edited)))
    make_rule(severity="warning")
    page = tree(client.get(change(edited)))
    [link] = [a for a in page.find_class("move-link") if a.text_content().startswith("Approve")]
    assert link.get("href") == move(edited, "approve")


def test_a_story_without_findings_says_so(client, desk, edited):
    client.force_login(desk.carla)
    assert "The checks find nothing." in words(client.get(move(edited, "approve")))
