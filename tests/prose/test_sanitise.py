import re

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prose import sanitise
from prose.sanitise import (
    MAX_LENGTH,
    TextTooLong,
    clean_body,
    clean_inline,
    clean_page,
    plain_to_html,
)

TAGS = {"p", "h2", "h3", "blockquote", "ul", "ol", "li", "a", "em", "strong", "aside", "figure",
        "figcaption", "section"}  # fmt: skip
ATTRIBUTES = {
    "a": {"href"},
    "figure": {"data-photo", "data-source"},
    **{tag: {"data-source"} for tag in ("p", "h2", "h3", "aside")},
}


@pytest.mark.parametrize(
    ("hostile", "clean"),
    [
        ("<script>alert(1)</script><p>x</p>", "<p>x</p>"),
        ("<SCRIPT SRC=//evil.example></SCRIPT><p>x</p>", "<p>x</p>"),
        ("<scr<script>ipt>alert(1)</script><p>x</p>", "<p>ipt&gt;alert(1)</p><p>x</p>"),
        ("<p onclick=alert(1)>x</p>", "<p>x</p>"),
        ("<p OnMouseOver='alert(1)'>x</p>", "<p>x</p>"),
        ("<p/onclick=alert(1)>x</p>", "<p>x</p>"),
        ("<p style='background:url(javascript:1)' class=a id=b>x</p>", "<p>x</p>"),
        ("<a href='javascript:alert(1)'>x</a>", "<p>x</p>"),
        ("<a href='JaVaScRiPt:alert(1)'>x</a>", "<p>x</p>"),
        ("<a href='&#106;avascript:alert(1)'>x</a>", "<p>x</p>"),
        ("<a href='&#x6A;&#x61;vascript&colon;alert(1)'>x</a>", "<p>x</p>"),
        ("<a href='java&#x0A;script:alert(1)'>x</a>", "<p>x</p>"),
        ("<a href='java\x00script:alert(1)'>x</a>", "<p>x</p>"),
        ("<a href='\x01javascript:alert(1)'>x</a>", "<p>x</p>"),
        ("<a href='data:text/html;base64,PHNjcmlwdD4='>x</a>", "<p>x</p>"),
        ("<a href='vbscript:x'>x</a>", "<p>x</p>"),
        ("<a href='//evil.example/'>x</a>", "<p>x</p>"),
        ("<a href='/\\evil.example/'>x</a>", "<p>x</p>"),
        ("<a href='https://a.example/' target=_blank onclick=x>x</a>",
         '<p><a href="https://a.example/">x</a></p>'),
        ("<a href='https://a.example/?a=1&b=\"><script>'>x</a>",
         '<p><a href="https://a.example/?a=1&amp;b=&quot;&gt;&lt;script&gt;">x</a></p>'),
        ("<p>x<img src=x onerror=alert(1)></p>", "<p>x</p>"),
        ("<p>x<image src=x onerror=alert(1)></p>", "<p>x</p>"),
        ("<iframe srcdoc='<script>1</script>'></iframe><p>x</p>", "<p>x</p>"),
        ("<object data=x></object><embed src=x><p>x</p>", "<p>x</p>"),
        ("<svg onload=alert(1)><script>1</script></svg><p>x</p>", "<p>x</p>"),
        ("<svg><a xlink:href='javascript:1'><text>x</text></a></svg>", ""),
        ("<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'>", "<p>'&gt;</p>"),
        ("<math><mtext><table><mglyph><style><!--</style><img src=1 onerror=alert(1)>", ""),
        ("<math href='javascript:1'>x</math>", "<p>x</p>"),
        ("<style>@import 'x'</style><p>x</p>", "<p>x</p>"),
        ("<style><img src='</style><img src=x onerror=alert(1)//'></style><p>x</p>",
         "<p>x</p>"),
        ("<template><script>1</script></template><p>x</p>", "<p>x</p>"),
        ("<form action=x><input value=y><button>x</button></form>", "<p>x</p>"),
        ("<base href=//evil.example><meta http-equiv=refresh content='0;url=x'><p>x</p>",
         "<p>x</p>"),
        ("<!--<p>x</p>--><p>y</p>", "<p>y</p>"),
        ("<!--[if IE]><script>1</script><![endif]--><p>y</p>", "<p>y</p>"),
        ("<![CDATA[<script>1</script>]]><p>y</p>", "<p>1]]&gt;</p><p>y</p>"),
        ("<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
         "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("<p data-source='b1\" onclick=\"x'>x</p>", "<p>x</p>"),
        ("<figure data-photo='7 onload=x'><figcaption>x</figcaption></figure>", "<p>x</p>"),
        ("<p>har\x00bour</p>", "<p>harbour</p>"),
        ("<p>har\u202ebour\u202c</p>", "<p>harbour</p>"),
        ("<p>har&#x202e;bour&#8203;&shy;</p>", "<p>harbour</p>"),
        ("<p>har\ud800bour</p>", "<p>harbour</p>"),
        ("<p title='\u202e'>x</p>", "<p>x</p>"),
        ("<", "<p>&lt;</p>"),
        ("<p", ""),
        ("</p>", ""),
    ],
)  # fmt: skip
def test_hostile_html_becomes_harmless(hostile, clean):
    assert clean_body(hostile) == clean


@pytest.mark.parametrize(
    ("malformed", "ordered"),
    [
        ("text alone", "<p>text alone</p>"),
        ("<p>a</p>tail<p>b</p>", "<p>a</p><p>tail</p><p>b</p>"),
        ("<p>a<p>b", "<p>a</p><p>b</p>"),
        ("<p>a<b>b<p>c</b>d", "<p>a<strong>b</strong></p><p><strong>c</strong>d</p>"),
        ("<em>a<strong>b</em>c</strong>",
         "<p><em>a<strong>b</strong></em><strong>c</strong></p>"),
        ("<li>orphan</li>", "<p>orphan</p>"),
        ("<ul>stray<li>one</li>between</ul>",
         "<ul><li><p>stray</p></li><li><p>one</p></li><li><p>between</p></li></ul>"),
        ("<ul><p>a</p><p>b</p></ul>", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"),
        ("<ul><li><ul><li>a</li></ul></li></ul>",
         "<ul><li><ul><li><p>a</p></li></ul></li></ul>"),
        ("<blockquote>a</blockquote>", "<blockquote><p>a</p></blockquote>"),
        ("<blockquote><h2>a</h2>b</blockquote>", "<blockquote><h2>a</h2><p>b</p></blockquote>"),
        ("<p><blockquote>a</blockquote>", "<blockquote><p>a</p></blockquote>"),
        ("<h1>a</h1><h4>b</h4>", "<h2>a</h2><h3>b</h3>"),
        ("<b>a</b> <i>b</i>", "<p><strong>a</strong> <em>b</em></p>"),
        ("<p>a<br>b<br><br>c</p>", "<p>a</p><p>b</p><p>c</p>"),
        ("<div>a<div>b</div>c</div>", "<p>a</p><p>b</p><p>c</p>"),
        ("<table><tr><td>a<td>b</table>", "<p>a</p><p>b</p>"),
        ("<p> </p><p>&nbsp;</p><p><em></em></p><p>a</p>", "<p>a</p>"),
        ("<a href='https://a.example/'><p>a</p></a>", "<p>a</p>"),
        ("<p><span>a</span> <u>b</u></p>", "<p>a b</p>"),
        ("<figure><img src=x><figcaption>A boat</figcaption></figure>", "<p>A boat</p>"),
        ("<figure data-photo='7'><p>A <em>boat</em></p></figure>",
         '<figure data-photo="7"><figcaption>A <em>boat</em></figcaption></figure>'),
        ("<figure data-photo='7' data-source='b1'></figure>",
         '<figure data-photo="7" data-source="b1"><figcaption></figcaption></figure>'),
        ("<section> <figure data-photo='7'>A</figure>\n<figure data-photo='8'></figure></section>",
         '<section><figure data-photo="7"><figcaption>A</figcaption></figure>'
         '<figure data-photo="8"><figcaption></figcaption></figure></section>'),
        ("<section>a<figure data-photo='7'></figure></section>",
         '<p>a</p><figure data-photo="7"><figcaption></figcaption></figure>'),
        ("<section><figure data-photo='7'></figure><p>a</p></section>",
         '<figure data-photo="7"><figcaption></figcaption></figure><p>a</p>'),
        ("<section><figure data-photo='0'>a</figure></section>", "<p>a</p>"),
        ("<section class=x><p>a</p></section><section></section>", "<p>a</p>"),
        ("<p data-source='b1 b2'>a</p>", '<p data-source="b1 b2">a</p>'),
        ("<p>a\n   b\t c</p>", "<p>a b c</p>"),
        ("", ""),
        ("   ", ""),
    ],
)  # fmt: skip
def test_malformed_html_is_put_in_order(malformed, ordered):
    assert clean_body(malformed) == ordered


@pytest.mark.parametrize(
    "text",
    [
        "می\u200cروم",
        "👩\u200d💻 and 👨\u200d👩\u200d👧",
        "שלום «C++\u200f» עולם",
        "السَّلامُ عليكم، يا بحر؟",
        "東京\u3000の港",
        "« Non\u202f! » dit-elle, 12\u202f000\u202f€",
    ],
)
def test_what_a_script_needs_survives(text):
    assert clean_body(f"<p>{text}</p>") == f"<p>{text}</p>"


def test_a_no_break_space_survives_plain_and_emphasised():
    assert clean_body("<p>12&nbsp;km, <em>12\u00a0km</em></p>") == (
        "<p>12&nbsp;km, <em>12&nbsp;km</em></p>"
    )


def test_joiners_written_as_entities_survive():
    assert clean_body("<p>می&zwnj;روم</p>") == "<p>می\u200cروم</p>"


def test_a_longer_text_than_any_story_is_refused_in_words():
    with pytest.raises(TextTooLong, match="400,000 is the most one story can hold"):
        clean_body("<p>x</p>" * 60_000)


def test_a_body_of_5_mb_is_refused_before_it_is_read():
    with pytest.raises(TextTooLong, match=r"5,000,000 characters"):
        clean_body("<div>" * 1_000_000)


def test_the_longest_text_allowed_is_cleaned():
    html = "<p>" + "x" * (sanitise.MAX_LENGTH - 7) + "</p>"
    assert clean_body(html) == html


@pytest.mark.parametrize("tag", ["div", "em", "blockquote", "ul><li", "a href='https://a.example'"])
def test_text_that_lies_very_deep_is_not_lost(tag):
    assert "<p>harbour</p>" in clean_body(f"<{tag}>" * 3_000 + "harbour")


def test_deep_nesting_that_pretends_to_close_is_seen_through():
    assert clean_body("<div></b>" * 3_000 + "harbour") == "<p>harbour</p>"


def test_deep_nesting_does_not_free_a_script():
    html = clean_body("<div>" * 3_000 + "<p onclick=x>&lt;script&gt;alert(1)</p><script>1</script>")
    assert html == "<p>&lt;script&gt;alert(1)</p><p>1</p>"


def test_unclosed_paragraphs_and_list_items_are_not_deep():
    html = clean_body("<ul>" + "<li><em>rope</em>" * 300 + "</ul>" + "<p>text" * 300)
    assert html.count("<li><p><em>rope</em></p></li>") == 300
    assert html.count("<p>text</p>") == 300


def test_nesting_as_deep_as_honest_pages_keeps_its_form():
    html = "<div>" * 80 + "<h2>a</h2><p>b <em>c</em></p>" + "</div>" * 80
    assert clean_body(html) == "<h2>a</h2><p>b <em>c</em></p>"


def test_paragraphs_of_plain_text_are_parted_by_empty_lines():
    assert plain_to_html("One\nline.\n \n\nTwo & <b>.\n") == (
        "<p>One\nline.</p><p>Two &amp; &lt;b&gt;.</p>"
    )


def test_no_text_has_no_paragraphs():
    assert plain_to_html(" \n\n ") == ""


PIECES = [
    "<p>", "</p>", "<h1>", "</h1>", "<h2 data-source='b1'>", "</h2>", "<blockquote>",
    "</blockquote>", "<ul>", "</ul>", "<ol>", "<li>", "</li>", "<em>", "</em>", "<i>", "</i>",
    "<strong>", "</strong>", "<a href='https://a.example'>", "<a href='javascript:x'>", "</a>",
    "<aside>", "</aside>", "<figure data-photo='7'>", "<figure>", "</figure>", "<figcaption>",
    "</figcaption>", "<section>", "</section>", "<figure data-photo='8'>x</figure>",
    "<div>", "</div>", "<br>", "<table><tr><td>", "</table>", "<script>",
    "</script>", "<svg>", "<math>", "<style>", "</style>", "<!--", "-->", "<img onerror=x>", "<",
    ">", "&", "&lt;", "&nbsp;", "&#x202e;", "&zwj;", "&shy;", '"', "'", " ", "\n", "\u3000",
    "\x00", "x\u0338", "harbour", "نمל", "東京", "e\u0301",
]  # fmt: skip
html_soup = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


@given(html_soup)
def test_cleaning_twice_changes_nothing(html):
    once = clean_body(html)
    assert clean_body(once) == once


@given(st.one_of(html_soup, st.text()))
def test_only_the_house_vocabulary_comes_out(html):
    clean = clean_body(html)
    root = lxml.html.fragment_fromstring(clean, create_parent="section")
    for element in root.iterdescendants():
        assert element.tag in TAGS
        assert set(element.attrib) <= ATTRIBUTES.get(element.tag, set())
    assert not re.search(r"<(?!/?[a-z])", clean)


@given(html_soup)
def test_every_text_stands_in_a_block(html):
    root = lxml.html.fragment_fromstring(clean_body(html), create_parent="section")
    assert not (root.text or "").strip()
    for element in root.iterdescendants("section", "blockquote", "ul", "ol", "li", "figure"):
        assert not (element.text or "").strip()
    for element in root:
        assert not (element.tail or "").strip()


def test_the_mark_of_a_machine_stays_behind_the_source():
    html = '<p data-draft="deepl" data-source="b1">A.</p><h2 data-draft="deepl">B</h2>'
    kept = '<p data-source="b1" data-draft="deepl">A.</p><h2 data-draft="deepl">B</h2>'
    assert clean_body(html) == kept
    assert clean_body(kept) == kept


def test_a_picture_is_no_machines_work():
    html = '<figure data-photo="7" data-draft="deepl"><figcaption>A</figcaption></figure>'
    assert "data-draft" not in clean_body(html)


def test_a_blocks_words_are_cleaned_to_what_stands_in_a_line():
    html = '<h2>One</h2><script>x</script>two <b>three</b> <a href="javascript:x">four</a>'
    assert clean_inline(html) == "One two <strong>three</strong> four"
    assert clean_inline("  ") == ""


# --- pages that are no story


def test_a_page_has_neither_pictures_nor_marks_of_an_original():
    html = (
        '<h1>Who we are</h1><p data-source="b1" data-draft="deepl">We <b>carry</b>.</p>'
        '<figure data-photo="3"><figcaption>A quay</figcaption></figure><aside>Pulled</aside>'
        '<ul><li>One</li></ul><p><a href="javascript:x">bad</a> <a href="/about/">good</a></p>'
    )

    assert clean_page(html) == (
        "<h2>Who we are</h2><p>We <strong>carry</strong>.</p><p>A quayPulled</p>"
        '<ul><li><p>One</p></li></ul><p>bad <a href="/about/">good</a></p>'
    )


def test_cleaning_a_page_twice_changes_nothing():
    once = clean_page("<section><p>a</p></section>b<blockquote>c</blockquote>")

    assert clean_page(once) == once


def test_a_page_that_is_too_long_is_refused():
    with pytest.raises(TextTooLong):
        clean_page("x" * (MAX_LENGTH + 1))
