"""axe, with the rules of WCAG 2.2 A and AA, over the site and the desk: nothing serious."""

import datetime
from pathlib import Path
from types import SimpleNamespace

import axe_playwright_python
import pytest
from django.utils import timezone

from articles import arranging, fronts, page_keeping
from articles.models import State
from syndication.models import Alert
from tests.articles.stories import bring, commission
from tests.factories import make_agreement, make_newsletter, make_publication, make_user
from tests.newsletters.issues import make_issue
from tests.syndication.papers import make_key, make_republisher

pytestmark = pytest.mark.browser

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RUN = """
() => axe.run(document, {
  runOnly: {
    type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"],
  },
  resultTypes: ["violations"],
}).then((found) => found.violations.flatMap((rule) => rule.nodes.map((node) =>
  [rule.impact, rule.id, node.target.join(" ")])))
"""
LOOKS = [(390, "light"), (1280, "dark")]


@pytest.fixture(params=LOOKS, ids=lambda look: f"{look[0]} px, {look[1]}")
def page(request, open_page):
    width, scheme = request.param
    return open_page(viewport={"width": width, "height": 900}, color_scheme=scheme)


@pytest.fixture
def desk(db):
    return SimpleNamespace(
        anna=make_user("translator", "anna"),
        ben=make_user("editor", "ben"),
        carla=make_user("editor", "carla"),
        max=make_user("managing editor", "max"),
    )


@pytest.fixture
def live(desk):
    make_newsletter()
    paper = make_publication()
    make_agreement(paper, shows_original=True)
    story = commission(desk, publication=paper, agreement=False)
    return bring(desk, State.PUBLISHED, article=story).live


def faults(page, address):
    """Serious and critical faults of the page at this address."""
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.evaluate(AXE)
    return [fault for fault in page.evaluate(RUN) if fault[0] in ("serious", "critical")]


def test_the_readers_pages(page, live):
    section, story = live.path.split("/")
    author, tag = live.byline[0]["slug"], live.tag_list[0]["slug"]
    addresses = [
        "/",
        f"/{section}/",
        f"/{section}/{story}/",
        f"/author/{author}/",
        f"/source/{live.source['slug']}/",
        f"/tag/{tag}/",
        f"/{section}/{story}/original/",
        "/sources/",
        "/countries/",
        f"/country/{live.source['country'].lower()}/",
        "/topics/",
        "/newsletter/",
        "/search/?q=harbour",
        "/nowhere/",
    ]

    assert {address: faults(page, address) for address in addresses} == {
        address: [] for address in addresses
    }


def test_the_log_in(page):
    assert faults(page, "/admin/login/") == []


def test_the_first_screen_with_work_on_it(page, desk, live, log_in):
    commission(desk)
    bring(desk, State.EDITING)
    log_in(page, desk.max)

    assert faults(page, "/admin/") == []


@pytest.mark.parametrize("state", [State.EDITING, State.PUBLISHED])
def test_the_story_form(page, desk, log_in, state):
    story = bring(desk, state)
    log_in(page, desk.ben)

    assert faults(page, f"/admin/articles/article/{story.pk}/change/") == []


def test_the_other_pages_of_the_desk(page, desk, log_in):
    story = bring(desk, State.READY)
    log_in(page, desk.max)
    addresses = [
        "/admin/articles/article/",
        "/admin/articles/article/add/",
        f"/admin/articles/article/{story.pk}/history/",
        f"/admin/articles/article/{story.pk}/move/publish/",
        "/admin/sources/original/add/",
        f"/admin/sources/original/{story.original.pk}/change/",
        "/admin/photos/photo/",
        f"/admin/photos/photo/{story.lead_photo_id}/change/",
    ]

    assert {address: faults(page, address) for address in addresses} == {
        address: [] for address in addresses
    }


def test_fronts_pages_and_what_is_read_most(page, live, log_in):
    admin = make_user("administrator", "adam", is_superuser=True)
    words = {"title": "About us", "body": "<p>We carry stories across.</p>"}
    own = page_keeping.begin(by=admin, edition="en", slug="about", **words)
    page_keeping.publish(own, by=admin, seen=1)
    pins = [fronts.Pin(1, live.pk, timezone.now() + datetime.timedelta(days=1))]
    arranging.arrange(fronts.find("en"), by=admin, seen=0, pins=pins)
    log_in(page, admin)
    addresses = [
        "/admin/articles/front/",
        "/admin/articles/front/arrange/en/",
        "/admin/articles/front/clear/en/",
        "/admin/articles/page/",
        "/admin/articles/page/add/",
        f"/admin/articles/page/{own.pk}/change/",
        f"/admin/articles/page/{own.pk}/move/take-offline/",
        "/admin/most-read/",
        "/about/",
        "/corrections/",
    ]

    assert {address: faults(page, address) for address in addresses} == {
        address: [] for address in addresses
    }


def test_tips_notices_figures_and_letters(page, desk, live, log_in):
    issue = make_issue(live)
    admin = make_user("administrator", "adam", is_superuser=True)
    log_in(page, admin)
    addresses = [
        "/admin/sources/tip/",
        "/admin/notices/",
        "/admin/notices/mail/",
        "/admin/work/",
        "/admin/photographs-used/",
        "/admin/copy-checks/",
        "/admin/glossaries/",
        "/admin/stylebook/term/",
        "/admin/stylebook/term/add/",
        "/admin/stylebook/term/import/",
        "/admin/stylebook/stylerule/add/",
        "/admin/photos/photo/upload/",
        "/admin/newsletters/issue/",
        f"/admin/newsletters/issue/{issue.pk}/change/",
        f"/admin/newsletters/newsletter/{issue.newsletter_id}/change/",
        "/admin/newsletters/subscriber/import/",
        "/admin/newsletters/subscriber/figures/",
    ]

    assert {address: faults(page, address) for address in addresses} == {
        address: [] for address in addresses
    }


def test_papers_that_republish_us_their_keys_and_their_mail(page, desk, live, log_in):
    key, _ = make_key(make_republisher())
    waiting = Alert.objects.create(
        republisher=key.republisher, live=live, kind=Alert.Kind.WITHDRAWAL, last_error="refused"
    )
    log_in(page, desk.max)
    theirs = f"/admin/syndication/republisher/{key.republisher_id}"
    addresses = [
        "/admin/",
        "/admin/syndication/republisher/",
        f"{theirs}/change/",
        f"{theirs}/key/",
        f"{theirs}/key/{key.pk}/revoke/",
        "/admin/syndication/alert/",
        f"/admin/syndication/alert/{waiting.pk}/change/",
        f"/admin/syndication/alert/{waiting.pk}/stop/",
    ]

    assert {address: faults(page, address) for address in addresses} == {
        address: [] for address in addresses
    }
