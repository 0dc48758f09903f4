import pytest
from django.conf import settings

import tests.environment  # noqa: F401 -- before anything reads the settings
from tests.chromium import browser, log_in, open_page, page  # noqa: F401
from tests.relay import relay  # noqa: F401


def pytest_configure():
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.ALLOWED_HOSTS = ["*"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
