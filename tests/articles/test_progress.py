"""How far a translation is, in words and paragraphs."""

import pytest

from articles import progress
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
        {"id": block["id"], "words": progress.count(blocks.text(f"<p>{block['html']}</p>"))}
        for block in article.snapshot.blocks
    ]
    return progress.of(article, shown, cuts or {})


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", 0),
        ("Two cranes lift containers.", 4),
        ("It’s a well-known fact — isn't it?", 6),
        ("1,200 people", 2),
        ("Утром в порту тихо.", 4),
        ("في الصباح يكون الميناء هادئا", 5),
        ("सुबह बंदरगाह शांत है", 4),
        ("清晨的港口很安静。", 8),
        ("2024年的iPhone", 4),
        ("港の朝は静かだ", 7),
        ("« — »", 0),
    ],
)
def test_words_are_counted_and_characters_where_there_are_no_spaces(text, number):
    assert progress.count(text) == number


def test_chinese_is_counted_in_characters_and_english_in_words():
    assert [progress.unit(code) for code in ("zh-Hant", "ja", "th", "en", "ko")] == [
        "characters", "characters", "characters", "words", "words",
    ]  # fmt: skip


def test_an_english_text_has_fewer_words_than_its_chinese_original_has_characters():
    assert progress.factor("zh", "en") == pytest.approx(0.606)
    assert progress.factor("en", "zh") == pytest.approx(1.65)


def test_russian_grows_in_english():
    assert progress.factor("ru", "en-GB") > 1.1


def test_an_unknown_language_is_taken_word_for_word():
    assert progress.factor("xx", "en") == 1.0


@pytest.mark.parametrize(("words", "about"), [(0, 0), (1, 5), (63, 65), (417, 420), (1038, 1050)])
def test_what_is_expected_is_a_round_number(words, about):
    assert progress.expected(words, 1.0) == about


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
    with django_assert_num_queries(23):
        assert client.get(change(article)).status_code == 200
