import shutil
import tempfile
from pathlib import Path

import pytest
from django.conf import settings

import tests.environment  # noqa: F401 -- before anything reads the settings
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
    settings.STATIC_ROOT = settings.VAR_DIR / "no-static-files"  # each client would read them all
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        # A file, as in use: a database in memory is one connection for all threads, and what a
        # browser asks for at the same time would end up in one transaction.
        config.folder = tempfile.mkdtemp(dir=MEMORY if MEMORY.is_dir() else None)
        database["TEST"]["NAME"] = f"{config.folder}/newsroom.sqlite3"


def pytest_collection_modifyitems(items):
    """Marks what is worth a second run on another server than SQLite."""
    for item in items:
        fixtures = {"db", "transactional_db", "live_server"}.intersection(item.fixturenames)
        if fixtures or item.get_closest_marker("django_db"):
            item.add_marker("database")


def pytest_unconfigure(config):
    if folder := getattr(config, "folder", ""):
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
