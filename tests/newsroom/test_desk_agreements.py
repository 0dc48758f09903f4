"""On the first screen: agreements that end, and what goes with them."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.articles.pages import tree, words
from tests.factories import make_agreement, make_live, make_publication

pytestmark = pytest.mark.django_db


def section(client, user):
    client.force_login(user)
    return tree(client.get("/admin/")).get_element_by_id("queue-agreements", None)


def ends(days, **kwargs):
    last = timezone.localdate() + datetime.timedelta(days=days)
    return make_agreement(make_publication(name="Le Quai"), ends_on=last, **kwargs)


def test_a_managing_editor_finds_what_ends_and_what_goes_with_it(client, desk):
    agreement = ends(5, reference="A-7", takedown_on_end=True)
    for _ in range(2):
        make_live(publication=agreement.publication, agreement=agreement, use="full")
    shown = section(client, desk.max)
    said = words(shown)
    assert "Agreements ending 1 Le Quai “A-7” ends on" in said
    assert "2 live stories are withdrawn the day after" in said
    (link,) = shown.xpath(".//a[@class='row-headline']")
    assert link.get("href") == reverse("admin:sources_agreement_change", args=[agreement.pk])
    assert shown.find_class("late")


def test_what_ends_later_is_no_alarm_yet(client, desk):
    ends(20)
    shown = section(client, desk.max)
    assert "Le Quai" in words(shown)
    assert not shown.find_class("late")


def test_where_nothing_ends_a_sentence_says_so(client, desk):
    assert "No agreement ends within thirty days." in words(section(client, desk.max))


def test_who_makes_no_agreements_has_no_such_queue(client, desk):
    ends(5)
    assert section(client, desk.ben) is None
