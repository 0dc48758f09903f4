import pytest

from prose.sanitise import _allowlist
from prose.vocabulary import BODY, EDITOR_EXTENSIONS, attribute_filter


@pytest.mark.parametrize("value", ["b1", "b12", "b1 b2", "b7 b8 b12345"])
def test_source_blocks_are_named_by_letter_and_number(value):
    assert attribute_filter("p", "data-source", value) == value


@pytest.mark.parametrize(
    "value", ["", "b0", "b01", "1", "b1  b2", " b1", "b1,b2", "B1", "b123456", 'b1" onclick="x']
)
def test_another_form_of_source_is_refused(value):
    assert attribute_filter("p", "data-source", value) is None


@pytest.mark.parametrize("value", ["0", "-1", "7x", "", "07", "99999999999", "7 8"])
def test_a_photograph_is_named_by_its_id_alone(value):
    assert attribute_filter("figure", "data-photo", value) is None
    assert attribute_filter("figure", "data-photo", "7") == "7"


@pytest.mark.parametrize(
    "value",
    ["https://a.example/x", "HTTP://a.example", "mailto:desk@a.example", "/section/story/", "/"],
)
def test_a_link_leads_to_the_web_to_mail_or_to_this_site(value):
    assert attribute_filter("a", "href", value) == value


@pytest.mark.parametrize(
    "value",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "//evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "/\n\\evil.example",
        "relative",
        "#top",
        "",
    ],
)
def test_another_kind_of_link_is_refused(value):
    assert attribute_filter("a", "href", value) is None


@pytest.mark.parametrize("name", ["onclick", "style", "class", "id", "title", "rel", "target"])
def test_any_other_attribute_is_refused(name):
    assert attribute_filter("p", name, "x") is None


def test_editor_and_sanitiser_know_the_same_words():
    assert _allowlist["tags"] == {
        "p", "h2", "h3", "blockquote", "ul", "ol", "li", "a", "em", "strong", "aside", "figure",
        "figcaption", "section",
    }  # fmt: skip


def test_every_extension_of_ours_is_switched_on():
    ours = {name for group in EDITOR_EXTENSIONS for name in group["extensions"]}
    assert {name for name in ours if BODY.get(name)} == ours


def test_a_link_opens_in_the_same_window_and_translators_have_their_spell_check():
    assert BODY["Link"]["enableTarget"] is False
    assert BODY["NoSpellCheck"] is False


@pytest.mark.parametrize("value", ["deepl", "libretranslate"])
def test_a_machine_is_named(value):
    assert attribute_filter("p", "data-draft", value) == value


@pytest.mark.parametrize("value", ["", "DeepL", "human", "deepl ", "deepl libretranslate", "x"])
def test_another_machine_is_refused(value):
    assert attribute_filter("p", "data-draft", value) is None
