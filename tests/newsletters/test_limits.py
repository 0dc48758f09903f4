import datetime
import logging
import re

import pytest

from newsletters import limits
from newsletters.models import Tally
from tests.newsletters.readers import NOW

pytestmark = pytest.mark.django_db
TWO_AN_HOUR = limits.Limit("test", 2, datetime.timedelta(hours=1))


def after(**kwargs):
    return NOW + datetime.timedelta(**kwargs)


def test_a_limit_allows_its_number_and_no_more():
    assert [limits.allow(TWO_AN_HOUR, "ada", now=NOW) for _ in range(4)] == [1, 1, 0, 0]


def test_a_limit_is_over_when_its_time_has_passed():
    for _ in range(3):
        limits.allow(TWO_AN_HOUR, "ada", now=NOW)

    assert not limits.allow(TWO_AN_HOUR, "ada", now=after(minutes=59))
    assert limits.allow(TWO_AN_HOUR, "ada", now=after(minutes=60))


def test_two_values_are_counted_apart():
    for _ in range(3):
        limits.allow(TWO_AN_HOUR, "ada", now=NOW)

    assert limits.allow(TWO_AN_HOUR, "eve", now=NOW)


def test_two_limits_are_counted_apart():
    for _ in range(3):
        limits.allow(TWO_AN_HOUR, "ada", now=NOW)

    assert limits.allow(TWO_AN_HOUR._replace(name="other"), "ada", now=NOW)


def test_an_address_gets_one_letter_in_a_quarter_of_an_hour():
    assert limits.may_write_to("ada@example.org", now=NOW)
    assert not limits.may_write_to("ada@example.org", now=after(minutes=14))
    assert limits.may_write_to("ada@example.org", now=after(minutes=15))


def test_an_address_gets_three_letters_a_day():
    allowed = [limits.may_write_to("ada@example.org", now=after(minutes=20 * n)) for n in range(6)]

    assert allowed == [True, True, True, False, False, False]
    assert limits.may_write_to("ada@example.org", now=after(days=1))


def test_one_visitor_may_ask_ten_times_an_hour():
    allowed = [limits.may_ask("192.0.2.1", now=NOW) for _ in range(11)]

    assert allowed == [True] * 10 + [False]
    assert limits.may_ask("192.0.2.2", now=NOW)
    assert limits.may_ask("192.0.2.1", now=after(hours=1))


def test_neighbours_share_what_a_network_may_do():
    allowed = [limits.may_ask(f"192.0.2.{n}", now=NOW) for n in range(21)]

    assert allowed == [True] * 20 + [False]
    assert limits.may_ask("192.0.3.1", now=NOW)
    assert limits.may_ask("192.0.2.1", now=after(hours=1))


def test_an_ipv6_network_is_a_64():
    allowed = [limits.may_ask(f"2001:db8:0:1:{n:x}::1", now=NOW) for n in range(21)]

    assert allowed[-1] is False
    assert limits.may_ask("2001:db8:0:2::1", now=NOW)


@pytest.mark.parametrize(
    ("ip", "network"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("::ffff:192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::1", "::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("unix:", ""),
        ("", ""),
    ],
)
def test_the_network_of_an_address(ip, network):
    assert limits.network(ip) == network


def test_visitors_without_a_network_are_not_counted_as_one():
    assert all(limits.may_ask("", now=NOW) for _ in range(30))


def test_a_flood_from_everywhere_is_stopped_and_reported(monkeypatch, caplog):
    monkeypatch.setattr(limits, "EVERYBODY", limits.EVERYBODY._replace(at_most=2))

    with caplog.at_level(logging.ERROR):
        allowed = [limits.may_ask(f"198.51.{n}.1", now=NOW) for n in range(3)]

    assert allowed == [True, True, False]
    assert "more than 2 in an hour" in caplog.text


def test_no_address_is_stored_in_clear():
    limits.may_write_to("ada@example.org", now=NOW)
    limits.may_ask("192.0.2.77", now=NOW)

    keys = Tally.objects.values_list("key", flat=True)
    assert len(keys) == 5
    assert all(re.fullmatch("[0-9a-f]{64}", key) for key in keys)


def test_another_installation_counts_under_other_keys(settings):
    limits.allow(TWO_AN_HOUR, "ada", now=NOW)
    settings.SECRET_KEY = "of another installation"
    limits.allow(TWO_AN_HOUR, "ada", now=NOW)

    assert Tally.objects.count() == 2


def test_counts_are_deleted_when_no_limit_needs_them():
    limits.allow(limits.ADDRESS_DAY, "old", now=NOW)
    limits.allow(limits.ADDRESS_DAY, "new", now=after(hours=2))

    limits.forget(after(hours=25))

    assert Tally.objects.get().since == after(hours=2)


def test_counting_costs_three_queries(django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        limits.allow(TWO_AN_HOUR, "ada", now=NOW)


def test_a_tally_says_what_it_counts():
    limits.allow(TWO_AN_HOUR, "ada", now=NOW)

    assert str(Tally.objects.get()) == "1 since 2026-03-01 09:30"
