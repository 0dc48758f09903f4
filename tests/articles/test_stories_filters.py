import datetime
import json

import pytest

from articles import json_ld
from articles.templatetags import stories


@pytest.mark.parametrize("text", ["</script>", "<!--", "a & b", "“Ж” \u2028", "\\u003c"])
def test_linked_data_says_the_same_and_holds_no_markup(text):
    said = json_ld.dumped({"headline": text})

    assert json.loads(said) == {"headline": text}
    assert not set(said) & set("<>&")


def test_a_moment_is_read_from_iso_text():
    at = datetime.datetime(2026, 5, 12, 6, tzinfo=datetime.UTC)

    assert stories.moment("2026-05-12T06:00:00+00:00") == at


@pytest.mark.parametrize("nothing", [None, ""])
def test_no_moment_is_no_moment(nothing):
    assert stories.moment(nothing) is None


def test_a_stamp_has_no_fractions_of_a_second():
    at = datetime.datetime(2026, 5, 12, 6, 0, 1, 250_001, tzinfo=datetime.UTC)

    assert stories.stamp(at) == "2026-05-12T06:00:01+00:00"
    assert stories.stamp(None) == ""


def test_our_own_addresses_are_made_whole():
    assert stories.absolute("/world/") == "http://testserver/world/"
    assert stories.absolute("https://cdn.example/a.jpg") == "https://cdn.example/a.jpg"
