"""An issue at the desk: put in order, seen while it is typed, followed while it leaves. And from
a reader's side: from the sign-up to the last letter."""

import email
import re

import pytest
from django.test import Client
from playwright.sync_api import expect

from newsletters import delivery, issues
from newsletters.models import Issue
from tests.factories import make_newsletter, make_photo, make_section, make_user
from tests.newsletters.issues import make_issue, make_shown
from tests.newsletters.mailing import through
from tests.newsletters.readers import work
from tests.newsletters.sink import Sink

pytestmark = pytest.mark.browser


@pytest.fixture
def samir(live_server, django_db_serialized_rollback):
    return make_user("newsletter editor", "samir")


@pytest.fixture
def morning(live_server, settings, samir):
    settings.SITE_URL = live_server.url
    return make_newsletter(name="The Morning Crossing", slug="morning")


def form_of(issue):
    return f"/admin/newsletters/issue/{issue.pk}/change/"


def headlines(issue):
    return [pick.live.headline for pick in issue.picks.select_related("live")]


def test_an_editor_orders_adds_and_sees_the_letter_while_typing(page, log_in, samir, morning):
    issue = make_issue(*(make_shown(n) for n in ("One", "Two", "Three")), newsletter=morning)
    make_shown("Quarantine")
    page.set_viewport_size({"width": 1280, "height": 2000})  # nothing scrolls under a drag
    log_in(page, samir)
    page.goto(form_of(issue))
    letter = page.frame_locator("#issue-preview")
    expect(letter.get_by_role("heading", name="One")).to_be_visible()

    page.get_by_label("Intro").fill("Read slowly today.")
    expect(letter.get_by_text("Read slowly today.")).to_be_visible()

    rows = page.locator(".pick:not(.empty-form)")
    rows.nth(2).get_by_role("button", name="Up").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".order-said")).to_have_text("Three: now story 2 of 3")
    rows.nth(0).get_by_label("Own headline").focus()
    page.keyboard.press("Alt+ArrowDown")
    expect(rows.nth(0).locator(".inline_label")).to_have_text("Three")
    rows.nth(2).locator(".handle").drag_to(rows.nth(0).locator("h3"))
    expect(rows.nth(0).locator(".inline_label")).to_have_text("Two")

    page.locator(".add-row a").click()
    rows.nth(3).locator(".select2-selection").click()
    page.locator("input.select2-search__field").fill("Quaran")
    page.get_by_role("option", name="Quarantine").click()
    expect(letter.get_by_role("heading", name="Quarantine")).to_be_visible()
    page.get_by_role("link", name="Dark").click()
    expect(letter.locator(".page")).to_have_css("background-color", "rgb(23, 22, 20)")

    with page.expect_navigation():
        page.get_by_role("button", name="Save", exact=True).click()
    assert headlines(issue) == ["Two", "Three", "One", "Quarantine"]
    assert Issue.objects.get().intro == "Read slowly today."
    assert page.troubles == []


def test_what_was_typed_and_not_stored_can_be_put_back(page, log_in, samir, morning):
    issue = make_issue(make_shown("One"), make_shown("Two"), newsletter=morning)
    log_in(page, samir)
    page.on("dialog", lambda asked: asked.accept())
    page.goto(form_of(issue))
    rows = page.locator(".pick:not(.empty-form)")
    page.get_by_label("Intro").fill("Hours of work.")
    rows.nth(1).get_by_label("Own words about it").fill("So calm.")
    rows.nth(1).get_by_role("button", name="Up").click()
    page.wait_for_function("indexedDB.databases().then((all) => all.length > 0)")

    page.goto("/admin/")
    page.goto(form_of(issue))
    page.get_by_role("button", name="Put it back").click()

    expect(page.get_by_label("Intro")).to_have_value("Hours of work.")
    expect(rows.nth(0).get_by_label("Own words about it")).to_have_value("So calm.")
    with page.expect_navigation():
        page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("button", name="Put it back")).to_have_count(0)
    assert headlines(issue) == ["Two", "One"]
    assert page.troubles == []


class Mailbox:
    """What the mail server took for one address."""

    def __init__(self, sink):
        self.sink = sink

    def letters(self):
        return [email.message_from_bytes(data) for _, data, _ in self.sink.received]

    def newest(self):
        letter = self.letters()[-1]
        text, html = letter.get_payload()
        return (
            letter,
            text.get_payload(decode=True).decode(),
            html.get_payload(decode=True).decode(),
        )


@pytest.fixture
def mailbox(settings):
    with Sink() as sink:
        through(settings, sink)
        yield Mailbox(sink)


def deliver():
    with delivery.Sender() as sender:
        delivery.tend(sender, 20)


def test_a_reader_signs_up_reads_six_stories_and_leaves(
    page, open_page, log_in, samir, morning, mailbox
):
    section = make_section("World", slug="world")
    stories = [make_shown(f"Story {n}", make_photo(), section=section) for n in range(1, 7)]
    issue = make_issue(*stories, newsletter=morning, subject="Six from abroad", preheader="x")

    page.goto("/newsletter/")
    page.get_by_label("Your e-mail address").fill("ada@example.org")
    page.get_by_role("button", name="Sign up").click()
    expect(page.get_by_role("heading", name="Look into your mailbox")).to_be_visible()
    work()
    _, text, _ = mailbox.newest()
    page.goto(re.search(r"http\S+/newsletter/confirm/\S+", text)[0])
    page.get_by_role("button", name="Yes, sign me up").click()
    expect(page.get_by_role("heading", name="You are signed up")).to_be_visible()

    desk = open_page(viewport={"width": 1280, "height": 900})
    log_in(desk, samir)
    desk.goto(form_of(issue))
    desk.get_by_role("link", name="Send now").click()
    desk.get_by_role("button", name="Send now to 1 reader").click()
    expect(desk.get_by_role("progressbar")).to_be_visible()
    deliver()
    expect(desk.locator("[data-figure=state_shown]")).to_have_text("sent")
    expect(desk.locator("[data-figure=sent]")).to_have_text("1")

    letter, text, html = mailbox.newest()
    assert letter["Subject"] == "Six from abroad"
    assert all(f"Story {n}" in text and f"Story {n}" in html for n in range(1, 7))
    assert html.count("Mona Iris/Field Images") == 6
    page.goto(re.search(r'href="([^"]+)"[^>]*>Story 3<', html)[1])
    expect(page.get_by_role("heading", name="Story 3")).to_be_visible()
    page.goto(re.search(r"Read on the web: (\S+)", text)[1])
    expect(page.get_by_role("heading", name="Six from abroad")).to_be_visible()

    address = letter["List-Unsubscribe"].strip("<>").partition("/newsletter/")
    answer = Client(enforce_csrf_checks=True).post(
        "".join(address[1:]), {"List-Unsubscribe": "One-Click"}
    )
    assert answer.status_code == 200
    next_one = make_issue(make_shown("Tomorrow"), newsletter=morning, subject="The next")
    issues.send(next_one, by=samir, seen=1)
    deliver()

    assert Issue.objects.get(pk=next_one.pk).state == "sent"
    assert len(mailbox.letters()) == 2  # the confirmation, and the one issue
    assert page.troubles == desk.troubles == []
