"""Every address of the readers' site answers, and whatever it answers with can be read by a
strict reader. What a page may not say is in test_valid_html.py."""

import json

import html5lib
import pytest
from lxml import etree

from tests.newsroom.crawling import followed, kind, make_edition

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
