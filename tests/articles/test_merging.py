"""Two texts of one origin: nothing that either side wrote is lost, whatever both did."""

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles import merging
from articles.merging import merge, merge_texts, merge_values
from prose.sanitise import clean_body

ONE, TWO, THREE = (
    '<p data-source="b1">One morning in the port.</p>',
    '<p data-source="b2">Two cranes move at dawn.</p>',
    '<p data-source="b3">Three ships wait outside.</p>',
)
BASE = ONE + TWO + THREE


def merged(mine, theirs, base=BASE):
    result = merge(base, mine, theirs)
    assert not result.open
    return result.body()


def words(html):
    return Counter(re.findall(r"\w+", re.sub(r"<[^>]*>", " ", html)))


# --- what only one side changed


def test_changes_to_different_paragraphs_are_both_taken():
    mine, theirs = BASE.replace("One", "Uno"), BASE.replace("Three", "Tres")
    assert merged(mine, theirs) == ONE.replace("One", "Uno") + TWO + THREE.replace("Three", "Tres")


def test_the_same_change_on_both_sides_is_one_change():
    same = BASE.replace("Two", "Dos")
    assert merged(same, same) == same


def test_a_paragraph_deleted_by_one_side_is_gone():
    assert merged(ONE + THREE, BASE.replace("One", "Uno")) == ONE.replace("One", "Uno") + THREE
    assert merged(BASE.replace("One", "Uno"), ONE + THREE) == ONE.replace("One", "Uno") + THREE


def test_a_paragraph_moved_by_one_side_is_moved_and_keeps_the_words_of_the_other():
    moved = THREE + ONE + TWO
    changed = BASE.replace("Three ships", "Four ships")
    expected = THREE.replace("Three", "Four") + ONE + TWO
    assert merged(moved, changed) == merged(changed, moved) == expected


def test_insertions_of_both_sides_at_different_places_stay_in_their_places():
    mine, theirs = ONE + "<p>Mine here.</p>" + TWO + THREE, BASE + "<p>Theirs at the end.</p>"
    expected = ONE + "<p>Mine here.</p>" + TWO + THREE + "<p>Theirs at the end.</p>"
    assert merged(mine, theirs) == expected


def test_insertions_at_one_place_stand_whole_one_after_the_other():
    mine = ONE + "<p>My first.</p><p>My second.</p>" + TWO + THREE
    theirs = ONE + "<p>Her own.</p><p>And hers.</p>" + TWO + THREE
    expected = "<p>My first.</p><p>My second.</p><p>Her own.</p><p>And hers.</p>"
    assert merged(mine, theirs) == ONE + expected + TWO + THREE


def test_what_both_inserted_alike_stands_once():
    same = ONE + "<p>An agency line.</p>" + TWO + THREE
    assert merged(same, same.replace("Two", "Dos")) == same.replace("Two", "Dos")


def test_a_link_to_the_original_and_a_change_of_words_do_not_clash():
    mine = BASE.replace('data-source="b2"', 'data-source="b2 b4"')
    theirs = BASE.replace("Two", "Dos")
    assert '<p data-source="b2 b4">Dos cranes' in merged(mine, theirs)


def test_links_given_by_both_are_both_kept():
    mine = BASE.replace('data-source="b2"', 'data-source="b2 b4"')
    theirs = BASE.replace('data-source="b2"', 'data-source="b2 b5"')
    assert 'data-source="b2 b4 b5"' in merged(mine, theirs)


def test_entries_of_a_list_are_merged_one_by_one():
    def listed(*entries):
        return "<ul>" + "".join(f"<li><p>{entry}</p></li>" for entry in entries) + "</ul>"

    base = listed("Salt from Brest", "Fish from Nantes", "Wine from Bordeaux")
    mine = listed("Salt from Brest", "Fish and eels from Nantes", "Wine from Bordeaux")
    theirs = listed("Salt from Brest", "Fish from Nantes", "Red wine from Bordeaux", "Rope")
    both = listed("Salt from Brest", "Fish and eels from Nantes", "Red wine from Bordeaux", "Rope")
    assert merged(mine, theirs, base) == both


def test_two_lists_side_by_side_stay_two():
    base = "<ul><li><p>Salt</p></li></ul><ul><li><p>Fish</p></li></ul>"
    assert merged(base, base, base) == base


def test_a_list_whose_first_entry_is_gone_is_still_a_list():
    base = "<ul><li><p>Salt of the sea</p></li><li><p>Fish of the river</p></li></ul>"
    mine = "<ul><li><p>Fish of the river</p></li></ul>"
    assert merged(mine, base, base) == mine


def test_the_photographs_of_a_gallery_are_merged_one_by_one():
    def gallery(**captions):
        figures = (
            f'<figure data-photo="{n[1:]}"><figcaption>{words}</figcaption></figure>'
            for n, words in captions.items()
        )
        return f"<section>{''.join(figures)}</section>"

    base = gallery(n7="Boats at dawn", n8="The fish market", n9="Nets on the quay")
    mine = gallery(n7="Boats at dawn", n8="The old fish market", n9="Nets on the quay")
    theirs = gallery(n9="Nets on the quay", n7="Boats at first light", n8="The fish market", n4="x")
    both = gallery(
        n9="Nets on the quay", n7="Boats at first light", n8="The old fish market", n4="x"
    )
    assert merged(mine, theirs, base) == both


def test_nested_lists_and_quotations_come_through_whole():
    base = clean_body(
        "<blockquote><p>She said.</p></blockquote><ul><li><p>a</p><ul><li>b</li></ul></li></ul>"
        '<figure data-photo="7"><figcaption>Dawn &amp; day</figcaption></figure>'
    )
    assert merged(base, base, base) == base


# --- what both changed


def test_one_paragraph_changed_by_both_is_open_with_both_texts():
    mine, theirs = BASE.replace("Two", "Dos"), BASE.replace("Two", "Deux")
    result = merge(BASE, mine, theirs)
    (part,) = result.open
    assert (part.mine.text[:3], part.theirs.text[:4]) == ("Dos", "Deux")
    assert result.body(["mine"]) == mine
    assert result.body(["theirs"]) == theirs
    assert words(result.body(["both"])) == words(BASE) - words("Two") + words(
        "Dos Deux cranes move at dawn"
    )


def test_a_paragraph_deleted_here_and_changed_there_is_open():
    result = merge(BASE, ONE + THREE, BASE.replace("Two", "Deux"))
    (part,) = result.open
    assert part.mine is None
    assert result.body(["mine"]) == ONE + THREE
    assert result.body(["theirs"]) == result.body(["both"]) == BASE.replace("Two", "Deux")


def test_sides_that_both_moved_paragraphs_lose_none():
    mine, theirs = THREE + ONE + TWO, TWO + ONE + THREE
    assert words(merged(mine, theirs)) == words(BASE)


def test_without_a_base_all_that_differs_is_open():
    result = merge(None, ONE + TWO, ONE.replace("One", "Uno") + TWO + "<p>Added.</p>")
    assert [(p.mine and p.mine.text[:3], p.theirs.text[:5]) for p in result.open] == [
        ("One", "Uno m"), (None, "Added"),
    ]  # fmt: skip


def test_without_a_base_a_paragraph_that_is_only_mine_is_open_in_its_place():
    result = merge(None, ONE + TWO + THREE, ONE + THREE)
    assert result.body(["mine"]) == BASE
    assert result.body(["theirs"]) == ONE + THREE


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "expected"),
    [
        ("a", "a", "a", ("a", False)),
        ("a", "b", "a", ("b", False)),
        ("a", "a", "c", ("c", False)),
        ("a", "b", "b", ("b", False)),
        ("a", "b", "c", ("b", True)),
        (None, "b", "b", ("b", False)),
        (None, "b", "c", ("b", True)),
    ],
)
def test_a_value_is_open_only_where_both_changed_it_differently(base, mine, theirs, expected):
    assert merge_values(base, mine, theirs) == expected


# --- all texts of a story


def test_what_is_theirs_alone_is_told_by_field_and_paragraph():
    base = {"kicker": "Sea", "body": BASE}
    theirs = {"kicker": "Ports", "body": BASE.replace("Three", "Tres")}
    found = merge_texts(base, {"kicker": "Sea", "body": BASE.replace("One", "Uno")}, theirs)
    assert found.taken == ["kicker", 3]
    assert found.values["kicker"] == "Ports"
    assert (found.clashes, found.open) == ([], [])


def test_every_clash_has_a_key_and_waits_for_its_choice():
    base = {"headline": "Salt", "body": BASE}
    mine = {"headline": "My salt", "body": BASE.replace("Two", "Dos")}
    theirs = {"headline": "Her salt", "body": BASE.replace("Two", "Deux")}
    found = merge_texts(base, mine, theirs)
    assert [clash.key for clash in found.open] == ["headline", "body-0"]
    decided = merge_texts(base, mine, theirs, {"headline": "theirs", "body-0": "both"})
    assert decided.open == []
    assert decided.values["headline"] == "Her salt"
    assert {"Dos", "Deux"} <= set(words(decided.values["body"]))


def test_a_headline_cannot_be_both_but_a_standfirst_can():
    base, mine, theirs = ({"headline": t, "standfirst": t} for t in ("Old.", "Mine.", "Hers."))
    found = merge_texts(base, mine, theirs, {"headline": "both", "standfirst": "both"})
    assert [clash.key for clash in found.open] == ["headline"]
    assert found.values["standfirst"] == "Mine.\nHers."


def test_a_choice_that_is_none_decides_nothing():
    base, mine, theirs = {"kicker": "a"}, {"kicker": "b"}, {"kicker": "c"}
    assert merge_texts(base, mine, theirs, {"kicker": "steal"}).open


# --- whatever two people do

_WORDS = st.sampled_from(
    [
        "port",
        "crane",
        "dawn",
        "salt",
        "море",
        "кран",
        "рассвет",
        "ميناء",
        "فجر",
        "ملح",
        "港口",
        "黎明",
    ]
)
_SENTENCE = st.lists(_WORDS, min_size=1, max_size=6).map(" ".join)
_FRAME = st.sampled_from(
    ["<p>{}</p>", '<p data-source="b1">{}</p>', '<p data-source="b2">{}</p>', "<h2>{}</h2>",
     "<blockquote><p>{}</p></blockquote>", "<ul><li><p>{}</p></li><li><p>end</p></li></ul>",
     "<p><strong>{}</strong> &amp; so</p>",
     '<figure data-photo="3"><figcaption>{}</figcaption></figure>',
     '<section><figure data-photo="4"><figcaption>{}</figcaption></figure>'
     '<figure data-photo="5"><figcaption>end</figcaption></figure></section>']
)  # fmt: skip
_BLOCK = st.builds(str.format, _FRAME, _SENTENCE)
_BODY = st.lists(_BLOCK, max_size=6).map("".join).map(clean_body)


@given(base=_BODY, text=_BODY)
@settings(max_examples=150, deadline=None)
def test_what_one_side_alone_made_of_a_text_is_the_result(base, text):
    for result in (merge(base, text, base), merge(base, base, text)):
        assert not result.open
        assert clean_body(result.body()) == text


@st.composite
def _edited(draw, base, sign):
    """The base after somebody changed, deleted, added and moved blocks; every word that they
    wrote carries their sign."""
    units = list(base)
    for n in range(draw(st.integers(0, 4))):
        act = draw(st.sampled_from(["change", "delete", "add", "move"]))
        at = draw(st.integers(0, len(units)))
        if act == "add" or not units:
            units.insert(at, f"<p>{sign}{n}new another word</p>")
            continue
        at %= len(units)
        if act == "change":
            units[at] = re.sub(r"(?<=>)(\w)", rf"{sign}{n} \1", units[at], count=1)
        elif act == "delete":
            del units[at]
        else:
            units.insert(draw(st.integers(0, len(units) - 1)), units.pop(at))
    return units


@st.composite
def _three(draw):
    base = [f'<p data-source="b{n}">unit{n} {draw(_SENTENCE)}</p>' for n in range(1, draw(
        st.integers(1, 7)))]  # fmt: skip
    return base, draw(_edited(base, "m")), draw(_edited(base, "t"))


def _survives(three, mine, theirs, result):
    """Own words all; words of the base but for those that a side deleted."""
    base, mine, theirs = words("".join(three)), words(mine), words(theirs)
    for word in (mine | theirs) - base:
        assert result[word], word
    deleted = (base - mine) + (base - theirs)
    assert not base - deleted - result


@given(_three())
@settings(max_examples=300, deadline=None)
def test_every_word_of_both_sides_is_there_unless_a_side_deleted_it(three):
    base, mine, theirs = ("".join(units) for units in three)
    result = merge(base, mine, theirs)
    text = result.body(["both"] * len(result.open))
    _survives(three[0], mine, theirs, words(text))
    assert clean_body(text) == text


@given(_three())
@settings(max_examples=200, deadline=None)
def test_it_is_the_same_for_both_who_meet(three):
    base, mine, theirs = ("".join(units) for units in three)
    here, there = merge(base, mine, theirs), merge(base, theirs, mine)
    both = ["both"] * len(here.open)
    assert words(here.body(both)) == words(there.body(["both"] * len(there.open)))
    pairs = [(p.mine and p.mine.words, p.theirs and p.theirs.words) for p in here.open]
    turned = [(p.theirs and p.theirs.words, p.mine and p.mine.words) for p in there.open]
    assert Counter(pairs) == Counter(turned)


@given(_three())
@settings(max_examples=100, deadline=None)
def test_a_merge_met_again_changes_nothing_more(three):
    base, mine, theirs = ("".join(units) for units in three)
    first = merge(base, mine, theirs)
    text = first.body(["mine"] * len(first.open))
    assert merge(theirs, text, theirs).body() == merging.write(merging.read(text))
