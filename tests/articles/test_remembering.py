"""Memory holds what readers see, and nothing else."""

import datetime

import pytest
from django.core.management import call_command
from django.utils import timezone

from articles import publishing, remembering, workflow
from articles.memory import ALL
from articles.models import (
    Article,
    LiveArticle,
    MemoryPair,
    MemoryTerm,
    PhotoUse,
    Remembered,
    Revision,
    State,
)
from articles.revising import save_text
from articles.tasks import remember_published
from prose import blocks
from tests.articles.stories import ORDER, bring, commission, fresh
from tests.factories import make_snapshot

UNSEEN = [state for state in ORDER if state != State.PUBLISHED] + [State.KILLED]


def pairs():
    kept = MemoryPair.objects.order_by("article", "pk")
    return list(kept.values_list("block", "source", "target"))


def held(language="fr"):
    counted = MemoryTerm.objects.filter(language=language).exclude(term=ALL)
    return dict(counted.values_list("term", "pairs"))


@pytest.fixture
def story(desk):
    story = bring(desk, State.PUBLISHED)
    remembering.remember_published()
    return story


def rewrite(desk, story, body):
    return save_text(story, by=desk.ben, seen=story.version, changes={"body": body})


def test_a_published_story_leaves_its_pairs(desk, story):
    assert pairs() == [
        ("b1", "Un.", "One morning in the port."),
        ("b2", "Deux.", "Two cranes move."),
    ]


def test_a_pair_says_who_when_and_in_which_languages(desk, story):
    pair = MemoryPair.objects.first()
    assert (pair.article, pair.translator) == (story, desk.anna)
    assert (pair.source_language, pair.target_language) == ("fr", "en")
    assert pair.published_at == story.live.published_at


@pytest.mark.parametrize("state", UNSEEN)
def test_what_readers_do_not_see_leaves_nothing(desk, state):
    bring(desk, state)
    remembering.remember_published()
    assert pairs() == []
    assert not Remembered.objects.exists()


def test_a_later_draft_of_a_live_story_changes_nothing(desk, story):
    rewrite(desk, story, '<p data-source="b1">A draft.</p>')
    remembering.remember_published()
    remembering.rebuild()
    assert "A draft." not in [target for _, _, target in pairs()]


def test_publishing_again_replaces_the_pairs(desk, story):
    story = rewrite(desk, story, '<p data-source="b1">Uno.</p><p data-source="b2">Dos.</p>')
    publishing.republish(story, by=desk.carla, seen=story.version)
    remembering.remember_published()
    assert pairs() == [("b1", "Un.", "Uno."), ("b2", "Deux.", "Dos.")]


def test_a_correction_replaces_the_pairs(desk, story):
    story = rewrite(desk, story, '<p data-source="b1">Uno.</p><p data-source="b2">Dos.</p>')
    publishing.correct(story, by=desk.max, seen=story.version, kind="correction", text="It was 1.")
    remembering.remember_published()
    assert [target for _, _, target in pairs()] == ["Uno.", "Dos."]


def test_withdrawal_takes_the_pairs_away(desk, story):
    publishing.withdraw(story, by=desk.max, seen=story.version, note="Asked for.")
    remembering.remember_published()
    assert pairs() == []
    assert not Remembered.objects.exists()
    assert not MemoryTerm.objects.filter(pairs__gt=0).exists()


def test_taking_down_the_original_takes_the_pairs_away(desk, story):
    publishing.take_down_original(story.original, by=desk.max, note="The paper asked.")
    remembering.remember_published()
    assert pairs() == []


def test_a_story_that_is_remembered_is_not_read_again(desk, story, django_assert_num_queries):
    with django_assert_num_queries(2):
        remembering.remember_published()


def test_an_in_house_story_has_no_pairs_and_is_not_read_again(desk, django_assert_num_queries):
    article = commission(desk, snapshot=None, use="")
    bring(desk, State.PUBLISHED, article=article, text={"body": "<p>Our own words.</p>"})
    remembering.remember_published()
    assert pairs() == []
    with django_assert_num_queries(2):
        remembering.remember_published()


def test_a_cut_block_leaves_nothing(desk):
    text = {"body": '<p data-source="b1">One.</p>', "cut_blocks": {"b2": "An aside"}}
    bring(desk, State.PUBLISHED, text=text)
    remembering.remember_published()
    assert pairs() == [("b1", "Un.", "One.")]


def test_a_paragraph_of_our_own_leaves_nothing(desk):
    body = '<p data-source="b1">One.</p><p>Ours.</p><p data-source="b2">Two.</p>'
    bring(desk, State.PUBLISHED, text={"body": body})
    remembering.remember_published()
    assert [target for _, _, target in pairs()] == ["One.", "Two."]


def test_a_block_that_reads_the_same_in_both_languages_is_no_pair(desk):
    snapshot = make_snapshot(html="<p>Marseille</p><p>Deux grues bougent.</p>")
    article = commission(desk, snapshot=snapshot, publication=snapshot.original.publication)
    body = '<p data-source="b1">Marseille</p><p data-source="b2">Two cranes move.</p>'
    bring(desk, State.PUBLISHED, article=article, text={"body": body})
    remembering.remember_published()
    assert [block for block, _, _ in pairs()] == ["b2"]


def test_pairs_are_plain_text_on_one_line(desk):
    snapshot = make_snapshot(html="<p>Un <em>port</em>\n &amp; deux.</p>")
    article = commission(desk, snapshot=snapshot, publication=snapshot.original.publication)
    body = '<p data-source="b1">A <a href="https://x.example/">port</a> &amp; two.</p>'
    bring(desk, State.PUBLISHED, article=article, text={"body": body})
    remembering.remember_published()
    assert pairs() == [("b1", "Un port & deux.", "A port & two.")]


def test_what_was_found_still_right_keeps_the_blocks_it_was_made_from(desk, story):
    make_snapshot(original=story.original, html="<p>Nouveau.</p><p>Un.</p><p>Deux.</p>")
    story = workflow.confirm_source(fresh(story), by=desk.ben, seen=story.version)
    remembering.rebuild()
    assert [source for _, source, _ in pairs()] == ["Un.", "Deux."]


def test_terms_are_counted_over_the_pairs_that_hold_them(desk, story):
    other = make_snapshot(html="<p>Un port, un soir.</p><p>Trois.</p>")
    article = commission(desk, snapshot=other, publication=other.original.publication)
    bring(desk, State.PUBLISHED, article=article)
    remembering.remember_published()
    assert held() == {"un": 2, "deux": 1, "port": 1, "soir": 1, "trois": 1}


def test_a_story_that_cannot_be_read_does_not_keep_others_from_memory(desk, story, caplog):
    broken = bring(desk, State.PUBLISHED, article=commission(desk))
    whole = bring(desk, State.PUBLISHED, article=commission(desk))
    Revision.objects.filter(article=broken, number=broken.live.version).update(data={})
    remembering.remember_published()
    assert set(MemoryPair.objects.values_list("article", flat=True)) == {story.pk, whole.pk}
    assert f"story {broken.pk} " in caplog.text


def test_a_story_of_long_ago_is_left_to_the_rebuilding(desk):
    bring(desk, State.PUBLISHED)
    long_ago = timezone.now() - datetime.timedelta(days=90)
    LiveArticle.objects.update(published_at=long_ago)
    remembering.remember_published()
    assert pairs() == []
    remembering.rebuild()
    assert len(pairs()) == 2


def test_rebuilding_mends_what_went_astray(desk, story, capsys):
    MemoryPair.objects.filter(block="b1").delete()
    MemoryTerm.objects.update(pairs=99)
    call_command("rebuild_memory")
    assert len(pairs()) == 2
    assert held() == {"un": 1, "deux": 1}
    assert capsys.readouterr().out == "Memory holds 2 pairs.\n"


def test_rebuilding_forgets_what_is_no_longer_live(desk, story):
    gone = timezone.now() - datetime.timedelta(days=90)
    LiveArticle.objects.update(withdrawn_at=gone, withdrawn_note="Gone.", body="")
    remembering.rebuild()
    assert pairs() == []


def test_the_clock_remembers(desk):
    bring(desk, State.PUBLISHED)
    remember_published.call()
    assert len(pairs()) == 2


def test_a_deleted_story_takes_its_pairs_with_it(desk, story):
    PhotoUse.objects.all().delete()
    LiveArticle.objects.all().delete()
    Article.objects.all().delete()
    assert pairs() == []
    assert not Remembered.objects.exists()


def grouped(html, known=("b1", "b2", "b3", "b4")):
    return list(remembering.aligned(blocks.read(html), list(known)))


def test_a_paragraph_that_renders_two_blocks_is_paired_with_both():
    assert grouped('<p data-source="b2 b1">Both.</p>') == [(["b1", "b2"], "Both.")]


def test_two_paragraphs_that_render_one_block_are_joined():
    html = '<p data-source="b1">One.</p><p data-source="b2">Two.</p><p data-source="b1">More.</p>'
    assert grouped(html) == [(["b1"], "One. More."), (["b2"], "Two.")]


def test_what_hangs_together_over_several_paragraphs_is_one_pair():
    html = (
        '<p data-source="b1 b2">One.</p><p data-source="b3">Two.</p>'
        '<p data-source="b2 b3">Three.</p><p data-source="b4">Four.</p>'
    )
    assert grouped(html) == [(["b1", "b2", "b3"], "One. Two. Three."), (["b4"], "Four.")]


def test_blocks_that_the_original_does_not_have_pair_with_nothing():
    assert grouped('<p data-source="b9">Ghost.</p><p data-source="b1">One.</p>') == [
        (["b1"], "One.")
    ]


def test_an_empty_paragraph_pairs_with_nothing():
    assert grouped('<p data-source="b1"></p>') == []
