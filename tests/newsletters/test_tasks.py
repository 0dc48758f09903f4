import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from jobs import schedule
from newsletters import limits, tasks
from newsletters.models import Subscriber, Tally
from tests.newsletters.readers import confirmed_reader, sign_up

pytestmark = pytest.mark.django_db


def test_what_is_older_than_a_month_and_unconfirmed_is_forgotten(daily, later):
    confirmed_reader(email="bea@example.org")
    sign_up()
    later(days=31)

    tasks.forget.call()

    assert Subscriber.objects.get().email == "bea@example.org"
    assert not Tally.objects.exists()


def test_counts_that_still_limit_somebody_are_kept(daily):
    sign_up()

    tasks.forget.call()

    assert not limits.may_write_to("ada@example.org", now=timezone.now())


def test_forgetting_twice_is_fine(daily, later):
    sign_up()
    later(days=31)

    tasks.forget.call()
    tasks.forget.call()

    assert not Subscriber.objects.exists()


def test_the_clock_sees_to_it(db):
    schedule.tick()

    assert DBTaskResult.objects.filter(task_path="newsletters.tasks.forget").exists()


def test_it_is_tried_again_when_it_fails():
    assert tasks.forget.func.retries == 3
