"""Terms of the Stylebook found in texts of many languages."""

import time

import pytest

from stylebook import keeping, matching
from stylebook.entries import Entry, Worded
from tests.factories import make_term, make_user

pytestmark = pytest.mark.django_db


def found(text, language="ru"):
    terms = matching.find({"b1": text}, language, "en").get("b1", [])
    return [pair.source for pair in terms]


# --- endings


@pytest.mark.parametrize(
    ("term", "text", "language"),
    [
        ("Бишкек", "Он вернулся из Бишкека вчера.", "ru"),
        ("Ош", "В Оше идёт дождь.", "ru"),
        ("Нарын", "За Нарыном дороги нет.", "ru"),
        ("Елена Загорина", "По словам Елены Загориной, мост открыт.", "ru"),
        ("Верховный суд", "Решение Верховного суда.", "ru"),
        ("Straßenbahn", "Die Straßenbahnen fahren.", "de"),
        ("Marsiglia", "a MARSIGLIA", "it"),
        ("Istanbul", "İstanbul'da", "tr"),
        ("Kıyı Postası", "Kıyı Postası'nın haberi", "tr"),
        ("Recife", "em Recife,", "pt-BR"),
        ("São Paulo", "Sao Paulo", "pt-BR"),
        ("Québec", "au Québec.", "fr"),
        ("부산", "부산에서", "ko"),
        ("Κρήτη", "της Κρήτης", "el"),
    ],
)
def test_a_name_is_found_in_its_forms(term, text, language):
    make_term(term, language=language)
    assert found(text, language) == [term]


@pytest.mark.parametrize(
    ("term", "text", "language"),
    [
        ("Бишкек", "бишкек", "ru"),  # no name
        ("Ош", "Ошибка.", "ru"),
        ("Рим", "Римская", "ru"),
        ("Mars", "Marseille", "fr"),
        ("Lyon", "Lyonnaises d’hier", "fr"),
        ("Верховный суд", "Верховный совет", "ru"),
        ("Un", "Union", "fr"),
    ],
)
def test_another_word_with_the_same_beginning_is_not_it(term, text, language):
    make_term(term, language=language)
    assert found(text, language) == []


def test_a_phrase_in_small_letters_is_found_in_capitals_too():
    make_term("marée noire", language="fr")
    assert found("Marée noire en Bretagne", "fr") == ["marée noire"]


# --- Arabic and Hebrew


@pytest.mark.parametrize(
    "text", ["العقبة", "في العقبة", "وبالعقبة", "للعقبة", "والعَقَبَة", "العقبه", "العـقبة"]
)
def test_arabic_words_carry_their_little_words_and_points(text):
    make_term("العقبة", language="ar")
    assert found(f"قال {text} اليوم", "ar") == ["العقبة"]


def test_an_arabic_name_of_two_words_is_found_behind_a_preposition():
    make_term("لبنى سرحان", language="ar")
    assert found("قالت للبنى سرحان", "ar") == ["لبنى سرحان"]


@pytest.mark.parametrize("text", ["חיפה", "בחיפה", "ומחיפה", "שבחיפה".removeprefix("ש"), "חֵיפָה"])
def test_hebrew_words_carry_their_little_words_and_points(text):
    make_term("חיפה", language="he")
    assert found(f"{text} היום", "he") == ["חיפה"]


# --- scripts without spaces


@pytest.mark.parametrize(
    ("term", "text", "language"),
    [
        ("香茅山", "凌晨的香茅山镇", "zh-Hans"),
        ("今治", "愛媛県今治市で", "ja"),
        ("กรุงเทพ", "ในกรุงเทพมหานคร", "th"),
    ],
)
def test_a_name_is_found_between_letters(term, text, language):
    make_term(term, language=language)
    assert found(text, language) == [term]


def test_letters_that_only_begin_alike_are_another_word():
    make_term("香茅山", language="zh-Hans")
    assert found("香茅油", "zh-Hans") == []


def test_latin_letters_amid_chinese_are_found():
    make_term("ASML", language="zh-Hans")
    assert found("荷兰ASML公司", "zh-Hans") == ["ASML"]


# --- which, and in what order


def test_terms_come_in_order_of_appearance_and_once():
    for name in ("Ош", "Бишкек", "Алматы"):
        make_term(name)
    assert found("Бишкек, Ош, Бишкек") == ["Бишкек", "Ош"]


def test_of_overlapping_terms_the_longest_counts():
    make_term("Верховный")
    make_term("Верховный суд")
    assert found("Верховный суд решил") == ["Верховный суд"]


def test_the_longest_counts_between_letters_too():
    make_term("香茅", language="zh")
    make_term("香茅山", language="zh")
    assert found("香茅山镇", "zh-Hans") == ["香茅山"]


def test_blocks_without_terms_are_left_out():
    make_term("Ош")
    assert list(matching.find({"b1": "Ош", "b2": "мост", "b3": ""}, "ru", "en")) == ["b1"]


def test_terms_of_a_language_serve_its_regions():
    make_term("Recife", language="pt")
    make_term("Olinda", language="pt-PT")
    assert found("Recife, Olinda", "pt-BR") == ["Recife"]


def test_terms_of_other_languages_are_left_alone():
    make_term("Lyon", language="fr", ours="de")
    make_term("Lyon", language="it")
    assert found("Lyon", "fr") == []


def test_a_glossary_holds_what_a_machine_needs():
    make_term("Lyon", "Lyons", language="fr")
    make_term("Le Quai", language="fr", keep=True)
    make_term("français", "French", language="fr", key="cldr:language:fr")
    assert matching.glossary("fr", "en") == [("Le Quai", "Le Quai"), ("Lyon", "Lyons")]


def test_every_wording_of_an_original_leads_to_what_we_write():
    wordings = (
        Worded("ru", "Киргизия"), Worded("ru", "Кыргызстан", "also"),
        Worded("ru", "Киргизстан", "never"),
        Worded("en", "Kyrgyzstan"), Worded("en", "Kyrgyz Republic", "also"),
        Worded("en", "Kirghizia", "never"),
    )  # fmt: skip
    keeping.keep_all([(None, Entry("place", wordings=wordings))], by=None)
    for text in ("в Киргизии", "в Кыргызстане", "в Киргизстане"):
        [pair] = matching.find({"b1": text}, "ru", "en")["b1"]
        assert (pair.target, pair.also, pair.banned) == (
            "Kyrgyzstan", ("Kyrgyz Republic",), ("Kirghizia",)
        )  # fmt: skip


def test_the_wording_of_our_own_region_comes_before_that_of_the_language():
    term = make_term("осень", "autumn")
    more = (*keeping.entry_of(term).wordings, Worded("en-US", "fall"))
    keeping.keep_all([(term, Entry(wordings=more))], by=None)
    assert matching.pairs("ru", "en-US")[0].target == "fall"
    assert matching.pairs("ru", "en-GB")[0].target == "autumn"


def test_a_term_without_a_word_of_ours_has_nothing_to_say():
    make_term("Ош", "")
    assert found("Ош") == []


# --- a stylebook that changes, and one that is large


def test_a_new_a_changed_and_a_deleted_term_count_at_once():
    assert found("Ош") == []
    term = make_term("Ош")
    assert found("Ош") == ["Ош"]
    keeping.keep_all([(term, Entry(wordings=(Worded("ru", "Алматы"), Worded("en", "A"))))], by=None)
    assert found("Ош") == []
    assert found("Алматы") == ["Алматы"]
    keeping.forget(term, by=make_user("administrator"))
    assert found("Алматы") == []


def test_an_unchanged_stylebook_is_read_once(django_assert_num_queries):
    make_term("Ош")
    with django_assert_num_queries(2):
        found("Ош")
    with django_assert_num_queries(1):
        found("Ош")


def test_five_thousand_terms_do_not_slow_a_long_story_down():
    letters = "абвгдежзик"
    names = ("".join(letters[int(d)] for d in f"{n:05}").title() + " край" for n in range(5000))
    entries = [Entry(wordings=(Worded("ru", name), Worded("en", "-"))) for name in names]
    keeping.keep_all([(None, entry) for entry in entries], by=None)
    text = "По словам Елены Загориной, Аббав край большой. " * 10
    matching.find({"b0": text}, "ru", "en")
    begun = time.monotonic()
    terms = matching.find({f"b{n}": text for n in range(60)}, "ru", "en")
    assert time.monotonic() - begun < 5
    assert len(terms) == 60
