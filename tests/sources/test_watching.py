"""What becomes of a publisher's page after we took the story: the clock is ours, the pages are
served on this machine."""

import datetime

import pytest
from django.core.cache import cache
from django.utils import timezone

from sources import fetching, importing, reading, watching
from sources.models import Original
from tests.factories import make_publication, make_user
from tests.sources import hostile
from tests.sources.hostile import answer, redirect

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)
LIVE = timezone.make_aware(datetime.datetime(2026, 11, 1, 8, 0))  # noqa: DTZ001
LIMITS = fetching.Limits(seconds=30, pause=0)
TEXT = [
    "The harbour wakes before the town does, and the first boats come in at four with their lamps.",
    "Two cranes move over the quay while the fish market opens its iron doors for the traders.",
    "Nobody here remembers a winter in which the ice stayed away for so long, says the pilot.",
]


def story(*paragraphs, headline="The harbour wakes"):
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    body = f"<html lang=en><title>{headline}</title><article><h1>{headline}</h1>{text}</article>"
    return body.encode()


@pytest.fixture
def site():
    site = hostile.Site(answers={"/2026/11/harbour": answer(story(*TEXT))})
    server = hostile.serving(site)
    cache.clear()
    yield site
    server.shutdown()
    server.server_close()


@pytest.fixture
def original(site):
    found = reading.read(story(*TEXT))
    paper = make_publication(language="en")
    url = site.url("/2026/11/harbour")
    original = importing.import_original(found, publication=paper, by=None, url=url)
    watching.begin(original, since=LIVE)
    return Original.objects.get(pk=original.pk)


def look(site, original, after=HOUR):
    """One check, so long after the story went live; the Original as it is then."""
    original = Original.objects.get(pk=original.pk)
    watching.check(original, now=LIVE + after, network=site.network(), limits=LIMITS)
    return Original.objects.get(pk=original.pk)


def serve(site, *paragraphs, **kwargs):
    site.answers["/2026/11/harbour"] = answer(story(*paragraphs, **kwargs))


@pytest.mark.parametrize(
    ("age", "pause"),
    [
        (datetime.timedelta(0), datetime.timedelta(minutes=15)),
        (3 * HOUR, HOUR),
        (24 * HOUR, 3 * HOUR),
        (datetime.timedelta(days=7), datetime.timedelta(days=1)),
        (datetime.timedelta(days=30), datetime.timedelta(days=30)),
        (datetime.timedelta(days=900), datetime.timedelta(days=30)),
    ],
)
def test_the_older_a_story_the_more_rarely_it_is_looked_at(site, original, age, pause):
    looked = look(site, original, after=age)
    assert looked.next_check_at == LIVE + age + pause
    assert looked.checked_at == LIVE + age


def test_the_first_look_is_a_quarter_of_an_hour_after_going_live(original):
    assert original.next_check_at == LIVE + datetime.timedelta(minutes=15)


def test_an_unchanged_page_leaves_no_snapshot(site, original):
    assert look(site, original).snapshots.count() == 1


@pytest.mark.parametrize("changed", ["boats come in at five", "boats do not come in at four"])
def test_one_word_is_a_change(site, original, changed):
    serve(site, TEXT[0].replace("boats come in at four", changed), *TEXT[1:])
    looked = look(site, original)
    assert looked.latest_snapshot.number == 2
    assert changed in looked.latest_snapshot.blocks[0]["html"]


def test_a_new_headline_is_a_change(site, original):
    serve(site, *TEXT, headline="The harbour sleeps")
    assert look(site, original).headline == "The harbour sleeps"


def test_headlines_that_take_turns_are_one_change(site, original):
    serve(site, *TEXT, headline="The harbour sleeps")
    look(site, original)
    serve(site, *TEXT)
    assert look(site, original, after=2 * HOUR).latest_snapshot.number == 2


@pytest.mark.parametrize(
    "noise",
    [
        "Updated 14:05",
        "Updated 21 November 2026",
        "125 comments",
        '<a href="/x">Another story of today</a>',
        'Read also: <a href="/x">The price of mackerel rises again this week, say traders</a>',
    ],
)
def test_what_only_counts_tells_the_time_or_leads_elsewhere_is_no_change(site, original, noise):
    serve(site, *TEXT, noise)
    looked = look(site, original)
    assert (looked.snapshots.count(), looked.check_error) == (1, "")


def test_typographic_quotes_spaces_and_case_are_no_change(site, original):
    serve(site, TEXT[0].replace(", and", " –  and").upper(), *TEXT[1:])
    assert look(site, original).snapshots.count() == 1


def test_a_page_that_lost_most_of_its_text_is_an_error_and_no_change(site, original):
    serve(site, "Please log in or subscribe to go on reading this story on our site, thank you.")
    looked = look(site, original)
    assert looked.snapshots.count() == 1
    assert "of the text that we know is on the page now" in looked.check_error
    assert looked.failures == 1


def test_a_page_that_is_missing_once_may_be_a_slip(site, original):
    del site.answers["/2026/11/harbour"]
    looked = look(site, original)
    assert looked.vanished_at is None
    assert "There is no such page" in looked.check_error
    assert looked.next_check_at == LIVE + 2 * HOUR


def test_a_page_that_is_missing_twice_an_hour_apart_has_vanished(site, original):
    del site.answers["/2026/11/harbour"]
    look(site, original)
    assert look(site, original, after=1.5 * HOUR).vanished_at is None
    looked = look(site, original, after=2 * HOUR)
    assert looked.vanished_at == LIVE + 2 * HOUR
    assert look(site, original, after=9 * HOUR).vanished_at == LIVE + 2 * HOUR


def test_a_page_that_comes_back_is_no_longer_vanished(site, original):
    said = site.answers.pop("/2026/11/harbour")
    look(site, original)
    look(site, original, after=2 * HOUR)
    site.answers["/2026/11/harbour"] = said
    looked = look(site, original, after=3 * HOUR)
    assert (looked.vanished_at, looked.missing_since, looked.check_error) == (None, None, "")


def test_an_address_that_leads_to_the_first_page_is_a_missing_story(site, original):
    site.answers |= {"/2026/11/harbour": redirect("/"), "/": answer(story(*TEXT))}
    assert "leads to the paper's first page" in look(site, original).check_error


def test_a_server_in_trouble_is_asked_again_after_ever_longer_pauses(site, original):
    site.answers["/2026/11/harbour"] = answer(b"", status="500 Oops")
    first = look(site, original)
    assert "answered with an error (status 500)" in first.check_error
    waits = []
    for _ in range(14):
        looked = look(site, original)
        waits.append(looked.next_check_at - LIVE - HOUR)
    assert waits == sorted(waits)
    assert waits[-1] == watching.LAST_STEP
    assert looked.failures == 15


def test_a_server_that_says_when_to_come_back_is_obeyed(site, original):
    site.answers["/2026/11/harbour"] = answer(b"", status="503 Busy", Retry_After="36000")
    assert look(site, original).next_check_at == LIVE + 11 * HOUR


def test_what_the_server_told_of_its_page_is_told_back(site, original):
    site.answers["/2026/11/harbour"] = answer(story(*TEXT), ETag='"a"')
    look(site, original)
    look(site, original, after=2 * HOUR)
    assert b'If-None-Match: "a"' in site.asked[-1]


def test_what_is_due_is_looked_at_once_however_often_it_is_asked(site, original):
    now = LIVE + HOUR
    watching.check_due(now, network=site.network())
    watching.check_due(now, network=site.network())
    assert site.paths().count("/2026/11/harbour") == 1


def test_what_is_not_watched_is_not_looked_at(site, original):
    watching.end(Original.objects.all())
    watching.check_due(LIVE + HOUR, network=site.network())
    assert site.asked == []


def test_who_may_not_import_may_not_ask_for_a_look(original):
    with pytest.raises(importing.NotAllowed):
        watching.ask(original, by=make_user("translator"))
