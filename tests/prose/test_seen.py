import datetime

import pytest
from django.urls import reverse

from sources.models import Agreement
from tests.factories import make_agreement, make_publication, make_user
from tests.seals import seal

pytestmark = pytest.mark.django_db

ENDS = datetime.date(2026, 12, 31)


@pytest.fixture
def desk(client):
    client.force_login(make_user("managing editor"))
    return client


@pytest.fixture
def agreement():
    return make_agreement(make_publication(), languages=["en", "fr"])


def page(agreement):
    return reverse("admin:sources_agreement_change", args=[agreement.pk])


def opened(agreement, **changed):
    """What the page of this agreement sends, as it stands open now."""
    return {
        "publication": agreement.publication_id,
        "reference": agreement.reference,
        "starts_on": str(agreement.starts_on),
        "languages": "en, fr",
        "allows_full": "on",
        "delay_hours": "0",
        "territory": "worldwide",
        "attribution": agreement.attribution,
        "link_back": "on",
        "machine_drafts": "on",
        "fee": "0",
        "currency": "EUR",
        "seen": seal(agreement),
    } | changed


def test_a_page_that_stood_open_takes_back_nothing_that_another_has_stored(desk, agreement):
    mine = opened(agreement, territory="Europe")
    Agreement.objects.filter(pk=agreement.pk).update(ends_on=ENDS, allows_digest=True)
    answer = desk.post(page(agreement), mine)
    told = answer.content.decode()
    assert answer.status_code == 409
    assert "This agreement was changed by somebody else" in told
    assert "Ends on “31 Dec 2026”, Digest “yes”, Territory “worldwide”." in told
    assert 'value="Europe"' in told
    agreement.refresh_from_db()
    assert (agreement.ends_on, agreement.territory) == (ENDS, "worldwide")


def test_who_has_seen_both_versions_may_save_again(desk, agreement):
    mine = opened(agreement, territory="Europe")
    Agreement.objects.filter(pk=agreement.pk).update(territory="France")
    answer = desk.post(page(agreement), mine)
    again = mine | {"seen": answer.context["adminform"].form["seen"].value()}
    assert desk.post(page(agreement), again).status_code == 302
    agreement.refresh_from_db()
    assert agreement.territory == "Europe"


def test_a_form_that_does_not_say_what_it_saw_is_refused(desk, agreement):
    mine = opened(agreement, territory="Europe")
    del mine["seen"]
    assert desk.post(page(agreement), mine).status_code == 409


def test_the_page_carries_what_it_was_opened_on(desk, agreement):
    shown = desk.get(page(agreement)).content.decode()
    assert f'name="seen" value="{seal(agreement)}"' in shown


def test_who_may_only_read_is_shown_no_seal(client, agreement):
    client.force_login(make_user("editor"))
    assert 'name="seen"' not in client.get(page(agreement)).content.decode()
