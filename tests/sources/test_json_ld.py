import json

import lxml.html
import pytest
from lxml import etree

from sources import json_ld


def story(*scripts):
    tags = "".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)
    return json_ld.story(lxml.html.document_fromstring(f"<html><head>{tags}</head></html>"))


def told(**node):
    return json.dumps(node)


@pytest.mark.parametrize(
    "kind",
    [
        "NewsArticle",
        "Article",
        "ReportageNewsArticle",
        "OpinionNewsArticle",
        "BlogPosting",
        "https://schema.org/NewsArticle",
        ["WebPage", "NewsArticle"],
    ],
)
def test_every_kind_of_story_is_one(kind):
    assert story(told(**{"@type": kind, "headline": "Boats"}))["headline"] == "Boats"


@pytest.mark.parametrize("kind", ["WebPage", "Organization", "NewsMediaOrganization", "ItemList"])
def test_other_things_are_none(kind):
    assert "headline" not in story(told(**{"@type": kind, "headline": "Boats"}))


def test_a_page_without_any_has_an_empty_one():
    assert story() == {"author": [], "publisher": [], "image": []}


def test_the_story_is_found_in_a_list_a_graph_or_as_what_the_page_is_about():
    boats = {"@type": "NewsArticle", "headline": "Boats"}
    for wrapped in ([{"@type": "WebSite"}, boats], {"@graph": [boats]}, {"mainEntity": boats}):
        assert story(json.dumps(wrapped))["headline"] == "Boats"


def test_a_story_that_the_page_only_links_to_is_not_taken():
    related = {"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "headline": "No"}]}
    assert "headline" not in story(json.dumps(related))


def test_of_several_the_first_with_a_headline_counts():
    assert (
        story(
            told(**{"@type": "NewsArticle"}),
            told(**{"@type": "NewsArticle", "headline": "Boats"}),
            told(**{"@type": "NewsArticle", "headline": "Nets"}),
        )["headline"]
        == "Boats"
    )


def test_people_named_elsewhere_in_the_graph_are_found():
    graph = [
        {"@type": "Person", "@id": "#a", "name": "Anne Martin"},
        {"@type": "Article", "headline": "Boats", "author": {"@id": "#a"}},
    ]
    found = story(json.dumps({"@graph": graph}))
    assert [json_ld.text(author) for author in found["author"]] == ["Anne Martin"]


@pytest.mark.parametrize(
    "script",
    ["", "{", "null", "3", '"text"', "[[[]]]", '{"@type": 3}', '{"@graph": 7}', "[" * 100_000],
)
def test_broken_json_is_passed_over(script):
    good = told(**{"@type": "Article", "headline": "Boats"})
    assert story(script, good)["headline"] == "Boats"


@pytest.mark.parametrize(
    "wrapping",
    ["<!-- {} -->", "// <![CDATA[\n{}\n// ]]>", "/*<![CDATA[*/ {} /*]]>*/", "{};", "\n{}\n"],
)
def test_json_is_read_through_its_wrapping(wrapping):
    script = wrapping.replace("{}", told(**{"@type": "Article", "headline": "Boats"}))
    assert story(script)["headline"] == "Boats"


def test_a_line_break_inside_a_string_is_forgiven():
    assert story('{"@type": "Article", "headline": "Boats\nand nets"}')["headline"] == (
        "Boats\nand nets"
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Boats", "Boats"),
        ({"name": "Boats"}, "Boats"),
        ({"@value": "Boats", "@language": "en"}, "Boats"),
        ({"@id": "https://a.example/"}, "https://a.example/"),
        (["Boats", "Nets"], "Boats"),
        ([{"name": "Boats"}], "Boats"),
        ({"name": ["Boats"]}, "Boats"),
        ([], ""),
        (None, ""),
        (7, ""),
        ({}, ""),
    ],
)
def test_the_text_of_a_value(value, text):
    assert json_ld.text(value) == text


def test_of_several_stories_the_printed_one_is_taken():
    nodes = [{"@type": "NewsArticle", "headline": name} for name in ("Lamps", "Boats &amp; nets")]
    script = f'<script type="application/ld+json">{json.dumps(nodes)}</script>'
    tree = lxml.html.document_fromstring(f"<html><head>{script}</head><body></body></html>")
    assert json_ld.story(tree, printed=["Boats & nets"])["headline"] == "Boats &amp; nets"


@pytest.mark.parametrize(
    "said",
    ['{"@type": "NewsArticle", "headline": "Boats",}',
     "{&quot;@type&quot;: &quot;NewsArticle&quot;, &quot;headline&quot;: &quot;Boats&quot;}"],
    ids=["a comma too many", "entities"],
)  # fmt: skip
def test_the_mistakes_of_templates_are_mended(said):
    script = etree.SubElement(tree := etree.Element("html"), "script", type="application/ld+json")
    script.text = said
    assert json_ld.story(tree)["headline"] == "Boats"


def test_a_date_that_only_the_page_tells_is_of_the_story():
    page = {"@type": "WebPage", "datePublished": "2026-11-20T06:15:00Z"}
    script = f'<script type="application/ld+json">{json.dumps([page])}</script>'
    tree = lxml.html.document_fromstring(f"<html><head>{script}</head><body></body></html>")
    assert json_ld.story(tree)["datePublished"] == "2026-11-20T06:15:00Z"


@pytest.mark.parametrize(
    ("node", "locked"),
    [({"isAccessibleForFree": False}, True), ({"isAccessibleForFree": "False"}, True),
     ({"hasPart": {"isAccessibleForFree": False}}, True), ({"isAccessibleForFree": True}, False),
     ({}, False)],
)  # fmt: skip
def test_a_story_is_locked_by_its_publishers_word(node, locked):
    assert json_ld.locked(node) is locked


def test_a_firm_is_known_by_its_kind():
    assert json_ld.is_firm({"@type": "NewsMediaOrganization", "name": "AFP"})
    assert not json_ld.is_firm({"@type": "Person", "name": "Anne Martin"})
    assert not json_ld.is_firm("Anne Martin")
