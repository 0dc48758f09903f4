"""The environment the suite runs in. Imported by conftest.py before Django reads its settings."""

import os
from urllib.parse import urlsplit

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
os.environ["LOCAL"] = "true"
os.environ["DEBUG"] = "false"
os.environ["SECRET_KEY"] = "only-for-the-tests"
os.environ["SITE_NAME"] = "Test Courier"
os.environ["SITE_URL"] = "http://testserver"
os.environ["MOST_READ"] = "false"
os.environ["EDITIONS"] = "en"
os.environ.setdefault("DATABASE_URL", "sqlite:///:memory:")
os.environ.setdefault("CACHE_URL", "locmem://")
if os.environ["CACHE_URL"].startswith("redis:"):
    # Tests empty the cache. Of those that run side by side each has a database of its own.
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    own = urlsplit(os.environ["CACHE_URL"])._replace(path=f"/{worker + 1}")
    os.environ["CACHE_URL"] = own.geturl()
# Playwright keeps an event loop in its thread; the live server's ORM runs in another.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# The conftests beneath import models.
django.setup()
