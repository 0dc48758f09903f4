"""Those who make agreements hear what goes with one before it ends: once, and in time."""

import datetime

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from articles import endings, mails, noticing, publishing
from articles.models import LiveArticle, Notice, NoticeKind, State
from articles.tasks import notice_what_ends
from sources.models import Agreement
from tests.articles.stories import bring, commission
from tests.factories import make_agreement, make_live, make_publication

pytestmark = pytest.mark.django_db

DAY = timezone.localdate()


def days(number):
    return datetime.timedelta(days=number)


@pytest.fixture
def paper(db):
    return make_publication(name="Le Quai")


def deal(paper, left=10, *, takedown=True, **kwargs):
    """An agreement that ends in so many days."""
    kwargs = {"reference": "A-7", "takedown_on_end": takedown} | kwargs
    return make_agreement(paper, ends_on=DAY + days(left), **kwargs)


def on_the_site(agreement, stories=1, **kwargs):
    for _ in range(stories):
        paper = agreement.publication
        make_live(**{"publication": paper, "agreement": agreement, "use": "full"} | kwargs)


def figures(day=DAY):
    return [(each.withdrawn, each.stranded) for each in endings.ending(day)]


# --- what goes with it


def test_live_stories_go_where_the_agreement_demands_it(paper):
    on_the_site(deal(paper), 3)
    assert figures() == [(3, 0)]
    Agreement.objects.update(takedown_on_end=False)
    assert figures() == [(0, 0)]


def test_what_goes_is_what_the_clock_then_withdraws(desk):
    story = bring(desk, State.PUBLISHED)
    agreement = LiveArticle.objects.get().agreement
    Agreement.objects.update(ends_on=DAY, takedown_on_end=True)
    assert figures() == [(1, 0)]
    successor = make_agreement(agreement.publication, starts_on=DAY + days(1))
    assert figures() == []
    successor.delete()
    Agreement.objects.update(ends_on=DAY - days(1))
    publishing.withdraw_ended()
    story.refresh_from_db()
    assert story.state == State.WITHDRAWN


@pytest.mark.parametrize(
    ("other", "gone"),
    [
        ({}, []),
        ({"starts_on": DAY + days(11)}, []),
        ({"starts_on": DAY + days(12)}, [(2, 0)]),
        ({"languages": ["fr"]}, [(2, 0)]),
        ({"allows_full": False, "allows_digest": True}, [(2, 0)]),
        ({"ends_on": DAY + days(10)}, [(2, 0), (0, 0)]),
    ],
    ids=["runs", "follows", "too late", "another language", "another use", "ends as well"],
)
def test_what_another_agreement_covers_does_not_go(paper, other, gone):
    on_the_site(deal(paper), 2)
    make_agreement(paper, **other)
    assert figures() == gone


def test_another_papers_agreement_covers_nothing(paper):
    on_the_site(deal(paper))
    make_agreement(make_publication(name="O Varal"))
    assert figures() == [(1, 0)]


def test_work_in_hand_is_stranded(desk):
    article = commission(desk)
    bring(desk, State.EDITING, article=commission(desk, publication=article.original.publication))
    Agreement.objects.update(ends_on=DAY + days(3))
    found = endings.ending(DAY)
    assert [(each.withdrawn, each.stranded) for each in found] == [(0, 2), (0, 2)]
    assert found[0].is_near


def test_what_is_live_killed_or_never_allowed_is_not_in_hand(desk):
    article = bring(desk, State.PUBLISHED)
    paper = article.original.publication
    bring(desk, State.KILLED, article=commission(desk, publication=paper, agreement=False))
    commission(desk, publication=paper, agreement=False, use="digest")
    Agreement.objects.update(ends_on=DAY + days(3))
    assert figures() == [(0, 0)]


@pytest.mark.parametrize(("left", "listed"), [(31, 0), (30, 1), (0, 1), (-1, 0)])
def test_an_end_is_listed_for_thirty_days(paper, left, listed):
    on_the_site(deal(paper, left))
    assert len(figures()) == listed


def test_the_first_to_end_comes_first(paper):
    deal(paper, 20)
    deal(make_publication(name="O Varal"), 5)
    ends = [each.agreement.ends_on for each in endings.ending(DAY)]
    assert ends == [DAY + days(5), DAY + days(20)]


@pytest.mark.parametrize("number", [1, 12])
def test_it_costs_the_same_at_one_and_at_many(number, django_assert_num_queries):
    for n in range(number):
        on_the_site(deal(make_publication(name=f"Paper {n}"), n), 2)
    with django_assert_num_queries(4):
        assert len(endings.ending(DAY)) == number


# --- who hears of it


def told():
    rows = Notice.objects.filter(kind=NoticeKind.AGREEMENT).order_by("pk")
    return [(notice.user.username, notice.text) for notice in rows.select_related("user")]


def who():
    return sorted(name for name, _ in told())


def test_what_ends_when_and_what_goes_is_told_in_words(desk, paper):
    agreement = deal(paper)
    on_the_site(agreement, 2)
    Agreement.objects.update(ends_on=datetime.date(2027, 1, 5))
    noticing.of_agreements(datetime.date(2026, 12, 20))
    sentence, words = told()[0][1].split("\n")
    assert sentence == "The agreement “A-7” with Le Quai ends on 5 January 2027."
    assert words.startswith("2 live stories of it will be withdrawn the day after. Enter what")


def test_work_in_hand_is_told_of_as_well(desk):
    commission(desk)
    Agreement.objects.update(ends_on=DAY + days(3))
    noticing.of_agreements(DAY)
    assert "1 story in hand may not be published then." in told()[0][1]


def test_it_is_told_to_those_who_make_agreements_and_to_nobody_else(desk, paper):
    on_the_site(deal(paper))
    noticing.of_agreements(DAY)
    assert who().count("max") == 1
    assert {"anna", "ben", "nina", "pia"}.isdisjoint(who())


def test_an_agreement_that_takes_nothing_with_it_is_no_news(desk, paper):
    deal(paper)
    noticing.of_agreements(DAY)
    assert told() == []


def test_each_of_both_warnings_comes_once_however_often_the_clock_looks(desk, paper):
    on_the_site(deal(paper, 30))
    for day in range(32):
        noticing.of_agreements(DAY + days(day))
        on_the_site(Agreement.objects.get())  # another story makes no other warning
        noticing.of_agreements(DAY + days(day))
    assert who().count("max") == 2


def test_an_agreement_that_is_extended_is_told_of_anew_before_its_new_end(desk, paper):
    on_the_site(deal(paper, 10))
    noticing.of_agreements(DAY)
    Agreement.objects.update(ends_on=DAY + days(100))
    noticing.of_agreements(DAY)
    assert who().count("max") == 1
    noticing.of_agreements(DAY + days(93))
    assert who().count("max") == 2


def test_the_notice_leads_to_the_agreement_and_the_mail_is_named_after_it(client, desk, paper):
    agreement = deal(paper)
    on_the_site(agreement)
    notice_what_ends.call()
    notice = Notice.objects.get(user=desk.max)
    assert noticing.address(notice) == reverse(
        "admin:sources_agreement_change", args=[agreement.pk]
    )
    client.force_login(desk.max)
    assert "The agreement “A-7” with Le Quai ends on" in client.get(reverse("admin:notices")).text
    mails.send_waiting()
    subject = next(each.subject for each in mail.outbox if desk.max.email in each.to)
    assert subject.startswith("The agreement “A-7” with Le Quai ends on")
