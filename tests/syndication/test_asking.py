"""What may be asked of the list."""

import datetime

import pytest

from syndication import asking

NOW = datetime.datetime(2026, 5, 20, 12, 0, 30, tzinfo=datetime.UTC)


def read(**query):
    return asking.read(query, NOW)


def test_unasked_it_looks_back_a_week_and_tells_fifty():
    asked = read()
    assert asked.at == datetime.datetime(2026, 5, 13, tzinfo=datetime.UTC)
    assert (asked.pk, asked.limit, asked.language, asked.section) == (0, 50, "", "")


@pytest.mark.parametrize(
    ("text", "at"),
    [("2026-05-20T12:00:00Z", (12, 0)), ("2026-05-20", (0, 0)), ("2026-05-20T12:30", (12, 30)),
     ("2026-05-20T12:00:00+02:00", (10, 0)), ("2026-05-20T12:00:00 02:00", (10, 0))],
)  # fmt: skip
def test_a_moment_may_be_written_in_several_ways(text, at):
    assert read(since=text).at == datetime.datetime(2026, 5, 20, *at, tzinfo=datetime.UTC)


def test_a_cursor_leads_back_to_where_it_was_made():
    asked = read(after=asking.cursor(NOW, 255))
    assert (asked.at, asked.pk) == (NOW, 255)


@pytest.mark.parametrize(
    "query",
    [{"since": "yesterday"}, {"since": "2026-13-40"}, {"since": ""}, {"after": "x"},
     {"after": "1.g"}, {"limit": "0"}, {"limit": "101"}, {"limit": "ten"}, {"limit": "²"},
     {"page": "2"}, {"since": "2026-05-20", "after": "1.1"}],
)  # fmt: skip
def test_what_cannot_be_answered_is_answered_with_how_to_ask(query):
    with pytest.raises(asking.Wrong) as wrong:
        read(**query)
    assert wrong.value.status == 400
    assert wrong.value.hint.endswith(".")
