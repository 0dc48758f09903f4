import datetime

import pytest

from photos import licences
from photos.models import Credit
from tests.factories import make_photo

DAY = datetime.date(2026, 11, 22)


@pytest.mark.parametrize(
    ("left", "stage"),
    [(-1, None), (0, 3), (1, 3), (3, 3), (4, 14), (14, 14), (15, None), (400, None)],
)
def test_two_weeks_and_three_days_before_its_end_a_licence_has_reached_a_stage(left, stage):
    assert licences.stage(DAY + datetime.timedelta(days=left), DAY) == stage


@pytest.mark.django_db
def test_those_that_end_within_two_weeks_are_found_with_their_credit(django_assert_num_queries):
    for left in (-1, 0, 14, 15):
        photo = make_photo(title=f"{left} days")
        end = DAY + datetime.timedelta(days=left)
        Credit.objects.filter(photo=photo).update(valid_until=end)
    make_photo(title="no end")
    make_photo(title="no credit", credit=None)
    with django_assert_num_queries(1):
        found = {photo.title for photo in licences.ending(DAY) if photo.credit_line}
    assert found == {"0 days", "14 days"}
