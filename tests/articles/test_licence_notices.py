"""The photo desk hears of a licence before it ends on a live story: once, and in time."""

import datetime

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from articles import mails, noticing, publishing
from articles.models import Notice, NoticeKind, State
from articles.tasks import notice_what_ends
from photos import receiving
from photos.models import Credit, Licence
from tests.articles.stories import bring
from tests.factories import make_live, make_photo, make_user
from tests.together import needs_connections, together

pytestmark = pytest.mark.django_db

DAY = timezone.localdate()


def days(number):
    return datetime.timedelta(days=number)


def shown(left=10, *, stories=1, title="Harbour"):
    """A photograph in live stories whose licence ends in so many days."""
    photo = make_photo(title=title)
    Credit.objects.filter(photo=photo).update(valid_until=DAY + days(left))
    for n in range(stories):
        make_live(photos=[photo], headline=f"Story {n}")
    return photo


def told():
    rows = Notice.objects.filter(kind=NoticeKind.LICENCE).order_by("pk")
    return [(notice.user.username, notice.text) for notice in rows.select_related("user")]


def who():
    return sorted(name for name, _ in told())


def test_the_photo_desk_hears_which_licence_ends_when_and_where(desk):
    Credit.objects.filter(photo=shown()).update(valid_until=datetime.date(2026, 12, 3))
    noticing.of_licences(datetime.date(2026, 11, 23))
    sentence = "The licence of “Harbour” ends on 3 December 2026; "
    sentence += "the photograph stands in “Story 0”.\n"
    assert told()[0][1].startswith(sentence)
    assert "Extend it, or choose another photograph" in told()[0][1]


def test_it_is_told_to_those_who_watch_licences_and_to_nobody_else(desk):
    shown()
    noticing.of_licences(DAY)
    assert {"pia", "max", "adam"} <= set(who())
    assert {"anna", "ben", "nina"}.isdisjoint(who())


@pytest.mark.parametrize(
    ("stories", "words"), [(2, "1 more live story"), (3, "2 more live stories")]
)
def test_of_a_photograph_in_several_stories_one_notice_counts_them(desk, stories, words):
    shown(stories=stories)
    noticing.of_licences(DAY)
    assert who().count("pia") == 1
    assert f"stands in “Story 0” and {words}." in told()[0][1]


@pytest.mark.parametrize(
    ("left", "notices"),
    [(20, 0), (14, 1), (0, 1), (-1, 0)],
)
def test_before_two_weeks_and_after_the_end_nothing_is_told(desk, left, notices):
    shown(left)
    noticing.of_licences(DAY)
    assert who().count("pia") == notices


def test_each_of_both_warnings_comes_once_however_often_the_clock_looks(desk):
    shown(14)
    for day in range(16):
        noticing.of_licences(DAY + days(day))
        noticing.of_licences(DAY + days(day))
    assert who().count("pia") == 2


def test_a_licence_that_is_extended_is_told_of_anew_before_its_new_end(desk):
    photo = shown(10)
    noticing.of_licences(DAY)
    end = DAY + days(100)
    receiving.credit(
        photo, by=desk.pia, photographer="Mona", licence=Licence.RIGHTS_MANAGED, valid_until=end
    )
    noticing.of_licences(DAY)
    assert who().count("pia") == 1
    noticing.of_licences(end - days(14))
    assert who().count("pia") == 2


def test_a_withdrawn_story_needs_no_licence(desk):
    photo = make_photo()
    Credit.objects.filter(photo=photo).update(valid_until=DAY + days(5))
    story = bring(desk, State.PUBLISHED, filing={"lead_photo": photo})
    publishing.withdraw(story, by=desk.max, seen=story.version, note="Asked for.")
    noticing.of_licences(DAY)
    assert told() == []


def test_a_photograph_that_no_story_shows_is_nobodys_worry(desk):
    shown(5, stories=0)
    bring(desk, State.READY)
    noticing.of_licences(DAY)
    assert told() == []


def test_the_notice_leads_to_the_photograph(desk):
    photo = shown()
    noticing.of_licences(DAY)
    address = noticing.address(Notice.objects.first())
    assert address == reverse("admin:photos_photo_change", args=[photo.pk])


def test_the_list_on_the_desk_shows_it(client, desk):
    shown()
    notice_what_ends.call()
    client.force_login(desk.pia)
    page = client.get(reverse("admin:notices")).text
    assert "The licence of “Harbour” ends" in page


def test_one_mail_goes_to_each_and_the_switch_turns_it_off(desk):
    shown()
    noticing.choose_mail(["mention"], by=desk.max)
    noticing.of_licences(DAY)
    mails.send_waiting()
    mails.send_waiting()
    to = [address for message in mail.outbox for address in message.to]
    assert to.count("pia@desk.example") == 1
    assert "max@desk.example" not in to
    letter = next(message for message in mail.outbox if "pia@desk.example" in message.to)
    assert letter.subject.startswith("A licence ends: ")
    assert "The licence of “Harbour” ends on" in letter.body


def test_it_is_not_mailed_once_the_person_may_not_see_the_story(desk):
    shown()
    noticing.of_licences(DAY)
    desk.pia.groups.clear()
    mails.send_waiting()
    assert "pia@desk.example" not in [to for message in mail.outbox for to in message.to]


@pytest.mark.parametrize("photos", [1, 4])
def test_looking_costs_the_same_when_all_is_told(desk, photos, django_assert_num_queries):
    for n in range(photos):
        shown(title=f"Photo {n}")
    noticing.of_licences(DAY)
    with django_assert_num_queries(2):
        noticing.of_licences(DAY)


def test_where_nothing_ends_one_question_is_asked(desk, django_assert_num_queries):
    with django_assert_num_queries(1):
        noticing.of_licences(DAY)


@needs_connections
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_clocks_tell_it_once():
    pia = make_user("photo editor", "pia")
    shown()
    together(*[lambda: noticing.of_licences(DAY)] * 2)
    assert Notice.objects.filter(user=pia, kind=NoticeKind.LICENCE).count() == 1
