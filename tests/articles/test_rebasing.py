"""A story stays beside its original when that original gets a paragraph more."""

import pytest
from django.core.exceptions import ValidationError

from articles import revising, workflow
from articles.models import Comment, LiveArticle, State
from tests.articles.stories import bring, fresh
from tests.factories import make_snapshot

pytestmark = pytest.mark.django_db

LONGER = "<p>Zéro, une annonce du ministère.</p><p>Un.</p><p>Deux.</p>"


def lengthened(desk, state=State.PUBLISHED):
    """A story whose original has a new first paragraph: b1 is b2 now, b2 is b3."""
    article = bring(desk, state)
    make_snapshot(original=article.original, html=LONGER)
    return fresh(article)


def marks(article):
    return article.body.count('data-source="b2"'), article.body.count('data-source="b3"')


def test_still_right_keeps_every_paragraph_beside_its_block(desk):
    article = lengthened(desk)
    words = article.body.replace('data-source="b2"', "").replace('data-source="b1"', "")
    stored = workflow.confirm_source(article, by=desk.ben, seen=article.version)
    assert marks(stored) == (1, 1)
    assert 'data-source="b1"' not in stored.body
    kept = stored.body.replace('data-source="b3"', "").replace('data-source="b2"', "")
    assert kept == words


def test_still_right_leaves_out_what_was_added(desk):
    article = lengthened(desk)
    stored = workflow.confirm_source(article, by=desk.ben, seen=article.version)
    assert stored.cut_blocks == {"b1": workflow.ADDED_LATER}


def test_who_is_still_translating_has_the_new_paragraph_to_translate(desk):
    article = lengthened(desk, State.TRANSLATING)
    stored = workflow.confirm_source(article, by=desk.ben, seen=article.version)
    assert stored.cut_blocks == {}


def test_a_cut_stays_with_its_block(desk):
    article = bring(desk, State.EDITING)
    article = revising.save_text(
        article, by=desk.ben, seen=article.version, changes={"cut_blocks": {"b2": "an aside"}}
    )
    make_snapshot(original=article.original, html=LONGER)
    article = fresh(article)
    stored = workflow.confirm_source(article, by=desk.ben, seen=article.version)
    assert stored.cut_blocks["b3"] == "an aside"


def test_a_comment_stays_with_its_block(desk):
    article = lengthened(desk)
    pinned = Comment.objects.create(article=article, block="b2", text="Sure?", by=desk.ben)
    workflow.confirm_source(article, by=desk.ben, seen=article.version)
    pinned.refresh_from_db()
    assert pinned.block == "b3"


def test_to_edit_is_to_stand_beside_the_newest_text_with_the_new_paragraph_open(desk):
    article = lengthened(desk)
    stored = workflow.follow_source(article, by=desk.ben, seen=article.version)
    assert not stored.outdated
    assert marks(stored) == (1, 1)
    assert stored.cut_blocks == {}
    assert stored.events.first().verb == "follow_source"
    assert stored.revisions.first().number == stored.version


def test_readers_see_what_they_saw_until_the_edit_is_published(desk):
    article = lengthened(desk)
    workflow.follow_source(article, by=desk.ben, seen=article.version)
    assert LiveArticle.objects.get(article=article).version == article.version


def test_who_may_not_edit_may_not_follow(desk):
    article = lengthened(desk)
    with pytest.raises(revising.NotAllowed):
        workflow.follow_source(article, by=desk.anna, seen=article.version)


def test_following_what_one_has_not_seen_is_refused(desk):
    article = lengthened(desk)
    with pytest.raises(workflow.Stale):
        workflow.follow_source(article, by=desk.ben, seen=article.version - 1)
    assert fresh(article).outdated


def test_a_story_on_the_newest_text_has_nothing_to_follow(desk):
    article = bring(desk, State.EDITING)
    with pytest.raises(ValidationError):
        workflow.follow_source(article, by=desk.ben, seen=article.version)


def test_a_version_from_before_comes_back_beside_the_newest_blocks(desk):
    article = lengthened(desk, State.EDITING)
    before = article.revisions.get(number=article.version)
    stored = workflow.confirm_source(article, by=desk.ben, seen=article.version)
    stored = revising.save_text(
        stored, by=desk.ben, seen=stored.version, changes={"body": "<p>Other.</p>"}
    )
    restored = revising.restore(before, by=desk.ben, seen=stored.version)
    assert marks(restored) == (1, 1)
