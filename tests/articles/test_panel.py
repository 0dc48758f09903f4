"""What stands around the story form, as data and as the page shows it."""

import json

import pytest

from articles import panel, revising, workflow
from articles.models import Article, State
from prose import blocks
from prose.sanitise import clean_body
from tests.articles.pages import change, filled, inline_code, move, offered, page_of, tree, words
from tests.articles.stories import BODY, bring, commission
from tests.factories import make_photo, make_snapshot

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_ben(client, desk):
    client.force_login(desk.ben)
    return client


def panel_of(client, story):
    return tree(client.get(change(story))).get_element_by_id("panel")


def links(element):
    return [link for _, _, link, _ in element.iterlinks()]


# --- state and moves


def test_the_panel_says_the_state_and_offers_the_moves_of_this_person(client, desk):
    article = bring(desk, State.EDITING)
    for name, expected in (
        ("ben", {"Approve", "Return to translator", "Kill"}),
        ("carla", {"Approve", "Return to translator", "Kill"}),
        ("anna", set()),
        ("pia", set()),
    ):
        client.force_login(getattr(desk, name))
        response = client.get(change(article))
        assert set(offered(response)) == expected, name
        assert "editing" in words(tree(response).get_element_by_id("panel"))


def test_a_move_without_question_is_a_form_and_others_are_links(as_ben, desk):
    found = panel_of(as_ben, bring(desk, State.EDITING))
    assert [form.get("action") for form in found.iter("form")] == [
        move(Article.objects.get(), "approve")
    ]
    assert move(Article.objects.get(), "kill") in links(found)


def test_every_obstacle_leads_to_where_it_is_mended(as_ben, desk):
    article = bring(desk, State.EDITING, text={"bylines": []})
    photo = make_photo(credit=None)
    revising.save_text(
        article, by=desk.ben, seen=article.version, changes={"lead_photo": photo, "section": None}
    )
    found = links(panel_of(as_ben, article))
    for link in ("#id_section", "#id_slug", "#bylines-group"):
        assert link in found
    assert f"/admin/photos/photo/{photo.pk}/change/" in found


def test_the_anchors_of_the_obstacles_are_on_the_page(as_ben, desk):
    article = commission(desk, section=None, translator=desk.anna)
    response = as_ben.get(change(article))
    ids = set(tree(response).xpath("//@id"))
    anchors = {link[1:] for link in links(panel_of(as_ben, article)) if link.startswith("#")}
    assert {"id_body", "id_slug", "id_section", "bylines-group"} <= anchors
    assert anchors <= ids


def test_who_cannot_mend_a_field_is_not_sent_to_it(client, desk):
    article = bring(desk, State.TRANSLATING)
    client.force_login(desk.anna)
    found = links(panel_of(client, article))
    assert "#id_slug" not in found
    assert "#id_body" in found


def test_a_returned_story_shows_who_returned_it_and_why(client, desk):
    article = bring(desk, State.EDITING)
    workflow.return_to_translator(article, by=desk.ben, seen=article.version, note="The joke?")
    client.force_login(desk.anna)
    told = words(panel_of(client, article))
    assert "ben returned this story" in told
    assert "“The joke?”" in told


def test_a_story_handed_in_again_forgets_the_note(as_ben, desk):
    article = bring(desk, State.EDITING)
    article = workflow.return_to_translator(article, by=desk.ben, seen=article.version, note="J?")
    article = workflow.hand_in(article, by=desk.anna, seen=article.version)
    assert panel.around(article, desk.ben)["returned"] is None


def test_a_live_story_is_linked_to_where_readers_find_it(as_ben, desk):
    article = bring(desk, State.PUBLISHED)
    assert article.live.get_absolute_url() in links(panel_of(as_ben, article))


def test_readers_see_an_older_version_and_the_desk_is_told(as_ben, desk):
    article = bring(desk, State.PUBLISHED)
    revising.save_text(article, by=desk.ben, seen=article.version, changes={"kicker": "New"})
    assert f"Readers see version {article.version}." in words(panel_of(as_ben, article))


@pytest.mark.parametrize("state", [State.COMMISSIONED, State.EDITING, State.WITHDRAWN])
def test_what_is_not_live_has_no_link_to_the_site(as_ben, desk, state):
    assert "See it on the site" not in words(panel_of(as_ben, bring(desk, state)))


def test_a_changed_original_is_told_with_the_way_to_the_difference(as_ben, desk):
    article = bring(desk, State.EDITING)
    make_snapshot(original=article.original, html="<p>Trois.</p>")
    found = panel_of(as_ben, article)
    assert "Out of date." in words(found)
    assert page_of("original", article) in links(found)


# --- where autosave may work


@pytest.mark.parametrize(
    ("state", "name", "works"),
    [
        (State.TRANSLATING, "anna", True),
        (State.EDITING, "ben", True),
        (State.PUBLISHED, "ben", True),
        (State.READY, "ben", False),
        (State.SCHEDULED, "ben", False),
        (State.EDITING, "anna", False),
        (State.KILLED, "ben", False),
    ],
)
def test_autosave_works_where_text_may_be_typed_and_no_approval_is_lost(
    client, desk, state, name, works
):
    article = bring(desk, state)
    client.force_login(getattr(desk, name))
    assert bool(panel_of(client, article).get("data-autosave")) is works


# --- the original beside the text


def test_the_original_stands_beside_in_its_own_language_and_direction(client, desk):
    snapshot = make_snapshot(html="<p>واحد.</p>", headline="عنوان")
    original = snapshot.original
    original.language = "ar"
    original.save()
    article = commission(desk, snapshot=snapshot, translator=desk.anna)
    client.force_login(desk.anna)
    text = tree(client.get(change(article))).find_class("original-text")[0]
    assert (text.get("lang"), text.get("dir")) == ("ar", "rtl")
    assert "واحد." in words(text)


def test_a_story_of_our_own_has_nothing_beside_it(as_ben, desk):
    article = commission(desk, snapshot=None, use="")
    assert not tree(as_ben.get(change(article))).find_class("beside")


def test_every_kind_of_block_becomes_a_body_that_keeps_its_id():
    html = (
        "<h2>A</h2><p>B <em>b</em></p><ul><li>C</li><li>D</li></ul>"
        "<blockquote><p>E</p></blockquote><aside>F</aside><h3>G</h3>"
    )
    snapshot = make_snapshot(html=clean_body(html))
    body = panel.as_body(snapshot)
    assert clean_body(body) == body
    assert [(b.tag, b.text, b.sources) for b in blocks.read(body)] == [
        ("h2", "A", ("b1",)), ("p", "B b", ("b2",)), ("li", "C", ("b3",)), ("li", "D", ("b4",)),
        ("blockquote", "E", ("b5",)), ("aside", "F", ("b6",)), ("h3", "G", ("b7",)),
    ]  # fmt: skip


def test_a_snapshot_from_a_hostile_hand_becomes_a_harmless_body(as_ben, desk):
    blocks_ = [{"id": "b1", "tag": "script", "html": "<img src=x onerror=alert(1)>Un<script>x"}]
    article = commission(desk, snapshot=make_snapshot(blocks=blocks_))
    assert panel.as_body(article.snapshot) == '<p data-source="b1">Un</p>'
    assert inline_code(as_ben.get(change(article))) == []


def test_a_paragraph_is_marked_as_left_out_with_a_reason(client, desk):
    article = bring(desk, State.TRANSLATING)
    client.force_login(desk.anna)
    data = filled(client.get(change(article)), cuts='{"b2": "  An aside\\u200b "}')
    assert client.post(change(article), data | {"_continue": "Save"}).status_code == 302
    assert Article.objects.get(pk=article.pk).cut_blocks == {"b2": "An aside"}


def test_a_paragraph_is_taken_in_again_by_an_empty_reason(client, desk):
    article = bring(desk, State.TRANSLATING)
    revising.save_text(
        article, by=desk.anna, seen=article.version, changes={"cut_blocks": {"b2": "An aside"}}
    )
    client.force_login(desk.anna)
    page = client.get(change(article))
    assert filled(page)["cuts"] == '{"b2":"An aside"}'
    client.post(change(article), filled(page, cuts="{}"))
    assert Article.objects.get(pk=article.pk).cut_blocks == {}


def test_the_reasons_of_a_long_original_are_one_field(as_ben, desk):
    html = "".join(f"<p>Paragraph {n}.</p>" for n in range(1, 1101))
    article = commission(desk, snapshot=make_snapshot(html=html))
    everything = {f"b{n}": "Old news" for n in range(1, 1101)}
    data = filled(as_ben.get(change(article)), kicker="New", cuts=json.dumps(everything))
    assert len(data) < 100
    assert as_ben.post(change(article), data | {"_continue": "Save"}).status_code == 302
    stored = Article.objects.get(pk=article.pk)
    assert (stored.kicker, stored.cut_blocks) == ("New", everything)


@pytest.mark.parametrize(
    ("said", "stored"),
    [
        ({"b1": "x" * 500}, {"b1": "x" * 200}),
        ({"b1": "\ud800Old\x00\u202e\nnews"}, {"b1": "Old news"}),
        ({"b1": " ", "b2": "An aside"}, {"b2": "An aside"}),
        ({"b3": "None such", "b0": "x", "": "x", "id": "x", "b2": "An aside"}, {"b2": "An aside"}),
    ],
)
def test_only_reasons_for_paragraphs_of_this_original_are_taken(as_ben, desk, said, stored):
    article = bring(desk, State.EDITING)
    data = filled(as_ben.get(change(article)), cuts=json.dumps(said))
    assert as_ben.post(change(article), data | {"_continue": "Save"}).status_code == 302
    assert Article.objects.get(pk=article.pk).cut_blocks == stored


@pytest.mark.parametrize(
    "said",
    ["", "{", "1", "[]", "null", '{"b1": 7}', '{"b1": {}}', "[" * 100_000, "9" * 5_000],
    ids=range(9),
)
def test_reasons_that_cannot_be_read_are_refused_and_nothing_typed_is_lost(as_ben, desk, said):
    article = bring(desk, State.EDITING)
    article = revising.save_text(
        article, by=desk.ben, seen=article.version, changes={"cut_blocks": {"b2": "An aside"}}
    )
    answer = as_ben.post(
        change(article), filled(as_ben.get(change(article)), kicker="New", cuts=said)
    )
    assert answer.status_code == 400
    assert "What is left out of the original could not be read" in words(answer)
    shown = filled(answer)
    assert (shown["kicker"], shown["cuts"]) == ("New", '{"b2":"An aside"}')
    stored = Article.objects.get(pk=article.pk)
    assert (stored.version, stored.cut_blocks) == (article.version, {"b2": "An aside"})


def test_reasons_typed_into_a_refused_form_stand_in_it(as_ben, desk):
    article = bring(desk, State.EDITING)
    page = as_ben.get(change(article))
    said = '{"b2":"„A“ <b>"}'
    answer = as_ben.post(change(article), filled(page, headline="", cuts=said))
    assert answer.status_code == 400
    assert filled(answer)["cuts"] == said
    block = tree(answer).xpath("//*[@data-block='b2']")[0]
    assert "„A“ <b>" in block.text_content()


def test_saving_without_the_original_beside_keeps_what_was_left_out(as_ben, desk):
    article = bring(desk, State.EDITING)
    article = revising.save_text(
        article, by=desk.ben, seen=article.version, changes={"cut_blocks": {"b2": "An aside"}}
    )
    data = filled(as_ben.get(change(article)), kicker="New")
    del data["cuts"]
    as_ben.post(change(article), data)
    stored = Article.objects.get(pk=article.pk)
    assert (stored.kicker, stored.cut_blocks) == ("New", {"b2": "An aside"})


# --- differences


def test_only_fields_that_differ_are_compared():
    old = {"headline": "One", "kicker": "Same", "body": BODY}
    new = {"headline": "Two", "kicker": "Same", "body": BODY}
    assert [found.label for found in panel.differences(old, new)] == ["Headline"]


def test_a_text_is_compared_block_by_block():
    (found,) = panel.differences({"body": "<p>One two.</p>"}, {"body": "<p>One three.</p>"})
    assert found.label == "Text"
    assert [kind for kind, _, _ in found.blocks] == ["changed"]
    assert found.runs == []


def test_the_story_page_holds_nothing_that_a_strict_policy_forbids(client, desk):
    client.force_login(desk.max)
    for state in State:
        response = client.get(change(bring(desk, state)))
        assert inline_code(response) == []
        assert "unsafe" not in response.headers["Content-Security-Policy"]


def test_the_import_map_of_the_editor_carries_the_nonce(as_ben, desk):
    response = as_ben.get(change(bring(desk, State.EDITING)))
    (importmap,) = tree(response).xpath("//script[@type='importmap']")
    assert f"'nonce-{importmap.get('nonce')}'" in response.headers["Content-Security-Policy"]


# --- the lead photograph


def test_the_lead_photograph_is_shown_with_its_credit_or_the_want_of_one(as_ben, desk):
    article = bring(desk, State.READY, filing={"lead_photo": make_photo(credit="Mona/Field")})
    assert "Mona/Field" in words(as_ben.get(change(article)))
    revising.save_text(
        article, by=desk.ben, seen=article.version, changes={"lead_photo": make_photo(credit=None)}
    )
    assert "No credit yet" in words(as_ben.get(change(article)))
