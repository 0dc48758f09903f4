"""Which paragraphs of a translation and its original stand side by side."""

from articles import pairing
from prose.blocks import Block


def ours(*sources):
    """Our paragraphs, A, B, C…, with the blocks of the original that each renders."""
    return [
        Block("p", letter, letter, tuple(blocks.split()))
        for letter, blocks in zip("ABCDEFGH", sources, strict=False)
    ]


def theirs(number):
    return [{"id": f"b{n}", "tag": "p", "html": str(n)} for n in range(1, number + 1)]


def told(found):
    """Rows in short: “AB:12” is two paragraphs of ours beside two of theirs."""
    return [
        "".join(block.text for block in row.ours)
        + ":"
        + "".join(block["html"] for block in row.theirs)
        for row in found
    ]


def rows(*sources, of):
    return told(pairing.rows(ours(*sources), theirs(of)))


def test_each_paragraph_stands_beside_the_one_it_renders():
    assert rows("b1", "b2", of=2) == ["A:1", "B:2"]


def test_two_merged_into_one_stand_beside_it_together():
    assert rows("b1 b2", "b3", of=3) == ["A:12", "B:3"]


def test_the_halves_of_a_split_paragraph_are_one_row():
    assert rows("b1", "b1", "b2", of=2) == ["AB:1", "C:2"]


def test_what_hangs_together_over_several_blocks_is_one_row():
    assert rows("b1", "b2", "b1 b2", of=2) == ["ABC:12"]


def test_what_we_left_out_stands_where_it_stood():
    assert rows("b1", "b4", of=5) == ["A:1", ":2", ":3", "B:4", ":5"]


def test_what_we_left_out_between_merged_paragraphs_follows_them():
    assert rows("b1 b3", "b4", of=4) == ["A:13", ":2", "B:4"]


def test_what_we_added_stands_alone():
    assert rows("b1", "", "b2", of=2) == ["A:1", "B:", "C:2"]


def test_a_paragraph_moved_up_keeps_our_order():
    assert rows("b3", "b1", of=3) == [":2", "A:3", "B:1"]


def test_a_mark_of_a_block_that_is_not_there_is_none():
    assert rows("b9", "b1 b9", of=1) == ["A:", "B:1"]


def test_every_block_stands_there_once():
    found = pairing.rows(ours("b2 b5", "b1", "b5", "", "b4"), theirs(6))

    assert sorted("".join(told(found)).replace(":", "")) == sorted("ABCDE123456")


def test_without_an_original_or_a_text_nothing_is_made_up():
    assert pairing.rows([], []) == []
    assert rows(of=2) == [":1", ":2"]
