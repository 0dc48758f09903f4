import pytest
from django.utils import timezone

from articles.models import LiveArticle
from newsletters.models import Issue
from photos.models import Credit
from tests.factories import make_newsletter, make_photo
from tests.newsletters.issues import make_issue, make_sent, make_shown
from tests.newsletters.letters import make_delivery, make_subscription
from tests.newsletters.readers import dump, reader, text

pytestmark = pytest.mark.django_db
PAGE = "/newsletter/morning/1/"
LIST = "/newsletter/morning/"
FEED = "/newsletter/morning/feed/"


def get(address):
    return reader().get(address)


def test_an_issue_stands_on_the_site_under_its_number(daily):
    make_sent(make_shown(photo=make_photo()), newsletter=daily, intro="Read slowly.")

    page = get(PAGE)

    assert page.status_code == 200
    for part in ("Silence", "Read slowly.", "The harbour is silent", "Mona Iris/Field Images"):
        assert part in text(page)
    assert '<link rel="canonical" href="http://testserver/newsletter/morning/1/">' in text(page)


@pytest.mark.parametrize("address", [PAGE, LIST, FEED])
def test_a_page_of_the_archive_sets_no_cookie_changes_nothing_and_may_be_cached(daily, address):
    make_sent(make_shown(), newsletter=daily)
    before = dump()

    page = get(address)

    assert not page.cookies
    assert "public" in page["Cache-Control"]
    assert page["ETag"]
    assert "Cookie" not in page.get("Vary", "")
    assert dump() == before


@pytest.mark.parametrize("address", [PAGE, LIST, FEED])
def test_a_page_of_the_archive_is_only_read(daily, address):
    make_sent(newsletter=daily)

    assert reader().post(address).status_code in (403, 405)


@pytest.mark.parametrize("state", ["draft", "scheduled", "preparing", "cancelled"])
def test_what_has_not_left_is_not_there(daily, state):
    issue = make_issue(make_shown(), newsletter=daily, number=1)
    now = timezone.now()
    dates = {
        "draft": {},
        "scheduled": {"scheduled_for": now, "expires_at": now},
        "preparing": {},
        "cancelled": {"finished_at": now},
    }[state]
    Issue.objects.filter(pk=issue.pk).update(state=state, **dates)

    assert get(PAGE).status_code == 404
    assert "Silence" not in text(get(LIST)) + text(get(FEED))


@pytest.mark.parametrize(("letter", "status"), [("sent", 200), ("uncertain", 200), ("failed", 404)])
def test_who_has_a_letter_of_an_issue_that_was_stopped_reads_there_what_was_corrected(
    daily, letter, status
):
    issue = make_sent(make_shown(), newsletter=daily)
    make_delivery(make_subscription(newsletter=daily), state=letter, issue=issue)
    Issue.objects.filter(pk=issue.pk).update(state="cancelled")
    note = {"kind": "correction", "text": "It was 41.", "published_at": "2026-11-30T09:00Z"}
    LiveArticle.objects.update(corrections_shown=[note])

    page = get(PAGE)

    assert page.status_code == status
    if status == 200:
        assert "We stopped this issue" in text(page)
        assert "It was 41." in text(page)
    assert "Silence" not in text(get(LIST)) + text(get(FEED))


def test_a_story_that_was_withdrawn_later_is_its_notice(daily):
    live = make_shown()
    make_sent(live, newsletter=daily)
    LiveArticle.objects.update(
        withdrawn_at=timezone.now(), withdrawn_note="The paper asked.", body=""
    )

    page = text(get(PAGE))

    assert "This story has been withdrawn." in page
    assert "The paper asked." in page
    assert live.headline not in page


def test_a_correction_that_came_later_is_told(daily):
    live = make_shown()
    make_sent(live, newsletter=daily)
    note = {
        "kind": "correction",
        "text": "It was 41 decibels.",
        "published_at": timezone.now().isoformat(),
    }
    LiveArticle.objects.update(corrections_shown=[note], headline="The harbour is nearly silent")

    page = text(get(PAGE))

    assert "It was 41 decibels." in page
    assert "The harbour is nearly silent" in page


def test_where_a_licence_has_ended_there_is_a_placeholder(daily):
    make_sent(make_shown(photo=make_photo()), newsletter=daily)
    Credit.objects.update(valid_until=timezone.localdate() - timezone.timedelta(days=1))

    page = text(get(PAGE))

    assert "we may not show it any more" in page
    assert "<img" not in page.partition("<main")[2]


def test_a_page_holds_nothing_of_any_reader(daily):
    make_sent(make_shown(), newsletter=daily)

    page = text(get(PAGE))

    assert "@@" not in page
    assert "unsubscribe" not in page.lower()


def test_issues_are_linked_to_their_neighbours(daily):
    for day in (1, 2, 3):
        make_sent(newsletter=daily, day=f"2026-03-0{day}")

    page = text(get("/newsletter/morning/2/"))

    assert f'href="{PAGE}" rel="prev"' in page
    assert 'href="/newsletter/morning/3/" rel="next"' in page


def test_the_list_names_every_issue_and_goes_on(daily, monkeypatch):
    monkeypatch.setattr("newsletters.archive.PAGE_SIZE", 2)
    for n in (1, 2, 3):
        make_sent(newsletter=daily, subject=f"Issue {n}")

    first = text(get(LIST))
    rest = text(get(f"{LIST}?before=2"))

    assert first.index("Issue 3") < first.index("Issue 2")
    assert "Issue 1" not in first
    assert 'href="/newsletter/morning/?before=2"' in first
    assert "Issue 1" in rest
    assert 'rel="next"' not in rest


@pytest.mark.parametrize("cursor", ["0", "x", "99999999999999999999", "-1"])
def test_a_broken_cursor_is_no_error(daily, cursor):
    assert get(f"{LIST}?before={cursor}").status_code == 200


def test_a_list_without_issues_says_so(daily):
    assert "No issue has been sent yet." in text(get(LIST))


def test_issues_of_another_list_stay_there(daily, weekly):
    make_sent(newsletter=weekly, subject="Slowly")

    assert get(PAGE).status_code == 404
    assert "Slowly" not in text(get(LIST))


def test_the_list_leads_to_its_feed(daily):
    assert f'<a href="{FEED}">' in get(LIST).content.decode()


def test_the_feed_leads_to_the_pages(daily):
    make_sent(newsletter=daily, preheader="Where ships plug in.")

    feed = get(FEED)

    assert feed["Content-Type"].startswith("application/rss+xml")
    assert "<link>http://testserver/newsletter/morning/1/</link>" in text(feed)
    assert "<title>Silence</title><link>" in text(feed)
    assert "Where ships plug in." in text(feed)


@pytest.mark.parametrize("word", ["sent", "confirm"])
def test_the_pages_of_signing_up_come_before_a_list_of_that_name(word):
    make_newsletter(slug=word, name=word)

    assert "No issue has been sent yet." not in text(get(f"/newsletter/{word}/x/"))


@pytest.mark.parametrize("number", [1, 4])
def test_an_issue_costs_the_same_however_many_stories(daily, number, django_assert_num_queries):
    make_sent(*(make_shown(photo=make_photo()) for _ in range(number)), newsletter=daily)

    with django_assert_num_queries(7):
        get(PAGE)


@pytest.mark.parametrize("number", [1, 4])
def test_a_list_costs_the_same_however_many_issues(daily, number, django_assert_num_queries):
    for _ in range(number):
        make_sent(newsletter=daily)

    with django_assert_num_queries(3):
        get(LIST)
    with django_assert_num_queries(2):
        get(FEED)


def test_whoever_thinks_of_signing_up_can_read_what_was_sent(daily):
    assert f'href="{LIST}"' in text(get("/newsletter/"))
