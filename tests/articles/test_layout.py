"""Which story stands where on a front."""

from types import SimpleNamespace

from articles import layout
from articles.reading import MostRead, Place


def newest(*numbers, pictured=()):
    """Stories, the newest first: the key of each is its age."""
    return [SimpleNamespace(pk=n, pictured=n in pictured) for n in numbers]


def keys(order):
    return [story.pk for story in order.stories]


def test_the_newest_fill_a_front_that_nobody_arranged():
    assert keys(layout.filled(newest(1, 2, 3), {})) == [1, 2, 3]


def test_where_nobody_leads_a_story_with_a_picture_does():
    assert keys(layout.filled(newest(1, 2, 3, pictured=[2, 3]), {})) == [2, 1, 3]


def test_a_pinned_story_keeps_its_place_and_the_newest_close_the_gaps():
    found = newest(1, 2, 3, 9, pictured=[3])

    assert keys(layout.filled(found, {2: found[3]})) == [3, 1, 9, 2]
    assert keys(layout.filled(found, {0: found[3]})) == [9, 1, 2, 3]


def test_a_pin_moves_up_where_there_is_nothing_to_fill_the_gap():
    found = newest(1, 2, 3)

    assert keys(layout.filled(found, {5: found[0], 9: found[2]})) == [2, 1, 3]


def test_an_empty_front_is_empty():
    assert layout.filled([], {}) == layout.Filled([], None)


def test_older_stories_begin_beneath_the_last_that_filled_a_gap():
    found = newest(1, 2, 3, 4, 9)

    order = layout.filled(found, {0: found[4]}, size=3)

    assert (keys(order), order.last) == ([9, 1, 2], found[1])


def test_a_picture_beneath_the_page_does_not_lead_it_and_skip_what_lies_between():
    found = newest(1, 2, 3, 4, pictured=[4])

    order = layout.filled(found, {}, size=3)

    assert (keys(order), order.last) == ([1, 2, 3], found[2])


def test_no_page_follows_where_nothing_is_left():
    assert layout.filled(newest(1, 2), {}, size=2).last is None


# --- places


def places(*numbers, papers=()):
    return [Place(n, False, paper, 1) for n, paper in zip(numbers, papers or numbers, strict=True)]


def test_a_section_has_a_lead_and_a_river():
    laid = layout.section(places(3, 1, 2))

    assert (laid.lead, laid.second, laid.river) == (3, (), (1, 2))
    assert layout.section([]).lead is None


def test_each_paper_has_its_say_with_its_first_two():
    laid = layout.home(places(1, 2, 3, 4, 5, papers=[7, 8, 7, None, 7]))

    assert laid.papers == ((1, 3), (2,))


def test_what_is_read_most_leads_to_the_stories_of_its_edition(settings):
    settings.EDITIONS = ["en", "fr"]
    story = MostRead("monde/le-quai-à-six", "Le quai & l’<eau>", "fr")

    assert layout.most_read("fr", [story]) == (
        '<li><a href="/fr/monde/le-quai-%C3%A0-six/" lang="fr">Le quai &amp; l’&lt;eau&gt;</a></li>'
    )
    assert layout.most_read("en", []) == ""
