import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles import publishing
from articles.models import Correction, LiveArticle, Redirect, State
from articles.publishing import NotReady
from articles.revising import NotAllowed, save_text
from articles.workflow import Stale
from sources.models import Agreement
from tests.articles.stories import bring, commission, fresh
from tests.factories import make_agreement, make_photo, make_publication, make_snapshot


def save(article, by, **values):
    return save_text(article, by=by, seen=article.version, changes=values)


def test_publishing_makes_the_live_copy(desk):
    article = bring(desk, State.PUBLISHED)

    live = article.live
    assert (live.headline, live.version) == ("A harbour wakes", article.version)
    assert live.path == f"{article.section.slug}/{article.slug}"
    assert live.agreement == Agreement.objects.get()
    assert live.picture["credit"] == "Mona Iris/Field Images"
    assert set(live.authors.values_list("name", flat=True)) == {"Lea Marin", "Anna Voss"}


def test_a_draft_of_a_live_story_changes_nothing_for_readers(desk):
    article = bring(desk, State.PUBLISHED)

    save(article, desk.ben, headline="Not yet seen", body="<p>Secret draft.</p>")

    live = LiveArticle.objects.get()
    assert live.headline == "A harbour wakes"
    assert "Secret" not in live.body


def test_a_story_that_is_not_ready_is_refused_and_stays_where_it_is(desk):
    article = bring(desk, State.READY, filing={"lead_photo": make_photo(credit=None)})

    with pytest.raises(NotReady, match="credit"):
        publishing.publish(article, by=desk.carla, seen=article.version)

    assert fresh(article).state == State.READY
    assert not LiveArticle.objects.exists()
    assert article.events.first().verb == "approve"


def test_nobody_overrides_a_blocker(desk):
    article = bring(desk, State.READY, filing={"lead_photo": make_photo(credit=None)})

    with pytest.raises(NotReady):
        publishing.publish(article, by=desk.adam, seen=article.version, note="I want it.")


def test_a_warning_stops_an_editor(desk):
    article = bring(desk, State.READY, text={"standfirst": ""})

    with pytest.raises(NotReady):
        publishing.publish(article, by=desk.carla, seen=article.version, note="It is fine.")


def test_a_managing_editor_overrides_a_warning_with_a_reason_that_is_kept(desk):
    article = bring(desk, State.READY, text={"standfirst": ""})

    with pytest.raises(NotReady):
        publishing.publish(article, by=desk.max, seen=article.version)
    publishing.publish(article, by=desk.max, seen=article.version, note="A brief needs none.")

    event = article.events.first()
    assert event.overridden == ["no-standfirst"]
    assert event.note == "A brief needs none."


def test_of_two_who_publish_at_once_one_wins_and_the_other_is_told(desk):
    article = bring(desk, State.READY)
    publishing.publish(fresh(article), by=desk.carla, seen=article.version)

    with pytest.raises(Stale, match="published"):
        publishing.publish(article, by=desk.ben, seen=article.version)

    assert LiveArticle.objects.count() == 1
    assert article.events.filter(verb="publish").count() == 1


def test_a_publish_that_meets_an_edit_is_told_and_publishes_nothing(desk):
    article = bring(desk, State.READY)
    save(article, desk.ben, tags=["Late"])

    with pytest.raises(Stale):
        publishing.publish(article, by=desk.carla, seen=article.version)

    assert not LiveArticle.objects.exists()


def test_the_last_story_of_the_month_goes_to_one_only(desk):
    publication = make_publication()
    make_agreement(publication, stories_per_month=1)
    first, second = (
        bring(desk, State.READY, article=commission(desk, publication=publication, agreement=False))
        for _ in range(2)
    )
    publishing.publish(first, by=desk.carla, seen=first.version)

    with pytest.raises(NotReady):
        publishing.publish(second, by=desk.carla, seen=second.version)


def test_a_schedule_lies_in_the_future(desk):
    article = bring(desk, State.READY)

    with pytest.raises(ValidationError, match="past"):
        publishing.schedule(article, by=desk.ben, seen=article.version, at=timezone.now())


def test_a_schedule_is_judged_at_its_own_hour(desk):
    article = bring(desk, State.READY)
    Agreement.objects.update(ends_on=timezone.localdate() + datetime.timedelta(days=2))

    with pytest.raises(NotReady):
        publishing.schedule(
            article,
            by=desk.ben,
            seen=article.version,
            at=timezone.now() + datetime.timedelta(days=4),
        )


def test_what_is_due_is_published_once_however_late_the_clock_comes(desk):
    article = bring(desk, State.SCHEDULED)
    publishing.publish_due(timezone.now() + datetime.timedelta(hours=1))
    assert fresh(article).state == State.SCHEDULED

    for _ in range(2):
        publishing.publish_due(timezone.now() + datetime.timedelta(days=3))

    assert fresh(article).state == State.PUBLISHED
    assert article.events.filter(verb="publish", by=None).count() == 1
    assert fresh(article).live.published_by == desk.carla


def test_what_is_no_longer_ready_when_due_goes_back_with_the_reasons(desk):
    article = bring(desk, State.SCHEDULED)
    Agreement.objects.update(ends_on=timezone.localdate() - datetime.timedelta(days=1))

    publishing.publish_due(timezone.now() + datetime.timedelta(days=3))

    article = fresh(article)
    assert article.state == State.READY
    assert article.events.first().verb == "hold"
    assert "ended" in article.events.first().note
    assert not LiveArticle.objects.exists()


def test_a_warning_accepted_when_scheduling_does_not_stop_the_clock(desk):
    article = bring(desk, State.READY, text={"standfirst": ""})
    at = timezone.now() + datetime.timedelta(hours=1)
    publishing.schedule(article, by=desk.max, seen=article.version, at=at, note="Fine.")

    publishing.publish_due(at)

    assert fresh(article).state == State.PUBLISHED


def test_a_warning_that_came_up_later_stops_the_clock(desk):
    article = bring(desk, State.SCHEDULED)
    make_snapshot(original=article.original)

    publishing.publish_due(timezone.now() + datetime.timedelta(days=1))

    assert fresh(article).state == State.READY


def test_one_broken_story_does_not_keep_the_others_from_their_hour(desk, monkeypatch):
    broken, fine = bring(desk, State.SCHEDULED), bring(desk, State.SCHEDULED)
    broken.revisions.all().delete()

    publishing.publish_due(timezone.now() + datetime.timedelta(days=1))

    assert fresh(fine).state == State.PUBLISHED
    assert fresh(broken).state == State.SCHEDULED


def test_changes_of_a_live_story_are_put_online_by_other_eyes(desk):
    article = bring(desk, State.PUBLISHED)
    article = save(article, desk.ben, headline="The harbour wakes again")

    with pytest.raises(NotAllowed):
        publishing.republish(article, by=desk.ben, seen=article.version)
    publishing.republish(article, by=desk.carla, seen=article.version)

    assert LiveArticle.objects.get().headline == "The harbour wakes again"
    assert fresh(article).approved_by == desk.carla


def test_there_is_nothing_to_publish_when_nothing_changed(desk):
    article = bring(desk, State.PUBLISHED)

    with pytest.raises(ValidationError, match="already"):
        publishing.republish(article, by=desk.carla, seen=article.version)


def test_a_correction_reaches_the_page_with_its_note(desk):
    article = bring(desk, State.PUBLISHED)
    first = article.live.first_published_at
    article = save(article, desk.ben, standfirst="Three cranes, not two.")

    publishing.correct(
        article, by=desk.max, seen=article.version, kind="correction", text="There were three."
    )

    live = LiveArticle.objects.get()
    assert live.standfirst == "Three cranes, not two."
    assert live.corrections_shown[0]["text"] == "There were three."
    assert live.first_published_at == first


def test_a_correction_needs_words_and_a_kind(desk):
    article = bring(desk, State.PUBLISHED)
    seen = article.version

    with pytest.raises(ValidationError):
        publishing.correct(article, by=desk.max, seen=seen, kind="correction", text=" ")
    with pytest.raises(ValidationError):
        publishing.correct(article, by=desk.max, seen=seen, kind="excuse", text="Sorry.")


def test_a_refused_correction_leaves_no_note(desk):
    article = bring(desk, State.PUBLISHED)
    article = save(article, desk.ben, lead_photo=make_photo(credit=None))

    with pytest.raises(NotReady):
        publishing.correct(
            article, by=desk.max, seen=article.version, kind="update", text="New picture."
        )

    assert not Correction.objects.exists()


def test_an_agreement_that_ended_does_not_keep_a_correction_from_readers(desk):
    article = bring(desk, State.PUBLISHED)
    Agreement.objects.update(ends_on=timezone.localdate() - datetime.timedelta(days=1))

    publishing.correct(
        article, by=desk.max, seen=article.version, kind="clarification", text="To be clear."
    )

    assert Correction.objects.count() == 1


def test_a_new_slug_leaves_a_permanent_redirect(desk):
    article = bring(desk, State.PUBLISHED)
    old = article.live.path
    article = save(article, desk.ben, slug="a-better-address")

    publishing.republish(article, by=desk.carla, seen=article.version)

    assert LiveArticle.objects.get().path.endswith("/a-better-address")
    assert Redirect.objects.get().old_path == old


def test_a_slug_that_returns_takes_its_redirect_away(desk):
    article = bring(desk, State.PUBLISHED)
    old = article.live.path
    for slug in ("elsewhere", article.slug):
        article = save(article, desk.ben, slug=slug)
        article = publishing.republish(article, by=desk.carla, seen=article.version)

    assert LiveArticle.objects.get().path == old
    assert [r.old_path.split("/")[1] for r in Redirect.objects.all()] == ["elsewhere"]


def test_withdrawing_leaves_nothing_but_the_notice(desk):
    article = bring(desk, State.PUBLISHED)

    publishing.withdraw(
        article, by=desk.max, seen=article.version, note="Lawyers.", notice="Withdrawn on request."
    )

    live = LiveArticle.objects.get()
    assert live.withdrawn_note == "Withdrawn on request."
    assert (live.body, live.standfirst, live.picture) == ("", "", None)
    assert not LiveArticle.objects.live().exists()
    assert fresh(article).body  # the desk keeps its text
    assert article.events.first().note == "Lawyers."


def test_taking_down_an_original_reaches_every_story_made_from_it(desk):
    snapshot = make_snapshot(make_agreement().publication)
    live = bring(desk, State.PUBLISHED, article=commission(desk, snapshot=snapshot))
    draft = bring(desk, State.EDITING, article=commission(desk, snapshot=snapshot))
    other = bring(desk, State.PUBLISHED)

    publishing.take_down_original(snapshot.original, by=desk.max, note="The paper asked.")

    assert fresh(live).state == State.WITHDRAWN
    assert fresh(draft).state == State.KILLED
    assert fresh(other).state == State.PUBLISHED


def test_an_editor_cannot_take_down_an_original(desk):
    with pytest.raises(NotAllowed):
        publishing.take_down_original(make_snapshot().original, by=desk.ben, note="No.")


def test_an_original_is_taken_down_once(desk):
    original = make_snapshot().original
    publishing.take_down_original(original, by=desk.max, note="Asked.")

    with pytest.raises(ValidationError, match="already"):
        publishing.take_down_original(original, by=desk.max, note="Asked again.")


def ended_with_takedown():
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    Agreement.objects.update(ends_on=yesterday, takedown_on_end=True)


def test_stories_of_an_ended_agreement_with_a_take_down_clause_are_withdrawn(desk):
    article = bring(desk, State.PUBLISHED)
    ended_with_takedown()

    publishing.withdraw_ended()

    assert fresh(article).state == State.WITHDRAWN
    assert article.events.first().by is None


def test_a_newer_agreement_takes_the_stories_over(desk):
    article = bring(desk, State.PUBLISHED)
    ended_with_takedown()
    newer = make_agreement(article.original.publication)

    publishing.withdraw_ended()

    assert fresh(article).state == State.PUBLISHED
    assert LiveArticle.objects.get().agreement == newer


def test_a_changed_credit_reaches_the_live_page_and_the_draft_does_not(desk):
    article = bring(desk, State.PUBLISHED)
    article = save(article, desk.ben, headline="Draft headline")
    credit = article.lead_photo.credit
    credit.photographer = "Mona Iris-Vale"
    credit.save()

    publishing.rerender_changed()

    live = LiveArticle.objects.get()
    assert live.picture["credit"] == "Mona Iris-Vale/Field Images"
    assert live.headline == "A harbour wakes"


def test_a_renamed_author_reaches_the_live_page(desk):
    article = bring(desk, State.PUBLISHED)
    author = article.live.authors.get(name="Lea Marin")
    author.name = "Léa Marin"
    author.save()

    publishing.rerender_changed()

    assert LiveArticle.objects.get().byline[0]["name"] == "Léa Marin"


def test_a_renamed_tag_stays_on_the_live_page_under_its_new_name(desk):
    article = bring(desk, State.PUBLISHED)
    tag = article.tags.get()
    tag.name = "Harbours"
    tag.save()

    publishing.rerender_changed()

    assert LiveArticle.objects.get().tag_list == [{"name": "Harbours", "slug": tag.slug}]
