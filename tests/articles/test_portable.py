"""The story as HTML that stands anywhere. What it holds is read in test_feeds."""

import lxml.html
import pytest
from lxml import etree

from articles import portable, publishing
from articles.feeds.markup import legal
from articles.models import LiveArticle, State
from tests.articles.stories import bring
from tests.factories import make_live


@pytest.mark.parametrize("said", ["\ud800", "\x00", "\x7f", "\t\n\r é 漢 \U0010ffff"])
def test_only_what_xml_cannot_hold_is_left_out(said):
    kept = legal(said)
    etree.Element("x").text = kept
    assert kept == ("" if said in ("\ud800", "\x00") else said)


@pytest.mark.django_db
def test_publishing_keeps_it_and_withdrawing_takes_it_away(desk):
    article = bring(desk, State.PUBLISHED)
    assert "One morning in the port." in article.live.portable
    publishing.withdraw(article, by=desk.max, seen=article.version, note="Asked for.")
    assert LiveArticle.objects.get(article=article).portable == ""


@pytest.mark.django_db
def test_it_ends_no_cdata_section():
    live = make_live(body='<p><a href="/?a=]]&gt;" title="]]&gt;">]]&gt;</a></p>')
    assert "]]>" not in live.portable
    whole = lxml.html.fragment_fromstring(live.portable)
    assert [whole.xpath("string(//a)"), whole.xpath("//a/@title")] == ["]]>", ["]]>"]]


@pytest.mark.django_db
def test_without_its_pictures_the_words_stay_and_no_file_is_named():
    picture = '<picture><img src="/media/a.jpg" alt=""></picture>'
    figure = f"<figure>{picture}<figcaption>By M</figcaption></figure>"
    live = make_live(body=f"<p>Before.</p>{figure} after <p>The end.</p>")
    whole = portable.with_pictures(live.portable, {"http://testserver/media/a.jpg"})
    bare = portable.with_pictures(live.portable, set())
    assert whole == live.portable
    assert "a.jpg" in live.portable
    assert "a.jpg" not in bare
    assert "By M" not in bare
    words = lxml.html.fragment_fromstring(bare).text_content().split()
    assert words == ["Before.", "after", "The", "end."]
