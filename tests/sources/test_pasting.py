from lxml import etree

from sources import pasting, reading

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><body>
<p class=MsoTitle>Boats</p>
<p class=MsoNormal>One <b style='mso-bidi-font-weight:normal'>bold</b> word.</p>
<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'>
<span style='mso-list:Ignore'>·<span>
&nbsp;</span></span>rope</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'>
<span style='mso-list:Ignore'>·</span>nets</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'>
<span style='mso-list:Ignore'>1.</span>first</p>
<p class=MsoQuote>“No.”</p>
</body></html>"""
DOCS = """<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1">
<h1 dir="ltr"><span style="font-weight:400">Boats</span></h1>
<p dir="ltr"><span style="font-weight:400;font-style:normal">One </span>
<span style="font-weight:700">bold</span> <span style="font-style:italic">slanted</span>
<span style="font-weight:700;font-style:italic">both</span></p>
<h2><span>The quay</span></h2><ul><li dir="ltr"><p><span>rope</span></p></li></ul></b>"""


def told(html):
    return [(block["tag"], block["html"]) for block in reading.read(html).blocks]


def test_a_paste_from_word_keeps_its_form():
    assert told(WORD) == [
        ("p", "One <strong>bold</strong> word."),
        ("li", "rope"),
        ("li", "nets"),
        ("li", "first"),
        ("blockquote", "“No.”"),
    ]


def test_the_title_of_a_document_is_the_headline():
    assert reading.read(WORD).headline == "Boats"


def test_a_paste_from_a_document_on_the_web_keeps_its_form():
    (_, first), *rest = told(DOCS)
    assert "<strong>bold</strong> <em>slanted</em>" in first
    assert "<strong><em>both</em></strong>" in first
    assert not first.startswith("<strong>")
    assert rest == [("h2", "The quay"), ("li", "rope")]


def test_lists_of_two_kinds_are_two():
    tree = etree.HTML(WORD)
    pasting.mend(tree)
    assert [len(tree.findall(f".//{kind}/li")) for kind in ("ul", "ol")] == [2, 1]


def test_a_page_from_elsewhere_stays_as_it_is():
    tree = etree.HTML("<p class='text'>One <b>bold</b> <span>word</span>.</p>")
    before = etree.tostring(tree)
    pasting.mend(tree)
    assert etree.tostring(tree) == before
