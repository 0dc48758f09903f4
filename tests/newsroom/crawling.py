"""The readers' site and the desk followed from link to link, as a crawler does."""

import re
from urllib.parse import urljoin, urlsplit

from lxml import etree

from articles import page_keeping, publishing
from articles.models import State
from tests.articles import reading
from tests.articles.stories import bring, commission
from tests.factories import make_agreement, make_newsletter, make_publication

SITE = "http://testserver"
DESK = "/admin/"
AT_FIRST = ("/", "/sitemap.xml", "/news-sitemap.xml", "/robots.txt", "/search/?q=harbour", "/fr/")
# Files of the server in front, and the desk.
ELSEWHERE = ("/static/", "/media/", "/admin/")
LEADS_ON = "//*[local-name()='a' or local-name()='link']/@href | //form[@method='get']/@action"
LOCS = "//*[local-name()='loc']/text()"


def make_edition(desk, settings):
    """Two editions with a story of every kind, a page of the site's own, and a letter to sign up
    for. Returns a story that was corrected and one that was withdrawn."""
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
    return first.live, gone.live


def followed(client, at_first=AT_FIRST):
    """{address: its answer} of all that one comes to from these."""
    answers, waiting = {}, list(at_first)
    while waiting:
        address = waiting.pop()
        if address not in answers:
            answers[address] = answer = client.get(address)
            waiting += _ours(address, _links(answer))
    return answers


def followed_at_the_desk(client):
    """{address: (its answer, the page that led there)}, one of each kind of address."""
    answers, kinds, waiting = {}, set(), [(DESK, "")]
    while waiting:
        address, page = waiting.pop(0)
        of_kind = re.sub(r"\d+|=[^&]*", "", address)
        if of_kind in kinds:
            continue
        kinds.add(of_kind)
        answer = client.get(address, follow=True)
        answers[address] = answer, page
        if kind(answer) == "text/html":
            links = [urljoin(address, link) for link in reading.page(answer).xpath("//a/@href")]
            waiting += [(link.split("#")[0], address) for link in links if link.startswith(DESK)]
    return answers


def kind(answer):
    return answer["Content-Type"].split(";")[0]


def _links(answer):
    if kind(answer) == "text/html":
        return reading.page(answer).xpath(LEADS_ON)
    return etree.fromstring(answer.content).xpath(LOCS) if kind(answer).endswith("xml") else ()


def _ours(address, links):
    for link in links:
        parts = urlsplit(urljoin(f"{SITE}{address}", link))
        if parts.netloc == "testserver" and not parts.path.startswith(ELSEWHERE):
            yield parts.path + (f"?{parts.query}" if parts.query else "")
