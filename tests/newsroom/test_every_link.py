"""Every address of the readers' site answers, and whatever it answers with can be read by a
strict reader. What a page may not say is in test_valid_html.py."""

import json

import html5lib
import pytest
from lxml import etree

from articles.models import State
from tests.articles.stories import bring
from tests.factories import make_author
from tests.newsroom.crawling import followed, followed_at_the_desk, kind, make_edition
from tests.syndication import papers

pytestmark = pytest.mark.django_db


def fault(answer):
    """What a strict reader says against it, if anything."""
    try:
        if kind(answer) == "text/html":
            html5lib.HTMLParser(strict=True).parse(answer.content.decode())
        elif kind(answer).endswith("xml"):
            etree.fromstring(answer.content)
        elif kind(answer).endswith("json"):
            json.loads(answer.content)
    except (html5lib.html5parser.ParseError, ValueError, etree.XMLSyntaxError) as error:
        return str(error)
    return None


def test_every_link_answers_with_what_a_strict_reader_takes(client, desk, settings):
    story, _ = make_edition(desk, settings)

    answers = followed(client)

    assert {
        at: answer.status_code for at, answer in answers.items() if answer.status_code != 200
    } == {}
    assert {at: said for at, answer in answers.items() if (said := fault(answer))} == {}
    assert {f"{story.get_absolute_url()}original/", "/fr/corrections/", "/about/", "/feed.json",
            "/sitemap-pages.xml", "/opensearch.xml"} <= set(answers)  # fmt: skip


def test_no_link_of_the_desk_leads_to_a_page_that_is_closed(client, desk, settings):
    make_edition(desk, settings)
    bring(desk, State.EDITING)
    make_author(user=desk.anna)
    papers.make_key(papers.make_republisher("Harbour Post"))

    for person in (desk.anna, desk.ben, desk.nina):  # who may least
        client.force_login(person)
        answers = followed_at_the_desk(client)

        assert len(answers) > 20
        assert [
            (person.username, answer.status_code, address, page)
            for address, (answer, page) in answers.items()
            if answer.status_code != 200
        ] == []
