import datetime

import pytest
from django.utils import timezone

from newsletters import composing, slots
from newsletters.letters import Picture
from photos.models import Credit, Photo
from tests.factories import make_newsletter, make_photo
from tests.newsletters.issues import make_issue, make_sent, make_shown

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def only(issue, day=None):
    (item,) = composing.letter(issue, day).items
    return item


def with_credit(**values):
    photo = make_photo(credit="Omar Field/Sopra")
    Credit.objects.filter(photo=photo).update(**values)
    return Photo.objects.with_credit().get(pk=photo.pk)


def test_a_story_stands_as_readers_see_it():
    live = make_shown()

    item = only(make_issue(live))

    assert item.headline == "The harbour is silent"
    assert (item.kicker, item.blurb) == ("Ports", "Night is back.")
    assert item.url == f"http://testserver/{live.path}/"
    assert item.writers == "Camille Ruel in Marseille"
    assert (item.translators, item.original_language) == ("Anna Voss", "French")
    assert item.origin == "First published by Le Quai, Marseille"


def test_words_of_the_letters_editor_come_first():
    issue = make_issue(make_shown())
    issue.picks.update(headline="Hush", blurb="You can hear it.", section="Ports")

    item = only(issue)

    assert (item.headline, item.blurb, item.heading) == ("Hush", "You can hear it.", "Ports")


def test_stories_come_in_the_order_of_the_issue():
    first, second = make_shown("One"), make_shown("Two")
    issue = make_issue(second, first)

    assert [item.headline for item in composing.letter(issue).items] == ["Two", "One"]


def test_a_story_of_our_own_owes_nobody_an_origin():
    item = only(make_issue(make_shown(source=None, team=[])))

    assert (item.origin, item.original_language, item.translators) == ("", "", "")


def test_a_draft_of_a_live_story_is_not_in_the_letter():
    live = make_shown(photo=make_photo())
    other = make_photo("Other Person")
    live.article.headline, live.article.lead_photo = "Unfinished", other
    live.article.save()
    by = live.published_by
    live.article.revisions.create(number=2, data={"lead_photo": other.pk}, by=by)

    item = only(make_issue(live))

    assert item.headline == "The harbour is silent"
    assert item.picture.credit == "Mona Iris/Field Images"


def test_a_picture_comes_whole_and_with_its_credit():
    assert only(make_issue(make_shown(photo=make_photo()))).picture == Picture(
        src=only(make_issue(make_shown(photo=Photo.objects.with_credit().get()))).picture.src,
        width=60,
        height=40,
        alt="A harbour",
        credit="Mona Iris/Field Images",
        caption="The quay at five.",
    )


def test_the_address_of_a_picture_is_whole():
    assert only(make_issue(make_shown(photo=make_photo()))).picture.src.startswith(
        "http://testserver/media/photos/"
    )


def test_a_letter_takes_the_smallest_file_that_is_sharp():
    photo = make_photo(width=3000, height=2000, widths=[480, 800, 1200, 1600])

    shown = only(make_issue(make_shown(photo=photo))).picture

    assert (shown.width, shown.height) == (1200, 800)


@pytest.mark.parametrize(
    "terms",
    [
        {"allows_newsletter": False},
        {"allows_site": False},
        {"valid_from": timezone.localdate() + DAY},
        {"valid_until": timezone.localdate() - DAY},
    ],
    ids=lambda terms: next(iter(terms)),
)
def test_a_picture_that_may_not_be_mailed_stays_out(terms):
    live = make_shown(photo=with_credit())
    Credit.objects.update(**terms)

    assert only(make_issue(live)).picture is None


def test_the_day_of_the_letter_decides_about_a_licence():
    today = timezone.localdate()
    issue = make_issue(make_shown(photo=with_credit(valid_until=today)))

    assert only(issue, today).picture
    assert only(issue, today + DAY).picture is None


def test_only_of_an_ended_licence_it_is_said_that_a_picture_is_gone():
    ended, closed = with_credit(), with_credit()
    issue = make_issue(make_shown("Ended", ended), make_shown("Closed", closed))
    Credit.objects.filter(photo=ended).update(valid_until=timezone.localdate() - DAY)
    Credit.objects.filter(photo=closed).update(allows_newsletter=False)

    assert [item.gone for item in composing.letter(issue).items] == [True, False]


def test_a_picture_that_lost_its_credit_stays_out():
    live = make_shown(photo=make_photo())
    Credit.objects.all().delete()

    assert only(make_issue(live)).picture is None


def test_of_a_withdrawn_story_only_the_notice_is_left():
    live = make_shown()
    issue = make_issue(live)
    type(live).objects.filter(pk=live.pk).update(
        withdrawn_at=timezone.now(), withdrawn_note="Asked for.", body=""
    )

    item = only(issue)

    assert item.withdrawn == "Asked for."
    assert (item.headline, item.url, item.blurb, item.picture) == ("", "", "", None)


def test_a_draft_leads_to_the_page_of_its_list_and_an_issue_to_its_own(daily):
    draft, sent = make_issue(newsletter=daily), make_sent(newsletter=daily)

    assert composing.letter(draft).url == "http://testserver/newsletter/morning/"
    assert composing.letter(sent).url == "http://testserver/newsletter/morning/1/"


def test_a_list_in_arabic_makes_a_letter_that_is_written_leftward():
    issue = make_issue(newsletter=make_newsletter(language="ar"))

    assert composing.letter(issue).direction == "rtl"


def test_what_is_frozen_has_both_forms_and_the_slots():
    found = composing.freeze(make_issue(make_shown()))

    for form in (found.html, found.text):
        assert "The harbour is silent" in form
        assert all(slot in form for slot in slots.ALL)


@pytest.mark.parametrize("number", [1, 5])
def test_a_letter_costs_three_questions_however_many_stories(number, django_assert_num_queries):
    issue = make_issue(*(make_shown(photo=make_photo()) for _ in range(number)))

    with django_assert_num_queries(3):
        composing.letter(issue)
