import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from newsletters import links
from newsletters.models import Click, Subscription
from newsletters.urls import urlpatterns
from tests.newsletters.letters import make_delivery
from tests.newsletters.readers import (
    NOW,
    confirmed_reader,
    dump,
    link,
    reader,
    sign_up,
    state,
    text,
)

pytestmark = pytest.mark.django_db
ADA = "ada@example.org"
CONFIRMED, PENDING, UNSUBSCRIBED = (
    Subscription.State.CONFIRMED,
    Subscription.State.PENDING,
    Subscription.State.UNSUBSCRIBED,
)


def unsubscribe_path():
    return reverse("newsletter-unsubscribe", args=[Subscription.objects.get().token])


# --- confirming ----------------------------------------------------------------------


def test_the_link_in_the_letter_asks_with_the_words_agreed_to(daily):
    sign_up()

    page = text(reader().get(link()))

    assert ADA in page
    assert "One letter before breakfast." in page
    assert '<button type="submit"' in page


@pytest.mark.parametrize("state", [PENDING, CONFIRMED, UNSUBSCRIBED])
@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_changes_no_byte_of_the_database(daily, method, state):
    """At any public address, whichever are added later: mail scanners follow every link."""
    sign_up()
    dates = {PENDING: {}, CONFIRMED: {"confirmed_at": NOW}, UNSUBSCRIBED: {"unsubscribed_at": NOW}}
    Subscription.objects.update(state=state, **dates[state])
    letters = make_delivery(Subscription.objects.get())
    paths = every_path(letters)
    assert len(paths) >= 9
    before = dump()

    for path in [*paths, *(f"{path[:-3]}xx/" for path in paths)]:
        getattr(reader(), method)(path)

    assert dump() == before
    assert len(mail.outbox) == 1


def every_path(letter):
    """One path of each pattern in the app; a new kind of argument has to be named here."""
    arguments = {
        "token": letter.subscription.token,
        "slug": letter.issue.newsletter.slug,
        "number": letter.issue.number,
        "service": "postmark",
    }
    paths = []
    for pattern in urlpatterns:
        names = pattern.pattern.converters
        told = {name: arguments[name] for name in names}
        if pattern.name == "newsletter-confirm":
            told = {"token": link().split("/")[-2]}
        if pattern.name == "newsletter-go":
            Click.objects.get_or_create(issue=letter.issue, link=1, url="https://x.example/")
            told = {"token": links.click_url(letter.issue.pk, 1).split("/")[-2]}
        paths.append(reverse(pattern.name, kwargs=told))
    return paths


def test_pressing_the_button_confirms(daily):
    sign_up()

    response = reader().post(link())

    assert response.status_code == 200
    assert "You are signed up" in text(response)
    assert state() == CONFIRMED


def test_pressing_it_again_is_fine(daily):
    browser = confirmed_reader()

    again = browser.post(link())

    assert again.status_code == 200
    assert "You are signed up" in text(again)


def test_who_comes_back_to_the_link_sees_that_all_is_done(daily):
    page = text(confirmed_reader().get(link()))

    assert "You are signed up" in page
    assert "<button" not in page


@pytest.mark.parametrize("method", ["get", "post"])
def test_after_a_week_the_link_offers_to_sign_up_anew(daily, method, later):
    sign_up()
    later(days=8)

    response = getattr(reader(), method)(link())

    assert response.status_code == 410
    assert 'href="/newsletter/">Sign up anew' in text(response)
    assert ADA not in text(response)
    assert state() == PENDING


@pytest.mark.parametrize("kind", ["confirm", "unsubscribe"])
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("token", ["nonsense", "W1sxLDFdXQ:sig", "%00", "é", "x" * 3000])
def test_a_link_that_we_did_not_make_is_a_404_with_words(daily, kind, method, token):
    response = getattr(reader(), method)(f"/newsletter/{kind}/{token}/")

    assert response.status_code == 404
    assert "We do not know this link" in text(response)


def test_an_address_in_another_script_is_shown_in_it(daily):
    sign_up("post@bücher.example")

    assert mail.outbox[0].to == ["post@xn--bcher-kva.example"]
    assert "post@bücher.example" in text(reader().get(link()))


# --- leaving -------------------------------------------------------------------------


def test_the_unsubscribe_link_asks_first(daily):
    browser = confirmed_reader()

    page = text(browser.get(unsubscribe_path()))

    assert "Unsubscribe?" in page
    assert "The Morning Crossing" in page
    assert state() == CONFIRMED


def test_pressing_the_button_unsubscribes(daily):
    browser = confirmed_reader()

    response = browser.post(unsubscribe_path())

    assert response.status_code == 200
    assert "You are unsubscribed" in text(response)
    assert state() == UNSUBSCRIBED


def test_unsubscribing_again_says_the_same(daily):
    browser = confirmed_reader()
    first = browser.post(unsubscribe_path())

    assert browser.post(unsubscribe_path()).content == first.content
    assert browser.get(unsubscribe_path()).content == first.content


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("List-Unsubscribe=One-Click", "application/x-www-form-urlencoded"),
        (
            '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n'
            "--b--\r\n",
            "multipart/form-data; boundary=b",
        ),
        ("broken", "multipart/form-data; boundary="),
        ("", ""),
    ],
)
def test_one_click_of_a_mail_program_is_answered_at_once(daily, body, content_type):
    confirmed_reader()

    response = reader().post(unsubscribe_path(), body, content_type=content_type)

    assert response.status_code == 200
    assert not response.cookies
    assert state() == UNSUBSCRIBED


def test_leaving_and_signing_up_again_ends_where_it_began(daily, later):
    browser = confirmed_reader()
    browser.post(unsubscribe_path())
    later(days=1)

    sign_up(client=browser)
    assert state() == UNSUBSCRIBED
    browser.post(link())
    assert state() == CONFIRMED


# --- what holds for all of them -------------------------------------------------------


def paths(daily):
    sign_up()
    return {
        "confirm": link(),
        "unsubscribe": unsubscribe_path(),
        "unknown": "/newsletter/confirm/nonsense/",
    }


@pytest.mark.parametrize("kind", ["confirm", "unsubscribe", "unknown"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_pages_of_one_person_are_kept_listed_and_passed_on_by_nobody(daily, kind, method):
    response = getattr(reader(), method)(paths(daily)[kind])

    assert response["Cache-Control"] == "no-store"
    assert "noindex" in response["X-Robots-Tag"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert not response.cookies
    assert not re.search(r"\sstyle=|<style|\son\w+=|<script", text(response))


@pytest.mark.parametrize("kind", ["confirm", "unsubscribe"])
@pytest.mark.parametrize("method", ["put", "delete", "patch", "options"])
def test_other_methods_do_nothing(daily, kind, method):
    path = paths(daily)[kind]
    before = dump()

    assert getattr(Client(), method)(path).status_code == 405
    assert dump() == before
