import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prose import characters


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("NUL", "har\x00bour"),
        ("control", "har\x07bour"),
        ("C1 control", "har\x9cbour"),
        ("soft hyphen", "har\u00adbour"),
        ("zero-width space", "har\u200bbour"),
        ("zero-width joiner", "har\u200dbour"),
        ("zero-width non-joiner", "har\u200cbour"),
        ("word joiner", "har\u2060bour"),
        ("byte order mark", "\ufeffharbour"),
        ("left-to-right mark", "har\u200ebour"),
        ("right-to-left mark", "harbour\u200f"),
        ("right-to-left override", "har\u202ebour"),
        ("isolate", "\u2066harbour\u2069"),
        ("Mongolian vowel separator", "har\u180ebour"),
        ("interlinear annotation", "har\ufff9bour"),
        ("tag character", "har\U000e0041bour"),
        ("lone surrogate", "har\ud800bour"),
    ],
)
def test_an_invisible_character_is_taken_out(name, raw):
    assert characters.clean(raw) == "harbour"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Persian verb", "می\u200cروم"),
        ("Persian plural", "کتاب\u200cها"),
        ("Hindi half letter", "क\u094d\u200dष"),
        ("Malayalam chillu", "ന\u0d4d\u200d"),
        ("woman at a computer", "👩\u200d💻"),
        ("rainbow flag", "🏳\ufe0f\u200d🌈"),
        ("family", "👨\u200d👩\u200d👧"),
    ],
)
def test_a_joiner_that_the_script_needs_stays(name, text):
    # The chillu stands at the end of a word, before another letter.
    text = text + "ം" if name == "Malayalam chillu" else text
    assert characters.clean(text) == unicodedata.normalize("NFC", text)


def test_a_run_of_joiners_becomes_one():
    assert characters.clean("می\u200c\u200c\u200cروم") == "می\u200cروم"


@pytest.mark.parametrize(
    "text", ["می\u200c", "\u200cروم", "می \u200cروم", "a\u200cروم", "\u200d\u200d"]
)
def test_a_joiner_with_nothing_to_join_goes(text):
    assert "\u200c" not in characters.clean(text)


@pytest.mark.parametrize(
    "text",
    [
        "שָׁלוֹם, עולם",
        "הוא אמר: «C++\u200f» ושתק",
        "נמל תל־אביב נפתח ב־06:30.",
        "السَّلامُ عليكم، يا بحر؟",
        "بندر عباس ۱۴۰۵",
        "د هند سمندر",
    ],
)
def test_hebrew_and_arabic_are_left_alone(text):
    assert characters.clean(text) == unicodedata.normalize("NFC", text)


def test_a_direction_mark_that_holds_hebrew_punctuation_in_place_stays():
    assert characters.clean("שלום!\u200f") == "שלום!\u200f"


def test_a_direction_mark_between_two_hebrew_letters_goes():
    assert characters.clean("של\u200fום") == "שלום"


def test_an_override_goes_from_arabic_too():
    assert characters.clean("\u202eبحر\u202c") == "بحر"


def test_decomposed_letters_are_composed():
    assert characters.clean("cafe\u0301") == "café"


def test_letters_that_a_joiner_kept_apart_from_their_accent_are_composed():
    assert characters.clean("cafe\u200d\u0301") == "café"


def test_white_space_is_left_as_it_is():
    assert characters.clean(" a\t\n\u00a0\u202fb ") == " a\t\n\u00a0\u202fb "


def test_a_line_has_single_spaces_and_no_ends():
    assert characters.clean_line("  The \t harbour\r\n wakes\u2028 ") == "The harbour wakes"


def test_a_line_keeps_its_no_break_spaces():
    assert characters.clean_line("12\u00a0km\u202f!") == "12\u00a0km\u202f!"


def test_lines_are_trimmed_and_empty_ones_kept_single():
    assert characters.clean_lines(" a \r\n\r\n\r\n\r\n b\u200b \n c ") == "a\n\nb\nc"


@given(st.text())
def test_cleaning_twice_changes_nothing(text):
    once = characters.clean(text)
    assert characters.clean(once) == once


@given(st.text(alphabet="aáе漢ب ع\u200b\u200c\u200d\u200e\u200f\u202e\u2066\x00\ud800👩💻\u0301"))
def test_what_a_reader_sees_is_never_removed(text):
    def seen(value):
        return [
            c
            for c in unicodedata.normalize("NFD", value)
            if unicodedata.category(c) not in ("Cf", "Cc", "Cs")
        ]

    visible = "".join(c for c in text if unicodedata.category(c) not in ("Cf", "Cc", "Cs"))
    assert seen(characters.clean(text)) == seen(visible)
