import shutil
import tempfile
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test.signals import setting_changed
from django.utils import translation

import tests.environment  # noqa: F401 -- before anything reads the settings
from articles import front_pages, furniture, shells
from tests.chromium import browser, log_in, open_page, page  # noqa: F401
from tests.relay import relay  # noqa: F401

MEMORY = Path("/dev/shm")  # noqa: S108 -- a folder of our own is made in it


def pytest_configure(config):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.ALLOWED_HOSTS = ["*"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    # Models know their storage since they were made, and with it what was set then.
    setting_changed.send(None, setting="STORAGES", value=settings.STORAGES, enter=True)
    settings.STATIC_ROOT = settings.VAR_DIR / "no-static-files"  # each client would read them all
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        # A file, as in use: a database in memory is one connection for all threads, and what a
        # browser asks for at the same time would end up in one transaction.
        config.folder = tempfile.mkdtemp(dir=MEMORY if MEMORY.is_dir() else None)
        database["TEST"]["NAME"] = f"{config.folder}/newsroom.sqlite3"


def pytest_sessionstart():
    cache.clear()  # of what a former run has left in Redis


def pytest_collection_modifyitems(items):
    """Marks what is worth a second run on another server than SQLite. Refuses a test that would
    leave the database without the roles, which those after it need."""
    for item in items:
        fixtures, marker = set(item.fixturenames), item.get_closest_marker("django_db")
        said = marker.kwargs if marker else {}
        if marker or fixtures & {"db", "transactional_db", "live_server"}:
            item.add_marker("database")
        empties = said.get("transaction") or fixtures & {"transactional_db", "live_server"}
        fills = said.get("serialized_rollback") or "django_db_serialized_rollback" in fixtures
        if empties and not fills:
            raise pytest.UsageError(f"{item.nodeid} needs django_db_serialized_rollback")


def pytest_unconfigure(config):
    if folder := getattr(config, "folder", ""):
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(autouse=True)
def process_as_it_begins():
    """A process keeps what it has made around pages, for settings that do not change under it;
    and speaks as its last request did, until the next one."""
    shells._made.clear()
    furniture._known.clear()
    translation.deactivate()


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MASTERS_ROOT = tmp_path / "masters"
    settings.MEDIA_ROOT = tmp_path / "media"  # last: at its word, storages forget where they were


@pytest.fixture(autouse=True)
def fronts(monkeypatch):
    """No test knows what the fronts of another were made of."""
    monkeypatch.setattr(front_pages, "_made_of", {})
