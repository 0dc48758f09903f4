import pytest

from sources.languages import (
    country_name,
    direction,
    known_country,
    known_language,
    language_name,
    locale,
    shares_script,
    written_in,
)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("fr", "French"),
        ("pt-BR", "Portuguese (Brazil)"),
        ("zh-Hans", "Chinese (Simplified)"),
        ("ckb", "Central Kurdish"),
        ("klingon-x", "klingon-x"),
        ("", ""),
    ],
)
def test_a_language_is_named(code, name):
    assert language_name(code) == name


def test_a_language_is_named_in_the_language_of_the_edition():
    assert language_name("de", "fr") == "allemand"


@pytest.mark.parametrize(("code", "name"), [("KG", "Kyrgyzstan"), ("fr", "France"), ("QQ", "QQ")])
def test_a_country_is_named(code, name):
    assert country_name(code) == name


@pytest.mark.parametrize("code", ["ar", "fa", "he", "ur", "ps", "yi", "ckb", "AR-eg", "fa-AF"])
def test_these_languages_are_written_from_right_to_left(code):
    assert direction(code) == "rtl"


@pytest.mark.parametrize("code", ["fr", "ja", "ku", "az", "arn", "hew-x", ""])
def test_others_are_written_from_left_to_right(code):
    assert direction(code) == "ltr"


@pytest.mark.parametrize("code", ["fr", "pt-BR", "zh-Hans-CN", "ckb"])
def test_a_language_code_is_known(code):
    assert known_language(code)


@pytest.mark.parametrize("code", ["", "french language", "x", "fr-", "<script>", "\u202efr"])
def test_another_language_code_is_not(code):
    assert not known_language(code)


@pytest.mark.parametrize(
    ("code", "known"), [("FR", True), ("KG", True), ("fr", False), ("150", False), ("", False)]
)
def test_a_country_code_is_two_capital_letters(code, known):
    assert known_country(code) is known


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("法国全国大罢工", "zh"),
        ("港は町より早く目を覚ます", "ja"),
        ("항구가 깨어난다", "ko"),
        ("הנמל מתעורר", "he"),
        ("ท่าเรือตื่น", "th"),
        ("Το λιμάνι ξυπνά", "el"),
        ("Порт просыпается", ""),
        ("الميناء يستيقظ", ""),
        ("The harbour of 釜山 wakes", ""),
        ("", ""),
    ],
)
def test_a_script_that_one_language_writes_tells_it(text, language):
    assert written_in(text) == language


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [("ja", "zh", True), ("fr", "cs", True), ("en", "zh", False), ("zh-Hant", "zh", True)],
)
def test_languages_share_a_script_or_do_not(one, other, shared):
    assert shares_script(one, other) is shared


@pytest.mark.parametrize(
    ("code", "told"),
    [("en", "en_US"), ("pt-BR", "pt_BR"), ("fr", "fr_FR"), ("zh-Hant", "zh_TW"), ("xx", "xx")],
)
def test_open_graph_is_told_a_language_with_its_country(code, told):
    assert locale(code) == told
