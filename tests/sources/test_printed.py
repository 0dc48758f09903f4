import pytest
from lxml import etree

from sources import printed


def element(html):
    """The first element of a page's body."""
    return etree.HTML(f"<body>{html}</body>").find("body")[0]


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>Boats leave</p>", "Boats leave"),
        ("<h1><span>B</span>oats <em>leave</em></h1>", "Boats leave"),
        ("<div><p>By Ann Lee</p><p>3 March</p></div>", "By Ann Lee 3 March"),
        ("<div>Ann Lee<time>3 March</time>19:44</div>", "Ann Lee 3 March 19:44"),
        ("<ul><li>Ann</li><li>Bo</li></ul>", "Ann Bo"),
        ("<div>Boats<style>p{}</style><!-- no --> leave</div>", "Boats leave"),
        ("<div><button>Share</button></div>", "Share"),
        ("<p></p>", ""),
    ],
)
def test_blocks_stand_apart_and_letters_of_one_word_together(html, words):
    assert printed.words_of(element(html)) == words


@pytest.mark.parametrize(
    ("html", "author"),
    [
        ('<a rel="author">Ann</a>', True),
        ('<span itemprop="author">Ann</span>', True),
        ('<p class="ArticleByline">Ann</p>', True),
        ('<p class="post__author-name">Ann</p>', True),
        ('<p class="authority">Ann</p>', False),
        ('<img class="author">', False),
        ("<p>Ann</p>", False),
    ],
)
def test_an_author_is_known_by_its_marks(html, author):
    assert printed.is_author(element(html)) is author


def test_a_byline_of_another_story_stands_elsewhere():
    inner = element('<div class="related-teaser"><p class="byline">Ann</p></div>')[0]
    assert printed.is_elsewhere(inner)
    assert not printed.is_elsewhere(
        element('<div class="story"><p class="byline">Ann</p></div>')[0]
    )


@pytest.mark.parametrize(
    ("html", "rank"),
    [
        ('<time itemprop="datePublished">x</time>', 0),
        ("<time pubdate>x</time>", 0),
        ('<time class="entry-date">x</time>', 1),
        ("<time>x</time>", 2),
        ('<time class="updated">x</time>', 3),
        ('<time itemprop="dateModified">x</time>', 3),
    ],
)
def test_the_time_of_publication_goes_before_that_of_a_change(html, rank):
    assert printed.rank_of_time(element(html)) == rank
