"""Words and hours by person, languages and month: on the page, and in the table."""

import csv
import datetime
import io

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import figures, workflow
from articles.models import Event, State, Work
from tests.articles.pages import tree, words
from tests.articles.stories import bring, commission
from tests.factories import make_publication, make_snapshot

pytestmark = pytest.mark.django_db

THIS_MONTH = timezone.localdate().replace(day=1)


def handed_in(desk, **kwargs):
    return bring(desk, State.EDITING, article=commission(desk, **kwargs))


def rows(user, month=THIS_MONTH):
    return [
        (r.name, r.source, r.target, r.stories, r.original, r.translation, r.seconds)
        for r in figures.for_month(month, user)
    ]


def test_stories_are_added_up_by_person_and_languages(desk):
    for seconds in (600, 1_200):
        Work.objects.create(article=handed_in(desk), user=desk.anna, seconds=seconds)
    # “Un.” and “Deux.”; “One morning in the port.” and “Two cranes move.”
    assert rows(desk.ben) == [("anna", "fr", "en", 2, 4, 16, 1_800)]


def test_an_original_in_chinese_is_counted_by_characters(desk):
    publication = make_publication(language="zh")
    snapshot = make_snapshot(publication, html="<p>港口醒来。</p>")
    snapshot.original.language = "zh"
    snapshot.original.save()
    handed_in(desk, publication=publication, snapshot=snapshot)
    (row,) = figures.for_month(THIS_MONTH, desk.ben)
    assert (row.original, row.original_unit, row.translation_unit) == (4, "characters", "words")
    assert row.pair == "Chinese → English"


def test_the_time_of_an_editor_is_not_paid_to_the_translator(desk):
    Work.objects.create(article=handed_in(desk), user=desk.ben, seconds=900)
    assert rows(desk.ben)[0][-1] == 0


def test_what_is_not_handed_in_does_not_count_yet(desk):
    bring(desk, State.TRANSLATING)
    assert rows(desk.ben) == []


def test_a_story_handed_in_again_counts_where_it_was_last(desk):
    story = handed_in(desk)
    Event.objects.filter(verb="hand_in").update(at=timezone.now() - datetime.timedelta(days=45))
    earlier = figures.first_days(timezone.localdate() - datetime.timedelta(days=45))[0]
    assert len(rows(desk.ben, earlier)) == 1
    story = workflow.return_to_translator(story, by=desk.ben, seen=story.version, note="More.")
    workflow.hand_in(story, by=desk.anna, seen=story.version)
    assert (rows(desk.ben, earlier), len(rows(desk.ben))) == ([], 1)


def test_a_translator_has_their_own_figures_only(desk):
    handed_in(desk)
    assert len(rows(desk.anna)) == 1
    assert rows(desk.omar) == []


@pytest.mark.parametrize("stories", [1, 4])
def test_the_figures_cost_the_same_however_many_stories(desk, stories, django_assert_num_queries):
    for _ in range(stories):
        handed_in(desk)
    desk.ben.has_perm("articles.commission_article")
    with django_assert_num_queries(2):
        figures.for_month(THIS_MONTH, desk.ben)


def test_twelve_months_are_offered_the_newest_first():
    days = figures.first_days(datetime.date(2026, 3, 31))
    assert days[:3] == [datetime.date(2026, n, 1) for n in (3, 2, 1)]
    assert (len(days), days[-1]) == (12, datetime.date(2025, 4, 1))


# --- the page


def work(client, user, **asked):
    client.force_login(user)
    return client.get(reverse("admin:work"), asked)


def test_an_editor_sees_who_translated_how_much(client, desk):
    Work.objects.create(article=handed_in(desk), user=desk.anna, seconds=5_400)
    cells = tree(work(client, desk.ben)).xpath("//tbody/tr/*")
    assert [words(cell) for cell in cells] == [
        "anna", "French → English", "1", "2 words", "8 words", "1.5",
    ]  # fmt: skip


def test_a_translator_sees_their_work_alone(client, desk):
    handed_in(desk)
    assert "French → English" in words(work(client, desk.anna))
    assert "No translation was handed in" in words(work(client, desk.omar))


@pytest.mark.parametrize("person", ["pia", "nina"])
def test_who_neither_translates_nor_commissions_has_no_such_page(client, desk, person):
    assert work(client, getattr(desk, person)).status_code == 403


@pytest.mark.parametrize("month", ["", "x", "2026-13", "1999-01", "²"])
def test_a_month_that_is_none_is_this_month(client, desk, month):
    handed_in(desk)
    assert "French → English" in words(work(client, desk.ben, month=month))


def test_the_table_can_be_calculated_with(client, desk):
    Work.objects.create(article=handed_in(desk), user=desk.anna, seconds=5_400)
    response = work(client, desk.ben, **{"as": "csv"})
    table = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert table[1] == ["anna", "fr", "en", "1", "2", "words", "8", "words", "1.5"]
    assert f"work-{THIS_MONTH:%Y-%m}.csv" in response["Content-Disposition"]


def test_a_name_never_becomes_a_formula(client, desk):
    desk.anna.first_name = "=1+1"
    desk.anna.save()
    handed_in(desk)
    response = work(client, desk.ben, **{"as": "csv"})
    assert "'=1+1" in response.content.decode()
