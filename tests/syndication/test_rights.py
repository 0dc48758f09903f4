"""Which stories a paper may take."""

import datetime

import pytest
from django.utils import timezone

from articles.models import LiveArticle
from sources.models import Agreement
from syndication import rights, taking
from tests.factories import make_agreement, make_live, make_publication
from tests.syndication import papers

pytestmark = pytest.mark.django_db


def open_to(republisher):
    return set(LiveArticle.objects.filter(rights.entitled(republisher)))


def day(number):
    return timezone.localdate() + datetime.timedelta(days=number)


def test_an_agreement_decides_whether_a_translation_may_be_passed_on():
    ours, may = papers.of_our_own(), papers.sublicensed()
    make_live(publication=make_publication())  # whose agreement does not say so
    assert open_to(papers.make_republisher()) == {ours, may}


@pytest.mark.parametrize(
    ("period", "opens"),
    [({"ends_on": None}, True), ({"ends_on": day(0)}, True), ({"ends_on": day(-1)}, False),
     ({"starts_on": day(1)}, False)],
)  # fmt: skip
def test_an_agreement_is_asked_as_it_is_today(period, opens):
    live = papers.sublicensed()
    Agreement.objects.filter(pk=live.agreement_id).update(**period)
    assert (live in open_to(papers.make_republisher())) == opens


@pytest.mark.parametrize(
    ("takes", "number"),
    [({}, 2), ({"takes_own": False}, 1), ({"takes_sublicensed": False}, 1),
     ({"takes_own": False, "takes_sublicensed": False}, 0)],
)  # fmt: skip
def test_a_paper_takes_what_was_agreed_with_it(takes, number):
    papers.of_our_own()
    papers.sublicensed()
    assert len(open_to(papers.make_republisher(**takes))) == number


def test_a_partner_may_take_what_was_made_of_its_own_stories():
    paper = make_publication()
    live = make_live(publication=paper, agreement=make_agreement(paper), use="full")
    assert open_to(papers.make_republisher(paper=paper)) == {live}
    assert open_to(papers.make_republisher("Other")) == set()


def test_a_paper_hears_of_the_end_of_what_it_took_though_the_agreement_is_over():
    live, republisher = papers.sublicensed(), papers.make_republisher()
    taking.note(republisher, live)
    Agreement.objects.update(sublicensing=False)
    told = LiveArticle.objects.filter(rights.told(republisher))
    assert not told.exists()
    LiveArticle.objects.update(withdrawn_at=timezone.now(), body="", withdrawn_note="Wrong.")
    assert told.get() == live
    assert not LiveArticle.objects.filter(rights.told(papers.make_republisher("B"))).exists()


def test_photographs_go_along_by_their_licence():
    live = papers.sublicensed()
    assert [kept["url"] for kept in rights.pictures(live, papers.make_republisher())] == [
        "/media/ours.jpg"
    ]
    assert rights.pictures(live, papers.make_republisher("B", takes_photos=False)) == []


def test_a_picture_of_which_nothing_is_known_stays_here():
    live = papers.sublicensed()
    for kept in live.media:
        del kept["partners"]
    assert rights.pictures(live, papers.make_republisher()) == []
