import pytest
from lxml import etree

from sources import extracting
from tests.sources.pages import MINATO, NAMAL, PORT_RU

ONE = "<p>The boats leave before dawn, and nobody counts them, as it has been for forty years.</p>"
TWO = "<p>Little is said here and much is counted; strangers are seen from afar, by the lamp.</p>"
TEASERS = "".join(
    f'<div><a href="/{n}">A story of another harbour, number {n}</a></div>' for n in range(30)
)


def found(body):
    container, _ = extracting.container(etree.HTML(f"<html><body>{body}</body></html>"))
    return None if container is None else " ".join("".join(container.itertext()).split())


def words(html):
    return " ".join("".join(etree.HTML(html).itertext()).split())


@pytest.mark.parametrize("text", [ONE + TWO, PORT_RU, NAMAL, MINATO])
def test_the_text_is_found_among_links(text):
    assert found(f"<div>{TEASERS}</div><div id=x>{text}</div><div>{TEASERS}</div>") == words(text)


def test_text_between_breaks_is_found():
    text = MINATO.replace("<p>", "").replace("</p>", "<br><br>")
    assert found(f"<div>{TEASERS}</div><div>{text}</div>") == words(text)


def test_paragraphs_that_are_wrapped_one_by_one_stay_together():
    wrapped = "".join(f'<div class="block">{ONE}{TWO}</div>' for _ in range(5))
    assert found(f"<div><div>{wrapped}</div><ul>{TEASERS}</ul></div>") == words((ONE + TWO) * 5)


def test_parts_of_one_make_stay_together():
    parts = [f'<section><p class="text">{n} {words(ONE)}</p></section>' for n in range(4)]
    assert found(f"<article><div>{''.join(parts)}</div></article>").count("The boats") == 4


@pytest.mark.parametrize(
    "name",
    ["related-stories", "ArticleShareBar", "post__author-bio", "newsletter_signup", "comments",
     "photo-caption", "cookie-notice", "most-read", "ad-slot", "byline", "tag-list", "sr-only"],
)  # fmt: skip
def test_what_is_named_as_furniture_goes(name):
    stray = f'<div class="{name}">This is no part of what the story has to tell its readers.</div>'
    assert "no part" not in found(f"<div>{ONE}{stray}{TWO}{ONE}{TWO}{ONE}{TWO}</div>")


@pytest.mark.parametrize(
    "name", ["article--with-sidebar", "post-12 tag-boats", "md:hidden", "text"]
)
def test_a_name_that_says_how_or_whereof_drops_nothing(name):
    assert found(f'<div class="{name}">{ONE}{TWO}</div>') == words(ONE + TWO)


@pytest.mark.parametrize("tag", ["nav", "footer", "aside", "figure", "form"])
def test_elements_that_stand_apart_go(tag):
    assert "apart" not in found(f"<div>{ONE}<{tag}><p>This is apart.</p></{tag}>{TWO}</div>")


def test_what_holds_the_story_stays_whatever_it_is():
    assert found(f'<form class="comments">{ONE}{TWO}</form>') == words(ONE + TWO)


@pytest.mark.parametrize("how", ["hidden", 'aria-hidden="true"', 'style="display: none"'])
def test_what_is_hidden_goes(how):
    assert "unseen" not in found(
        f"<div>{(ONE + TWO) * 4}<div {how}><p>This is unseen.</p></div></div>"
    )


def test_comments_longer_than_the_story_go():
    said = "<p>I was there, and it was not like this at all, whatever they tell you.</p>" * 40
    assert "I was there" not in found(
        f"<div>{(ONE + TWO) * 4}</div><div class=comments>{said}</div>"
    )


def test_text_after_what_goes_stays():
    assert found(f"<div>{ONE}<aside>Apart</aside> and this{TWO}</div>").count("and this") == 1


def test_a_page_of_links_holds_no_story():
    assert found(TEASERS) is None


def test_a_script_that_needs_few_letters_weighs_as_much():
    assert extracting.weight("四十年前") == extracting.weight("forty years!")


def test_headlines_of_other_stories_beside_the_text_stay_out():
    others = "".join(f"<div>{n} boats were seen near the other harbour</div>" for n in range(9))
    assert "other harbour" not in found(
        f"<main><div>{(ONE + TWO) * 4}</div><div>{others}</div></main>"
    )


def test_all_the_prose_of_a_page_is_weighed_with_what_is_dropped():
    page = f"<html><body><article>{ONE}</article><aside>{TWO}</aside></body></html>"
    container, total = extracting.container(etree.HTML(page))
    assert words(ONE) in "".join(container.itertext())
    assert total == len(words(ONE)) + len(words(TWO))
