"""Numbers in words, ordinals and scales, as each language writes them in one or in several."""

import pytest

from stylebook.checks.reading.passage import Passage
from tests.stylebook.checks.telling import only


def values(text, language):
    return set().union(*(quantity.values for quantity in Passage(text, language).quantities))


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("de", "Der einundzwanzigste Kongress begann.", 21),
        ("de", "Es kamen dreihundertfünfundvierzig Gäste.", 345),
        ("nl", "Er kwamen eenendertig gasten.", 31),
        ("it", "La ventiduesima edizione della fiera.", 22),
        ("it", "Con oltre trecento partecipanti.", 300),
        ("it", "Erano duecentocinquanta persone.", 250),
        ("it", "Nel millenovecentoquarantacinque tornarono.", 1945),
        ("it", "Il quarto giorno di sciopero.", 4),
        ("es", "La decimosegunda edición del festival.", 12),
        ("es", "El vigésimo tercer congreso.", 23),
        ("es", "El octogésimo aniversario.", 80),
        ("pt", "A décima quarta edição do festival.", 14),
        ("pt", "O trigésimo dia de greve.", 30),
        ("ru", "Четвёртый день поисков.", 4),
        ("cs", "Přišlo čtyři sta lidí.", 400),
        ("ar", "بلغت الخسائر مليوني دولار.", 2e6),
        ("ro", "Peste 25 de mii de oameni au venit.", 25_000),
        ("ro", "Au murit șaptesprezece oameni.", 17),
        ("hu", "Tizenhét ember jött el.", 17),
        ("ko", "3백 명이 모였다.", 300),
        ("fr", "La vingt et unième édition du salon.", 21),
        ("ja", "費用は 19 億ドルだった。", 1.9e9),
        ("zh", "约有 1 万 2000 人参加。", 12_000),
        ("en", "Some 50k people signed.", 50_000),
    ],
)
def test_a_number_is_read_as_it_is_written(language, text, value):
    assert value in values(text, language)


@pytest.mark.parametrize(
    ("language", "text", "none"),
    [
        ("it", "Il treno per Milano parte.", 1000),
        ("it", "Domenico vinse il duello.", 2),
        ("de", "Achtlos ging er weiter.", 80),
    ],
)
def test_a_word_that_begins_like_a_number_is_another(language, text, none):
    assert none not in values(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ja", "A320 が着陸した。"),
        ("zh", "乘坐A320抵达。"),
        ("ko", "A320기가 착륙했다."),
        ("ja", "4 月に始まる。"),
    ],
)
def test_figures_of_a_name_or_a_month_need_no_answer(language, text):
    assert not any(quantity.claims for quantity in Passage(text, language).quantities)


@pytest.mark.parametrize(
    ("src", "source", "target"),
    [
        (
            "ru",
            "Голосование перенесут с 24 декабря, сказали в субботу. Осталось менее двух недель.",
            "The vote will be moved from December 24, they said on December 24. Less than two weeks"
            " are left.",
        ),
        (
            "it",
            "Sono venuti in tre, ricorda Ottavio Brancaleone.",
            "Three came, all 3 of them, recalls Ottavio Brancaleone.",
        ),
    ],
)
def test_days_of_months_and_names_are_no_number_words(src, source, target):
    assert only("number_changed", target, source, src) == []


def test_a_number_in_words_in_place_of_another_is_hinted_at():
    source = "Drei kamen aus Ulm, drei aus Bonn und vier aus Kiel."
    text = "Three came from Ulm, three from Bonn and three from Kiel."

    assert [f.severity for f in only("number_changed", text, source)] == ["hint"]


def test_another_century_in_roman_numerals_is_hinted_at():
    source = "Most z XVII wieku i szwedzkie armaty; w XV wieku stał tu młyn."
    text = "A 15th-century bridge and Swedish cannons; in the 15th century a mill stood here."

    assert only("number_changed", text, source, "pl") != []
