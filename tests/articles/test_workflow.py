import pytest
from django.core.exceptions import ValidationError

from articles import workflow
from articles.models import Event, State
from articles.revising import NotAllowed, save_text
from articles.workflow import Stale
from tests.articles.stories import bring, changes, commission, fresh
from tests.factories import make_snapshot


def test_a_commission_leaves_an_event_and_a_first_revision(desk):
    article = commission(desk)

    assert article.state == State.COMMISSIONED
    assert [e.verb for e in article.events.all()] == ["commission"]
    assert [r.number for r in article.revisions.all()] == [1]


def test_a_commission_with_a_translator_is_assigned_at_once(desk):
    article = commission(desk, translator=desk.anna)

    assert (article.state, article.translator) == (State.TRANSLATING, desk.anna)


def test_a_translator_cannot_commission(desk):
    with pytest.raises(NotAllowed):
        workflow.commission(by=desk.anna, headline="Mine")


def test_a_translation_must_say_what_use_is_made_of_the_original(desk):
    with pytest.raises(ValidationError) as refused:
        workflow.commission(by=desk.ben, headline="A port", snapshot=make_snapshot())

    assert "use" in refused.value.message_dict


def test_claiming_makes_the_story_mine(desk):
    article = commission(desk)

    claimed = workflow.claim(article, by=desk.anna, seen=1)

    assert (claimed.state, claimed.translator) == (State.TRANSLATING, desk.anna)


def test_of_two_who_claim_at_once_one_wins_and_the_other_is_told(desk):
    article = commission(desk)
    workflow.claim(fresh(article), by=desk.anna, seen=1)

    with pytest.raises(Stale, match="by anna"):
        workflow.claim(article, by=desk.omar, seen=1)

    assert fresh(article).translator == desk.anna


def test_only_a_translator_can_be_assigned(desk):
    with pytest.raises(ValidationError, match="nina is not a translator"):
        workflow.assign(commission(desk), by=desk.ben, seen=1, translator=desk.nina)


def test_a_story_claimed_a_moment_ago_is_not_taken_away_by_an_older_look(desk):
    article = commission(desk)
    workflow.claim(fresh(article), by=desk.omar, seen=1)

    with pytest.raises(Stale):
        workflow.assign(article, by=desk.ben, seen=1, translator=desk.anna)

    assert fresh(article).translator == desk.omar


def test_giving_back_opens_the_story_for_others(desk):
    article = bring(desk, State.TRANSLATING)

    released = workflow.release(article, by=desk.anna, seen=article.version)

    assert (released.state, released.translator) == (State.COMMISSIONED, None)


def test_an_empty_translation_cannot_be_handed_in(desk):
    article = bring(desk, State.TRANSLATING)

    with pytest.raises(ValidationError, match="no text yet"):
        workflow.hand_in(article, by=desk.anna, seen=article.version)


def test_a_translation_with_open_paragraphs_is_neither_handed_in_nor_approved(desk):
    half = {"body": '<p data-source="b1">Only the first.</p>'}
    article = bring(desk, State.TRANSLATING)
    article = save_text(article, by=desk.anna, seen=article.version, changes=changes(**half))
    with pytest.raises(ValidationError, match="2nd paragraph"):
        workflow.hand_in(article, by=desk.anna, seen=article.version)

    article = bring(desk, State.EDITING)
    article = save_text(article, by=desk.ben, seen=article.version, changes=half)
    with pytest.raises(ValidationError, match="2nd paragraph"):
        workflow.approve(article, by=desk.carla, seen=article.version)


def test_a_live_story_that_is_still_right_has_nothing_left_to_publish(desk):
    article = bring(desk, State.PUBLISHED)
    make_snapshot(original=article.original)
    article = fresh(article)

    checked = workflow.confirm_source(article, by=desk.ben, seen=article.version)

    assert checked.live.version == checked.version


def test_returning_needs_a_note_and_keeps_it(desk):
    article = bring(desk, State.EDITING)

    with pytest.raises(ValidationError):
        workflow.return_to_translator(article, by=desk.ben, seen=article.version, note=" ")
    workflow.return_to_translator(article, by=desk.ben, seen=article.version, note="Check b2.")

    event = article.events.first()
    assert (event.verb, event.note, event.by) == ("return", "Check b2.", desk.ben)
    assert (event.from_state, event.to_state) == ("editing", "translating")


def test_approval_is_of_the_version_that_was_seen(desk):
    article = bring(desk, State.READY)

    assert article.approved_version == article.version
    assert article.approved_by == desk.carla
    assert article.approval_holds


def test_an_approval_of_an_older_version_is_refused(desk):
    article = bring(desk, State.EDITING)
    save_text(article, by=desk.ben, seen=article.version, changes={"kicker": "Sea"})

    with pytest.raises(Stale, match="version"):
        workflow.approve(article, by=desk.carla, seen=article.version)

    assert fresh(article).state == State.EDITING


def test_who_edited_last_cannot_approve(desk):
    article = bring(desk, State.EDITING)
    article = save_text(article, by=desk.ben, seen=article.version, changes={"kicker": "Sea"})

    with pytest.raises(NotAllowed, match="You edited this text last"):
        workflow.approve(article, by=desk.ben, seen=article.version)


def test_another_translators_story_cannot_be_handed_in(desk):
    article = bring(desk, State.TRANSLATING)
    article = save_text(article, by=desk.anna, seen=article.version, changes=changes())

    with pytest.raises(NotAllowed):
        workflow.hand_in(article, by=desk.omar, seen=article.version)


def test_reopening_ends_the_approval_and_the_schedule(desk):
    article = bring(desk, State.SCHEDULED)

    reopened = workflow.reopen(article, by=desk.ben, seen=article.version)

    assert reopened.state == State.EDITING
    assert (reopened.approved_version, reopened.scheduled_for) == (None, None)


def test_taking_off_the_schedule_keeps_the_approval(desk):
    article = bring(desk, State.SCHEDULED)

    ready = workflow.unschedule(article, by=desk.ben, seen=article.version)

    assert (ready.state, ready.scheduled_for) == (State.READY, None)
    assert ready.approval_holds


def test_killing_needs_a_reason_and_is_final(desk):
    article = bring(desk, State.SCHEDULED)

    with pytest.raises(ValidationError):
        workflow.kill(article, by=desk.ben, seen=article.version)
    killed = workflow.kill(article, by=desk.ben, seen=article.version, note="Overtaken.")

    assert killed.state == State.KILLED
    with pytest.raises(NotAllowed):
        workflow.kill(killed, by=desk.ben, seen=article.version, note="Again.")


def test_still_right_bases_the_story_on_the_newest_snapshot(desk):
    article = bring(desk, State.EDITING)
    newest = make_snapshot(original=article.original)
    article = fresh(article)
    assert article.outdated

    checked = workflow.confirm_source(article, by=desk.ben, seen=article.version)

    assert checked.snapshot == newest
    assert not fresh(article).outdated
    assert checked.revisions.first().data["snapshot"] == newest.pk


def test_a_story_that_is_up_to_date_needs_no_confirmation(desk):
    article = bring(desk, State.EDITING)

    with pytest.raises(ValidationError, match="already based"):
        workflow.confirm_source(article, by=desk.ben, seen=article.version)


def test_a_refused_move_leaves_no_event(desk):
    article = bring(desk, State.EDITING)
    before = Event.objects.count()

    with pytest.raises(NotAllowed):
        workflow.approve(article, by=desk.anna, seen=article.version)

    assert Event.objects.count() == before
