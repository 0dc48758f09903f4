"""How an original changed, beside our story."""

import pytest
from django.urls import reverse

from articles import comparison
from articles.models import State
from tests.articles.stories import bring, fresh
from tests.factories import make_snapshot

pytestmark = pytest.mark.django_db


def rows(article, html, **kwargs):
    old = article.snapshot
    kwargs = {"headline": old.headline} | kwargs
    new = make_snapshot(original=article.original, html=html, **kwargs)
    stretches = comparison.compare(article, old, new)
    return [(row.kind, row.ours) for stretch in stretches for row in stretch.rows][1:]


def test_each_block_stands_beside_the_paragraphs_that_render_it(desk):
    article = bring(desk, State.PUBLISHED)
    assert rows(article, "<p>Zéro.</p><p>Un.</p><p>Deux.</p>") == [
        ("added", []),
        ("same", ["One morning in the port."]),
        ("same", ["Two cranes move."]),
    ]


def test_a_removed_block_stands_where_it_stood(desk):
    article = bring(desk, State.PUBLISHED)
    assert rows(article, "<p>Deux.</p>") == [
        ("removed", ["One morning in the port."]),
        ("same", ["Two cranes move."]),
    ]


def test_to_edit_is_a_press_that_leads_to_the_form(client, desk):
    client.force_login(desk.ben)
    article = bring(desk, State.PUBLISHED)
    make_snapshot(original=article.original, html="<p>Zéro.</p><p>Un.</p><p>Deux.</p>")
    follow = reverse("admin:articles_article_follow", args=[article.pk])
    assert client.get(follow).status_code == 405
    response = client.post(follow, {"seen": article.version})
    assert response.url == reverse("admin:articles_article_change", args=[article.pk])
    assert not fresh(article).outdated
    again = client.post(follow, {"seen": article.version})
    assert again.status_code == 409
