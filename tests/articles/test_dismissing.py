"""Who may let a finding stand, why, and what is left of it."""

import pytest
from django.core.exceptions import ValidationError

from articles import checking, dismissing
from articles.models import Article, Dismissal, Raised, State
from articles.revising import NotAllowed, save_text
from tests.articles.pages import page_of, words
from tests.articles.stories import bring, commission
from tests.factories import make_rule, make_snapshot

pytestmark = pytest.mark.django_db

BODY = '<p data-source="b1">It is presently raining.</p>'


@pytest.fixture
def story(desk):
    make_rule()
    article = commission(desk, snapshot=make_snapshot(html="<p>Il pleut.</p>"))
    article = bring(desk, State.TRANSLATING, article=article)
    save_text(article, by=desk.anna, seen=article.version, changes={"body": BODY})
    return Article.objects.select_related("snapshot__original").get(pk=article.pk)


@pytest.fixture
def one(story):
    return checking.report(story).standing[0]


def dismiss(story, one, by, **said):
    return dismissing.dismiss(story, one, **{"by": by, "reason": "quotation"} | said)


def test_its_translator_says_why_it_stands(desk, story, one):
    made = dismiss(story, one, desk.anna, words="  The minister’s word. ")
    assert (made.by, made.code, made.severity) == (desk.anna, "house_style", "blocker")
    assert made.words == "The minister’s word."
    assert made.message == one.message


@pytest.mark.parametrize("name", ["omar", "pia", "nina"])
def test_who_may_not_write_the_text_lets_nothing_stand(desk, story, one, name):
    with pytest.raises(NotAllowed):
        dismiss(story, one, getattr(desk, name))


def test_a_translator_whose_story_was_handed_in_lets_nothing_stand(desk, story, one):
    Article.objects.filter(pk=story.pk).update(state=State.EDITING)
    story.refresh_from_db()
    with pytest.raises(NotAllowed, match="handed this story in"):
        dismiss(story, one, desk.anna)
    dismiss(story, one, desk.ben)


@pytest.mark.parametrize("reason", ["", "because", "overridden"])
def test_a_reason_is_one_of_those_that_are_offered(desk, story, one, reason):
    with pytest.raises(ValidationError, match="Say why"):
        dismiss(story, one, desk.anna, reason=reason)


def test_words_have_an_end(desk, story, one):
    with pytest.raises(ValidationError, match="At most 300"):
        dismiss(story, one, desk.anna, words="x" * 301)


def test_in_every_story_is_for_a_managing_editor_and_takes_words(desk, story, one):
    with pytest.raises(NotAllowed, match="every story"):
        dismiss(story, one, desk.ben, everywhere=True, words="A title.")
    with pytest.raises(ValidationError, match="in words"):
        dismiss(story, one, desk.max, everywhere=True)
    assert dismiss(story, one, desk.max, everywhere=True, words="A title.").fingerprint == one.wide


def test_once_more_is_another_reason_and_the_first_stays_on_record(desk, story, one):
    dismiss(story, one, desk.anna)
    dismiss(story, one, desk.ben, reason="style")
    standing = Dismissal.objects.get(taken_back_at=None)
    assert (standing.by, standing.reason) == (desk.ben, "style")
    assert Dismissal.objects.get(taken_back_by=desk.ben).by == desk.anna


def test_taken_back_it_is_found_again(desk, story, one):
    made = dismiss(story, one, desk.anna)
    dismissing.take_back(made, by=desk.ben)
    assert [o.fingerprint for o in checking.report(story).standing] == [one.fingerprint]
    made.refresh_from_db()
    assert made.taken_back_by == desk.ben


def test_what_holds_everywhere_is_not_an_editors_to_take_back(desk, story, one):
    made = dismiss(story, one, desk.max, everywhere=True, words="A title.")
    with pytest.raises(NotAllowed, match="managing editor"):
        dismissing.take_back(made, by=desk.ben)
    dismissing.take_back(made, by=desk.max)


def test_what_is_shown_counts_once_in_a_story(story, one):
    dismissing.count(story, [one, one])
    dismissing.count(story, [one])
    assert Raised.objects.get().code == "house_style"
    dismissing.fixed(story, [one.fingerprint, "x"])
    assert Raised.objects.get().fixed


def test_the_history_of_the_story_tells_it(client, desk, story, one):
    made = dismiss(story, one, desk.anna, words="Her word.")
    dismissing.take_back(made, by=desk.ben)
    client.force_login(desk.ben)
    shown = words(client.get(page_of("history", story)))
    assert "Let stand" in shown
    assert "it is a quotation: Her word." in shown
    assert "Taken back that it may stand" in shown
