"""Settings that would do harm, found before a reader does: `manage.py check --deploy`."""

import ipaddress
from email.utils import parseaddr
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register
from django.http.request import validate_host

LOCAL_NAMES = {"localhost", "testserver"}
NOT_DELIVERING = {"console", "dummy", "filebased", "locmem"}
NOT_REACHABLE = ("localhost", "localdomain", "local", "example", "invalid", "test")
NO_SCRIPT_FROM = {"'unsafe-inline'", "'unsafe-eval'", "'unsafe-hashes'", "*", "data:", "http:"}
GUARDED = ("default-src", "script-src", "script-src-elem", "style-src", "style-src-elem")


def _is_public(host):
    name = host.strip("[]").lower()
    if name in LOCAL_NAMES or name.endswith(".localhost"):
        return False
    try:
        return ipaddress.ip_address(name).is_global
    except ValueError:
        return True


def _public_hosts():
    return [host for host in settings.ALLOWED_HOSTS if _is_public(host)]


@register(Tags.security, deploy=True)
def secret_key(app_configs, **kwargs):
    key = settings.SECRET_KEY
    if len(key) >= 50 and len(set(key)) >= 15 and not key.startswith(("django-insecure-", "local")):
        return []
    return [
        Error(
            "SECRET_KEY is short or made for a trial: sessions and links in mail could be forged.",
            hint="python -c 'import secrets; print(secrets.token_urlsafe(50))'",
            id="newsroom.E001",
        )
    ]


@register(Tags.security)
def local_is_not_public(app_configs, **kwargs):
    if not (settings.LOCAL and _public_hosts()):
        return []
    return [
        Error(
            f"LOCAL=true switches protection off, and ALLOWED_HOSTS names {_public_hosts()[0]}.",
            hint="Set LOCAL=false, or take the public names out of ALLOWED_HOSTS.",
            id="newsroom.E002",
        )
    ]


@register(Tags.security)
def debug_is_not_public(app_configs, **kwargs):
    if not (settings.DEBUG and _public_hosts()):
        return []
    return [
        Error(
            f"DEBUG=true shows source and settings, and ALLOWED_HOSTS names {_public_hosts()[0]}.",
            hint="Set DEBUG=false.",
            id="newsroom.E003",
        )
    ]


@register(Tags.security, deploy=True)
def hosts_are_named(app_configs, **kwargs):
    if settings.ALLOWED_HOSTS and "*" not in settings.ALLOWED_HOSTS:
        return []
    return [
        Error(
            "ALLOWED_HOSTS does not say under which names this site answers.",
            hint="ALLOWED_HOSTS=ferry.news,www.ferry.news",
            id="newsroom.E004",
        )
    ]


@register(Tags.security, deploy=True)
def site_url_is_https(app_configs, **kwargs):
    address = urlsplit(settings.SITE_URL)
    if address.scheme == "https" and validate_host(address.netloc, settings.ALLOWED_HOSTS):
        return []
    return [
        Error(
            "SITE_URL is not the https address of a host in ALLOWED_HOSTS: links in feeds and "
            "mail are built from it.",
            hint="SITE_URL=https://ferry.news",
            id="newsroom.E005",
        )
    ]


@register(Tags.security, deploy=True)
def mail_leaves_the_house(app_configs, **kwargs):
    if settings.LOCAL or settings.EMAIL_BACKEND.split(".")[-2] not in NOT_DELIVERING:
        return []
    return [
        Error(
            f"Mail goes nowhere with {settings.EMAIL_BACKEND}: no reader could confirm a sign-up.",
            hint="EMAIL_URL=submission://user:password@mail.ferry.news:587",
            id="newsroom.E006",
        )
    ]


@register(Tags.security, deploy=True)
def mail_has_a_sender(app_configs, **kwargs):
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2].lower()
    if "." in domain and domain.rpartition(".")[2] not in NOT_REACHABLE:
        return []
    return [
        Error(
            f"Nobody can answer mail from {settings.DEFAULT_FROM_EMAIL}, and most will refuse it.",
            hint="DEFAULT_FROM_EMAIL='The Ferry <letters@ferry.news>'",
            id="newsroom.E007",
        )
    ]


@register(Tags.security)
def content_policy_is_strict(app_configs, **kwargs):
    directives = getattr(settings, "CONTENT_SECURITY_POLICY", {}).get("DIRECTIVES", {})
    problems = [
        f"{name} allows {source}"
        for name in GUARDED
        for source in directives.get(name, [])
        if str(source) in NO_SCRIPT_FROM
    ]
    if "default-src" not in directives:
        problems.append("default-src is missing")
    if "csp.middleware.CSPMiddleware" not in settings.MIDDLEWARE:
        problems.append("no middleware sends it")
    if not problems:
        return []
    return [
        Error(
            f"The content security policy is not strict: {'; '.join(problems)}.",
            hint="Move scripts and styles into files under static/, or give them the nonce.",
            id="newsroom.E008",
        )
    ]


@register(Tags.database, deploy=True)
def database_suits_production(app_configs, **kwargs):
    if not settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        return []
    return [
        Warning(
            "SQLite serves one machine, and one writer at a time.",
            hint="DATABASE_URL=postgres://user:password@host/newsroom; or, for a small house on "
            "one machine, SILENCED_CHECKS=newsroom.W001",
            id="newsroom.W001",
        )
    ]


@register(Tags.caches, deploy=True)
def cache_is_shared(app_configs, **kwargs):
    if not settings.CACHES["default"]["BACKEND"].endswith("LocMemCache"):
        return []
    return [
        Warning(
            "Each process has a cache of its own: what one of them forgets lives on in the others.",
            hint="CACHE_URL=redis://127.0.0.1:6379/0",
            id="newsroom.W002",
        )
    ]


def _machines():
    """{setting: address} of the configured machine translation services."""
    names = ("DEEPL_SERVER_URL", "LIBRETRANSLATE_URL")
    return {name: address for name in names if (address := getattr(settings, name, ""))}


@register(Tags.security)
def machines_are_web_addresses(app_configs, **kwargs):
    return [
        Error(
            f"{name} is not a web address: {address}",
            hint=f"{name}=https://translate.ferry.news",
            id="newsroom.E009",
        )
        for name, address in _machines().items()
        if not address.startswith(("http://", "https://")) or not urlsplit(address).hostname
    ]


@register(Tags.security, deploy=True)
def originals_travel_in_closed_envelopes(app_configs, **kwargs):
    return [
        Warning(
            f"{name} is plain http: originals and keys go there for everybody on the way to read.",
            hint=f"{name}=https://translate.ferry.news",
            id="newsroom.W009",
        )
        for name, address in _machines().items()
        if address.startswith("http://") and _is_public(urlsplit(address).hostname or "")
    ]


@register()
def a_machine_has_all_that_it_needs(app_configs, **kwargs):
    needed = {"DEEPL_SERVER_URL": "DEEPL_AUTH_KEY", "LIBRETRANSLATE_API_KEY": "LIBRETRANSLATE_URL"}
    return [
        Warning(
            f"{given} is set without {missing}: nobody is offered this machine.",
            hint=f"Set {missing}, or take {given} out.",
            id="newsroom.W010",
        )
        for given, missing in needed.items()
        if getattr(settings, given, "") and not getattr(settings, missing, "")
    ]


@register(Tags.security)
def masters_are_not_handed_out(app_configs, **kwargs):
    if (
        not Path(settings.MASTERS_ROOT)
        .resolve()
        .is_relative_to(Path(settings.MEDIA_ROOT).resolve())
    ):
        return []
    return [
        Error(
            "MASTERS_ROOT lies in MEDIA_ROOT: photographs could be had without their credit, and "
            "after their licence has ended.",
            hint="MASTERS_ROOT=/srv/ferry/masters, beside MEDIA_ROOT=/srv/ferry/media",
            id="newsroom.E011",
        )
    ]


@register()
def the_mail_service_is_one(app_configs, **kwargs):
    name = settings.MAIL_SERVICE
    if not name or (name.isidentifier() and find_spec(f"anymail.backends.{name}")):
        return []
    return [
        Error(
            f"MAIL_SERVICE={name} is none that anymail knows: no newsletter would leave.",
            hint="MAIL_SERVICE=postmark, with its keys in MAIL_SERVICE_KEYS; or neither.",
            id="newsroom.E010",
        )
    ]
