"""Which stories are found, on either database, and which come first."""

import datetime

import pytest
from django.utils import timezone

from articles import search
from articles.search import finding, order, postgres
from tests.articles.finding import find, findable, headlines, marked, plain
from tests.articles.reading import make_source
from tests.factories import make_author, make_publication, make_section

pytestmark = pytest.mark.django_db


def days(number):
    return timezone.now() - datetime.timedelta(days=number)


def from_paper(headline, country, language):
    paper = make_publication(country=country, language=language)
    return findable(headline, publication=paper, source=make_source(paper))


# --- what is found


@pytest.mark.parametrize(
    ("headline", "words"),
    [
        ("München zählt seine Brücken", "munchen brucken"),
        ("The mills of Łódź", "lodz"),
        ("Migrants crossing the Mediterranean", "migrant crossed mediterraneans"),
        ("北京市长", "市长"),
        ("水火不容", "水"),
        ("عمّان تعدّ ماءها", "عمان"),
        ("ירושלים בחורף", "ירושלים"),
        ("COVID-19 is back", "covid-19"),
        ("COVID-19 is back", "COVID 19"),
    ],
)
def test_a_story_is_found_by_its_words_however_they_are_written(headline, words):
    findable(headline)
    findable("Another story")

    assert headlines(words) == [headline]


def test_a_story_is_found_by_everything_that_its_page_says():
    live = findable(
        "Amman counts",
        text="The pumps start.",
        kicker="Drought",
        standfirst="Fewer barrels.",
        dateline="AMMAN",
        byline=[{"name": "Lubna Sarhan", "slug": "lubna", "role": "writer", "place": ""}],
        tag_list=[{"name": "Reservoirs", "slug": "reservoirs"}],
        source=make_source(make_publication(name="Daftar", country="JO", language="ar")),
    )

    for words in ("drought", "barrel", "pumps", "sarhan", "reservoir", "daftar", "jordan"):
        assert [result.live for result in find(words).results] == [live], words


def test_all_words_must_be_there():
    findable("Harbour and strike")
    findable("Harbour")

    assert headlines("strike harbour") == ["Harbour and strike"]


def test_a_phrase_is_found_where_its_words_stand_side_by_side():
    findable("Side by side", text="A general strike.")
    findable("Apart", text="The general did not strike.")

    assert headlines('"general strike"') == ["Side by side"]


def test_a_phrase_does_not_reach_from_the_headline_into_the_text():
    findable("A general", text="strike of all.")

    assert headlines('"general strike"') == []


def test_words_and_phrases_are_left_out():
    findable("Strike one", text="Football.")
    findable("Strike two", text="A general strike.")
    findable("Strike three", text="General. A strike.")

    assert set(headlines("strike -football")) == {"Strike two", "Strike three"}
    assert set(headlines('strike -"general strike"')) == {"Strike one", "Strike three"}


def test_a_withdrawn_story_is_not_found_even_where_its_entry_was_left_behind():
    live = findable("A harbour wakes")
    type(live).objects.update(
        withdrawn_at=timezone.now(), withdrawn_note="Gone.", body="", standfirst=""
    )

    assert headlines("harbour") == []


def test_an_edition_finds_its_own_stories(settings):
    settings.EDITIONS = ["en", "fr"]
    findable("A port sleeps", language="en")
    findable("Un port dort", language="fr")

    assert headlines("port", "en") == ["A port sleeps"]
    assert headlines("ports", "fr") == ["Un port dort"]


# --- narrowed down


def test_a_search_is_narrowed_down_to_a_section():
    findable("Port one", section=make_section("World", slug="world"))
    findable("Port two", section=make_section("World ideas", slug="world-ideas"))

    assert headlines("port", filters=search.Filters(section="world")) == ["Port one"]


def test_a_search_is_narrowed_down_to_language_and_country_of_the_paper():
    from_paper("Port one", "BR", "pt-BR")
    from_paper("Port two", "PT", "pt")

    assert headlines("port", filters=search.Filters(source_language="pt-BR")) == ["Port one"]
    assert headlines("port", filters=search.Filters(country="PT")) == ["Port two"]


def test_a_search_is_narrowed_down_to_what_somebody_wrote_or_translated():
    ada = make_author("Ada Ember")
    findable("Port one", authors=[make_author("Bo"), ada])
    findable("Port two")

    assert headlines("port", filters=search.Filters(author=ada.slug)) == ["Port one"]


def test_a_search_is_narrowed_down_to_days_the_last_one_with_all_its_hours():
    for day, hour in ((1, 23), (2, 0), (3, 23), (4, 0)):
        moment = datetime.datetime(2026, 5, day, hour, 59, 59, tzinfo=datetime.UTC)
        findable(f"Port {day}", first_published_at=moment)

    since, until = datetime.date(2026, 5, 2), datetime.date(2026, 5, 3)

    assert headlines("port", filters=search.Filters(since=since, until=until)) == [
        "Port 3",
        "Port 2",
    ]
    assert len(headlines("port", filters=search.Filters(until=since))) == 2
    assert len(headlines("port", filters=search.Filters(since=until))) == 2


@pytest.mark.parametrize("day", [datetime.date.min, datetime.date.max])
def test_no_day_is_out_of_reach(day):
    findable("Port")

    found = len(headlines("port", filters=search.Filters(since=day)))

    assert found == (day == datetime.date.min)
    assert len(headlines("port", filters=search.Filters(until=day))) == 1 - found


def test_a_story_from_before_1970_has_its_place():
    findable("Port then", first_published_at=datetime.datetime(1931, 5, 1, tzinfo=datetime.UTC))
    findable("Port now")

    assert headlines("port", newest_first=True) == ["Port now", "Port then"]


def test_facets_say_in_how_many_of_the_stories_each_value_stands():
    from_paper("Port one", "BR", "pt")
    from_paper("Port two", "PT", "pt")
    findable("Port three")

    facets = find("port").facets

    assert facets["source_language"] == {"pt": 2}
    assert facets["country"] == {"BR": 1, "PT": 1}
    assert sum(facets["section"].values()) == 3


# --- what comes first


def test_a_story_that_says_it_in_its_headline_comes_before_one_that_mentions_it():
    findable("Something else", text="At the end a harbour.", first_published_at=days(1))
    findable("The harbour", text="About it.", first_published_at=days(30))

    assert headlines("harbour") == ["The harbour", "Something else"]


def test_a_story_that_says_it_again_and_again_comes_before_one_that_mentions_it():
    findable("Once", text="A harbour.", first_published_at=days(1))
    findable("Often", text="Harbour. " * 5, first_published_at=days(30))

    assert headlines("harbour") == ["Often", "Once"]


def test_of_stories_alike_the_newer_comes_first():
    findable("A harbour", first_published_at=days(3_000))
    findable("A harbour too", first_published_at=days(1))

    assert headlines("harbour") == ["A harbour too", "A harbour"]


def test_age_alone_never_hides_what_fits_far_better():
    rows = [
        (order.key(days(1), 1), 1, "", "", "", 0.0),
        (order.key(days(9_000), 2), 2, "", "", "", 1.0),
    ]

    assert [row[1] for row in finding.ranked(rows, timezone.now())] == [2, 1]


def test_stories_can_be_asked_for_in_the_order_of_time():
    findable("Once", text="A harbour.", first_published_at=days(1))
    findable("The harbour", first_published_at=days(30))

    assert headlines("harbour", newest_first=True) == ["Once", "The harbour"]


# --- pages, and their end


def test_pages_hold_every_story_once(monkeypatch):
    monkeypatch.setattr(finding, "PAGE_SIZE", 2)
    made = {findable(f"Port {n}").headline for n in range(5)}

    pages = [headlines("port", number=number) for number in (1, 2, 3)]

    assert [len(page) for page in pages] == [2, 2, 1]
    assert {headline for page in pages for headline in page} == made
    assert find("port").last == 3


def test_of_more_stories_than_are_looked_at_the_newest_are_found(monkeypatch):
    monkeypatch.setattr(finding, "MOST", 2)
    for n in range(4):
        findable(f"Port {n}", first_published_at=days(n))

    found = find("port", newest_first=True)

    assert (found.count, found.more) == (2, True)
    assert headlines("port", newest_first=True) == ["Port 0", "Port 1"]
    assert not find("port 0").more


@pytest.mark.parametrize("words", ["port", '"port of"'])
def test_the_newest_are_asked_first_and_older_ones_where_they_are_too_few(monkeypatch, words):
    monkeypatch.setattr(postgres, "NEAR", 2)
    monkeypatch.setattr(finding, "MOST", 2)
    for n in range(12):
        findable(f"Port of {n}" if n % 4 == 0 else "Strike", first_published_at=days(14 * n))

    assert headlines(words, newest_first=True) == ["Port of 0", "Port of 4"]
    assert headlines("8") == ["Port of 8"]


# --- what is shown


def test_what_was_looked_for_is_marked_in_headline_and_excerpt():
    findable("Harbours asleep", text="Nothing here.\nThe strike closed the harbour.")

    [result] = find("harbour strikes").results

    assert marked(result.headline) == ["Harbours"]
    assert marked(result.excerpt) == ["strike", "harbour"]


def test_where_the_text_says_nothing_of_it_the_standfirst_is_shown():
    findable("The harbour", text="Nothing here.", standfirst="What a day.")

    [result] = find("harbour").results

    assert plain(result.excerpt) == "What a day."


# --- suggestions


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("munchne", "münchen"),
        ("harbuor strike", "harbour strike"),
        ("Zelensky", "zelenskyy"),
        ("ahrbour", "harbour"),
        ('"harbor strik"', '"harbour strike"'),
    ],
)
def test_a_misspelt_word_is_put_right(typed, meant):
    findable("München: harbour strike, Zelenskyy")

    assert search.suggestion(typed, "en") == meant


@pytest.mark.parametrize("typed", ["harbour", "xyzzyx", "hbr", "20261", "😀", ""])
def test_what_is_right_or_like_nothing_is_left_alone(typed):
    findable("A harbour in 2026")

    assert search.suggestion(typed, "en") == ""


def test_of_words_equally_near_the_more_frequent_is_meant():
    findable("Parts")
    for _ in range(3):
        findable("Ports")

    assert search.suggestion("purts", "en") == "ports"


def test_another_form_of_a_word_is_not_suggested_for_it():
    findable("Ports of the north")

    assert search.suggestion("port", "en") == ""
    assert search.suggestion("purts", "en") == "ports"


def test_a_suggestion_comes_from_the_stories_of_the_edition(settings):
    settings.EDITIONS = ["en", "fr"]
    findable("Port-harbour", language="fr")

    assert search.suggestion("harbuor", "en") == ""


# --- any query


@pytest.mark.parametrize(
    "text",
    [
        '"', '"""', "' OR 1=1 --", "a AND OR NOT NEAR(b, 3)", "terms:x", "{gist} : y", "^port",
        "port*", "a + b", "(((", "port\x00", "😀 port", "-", "- -", "port -port", "%s %(x)s", "\\",
        "'\\''",
        "é" * 300, "port:*", "!port", "port <-> port", "a&b|c",
        "水*", "_section_world", "\u202eport", "of the", "x" * 10_000,
    ],
)  # fmt: skip
def test_no_query_is_an_error(text):
    findable("A port")

    assert find(text).count in (0, 1)
