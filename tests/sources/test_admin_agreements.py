"""What may happen to an agreement that stories have come out under."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_agreement, make_live, make_publication, make_user
from tests.seals import seal

pytestmark = pytest.mark.django_db

PAST = timezone.localdate() - datetime.timedelta(days=3)


@pytest.fixture
def desk(client):
    client.force_login(make_user("managing editor"))
    return client


@pytest.fixture
def quai():
    return make_publication(name="Le Quai")


@pytest.fixture
def agreement(quai):
    return make_agreement(quai)


def save(desk, agreement, **changed):
    sent = {
        "publication": agreement.publication_id,
        "reference": agreement.reference,
        "starts_on": str(agreement.starts_on),
        "languages": "en",
        "allows_full": "on",
        "delay_hours": "0",
        "territory": "worldwide",
        "attribution": "First published by {publication}",
        "fee": "0",
        "currency": "EUR",
        "seen": seal(agreement),
    }
    page = reverse("admin:sources_agreement_change", args=[agreement.pk])
    answer = desk.post(page, sent | changed)
    agreement.refresh_from_db()
    return answer


def test_it_stays_with_the_paper_whose_stories_came_out_under_it(desk, quai, agreement):
    make_live(publication=quai, agreement=agreement, use="full")
    gelso = make_publication(name="Il Gelso")
    save(desk, agreement, publication=gelso.pk, territory="Europe")
    assert (agreement.publication, agreement.territory) == (quai, "Europe")


def test_before_the_first_story_its_paper_may_be_put_right(desk, agreement):
    gelso = make_publication(name="Il Gelso")
    assert save(desk, agreement, publication=gelso.pk).status_code == 302
    assert agreement.publication == gelso


def test_a_last_day_that_withdraws_stories_at_once_is_asked_about(desk, quai, agreement):
    make_live(publication=quai, agreement=agreement, use="full")
    make_live(publication=quai, agreement=agreement, use="full")
    ends = {"ends_on": str(PAST), "takedown_on_end": "on"}
    refused = save(desk, agreement, **ends).content.decode()
    assert "With this last day 2 live stories would be withdrawn within the hour" in refused
    assert 'name="withdraws"' in refused
    assert agreement.ends_on is None
    assert save(desk, agreement, **ends, withdraws="on").status_code == 302
    assert agreement.ends_on == PAST


@pytest.mark.parametrize(
    "ends",
    [
        {"ends_on": str(PAST)},
        {"ends_on": str(timezone.localdate()), "takedown_on_end": "on"},
    ],
)
def test_of_what_withdraws_nothing_nobody_is_asked(desk, quai, agreement, ends):
    make_live(publication=quai, agreement=agreement, use="full")
    assert save(desk, agreement, **ends).status_code == 302


def test_without_stories_nobody_is_asked_either(desk, agreement):
    assert save(desk, agreement, ends_on=str(PAST), takedown_on_end="on").status_code == 302
