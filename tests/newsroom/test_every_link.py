"""The readers' site followed from link to link, as a crawler does: every address of ours answers,
and whatever it answers with can be read by a strict reader."""

import json
from urllib.parse import urljoin, urlsplit

import html5lib
import pytest
from lxml import etree

from articles import page_keeping, publishing
from articles.models import State
from tests.articles import reading
from tests.articles.stories import bring, commission
from tests.factories import make_agreement, make_newsletter, make_publication

pytestmark = pytest.mark.django_db

SITE = "http://testserver"
AT_FIRST = ("/", "/sitemap.xml", "/news-sitemap.xml", "/robots.txt", "/search/?q=harbour", "/fr/")
# Files of the server in front, and the desk.
ELSEWHERE = ("/static/", "/media/", "/admin/")
LEADS_ON = "//*[local-name()='a' or local-name()='link']/@href | //form[@method='get']/@action"
LOCS = "//*[local-name()='loc']/text()"


@pytest.fixture
def edition(desk, settings):
    """Two editions with a story of every kind, a page of the site's own, and a letter sent."""
    settings.EDITIONS = ["en", "fr"]
    settings.MOST_READ = True
    make_newsletter(call_headline="See further.", call_text="One letter a day.")
    paper = make_publication()
    make_agreement(paper, shows_original=True)
    first, _, gone = (
        bring(desk, State.PUBLISHED, article=commission(desk, publication=paper, agreement=False))
        for _ in range(3)
    )
    publishing.correct(first, by=desk.max, seen=first.version, kind="correction", text="Five.")
    publishing.withdraw(gone, by=desk.max, seen=gone.version, note="They asked.")
    own = page_keeping.begin(by=desk.max, edition="en", slug="about", title="A", body="<p>B.</p>")
    page_keeping.publish(own, by=desk.max, seen=1)
    return first.live


def followed(client):
    """{address: its answer} of all that one comes to from AT_FIRST."""
    answers, waiting = {}, list(AT_FIRST)
    while waiting:
        address = waiting.pop()
        if address not in answers:
            answers[address] = answer = client.get(address)
            waiting += ours(address, links(answer))
    return answers


def links(answer):
    kind = answer["Content-Type"].split(";")[0]
    if kind == "text/html":
        return reading.page(answer).xpath(LEADS_ON)
    return etree.fromstring(answer.content).xpath(LOCS) if kind == "application/xml" else ()


def ours(address, links):
    for link in links:
        parts = urlsplit(urljoin(f"{SITE}{address}", link))
        if parts.netloc == "testserver" and not parts.path.startswith(ELSEWHERE):
            yield parts.path + (f"?{parts.query}" if parts.query else "")


def fault(answer):
    """What a strict reader says against it, if anything."""
    kind = answer["Content-Type"].split(";")[0]
    try:
        if kind == "text/html":
            html5lib.HTMLParser(strict=True).parse(answer.content.decode())
        elif kind.endswith("xml"):
            etree.fromstring(answer.content)
        elif kind.endswith("json"):
            json.loads(answer.content)
    except (html5lib.html5parser.ParseError, ValueError, etree.XMLSyntaxError) as error:
        return str(error)
    return None


def test_every_link_answers_with_what_a_strict_reader_takes(client, edition):
    answers = followed(client)

    assert {
        at: answer.status_code for at, answer in answers.items() if answer.status_code != 200
    } == {}
    assert {at: said for at, answer in answers.items() if (said := fault(answer))} == {}
    assert {f"{edition.get_absolute_url()}original/", "/fr/corrections/", "/about/", "/feed.json",
            "/sitemap-pages.xml", "/opensearch.xml"} <= set(answers)  # fmt: skip
