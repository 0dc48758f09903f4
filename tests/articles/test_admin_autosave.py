"""Autosave, and beginning a translation with the paragraphs of its original."""

import json

import pytest
from lxml import html

from articles import moves, revising
from articles.models import Article, LiveArticle, State
from tests.articles.pages import change, inline_code, move, page_of, words
from tests.articles.stories import BODY, bring, commission
from tests.factories import make_snapshot

pytestmark = pytest.mark.django_db


def autosave(client, story, version=None, **fields):
    said = {"version": story.version if version is None else version, "fields": fields}
    return client.post(page_of("autosave", story), json.dumps(said), "application/json")


def state_of(story):
    return Article.objects.get(pk=story.pk).state


# --- autosave


def test_autosave_stores_the_text_and_answers_the_new_version(client, desk):
    article = bring(desk, State.TRANSLATING)
    client.force_login(desk.anna)
    response = autosave(client, article, headline="The harbour", body="<p>One.</p>")
    stored = Article.objects.get(pk=article.pk)
    assert response.status_code == 200
    assert response.json()["version"] == stored.version == article.version + 1
    assert (stored.headline, stored.body) == ("The harbour", "<p>One.</p>")


def test_what_is_autosaved_in_one_sitting_is_one_revision(client, desk):
    article = bring(desk, State.TRANSLATING)
    client.force_login(desk.anna)
    version = article.version
    before = article.revisions.count()
    for word in ("One", "Two", "Three"):
        version = autosave(client, article, version, headline=word).json()["version"]
    assert article.revisions.count() == before + 1
    assert article.revisions.first().data["headline"] == "Three"


def test_a_stale_autosave_changes_nothing_and_is_asked_for_what_it_knew(client, desk):
    article = bring(desk, State.EDITING)
    revising.save_text(article, by=desk.carla, seen=article.version, changes={"kicker": "C"})
    client.force_login(desk.ben)
    response = autosave(client, article, kicker="B")
    assert response.status_code == 200  # browsers log any other as an error
    assert response.json() == {"behind": True, "version": article.version + 1}
    assert Article.objects.get(pk=article.pk).kicker == "C"


def head_of(response):
    return html.fromstring(f"<div>{response.json()['head']}</div>")


def test_an_autosave_answers_with_the_head_of_the_story_as_it_now_is(client, desk):
    article = bring(desk, State.TRANSLATING)
    client.force_login(desk.anna)
    response = autosave(client, article, body='<p data-source="b1">One.</p>')
    head = head_of(response)
    assert f"version {article.version + 1}" in words(head)
    assert "1 thing in the way" in words(head)
    whole = autosave(client, article, response.json()["version"], body=BODY)
    assert "in the way" not in words(head_of(whole).xpath("//*[@class='moves']")[0])
    (form,) = head_of(whole).xpath(f"//form[@action='{move(article, 'hand_in')}']")
    assert form.fields["seen"] == str(whole.json()["version"])
    assert form.fields["csrfmiddlewaretoken"]


@pytest.mark.parametrize("paragraphs", [1, 120])
def test_an_autosave_asks_the_database_as_often_for_a_long_story_as_for_a_short_one(
    client, desk, django_assert_num_queries, paragraphs
):
    text = f"<p>{'mot ' * 24}fin.</p>" * paragraphs
    article = commission(desk, snapshot=make_snapshot(html=text))
    article = bring(desk, State.TRANSLATING, article=article)
    body = "".join(f'<p data-source="b{n}">Words.</p>' for n in range(1, paragraphs + 1))
    client.force_login(desk.anna)
    said = autosave(client, article, body=body).json()
    with django_assert_num_queries(28):
        assert autosave(client, article, said["version"], headline="A").status_code == 200


def test_another_persons_story_cannot_be_autosaved(client, desk):
    article = bring(desk, State.TRANSLATING)
    client.force_login(desk.omar)
    assert autosave(client, article, headline="Mine now").status_code == 404
    assert Article.objects.get(pk=article.pk).headline == "A harbour wakes"


def test_a_story_handed_in_is_no_longer_autosaved_by_its_translator(client, desk):
    article = bring(desk, State.EDITING)
    client.force_login(desk.anna)
    response = autosave(client, article, headline="One more idea")
    assert response.status_code == 403
    assert "You handed this story in." in response.json()["error"]


def test_the_photo_desk_cannot_autosave_words(client, desk):
    article = bring(desk, State.EDITING)
    client.force_login(desk.pia)
    response = autosave(client, article, headline="Mine")
    assert response.status_code == 403
    assert "Your role cannot change: headline." in response.json()["error"]


@pytest.mark.parametrize("state", [State.READY, State.SCHEDULED])
def test_autosave_never_ends_an_approval(client, desk, state):
    article = bring(desk, state)
    client.force_login(desk.ben)
    response = autosave(client, article, headline="One more idea")
    assert response.status_code == 409
    assert "Save it yourself to reopen it." in response.json()["error"]
    assert state_of(article) == state


def test_a_published_story_is_autosaved_without_readers_noticing(client, desk):
    article = bring(desk, State.PUBLISHED)
    client.force_login(desk.ben)
    assert autosave(client, article, headline="A second thought").status_code == 200
    assert LiveArticle.objects.get(article=article).headline == "A harbour wakes"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'"text"',
        b"{}",
        b'{"version": 1}',
        b'{"version": "1", "fields": {}}',
        b'{"version": true, "fields": {}}',
        b'{"version": 1, "fields": []}',
        b'{"version": 1, "fields": {}, "base_cuts": 7}',
        b'{"version": 1, "fields": {"headline": 7}}',
        b'{"version": 1, "fields": {"headline": null}}',
        b'{"version": 1, "fields": {"state": "published"}}',
        b'{"version": 1, "fields": {"translator": "2"}}',
        b"\xff\xfe",
    ],
)
def test_an_autosave_that_cannot_be_read_is_refused_with_a_sentence(client, desk, body):
    article = bring(desk, State.EDITING)
    client.force_login(desk.ben)
    response = client.post(page_of("autosave", article), body, "application/json")
    assert response.status_code == 400
    assert response.json()["error"].startswith("This could not be read.")


def test_a_text_too_long_is_refused_in_words_and_names_its_field(client, desk):
    article = bring(desk, State.EDITING)
    client.force_login(desk.ben)
    response = autosave(client, article, kicker="K" * 61, body="x" * 5_000_000)
    assert response.status_code == 400
    assert response.json()["fields"] == ["body", "kicker"]
    assert "is the most one story can hold" in response.json()["error"]
    assert "At most 60 characters; this has 61." in response.json()["error"]


@pytest.mark.parametrize("name", moves.TEXT)
def test_hostile_text_is_autosaved_harmless(client, desk, name):
    article = bring(desk, State.EDITING)
    client.force_login(desk.ben)
    hostile = '<a href="javascript:x">A</a><b onclick=x>\u202e\x00\u200b'
    response = autosave(client, article, **{name: hostile})
    assert response.status_code == 200
    stored = getattr(Article.objects.get(pk=article.pk), name)
    assert not {"\u202e", "\x00", "\u200b"} & set(stored)
    if name == "body":
        assert "javascript" not in stored
        assert "onclick" not in stored
    assert inline_code(client.get(change(article))) == []


def test_autosave_is_a_post(client, desk):
    article = bring(desk, State.EDITING)
    client.force_login(desk.ben)
    assert client.get(page_of("autosave", article)).status_code == 405


def test_autosave_of_a_stranger_goes_to_the_log_in(client, desk):
    assert autosave(client, bring(desk, State.EDITING), headline="x").status_code == 302


# --- beginning with the original


def test_a_translator_begins_with_the_paragraphs_of_the_original(client, desk):
    article = bring(desk, State.TRANSLATING)
    client.force_login(desk.anna)
    response = client.post(page_of("begin", article), {"seen": article.version})
    assert response.url == change(article)
    body = Article.objects.get(pk=article.pk).body
    assert body == '<p data-source="b1">Un.</p><p data-source="b2">Deux.</p>'


def test_a_text_that_has_begun_is_not_begun_again(client, desk):
    article = bring(desk, State.EDITING)
    client.force_login(desk.ben)
    response = client.post(page_of("begin", article), {"seen": article.version})
    assert response.status_code == 409
    assert Article.objects.get(pk=article.pk).body == BODY


def test_beginning_with_an_old_version_is_refused(client, desk):
    article = bring(desk, State.TRANSLATING)
    client.force_login(desk.anna)
    assert client.post(page_of("begin", article), {"seen": "x"}).status_code == 409
    assert Article.objects.get(pk=article.pk).body == ""


def test_who_may_not_write_may_not_begin(client, desk):
    article = commission(desk)
    client.force_login(desk.anna)
    response = client.post(page_of("begin", article), {"seen": article.version})
    assert response.status_code == 403
    assert "Claim this story" in words(response)


@pytest.mark.parametrize("body", ["[" * 100_000, '{"version": ' + "9" * 5_000 + "}", "\x00"])
def test_what_no_parser_can_bear_is_refused_in_words(client, desk, body):
    article = bring(desk, State.TRANSLATING)
    client.force_login(desk.anna)
    response = client.post(page_of("autosave", article), body, "application/json")
    assert response.status_code == 400
    assert "could not be read" in response.json()["error"]


@pytest.mark.parametrize("seen", ["", "\u00b2", "9" * 5_000, "-1"])
def test_a_version_that_is_none_begins_nothing_and_says_so(client, desk, seen):
    article = bring(desk, State.TRANSLATING)
    client.force_login(desk.anna)
    assert client.post(page_of("begin", article), {"seen": seen}).status_code == 409


# --- what is left out


def sends(client, story, **said):
    said = {"version": story.version, "fields": {}} | said
    return client.post(page_of("autosave", story), json.dumps(said), "application/json")


def test_what_is_left_out_is_autosaved_with_its_reason(client, desk):
    article = bring(desk, State.TRANSLATING)
    client.force_login(desk.anna)
    assert sends(client, article, cuts={"b2": " An\u200b aside ", "b9": "x"}).status_code == 200
    assert Article.objects.get(pk=article.pk).cut_blocks == {"b2": "An aside"}


@pytest.mark.parametrize("cuts", [[], {"b1": 7}, "b1", {"b1": None}])
def test_reasons_that_cannot_be_read_are_refused(client, desk, cuts):
    article = bring(desk, State.TRANSLATING)
    client.force_login(desk.anna)
    assert sends(client, article, cuts=cuts).status_code == 400


# --- meeting another person


@pytest.fixture
def met(client, desk):
    """Ben has typed on a version after which Carla stored; what he now sends."""
    article = bring(desk, State.EDITING)
    base = {name: getattr(article, name) for name in moves.TEXT}

    def met(theirs, mine, **said):
        later = revising.save_text(article, by=desk.carla, seen=article.version, changes=theirs)
        client.force_login(desk.ben)
        response = sends(client, article, fields=mine, **{"base": base} | said)
        return response, Article.objects.get(pk=later.pk)

    return met


def test_different_paragraphs_of_two_people_are_stored_together_and_told(met):
    response, stored = met({"body": BODY.replace("Two", "Three")},
                           {"body": BODY.replace("One", "Every")})  # fmt: skip
    assert response.status_code == 200
    assert stored.body == BODY.replace("Two", "Three").replace("One", "Every")
    said = response.json()
    assert said["said"] == "carla changed the 2nd paragraph meanwhile; both are kept."
    assert said["fields"] == {"body": stored.body}
    assert said["version"] == stored.version


def test_of_one_paragraph_changed_by_both_nothing_is_stored_and_somebody_has_to_choose(met):
    response, stored = met({"body": BODY.replace("Two", "Three")},
                           {"body": BODY.replace("Two", "Nine")})  # fmt: skip
    assert response.status_code == 409
    assert response.json()["open"] is True
    assert response.json()["error"] == "carla and you both changed one paragraph."
    assert "Three" in stored.body


def test_who_typed_nothing_is_given_what_the_other_stored(met):
    response, stored = met({"kicker": "Carla's"}, {})
    assert response.json()["fields"] == {"kicker": "Carla's"}
    assert response.json()["version"] == stored.version


def test_what_a_lost_answer_stored_is_not_taken_for_somebody_elses(client, desk):
    article = bring(desk, State.EDITING)
    base = {"body": article.body}
    client.force_login(desk.ben)
    first = BODY.replace("Two", "Two grey")
    assert sends(client, article, fields={"body": first}).status_code == 200
    more = {"body": first.replace("grey", "grey iron")}
    response = sends(client, article, fields=more, base=base, tried={"body": first})
    assert response.status_code == 200
    assert Article.objects.get(pk=article.pk).body == more["body"]
    assert response.json()["said"] == ""


@pytest.mark.parametrize("field", ["headline", "kicker", "standfirst", "lead_caption"])
def test_a_line_stored_between_two_words_does_not_clash_with_itself(client, desk, field):
    article = bring(desk, State.EDITING)
    client.force_login(desk.ben)
    typed, more = "A  port ", "A  port wakes"
    assert sends(client, article, fields={field: typed}).status_code == 200
    response = sends(client, article, fields={field: more}, base={field: typed})
    assert response.status_code == 200
    assert getattr(Article.objects.get(pk=article.pk), field) == "A port wakes"


def test_reasons_of_both_for_leaving_out_are_stored_together(met):
    response, stored = met({"cut_blocks": {"b1": "Carla"}}, {}, cuts={"b2": "Ben"}, base_cuts={})
    assert response.status_code == 200
    assert stored.cut_blocks == {"b1": "Carla", "b2": "Ben"}


def test_the_text_of_the_other_stays_in_the_history(met, desk):
    _, stored = met({"kicker": "Carla's"}, {"headline": "Ben's"})
    numbers = {r.by.username: r.data["headline"] for r in stored.revisions.all()[:2]}
    assert numbers == {"ben": "Ben's", "carla": "A harbour wakes"}


# --- under whose name


def test_nothing_is_stored_under_the_name_of_another(client, desk):
    article = bring(desk, State.EDITING)
    client.force_login(desk.carla)
    response = sends(client, article, fields={"kicker": "Ben's"}, user=desk.ben.pk)
    assert response.status_code == 403
    assert response.json()["other_user"] is True
    assert "signed in as carla" in response.json()["error"]
    assert Article.objects.get(pk=article.pk).kicker == "Ports"


@pytest.mark.parametrize("said", [{"user": "1"}, {"base": [1]}, {"tried": {"state": "x"}}])
def test_a_message_of_no_known_form_is_refused(client, desk, said):
    article = bring(desk, State.EDITING)
    client.force_login(desk.ben)
    assert sends(client, article, **said).status_code == 400


# --- what a browser kept


def test_texts_that_a_browser_kept_are_shown_beside_the_stored_ones(client, desk):
    article = bring(desk, State.EDITING)
    client.force_login(desk.ben)
    said = json.dumps({"version": 1, "fields": {"kicker": "<b>Kept</b>"}})
    response = client.post(page_of("typed", article), said, "application/json")
    assert "<ins>&lt;b&gt;Kept&lt;/b&gt;</ins>" in response.json()["html"]
    assert "<del>Ports</del>" in response.json()["html"]


def test_what_a_browser_kept_of_anothers_story_is_compared_with_nothing(client, desk):
    article = bring(desk, State.TRANSLATING)
    client.force_login(desk.omar)
    said = json.dumps({"version": 1, "fields": {"kicker": "x"}})
    response = client.post(page_of("typed", article), said, "application/json")
    assert response.status_code == 404
