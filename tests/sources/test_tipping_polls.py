"""Looking at feeds on a server of our own, through the same door as those of the web."""

import datetime
import gzip

import pytest
from django.core.cache import cache
from django.utils import timezone

from sources import tipping
from sources.models import Elsewhere, Feed, Tip
from tests.factories import make_feed, make_tip, make_user, make_watched_feed
from tests.sources.feed_server import item, rss, running

pytestmark = pytest.mark.django_db


@pytest.fixture
def server():
    with running() as server:
        yield server


@pytest.fixture
def feed(server):
    return make_feed(url=server.url, section="Ports")


@pytest.fixture
def watched(server):
    return make_watched_feed(url=server.url)


def look(server, feed):
    """Poll, and the feed as it is then. Nobody else asks this server, so it need not rest."""
    cache.clear()
    feed.refresh_from_db()
    feed.new = tipping.poll(feed, network=server.network)
    new = feed.new
    feed.refresh_from_db()
    feed.new = new
    return feed


def days_ago(days):
    at = timezone.now() - datetime.timedelta(days=days)
    return at.strftime("%a, %d %b %Y %H:%M:%S +0000")


def minutes(feed):
    return round((feed.next_check_at - feed.checked_at).total_seconds() / 60)


def headlines():
    return sorted(Tip.objects.values_list("headline", flat=True))


# --- what comes in


def test_a_story_in_the_feed_becomes_a_tip(server, feed):
    more = "<description>Un matin.</description><category>Mer</category>"
    server.serve(rss(item(1, date=days_ago(1), more=more)))
    assert look(server, feed).new == 1
    tip = Tip.objects.get()
    assert (tip.url, tip.headline, tip.summary) == (
        "https://paper.example/1", "Histoire 1", "Un matin.",
    )  # fmt: skip
    assert (tip.publication, tip.feed, tip.language, tip.section, tip.state) == (
        feed.publication, feed, "fr", "Ports", "seen",
    )  # fmt: skip


def test_a_feed_without_a_section_leaves_it_to_the_story(server, feed):
    Feed.objects.update(section="")
    server.serve(rss(item(1, more="<category>Mer</category>")))
    look(server, feed)
    assert Tip.objects.get().section == "Mer"


def test_a_story_seen_before_is_no_new_tip(server, feed):
    server.serve(rss(item(1)))
    look(server, feed)
    server.serve(rss(item(2), item(1)))
    assert look(server, feed).new == 1
    assert headlines() == ["Histoire 1", "Histoire 2"]


def test_two_feeds_of_a_paper_name_a_story_once(server, feed):
    server.serve(rss(item(1)))
    server.serve(rss(item(1)), path="/other")
    look(server, feed)
    other = make_feed(feed.publication, url=server.url.replace("/feed", "/other"))
    assert look(server, other).new == 0
    assert Tip.objects.get().feed == feed


def test_a_headline_that_changed_is_taken_over(server, feed):
    server.serve(rss(item(1)))
    look(server, feed)
    server.serve(rss(item(1, title="Mis à jour")))
    look(server, feed)
    assert headlines() == ["Mis à jour"]


def test_a_tip_that_was_decided_keeps_the_words_it_was_decided_by(server, feed):
    tip = make_tip(feed.publication, url="https://paper.example/1", headline="As it was")
    tipping.dismiss(tip, by=make_user("editor"))
    server.serve(rss(item(1)))
    look(server, feed)
    assert headlines() == ["As it was"]


def test_old_stories_are_no_tips(server, feed):
    server.serve(rss(item(1, date=days_ago(31)), item(2, date=days_ago(29))))
    look(server, feed)
    assert headlines() == ["Histoire 2"]


def test_the_first_look_takes_the_newest_fifty(server, feed):
    dated = [item(n, date=days_ago(n / 10)) for n in range(80)]
    server.serve(rss(*reversed(dated)))
    assert look(server, feed).new == 50
    assert Tip.objects.filter(url="https://paper.example/0").exists()
    assert not Tip.objects.filter(url="https://paper.example/50").exists()


def test_a_later_look_takes_whatever_is_new(server, feed):
    make_tip(feed.publication, feed=feed)
    server.serve(rss(*(item(n) for n in range(80))))
    assert look(server, feed).new == 80


def test_an_undated_tip_goes_when_its_feed_has_dropped_it(server, feed):
    long_ago = timezone.now() - tipping.KEPT - datetime.timedelta(days=1)
    for number in (1, 2):
        make_tip(feed.publication, feed=feed, url=f"https://paper.example/{number}",
                 published_at=None, seen_at=long_ago)  # fmt: skip
    server.serve(rss(item(2)))
    look(server, feed)
    assert [tip.url for tip in Tip.objects.all()] == ["https://paper.example/2"]


def test_a_watched_feed_fills_what_others_have_and_no_tips(server, watched):
    text = '&lt;a href="https://lequai.example/port"&gt;Le Quai&lt;/a&gt; says Macron saw 1,200 men'
    server.serve(rss(item(1, title="A port", more=f"<description>{text}</description>")))
    assert look(server, watched).new == 1
    row = Elsewhere.objects.get()
    assert row.links == ["https://lequai.example/port"]
    assert {"macron", "1200"} <= set(row.traits)
    assert not Tip.objects.exists()


def test_what_others_have_is_stored_once(server, watched):
    server.serve(rss(item(1)))
    assert [look(server, watched).new, look(server, watched).new] == [1, 0]


# --- manners


def test_an_unchanged_feed_is_told_by_its_mark(server, feed):
    server.serve(rss(item(1)), ETag='"v1"')
    look(server, feed)
    assert feed.etag == '"v1"'
    assert look(server, feed).new == 0
    assert server.asked["/feed"][1]["If-None-Match"] == '"v1"'
    assert (feed.error, feed.failures, feed.etag) == ("", 0, '"v1"')


def test_a_compressed_feed_is_read(server, feed):
    server.serve(gzip.compress(rss(item(1)).encode()), Content_Encoding="gzip")
    assert look(server, feed).new == 1


def test_robots_are_obeyed(server, feed):
    server.serve("User-agent: *\nDisallow: /feed", path="/robots.txt", Content_Type="text/plain")
    server.serve(rss(item(1)))
    assert look(server, feed).new == 0
    assert feed.error
    assert server.asked["/feed"] == []


def test_a_feed_that_brings_nothing_is_asked_every_six_hours(server, feed):
    server.serve(rss())
    assert minutes(look(server, feed)) == 360


def test_a_feed_that_brings_much_is_asked_more_often(server, feed):
    server.serve(rss(*(item(n, date=days_ago(n / 20)) for n in range(48))))
    assert minutes(look(server, feed)) == 45


def test_no_feed_is_asked_more_often_than_every_ten_minutes(server, feed):
    make_tip(feed.publication, feed=feed)
    server.serve(rss(*(item(n, date=days_ago(0.1)) for n in range(400))))
    assert minutes(look(server, feed)) == 10


def test_a_feed_that_asks_for_rest_gets_it_also_when_it_has_not_changed(server, feed):
    dated = [item(n, date=days_ago(n / 20)) for n in range(48)]
    server.serve(rss(*dated, channel="<ttl>120</ttl>"), ETag='"v1"')
    assert minutes(look(server, feed)) == 120
    assert minutes(look(server, feed)) == 120


def test_a_feed_is_not_asked_in_the_hours_it_sleeps(server, feed):
    awake = (timezone.now() + datetime.timedelta(hours=9)).astimezone(datetime.UTC).hour
    hours = "".join(f"<hour>{hour}</hour>" for hour in range(24) if hour != awake)
    server.serve(rss(item(1), channel=f"<skipHours>{hours}</skipHours>"))
    assert look(server, feed).next_check_at.astimezone(datetime.UTC).hour == awake


# --- what goes wrong


@pytest.mark.parametrize(
    ("status", "sentence"),
    [(404, "no such page"), (500, "error"), (403, "does not let us read"), (429, "busy")],
)
def test_a_feed_that_does_not_answer_says_so_and_is_asked_later(server, feed, status, sentence):
    server.serve("", status=status)
    assert look(server, feed).new == 0
    assert sentence in feed.error
    assert (feed.failures, feed.active, minutes(feed)) == (1, True, 20)
    assert minutes(look(server, feed)) == 40


def test_failures_end_with_the_first_answer(server, feed):
    server.serve("", status=500)
    look(server, feed)
    server.serve(rss(item(1)))
    look(server, feed)
    assert (feed.failures, feed.error) == (0, "")


def test_a_server_that_names_a_time_is_left_alone_so_long(server, feed):
    server.serve("", status=503, Retry_After="7200")
    assert minutes(look(server, feed)) == 120


def test_after_many_failures_a_feed_is_asked_once_a_day(server, feed):
    Feed.objects.update(failures=900)
    server.serve("", status=500)
    assert minutes(look(server, feed)) == 24 * 60


def test_a_feed_that_is_gone_is_not_asked_any_more(server, feed):
    server.serve("", status=410)
    look(server, feed)
    assert not feed.active
    assert "gone (410)" in feed.error


def test_a_web_page_in_place_of_a_feed_says_where_the_feed_is(server, feed):
    page = "<html><head><link rel=alternate type=application/rss+xml href=/rss></head></html>"
    server.serve(page, Content_Type="text/html")
    look(server, feed)
    assert "web page, not a feed" in feed.error
    assert "/rss" in feed.error


def test_a_feed_of_fifty_megabytes_is_not_read(server, feed):
    server.serve(rss() + " " * 50_000_000)
    assert look(server, feed).new == 0
    assert feed.failures == 1
    assert feed.error


def test_a_feed_that_unfolds_to_fifty_megabytes_is_not_read(server, feed):
    server.serve(gzip.compress(rss().encode() + b" " * 50_000_000), Content_Encoding="gzip")
    look(server, feed)
    assert feed.error


def test_a_broken_feed_brings_what_can_be_read(server, feed):
    server.serve(rss(item(1, title="A & B"))[:-20])
    assert look(server, feed).new == 1
    assert feed.error == ""


def test_looking_at_sixty_stories_costs_as_much_as_at_one(server, feed, django_assert_num_queries):
    make_tip(feed.publication, feed=feed)
    for numbers in (range(1), range(1, 60)):
        server.serve(rss(*(item(n) for n in numbers)))
        cache.clear()
        feed.refresh_from_db()
        with django_assert_num_queries(8):
            tipping.poll(feed, network=server.network)
