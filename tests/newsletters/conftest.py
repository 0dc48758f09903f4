import datetime

import pytest
from django.utils import timezone

from newsletters.delivery import Sender
from tests.factories import make_newsletter
from tests.newsletters.mailing import through
from tests.newsletters.sink import Sink


@pytest.fixture
def daily(db):
    return make_newsletter(
        name="The Morning Crossing",
        slug="morning",
        position=1,
        call_headline="Read what your neighbours read.",
        call_text="One letter before breakfast.",
    )


@pytest.fixture
def weekly(daily):
    return make_newsletter(name="The Slow Boat", slug="slow-boat", position=2)


@pytest.fixture
def later(monkeypatch):
    """Let time pass: `later(days=8)`."""
    passed, now = [], timezone.now
    monkeypatch.setattr(timezone, "now", lambda: sum(passed, now()))
    return lambda **kwargs: passed.append(datetime.timedelta(**kwargs))


@pytest.fixture
def sink(settings):
    """The mail server that letters leave by."""
    with Sink() as sink:
        through(settings, sink)
        yield sink


@pytest.fixture
def sender():
    with Sender() as sender:
        yield sender
