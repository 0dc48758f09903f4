"""The environment the suite runs in. Imported by conftest.py before Django reads its settings."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
os.environ["LOCAL"] = "true"
os.environ["DEBUG"] = "false"
os.environ["SECRET_KEY"] = "only-for-the-tests"
os.environ["SITE_NAME"] = "Test Courier"
os.environ["SITE_URL"] = "http://testserver"
os.environ["MOST_READ"] = "false"
os.environ.setdefault("DATABASE_URL", "sqlite:///:memory:")
os.environ.setdefault("CACHE_URL", "locmem://")
# Playwright keeps an event loop in its thread; the live server's ORM runs in another.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# The conftests beneath import models.
django.setup()
