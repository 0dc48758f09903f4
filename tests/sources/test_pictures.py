import pytest
from lxml import etree

from sources import pictures

BASE = "https://lequai.example/port/"


def read(body, story=None, lead=""):
    tree = etree.HTML(f"<html><body>{body}</body></html>")
    found = pictures.collect(tree, BASE)
    holder = next(tree.iter("article"), None)
    return pictures.of_story(found, holder, next(tree.iter("h1"), None), story or {}, lead)


def one(body, **more):
    (picture,) = read(f"<article>{body}</article>", **more)
    return picture


def test_a_figure_tells_caption_and_credit():
    picture = one(
        "<figure><img src='quay.jpg'><figcaption>Dawn. Photo: Jane Doe/AFP</figcaption></figure>"
    )
    assert picture == {
        "url": "https://lequai.example/port/quay.jpg",
        "caption": "Dawn.",
        "credit": "Jane Doe/AFP",
    }


@pytest.mark.parametrize(
    "name", ["credit", "photo-credit", "copyright", "image__source", "fotograf"]
)
def test_a_credit_may_have_an_element_of_its_own(name):
    picture = one(
        f"<figure><img src=quay.jpg><figcaption>Dawn at the quay "
        f"<span class='{name}'>Jane Doe</span>"
        "</figcaption></figure>"
    )
    assert (picture["caption"], picture["credit"]) == ("Dawn at the quay", "Jane Doe")


def test_a_picture_without_a_figure_is_told_of_beside_it():
    picture = one(
        "<div><div><img src=quay.jpg></div><div class='img-caption'>Dawn. © Jane Doe</div></div>"
        "<p>And the story begins here.</p>"
    )
    assert (picture["caption"], picture["credit"]) == ("Dawn.", "Jane Doe")


def test_a_credit_may_be_an_attribute():
    assert one("<img src=quay.jpg data-credit='Foto: Jane Doe'>")["credit"] == "Jane Doe"


@pytest.mark.parametrize(
    ("image", "name"),
    [
        ('<img data-src="quay.jpg" src="data:image/gif;base64,x">', "quay.jpg"),
        ('<img src="placeholder.gif" data-original="quay.jpg">', "quay.jpg"),
        ('<img srcset="a.jpg 320w, b.jpg 1280w, c.jpg 640w" src="a.jpg">', "b.jpg"),
        ('<img srcset="a.jpg 1x, b.jpg 2x">', "b.jpg"),
        ('<picture><source srcset="big.jpg 2000w"><img src="a.jpg"></picture>', "big.jpg"),
        ('<img src="a.jpg?w=1,2">', "a.jpg?w=1,2"),
    ],
)
def test_the_largest_address_is_taken_however_late_it_loads(image, name):
    assert one(image)["url"] == BASE + name


@pytest.mark.parametrize(
    "image",
    [
        '<img src="logo.png">',
        '<img src="data:image/gif;base64,x">',
        '<img src="map.svg">',
        '<img src="quay.jpg" width="1" height="1">',
        '<img src="javascript:alert(1)">',
        "<img>",
        '<div class="author-bio"><img src="anne.jpg"></div>',
        '<img class="avatar" src="anne.jpg">',
        '<aside><img src="phare.jpg"></aside>',
        '<div class="related-stories"><img src="phare.jpg"></div>',
    ],
)
def test_what_is_no_picture_of_the_story_is_left_out(image):
    assert read(f"<article>{image}</article>") == []


def test_pictures_of_other_stories_are_left_out():
    body = "<article><p>Text</p></article><div><div><div><img src=phare.jpg></div></div></div>"
    assert read(body) == []


def test_a_picture_between_headline_and_text_is_of_the_story():
    body = (
        "<main><div><h1>Boats</h1></div><figure><img src=quay.jpg></figure>"
        "<article><p>Text</p></article></main>"
    )
    assert [picture["url"] for picture in read(body)] == [f"{BASE}quay.jpg"]


def test_what_is_told_of_a_picture_completes_what_is_printed():
    story = {"image": [{"url": "https://cdn.example/quay-at-dawn.jpg", "creditText": "© Jane Doe",
                        "caption": "Dawn."}]}  # fmt: skip
    picture = one("<img src='/x/quay-at-dawn-1024x768.jpg'>", story=story)
    assert (picture["caption"], picture["credit"]) == ("Dawn.", "Jane Doe")


@pytest.mark.parametrize("name", ["creditText", "creator", "author", "copyrightHolder"])
def test_a_picture_that_is_only_told_of_is_given(name):
    story = {"image": [{"url": "https://cdn.example/quay.jpg", name: {"name": "Jane Doe"}}]}
    assert read("<article></article>", story)[0]["credit"] == "Jane Doe"


def test_the_leading_picture_comes_first_where_nothing_else_is_there():
    lead = "https://cdn.example/quay.jpg"
    assert read("<article></article>", lead=lead) == [{"url": lead, "caption": "", "credit": ""}]


def test_each_picture_is_given_once_in_whatever_size():
    body = (
        "<img src='harbour-320x200.jpg'>"
        "<figure><img src='harbour-1024x640.jpg'><figcaption>Dawn</figcaption></figure>"
    )
    assert one(body)["caption"] == "Dawn"


def test_an_unending_page_of_pictures_ends():
    images = "".join(f"<img src='picture-{n}.jpg'>" for n in range(1_000))
    assert len(read(f"<article>{images}</article>")) == pictures.MOST


def test_each_source_of_a_picture_counts_as_no_step_from_its_caption():
    picture = one(
        "<div><div><picture><source srcset=a.webp><source srcset=b.webp><source srcset=c.webp>"
        "<source srcset=d.webp><img src=quay.jpg></picture></div>"
        "<div class=caption>Dawn. (AP Photo/Jane Doe)</div></div><p>And the story.</p>"
    )
    assert (picture["caption"], picture["credit"]) == ("Dawn.", "AP Photo/Jane Doe")


def test_a_caption_may_follow_what_holds_the_picture():
    (picture,) = read(
        "<div class=social-share-bar><h1>Boats</h1><div><img src=quay.jpg></div>"
        "<span class=feat-caption>Image: Jane Doe</span><article><p>Text</p></article></div>"
    )
    assert picture["credit"] == "Jane Doe"


def test_how_a_whole_page_is_called_says_nothing_of_its_pictures():
    body = "<div class=with-sidebar><h1>Boats</h1><img src=quay.jpg><article>Text</article></div>"
    assert [picture["url"] for picture in read(body)] == [BASE + "quay.jpg"]


def test_the_author_of_the_story_is_none_of_its_picture():
    body = "<div><img src=quay.jpg></div><span class=author>di Anna Rossi</span>"
    assert one(f"<div>{body}</div><p>Text</p>")["credit"] == ""


def test_a_byline_beside_a_picture_that_says_so_is_its_credit():
    body = "<div><img src=quay.jpg></div><span class=byline>Photograph by Jane Doe</span>"
    assert one(f"<div>{body}</div><p>Text</p>")["credit"] == "Jane Doe"


def test_what_only_screen_readers_hear_is_no_part_of_a_credit():
    caption = "<span class=visually-hidden>Image copyright</span> Jane Doe"
    picture = one(f"<figure><img src=quay.jpg><span class=credit>{caption}</span></figure>")
    assert picture["credit"] == "Jane Doe"


def test_a_side_of_none_is_one_that_is_not_told():
    assert one("<img src=quay.jpg width=800 height=0>")["url"] == BASE + "quay.jpg"
    assert read("<article><img src=count.jpg width=0 height=0></article>") == []


def test_a_credit_that_stands_apart_in_its_caption_needs_no_name():
    caption = "<div class=image-caption><b>© Jane Doe</b>Dawn at the quay</div>"
    picture = one(f"<div><img src=quay.jpg>{caption}</div>")
    assert (picture["caption"], picture["credit"]) == ("Dawn at the quay", "Jane Doe")


def test_who_wrote_the_story_is_not_credited_with_its_picture():
    body = "<div><img src=quay.jpg><p class='author-credit'>Ann Lee</p></div><p>The story.</p>"
    assert one(body)["credit"] == ""
