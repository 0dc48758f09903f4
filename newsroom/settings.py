"""All configuration, read from the environment and from `.env` beside manage.py.

Secure by default: nothing has to be switched on for production, and what is unsafe
there is an error of `manage.py check --deploy` (newsroom/checks.py).
"""

import mimetypes
import tomllib
from pathlib import Path

from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import Env

from newsroom import media
from prose.vocabulary import EDITOR_EXTENSIONS

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

env = Env()
env.read_env(BASE_DIR / ".env", recurse=False)

# A trial on one's own machine: plain http, mail printed to the terminal.
LOCAL = env.bool("LOCAL", False)
DEBUG = env.bool("DEBUG", False)
SECRET_KEY = env.str("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", [])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"] if LOCAL else [])
PORT = env.int("PORT", 8000)  # of a trial only; a server is told by its own command line
SITE_URL = env.str("SITE_URL", f"http://localhost:{PORT}" if LOCAL else "").rstrip("/")
CSRF_TRUSTED_ORIGINS = [SITE_URL] if SITE_URL else []

SITE_NAME = env.str("SITE_NAME", "Newsroom")
SITE_TAGLINE = env.str("SITE_TAGLINE", "The world's papers, translated")
VERSION = tomllib.loads((BASE_DIR / "pyproject.toml").read_text())["project"]["version"]
# What we call ourselves to the sites whose pages and feeds we fetch.
USER_AGENT = env.str("USER_AGENT", f"Newsroom/{VERSION} (+{SITE_URL})")
# The languages our own stories are written in; originals may be in any language. The first
# edition has no prefix in its addresses, the others stand under /<code>/.
EDITIONS = env.list("EDITIONS", [env.str("EDITION_LANGUAGE", "en")])
EDITION_LANGUAGE = EDITIONS[0]
# What stands under the name, in each edition that says it otherwise.
SITE_TAGLINES = {
    edition: env.str(f"SITE_TAGLINE_{edition.upper().replace('-', '_')}", SITE_TAGLINE)
    for edition in EDITIONS
}
# Where all our readers are, as licences of photographs name it; a site is read everywhere.
EDITION_TERRITORIES = env.list("EDITION_TERRITORIES", ["worldwide", "world"])

INSTALLED_APPS = [
    "newsroom.apps.NewsroomConfig",
    "newsroom.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "anymail",
    "axes",
    "crispy_forms",
    "csp",
    "django_prose_editor",
    "django_tasks",
    "django_tasks_db",
    "js_asset",
    "taggit",
    "jobs",
    "sources",
    "authors",
    "photos",
    "stylebook",
    "articles",
    "newsletters",
    "syndication",
]

MIDDLEWARE = [
    # Answers readers, who have no session, and whose pages have no forms that a forged request
    # could abuse. What follows is for the desk, and for static files.
    "newsroom.readers.Readers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.common.CommonMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "newsroom.context.site",
            ],
        },
    }
]

# What stands on every page of the readers' site, asked for in one query with the page itself:
# {name: function of the edition that gives a queryset of values} (articles/furniture.py).
FURNITURE = {
    "sections": "articles.furniture.sections",
    "calls": "newsletters.furniture.calls",
    "pages": "articles.furniture.pages",
}

# --- storage -----------------------------------------------------------------------

DATABASES = {"default": env.dj_db_url("DATABASE_URL", f"sqlite:///{VAR_DIR / 'newsroom.sqlite3'}")}
DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", 60)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# Not behind a pooler that gives every transaction another connection.
PREPARE_STATEMENTS = env.bool("PREPARE_STATEMENTS", True)
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE: a transaction that will write takes the lock when it begins, so that two
    # desks that save at once wait for one another where they would otherwise fail.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": env.dj_cache_url("CACHE_URL", "locmem://")}

# Caches in front of the site that are told what has changed (articles/caches.py); with one of
# these they may keep a page so many seconds, without, a minute.
PURGE_URLS = env.list("PURGE_URLS", [])
PURGE_HOOK_URL = env.str("PURGE_HOOK_URL", "")
PURGE_HOOK_SECRET = env.str("PURGE_HOOK_SECRET", "")
CACHE_SECONDS = env.int("CACHE_SECONDS", 24 * 60 * 60)

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = env.path("MEDIA_ROOT", VAR_DIR / "media")
MASTERS_ROOT = env.path("MASTERS_ROOT", VAR_DIR / "masters")
STORAGES = {
    "default": media.storage(env.str("MEDIA_URL_BACKEND", "")),
    "masters": media.masters(env.str("MEDIA_URL_BACKEND", "")),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
mimetypes.add_type("image/avif", ".avif")  # Python knows it from 3.13 on
# A hand-in of a long story with its source is far below this; a 5 MB body is refused in words.
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024

# --- people ------------------------------------------------------------------------

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "newsroom.people.People",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "admin:login"
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False

# --- readers ------------------------------------------------------------------------

# Whether stories are counted as they are read; articles/tallying.py says how, and what is not.
MOST_READ = env.bool("MOST_READ", False)

# --- mail and background work ------------------------------------------------------

mail = env.dj_email_url("EMAIL_URL", "console://" if LOCAL else "smtp://localhost:25")
if "EMAIL_BACKEND" not in mail:
    raise ImproperlyConfigured("EMAIL_URL begins with smtp://, submission:// or console://")
vars().update(mail)
EMAIL_TIMEOUT = mail["EMAIL_TIMEOUT"] or 10  # seconds
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", f"{SITE_NAME} <newsroom@localhost>")
# What comes back to addresses of this domain is read by read_bounces; "" for none.
BOUNCE_DOMAIN = env.str("BOUNCE_DOMAIN", "")
BOUNCE_MAILBOX = env.str("BOUNCE_MAILBOX", "")
# Where the newsletters of a trial lie, one file a letter: on the terminal nobody could read them.
MAIL_DIR = env.path("MAIL_DIR", VAR_DIR / "mail")
# Newsletters alone may go by a mail service, under the name anymail has for it.
MAIL_SERVICE = env.str("MAIL_SERVICE", "")
ANYMAIL = env.dict("MAIL_SERVICE_KEYS", {})

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# --- log and checks ----------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {
        "stdout": {
            "class": "logging.StreamHandler",
            "stream": "ext://sys.stdout",
            "formatter": "plain",
        }
    },
    "root": {"handlers": ["stdout"], "level": env.str("LOG_LEVEL", "INFO").upper()},
    "loggers": {
        # Two lines for every run of every recurring task would bury what matters.
        "django_tasks": {"level": "WARNING"},
        "django_tasks_db": {"level": "WARNING"},
        "axes": {"level": "WARNING"},
        "deepl": {"level": "WARNING"},
    },
}
SILENCED_SYSTEM_CHECKS = env.list("SILENCED_CHECKS", [])

# --- languages and time ------------------------------------------------------------

LANGUAGE_CODE = EDITION_LANGUAGE
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "newsroom.formats"
TIME_ZONE = env.str("TIME_ZONE", "UTC")
USE_I18N = True
USE_TZ = True

# --- editor, forms and tags ----------------------------------------------------------------

DJANGO_PROSE_EDITOR_EXTENSIONS = EDITOR_EXTENSIONS
CRISPY_TEMPLATE_PACK = "newsform"
CRISPY_ALLOWED_TEMPLATE_PACKS = ["newsform"]
TAGGIT_CASE_INSENSITIVE = True
# A tag in any script has an address in that script.
TAGGIT_STRIP_UNICODE_WHEN_SLUGIFYING = False

# --- machine drafts -----------------------------------------------------------------

# Without a key or an address nothing is offered, and nothing leaves the house.
DEEPL_AUTH_KEY = env.str("DEEPL_AUTH_KEY", "")
DEEPL_SERVER_URL = env.str("DEEPL_SERVER_URL", "")  # empty: DeepL's own, by the kind of key
LIBRETRANSLATE_URL = env.str("LIBRETRANSLATE_URL", "")
LIBRETRANSLATE_API_KEY = env.str("LIBRETRANSLATE_API_KEY", "")

# --- security ----------------------------------------------------------------------

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", not LOCAL)
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", 0 if LOCAL else 31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("SECURE_HSTS_INCLUDE_SUBDOMAINS", not LOCAL)
SECURE_HSTS_PRELOAD = env.bool("SECURE_HSTS_PRELOAD", not LOCAL)
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_REDIRECT_EXEMPT = [r"^healthz"]
if env.bool("BEHIND_PROXY", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    MIDDLEWARE.insert(0, "newsroom.proxy.visitor_address")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not LOCAL
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
CSRF_FAILURE_VIEW = "newsroom.interrupted.forged"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:", *media.hosts(STORAGES["default"]), *env.list("MEDIA_HOSTS", [])],
        "font-src": [SELF, "data:"],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY = {
    name: [] for name in ("camera", "geolocation", "microphone", "payment", "usb")
}
