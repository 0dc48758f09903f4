"""The findings of the copy checks as the desk's scripts ask for them."""

import json

import pytest

from articles.models import Article, Dismissal, Raised, State
from articles.revising import save_text
from tests.articles.pages import change, inline_code, page_of, tree
from tests.articles.stories import bring, commission
from tests.factories import make_rule, make_snapshot

pytestmark = pytest.mark.django_db

BODY = '<p data-source="b1">It is presently raining.</p>'
TYPED = {"fields": {"headline": "Rain"}, "blocks": [["p", "It presently snows.", ["b1"]]]}


@pytest.fixture
def story(desk):
    make_rule()
    article = commission(desk, snapshot=make_snapshot(html="<p>Il pleut.</p>"))
    article = bring(desk, State.TRANSLATING, article=article)
    return save_text(article, by=desk.anna, seen=article.version, changes={"body": BODY})


@pytest.fixture
def anna(client, desk):
    client.force_login(desk.anna)
    return client


def asked(client, story, name="findings", **said):
    return client.post(page_of(name, story), json.dumps(said), content_type="application/json")


def test_what_is_typed_is_looked_at_and_not_what_is_stored(anna, story):
    [one] = asked(anna, story, **TYPED).json()["findings"]
    assert one["place"] == 0
    assert (one["span"], one["quote"], one["fix"]) == ([3, 12], "presently", "now")
    assert (one["severity"], one["message"]) == ("blocker", "We write “now”, not “presently”.")
    assert Article.objects.get(pk=story.pk).body == BODY


def test_without_a_text_the_stored_one_is_looked_at(anna, story):
    answer = asked(anna, story).json()
    assert [one["span"] for one in answer["findings"]] == [[6, 15]]
    assert answer["counts"] == {"blocker": 1, "warning": 0, "hint": 0}
    assert answer["source"] == {"lang": "fr", "dir": "ltr"}


def test_a_finding_in_a_field_names_it(anna, story):
    said = {"fields": {"headline": "Presently"}, "blocks": []}
    [one] = asked(anna, story, **said).json()["findings"]
    assert (one["place"], one["fix"]) == ("headline", "Now")


def test_only_who_may_see_the_story_is_answered(client, desk, story):
    client.force_login(desk.omar)
    for name in ("findings", "finding_dismiss", "finding_take_back"):
        assert asked(client, story, name).status_code == 404


@pytest.mark.parametrize("name", ["findings", "finding_dismiss", "finding_take_back"])
def test_nothing_is_answered_to_a_get(anna, story, name):
    assert anna.get(page_of(name, story)).status_code == 405


@pytest.mark.parametrize(
    "body",
    ["", "[]", "{", '{"fields": 3, "blocks": []}', '{"fields": {}, "blocks": [["p"]]}',
     '{"opened": "yes"}', '{"fixed": 3}', '{"fields": {}, "blocks": [["p", "x", 7]]}', "[" * 9999],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_words(anna, story, body):
    response = anna.post(page_of("findings", story), body, content_type="application/json")
    assert response.status_code == 400
    assert "could not be read" in response.json()["error"]


def test_a_text_without_end_is_refused(anna, story):
    said = {"fields": {}, "blocks": [["p", "x" * 400_001, []]]}
    response = asked(anna, story, **said)
    assert (response.status_code, response.json()["error"]) == (
        400, "The text is too long to be checked.",
    )  # fmt: skip


def fingerprint(client, story, **said):
    return asked(client, story, **said).json()["findings"][0]["id"]


def test_it_is_let_stand_as_it_is_on_the_screen(anna, desk, story):
    named = fingerprint(anna, story, **TYPED)
    said = TYPED | {"fingerprint": named, "reason": "quotation", "words": "Hers."}
    answer = asked(anna, story, "finding_dismiss", **said).json()
    assert answer["findings"] == []
    [stands] = answer["dismissed"]
    assert (stands["reason"], stands["words"]) == ("it is a quotation", "Hers.")
    assert stands["by"].startswith("anna, ")
    back = asked(anna, story, "finding_take_back", **TYPED, dismissal=stands["dismissal"]).json()
    assert [one["id"] for one in back["findings"]] == [named]
    assert Dismissal.objects.get().taken_back_by == desk.anna


def test_what_is_no_longer_found_is_not_let_stand(anna, story):
    response = asked(anna, story, "finding_dismiss", fingerprint="x", reason="style")
    assert response.status_code == 409
    assert "has changed meanwhile" in response.json()["error"]


def test_of_another_story_nothing_is_taken_back(anna, desk, story):
    response = asked(anna, story, "finding_take_back", dismissal=99)
    assert response.status_code == 409


def test_who_only_reads_lets_nothing_stand(client, desk, story):
    client.force_login(desk.pia)
    named = fingerprint(client, story)
    said = {"fingerprint": named, "reason": "quotation"}
    response = asked(client, story, "finding_dismiss", **said)
    assert response.status_code == 403
    assert not Dismissal.objects.exists()


def test_a_reason_that_nobody_offered_is_refused(anna, story):
    said = {"fingerprint": fingerprint(anna, story), "reason": "because"}
    response = asked(anna, story, "finding_dismiss", **said)
    assert (response.status_code, "Say why" in response.json()["error"]) == (400, True)


def test_what_somebody_came_to_and_mended_is_counted(anna, story):
    asked(anna, story, **TYPED)
    assert not Raised.objects.exists()  # half-typed words count for nothing
    named = asked(anna, story, opened=True).json()["findings"][0]["id"]
    asked(anna, story, fixed=[named])
    raised = Raised.objects.get()
    assert (raised.fingerprint, raised.fixed) == (named, True)


@pytest.mark.parametrize("paragraphs", [1, 80])
def test_an_answer_costs_the_same_however_long_the_text(
    anna, story, paragraphs, django_assert_num_queries
):
    said = TYPED | {"blocks": TYPED["blocks"] * paragraphs}
    asked(anna, story, **said)
    with django_assert_num_queries(5):
        asked(anna, story, **said)


# --- the form


def test_the_form_has_the_tool_with_every_reason(anna, story):
    response = anna.get(change(story))
    tool = tree(response).get_element_by_id("tool-findings")
    assert (tool.get("data-may-write"), tool.get("data-may-dismiss")) == ("yes", "yes")
    values = [radio.get("value") for radio in tool.xpath(".//input[@type='radio']")]
    assert values == [
        "intended",
        "source-wrong",
        "quotation",
        "converted",
        "style",
        "checker-wrong",
    ]
    assert not tool.xpath(".//*[@id='finding-everywhere']")
    assert inline_code(response) == []


def test_in_every_story_is_offered_to_who_may(client, desk, story):
    client.force_login(desk.max)
    page = tree(client.get(change(story)))
    assert page.xpath("//*[@id='finding-everywhere']")


def test_who_only_reads_is_offered_no_dialog(client, desk, story):
    client.force_login(desk.pia)
    tool = tree(client.get(change(story))).get_element_by_id("tool-findings")
    assert tool.get("data-may-dismiss") == "no"
    assert not tool.xpath(".//dialog")
