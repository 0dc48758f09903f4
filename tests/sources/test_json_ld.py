import json

import lxml.html
import pytest

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
    assert story() == {"author": [], "publisher": []}


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
        ({"name": ["Boats"]}, ""),
        ([], ""),
        (None, ""),
        (7, ""),
        ({}, ""),
    ],
)
def test_the_text_of_a_value(value, text):
    assert json_ld.text(value) == text
