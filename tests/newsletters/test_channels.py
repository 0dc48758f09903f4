import datetime

import pytest
from django.db import IntegrityError
from django.utils import timezone

from newsletters import channels
from newsletters.models import Channel

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def seconds(n):
    return datetime.timedelta(seconds=n)


def make_channel(**kwargs):
    return Channel.objects.create(name="a way out", **kwargs)


def test_lists_that_name_none_leave_by_the_sites_mail_server():
    assert channels.standard() == channels.standard()
    assert channels.standard().kind == Channel.Kind.SMTP


def test_where_a_mail_service_is_configured_they_leave_by_that(settings):
    settings.MAIL_SERVICE = "postmark"

    assert channels.standard().kind == Channel.Kind.ANYMAIL


@pytest.mark.parametrize(
    ("rate", "next_slot", "share"),
    [
        (None, None, 100),
        (2, None, 10),
        (2, -60, 10),
        (2, 4.9, 10),
        (2, 5, 0),
        (0.1, None, 1),
        (1000, None, 100),
        (2, 3600, 10),  # by a clock that ran wild
    ],
)
def test_how_many_letters_a_worker_may_take(rate, next_slot, share):
    channel = make_channel(rate=rate, next_slot_at=next_slot and NOW + seconds(next_slot))

    assert channels.share(channel, NOW, 100) == share


@pytest.mark.parametrize(
    ("open_until", "share"), [(None, 100), (-1, 100), (1, 0), (300, 0), (3600, 100)]
)
def test_a_closed_way_takes_nothing_until_its_time(open_until, share):
    until = open_until and NOW + seconds(open_until)
    channel = make_channel(open_until=until, failures=1)

    assert channels.share(channel, NOW, 100) == share


def test_moments_are_reserved_one_after_the_other():
    channel = make_channel(rate=4)

    assert channels.reserve(channel, NOW, 8) == (NOW, seconds(0.25))
    assert channels.reserve(Channel.objects.get(), NOW, 2) == (NOW + seconds(2), seconds(0.25))
    assert Channel.objects.get().next_slot_at == NOW + seconds(2.5)


def test_moments_that_have_passed_are_not_made_up_for():
    channel = make_channel(rate=4, next_slot_at=NOW - seconds(3600))

    assert channels.reserve(channel, NOW, 1)[0] == NOW


def test_without_a_pace_nothing_is_reserved(django_assert_num_queries):
    channel = make_channel()

    with django_assert_num_queries(0):
        assert channels.reserve(channel, NOW, 100) == (NOW, seconds(0))


def test_a_way_rests_longer_after_each_failure_in_a_row():
    make_channel()
    rests = []
    for _ in range(3):
        channels.close(Channel.objects.get(), "it is down", NOW)
        rests.append((Channel.objects.get().open_until - NOW).total_seconds())

    assert rests == [10, 20, 30]
    assert Channel.objects.get().trouble == "it is down"


def test_workers_that_find_it_out_of_order_at_once_count_as_one():
    channel = make_channel()

    assert channels.close(channel, "it is down", NOW) == 1
    assert channels.close(channel, "it is down", NOW) == 0
    assert Channel.objects.get().failures == 1


def test_a_success_does_not_hide_a_newer_failure():
    seen = make_channel(failures=1)
    Channel.objects.update(failures=2, trouble="again")

    channels.open_again(seen)

    assert Channel.objects.get().trouble == "again"


@pytest.mark.parametrize("contradiction", [{"rate": 0}, {"rate": -1}, {"open_until": NOW}])
def test_a_contradiction_cannot_be_stored(contradiction):
    with pytest.raises(IntegrityError):
        make_channel(**contradiction)
