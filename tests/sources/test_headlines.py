import pytest

from sources import headlines


def choose(*named, sites=("Le Quai",)):
    return headlines.choose(named, sites, 300)


def test_nothing_named_is_no_headline():
    assert choose() == ""


@pytest.mark.parametrize(
    "window",
    [
        "The boats leave | Le Quai",
        "The boats leave - Le Quai",
        "The boats leave – Le Quai",
        "The boats leave｜Le Quai",
        "The boats leave- Le Quai",
        "Le Quai: The boats leave | Le Quai",
        "Le Quai — The boats leave",
    ],
)
def test_the_name_of_the_paper_is_taken_off_either_end(window):
    assert choose(("window", window)).removeprefix("Le Quai: ") == "The boats leave"


def test_a_section_is_known_by_what_others_leave_out():
    told = [("network", "Opinion | The boats leave"), ("window", "The boats leave | News | Other")]
    assert choose(*told, ("printed", "The boats leave")) == "The boats leave"


def test_a_dash_that_every_source_has_is_of_the_headline():
    title = "Two boats - one harbour"
    assert choose(("told", title), ("network", title), ("printed", title)) == title


def test_what_two_sources_say_goes_before_what_one_says():
    told = [
        ("told", "A long story of boats"),
        ("network", "Boats leave"),
        ("window", "Boats leave"),
    ]
    assert choose(*told) == "Boats leave"


def test_a_printed_spelling_goes_before_another():
    assert choose(("told", "THE BOATS LEAVE"), ("printed", "The boats leave")) == "The boats leave"


def test_a_spelling_that_two_sources_share_goes_before_the_printed_one():
    told = [("told", '"Boats" leave'), ("network", '"Boats" leave'), ("printed", "“Boats” leave")]
    assert choose(*told) == '"Boats" leave'


@pytest.mark.parametrize("cut", ["The boats leave before…", "The boats leave before ..."])
def test_a_headline_that_was_cut_is_completed(cut):
    whole = "The boats leave before dawn"
    assert choose(("told", cut), ("second", whole)) == whole


def test_a_headline_that_ends_where_search_engines_stop_is_completed():
    whole = "The boats leave before dawn and come back after dusk, " * 3
    assert choose(("told", whole[:108]), ("printed", whole)) == whole


def test_the_name_of_the_paper_alone_is_no_headline():
    assert choose(("printed", "Le Quai"), ("network", "The boats")) == "The boats"


def test_a_paragraph_is_no_headline():
    assert choose(("told", "x" * 301), ("network", "The boats")) == "The boats"


def test_letters_alone_are_compared():
    assert headlines.bare("“L’été” – 2026!") == "lété2026"


@pytest.mark.parametrize(
    "title", ["法国全国大罢工再次严重影响交通-新华网", "法国全国大罢工再次严重影响交通_新华网_要闻"]
)
def test_a_window_that_nothing_confirms_ends_with_the_paper(title):
    assert choose(("window", title)) == "法国全国大罢工再次严重影响交通"


def test_a_window_of_two_long_parts_stays_whole():
    title = "Two boats and a lamp - one harbour at dawn"
    assert choose(("window", title)) == title


def test_a_long_headline_is_not_lengthened_by_a_section():
    long = "The boats that left the harbour before dawn came home again in the evening " * 2
    named = [("printed", long.strip()), ("window", f"{long.strip()} -- The Sea -- The Quay")]
    assert headlines.choose(named, ["The Quay"], 300) == long.strip()


@pytest.mark.parametrize(
    "title",
    [
        "The boats leave：Le Quai",
        "The boats leave › Le Quai",
        "The boats leave | Le Quai | 19.01.2026",
        "The boats leave | Le Quai Info | Le Quai",
    ],
)
def test_the_paper_and_the_day_are_taken_off_however_they_are_parted(title):
    assert choose(("window", title), ("network", title)) == "The boats leave"


@pytest.mark.parametrize("title", ["船：夜明けの港", "The boats › and the quay at dawn, a walk"])
def test_a_mark_that_parts_no_paper_stays(title):
    assert choose(("window", title), ("network", title)) == title


def test_a_title_repeated_for_networks_with_its_paper_speaks_once():
    window = "Why the boats leave so early » Harbour blogs"
    named = [("printed", "Why the boats leave – before dawn"), ("network", window)]
    assert choose(*named, ("window", window)) == "Why the boats leave – before dawn"


def test_a_title_repeated_for_networks_goes_before_what_is_unlike_it():
    window = "Why the boats leave so early » Harbour blogs"
    named = [("printed", "Letters and notes"), ("network", window), ("window", window)]
    assert choose(*named) == window
