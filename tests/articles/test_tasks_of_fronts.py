"""What the clock does for fronts and for what is read most, each task by itself."""

import datetime

import pytest
from django.utils import timezone

from articles import arranging, fronts, tasks
from articles.fronts import Pin
from articles.models import FrontSlot, MostRead, Reads
from jobs import schedule
from tests.factories import make_live, make_section, make_user

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


def test_they_are_due_at_their_own_pace():
    paces = {name.rsplit(".", 1)[1]: pace for name, (_, pace) in schedule._recurring.items()}

    assert paces["drop_from_fronts"] <= datetime.timedelta(minutes=1)
    assert paces["rank_most_read"] <= datetime.timedelta(minutes=10)
    assert paces["forget_reads"] <= datetime.timedelta(days=1)


def test_what_is_over_is_taken_off():
    live = make_live()
    until = timezone.now() + HOUR
    pins = [Pin(0, live.pk, until)]
    arranging.arrange(fronts.find("en"), by=make_user("editor"), seen=0, pins=pins)
    FrontSlot.objects.update(until=timezone.now() - HOUR)

    tasks.drop_from_fronts.call()

    assert not FrontSlot.objects.exists()


def test_the_list_is_made_and_old_numbers_are_forgotten(settings):
    settings.MOST_READ = True
    hour = timezone.now().replace(minute=0, second=0, microsecond=0)
    section, by = make_section(), make_user("managing editor")
    for number in range(3):
        live = make_live(section=section, published_by=by)
        Reads.objects.create(live=live, hour=hour, count=number + 1)
    Reads.objects.create(live=live, hour=hour - 40 * 24 * HOUR, count=9)

    tasks.rank_most_read.call()
    tasks.forget_reads.call()

    assert MostRead.objects.count() == 3
    assert Reads.objects.count() == 3
