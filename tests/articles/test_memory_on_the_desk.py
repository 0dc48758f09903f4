"""Memory beside the text: who is shown what, in which words."""

import pytest

from articles import memory, publishing, remembering
from articles.models import Article, MemoryPair, State
from tests.articles.pages import change, page_of, tree, words
from tests.articles.stories import BODY, bring, commission
from tests.factories import make_live, make_publication, make_snapshot

pytestmark = pytest.mark.django_db

SOURCE = "Le président a signé mardi une loi sur les ports."
HTML = f"<p>{SOURCE}</p><p>Deux grues bougent.</p><p>* * *</p>"


@pytest.fixture
def story(desk):
    article = commission(desk, snapshot=make_snapshot(html=HTML))
    return bring(desk, State.TRANSLATING, article=article)


@pytest.fixture
def as_anna(client, desk):
    client.force_login(desk.anna)
    return client


def keep(desk, source=SOURCE, target="The president signed a law on ports.", **kwargs):
    live = make_live(publication=make_publication(name=f"Le Port {MemoryPair.objects.count()}"))
    published = {"state": State.PUBLISHED, "translator": desk.omar}
    Article.objects.filter(pk=live.article_id).update(**published)
    pair = MemoryPair.objects.create(
        article=live.article, block="b1", source_language="fr", target_language="en",
        source=source, target=target, terms=" ".join(memory.terms(source)),
        translator=desk.omar, published_at=live.published_at, **kwargs,
    )  # fmt: skip
    remembering.recount()
    return pair


def asked(client, story, **question):
    return client.get(page_of("memory", story), question)


def shown(response):
    return [words(pair) for pair in tree(response).find_class("pair")]


def test_a_pair_says_all_that_is_known_of_it(as_anna, desk, story):
    pair = keep(desk)
    [text] = shown(asked(as_anna, story, block="b1"))
    live = pair.article.live
    for said in (SOURCE, pair.target, "100 % the same", "omar", "Le Port 0", live.headline):
        assert said in text
    assert f"{pair.published_at:%Y}" in text


def test_a_pair_leads_to_what_readers_see(as_anna, desk, story):
    pair = keep(desk)
    page = asked(as_anna, story, block="b1").content.decode()
    assert f'href="{pair.article.live.get_absolute_url()}"' in page


def test_only_who_may_see_the_other_story_is_led_to_it_on_the_desk(as_anna, desk, story):
    pair = keep(desk)
    assert change(pair.article) not in asked(as_anna, story, block="b1").content.decode()
    Article.objects.filter(pk=pair.article_id).update(translator=desk.anna)
    assert change(pair.article) in asked(as_anna, story, block="b1").content.decode()


def test_both_texts_bear_their_language_and_direction(as_anna, desk, story):
    keep(desk)
    MemoryPair.objects.update(target_language="ar")
    Article.objects.filter(pk=story.pk).update(language="ar")
    page = tree(asked(as_anna, story, block="b1"))
    places = [page.find_class(name)[0] for name in ("pair-source", "pair-target")]
    assert [(e.get("lang"), e.get("dir")) for e in places] == [("fr", "ltr"), ("ar", "rtl")]


def test_what_differs_from_the_present_paragraph_is_marked(as_anna, desk, story):
    keep(desk, SOURCE.replace("mardi", "jeudi"))
    page = tree(asked(as_anna, story, block="b1"))
    assert [words(run) for run in page.iter("del")] == ["jeudi"]
    assert [words(run) for run in page.iter("ins")] == ["mardi"]


def test_blocks_that_one_paragraph_renders_are_looked_for_together(as_anna, desk, story):
    keep(desk, f"{SOURCE} Deux grues bougent.")
    [text] = shown(asked(as_anna, story, block="b2 b1"))
    assert "100 % the same" in text


def test_words_are_looked_for_without_a_percentage(as_anna, desk, story):
    keep(desk)
    [text] = shown(asked(as_anna, story, words="ports"))
    assert SOURCE in text
    assert "%" not in text


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ({"block": "b1"}, "Nothing published resembles this paragraph yet."),
        ({"words": "ports"}, "Nothing published contains these words."),
        ({"block": ""}, "This paragraph renders none of the original."),
        ({"block": "b99 ' OR 1=1"}, "This paragraph renders none of the original."),
        ({}, "This paragraph renders none of the original."),
    ],
)
def test_an_empty_answer_says_why(as_anna, story, question, sentence):
    response = asked(as_anna, story, **question)
    assert shown(response) == []
    assert sentence in words(tree(response))


def test_markup_in_a_pair_is_only_text(as_anna, desk, story):
    keep(desk, target="<script>alert(1)</script>")
    assert b"<script>" not in asked(as_anna, story, block="b1").content


@pytest.mark.parametrize("state", [State.EDITING, State.READY, State.PUBLISHED])
def test_who_may_no_longer_write_is_refused_in_words(as_anna, desk, state):
    response = asked(as_anna, bring(desk, state), block="b1")
    assert response.status_code == 403
    assert "not yours to change" in response.json()["error"]


def test_an_editor_has_memory_too(client, desk, story):
    keep(desk)
    client.force_login(desk.ben)
    assert len(shown(asked(client, story, block="b1"))) == 1


def test_who_does_not_see_the_story_finds_nothing(client, desk, story):
    client.force_login(desk.omar)
    assert asked(client, story, block="b1").status_code == 404


def test_an_in_house_story_has_no_memory(as_anna, desk):
    article = bring(desk, State.TRANSLATING, article=commission(desk, snapshot=None, use=""))
    assert asked(as_anna, article, block="b1").status_code == 404
    assert b"tool-memory" not in as_anna.get(change(article)).content


def test_the_tool_stands_beside_the_text_of_who_may_write(as_anna, client, desk, story):
    assert b"tool-memory" in as_anna.get(change(story)).content
    client.force_login(desk.pia)
    assert b"tool-memory" not in client.get(change(story)).content


def test_what_was_published_is_offered_to_the_next_story(as_anna, desk, story):
    snapshot = make_snapshot(html=HTML)
    first = commission(desk, snapshot=snapshot, publication=snapshot.original.publication)
    live = bring(desk, State.READY, article=first, text={"body": BODY, "cut_blocks": {"b3": "-"}})
    remembering.remember_published()
    assert shown(asked(as_anna, story, block="b1")) == []
    publishing.publish(live, by=desk.carla, seen=live.version)
    remembering.remember_published()
    assert "One morning in the port." in shown(asked(as_anna, story, block="b1"))[0]


@pytest.mark.parametrize("many", [1, 50])
def test_an_answer_costs_the_same_for_any_number_of_pairs(
    as_anna, desk, story, many, django_assert_num_queries
):
    for n in range(many):
        keep(desk, SOURCE.replace("mardi", f"le {n}"))
    asked(as_anna, story, block="b1")
    with django_assert_num_queries(8):
        assert shown(asked(as_anna, story, block="b1"))
