import datetime

import pytest

from sources import moments

SIX = datetime.datetime(2026, 11, 20, 6, 15, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    "printed",
    [
        "2026-11-20T06:15:00Z",
        "2026-11-20T07:15:00+01:00",
        "2026-11-20T07:15:00+0100",
        "2026-11-20T07:15+01",
        "2026-11-20 07:15:00 +0100",
        "2026-11-20 7:15:00 CET",
        "2026/11/20 15:15:00 JST",
        "2026-11-20T06:15:00.000Z",
        "2026-11-20T01:15:00 EST",
        "Fri, 20 Nov 2026 06:15:00 GMT",
        "1795155300",
        "1795155300000",
    ],
)
def test_a_moment_is_read_however_it_is_written(printed):
    assert moments.moment(printed) == SIX


@pytest.mark.parametrize(
    "printed",
    ["", "2026-11-20", "2026-11-20T06:15:00", "20 novembre", "2026-13-45 06:15 Z",
     "2026-11-20 06:15 +99:99", "2026-11-20 06:15 XYZ", "0001-01-01T00:00:00+14:00"],
)  # fmt: skip
def test_what_lacks_hour_or_zone_is_no_moment(printed):
    assert moments.moment(printed) is None


def test_the_first_exact_one_is_taken():
    dates = ["2026-11-20", "2026-11-20T06:15:00Z", "2026-11-22T06:15:00Z"]
    assert moments.first(dates) == SIX


def test_a_zone_is_taken_from_a_later_one_of_the_same_hour():
    dates = ["2026-11-20T07:15:00", "2026-11-21T09:00:00Z", "2026-11-20T07:15:00+01:00"]
    assert moments.first(dates) == SIX


def test_a_zone_is_taken_from_when_the_story_was_changed():
    assert moments.first(["2026-11-20T07:15:00"], ["2026-11-22T10:00:00+01:00"]) == SIX


def test_the_zone_of_a_change_in_universal_time_says_nothing():
    assert moments.first(["2026-11-20T07:15:00"], ["2026-11-22T10:00:00Z"]) is None


def test_a_day_without_its_hour_gets_no_zone():
    assert moments.first(["2026-11-20"], ["2026-11-22T10:00:00+01:00"]) is None


def test_no_date_is_no_moment():
    assert moments.first([]) is None


@pytest.mark.parametrize(
    ("host", "language"),
    [
        ("heute.example.de", "en"), ("lequai.fr", ""), ("quai.example", "fr-FR"),
        ("hafen.example", "de"), ("porto.example", "it"),
    ],
)  # fmt: skip
def test_a_zone_is_guessed_from_a_country_of_one_clock(host, language):
    assert moments.guessed(["2026-11-20T07:15:00"], host, language) == SIX


def test_a_guessed_zone_knows_summer_time():
    found = moments.guessed(["2026-07-20T07:15:00"], "hafen.de", "de")
    assert found.utcoffset() == datetime.timedelta(hours=2)


@pytest.mark.parametrize(
    ("date", "host", "language"),
    [
        ("2026-11-20T07:15:00", "quay.example", "en"),
        ("2026-11-20T07:15:00", "quay.com.au", "en-AU"),
        ("2026-11-20T07:15:00", "quai.example", "fr"),
        ("2026-11-20T07:15:00", "", ""),
        ("2026-11-20", "lequai.fr", "fr"),
        ("2026-11-20T07:15:00Z", "lequai.fr", "fr"),
    ],
)
def test_no_zone_is_guessed_for_several_clocks_or_without_an_hour(date, host, language):
    assert moments.guessed([date], host, language) is None


def test_the_date_of_a_java_server_is_read():
    assert moments.moment("Fri Nov 20 07:15:00 CET 2026") == SIX


@pytest.mark.parametrize(
    ("line", "stamp"),
    [
        ("20.11.2026, 7:15 Uhr", "20.11.2026, 7:15"),
        ("입력 : 2026.11.20 07:15", "2026.11.20 07:15"),
        ("2026年11月20日 07:15 更新", "2026年11月20日 07:15"),
        ("20 novembre", ""),
    ],
)
def test_a_printed_date_with_its_hour_is_found(line, stamp):
    assert moments.stamp(line) == stamp


@pytest.mark.parametrize("date", ["20.11.2026 07:15", "2026年11月20日 07:15"])
def test_a_printed_date_is_read_by_the_clock_of_its_country(date):
    assert moments.guessed([date], "hafen.de", "de") == SIX


def test_an_impossible_printed_date_is_none():
    assert moments.guessed(["45.13.2026 07:15"], "hafen.de", "de") is None


@pytest.mark.parametrize(
    ("line", "language", "host", "stamp"),
    [
        ("27/08/2019 - 18:34", "fr", "", "2019-08-27 18:34"),
        ("02/01/2023 18h58", "pt-BR", "", "2023-01-02 18:58"),
        ("11/17/2023 05:40 PM", "en", "", "2023-11-17 17:40"),
        ("17/11/2023 05:40", "en", "", "2023-11-17 05:40"),
        ("11/17/2023 05:40", "en-GB", "", "2023-11-17 05:40"),
        ("02/01/2023 5:40 PM", "en", "", "2023-02-01 17:40"),
        ("02/01/2023 05:40", "en-US", "", "2023-02-01 05:40"),
        ("02/01/2023 05:40", "en-GB", "", "2023-01-02 05:40"),
        ("02/01/2023 05:40", "en", "quay.co.uk", "2023-01-02 05:40"),
        ("02/01/2023 05:40", "en", "quay.example", ""),
        ("20 novembre 2026 à 7h15", "fr", "", "2026-11-20 07:15"),
        ("Nov 20, 2026 7:15 PM EST", "en", "", "2026-11-20 19:15 EST"),
        ("Nov 20, 2026 7:15 PM XYZ", "en", "", "2026-11-20 19:15"),
    ],
)
def test_day_and_month_are_told_apart_by_language_and_country(line, language, host, stamp):
    assert moments.stamp(line, language, host) == stamp


@pytest.mark.parametrize(
    ("line", "change"),
    [
        ("Updated 9:22 PM, November 6, 2026", True),
        ("Last modified on 3 March", True),
        ("Aktualisiert am 3. März", True),
        ("Mis à jour le 3 mars", True),
        ("수정 2026.11.20 07:15", True),
        ("Published 3 March", False),
        ("3 March 2026", False),
    ],
)
def test_a_date_that_says_it_is_of_a_change_is_known(line, change):
    assert moments.is_of_change(line) is change


def test_what_is_days_away_is_the_date_of_something_else():
    assert moments.first(["2026-11-20T07:15:00", "2026-11-27T09:30:00Z"]) is None


def test_another_minute_is_another_moment():
    assert moments.first(["2026-11-20T07:15:00", "2026-11-20T08:01:00Z"]) is None


def test_the_same_minute_in_another_zone_is_the_same_moment():
    assert moments.first(["2026-11-20T07:15:00", "2026-11-20T06:15:00Z"]) == SIX


@pytest.mark.parametrize(
    ("host", "language", "hours"),
    [
        ("quay.id", "id", 7),
        ("quay.example", "zh", 8),
        ("quay.ru", "ru", 3),
        ("quay.com.br", "pt", -3),
    ],
)
def test_papers_write_the_time_of_their_capital(host, language, hours):
    found = moments.guessed(["2026-11-20T07:15:00"], host, language)
    assert found.utcoffset() == datetime.timedelta(hours=hours)


def test_a_day_is_completed_by_the_hour_that_is_told_later():
    dates = ["2026-11-20", "2026-11-20 07:15"]
    assert moments.guessed(dates, "hafen.de", "de") == SIX
    assert moments.first(dates, ["2026-11-22T10:00:00+01:00"]) == SIX


def test_a_day_is_not_completed_by_the_hour_of_another():
    assert moments.guessed(["2026-11-20", "2026-11-27 07:15"], "hafen.de", "de") is None
