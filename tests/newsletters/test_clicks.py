import re
from urllib.parse import urlsplit

import pytest
from django.utils import timezone

from newsletters import clicks, freezing, links, slots
from newsletters.models import Click, Issue
from newsletters.rendering import Rendered
from tests.newsletters.letters import make_mailing
from tests.newsletters.readers import dump, reader, text

pytestmark = pytest.mark.django_db
STORY, PAPER = "http://testserver/ports/silence/", "https://lequai.example/1?a=1&b=2"
LETTER = (
    f'<a class="x" href="{STORY}">One</a> <a href="{PAPER.replace("&", "&amp;")}">Le Quai</a>'
    f'<a href="{STORY}">again</a> <a href="{slots.UNSUBSCRIBE}">leave</a>'
    f'<a href="mailto:desk@courier.example">write</a> <img src="{STORY}p.jpg">'
)


@pytest.fixture
def issue(daily):
    daily.counts_clicks = True
    daily.save()
    return make_mailing(daily)


def paths(letter):
    return [urlsplit(url).path for url in re.findall(r'href="([^"]+/go/[^"]+)"', letter)]


def follow(issue, number=1, **headers):
    return reader(**headers).get(urlsplit(links.click_url(issue.pk, number)).path)


def counts():
    return dict(Click.objects.values_list("url", "count"))


def test_a_list_that_does_not_count_keeps_its_links(issue):
    issue.newsletter.counts_clicks = False

    assert clicks.led_through(issue, LETTER) == LETTER
    assert not Click.objects.exists()


def test_links_are_led_through_and_each_address_has_one_sum(issue):
    letter = clicks.led_through(issue, LETTER)

    first, second, third = paths(letter)
    assert first == third != second
    assert counts() == {STORY: 0, PAPER: 0}


def test_leaving_writing_and_pictures_are_not_led_through(issue):
    letter = clicks.led_through(issue, LETTER)

    assert f'href="{slots.UNSUBSCRIBE}"' in letter
    assert 'href="mailto:desk@courier.example"' in letter
    assert f'<img src="{STORY}p.jpg">' in letter


def test_an_address_too_long_to_keep_is_left_as_it_is(issue):
    letter = f'<a href="https://x.example/{"y" * 1000}">long</a>'

    assert clicks.led_through(issue, letter) == letter


def test_a_frozen_issue_holds_the_links_that_are_counted(daily):
    daily.counts_clicks = True
    daily.save()
    issue = Issue.objects.create(
        newsletter=daily, subject="Silence", state=Issue.State.PREPARING, number=1
    )

    freezing.freeze(issue, Rendered(html=LETTER, text="Text"), timezone.now())

    issue.refresh_from_db()
    assert len(paths(issue.html)) == 3
    assert reader().get(paths(issue.html)[1]).url == PAPER


def test_following_a_link_leads_on_and_adds_one(issue):
    clicks.led_through(issue, LETTER)

    responses = [follow(issue, number) for number in (1, 2, 2)]

    assert [response.url for response in responses] == [STORY, PAPER, PAPER]
    assert counts() == {STORY: 1, PAPER: 2}
    assert responses[0]["Cache-Control"] == "no-store"
    assert not responses[0].cookies


def test_nothing_but_the_sum_is_written(issue):
    clicks.led_through(issue, LETTER)
    before = dump()

    follow(issue)

    after = dump()
    assert {table for table in after if after[table] != before[table]} == {"newsletters_click"}


@pytest.mark.parametrize("headers", [{"Sec-Purpose": "prefetch;prerender"}, {"Purpose": "preview"}])
def test_a_program_that_looks_ahead_is_not_counted(issue, headers):
    clicks.led_through(issue, LETTER)

    assert follow(issue, **headers).url == STORY
    assert counts()[STORY] == 0


def test_a_program_that_asks_for_the_head_alone_is_not_counted(issue):
    clicks.led_through(issue, LETTER)

    reader().head(urlsplit(links.click_url(issue.pk, 1)).path)

    assert counts()[STORY] == 0


def test_when_a_list_stops_counting_its_old_letters_still_lead_on(issue):
    clicks.led_through(issue, LETTER)
    issue.newsletter.counts_clicks = False
    issue.newsletter.save()

    assert follow(issue).url == STORY
    assert counts()[STORY] == 0


@pytest.mark.parametrize("token", ["x", "1.1", "1.1:forged", "%00", "1.1:" + "x" * 3000])
def test_a_link_that_we_did_not_make_leads_nowhere(issue, token):
    clicks.led_through(issue, LETTER)

    response = reader().get(f"/newsletter/go/{token}/")

    assert response.status_code == 404
    assert "We do not know this link" in text(response)


def test_a_link_that_the_letter_does_not_hold_leads_nowhere(issue):
    clicks.led_through(issue, LETTER)

    assert follow(issue, 99).status_code == 404


def test_following_a_link_costs_two_queries(issue, django_assert_num_queries):
    clicks.led_through(issue, LETTER)

    with django_assert_num_queries(2):
        follow(issue)
