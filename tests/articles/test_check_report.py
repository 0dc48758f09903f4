"""Which checks are dismissed most: counted, marked, graded."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import check_report
from articles.models import Dismissal, Raised
from stylebook.models import CheckSetting
from tests.articles.pages import tree, words
from tests.factories import make_article

pytestmark = pytest.mark.django_db

PAGE = reverse("admin:checks")


def shown(story, code, many, dismissed=0, reason="checker-wrong", by=None, at=None):
    """A check that found so many things in a story, some of which were let stand."""
    at = at or timezone.now()
    for n in range(many):
        mark = f"{code}-{n}"
        Raised.objects.create(
            article=story, fingerprint=mark, code=code, at=at, fixed=n == many - 1
        )
        if n < dismissed:
            Dismissal.objects.create(
                article=story, fingerprint=mark, code=code, severity="warning", message="x",
                reason=reason, by=by or story.commissioned_by, at=at,
            )  # fmt: skip


def row(code, days=90):
    since = timezone.now() - datetime.timedelta(days=days)
    return next(row for row in check_report.rows(since) if row.code == code)


@pytest.fixture
def story(db):
    return make_article()


def test_a_check_is_counted_with_its_rate_and_its_reasons(story):
    shown(story, "quotes", 12, dismissed=3)
    shown(make_article(), "quotes", 1, dismissed=1, reason="intended")
    found = row("quotes")
    assert (found.raised, found.fixed, found.dismissed, found.rate) == (13, 2, 4, 31)
    assert found.reasons == [("the check is wrong", 3), ("it is meant so", 1)]
    assert found.too_often


@pytest.mark.parametrize(
    ("many", "dismissed", "marked"), [(10, 3, False), (10, 4, True), (9, 9, False)]
)
def test_more_than_thirty_of_a_hundred_is_too_often_unless_they_are_few(
    story, many, dismissed, marked
):
    shown(story, "quotes", many, dismissed)
    assert row("quotes").too_often is marked


def test_what_was_taken_back_or_published_all_the_same_is_no_dismissal(story):
    shown(story, "quotes", 4, dismissed=2)
    now = timezone.now()
    Dismissal.objects.filter(fingerprint="quotes-0").update(
        taken_back_at=now, taken_back_by=story.commissioned_by
    )
    Dismissal.objects.filter(fingerprint="quotes-1").update(reason="overridden")
    assert row("quotes").dismissed == 0


def test_what_is_long_past_does_not_count(story):
    shown(story, "quotes", 4, 2, at=timezone.now() - datetime.timedelta(days=100))
    assert row("quotes").raised == 0
    assert row("quotes", days=365).raised == 4


def test_the_page_marks_what_is_dismissed_too_often(client, desk, story):
    shown(story, "quotes", 12, dismissed=6)
    shown(story, "brackets", 12, dismissed=1)
    client.force_login(desk.ben)
    response = client.get(PAGE)
    [marked] = tree(response).find_class("too-often")
    assert "quotes 12 1 6 50 %, too often the check is wrong: 6" in words(marked)
    assert "1 check is dismissed more often than in 30 of 100 cases" in words(response)


def test_a_quiet_desk_is_told_so(client, desk):
    client.force_login(desk.ben)
    assert "No check has found anything in this time." in words(client.get(PAGE))


def test_the_table_has_a_line_for_each_check(client, desk, story):
    shown(story, "quotes", 2, dismissed=1)
    client.force_login(desk.ben)
    response = client.get(PAGE, {"as": "csv", "days": "30"})
    assert response["Content-Type"].startswith("text/csv")
    first = response.content.decode("utf-8-sig").splitlines()[1]
    assert first.startswith("quotes,")
    assert first.endswith("warning,2,1,1,50,the check is wrong: 1")


@pytest.mark.parametrize("name", ["anna", "pia", "nina"])
def test_it_is_for_editors(client, desk, name):
    client.force_login(getattr(desk, name))
    assert client.get(PAGE).status_code == 403


def test_a_managing_editor_says_how_grave_a_check_is(client, desk):
    client.force_login(desk.max)
    client.post(PAGE, {"code": "quotes", "severity": "hint"})
    assert CheckSetting.objects.get().severity == "hint"
    client.post(PAGE, {"code": "quotes", "severity": ""})
    assert not CheckSetting.objects.exists()


@pytest.mark.parametrize(("code", "severity"), [("nonsense", "hint"), ("quotes", "awful")])
def test_nonsense_is_refused_in_words(client, desk, code, severity):
    client.force_login(desk.max)
    response = client.post(PAGE, {"code": code, "severity": severity}, follow=True)
    assert words(tree(response).find_class("messagelist")[0]) in (
        "There is no such check.", "Choose how grave it is.",
    )  # fmt: skip
    assert not CheckSetting.objects.exists()


def test_an_editor_grades_no_check(client, desk):
    client.force_login(desk.ben)
    assert not tree(client.get(PAGE)).find_class("grade")
    assert client.post(PAGE, {"code": "quotes", "severity": "off"}).status_code == 403


@pytest.mark.parametrize("many", [1, 30])
def test_the_page_costs_the_same_however_much_was_found(
    client, desk, story, many, django_assert_num_queries
):
    shown(story, "quotes", many, dismissed=many)
    client.force_login(desk.max)
    with django_assert_num_queries(6):
        client.get(PAGE)
