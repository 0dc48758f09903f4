"""Dates at the desk: one form, the hours to twenty-four, in every language of an edition."""

import datetime

import pytest
from django import forms
from django.conf import settings
from django.utils import formats, translation

from tests.articles.pages import tree, words
from tests.factories import make_user
from tests.syndication.papers import make_key

AFTERNOON = datetime.datetime(2026, 11, 30, 14, 43, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("edition", "moment", "day"),
    [
        ("en", "30 Nov 2026, 14:43", "30 Nov 2026"),
        ("en-gb", "30 Nov 2026, 14:43", "30 Nov 2026"),
        ("fr", "30 nov. 2026, 14:43", "30 nov. 2026"),
    ],
)
def test_a_moment_and_a_day(edition, moment, day):
    with translation.override(edition):
        for short in ("", "SHORT_"):
            assert formats.date_format(AFTERNOON, f"{short}DATETIME_FORMAT") == moment
            assert formats.date_format(AFTERNOON.date(), f"{short}DATE_FORMAT") == day
        assert formats.time_format(AFTERNOON, "TIME_FORMAT") == "14:43"


def test_every_language_that_readers_words_are_in_has_the_form():
    for path in settings.LOCALE_PATHS[0].iterdir():
        with translation.override(path.name):
            assert formats.get_format("TIME_FORMAT") == "H:i", path.name


@pytest.mark.parametrize(("edition", "typed"), [("en", "11/30/2026"), ("fr", "30/11/2026")])
def test_what_may_be_typed_is_as_before(edition, typed):
    with translation.override(edition):
        for text in (typed, "2026-11-30"):
            assert forms.DateField(localize=True).clean(text) == AFTERNOON.date()
        assert forms.DateTimeField().clean("2026-11-30 14:43").hour == 14


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("edition", "shown"), [("en", "30 Nov 2026, 14:43"), ("fr", "30 nov. 2026, 14:43")]
)
def test_a_stock_list_of_the_desk_writes_it_so(client, settings, edition, shown):
    settings.EDITIONS = [edition]
    make_key(last_used_at=AFTERNOON)
    client.force_login(make_user("managing editor"))

    response = client.get("/admin/syndication/republisher/")

    assert shown in words(tree(response).get_element_by_id("result_list"))
