"""On the first screen: papers that print a story of ours and do not know what we took back."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from syndication.models import Alert
from tests.articles.pages import inline_code, tree, words
from tests.factories import make_live
from tests.syndication.papers import make_republisher

pytestmark = pytest.mark.django_db

REFUSED = "SMTPRecipientsRefused: no such user"


def waits(minutes, headline="The salt trade", to=None, **kwargs):
    """A mail to a paper that has been waiting for so many minutes."""
    made = timezone.now() - datetime.timedelta(minutes=minutes)
    return Alert.objects.create(
        republisher=to or make_republisher(),
        live=make_live(headline=headline),
        kind=Alert.Kind.WITHDRAWAL,
        created_at=made,
        **kwargs,
    )


def untold(client, user):
    client.force_login(user)
    return tree(client.get("/admin/")).get_element_by_id("queue-untold", None)


@pytest.mark.parametrize("name", ["ben", "max"])
def test_a_mail_that_was_refused_is_shown_at_once_with_the_reason(client, desk, name):
    alert = waits(minutes=1, tries=3, last_error=REFUSED)

    row = untold(client, getattr(desk, name))

    for part in ("Harbour Post", "withdrawal of", "The salt trade", "tried 3 times", REFUSED):
        assert part in words(row)
    assert [link for _, _, link, _ in row.iterlinks()] == [
        reverse("admin:syndication_alert_change", args=[alert.pk])
    ]


def test_a_mail_that_nobody_took_up_asks_after_the_worker(client, desk):
    waits(minutes=6)
    assert "is a worker running?" in words(untold(client, desk.ben))


def test_what_is_just_being_sent_or_was_sent_or_stopped_troubles_nobody(client, desk):
    now, post = timezone.now(), make_republisher()
    waits(minutes=1, to=post)
    waits(minutes=60, to=post, state="sent", next_at=None, sent_at=now)
    waits(minutes=60, to=post, state="stopped", next_at=None, stopped_note="By telephone.")

    assert untold(client, desk.max) is None


def test_who_has_no_part_in_it_is_not_troubled(client, desk):
    waits(minutes=6)
    assert untold(client, desk.anna) is None
    assert untold(client, desk.pia) is None


def test_the_oldest_come_first_and_the_rest_is_a_step_away(client, desk):
    post = make_republisher()
    for minutes in range(10, 19):
        waits(minutes, headline=f"Story {minutes}", to=post)

    rows = words(untold(client, desk.max))

    assert rows.index("Story 18") < rows.index("Story 17")
    assert "Story 10" not in rows
    assert "All that wait" in rows


def test_what_a_mail_server_says_stays_words(client, desk):
    waits(minutes=1, last_error="<script>alert(1)</script>")
    client.force_login(desk.max)
    assert inline_code(client.get("/admin/")) == []
