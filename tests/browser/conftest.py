import pytest
from playwright.sync_api import expect

from tests.articles.pages import change
from tests.browser.originals import make_story
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


@pytest.fixture
def anna(live_server, django_db_serialized_rollback):
    return make_user("translator", "anna")


@pytest.fixture
def desk(page, log_in, anna):
    """`desk("ar")`: a story from an Arabic original, open in the hands of its translator."""
    log_in(page, anna)

    def desk(language="ru", **kwargs):
        story = make_story(language, translator=anna, **kwargs)
        text = Writing(page, address=change(story))
        text.story = story
        expect(page.locator(".block.is-open, .block.is-rendered").first).to_be_attached()
        return text

    yield desk
    assert page.troubles == []
