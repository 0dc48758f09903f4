"""settings.py as a server would read it: in a process of its own, from the environment alone."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = {
    "PATH": os.environ["PATH"],
    "LOCAL": "false",
    "SECRET_KEY": "kX7-pQ2vRw9_Tz4Yb8Nc6Mf1Lh3Jg5Ds0Aq" * 2,
    "ALLOWED_HOSTS": "ferry.news,www.ferry.news",
    "SITE_URL": "https://ferry.news/",
    "BEHIND_PROXY": "true",
    "EMAIL_URL": "submission://letters%40ferry.news:p%23ss@mail.ferry.news:587",
    "DEFAULT_FROM_EMAIL": "The Ferry <letters@ferry.news>",
    "DATABASE_URL": "postgres://ferry:p%40ss@db.ferry.news:5433/ferry",
    "CACHE_URL": "redis://cache.ferry.news:6379/2",
}
LOCAL = {"PATH": os.environ["PATH"], "LOCAL": "true", "SECRET_KEY": "x"}


def manage(*arguments, environment):
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )


def read(*names, environment):
    """What those settings are, as JSON would write them."""
    code = (
        "import json; from newsroom import settings as s; "
        f"print(json.dumps([getattr(s, n) for n in {names!r}], default=str))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_server_with_its_environment_set_has_nothing_to_complain_of():
    done = manage("check", "--deploy", "--fail-level", "WARNING", environment=PRODUCTION)

    assert done.returncode == 0, done.stderr


def test_a_server_that_is_told_nothing_is_told_what_is_missing():
    bare = {"PATH": os.environ["PATH"], "LOCAL": "false", "SECRET_KEY": "short"}

    done = manage("check", "--deploy", environment=bare)

    assert done.returncode == 1
    for number in ("E001", "E004", "E005", "E007"):
        assert f"newsroom.{number}" in done.stderr


def test_a_trial_opened_to_the_world_does_not_start():
    done = manage("check", environment={**LOCAL, "ALLOWED_HOSTS": "ferry.news"})

    assert done.returncode == 1
    assert "newsroom.E002" in done.stderr


def test_without_local_everything_is_protected():
    values = read(
        "DEBUG",
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_SECURE",
        "SECURE_SSL_REDIRECT",
        "ALLOWED_HOSTS",
        environment={"PATH": os.environ["PATH"], "LOCAL": "false", "SECRET_KEY": "x"},
    )

    assert values == [False, True, True, True, []]


def test_local_relaxes_what_plain_http_needs_and_nothing_else():
    values = read(
        "DEBUG",
        "SESSION_COOKIE_SECURE",
        "SECURE_SSL_REDIRECT",
        "SECURE_HSTS_SECONDS",
        "SESSION_COOKIE_HTTPONLY",
        "X_FRAME_OPTIONS",
        environment=LOCAL,
    )

    assert values == [False, False, False, 0, True, "DENY"]


def test_postgresql_redis_and_mail_come_from_their_urls():
    database, cache, host, user, password, tls, timeout = read(
        "DATABASES",
        "CACHES",
        "EMAIL_HOST",
        "EMAIL_HOST_USER",
        "EMAIL_HOST_PASSWORD",
        "EMAIL_USE_TLS",
        "EMAIL_TIMEOUT",
        environment=PRODUCTION,
    )

    assert database["default"]["ENGINE"] == "django.db.backends.postgresql"
    assert database["default"]["PASSWORD"] == "p@ss"
    assert cache["default"]["BACKEND"].endswith("RedisCache")
    assert cache["default"]["LOCATION"] == "redis://cache.ferry.news:6379/2"
    assert (host, user, password) == ("mail.ferry.news", "letters@ferry.news", "p#ss")
    assert (tls, timeout) == (True, 10)


def test_mail_is_printed_in_the_terminal_of_a_trial():
    assert read("EMAIL_BACKEND", environment=LOCAL) == [
        "django.core.mail.backends.console.EmailBackend"
    ]


@pytest.mark.parametrize("url", ["smtp+tls://mail.ferry.news", "mail.ferry.news:587"])
def test_an_email_url_of_an_unknown_kind_is_refused_in_words(url):
    done = manage("check", environment={**PRODUCTION, "EMAIL_URL": url})

    assert done.returncode == 1
    assert "EMAIL_URL begins with smtp://" in done.stderr


def test_only_behind_a_proxy_its_headers_are_believed():
    behind = read("MIDDLEWARE", "SECURE_PROXY_SSL_HEADER", environment=PRODUCTION)
    (alone,) = read("MIDDLEWARE", environment={**PRODUCTION, "BEHIND_PROXY": "false"})

    assert behind[0][0] == "newsroom.proxy.visitor_address"
    assert behind[1] == ["HTTP_X_FORWARDED_PROTO", "https"]
    assert "newsroom.proxy.visitor_address" not in alone


def test_an_edition_may_have_a_sentence_of_its_own_under_the_name():
    said = {"EDITIONS": "en,pt-BR,de", "SITE_TAGLINE": "Across", "SITE_TAGLINE_PT_BR": "Além"}

    [taglines] = read("SITE_TAGLINES", environment=PRODUCTION | said)

    assert taglines == {"en": "Across", "pt-BR": "Além", "de": "Across"}
