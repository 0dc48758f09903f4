"""How a paragraph is read: its words, numbers and sentences."""

import pytest

from stylebook.checks.languages import data
from stylebook.checks.reading.cjk import value_of
from stylebook.checks.reading.figures import values_of
from stylebook.checks.reading.passage import Passage
from stylebook.checks.reading.quantities import ascii_digits, exact
from stylebook.checks.reading.sentences import sentence_spans
from stylebook.checks.rules.number_pairs import likeness, rounded


def values(text, language):
    """{value} of all quantities."""
    return {value for q in Passage(text, language).quantities for value in q.values}


def first(text, language="en"):
    return Passage(text, language).quantities[0]


# --- figures


@pytest.mark.parametrize(
    ("language", "token", "expected"),
    [
        ("de", "1.234", {1234.0}),
        ("de", "1.234,5", {1234.5}),
        ("de", "1,5", {1.5}),
        ("de", "0,125", {0.125}),
        ("de", "10'000", {10000.0}),
        ("en", "1,234", {1234.0}),
        ("en", "1,234.5", {1234.5}),
        ("en", "1.5", {1.5}),
        ("fr", "3 500", {3500.0}),
        ("fr", "3\u202f500,25", {3500.25}),
        ("ru", "21 150", {21150.0}),
        ("es", "3.500", {3500.0, 3.5}),
        ("es", "1,200", {1200.0, 1.2}),
        ("zh", "20,733", {20733.0}),
    ],
)
def test_separators_are_those_of_the_language(language, token, expected):
    found, _, one = values_of(token, data(language))
    assert found == expected
    assert one


def test_a_version_is_no_number():
    found, _, one = values_of("3.2.1", data("en"))
    assert not one
    assert {3.0, 2.0, 1.0} <= found


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("de", "4,1 Mrd. Euro", 4.1e9),
        ("de", "12 Tsd. Tonnen", 12e3),
        ("de", "3 Millionen", 3e6),
        ("fr", "2,34 Md€", 2.34e9),
        ("fr", "5 milliers de gens", 5e3),
        ("es", "3.500 millones", 3.5e9),
        ("es", "2 mil millones", 2e9),
        ("it", "62 mila volumi", 62e3),
        ("it", "2,5 mld", 2.5e9),
        ("pt", "1,3 bilhão", 1.3e9),
        ("pt", "54,8 milhões", 54.8e6),
        ("nl", "2,1 miljard", 2.1e9),
        ("ru", "14,7 млрд рублей", 14.7e9),
        ("ru", "45 тыс. человек", 45e3),
        ("uk", "87 млн гривень", 87e6),
        ("cs", "31 tisíc korun", 31e3),
        ("cs", "2,8 miliardy", 2.8e9),
        ("pl", "350 mln zł", 350e6),
        ("pl", "2,5 tys.", 2.5e3),
        ("tr", "17 bin 2 lira", 17002.0),
        ("tr", "1,2 milyar", 1.2e9),
        ("ar", "45 مليون دولار", 45e6),
        ("fa", "۱۲ هزار و ۵۰۰", 12500.0),
        ("zh", "24.5亿元", 2.45e9),
        ("ja", "２８０億円", 28e9),
        ("ko", "3만 명", 3e4),
        ("sv", "1,9 miljarder", 1.9e9),
        ("fi", "3 miljoonaa", 3e6),
        ("hu", "5 milliárd", 5e9),
        ("ro", "2 milioane", 2e6),
        ("en", "$4.1bn", 4.1e9),
        ("en", "$5m", 5e6),
        ("en", "3 million", 3e6),
    ],
)
def test_words_of_scale_multiply(language, text, value):
    assert exact(value) in first(text, language).values


@pytest.mark.parametrize(
    ("language", "text", "currency"),
    [
        ("en", "$5", "USD"),
        ("en", "€5 million", "EUR"),
        ("en", "5 million US dollars", "USD"),
        ("de", "5 Mio. €", "EUR"),
        ("de", "EUR 5", "EUR"),
        ("fr", "5 millions d'euros", "EUR"),
        ("ru", "5 млн рублей", "RUB"),
        ("pl", "350 mln zł", "PLN"),
        ("zh", "15元", "CNY"),
        ("ja", "280億円", "JPY"),
        ("de", "5 Leute. Euro", None),
    ],
)
def test_a_sum_has_its_currency(language, text, currency):
    assert first(text, language).currency == currency


@pytest.mark.parametrize(
    ("language", "text", "percent"),
    [
        ("en", "5 percent", True),
        ("en", "5%", True),
        ("de", "5 Prozent", True),
        ("tr", "yüzde 5", True),
        ("tr", "%5", True),
        ("ar", "5 في المئة", True),
        ("zh", "百分之5", True),
        ("ja", "5パーセント", True),
        ("en", "5 persons", False),
    ],
)
def test_a_percentage_is_one(language, text, percent):
    assert any(q.percent for q in Passage(text, language).quantities) is percent


def test_a_range_shares_what_is_said_once():
    low, high = [q for q in Passage("2 to 3 million euros", "en").quantities if q.figures]
    assert low.values == {2.0, 2e6}
    assert (low.currency, high.currency) == ("EUR", "EUR")


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("It has 24 doors", True),
        ("at 14:30", False),
        ("at 8 p.m.", False),
        ("The A320 flew", False),
        ("COVID-19 came", False),
        ("The G7 met", False),
        ("on 24/12/2024", False),
        ("a 5km run", True),
        ("the 19th century", True),
    ],
)
def test_not_every_figure_claims_to_be_in_the_original(text, claims):
    assert any(q.claims for q in Passage(text, "en").quantities if q.figures) is claims


@pytest.mark.parametrize(
    ("language", "text", "hours"),
    [
        ("de", "um 20 Uhr", {8.0, 20.0}),
        ("en", "8 p.m.", {8.0, 20.0}),
        ("fr", "à 20h", {8.0, 20.0}),
        ("it", "alle 23", {11.0, 23.0}),
        ("pl", "o godz. 6", {6.0, 18.0}),
        ("ja", "午後3時", {3.0, 15.0}),
    ],
)
def test_hours_have_two_names(language, text, hours):
    assert hours <= first(text, language).values


@pytest.mark.parametrize(
    ("language", "text"),
    [("tr", "14 saat süren"), ("fr", "14 heures de travail"), ("ru", "14 часов работы")],
)
def test_a_duration_is_no_hour(language, text):
    assert first(text, language).values == {14.0}


# --- words


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "twenty-five", 25),
        ("en", "two hundred and fifty-three million", 253e6),
        ("en", "two and a half million", 2.5e6),
        ("en", "half a million", 5e5),
        ("en", "twenty-second", 22),
        ("en", "three dozen", 36),
        ("en", "two weeks", 14),
        ("de", "dreiundzwanzig", 23),
        ("de", "zweieinhalb Millionen", 2.5e6),
        ("de", "eine halbe Million", 5e5),
        ("de", "zweihundertfünfzig", 250),
        ("de", "anderthalb", 1.5),
        ("fr", "quatre-vingt-dix-sept", 97),
        ("fr", "soixante-douze", 72),
        ("fr", "deux millions et demi", 2.5e6),
        ("fr", "dix-huit mois", 18),
        ("es", "veinticinco", 25),
        ("es", "mil doscientos millones", 1.2e9),
        ("es", "dos horas y media", 2.5),
        ("it", "ventitré", 23),
        ("it", "quattro milioni e mezzo", 4.5e6),
        ("pt", "duas horas e meia", 2.5),
        ("pt", "vinte e cinco", 25),
        ("nl", "drieëntwintig", 23),
        ("nl", "anderhalve", 1.5),
        ("ru", "двадцать пять", 25),
        ("ru", "две с половиной", 2.5),
        ("ru", "полтора миллиона", 1.5e6),
        ("uk", "двадцять п'ять", 25),
        ("uk", "утричі", 3),
        ("cs", "dvě a půl", 2.5),
        ("cs", "osmnáct", 18),
        ("pl", "dwadzieścia jeden", 21),
        ("pl", "półtorej", 1.5),
        ("tr", "yirmi beş", 25),
        ("tr", "iki buçuk", 2.5),
        ("ar", "خمسة وعشرين", 25),
        ("ar", "ثلاثة عشر", 13),
        ("fa", "بیست و پنج", 25),
        ("zh", "三十五", 35),
        ("ja", "四十年", 40),
        ("sv", "tolv", 12),
    ],
)
def test_numbers_in_words_are_read(language, text, value):
    assert value in values(text, language)


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("三十五", 35),
        ("十五", 15),
        ("二〇二四", 2024),
        ("1.5万亿", 1.5e12),
        ("2億3000万", 2.3e8),
        ("1兆2千億", 1.2e12),
        ("50余万", 5e5),
        ("五千万", 5e7),
        ("三亿五千万", 3.5e8),
        ("百", 100),
    ],
)
def test_chinese_numbers_are_added_up(text, total):
    assert value_of(text) == total


@pytest.mark.parametrize(
    ("text", "value"),
    [("au XIXe siècle", 19), ("Louis XIV", 14), ("le chapitre IX", 9), ("au XXe", 20)],
)
def test_roman_numerals_are_read(text, value):
    assert value in values(text, "fr")


def test_digits_of_all_scripts_become_ours():
    assert ascii_digits("٤٫٥ ۱۲ ３．５ ४२ x²") == "4.5 12 3.5 42 x²"


# --- how numbers go wrong


@pytest.mark.parametrize(
    ("mine", "theirs", "kind"),
    [
        ("4.1 billion", "4.1 million", "scale"),
        ("415", "451", "digit"),
        ("24", "14", "digit"),
        ("1234", "124", "digit"),
        ("31,050", "31,000", "digit"),
        ("40", "95", "other"),
        ("7", "95", "other"),
        ("twelve", "95", "other"),
    ],
)
def test_likeness_of_two_numbers(mine, theirs, kind):
    assert likeness(first(mine), first(theirs)) == kind


@pytest.mark.parametrize(
    ("text", "exactly", "is_rounded"),
    [
        ("almost 2,000", "1987", True),
        ("about 1,990", "1987", True),
        ("2,000", "1987", False),
        ("almost 3,000", "1987", False),
        ("about 1,986", "1987", False),
        ("more than 40 million", "40.6 million", True),
    ],
)
def test_a_rounder_number_is_none_that_went_wrong(text, exactly, is_rounded):
    mine = next(q for q in Passage(text, "en").quantities if q.figures)
    assert rounded(text, mine, first(exactly), data("en")) is is_rounded


# --- sentences


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("en", "Mr. Smith met the U.S. envoy at 5 p.m. in St. Louis. He left.", 2),
        ("en", "“Is it late?” he asked. “Yes!” she said.", 2),
        ("de", "Am 20. Mai kam z.B. Dr. Meyer. Er blieb.", 2),
        ("de", "Die 22. Konferenz begann.", 1),
        ("fr", "M. Dupont est parti. Mme Lescot reste.", 2),
        ("ru", "В 2014 г. он уехал на ул. Мира. Потом вернулся.", 2),
        ("pl", "Minister prof. Nowak przyjechał. Potem wyjechał.", 2),
        ("zh", "他来了。她走了！为什么？", 3),
        ("ja", "「来た。」と言った。帰った。", 3),
        ("ar", "جاء الوزير. ثم غادر؟", 2),
        ("en", "No end", 1),
        ("en", "", 0),
    ],
)
def test_sentences_are_told_apart(language, text, number):
    assert len(sentence_spans(text, language)) == number


def test_sentences_are_spans_of_the_text():
    text = "The mayor resigned.  The council met."
    assert [text[a:b] for a, b in sentence_spans(text, "en")] == [
        "The mayor resigned.",
        "The council met.",
    ]


# --- marks


@pytest.mark.parametrize(
    ("language", "text", "kind", "value"),
    [
        ("de", "den Vereinigten Staaten", "country", "US"),
        ("fr", "l'Allemagne", "country", "DE"),
        ("es", "EE.UU.", "country", "US"),
        ("ru", "в южной Корее", "country", "KR"),
        ("ar", "وروسيا", "country", "RU"),
        ("fa", "سه\u200cشنبه", "day", 1),
        ("tr", "Yunanistan'da", "country", "GR"),
        ("zh", "周一上午", "day", 0),
        ("en", "the U.S. envoy", "country", "US"),
        ("uk", "п’ятницю", "day", 4),
        ("et", "Saksamaal", "country", "DE"),
    ],
)
def test_what_a_word_stands_for(language, text, kind, value):
    assert value in Passage(text, language).values(kind)


def test_of_two_entries_the_longer_counts():
    assert Passage("mil millones", "es").values("scale") == {1e9}
    assert Passage("achtzehn", "de").values("number") == {18.0}
