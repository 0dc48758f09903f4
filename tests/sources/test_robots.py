"""What a site's robots.txt allows."""

import pytest
from django.core.cache import cache

from sources import fetching
from tests.sources import hostile
from tests.sources.hostile import answer, redirect

LIMITS = fetching.Limits(pause=0)


@pytest.fixture
def site():
    site = hostile.Site(answers={"/story": answer()})
    server = hostile.serving(site)
    cache.clear()
    yield site
    server.shutdown()
    server.server_close()


def get(site):
    return fetching.fetch(site.url("/story"), limits=LIMITS, network=site.network())


def says(site, text):
    site.answers["/robots.txt"] = answer(text.encode(), kind="text/plain")


@pytest.mark.parametrize("who", ["*", "Newsroom", "newsroom"])
def test_a_page_that_is_not_for_machines_is_not_fetched(site, who):
    says(site, f"User-agent: {who}\nDisallow: /story\n")
    with pytest.raises(fetching.Refused, match="asks machines not to fetch this page") as caught:
        get(site)
    assert caught.value.kind == "robots"
    assert site.paths() == ["/robots.txt"]


def test_what_is_said_to_others_does_not_concern_us(site):
    says(site, "User-agent: Greedy\nDisallow: /\n")
    assert get(site).status == 200


def test_it_is_asked_for_once_a_day(site):
    get(site)
    get(site)
    assert site.paths() == ["/robots.txt", "/story", "/story"]


def test_a_redirect_does_not_lead_around_it(site):
    site.answers |= {"/story": redirect("/hidden"), "/hidden": answer()}
    says(site, "User-agent: *\nDisallow: /hidden\n")
    with pytest.raises(fetching.Refused) as caught:
        get(site)
    assert caught.value.kind == "robots"
    assert "/hidden" not in site.paths()


@pytest.mark.parametrize("status", ["500 Oops", "503 Busy", "429 Too Many Requests"])
def test_a_site_in_trouble_is_left_alone(site, status):
    site.answers["/robots.txt"] = answer(b"", status=status)
    with pytest.raises(fetching.Refused, match="cannot be read at the moment"):
        get(site)


@pytest.mark.parametrize("status", ["404 Not Found", "403 Forbidden"])
def test_a_site_without_one_allows_everything(site, status):
    site.answers["/robots.txt"] = answer(b"", status=status)
    assert get(site).status == 200
