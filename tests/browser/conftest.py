import pytest

from tests.browser.writing import Writing
from tests.factories import make_user


@pytest.fixture
def write(page, log_in, editor):
    """Opens a text in the editor; when the test is over, nothing may have gone wrong there."""
    log_in(page, editor)
    yield lambda html="": Writing(page, html)
    assert page.troubles == []


@pytest.fixture
def editor(live_server, django_db_serialized_rollback):
    return make_user("editor", "ed")
