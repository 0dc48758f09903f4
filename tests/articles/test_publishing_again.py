"""What happens to a story after it was published or scheduled."""

import datetime

import pytest
from django.utils import timezone

from articles import publishing
from articles.models import Correction, LiveArticle, State
from articles.revising import save_text
from articles.workflow import Stale
from photos.models import Agency, Photo
from sources.models import Agreement
from tests.articles.stories import bring, fresh
from tests.factories import make_agreement, make_snapshot

LONG_AGO = timezone.now() - datetime.timedelta(days=3)


def correct(article, desk, text="There were three."):
    return publishing.correct(
        article, by=desk.max, seen=article.version, kind="correction", text=text
    )


def test_a_correction_pressed_twice_is_published_once(desk):
    article = bring(desk, State.PUBLISHED)
    correct(fresh(article), desk)

    with pytest.raises(Stale):
        correct(article, desk)

    assert Correction.objects.count() == 1


def test_a_correction_is_a_version_of_its_own_that_readers_see(desk):
    article = bring(desk, State.PUBLISHED)

    corrected = correct(article, desk)

    assert corrected.version == article.version + 1 == LiveArticle.objects.get().version
    assert corrected.approval_holds


def test_a_warning_accepted_for_one_change_does_not_cover_the_next(desk):
    article = bring(desk, State.READY)
    make_snapshot(original=article.original)
    at = timezone.now() + datetime.timedelta(hours=1)
    publishing.schedule(fresh(article), by=desk.max, seen=article.version, at=at, note="Read it.")
    make_snapshot(original=article.original, html="<p>Rien de tout cela.</p>")

    publishing.publish_due(at)

    assert fresh(article).state == State.READY
    assert "changed" in article.events.first().note


@pytest.mark.parametrize("gone", ["inactive", "without the role"])
def test_nobody_who_left_publishes_by_the_clock(desk, gone):
    article = bring(desk, State.SCHEDULED)
    if gone == "inactive":
        desk.carla.is_active = False
        desk.carla.save()
    else:
        desk.carla.groups.clear()

    publishing.publish_due(article.scheduled_for)

    assert fresh(article).state == State.READY
    assert "may no longer publish" in article.events.first().note


def test_an_agreement_that_ended_reaches_the_other_stories_where_one_fails(desk, monkeypatch):
    broken, fine = bring(desk, State.PUBLISHED), bring(desk, State.PUBLISHED)
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    Agreement.objects.update(ends_on=yesterday, takedown_on_end=True)
    # A row that no verb leaves behind: withdrawn on the desk, still live for readers.
    type(broken).objects.filter(pk=broken.pk).update(state=State.WITHDRAWN)

    publishing.withdraw_ended()

    assert fresh(fine).state == State.WITHDRAWN


def settle():
    """As if everything had been there for days, and rendered a day ago."""
    for model in (Photo, Agency, Agreement):
        model.objects.update(changed_at=LONG_AGO)
    live = LiveArticle.objects.get()
    for related in (live.authors, live.tags):
        related.update(changed_at=LONG_AGO)
    type(live.section).objects.update(changed_at=LONG_AGO)
    type(live.publication).objects.update(changed_at=LONG_AGO)
    live.photos.get().credit.__class__.objects.update(changed_at=LONG_AGO)
    rendered = timezone.now() - datetime.timedelta(days=1)
    LiveArticle.objects.update(rendered_at=rendered)
    return rendered


def test_what_did_not_change_is_not_rendered_again(desk):
    bring(desk, State.PUBLISHED)
    rendered = settle()

    publishing.rerender_changed()

    assert LiveArticle.objects.get().rendered_at == rendered


def test_a_renamed_agency_reaches_the_credit_line(desk):
    bring(desk, State.PUBLISHED)
    settle()
    agency = Agency.objects.get()
    agency.name = "Fields United"
    agency.save()

    publishing.rerender_changed()

    assert LiveArticle.objects.get().picture["credit"] == "Mona Iris/Fields United"


def test_a_changed_attribution_reaches_the_page(desk):
    bring(desk, State.PUBLISHED)
    settle()
    agreement = Agreement.objects.get()
    agreement.attribution = "Courtesy of {publication}"
    agreement.save()

    publishing.rerender_changed()

    assert LiveArticle.objects.get().source["attribution"].startswith("Courtesy of")


def test_a_change_committed_after_the_rendering_it_raced_with_is_not_missed(desk):
    bring(desk, State.PUBLISHED)
    rendered = settle()
    author = LiveArticle.objects.get().authors.get(name="Lea Marin")
    moment_before = rendered - datetime.timedelta(seconds=5)
    type(author).objects.filter(pk=author.pk).update(name="Léa Marin", changed_at=moment_before)

    publishing.rerender_changed()

    assert LiveArticle.objects.get().byline[0]["name"] == "Léa Marin"


def test_stories_taken_over_by_a_newer_agreement_show_its_attribution(desk):
    article = bring(desk, State.PUBLISHED)
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    Agreement.objects.update(ends_on=yesterday, takedown_on_end=True)
    make_agreement(article.original.publication, attribution="By kindness of {publication}")

    publishing.withdraw_ended()

    assert LiveArticle.objects.get().source["attribution"].startswith("By kindness of")


def test_a_story_published_for_another_use_is_live_under_the_agreement_that_allows_it(desk):
    article = bring(desk, State.PUBLISHED)
    digests = make_agreement(article.original.publication, allows_full=False, allows_digest=True)
    article = save_text(article, by=desk.ben, seen=article.version, changes={"use": "digest"})

    publishing.republish(article, by=desk.carla, seen=article.version)

    live = LiveArticle.objects.get()
    assert (live.use, live.agreement) == ("digest", digests)
