import pytest

from prose import blocks
from prose.blocks import Block

BODY = (
    "<h2>The quay</h2>"
    '<p data-source="b1 b2">Boats <em>come</em> &amp; go.</p>'
    "<blockquote><p>“We wait.”</p></blockquote>"
    "<ul><li><p>ropes</p></li><li><p>nets</p></li></ul>"
    "<aside>A harbour never sleeps.</aside>"
    '<figure data-photo="7" data-source="b9"><figcaption>At <em>dawn</em></figcaption></figure>'
)


def test_a_body_is_read_in_order_with_what_each_block_stands_in():
    assert [block.tag for block in blocks.read(BODY)] == [
        "h2", "p", "blockquote", "li", "li", "aside", "figure",
    ]  # fmt: skip


def test_a_block_knows_its_html_text_and_sources():
    assert blocks.read(BODY)[1] == Block(
        tag="p",
        html="Boats <em>come</em> &amp; go.",
        text="Boats come & go.",
        sources=("b1", "b2"),
    )


def test_a_photograph_is_a_block_with_its_id_and_caption():
    assert blocks.read(BODY)[-1] == Block(
        tag="figure", html="At <em>dawn</em>", text="At dawn", sources=("b9",), photo=7
    )


def test_a_photograph_without_caption_has_no_text():
    figure = '<figure data-photo="7"></figure>'
    assert blocks.read(figure) == [Block(tag="figure", html="", text="", photo=7)]


@pytest.mark.parametrize("html", ["", " ", "\n"])
def test_nothing_has_no_blocks(html):
    assert blocks.read(html) == []
    assert blocks.number(html) == []
    assert blocks.text(html) == ""


def test_text_is_one_line_a_block():
    assert blocks.text("<p>One.</p><h2>Two</h2><p>A &lt; B</p>") == "One.\nTwo\nA < B"


def test_blocks_are_numbered_from_one_without_the_empty_ones():
    numbered = blocks.number("<p>One.</p><p> </p><h2>Two</h2><p><em>Three</em>.</p>")
    assert numbered == [
        {"id": "b1", "tag": "p", "html": "One."},
        {"id": "b2", "tag": "h2", "html": "Two"},
        {"id": "b3", "tag": "p", "html": "<em>Three</em>."},
    ]


def test_markup_that_was_text_stays_text():
    assert blocks.number("<p>&lt;script&gt; &amp;amp;</p>")[0]["html"] == (
        "&lt;script&gt; &amp;amp;"
    )


def test_photographs_are_named_once_in_order():
    figures = "".join(f'<figure data-photo="{n}"></figure>' for n in (9, 3, 9))
    assert blocks.photo_ids(f"<p>Text</p>{figures}") == [9, 3]


def test_right_to_left_text_is_read_as_written():
    assert blocks.text("<p>בנמל «ימתינו» עד 06:30</p>") == "בנמל «ימתינו» עד 06:30"


def test_a_block_knows_whose_words_it_is_still():
    (block,) = blocks.read('<p data-source="b1" data-draft="deepl">A.</p>')
    assert (block.draft, block.sources, block.text) == ("deepl", ("b1",), "A.")
    assert blocks.read("<p>A.</p>")[0].draft == ""


GALLERY = (
    "<p>Calm.</p><section>"
    '<figure data-photo="7" data-source="b9"><figcaption>Dawn</figcaption></figure>'
    '<figure data-photo="8"><figcaption></figcaption></figure></section>'
    '<figure data-photo="9"><figcaption>Dusk</figcaption></figure>'
)


def test_the_photographs_of_a_gallery_are_blocks_of_their_own():
    assert blocks.read(GALLERY)[1:3] == [
        Block(tag="section", html="Dawn", text="Dawn", sources=("b9",), photo=7),
        Block(tag="section", html="", text="", photo=8),
    ]
    assert [block.tag for block in blocks.read(GALLERY)] == ["p", "section", "section", "figure"]


def test_every_photograph_of_a_gallery_is_found():
    assert blocks.photo_ids(GALLERY) == [7, 8, 9]
