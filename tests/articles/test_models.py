"""Wrong states that the database itself refuses."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.models import Article, LiveArticle, State
from articles.revising import save_text
from tests.articles.stories import bring, commission
from tests.factories import make_article, make_author, make_live, make_publication, make_snapshot


def refused(queryset, **values):
    with pytest.raises(IntegrityError), transaction.atomic():
        queryset.update(**values)


@pytest.mark.parametrize("state", ["ready", "scheduled"])
def test_nothing_is_ready_without_an_approval(desk, state):
    article = bring(desk, State.EDITING)

    refused(Article.objects.filter(pk=article.pk), state=state)


def test_an_approval_is_whole_or_absent(desk):
    article = bring(desk, State.EDITING)

    refused(Article.objects.filter(pk=article.pk), approved_by=desk.carla)


def test_a_text_newer_than_its_approval_cannot_be_ready(desk):
    article = bring(desk, State.READY)
    rows = Article.objects.filter(pk=article.pk)

    refused(rows, text_version=article.version + 1, version=article.version + 1)


def test_who_translated_cannot_be_stored_as_who_approved(desk):
    article = bring(desk, State.READY)

    refused(Article.objects.filter(pk=article.pk), approved_by=desk.anna)


def test_only_a_scheduled_story_has_an_hour_and_it_always_has(desk):
    ready, scheduled = bring(desk, State.READY), bring(desk, State.SCHEDULED)

    refused(Article.objects.filter(pk=ready.pk), scheduled_for=timezone.now())
    refused(Article.objects.filter(pk=scheduled.pk), scheduled_for=None)


def test_a_story_in_translation_has_a_translator(desk):
    refused(Article.objects.filter(pk=commission(desk).pk), state=State.TRANSLATING)


def test_a_translation_has_a_kind_of_use_and_a_story_of_our_own_none(desk):
    ours = make_article(commissioned_by=desk.ben)

    refused(Article.objects.filter(pk=ours.pk), snapshot=make_snapshot())
    refused(Article.objects.filter(pk=ours.pk), use="full")


def test_a_live_translation_has_an_agreement(desk):
    live = make_live(publication=make_publication())

    refused(LiveArticle.objects.filter(pk=live.pk), agreement=None)


def test_a_withdrawn_story_keeps_no_text(desk):
    live = make_live()

    refused(
        LiveArticle.objects.filter(pk=live.pk), withdrawn_at=timezone.now(), withdrawn_note="Gone."
    )


def test_a_live_address_belongs_to_one_story(desk):
    live = make_live()

    with pytest.raises(IntegrityError), transaction.atomic():
        make_live(path=live.path)


def test_an_author_is_named_once_per_role(desk):
    article, author = make_article(), make_author()
    article.bylines.create(author=author, role="writer")

    with pytest.raises(IntegrityError), transaction.atomic():
        article.bylines.create(author=author, role="writer", position=1)


def test_an_empty_correction_is_refused(desk):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_live().corrections.create(kind="correction", text="", by=desk.max)


def test_a_change_that_readers_do_not_see_yet_is_in_a_queue(desk):
    bring(desk, State.PUBLISHED)
    article = bring(desk, State.PUBLISHED)
    assert not Article.objects.changed_since_published().exists()

    save_text(article, by=desk.ben, seen=article.version, changes={"kicker": "Sea"})

    assert list(Article.objects.changed_since_published()) == [article]


def test_the_queues_hold_what_they_say(desk):
    free, mine = commission(desk), bring(desk, State.TRANSLATING)
    late = commission(desk, due_at=timezone.now() - datetime.timedelta(hours=1))
    killed = bring(desk, State.KILLED)
    changed = bring(desk, State.PUBLISHED)
    make_snapshot(original=changed.original)

    assert set(Article.objects.to_claim()) == {free, late}
    assert set(Article.objects.overdue(timezone.now())) == {late}
    assert set(Article.objects.outdated()) == {changed}
    assert killed not in Article.objects.open()
    assert mine in Article.objects.open()
