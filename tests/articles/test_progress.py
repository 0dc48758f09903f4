"""How far a translation is, in words and paragraphs."""

import pytest

from articles import counting, progress
from articles.models import State
from prose import blocks
from tests.articles.pages import change
from tests.factories import make_article, make_publication, make_snapshot, make_user

pytestmark = pytest.mark.django_db


def story(html="<p>Утром в порту тихо.</p><p>Море ждёт.</p>", *, language="ru", **kwargs):
    snapshot = make_snapshot(make_publication(language=language), html=html)
    snapshot.original.language = language
    snapshot.original.save()
    return make_article(
        **{
            "snapshot": snapshot, "use": "full", "state": State.TRANSLATING,
            "translator": kwargs.pop("translator", None) or make_user("translator"),
        } | kwargs
    )  # fmt: skip


def of(article, cuts=None):
    shown = [
        {"id": block["id"], "words": counting.count(blocks.text(f"<p>{block['html']}</p>"))}
        for block in article.snapshot.blocks
    ]
    return progress.of(article, shown, cuts or {})


def test_a_story_begun_says_how_far_it_is():
    found = of(story(body='<p data-source="b1">In the morning the port is quiet.</p>'))
    assert found.pair == "Russian → English"
    assert found.words == "7 of about 5 words"
    assert found.paragraphs == "1 of 2 paragraphs"


def test_what_still_stands_as_in_the_original_is_no_word_of_ours():
    found = of(story(body='<p data-source="b1">Утром в порту тихо.</p>'))
    assert (found.written, found.settled) == (0, 0)


def test_what_is_left_out_is_settled_and_no_longer_expected():
    article = story("<p>Утром в порту тихо.</p><p>" + "слово " * 100 + "</p>")
    assert of(article).expected == 125
    found = of(article, {"b2": "Repetition"})
    assert (found.expected, found.paragraphs) == (5, "1 of 2 paragraphs")


def test_a_finished_story_is_accounted_for():
    body = '<p data-source="b1">In the morning.</p><p data-source="b2">The sea waits.</p>'
    assert of(story(body=body)).paragraphs == "Every paragraph is accounted for"


@pytest.mark.parametrize("paragraphs", [2, 120])
def test_the_desk_opens_in_as_many_queries_for_a_long_story_as_for_a_short_one(
    client, django_assert_num_queries, paragraphs
):
    anna = make_user("translator")
    client.force_login(anna)
    html = f"<p>{'слово ' * 24}конец.</p>" * paragraphs
    body = "".join(f'<p data-source="b{n}">Words.</p>' for n in range(1, paragraphs + 1))
    article = story(html, body=body, translator=anna)
    client.get(change(article))  # what Django remembers between requests
    with django_assert_num_queries(22):
        assert client.get(change(article)).status_code == 200
