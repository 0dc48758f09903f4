from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prose import diff


def side(runs, kind):
    return "".join(text for run, text in runs if run in ("same", kind))


@pytest.mark.parametrize(
    ("old", "new", "runs"),
    [
        ("", "", []),
        ("The sea.", "The sea.", [("same", "The sea.")]),
        ("", "The sea.", [("ins", "The sea.")]),
        ("The sea.", "", [("del", "The sea.")]),
        (
            "The harbour wakes early.",
            "The old harbour wakes late.",
            [
                ("same", "The "),
                ("ins", "old "),
                ("same", "harbour wakes "),
                ("del", "early"),
                ("ins", "late"),
                ("same", "."),
            ],
        ),
        (
            "One boat, two boats.",
            "One boat; two boats.",
            [("same", "One boat"), ("del", ","), ("ins", ";"), ("same", " two boats.")],
        ),
        ("a  b c", "a b c", [("same", "a"), ("del", "  "), ("ins", " "), ("same", "b c")]),
    ],
)
def test_words_that_changed_are_told_from_those_that_stayed(old, new, runs):
    assert diff.words(old, new) == runs


@pytest.mark.parametrize(
    ("script", "old", "new", "inserted"),
    [
        ("Japanese", "東京の港は早く目を覚ます。", "東京の古い港は早く目を覚ます。", "古い"),
        ("Chinese", "港口很早就醒来。", "老港口很早就醒来。", "老"),
        ("Thai, with tone marks", "นี่คือเรือ", "นี่คือท่าเรือ", "ท่า"),
        ("Hindi, vowel signs in the word", "हिन्दी में लिखा", "हिन्दी में नया लिखा", "नया "),
        ("Hebrew", "שלום עולם יפה", "שלום עולם טוב יפה", "טוב "),
        ("Arabic comma", "البحر هادئ", "البحر هادئ، اليوم", "، اليوم"),
        ("Russian", "Порт рано просыпается", "Старый порт рано просыпается", "Старый порт"),
    ],
)
def test_every_script_is_compared_by_its_own_words(script, old, new, inserted):
    assert ("ins", inserted) in diff.words(old, new)


def test_a_persian_joiner_does_not_break_a_word():
    assert diff.words("من امروز به بندر می\u200cروم", "من امروز به بندر می\u200cآیم")[1:] == [
        ("del", "می\u200cروم"),
        ("ins", "می\u200cآیم"),
    ]


def test_texts_with_little_in_common_are_shown_whole():
    old = "The minister of the sea spoke in the old town on Monday."
    new = "Nobody expected the ferries to be on strike when schools reopen."
    assert diff.words(old, new) == [("del", old), ("ins", new)]


def test_a_sentence_added_to_a_short_text_is_an_addition_however_long():
    long = " Then came thirty more boats, and nobody had counted on them at all."
    assert diff.words("One boat.", f"One boat.{long}") == [("same", "One boat."), ("ins", long)]


def test_a_changed_word_in_the_middle_of_little_is_not_confetti():
    assert diff.words("quite new", "wholly old") == [("del", "quite new"), ("ins", "wholly old")]


texts = st.text(alphabet="ab c,.東京に\u00e9 \n", max_size=60)


@given(texts, texts)
def test_both_texts_can_be_read_off_a_diff(old, new):
    runs = diff.words(old, new)
    assert side(runs, "del") == old
    assert side(runs, "ins") == new


@given(texts, texts)
def test_runs_of_one_kind_are_joined_and_none_is_empty(old, new):
    runs = diff.words(old, new)
    assert all(text for _, text in runs)
    assert all(a != b for (a, _), (b, _) in pairwise(runs))


def kinds(changes):
    return [(kind, "".join(text for _, text in runs)) for kind, _, runs in changes]


def test_blocks_are_paired_by_the_source_they_render():
    old = '<p data-source="b1">One is here.</p><p data-source="b2">Two is here.</p>'
    new = (
        '<p data-source="b1">First things first.</p>'
        "<p>Ours alone.</p>"
        '<p data-source="b2">Two is there.</p>'
    )
    assert diff.bodies(old, new) == [
        ("changed", "p", [("del", "One is here."), ("ins", "First things first.")]),
        ("added", "p", [("ins", "Ours alone.")]),
        (
            "changed",
            "p",
            [("same", "Two is "), ("del", "here"), ("ins", "there"), ("same", ".")],
        ),
    ]


def test_blocks_without_source_are_paired_by_likeness():
    old = "<p>The boats leave at six.</p><p>Nobody knows why the lamp is out.</p>"
    new = "<p>Wholly other matter.</p><p>Nobody knows why that lamp is lit.</p>"
    assert [kind for kind, _, _ in diff.bodies(old, new)] == ["removed", "added", "changed"]


def test_a_removed_block_stands_where_it_stood():
    old = "<p>One one.</p><p>Two two.</p><p>Three three.</p>"
    assert kinds(diff.bodies(old, "<p>One one.</p><p>Three three.</p>")) == [
        ("same", "One one."),
        ("removed", "Two two."),
        ("same", "Three three."),
    ]


def test_the_last_block_can_be_removed():
    assert kinds(diff.bodies("<p>One.</p><p>Two.</p>", "<p>One.</p>")) == [
        ("same", "One."),
        ("removed", "Two."),
    ]


def test_a_block_that_was_split_is_a_change_and_an_addition():
    old = '<p data-source="b1">Boats come. Boats go.</p>'
    new = '<p data-source="b1">Boats come.</p><p data-source="b1">Boats go.</p>'
    assert [kind for kind, _, _ in diff.bodies(old, new)] == ["changed", "added"]


def test_a_link_that_leads_elsewhere_is_a_change_though_the_words_are_the_same():
    old = '<p>See <a href="https://a.example/">here</a>.</p>'
    new = '<p>See <a href="https://b.example/">here</a>.</p>'
    assert diff.bodies(old, new) == [("changed", "p", [("same", "See here.")])]


def test_a_paragraph_made_a_crosshead_is_a_change():
    assert diff.bodies("<p>The quay</p>", "<h2>The quay</h2>") == [
        ("changed", "h2", [("same", "The quay")])
    ]


def test_a_moved_source_mark_alone_is_no_change():
    old, new = '<p data-source="b1">Same.</p>', '<p data-source="b2">Same.</p>'
    assert kinds(diff.bodies(old, new)) == [("same", "Same.")]


def test_another_photograph_is_seen():
    old, new = '<figure data-photo="7"></figure>', '<figure data-photo="8"></figure>'
    [(kind, tag, runs)] = diff.bodies(old, new)
    assert (kind, tag) == ("changed", "figure")
    assert [text for run, text in runs if run == "ins"] == ["8"]


def test_a_photograph_is_never_paired_with_a_paragraph():
    old = '<figure data-photo="7"><figcaption>Boats at dawn</figcaption></figure>'
    assert [kind for kind, _, _ in diff.bodies(old, "<p>Boats at dawn</p>")] == [
        "removed",
        "added",
    ]


def test_nothing_compared_with_nothing_is_nothing():
    assert diff.bodies("", "") == []


paragraphs = st.lists(
    st.sampled_from(["One two.", "Two three four.", "Five.", "東京の港"]), max_size=6
)


@given(paragraphs, paragraphs)
def test_every_block_of_both_bodies_is_shown_once(old, new):
    changes = diff.bodies(*("".join(f"<p>{p}</p>" for p in body) for body in (old, new)))
    shown_old = [side(runs, "del") for kind, _, runs in changes if kind != "added"]
    shown_new = [side(runs, "ins") for kind, _, runs in changes if kind != "removed"]
    assert sorted(shown_old) == sorted(old)
    assert shown_new == new


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("ha " * 3_000, "ha ho " * 1_500),
        ("ha " * 60_000, "ho ha " * 30_000),
        ("x " + "ha ha ho " * 1_300, "z " + "ha ho " * 1_900),
        ("x" * 200_000, "y" * 200_000),
        ("港口" * 20_000, "口港" * 20_000),
    ],
)
def test_repetitive_text_is_compared_without_losing_any(old, new):
    runs = diff.words(old, new)

    assert (side(runs, "del"), side(runs, "ins")) == (old, new)


def test_to_confirm_a_machine_draft_changes_no_words():
    old = '<p data-source="b1" data-draft="deepl">A.</p>'
    assert diff.bodies(old, '<p data-source="b1">A.</p>') == [("same", "p", [("same", "A.")])]


def test_a_photograph_put_into_a_gallery_is_seen():
    dawn, dusk = (
        f'<figure data-photo="{n}"><figcaption>{words}</figcaption></figure>'
        for n, words in ((7, "Dawn"), (8, "Dusk"))
    )
    found = diff.bodies(dawn, f"<section>{dawn}{dusk}</section>")
    assert [(kind, tag) for kind, tag, _ in found] == [("changed", "section"), ("added", "section")]


def test_a_caption_changed_in_a_gallery_is_seen_word_by_word():
    gallery = '<section><figure data-photo="7"><figcaption>{}</figcaption></figure></section>'
    (row,) = diff.bodies(gallery.format("Boats at dawn"), gallery.format("Boats at dusk"))
    assert row == ("changed", "section", [
        ("same", "[photograph 7] Boats at "), ("del", "dawn"), ("ins", "dusk"),
    ])  # fmt: skip
