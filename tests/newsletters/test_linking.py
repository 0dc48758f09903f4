import datetime

import pytest
from django.core.cache import cache
from django.utils import timezone

from newsletters import checking, linking
from newsletters.models import Issue
from tests.newsletters.issues import make_issue, make_shown
from tests.sources.hostile import Site, answer, redirect, serving

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    cache.clear()
    site = Site()
    server = serving(site)
    yield site
    server.shutdown()
    server.server_close()
    cache.clear()


def tried(site, daily, path):
    issue = make_issue(make_shown(), newsletter=daily, intro=f"See {site.url(path)}")
    number = linking.try_links(issue, network=site.network())
    found = [p.message for p in checking.problems(issue) if p.code == "dead-link"]
    return number, found


@pytest.mark.parametrize(
    "said",
    [
        answer(),
        answer(kind="application/pdf"),
        answer(status="403 Forbidden"),
        redirect("/there"),
    ],
    ids=["page", "pdf", "closed to machines", "moved"],
)
def test_a_link_that_is_answered_is_no_problem(site, daily, said):
    site.answers |= {"/plan": said, "/there": answer()}

    assert tried(site, daily, "/plan") == (1, [])


@pytest.mark.parametrize("status", ["404 Not Found", "410 Gone", "500 Oops"])
def test_a_link_that_leads_nowhere_is_one(site, daily, status):
    site.answers["/plan"] = answer(status=status)

    number, (problem,) = tried(site, daily, "/plan")

    assert number == 1
    assert problem.startswith(f"{site.url('/plan')}: ")


def test_an_address_inside_the_house_is_not_asked_for(site, daily):
    issue = make_issue(make_shown(), newsletter=daily, intro=f"http://127.0.0.2:{site.port}/x")

    linking.try_links(issue, network=site.network())

    assert site.asked == []
    assert [p.code for p in checking.problems(issue) if p.blocks] == ["dead-link"]


def test_links_to_our_own_site_are_not_asked_for(site, daily):
    issue = make_issue(make_shown(), newsletter=daily, intro="http://testserver/world/x/")

    assert linking.try_links(issue, network=site.network()) == 0
    assert site.asked == []


# --- by the clock ----------------------------------------------------------------------------


@pytest.fixture
def scheduled(site, daily):
    """An issue that leaves in so many minutes, with a link to /plan."""

    def make(minutes):
        issue = make_issue(make_shown(), newsletter=daily, intro=f"See {site.url('/plan')}")
        at = timezone.now() + datetime.timedelta(minutes=minutes)
        Issue.objects.filter(pk=issue.pk).update(
            state="scheduled", scheduled_for=at, expires_at=at + datetime.timedelta(hours=12)
        )
        return issue

    return make


def test_the_clock_tries_the_links_of_what_leaves_soon(site, scheduled):
    site.answers["/plan"] = answer(status="404 Not Found")
    issue = scheduled(minutes=20)

    linking.try_due(network=site.network())

    assert [p.code for p in checking.problems(issue) if p.blocks] == ["dead-link"]


def test_the_clock_tries_no_link_long_before_or_twice(site, scheduled):
    site.answers["/plan"] = answer()
    scheduled(minutes=40)

    linking.try_due(network=site.network())
    assert site.asked == []

    scheduled(minutes=20)
    linking.try_due(network=site.network())
    linking.try_due(network=site.network())
    assert len([path for path in site.asked if "plan" in str(path)]) == 1
