import pytest

from sources import sifting

TEXT = "The boats leave before dawn, and nobody counts them as they go out."


def sift(*lines, tag="p", **known):
    blocks = [{"id": f"b{n}", "tag": tag, "html": html} for n, html in enumerate(lines, 1)]
    return [sifting.words(block["html"]) for block in sifting.sift(blocks, **known)]


@pytest.mark.parametrize(
    "line",
    [
        'Read more: <a href="/x">The lamp is out</a>',
        'Lire aussi : <a href="/x">Le phare</a>',
        'Lesen Sie auch: <a href="/x">Das Licht</a>',
        'Lea también: <a href="/x">El faro</a>',
        'Читайте также: <a href="/x">Маяк</a>',
        'Baca juga: <a href="/x">Mercusuar</a>',
        'यह भी पढ़ें: <a href="/x">दीप</a>',
        '関連記事：<a href="/x">灯台</a>',
        '관련 기사 <a href="/x">등대</a>',
        '<a href="/x">The lamp is out</a>',
        "Photo: Jane Doe",
        "© 2026 Le Quai. All rights reserved.",
        "Advertisement",
        "Sign up for our newsletter",
        "Подписывайтесь на наш канал",
    ],
)
def test_what_stands_between_paragraphs_and_is_none_goes(line):
    assert sift(TEXT, line, TEXT + " Then more.") == [TEXT, TEXT + " Then more."]


@pytest.mark.parametrize(
    "line",
    [
        "“No.”",
        'He wrote of it in <a href="/x">a book</a> that everyone on the quay has read since.',
        "Read more slowly, said the master to the boy who was sitting by the lamp with the chart; "
        "and then he began to read aloud himself, as he had done on every evening of that winter.",
    ],
)
def test_what_is_text_stays(line):
    assert line.split("<")[0][:10] in sift(TEXT, line)[1]


def test_a_quotation_stays_whatever_it_begins_with():
    assert sift("Follow us, they said", tag="blockquote") == ["Follow us, they said"]


def test_the_headline_goes_with_the_kicker_above_it():
    assert sift("Reportage", "Boats!", TEXT, headline="Boats") == [TEXT]


def test_a_headline_repeated_below_the_text_stays():
    assert sift(TEXT, "Boats", TEXT + " More.", headline="Boats")[1] == "Boats"


def test_a_caption_that_is_known_goes():
    assert sift("The quay", TEXT, known=["The quay."]) == [TEXT]


def test_a_paragraph_is_told_once():
    assert sift(TEXT, TEXT) == [TEXT]


def test_a_short_line_may_be_told_twice():
    assert sift("“No.”", TEXT, "“No.”") == ["“No.”", TEXT, "“No.”"]


def test_a_heading_with_nothing_below_it_goes():
    assert sift("One heading", "Another", tag="h2") == []


@pytest.mark.parametrize("stamp", ["Šodien, 17:40", "20 декабря 2017 в 19:15", "2026-11-20 06:15"])
def test_the_hour_of_publication_above_the_text_goes(stamp):
    assert sift(stamp, TEXT) == [TEXT]


def test_an_hour_that_is_told_stays():
    assert sift("It was 17:40.", TEXT) == ["It was 17:40.", TEXT]


@pytest.mark.parametrize(
    "line",
    [
        "3 March 2026 (changed 4 March 2026 | 10:19)",
        "desk@lequai.example",
        "(END)",
        "***",
        "（完）",
    ],
)
def test_what_ends_a_page_is_no_end_of_a_story(line):
    assert sift(TEXT, line) == [TEXT]


@pytest.mark.parametrize(
    "line", ["He wrote to desk@lequai.example.", "In the end", "It was 10:19."]
)
def test_a_last_line_that_tells_something_stays(line):
    assert sift(TEXT, line) == [TEXT, line]


@pytest.mark.parametrize(
    "line", ["By Anne Martin", "Anne Martin, 3 March 2026", "Par Anne Martin +Suivre"]
)
def test_a_byline_at_the_top_is_no_text(line):
    assert sift(line, TEXT, known=["Anne Martin"]) == [TEXT]


@pytest.mark.parametrize("line", ["Anne Martin went to the quay", "By Anne Martin, it is said."])
def test_a_line_that_only_names_its_author_stays(line):
    assert sift(line, TEXT, known=["Anne Martin"]) == [line, TEXT]
