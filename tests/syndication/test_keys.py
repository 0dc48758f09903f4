"""Keys: given, shown once, counted, revoked."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from syndication import keys, secrets
from syndication.models import ApiKey
from tests.factories import make_user
from tests.syndication import papers

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2026, 5, 20, 12, 0, 30, tzinfo=datetime.UTC)


def test_of_a_key_only_its_beginning_and_a_digest_are_kept(desk):
    key, secret = keys.issue(papers.make_republisher(), by=desk.max, label="  web\u200bsite ")
    kept = ApiKey.objects.get()
    assert secret.startswith(key.shown)
    assert len(secret) > 40
    assert secret not in str(vars(kept))
    assert (kept.digest, kept.label, kept.created_by) == (
        secrets.digest(secret), "website", desk.max
    )  # fmt: skip


def test_no_two_keys_are_the_same():
    assert len({secrets.make() for _ in range(50)}) == 50


def test_a_key_opens_until_it_is_revoked(desk):
    key, secret = papers.make_key()
    assert keys.use(secret) == key
    keys.revoke(key, by=desk.max)
    assert keys.use(secret) is None
    key.refresh_from_db()
    first = key.revoked_at
    keys.revoke(key, by=desk.adam)
    key.refresh_from_db()
    assert (key.revoked_at, key.revoked_by) == (first, desk.max)


@pytest.mark.parametrize("secret", ["", "nr_", "nr_" + "x" * 43, "é"])
def test_what_is_no_key_opens_nothing(secret):
    papers.make_key()
    assert keys.use(secret) is None


def test_the_keys_of_an_inactive_paper_open_nothing():
    _, secret = papers.make_key(papers.make_republisher(active=False))
    assert keys.use(secret) is None


def test_a_use_is_noted():
    key, secret = papers.make_key()
    keys.use(secret, NOW)
    keys.use(secret, NOW + datetime.timedelta(seconds=5))
    key.refresh_from_db()
    assert (key.last_used_at, key.used) == (NOW + datetime.timedelta(seconds=5), 2)


def test_a_key_opens_so_many_times_a_minute_and_then_again_in_the_next(monkeypatch):
    papers.per_minute(monkeypatch, 2)
    _, secret = papers.make_key()
    keys.use(secret, NOW)
    keys.use(secret, NOW)
    with pytest.raises(keys.TooOften) as often:
        keys.use(secret, NOW)
    assert often.value.seconds == 31
    assert keys.use(secret, NOW + datetime.timedelta(seconds=30))


@pytest.mark.parametrize("role", ["translator", "editor", "newsletter editor"])
def test_who_may_not_gives_and_revokes_no_key(role):
    somebody, (key, secret) = make_user(role), papers.make_key()
    with pytest.raises(keys.NotAllowed):
        keys.issue(key.republisher, by=somebody, label="x")
    with pytest.raises(keys.NotAllowed):
        keys.revoke(key, by=somebody)
    assert keys.use(secret)


@pytest.mark.parametrize(("label", "active"), [(" \u200b", True), ("website", False)])
def test_a_key_is_for_something_and_for_an_active_paper(desk, label, active):
    with pytest.raises(ValidationError):
        keys.issue(papers.make_republisher(active=active), by=desk.max, label=label)
    assert not ApiKey.objects.filter(created_at__lte=timezone.now()).exists()
