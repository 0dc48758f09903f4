"""Readers take the short way: no session, no token, the same headers as everywhere."""

import pytest
from django.contrib.sessions.backends.base import SessionBase
from django.urls import get_resolver
from django.utils import translation

pytestmark = pytest.mark.django_db


def test_a_readers_page_carries_the_headers_that_keep_it_safe(client):
    response = client.get("/")

    assert "default-src 'self'" in response["Content-Security-Policy"]
    assert "nonce" not in response["Content-Security-Policy"]
    assert "camera=()" in response["Permissions-Policy"]
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "strict-origin-when-cross-origin"


def test_it_says_the_same_for_safety_as_the_pages_of_the_desk(client, settings):
    settings.SECURE_HSTS_SECONDS = 60
    named = {"Strict-Transport-Security", "X-Content-Type-Options", "Referrer-Policy",
             "Cross-Origin-Opener-Policy", "X-Frame-Options", "Permissions-Policy"}  # fmt: skip

    for secure in (True, False):
        readers, desk = (client.get(at, secure=secure).headers for at in ("/", "/admin/login/"))
        assert {name: readers.get(name) for name in named} == {
            name: desk.get(name) for name in named
        }
        assert ("Strict-Transport-Security" in readers) is secure


def test_who_comes_without_encryption_is_led_to_the_page_with_it(client, settings):
    settings.SECURE_SSL_REDIRECT = True

    assert client.get("/newsletter/?a=1")["Location"] == "https://testserver/newsletter/?a=1"
    assert client.get("/newsletter/", secure=True).status_code == 200
    assert client.get("/healthz").status_code == 200


def test_a_name_that_is_not_ours_is_refused(client, settings):
    settings.ALLOWED_HOSTS = ["testserver"]

    assert client.get("/").status_code == 200
    assert client.get("/", headers={"Host": "elsewhere.example"}).status_code == 400


def test_an_answer_says_its_length(client):
    for address in ("/", "/nowhere/"):
        response = client.get(address)
        assert response["Content-Length"] == str(len(response.content))


@pytest.mark.parametrize("address", ["/nowhere/", "/world/nothing/"])
def test_so_does_a_page_that_is_not_there(client, address):
    response = client.get(address)

    assert response.status_code == 404
    assert "default-src 'self'" in response["Content-Security-Policy"]


def test_what_a_view_says_of_itself_stands(client, settings):
    settings.MEDIA_ROOT.mkdir()
    (settings.MEDIA_ROOT / "a.jpg").write_bytes(b"x")

    assert "sandbox" in client.get("/media/a.jpg")["Content-Security-Policy"]


def test_a_reader_with_a_session_is_not_looked_up(client, monkeypatch):
    def fail(*args):
        raise AssertionError("the session was read")

    monkeypatch.setattr(SessionBase, "_get_session", fail)
    client.cookies["sessionid"] = "whatever"

    assert client.get("/").status_code == 200


def test_the_desk_keeps_its_own_middlewares(client):
    response = client.get("/admin/login/")

    assert "csrftoken" in response.cookies
    assert "nonce-" in response["Content-Security-Policy"]


def test_an_address_without_its_last_stroke_is_led_on(client):
    assert client.get("/admin")["Location"] == "/admin/"
    led = client.get("/newsletter")
    assert led["Location"] == "/newsletter/"
    assert led["X-Content-Type-Options"] == "nosniff"


def test_the_desk_speaks_the_language_of_the_first_edition(client, settings):
    settings.EDITIONS = ["en", "fr"]
    translation.activate("fr")

    client.get("/admin/login/")

    assert translation.get_language() == "en"


def test_every_form_of_readers_does_without_a_token():
    """They pass no check of one, so none of them may rely on it."""
    open_to_all = {
        pattern.name
        for resolver in get_resolver().url_patterns
        for outer in getattr(resolver, "url_patterns", [])
        for pattern in getattr(outer, "url_patterns", [])
        if pattern.name and not getattr(pattern.callback, "csrf_exempt", False)
    }

    assert {"home", "story", "newsletter-issue"} <= open_to_all
    assert not open_to_all & {
        "newsletter", "newsletter-confirm", "newsletter-unsubscribe", "newsletter-undo",
        "newsletter-preferences", "newsletter-erase",
    }  # fmt: skip
