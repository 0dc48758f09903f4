import re

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from newsletters import limits, subscriptions, suppression
from newsletters.models import Newsletter, Reason, Subscriber, Subscription
from tests.newsletters.readers import confirmed_reader, reader, sign_up, text

pytestmark = pytest.mark.django_db
ADA = "ada@example.org"
CONFIRMED, PENDING, UNSUBSCRIBED = (
    Subscription.State.CONFIRMED,
    Subscription.State.PENDING,
    Subscription.State.UNSUBSCRIBED,
)


# --- the form ------------------------------------------------------------------------


def test_the_page_shows_the_words_of_the_call_and_one_field(daily):
    page = text(reader().get("/newsletter/"))

    assert "Read what your neighbours read." in page
    assert "One letter before breakfast." in page
    assert page.count('type="email"') == 1
    assert 'type="checkbox"' not in page


def test_with_several_lists_the_page_offers_a_choice_with_the_first_one_ticked(daily, weekly):
    page = text(reader().get("/newsletter/"))

    assert re.findall(r'value="([\w-]+)"[^>]*checked', page) == ["morning"]
    assert {"morning", "slow-boat"} == set(re.findall(r'name="newsletter" value="([^"]+)"', page))
    assert "Read what your neighbours read. One letter before breakfast." in page


def test_a_closed_list_is_not_offered(daily, weekly):
    Newsletter.objects.filter(pk=weekly.pk).update(active=False)

    assert "The Slow Boat" not in text(reader().get("/newsletter/"))


def test_without_lists_the_page_says_so_and_shows_no_form(db):
    page = text(reader().get("/newsletter/"))

    assert "None is open for sign-up" in page
    assert "<form" not in page


def test_what_editors_write_is_shown_as_text(daily):
    Newsletter.objects.update(name="<i>A & B</i>", call_headline="<script>alert(1)</script>")

    page = text(reader().get("/newsletter/"))

    assert "&lt;i&gt;A &amp; B&lt;/i&gt;" in page
    assert "<script>alert" not in page


@pytest.mark.parametrize("lists", [1, 5])
def test_the_page_costs_two_queries_however_many_lists(daily, lists, django_assert_num_queries):
    for n in range(1, lists):
        Newsletter.objects.create(name=f"N{n}", slug=f"n{n}", call_headline="h", call_text="t")

    with django_assert_num_queries(2):
        reader().get("/newsletter/")


def test_caches_may_keep_the_page_and_the_thanks(daily):
    for path in ("/newsletter/", "/newsletter/sent/"):
        response = reader().get(path)
        assert "public" in response["Cache-Control"]
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")


def test_the_form_needs_no_cookie_and_no_csrf_token(daily):
    browser = reader()
    assert "csrfmiddlewaretoken" not in text(browser.get("/newsletter/"))

    response = sign_up(client=browser)

    assert response.status_code == 302
    assert not browser.cookies


@pytest.mark.parametrize("path", ["/newsletter/", "/newsletter/sent/"])
def test_the_pages_hold_nothing_that_the_security_policy_forbids(daily, weekly, path):
    page = text(reader().get(path))

    assert not re.search(r"\sstyle=|<style|\son\w+=|<script", page)


# --- signing up ----------------------------------------------------------------------


def test_signing_up_leads_to_the_advice_to_look_into_the_mailbox(daily):
    response = sign_up()

    assert response.url == reverse("newsletter-sent") == "/newsletter/sent/"
    assert "Look into your mailbox" in text(reader().get(response.url))


def test_the_short_form_under_a_story_means_the_first_list(daily, weekly):
    sign_up()

    assert Subscription.objects.get().newsletter == daily


def test_the_lists_that_were_ticked_are_asked_for(daily, weekly):
    sign_up(newsletter=["slow-boat", "morning", "morning"])

    assert Subscription.objects.count() == 2
    assert len(mail.outbox) == 1


def test_the_address_is_stored_in_one_spelling(daily):
    sign_up("  Ada@Example.ORG\u200b ")

    assert Subscriber.objects.get().email == ADA


def test_no_page_tells_whether_an_address_is_known(daily):
    def answer(email):
        response = sign_up(email)
        return response.status_code, response.content, dict(response.items())

    confirmed_reader(email="known@example.org")
    sign_up("waiting@example.org")
    confirmed_reader(email="left@example.org")
    subscriptions.unsubscribe(Subscription.objects.get(subscriber__email="left@example.org").token)
    limits.Tally.objects.all().delete()

    unknown = answer("unknown@example.org")
    throttled = answer("unknown@example.org")
    suppression.suppress("complained@example.org", Reason.COMPLAINED)
    suppression.suppress("bounced@example.org", Reason.BOUNCED)
    names = ("known", "waiting", "left", "complained", "bounced")
    answers = [answer(f"{name}@example.org") for name in names]

    assert all(given == unknown for given in [throttled, *answers])


def test_the_letter_does_not_leave_before_the_answer(daily):
    reader().post("/newsletter/", {"email": ADA})

    assert not mail.outbox


def test_the_queue_holds_no_address(daily, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        reader().post("/newsletter/", {"email": ADA})

    assert "ada" not in repr(DBTaskResult.objects.values_list("args_kwargs", flat=True))


@pytest.mark.parametrize("email", ["", "ada", "ada@", "ada@example.org, eve@example.org"])
def test_a_slip_of_the_pen_gets_the_form_back_with_what_was_typed(daily, email):
    response = sign_up(email)

    page = text(response)
    assert response.status_code == 400
    assert f'value="{email}"' in page or not email
    assert 'aria-invalid="true"' in page
    assert 'aria-describedby="id_email_helptext id_email_error"' in page
    assert re.search(r'id="id_email_error"><li>(Type your e-mail|This is not a complete)', page)
    assert not Subscriber.objects.exists()


def test_what_was_ticked_is_still_ticked_after_a_slip(daily, weekly):
    page = text(sign_up("ada", newsletter=["slow-boat"]))

    assert re.findall(r'value="([\w-]+)"[^>]*checked', page) == ["slow-boat"]


def test_an_address_with_a_header_in_it_is_refused(daily):
    response = sign_up("ada@example.org\r\nBcc: eve@example.org")

    assert response.status_code == 400
    assert not mail.outbox


def test_what_was_typed_comes_back_as_text(daily):
    page = text(sign_up('"><script>alert(1)</script>'))

    assert "<script>alert" not in page
    assert "&quot;&gt;&lt;script&gt;" in page


def test_a_list_that_is_not_offered_is_named(daily):
    response = sign_up(newsletter="<b>weekly")

    assert response.status_code == 400
    assert "“&lt;b&gt;weekly” is not open for sign-up." in text(response)
    assert f'value="{ADA}"' in text(response)


def test_signing_up_where_nothing_is_offered_says_so(db):
    response = sign_up()

    assert response.status_code == 400
    assert "No newsletter is open for sign-up at the moment." in text(response)


def test_a_program_that_fills_in_every_field_is_turned_away(daily):
    response = sign_up(website="https://spam.example")

    assert response.status_code == 400
    assert not Subscriber.objects.exists()


def test_a_person_whose_browser_filled_the_trap_can_see_and_empty_it(daily):
    assert "form-trap" in text(reader().get("/newsletter/"))

    page = text(sign_up(website="https://ada.example"))

    assert "form-trap" not in page
    assert "Empty it and send again." in page


def test_too_many_from_one_network_are_told_so_and_keep_what_they_typed(daily, monkeypatch):
    monkeypatch.setattr(limits, "NETWORK", limits.NETWORK._replace(at_most=1))
    sign_up("bea@example.org")

    response = sign_up()

    assert response.status_code == 429
    assert "try again in an hour" in text(response)
    assert f'value="{ADA}"' in text(response)
    assert response["Cache-Control"] == "no-store"
    assert Subscriber.objects.count() == 1


def test_without_a_proxy_nobody_chooses_their_own_network(daily, monkeypatch):
    monkeypatch.setattr(limits, "NETWORK", limits.NETWORK._replace(at_most=1))

    statuses = [
        sign_up(client=reader(x_forwarded_for=f"192.0.{n}.1")).status_code for n in range(2)
    ]

    assert statuses == [302, 429]


def test_a_sign_up_takes_as_long_whether_the_address_is_known_or_not(daily):
    """Counted in statements: the letter, which takes longest, is not sent by the request."""

    def statements(email):
        limits.Tally.objects.all().delete()
        with CaptureQueriesContext(connection) as captured:
            reader().post("/newsletter/", {"email": email})
        return sum("SAVEPOINT" not in query["sql"] for query in captured)

    confirmed_reader()
    sign_up("waiting@example.org")

    unknown = statements("unknown@example.org")
    assert abs(statements(ADA) - unknown) <= 2
    assert abs(statements("waiting@example.org") - unknown) <= 2


def test_the_thanks_are_found_by_no_search(daily):
    assert '<meta name="robots" content="noindex">' in text(reader().get("/newsletter/sent/"))
