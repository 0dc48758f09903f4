"""Milliseconds of each of NUMBER presses on “Publish” in the editor of the Wagtail site, on
standard output. Run by benchmarks/publishing.py."""

import os
import time

import django

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402
from wagtail.test.utils.form_data import (  # noqa: E402
    inline_formset,
    nested_form_data,
    rich_text,
    streamfield,
)

from wagtail_site.pages.models import ArticlePage  # noqa: E402


def fields(page):
    """What the form of this page sends."""
    bylines = page.article_authors.all()
    people = [
        {"id": str(one.pk), "author": str(one.author_id), "role": one.role} for one in bylines
    ]
    words = [("paragraph", rich_text(block.value.source)) for block in page.body]
    sent = {
        "title": page.title, "slug": page.slug, "kicker": page.kicker,
        "standfirst": f"{page.standfirst} More.", "body": streamfield(words),
        "published": page.published.strftime("%Y-%m-%d %H:%M"), "paper": str(page.paper_id or ""),
        "image": str(page.image_id or ""), "tags": ", ".join(tag.name for tag in page.tags.all()),
        "original_headline": page.original_headline, "original_url": page.original_url,
        "original_published": "", "seo_title": "", "search_description": "",
        "article_authors": inline_formset(people, initial=len(people)),
        "comments": inline_formset([]), "action-publish": "1",
    }  # fmt: skip
    return nested_form_data(sent)


def main():
    user = get_user_model().objects.filter(is_superuser=True).first()
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(user or get_user_model().objects.create_superuser("bench"))
    for page in ArticlePage.objects.filter(live=True).order_by("pk")[: int(os.environ["NUMBER"])]:
        sent = fields(page)
        begun = time.perf_counter()
        answer = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), sent)
        spent = (time.perf_counter() - begun) * 1000
        known = ArticlePage.objects.get(pk=page.pk)
        if answer.status_code != 302 or known.standfirst != sent["standfirst"]:
            raise SystemExit(f"Not published: {answer.status_code}")
        print(f"{spent:.2f}")


main()
