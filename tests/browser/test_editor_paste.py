"""Clipboards of other programs, in the form in which they come: no sentence of theirs, only
their way of writing HTML."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.urls("tests.browser.urls")]

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word"><head><meta name=Generator content="Microsoft Word">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {margin:0cm; font-size:12.0pt;} @page W {size:595.3pt;} --></style>
</head><body lang=EN-GB style='tab-interval:35.4pt;word-wrap:break-word'><!--StartFragment-->
<h1 style='margin-top:12.0pt'>The harbour<o:p></o:p></h1>
<p class=MsoNormal style='margin-bottom:8pt'><b style='mso-bidi-font-weight:normal'>Bold</b> and
<i>slanted</i>, <span style='font-weight:bold'>by style</span>,
<span lang=EN-US style='mso-bidi-font-weight:bold'>not bold</span>.<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if
!supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span
style='font:7.0pt "Times New Roman"'>&nbsp; </span></span></span><![endif]>Cod<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if
!supportLists]><span style='mso-list:Ignore'>·<span>&nbsp;</span></span><![endif]>Herring</p>
<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l1 level1 lfo2'><![if
!supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp;</span></span><![endif]>First</p>
<p class=MsoNormal><a href="https://x.example/a">A link</a>, <a href="javascript:alert(1)">a bad
one</a>.<img width=10 height=10 src="file:///C:/Temp/clip_image001.png" style='width:10pt'></p>
<table border=1 style='border-collapse:collapse'><tr><td style='padding:0cm'><p class=MsoNormal>In
a cell</p></td></tr></table><!--EndFragment--></body></html>"""

DOCS = """<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1">
<p dir="ltr" style="line-height:1.38;"><span style="font-size:11pt;font-weight:400;">Plain, </span>
<span style="font-size:11pt;font-weight:700;font-style:normal;">bold, </span>
<span style="font-size:11pt;font-weight:400;font-style:italic;">slanted.</span></p><br />
<h2 style="line-height:1.38;"><span style="font-size:16pt;font-weight:700;">Head</span></h2>
<ul style="margin-top:0;"><li dir="ltr" style="font-weight:400;" aria-level="1">
<p dir="ltr" role="presentation"><span style="font-weight:400;">Cod</span></p></li></ul></b>"""


@pytest.fixture
def pasted(write):
    """What stands in an empty text after pasting."""

    def pasted(html="", text=""):
        # The editor notes the kind of a list; the sanitiser drops it.
        return write().enter().paste(html, text).html.replace(' data-type="decimal"', "")

    return pasted


def test_what_word_copies_becomes_the_house_vocabulary(pasted):
    assert pasted(WORD) == (
        "<h2>The harbour</h2>"
        "<p><strong>Bold</strong> and <em>slanted</em>, <strong>by style</strong>, not bold.</p>"
        "<ul><li><p>Cod</p></li><li><p>Herring</p></li></ul>"
        "<ol><li><p>First</p></li></ol>"
        '<p><a href="https://x.example/a">A link</a>, a bad one.</p>'
        "<p>In a cell</p>"
    )


def test_what_google_docs_copies_becomes_the_house_vocabulary(pasted):
    assert pasted(DOCS) == (
        "<p>Plain, <strong>bold, </strong><em>slanted.</em></p>"
        "<h2>Head</h2><ul><li><p>Cod</p></li></ul>"
    )


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<h1>A</h1>", "<h2>A</h2>"),
        ("<h5>A</h5>", "<h3>A</h3>"),
        ("<p>A<br>B</p>", "<p>A</p><p>B</p>"),
        ("<p>A <script>alert(1)</script>B</p>", "<p>A B</p>"),
        ("<p>A<img src=x onerror=alert(1)>B</p>", "<p>AB</p>"),
        ("<p onclick=alert(1) style='color:red' class=x>A</p>", "<p>A</p>"),
        ("<p>A</p><p>&nbsp;</p><p> </p><p>B</p>", "<p>A</p><p>B</p>"),
        ("<p><font style='font-weight: 600'>A</font></p>", "<p><strong>A</strong></p>"),
        ("<p><em style='font-style:normal'>A</em></p>", "<p>A</p>"),
        ("<p>The word style=bold stays</p>", "<p>The word style=bold stays</p>"),
        ("<p/onclick=alert(1)>A</p>", "<p>A</p>"),
        ("<div>A</div><div>B</div>", "<p>A</p><p>B</p>"),
        ("<aside>A</aside>", "<aside>A</aside>"),
        ('<iframe src="https://x.example"></iframe><p>A</p>', "<p>A</p>"),
    ],
)
def test_what_the_web_copies_is_made_plain(pasted, html, kept):
    assert pasted(html) == kept


def test_plain_text_becomes_paragraphs(pasted):
    assert pasted(text="One.\n\nTwo <b>.") == "<p>One.</p><p>Two &lt;b&gt;.</p>"


def test_a_pasted_photograph_of_another_house_is_left_out(pasted):
    html = '<figure><img src="https://x.example/a.jpg"><figcaption>Theirs.</figcaption></figure>'
    assert "figure" not in pasted(html)


def test_words_pasted_into_a_sentence_stay_in_it(write):
    text = write('<p data-source="b4">Before/after.</p>')
    text.caret("Before/after.").press(*["ArrowRight"] * 7)
    text.paste("<b style='font-weight:normal'><span style='font-weight:700'>between</span>/</b>")
    assert text.html == '<p data-source="b4">Before/<strong>between</strong>/after.</p>'
