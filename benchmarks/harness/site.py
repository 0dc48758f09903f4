"""Our site for a benchmark: with one address more, a view that reads one row by its slug and
returns the page that is stored in it. Nothing of ours can be quicker under the same server."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpResponse
from django.urls import path

application = get_wsgi_application()
settings.ROOT_URLCONF = "benchmarks.harness.site"

from newsroom import urls  # noqa: E402 -- after the settings


def row(request, slug):
    with connection.cursor() as cursor:
        cursor.execute("SELECT page FROM bench_page WHERE slug = %s", [slug])
        return HttpResponse(cursor.fetchone()[0])


urlpatterns = [path("row/<slug:slug>", row), *urls.urlpatterns]
