"""Words as the desk counts them, and numbers as it says them."""

import pytest

from articles import counting


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
    assert counting.count(text) == number


def test_chinese_is_counted_in_characters_and_english_in_words():
    assert [counting.unit(code) for code in ("zh-Hant", "ja", "th", "en", "ko")] == [
        "characters", "characters", "characters", "words", "words",
    ]  # fmt: skip


def test_an_english_text_has_fewer_words_than_its_chinese_original_has_characters():
    assert counting.factor("zh", "en") == pytest.approx(0.606)
    assert counting.factor("en", "zh") == pytest.approx(1.65)


def test_russian_grows_in_english():
    assert counting.factor("ru", "en-GB") > 1.1


def test_an_unknown_language_is_taken_word_for_word():
    assert counting.factor("xx", "en") == 1.0


@pytest.mark.parametrize(("words", "about"), [(0, 0), (1, 5), (63, 65), (417, 420), (1038, 1050)])
def test_what_is_expected_is_a_round_number(words, about):
    assert counting.expected(words, 1.0) == about


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th"),
     (21, "21st"), (102, "102nd"), (111, "111th")],
)  # fmt: skip
def test_a_number_in_order_has_its_ending(number, said):
    assert counting.ordinal(number) == said
