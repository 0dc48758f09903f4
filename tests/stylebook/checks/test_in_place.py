"""A number, hour or month that the original has as well, but not there."""

import pytest

from tests.stylebook.checks.telling import codes, only, told

NUMBERS = {"number_changed", "number_missing", "number_added", "number_word_added"}
BEFORE = "Im April 2013 wurde der Verein gegründet.\n"
BEFORE_OURS = "The club was founded in April 2013.\n"


@pytest.mark.parametrize(
    ("source", "target", "severity"),
    [
        (
            BEFORE + "Müller leitete ihn von 2015 bis 2016.",
            BEFORE_OURS + "Müller led it from 2013 until 2016.",
            "blocker",
        ),
        (
            BEFORE + "Sie blieb 2015 zu Hause, und 2015 war ein schweres Jahr.",
            BEFORE_OURS + "She stayed at home in 2013, and 2015 was a hard year.",
            "warning",
        ),
        (
            "Der Ring ist 2 Kilometer lang, die Runde dauert 1 Stunde.",
            "The ring is 1 kilometer long; one lap of it takes 1 hour.",
            "blocker",
        ),
        (
            "Am 2. und am 5. Juli sowie am 5. August tagte der Rat.",
            "The council met on the 2nd and the 2nd of July and on August 5.",
            "warning",
        ),
    ],
)
def test_a_number_that_stands_elsewhere_in_the_original_is_found(source, target, severity):
    (finding,) = only("number_changed", target, source)

    assert finding.severity == severity


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (
            BEFORE + "Müller leitete ihn von 2015 bis 2016.",
            "The club began in April.\nMüller, who led it from 2015 until 2016, joined in 2013.",
        ),
        (
            "2015 war ein gutes Jahr. Auch 2016 war gut.\nDanach kam 2017.",
            "The year 2015 was good, and so was the next.\nAfter 2016 came 2017.",
        ),
    ],
)
def test_a_number_that_has_moved_is_left_alone(source, target):
    assert not told(target, source, only={"number_changed"})


@pytest.mark.parametrize(
    ("src", "tgt", "source", "target"),
    [
        (
            "en",
            "fr",
            "She meets them on Thursday at 6:30 p.m.",
            "Elle les rencontre jeudi à 15 h 30.",
        ),
        ("de", "en", "Das Boot legte um 18.30 Uhr ab.", "The boat left at 6:40 p.m."),
        ("de", "fr", "Um 12.30 Uhr, nach 30 Sekunden.", "À 16 h 30, au bout de trente secondes."),
        ("ja", "en", "船は午後6時30分に出発した。", "The boat left at 7:30 p.m."),
        ("en", "fr", "A ferry left at 6:15 p.m.", "Un ferry est parti à 13 h 15."),
    ],
)
def test_another_hour_or_minute_is_a_warning(src, tgt, source, target):
    (finding,) = only("number_changed", target, source, src, tgt)

    assert finding.severity == "warning"


@pytest.mark.parametrize(
    ("src", "tgt", "source", "target"),
    [
        ("de", "en", "Das Boot legte um 18.30 Uhr ab.", "The boat left at 6:30 p.m."),
        ("de", "en", "Es begann um halb sieben.", "It began at 6:30."),
        ("ja", "en", "船は午後6時半に出発した。", "The boat left at 6:30 p.m."),
        ("de", "en", "Um 24 Uhr war Schluss.", "It was over at midnight."),
        ("en", "fr", "Doors open at 7 p.m.", "Ouverture des portes à 19 h 00."),
        ("de", "en", "Sie siegten 25:18 und 25:22.", "They won 25-18 and 25-22."),
    ],
)
def test_the_same_hour_is_left_alone(src, tgt, source, target):
    assert not set(codes(target, source, src, tgt)) & NUMBERS


@pytest.mark.parametrize(
    ("src", "source", "target"),
    [
        (
            "de",
            "Verdi fordert acht Prozent mehr, für zwei Jahre.",
            "Verdi wants 2 percent, for 2 years.",
        ),
        (
            "cs",
            "Zesílila nejméně o sedm procent, dva lidé zemřeli.",
            "It grew by 2%, killing 2 people.",
        ),
    ],
)
def test_figures_in_place_of_another_number_in_words_are_found(src, source, target):
    assert "number_changed" in codes(target, source, src)


@pytest.mark.parametrize(
    ("src", "source", "target"),
    [
        (
            "de",
            "Sie kam im April.\nEr blieb von April 2015 bis April 2016.",
            "She came in April.\nHe stayed from November 2015 until April 2016.",
        ),
        (
            "de",
            "Im März war Ruhe.\nDer Rat tagte im Juli.\nIm Juli regnete es.",
            "All was quiet in March.\nThe council met in March.\nIt rained in July.",
        ),
        ("ko", "7월 5일에 열렸다.", "It was held on June 5."),
        ("ja", "1997 年 7 月 5 日に開かれた。", "It was held on June 5, 1997."),
    ],
)
def test_a_month_in_place_of_another_is_found(src, source, target):
    assert "month_changed" in codes(target, source, src)


@pytest.mark.parametrize(
    ("src", "source", "target"),
    [
        (
            "de",
            "Im März war Ruhe.\nDer Rat tagte im Juli und im März.",
            "In March and in July, when the council met, all was quiet.\nIt met in March, too.",
        ),
        ("ko", "2010년 8월 20일에 열렸다.", "It was held on August 20, 2010."),
        ("ja", "2010 年 4 月から 5 月まで続いた。", "It lasted from April to May 2010."),
    ],
)
def test_a_month_that_has_moved_or_is_the_same_is_left_alone(src, source, target):
    assert not told(target, source, src, only={"month_changed", "month_added", *NUMBERS})


@pytest.mark.parametrize(
    ("src", "source", "right", "wrong"),
    [
        (
            "ja",
            "5日（月）に開かれた。",
            "It was held on Monday the 5th.",
            "It was held on Friday the 5th.",
        ),
        (
            "ko",
            "5일(화)에 열렸다.",
            "It was held on Tuesday the 5th.",
            "It was held on Friday the 5th.",
        ),
        (
            "de",
            "Beginn ist heute (Mi., 18 Uhr).",
            "It begins on Wednesday.",
            "It begins on Friday.",
        ),
    ],
)
def test_a_weekday_in_brackets_is_read(src, source, right, wrong):
    assert not only("weekday_changed", right, source, src)
    assert only("weekday_changed", wrong, source, src)
