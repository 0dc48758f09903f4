import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from sources import importing, tipping
from sources.models import Elsewhere, Feed, Original, Retrieval, Tip
from sources.reading import Reading
from tests.factories import (
    make_elsewhere,
    make_feed,
    make_snapshot,
    make_tip,
    make_user,
)

pytestmark = pytest.mark.django_db

NOW = timezone.now()


@pytest.fixture
def anna():
    return make_user("translator", "anna", first_name="Anna", last_name="Voss")


@pytest.fixture
def ben():
    return make_user("editor", "ben")


def stored(tip):
    return Tip.objects.get(pk=tip.pk)


# --- proposing


def test_a_translator_proposes_with_a_note(anna):
    tip = tipping.propose(make_tip(), by=anna, note=" Nobody  has this. ")
    assert (tip.state, tip.proposed_by, tip.note) == ("proposed", anna, "Nobody has this.")


def test_a_long_note_is_cut(anna):
    assert len(tipping.propose(make_tip(), by=anna, note="word " * 300).note) <= 500


def test_what_somebody_proposed_is_not_proposed_again(anna, ben):
    tip = tipping.propose(make_tip(), by=anna, note="Mine")
    with pytest.raises(tipping.TooLate, match="This tip is proposed by Anna Voss by now"):
        tipping.propose(tip, by=ben)
    assert stored(tip).note == "Mine"


def test_the_photo_desk_proposes_nothing():
    with pytest.raises(tipping.NotAllowed):
        tipping.propose(make_tip(), by=make_user("photo editor"))


# --- taking


def test_taking_a_tip_asks_for_its_page(ben, django_capture_on_commit_callbacks):
    tip = make_tip()
    with django_capture_on_commit_callbacks(execute=True):
        asked = tipping.take(tip, by=ben)
    assert isinstance(asked, Retrieval)
    assert (asked.url, asked.publication, asked.by) == (tip.url, tip.publication, ben)
    tip = stored(tip)
    assert (tip.state, tip.decided_by, tip.original) == ("taken", ben, None)
    assert DBTaskResult.objects.filter(task_path__contains="carry_out").exists()


def test_taking_what_we_have_leads_to_the_original(ben):
    original = make_snapshot().original
    tip = make_tip(url=original.url)
    assert tipping.take(tip, by=ben) == original
    assert stored(tip).original == original
    assert not Retrieval.objects.exists()


def test_two_who_take_one_tip_take_it_once(ben):
    tip = make_tip()
    tipping.take(tip, by=ben)
    with pytest.raises(tipping.TooLate, match="taken by ben"):
        tipping.take(tip, by=make_user("editor"))
    assert Retrieval.objects.count() == 1


@pytest.mark.parametrize("verb", [tipping.take, tipping.dismiss])
def test_translators_do_not_decide(verb, anna):
    tip = make_tip()
    with pytest.raises(PermissionDenied, match="Propose the story"):
        verb(tip, by=anna)
    assert stored(tip).state == "seen"


def test_who_may_not_import_takes_nothing(ben):
    tip = make_tip()
    ben.user_permissions.set([])
    ben.groups.clear()
    ben.user_permissions.add(permission("decide_tip"))
    with pytest.raises(importing.NotAllowed):
        tipping.take(tip, by=type(ben).objects.get(pk=ben.pk))
    assert stored(tip).state == "seen"


def permission(codename):
    from_role = make_user("editor").groups.get().permissions
    return from_role.get(codename=codename)


def test_the_tip_learns_what_original_was_made_of_it(ben):
    tip = make_tip()
    asked = tipping.take(tip, by=ben)
    # The page names another address as its own than the feed does.
    asked.reading = {"url": "https://lequai.example/its-own"}
    asked.state = "read"
    asked.save()
    original = importing.import_original(
        Reading(headline="Le port", blocks=[{"tag": "p", "html": "Un."}], language="fr"),
        publication=tip.publication, by=ben, url="https://lequai.example/its-own",
    )  # fmt: skip
    tipping.taken_up(original, by=ben)
    assert stored(tip).original == original


def test_a_tip_whose_story_is_imported_by_hand_counts_as_taken(ben):
    original = make_snapshot().original
    tip = make_tip(url=original.url)
    tipping.taken_up(original, by=ben)
    assert (stored(tip).state, stored(tip).decided_by) == ("taken", ben)


def test_an_original_without_an_address_takes_no_tip(ben):
    original = make_snapshot().original
    original.url = ""
    Retrieval.objects.create(url="https://a.example/", by=ben, reading={"url": ""}, state="read")
    tip = make_tip(url="https://a.example/")
    tipping.taken_up(original, by=ben)
    assert stored(tip).state == "seen"


# --- dismissing and undoing


def test_a_proposed_tip_is_dismissed_with_its_note_kept(anna, ben):
    tip = tipping.propose(make_tip(), by=anna, note="Good")
    tip = tipping.dismiss(tip, by=ben)
    assert (tip.state, tip.decided_by, tip.note) == ("dismissed", ben, "Good")


def test_many_are_dismissed_at_once_and_those_decided_stay(ben):
    tips = [make_tip(), make_tip(), tipping.dismiss(make_tip(), by=make_user("editor"))]
    assert tipping.dismiss_all(tips, by=ben) == 2
    assert [stored(tip).state for tip in tips] == ["dismissed"] * 3
    assert stored(tips[2]).decided_by != ben


def test_translators_dismiss_nothing_in_bulk(anna):
    with pytest.raises(tipping.NotAllowed):
        tipping.dismiss_all([make_tip()], by=anna)


def test_undoing_gives_a_proposal_back(anna, ben):
    tip = tipping.dismiss(tipping.propose(make_tip(), by=anna, note="Good"), by=ben)
    tip = tipping.reopen(tip, by=ben)
    assert (tip.state, tip.proposed_by, tip.note) == ("proposed", anna, "Good")
    assert (tip.decided_by, tip.decided_at) == (None, None)


def test_undoing_gives_a_seen_tip_back(ben):
    tip = tipping.reopen(tipping.dismiss(make_tip(), by=ben), by=ben)
    assert tip.state == "seen"


def test_who_proposed_takes_the_proposal_back(anna):
    tip = tipping.reopen(tipping.propose(make_tip(), by=anna, note="Good"), by=anna)
    assert (tip.state, tip.proposed_by, tip.note) == ("seen", None, "")


def test_a_translator_takes_no_other_proposal_back(anna):
    tip = tipping.propose(make_tip(), by=make_user("translator"))
    with pytest.raises(tipping.NotAllowed):
        tipping.reopen(tip, by=anna)


def test_a_translator_undoes_no_decision(anna, ben):
    tip = tipping.dismiss(tipping.propose(make_tip(), by=anna), by=ben)
    with pytest.raises(tipping.NotAllowed):
        tipping.reopen(tip, by=anna)


def test_a_tip_that_became_an_original_stays_taken(ben):
    original = make_snapshot().original
    tip = make_tip(url=original.url)
    tipping.take(tip, by=ben)
    with pytest.raises(tipping.TooLate, match="imported already"):
        tipping.reopen(stored(tip), by=ben)


def test_an_open_tip_has_nothing_to_undo(ben):
    with pytest.raises(tipping.TooLate, match="seen by now"):
        tipping.reopen(make_tip(), by=ben)


# --- which feeds are due


def enqueued():
    found = DBTaskResult.objects.filter(task_path__contains="look_at")
    return [result.args_kwargs["args"][0] for result in found]


def test_the_feeds_that_are_due_are_sent_to_the_workers(django_capture_on_commit_callbacks):
    due = make_feed(next_check_at=NOW - datetime.timedelta(minutes=1))
    make_feed(next_check_at=NOW + datetime.timedelta(minutes=1))
    make_feed(next_check_at=NOW - datetime.timedelta(minutes=1), active=False)
    with django_capture_on_commit_callbacks(execute=True):
        assert tipping.look_at_due(NOW) == 1
    assert enqueued() == [due.pk]


def test_a_feed_that_a_worker_has_is_sent_to_no_other(django_capture_on_commit_callbacks):
    make_feed(next_check_at=NOW)
    with django_capture_on_commit_callbacks(execute=True):
        assert [tipping.look_at_due(NOW), tipping.look_at_due(NOW)] == [1, 0]
    assert len(enqueued()) == 1


def test_a_feed_whose_worker_died_comes_round_again():
    make_feed(next_check_at=NOW)
    tipping.look_at_due(NOW)
    assert tipping.look_at_due(NOW + tipping.LEASE) == 1


def test_a_managing_editor_has_a_feed_checked_at_once(django_capture_on_commit_callbacks):
    feed = make_feed(next_check_at=NOW + datetime.timedelta(hours=6))
    with django_capture_on_commit_callbacks(execute=True):
        tipping.check_now(feed, by=make_user("managing editor"))
    assert enqueued() == [feed.pk]


def test_an_editor_has_no_feed_checked(ben):
    with pytest.raises(tipping.NotAllowed):
        tipping.check_now(make_feed(), by=ben)


def test_a_feed_at_rest_is_not_checked():
    with pytest.raises(tipping.TooLate, match="not active"):
        tipping.check_now(make_feed(active=False), by=make_user("managing editor"))


# --- forgetting


def old(**kwargs):
    return make_tip(seen_at=NOW - tipping.KEPT - datetime.timedelta(days=1), **kwargs)


def test_what_nobody_took_up_is_forgotten_after_sixty_days(anna, ben):
    kept = [make_tip(), tipping.propose(old(), by=anna), old()]
    tipping.take(kept[2], by=ben)
    old()
    tipping.dismiss(old(), by=ben)
    tipping.forget(NOW)
    assert set(Tip.objects.all()) == set(kept)


def test_a_tip_without_a_date_stays_while_its_feed_may_name_it():
    feed = make_feed()
    tip = old(published_at=None, feed=feed)
    tipping.forget(NOW)
    assert Tip.objects.filter(pk=tip.pk).exists()
    Feed.objects.all().delete()
    tipping.forget(NOW)
    assert not Tip.objects.filter(pk=tip.pk).exists()


def test_what_others_published_long_ago_is_forgotten():
    make_elsewhere(seen_at=NOW - tipping.KEPT - datetime.timedelta(days=1))
    kept = make_elsewhere()
    tipping.forget(NOW)
    assert list(Elsewhere.objects.all()) == [kept]


def test_originals_outlive_their_tips(ben):
    original = make_snapshot().original
    tip = make_tip(url=original.url)
    tip.delete()
    assert Original.objects.filter(pk=original.pk).exists()
