import copy

import pytest
from django.core import checks as django_checks

from newsroom import checks

GOOD_KEY = "kX7-pQ2vRw9_Tz4Yb8Nc6Mf1Lh3Jg5Ds0Aq" * 2
SMTP = "django.core.mail.backends.smtp.EmailBackend"
pytestmark = pytest.mark.filterwarnings("ignore:Overriding setting DATABASES")
EVERY_CHECK = [
    checks.secret_key,
    checks.local_is_not_public,
    checks.debug_is_not_public,
    checks.hosts_are_named,
    checks.site_url_is_https,
    checks.mail_leaves_the_house,
    checks.mail_has_a_sender,
    checks.content_policy_is_strict,
    checks.database_suits_production,
    checks.cache_is_shared,
    checks.machines_are_web_addresses,
    checks.originals_travel_in_closed_envelopes,
    checks.a_machine_has_all_that_it_needs,
    checks.the_mail_service_is_one,
    checks.masters_are_not_handed_out,
]


@pytest.fixture
def production(settings):
    """Settings as they should be; each test spoils one of them."""
    settings.LOCAL = False
    settings.DEBUG = False
    settings.SECRET_KEY = GOOD_KEY
    settings.ALLOWED_HOSTS = ["ferry.news", "www.ferry.news"]
    settings.SITE_URL = "https://ferry.news"
    settings.EMAIL_BACKEND = SMTP
    settings.DEFAULT_FROM_EMAIL = "The Ferry <letters@ferry.news>"
    settings.DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql"}}
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache"}}
    settings.CONTENT_SECURITY_POLICY = copy.deepcopy(settings.CONTENT_SECURITY_POLICY)
    return settings


def fired(check):
    return [message.id for message in check(None)]


@pytest.mark.parametrize("check", EVERY_CHECK, ids=lambda check: check.__name__)
def test_right_settings_pass(production, check):
    assert check(None) == []


@pytest.mark.parametrize("check", EVERY_CHECK, ids=lambda check: check.__name__)
def test_each_check_is_registered(check):
    registered = django_checks.registry.registry.get_checks(include_deployment_checks=True)
    assert check in registered


@pytest.mark.parametrize("key", ["x", "short", "a" * 60, "local-trial-" + GOOD_KEY])
def test_a_weak_secret_key_is_an_error(production, key):
    production.SECRET_KEY = key
    assert fired(checks.secret_key) == ["newsroom.E001"]


def test_the_key_that_a_new_project_of_django_brings_is_an_error(production):
    production.SECRET_KEY = "django-insecure-" + GOOD_KEY
    assert fired(checks.secret_key) == ["newsroom.E001"]


@pytest.mark.parametrize("host", ["ferry.news", ".ferry.news", "*", "8.8.8.8", "2600::1"])
def test_local_with_a_public_host_is_an_error(production, host):
    production.LOCAL = True
    production.ALLOWED_HOSTS = ["localhost", host]
    assert fired(checks.local_is_not_public) == ["newsroom.E002"]


@pytest.mark.parametrize(
    "host", ["localhost", "127.0.0.1", "[::1]", "192.168.1.20", "ferry.localhost", "testserver"]
)
def test_local_on_ones_own_network_is_fine(production, host):
    production.LOCAL = True
    production.ALLOWED_HOSTS = [host]
    assert checks.local_is_not_public(None) == []


def test_debug_with_a_public_host_is_an_error(production):
    production.DEBUG = True
    assert fired(checks.debug_is_not_public) == ["newsroom.E003"]


def test_debug_on_ones_own_machine_is_fine(production):
    production.DEBUG = True
    production.ALLOWED_HOSTS = ["localhost"]
    assert checks.debug_is_not_public(None) == []


@pytest.mark.parametrize("hosts", [[], ["*"], ["ferry.news", "*"]])
def test_hosts_that_are_not_named_are_an_error(production, hosts):
    production.ALLOWED_HOSTS = hosts
    assert fired(checks.hosts_are_named) == ["newsroom.E004"]


@pytest.mark.parametrize("url", ["", "http://ferry.news", "ferry.news", "https://other.news"])
def test_a_site_url_that_readers_could_not_follow_safely_is_an_error(production, url):
    production.SITE_URL = url
    assert fired(checks.site_url_is_https) == ["newsroom.E005"]


@pytest.mark.parametrize("kind", ["console", "dummy", "filebased", "locmem"])
def test_mail_that_goes_nowhere_is_an_error(production, kind):
    production.EMAIL_BACKEND = f"django.core.mail.backends.{kind}.EmailBackend"
    assert fired(checks.mail_leaves_the_house) == ["newsroom.E006"]


def test_mail_in_the_terminal_is_fine_on_ones_own_machine(production):
    production.LOCAL = True
    production.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    assert checks.mail_leaves_the_house(None) == []


@pytest.mark.parametrize(
    "sender", ["newsroom@localhost", "The Ferry <a@ferry.example>", "nobody", "a@host.local"]
)
def test_a_sender_whom_nobody_can_answer_is_an_error(production, sender):
    production.DEFAULT_FROM_EMAIL = sender
    assert fired(checks.mail_has_a_sender) == ["newsroom.E007"]


@pytest.mark.parametrize("source", ["'unsafe-inline'", "'unsafe-eval'", "*"])
@pytest.mark.parametrize("directive", ["default-src", "script-src", "style-src"])
def test_a_loose_content_policy_is_an_error(production, directive, source):
    production.CONTENT_SECURITY_POLICY["DIRECTIVES"][directive].append(source)

    (error,) = checks.content_policy_is_strict(None)

    assert error.id == "newsroom.E008"
    assert f"{directive} allows {source}" in error.msg


def test_a_content_policy_without_default_is_an_error(production):
    del production.CONTENT_SECURITY_POLICY["DIRECTIVES"]["default-src"]
    assert fired(checks.content_policy_is_strict) == ["newsroom.E008"]


def test_a_content_policy_that_nothing_sends_is_an_error(production):
    production.MIDDLEWARE = [name for name in production.MIDDLEWARE if "csp" not in name]
    assert fired(checks.content_policy_is_strict) == ["newsroom.E008"]


def test_pictures_from_another_host_are_no_fault_of_the_policy(production):
    production.CONTENT_SECURITY_POLICY["DIRECTIVES"]["img-src"].append("media.ferry.news")
    assert checks.content_policy_is_strict(None) == []


def test_sqlite_in_production_is_a_warning(production):
    production.DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3"}}
    assert fired(checks.database_suits_production) == ["newsroom.W001"]


def test_a_cache_of_each_process_is_a_warning(production):
    production.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    assert fired(checks.cache_is_shared) == ["newsroom.W002"]


@pytest.mark.parametrize("check", EVERY_CHECK, ids=lambda check: check.__name__)
def test_every_message_says_what_to_do(settings, production, check):
    production.LOCAL = production.DEBUG = True
    production.SECRET_KEY = production.SITE_URL = production.DEFAULT_FROM_EMAIL = "x"
    production.ALLOWED_HOSTS = ["*"]
    production.MIDDLEWARE = []

    assert all(message.hint for message in check(None))


@pytest.mark.parametrize("name", ["DEEPL_SERVER_URL", "LIBRETRANSLATE_URL"])
@pytest.mark.parametrize("address", ["translate.ferry.news", "ftp://a.example", "https://"])
def test_a_machine_is_at_a_web_address(settings, name, address):
    setattr(settings, name, address)
    assert fired(checks.machines_are_web_addresses) == ["newsroom.E009"]


def test_an_original_that_travels_in_the_open_is_a_warning(settings):
    settings.LIBRETRANSLATE_URL = "http://translate.ferry.news"
    assert fired(checks.originals_travel_in_closed_envelopes) == ["newsroom.W009"]


@pytest.mark.parametrize("address", ["", "https://translate.ferry.news", "http://10.0.0.7:5000"])
def test_a_machine_in_the_house_or_behind_tls_is_well(settings, address):
    settings.LIBRETRANSLATE_URL = address
    assert checks.originals_travel_in_closed_envelopes(None) == []
    assert checks.machines_are_web_addresses(None) == []


@pytest.mark.parametrize("given", ["DEEPL_SERVER_URL", "LIBRETRANSLATE_API_KEY"])
def test_half_a_machine_is_a_warning(settings, given):
    setattr(settings, given, "https://x")
    assert fired(checks.a_machine_has_all_that_it_needs) == ["newsroom.W010"]


def test_a_whole_machine_and_none_are_well(settings):
    assert checks.a_machine_has_all_that_it_needs(None) == []
    settings.DEEPL_SERVER_URL, settings.DEEPL_AUTH_KEY = "https://x", "k"
    assert checks.a_machine_has_all_that_it_needs(None) == []


@pytest.mark.parametrize("inside", ["", "masters"])
def test_masters_among_what_is_handed_out_are_an_error(settings, inside):
    settings.MASTERS_ROOT = settings.MEDIA_ROOT / inside
    assert fired(checks.masters_are_not_handed_out) == ["newsroom.E011"]


@pytest.mark.parametrize("name", ["pigeons", "postmark.EmailBackend", "../x"])
def test_a_mail_service_that_nobody_knows_is_an_error(settings, name):
    settings.MAIL_SERVICE = name
    assert fired(checks.the_mail_service_is_one) == ["newsroom.E010"]


@pytest.mark.parametrize("name", ["", "postmark", "amazon_ses"])
def test_a_mail_service_and_none_are_well(settings, name):
    settings.MAIL_SERVICE = name
    assert checks.the_mail_service_is_one(None) == []
