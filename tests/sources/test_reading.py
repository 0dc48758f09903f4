import contextlib
import datetime

import pytest

from prose.sanitise import TextTooLong
from sources import reading
from sources.reading import Reading, Unreadable
from tests.sources.pages import MINATO, NAMAL, PORT_RU, QUAI, json_ld, meta, page


def told(found):
    """[(tag, plain words)] of a Reading's blocks."""
    return [(block["tag"], reading.words_of(block["html"])) for block in found.blocks]


# --- whole pages


def test_a_page_is_read_with_its_form_and_without_its_surroundings():
    assert told(reading.read(QUAI.encode())) == [
        (
            "p",
            "Les bateaux partent avant l’aube, et personne ne les compte. Il y a quarante ans que "
            "la criée est là, avec ses lampes, ses cordes et ses habitudes.",
        ),
        ("h2", "La criée"),
        (
            "p",
            "On y parle peu. On y compte beaucoup, et l’on s’y connaît depuis longtemps, de père "
            "en fils et de mère en fille.",
        ),
        ("blockquote", "« Nous attendons », dit le patron."),
        ("li", "des cordes neuves et vieilles"),
        ("li", "des filets de toutes tailles"),
        (
            "p",
            "Puis le soleil se lève, et tout recommence comme la veille, sans que rien ne change "
            "vraiment dans cette ville.",
        ),
    ]


def test_headers_inside_headers_do_not_stop_it():
    twice = "<header><h1>A</h1><header><h1>B</h1></header></header><header><h1>C</h1></header>"
    found = reading.read(page(twice + PORT_RU))
    assert len(found.blocks) == 2


def test_a_header_that_holds_the_story_is_read():
    boats = "".join(
        f"<p>{n}-я лодка уходит до рассвета, и никто её не считает.</p>" for n in range(40)
    )
    found = reading.read(page(f"<header><h1>A</h1>{boats}</header>"))
    assert found.standfirst.startswith("0-я лодка")
    assert len(found.blocks) == 39


def test_emphasis_and_links_survive():
    first, _, third, *_ = reading.read(QUAI).blocks
    assert "<em>personne</em>" in first["html"]
    assert '<a href="https://lequai.example/criee">quarante ans</a>' in first["html"]
    assert "<strong>peu</strong>" in third["html"]


def test_blocks_are_numbered_from_one():
    assert [block["id"] for block in reading.read(QUAI).blocks] == [f"b{n}" for n in range(1, 8)]


def test_what_the_page_says_about_itself_is_read():
    found = reading.read(QUAI)
    assert found.headline == "Le port s’éveille avant la ville"
    assert found.standfirst == "Un matin à la criée, avec ceux qui comptent les caisses."
    assert found.authors == ["Anne Martin", "Paul Kerec"]
    assert found.first_published_at == datetime.datetime(2026, 11, 20, 5, 15, tzinfo=datetime.UTC)
    assert found.language == "fr"
    assert found.url == "https://lequai.example/port/le-port-s-eveille"


def test_a_reading_cannot_be_changed():
    with pytest.raises(AttributeError):
        reading.read(QUAI).headline = "Other"


@pytest.mark.parametrize(
    ("body", "lang", "codec", "first"),
    [
        (PORT_RU, "ru", "cp1251", "Порт просыпается раньше города."),
        (NAMAL, "he", "cp1255", "הנמל מתעורר לפני העיר."),
        (NAMAL, "he", "utf-8", "הנמל מתעורר לפני העיר."),
        (MINATO, "ja", "cp932", "港は町より早く目を覚ます。"),
        (MINATO, "ja", "utf-8", "港は町より早く目を覚ます。"),
    ],
)
def test_a_page_in_any_script_and_encoding_is_read_whole(body, lang, codec, first):
    found = reading.read(page(body, lang=lang).encode(codec))
    assert [tag for tag, _ in told(found)] == ["p", "p"]
    assert found.blocks[0]["html"].startswith(first)
    assert "".join(text for _, text in told(found)) == reading.words_of(body)


def test_comments_related_stories_captions_and_footers_stay_out():
    text = " ".join(text for _, text in told(reading.read(QUAI)))
    for stray in ("Commentaires", "À lire aussi", "Jean Iris", "© Le Quai", "Accueil", "track()"):
        assert stray not in text


@pytest.mark.parametrize("tag", ["h1", "h2", "p", "p><strong"])
def test_the_headline_is_not_repeated_above_the_text(tag):
    body = f"<{tag}>The boats’ “hour”</{tag.split('>')[0]}>" + "<p>First.</p><p>Second.</p>"
    found = reading.read(page(body, json_ld(headline="The boats’ “hour”")))
    assert told(found) == [("p", "First."), ("p", "Second.")]
    assert [block["id"] for block in found.blocks] == ["b1", "b2"]


def test_a_headline_repeated_further_down_stays():
    body = "<p>First.</p><p>Second.</p><p>The hour</p>"
    assert len(reading.read(page(body, json_ld(headline="The hour"))).blocks) == 3


def test_a_standfirst_that_opens_the_text_is_taken_out_of_it():
    body = "<p>A morning at the <em>quay</em>.</p><p>First.</p>"
    found = reading.read(page(body, json_ld(headline="H", description="A morning at the quay.")))
    assert found.standfirst == "A morning at the quay."
    assert told(found) == [("p", "First.")]


def test_a_description_that_is_only_the_beginning_of_the_text_is_no_standfirst():
    body = "<p>A morning at the quay. Then another.</p><p>Second.</p>"
    found = reading.read(page(body, json_ld(headline="H", description="A morning at the quay.")))
    assert found.standfirst == ""
    assert len(found.blocks) == 2


def test_a_description_that_repeats_the_headline_is_no_standfirst():
    found = reading.read(page("<p>First.</p>", json_ld(headline="Boats", description="BOATS!")))
    assert found.standfirst == ""


def test_a_description_as_long_as_a_story_is_no_standfirst():
    found = reading.read(page("<p>First.</p>", json_ld(headline="B", description="word " * 200)))
    assert found.standfirst == ""


# --- short and unusual pages


@pytest.mark.parametrize("around", ["article", "main", "div"])
def test_a_short_page_keeps_its_form(around):
    body = "<p>One <em>boat</em>.</p><blockquote>“No.”</blockquote><ul><li>rope</li></ul>"
    html = f"<html><body><nav>Home</nav><{around}>{body}</{around}></body></html>"
    assert told(reading.read(html)) == [("p", "One boat."), ("blockquote", "“No.”"), ("li", "rope")]


def test_a_pasted_piece_of_a_page_is_taken_as_it_is():
    found = reading.read("<h1>Boats</h1><p>One.</p><h3>Nets</h3><p>Two.<br>Three.</p>")
    assert found.headline == "Boats"
    assert told(found) == [("p", "One."), ("h3", "Nets"), ("p", "Two."), ("p", "Three.")]


def test_a_page_that_only_a_script_would_fill_is_read_from_its_description():
    story = json_ld(headline="Boats", articleBody="First one.\n\nSecond one.")
    html = f"<html><head>{story}</head><body><div id=app></div></body></html>"
    assert told(reading.read(html)) == [("p", "First one."), ("p", "Second one.")]


def test_a_page_without_any_headline_is_read_nevertheless():
    assert reading.read("<p>One.</p><p>Two.</p>").headline == ""


def test_an_xml_page_that_declares_its_encoding_is_read():
    html = f'<?xml version="1.0" encoding="windows-1251"?>{page(PORT_RU)}'
    assert len(reading.read(html.encode("cp1251")).blocks) == 2


def test_hostile_markup_comes_out_clean():
    body = (
        "<p onclick='x'>One <a href='javascript:alert(1)'>boat</a><script>alert(1)</script>.</p>"
        "<p data-source='b7'>Two<img src=x onerror=alert(1)>.</p><svg onload=alert(1)></svg>"
        "<figure data-photo='7'><figcaption>Not ours</figcaption></figure>"
    )
    found = reading.read(page(body, json_ld(headline="<script>alert(1)</script>Boats")))
    assert found.headline == "alert(1)Boats"
    assert [block["html"] for block in found.blocks] == ["One boat.", "Two."]


@pytest.mark.parametrize("stray", ["\x00", "\u200b", "\u202e", "\ufeff", "&#x202e;", "&shy;"])
def test_stray_characters_are_cleaned(stray):
    found = reading.read(page(f"<p>har{stray}bour</p>", meta(og__title=f"Bo{stray}ats")))
    assert found.headline == "Boats"
    assert found.blocks[0]["html"] == "harbour"


# --- plain text


def test_a_text_begins_with_its_headline():
    found = reading.read("Boats\n\nOne is here.\n\nTwo is there.\n")
    assert found == Reading(
        headline="Boats",
        blocks=[
            {"id": "b1", "tag": "p", "html": "One is here."},
            {"id": "b2", "tag": "p", "html": "Two is there."},
        ],
    )


def test_a_short_second_paragraph_with_two_more_below_is_the_standfirst():
    found = reading.read("Boats\n\nA morning at the quay.\n\nOne.\n\nTwo.")
    assert found.standfirst == "A morning at the quay."
    assert told(found) == [("p", "One."), ("p", "Two.")]


def test_a_standfirst_may_stand_right_beneath_the_headline():
    found = reading.read("Boats\nA morning at the quay.\n\nOne.\n\nTwo.")
    assert found.standfirst == "A morning at the quay."


@pytest.mark.parametrize(
    "second", ["x" * 241, "It has two\nlines."], ids=["a long one", "one of two lines"]
)
def test_another_second_paragraph_is_text(second):
    found = reading.read(f"Boats\n\n{second}\n\nOne.\n\nTwo.")
    assert found.standfirst == ""
    assert len(found.blocks) == 3


def test_lines_are_paragraphs_where_no_line_is_empty():
    assert told(reading.read("Boats\nOne.\nTwo.\nThree.")) == [
        ("p", "One."),
        ("p", "Two."),
        ("p", "Three."),
    ]


def test_lines_of_one_paragraph_are_joined():
    assert told(reading.read("Boats\n\nOne\nis here.\n\nTwo.")) == [
        ("p", "One is here."),
        ("p", "Two."),
    ]


def test_marks_of_other_notations_are_text():
    found = reading.read("# Boats\n\n**One** [boat](https://a.example).\n\n> Two.")
    assert found.headline == "# Boats"
    assert told(found) == [("p", "**One** [boat](https://a.example)."), ("p", "> Two.")]


def test_a_text_file_is_text_whatever_it_holds():
    found = reading.read(b"Boats\n\nUse <p> for a paragraph & <b> for bold.", "story.txt")
    assert found.blocks[0]["html"] == "Use &lt;p&gt; for a paragraph &amp; &lt;b&gt; for bold."


@pytest.mark.parametrize("name", ["", "story.html", "STORY.HTM", "story"])
def test_markup_is_a_page_under_any_other_name(name):
    assert reading.read("<h1>Boats</h1><p>One.</p>", name).headline == "Boats"


def test_windows_line_ends_and_stray_characters_are_cleaned():
    found = reading.read(b"\xef\xbb\xbfBo\xe2\x80\x8bats\r\n\r\nOne.\r\n\r\nTwo.\r\n")
    assert found.headline == "Boats"
    assert told(found) == [("p", "One."), ("p", "Two.")]


# --- what cannot be read


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"", "", "There is no text in it"),
        ("  \n ", "", "There is no text in it"),
        (b"%PDF-1.7", "story.pdf", "This is a PDF"),
        (b"\x00\x01\x02" * 100, "", "This file is not text"),
        (b"x" * (5 * 1024 * 1024 + 1), "", "5 MB is the most"),
        ("x" * (5 * 1024 * 1024 + 1), "", "5 MB is the most"),
        ("Boats", "", "a headline but no text"),
        ("word " * 100, "", "The first line is the headline, but it has 499 characters"),
        ("<html><body></body></html>", "", "No story was found"),
        ("<html><body><nav>Home</nav><script>x</script></body></html>", "", "No story was found"),
        ("<!-- only a comment --><p></p>", "", "No story was found"),
        ("<html><body>" + "<p>x</p>" * 30_001, "", "more than 30,000 elements"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(data, name, sentence):
    with pytest.raises(Unreadable, match=sentence):
        reading.read(data, name)


@pytest.mark.parametrize(
    "data",
    [
        "<html><body><article>" + f"<p>{'word ' * 100}</p>" * 2_000,
        "<p>" + "x" * 900_000,
        "Boats\n\n" + "word " * 100_000,
    ],
    ids=["a page", "a paragraph", "a text"],
)
def test_more_text_than_a_story_can_hold_is_refused(data):
    with pytest.raises(TextTooLong):
        reading.read(data)


@pytest.mark.parametrize(
    "data",
    [
        "<html><body>" + "<div>" * 900_000,
        "<html><body>" + "<b>x" * 29_000,
        "<html><body>" + "<a href=x>x</a>" * 29_000,
        "<html><body><article>" + "<p>boat</p>" * 14_000,
        "<html><body>" + "<p class=author>" * 20_000 + "x",
        "<html><head>" + f"<script type='application/ld+json'>{'[' * 99_000}</script>" * 40,
    ],
    ids=["depth", "open tags", "links", "paragraphs", "authors", "json"],
)
def test_a_hostile_page_does_not_hold_up_the_desk(data):
    # Without the guards these run for minutes; how long they take is not what is tested.
    with contextlib.suppress(Unreadable, TextTooLong):
        assert reading.read(data).blocks


# --- blocks and back


def test_blocks_become_html_that_is_read_the_same():
    found = reading.read(QUAI)
    again = reading.read(f"<h1>{found.headline}</h1>{reading.html_of(found.blocks)}")
    assert again.blocks == found.blocks


def test_an_unknown_tag_becomes_a_paragraph():
    assert reading.html_of([{"tag": "script", "html": "x"}]) == "<p>x</p>"


def test_the_words_of_a_block_have_no_markup():
    assert reading.words_of("One <em>boat</em> &amp; <a href='x'>a net</a>") == "One boat & a net"


# --- what only some may read


def test_a_locked_story_that_is_short_comes_with_a_warning():
    found = reading.read(page(PORT_RU, json_ld(headline="B", isAccessibleForFree="False")))
    assert found.warning.startswith("Only subscribers can read all of this story")


def test_a_locked_part_locks_the_story():
    part = {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".wall"}
    assert reading.read(page(PORT_RU, json_ld(headline="B", hasPart=part))).warning


def test_a_free_story_comes_without_a_warning():
    assert (
        reading.read(page(PORT_RU, json_ld(headline="B", isAccessibleForFree=True))).warning == ""
    )


def test_a_locked_page_without_text_says_so():
    html = (
        f"<html><head>{json_ld(headline='B', isAccessibleForFree=False)}</head><body></body></html>"
    )
    with pytest.raises(Unreadable, match="Only subscribers can read this story"):
        reading.read(html)


# --- what is told and not printed


def test_a_text_that_json_ld_tells_whole_goes_before_a_printed_beginning():
    whole = "\n\n".join(f"Boat {n} leaves before dawn, and nobody counts it." for n in range(40))
    html = page(PORT_RU, json_ld(headline="B", articleBody=whole))
    assert len(reading.read(html).blocks) == 40


def test_the_address_that_a_page_came_from_is_kept_where_it_names_none():
    assert reading.read(page(PORT_RU), url="https://a.example/x?utm_source=y").url == (
        "https://a.example/x"
    )


def test_pictures_are_read_with_the_address_of_the_page():
    body = (
        f"<h1>B</h1><figure><img src=/q.jpg><figcaption>Dawn. © Doe</figcaption></figure>{PORT_RU}"
    )
    assert reading.read(page(body), url="https://a.example/x/").pictures == [
        {"url": "https://a.example/q.jpg", "caption": "Dawn.", "credit": "Doe"}
    ]


def test_the_whole_text_is_told_in_paragraphs():
    found = reading.read("Boats\n\nOne.\n\nTwo.\n\nThree.")
    assert reading.text_of(found) == "One.\n\nTwo.\n\nThree."


def test_a_text_of_which_the_page_prints_nothing_is_taken_from_json_ld():
    whole = "\n\n".join(f"Boat {n} leaves before dawn, and nobody counts it." for n in range(10))
    html = page(PORT_RU * 3, json_ld(headline="B", articleBody=whole))
    assert len(reading.read(html).blocks) == 10
