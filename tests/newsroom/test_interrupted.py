import pytest
from django.test import Client
from django.urls import reverse

from articles.models import State
from tests.articles.pages import move, tree, words
from tests.articles.stories import bring

pytestmark = pytest.mark.django_db

BROWSER = {"HTTP_ACCEPT": "text/html,application/xhtml+xml", "HTTP_ORIGIN": "http://testserver"}
NOTE = "The joke in the third\nparagraph is <b>lost</b>."


@pytest.fixture
def story(desk):
    return bring(desk, State.EDITING)


@pytest.fixture
def strict():
    return Client(enforce_csrf_checks=True)


def send(client, story, **more):
    said = {"seen": story.version, "state": story.state, "note": NOTE}
    return client.post(move(story, "return"), said | more, **BROWSER)


def shown(response):
    return {
        words(field.find("label")): field.find("textarea").text_content()
        for field in tree(response).find_class("sheet-field")
    }


def act(response):
    (link,) = tree(response).find_class("act")
    return link.get("href")


def untouched(story):
    state = story.state
    story.refresh_from_db()
    return story.state == state


def test_what_was_typed_outlives_the_session(client, story):
    response = send(client, story)
    assert response.status_code == 403
    assert "You are signed out" in words(response)
    assert {name: text.strip() for name, text in shown(response).items()} == {"Note": NOTE}
    assert act(response).startswith(reverse("admin:login"))
    assert untouched(story)


def test_who_has_signed_in_anew_elsewhere_is_told_so_and_loses_no_words(strict, desk, story):
    strict.force_login(desk.ben)
    response = send(strict, story, csrfmiddlewaretoken="of the session before")
    assert response.status_code == 403
    assert "You have signed in anew" in words(response)
    assert NOTE in shown(response)["Note"]
    assert act(response) == move(story, "return")
    assert untouched(story)


def test_without_token_and_session_the_words_are_kept_too(strict, story):
    response = send(strict, story)
    assert "You are signed out" in words(response)
    assert NOTE in shown(response)["Note"]


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", ""])
def test_nothing_that_another_site_has_sent_is_shown(strict, desk, story, origin):
    strict.force_login(desk.ben)
    browser = BROWSER | {"HTTP_ORIGIN": origin}
    response = strict.post(move(story, "return"), {"note": NOTE}, **browser)
    assert response.status_code == 403
    assert "third" not in response.content.decode()
    assert untouched(story)


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", ""])
def test_nor_to_who_is_signed_out(client, story, origin):
    browser = BROWSER | {"HTTP_ORIGIN": origin}
    response = client.post(move(story, "return"), {"note": NOTE}, **browser)
    assert response.status_code == 302
    assert untouched(story)


def test_no_password_is_shown(client):
    typed = {"old_password": "correct horse battery", "new_password1": "staple staple staple"}
    response = client.post(reverse("admin:password_change"), typed, **BROWSER)
    assert "horse" not in response.content.decode()
    assert "staple" not in response.content.decode()


def test_a_script_is_led_to_the_log_in_as_before(client, story):
    autosave = reverse("admin:articles_article_autosave", args=[story.pk])
    response = client.post(autosave, {}, "application/json", headers={"Accept": "application/json"})
    assert response.status_code == 302
    assert response.url.startswith(reverse("admin:login"))


def test_the_page_is_kept_nowhere_and_the_log_in_stays_open(client, story):
    assert "no-store" in send(client, story)["Cache-Control"]
    login = reverse("admin:login")
    response = client.post(login, {"username": "ben", "password": "wrong one"}, **BROWSER)
    assert response.status_code == 200
    assert "Please enter the correct username" in words(response)


def test_who_logs_out_a_second_time_is_simply_out(client):
    assert client.post(reverse("admin:logout"), **BROWSER).url == reverse("admin:index")
