"""The desk's list of stories against the stock change list of Django, in turns, on the database
that DATABASE_URL names: a large archive of `manage.py make_archive`.

The last line is JSON: medians of milliseconds by page, and ours as a share of the stock list's.
"""

import json
import os
import statistics
import sys
import time
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ |= {"DJANGO_SETTINGS_MODULE": "newsroom.settings", "SECRET_KEY": "x", "LOCAL": "1"}
django.setup()

from django.contrib import admin  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from django.db import connection  # noqa: E402
from django.template.response import TemplateResponse  # noqa: E402
from django.test import RequestFactory  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from articles.models import Article, Section  # noqa: E402

ROUNDS = int(os.environ.get("ROUNDS", 7))
OURS = admin.site._registry[Article]
SHARE = 0.45  # what ours may take of the stock list's time


class Stock(admin.ModelAdmin):
    """The same columns, filters and search by the means of the admin alone."""

    list_display = ("headline", "state", "section", "translator", "editor", "due_at", "updated_at")
    list_filter = ("state", "section", "language")
    list_select_related = ("section", "translator", "editor")
    list_per_page = OURS.list_per_page
    search_fields = ("headline",)


def somebody():
    name = "bench"
    found = get_user_model().objects.filter(username=name).first()
    return found or get_user_model().objects.create_superuser(name)


def ask(model_admin, user, query):
    request = RequestFactory().get("/admin/articles/article/", query)
    request.user, request.csp_nonce, request.session = user, "", {}
    response = model_admin.changelist_view(request)
    if isinstance(response, TemplateResponse):
        response.render()
    if response.status_code != 200:
        raise SystemExit(f"{query}: {response.status_code} {response.get('Location', '')}")
    return request


def main():
    user, section = somebody(), Section.objects.order_by("pk").first()
    word = Article.objects.order_by("-pk").values_list("headline", flat=True)[0].split()[0]
    lists = {"ours": OURS, "stock": Stock(Article, admin.site)}
    asked = {
        "first": ({}, {}),
        "tenth": ({"p": "10"}, {"p": "10"}),
        "section": ({"section": section.slug}, {"section__id__exact": str(section.pk)}),
        "search": ({"q": word}, {"q": word}),
    }
    seen = {(page, name): [] for page in asked for name in lists}
    for _ in range(ROUNDS + 1):
        for page, queries in asked.items():
            for (name, shown), query in zip(lists.items(), queries, strict=True):
                begun = time.perf_counter()
                ask(shown, user, query)
                seen[page, name].append((time.perf_counter() - begun) * 1000)
    with CaptureQueriesContext(connection) as captured:
        ask(OURS, user, {})
    # The first of each is for what a process does once.
    medians = {
        page: {name: round(statistics.median(seen[page, name][1:]), 1) for name in lists}
        for page in asked
    }
    shares = {page: round(found["ours"] / found["stock"], 2) for page, found in medians.items()}
    for page, found in medians.items():
        print(f"{page:8} {found}  share {shares[page]} (at most {SHARE})")
    stories = Article.objects.count()
    said = {"stories": stories, "queries": len(captured), "ms": medians, "share": shares}
    print(json.dumps(said))


if __name__ == "__main__":
    main()
