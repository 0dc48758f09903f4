"""A term as a plain value: what is wrong with one, and two that become one."""

import pytest

from stylebook.entries import Entry, Worded, as_data, complaints, from_data, merge

KYIV = Entry(
    kind="place",
    domain="cities",
    note="The capital.",
    wordings=(Worded("uk", "Київ"), Worded("en", "Kyiv"), Worded("en", "Kiev", "never")),
)


def said(entry):
    return [sentence for _, sentence in complaints(entry)]


def test_a_good_entry_has_nothing_against_it():
    assert said(KYIV) == []


@pytest.mark.parametrize(
    ("wordings", "sentence"),
    [
        ([], "Say how it is written in one language at least."),
        ([Worded("en", "")], "Say how it is written."),
        ([Worded("english", "Kyiv")], "“english” is not a language code."),
        ([Worded("en", "Kyiv"), Worded("en", "KYIV", "also")], "“KYIV” stands here twice."),
        ([Worded("en", "Kyiv", "never"), Worded("en", "Kyiv")], "“Kyiv” is what we write."),
        ([Worded("en", "A"), Worded("en", "B")], "We write “A” in this language"),
        ([Worded("en", "a|b")], "may not hold the sign |"),
        ([Worded("en", "x" * 201)], "At most 200 characters"),
    ],
)
def test_each_mistake_is_said_in_a_sentence(wordings, sentence):
    assert any(
        one.startswith(sentence) or sentence in one for one in said(Entry(wordings=wordings))
    )


def test_the_same_word_may_stand_in_two_languages_and_be_banned_in_a_third():
    wordings = Worded("en", "Kiev", "never"), Worded("fr", "Kiev"), Worded("de", "Kiev", "also")
    assert said(Entry(wordings=wordings)) == []


def test_what_is_not_translated_is_the_same_in_every_language():
    same = Worded("fr", "Le Quai"), Worded("en", "Le Quai")
    assert said(Entry(keep=True, wordings=same)) == []
    other = Worded("fr", "Le Quai"), Worded("en", "The Quay")
    assert said(Entry(keep=True, wordings=other)) == [
        "With “do not translate” we write what stands in the original."
    ]


@pytest.mark.parametrize(("language", "name"), [("en", "Kyiv"), ("uk", "Київ"), ("fr", "Київ")])
def test_a_list_shows_it_in_its_language_or_in_the_first(language, name):
    assert KYIV.name(language) == name


def test_one_that_is_only_banned_has_a_name_too():
    assert Entry(wordings=(Worded("en", "Kiev", "never"),)).name("en") == "Kiev"
    assert Entry().name("en") == ""


def test_what_the_history_keeps_comes_back():
    assert from_data(as_data(KYIV)) == KYIV


def test_a_history_of_an_older_make_is_read_as_far_as_it_goes():
    assert from_data({"kind": "place", "colour": "red"}) == Entry(kind="place")
    assert from_data({}) == Entry()


# --- merging


def test_what_is_the_same_changes_nothing():
    merged = merge(KYIV, KYIV)
    assert (merged.entry, merged.said) == (KYIV, [])


def test_another_preferred_wording_sends_the_first_aside():
    merged = merge(KYIV, Entry("place", wordings=(Worded("en", "Kyyiv"),)))
    assert merged.entry.preferred == {"uk": "Київ", "en": "Kyyiv"}
    assert Worded("en", "Kyiv", "also") in merged.entry.wordings
    assert merged.said == [
        "en: “Kyiv” is only also right from now on",
        "en: we write “Kyyiv”",
    ]


def test_a_new_language_is_only_added():
    merged = merge(KYIV, Entry("place", wordings=(Worded("pl", "Kijów"),)))
    assert merged.entry.wordings == (*KYIV.wordings, Worded("pl", "Kijów"))
    assert merged.said == ["pl: we write “Kijów”"]


def test_what_is_not_said_stays_and_what_is_said_counts():
    merged = merge(KYIV, Entry("institution", note="Since 1991.", wordings=KYIV.wordings))
    assert (merged.entry.kind, merged.entry.domain) == ("institution", "cities")
    assert merged.entry.note == "Since 1991."
    assert merged.said == ["kind: institution", "note: Since 1991."]


def test_whether_it_is_translated_is_always_said():
    quai = Entry("person", keep=True, wordings=(Worded("fr", "Inès"),))
    assert merge(quai, Entry("person", wordings=quai.wordings)).said == ["to be translated"]
    back = Entry("person", wordings=quai.wordings)
    assert merge(back, quai).said == ["do not translate"]


def test_a_key_is_taken_over_in_silence():
    merged = merge(KYIV, Entry("place", key="cldr:x", wordings=KYIV.wordings))
    assert (merged.entry.key, merged.said) == ("cldr:x", [])
