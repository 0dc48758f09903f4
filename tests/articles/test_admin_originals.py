import pytest
from django.urls import reverse

from articles.models import State
from sources.models import Original
from tests.articles.stories import bring, fresh


@pytest.fixture
def published(desk):
    return bring(desk, State.PUBLISHED)


def address(article):
    return reverse("admin:articles_article_take_down", args=[article.original.pk])


def test_the_page_names_the_stories_that_would_be_reached_and_changes_nothing(
    client, desk, published
):
    client.force_login(desk.max)

    response = client.get(address(published))

    assert published.headline in response.content.decode()
    assert fresh(published).state == State.PUBLISHED


def test_a_post_takes_everything_down(client, desk, published):
    client.force_login(desk.max)

    response = client.post(address(published), {"note": "The paper asked.", "notice": "Gone."})

    assert response.status_code == 302
    assert fresh(published).state == State.WITHDRAWN
    assert client.get(fresh(published).live.get_absolute_url()).status_code == 410


def test_a_post_without_a_reason_keeps_what_was_typed(client, desk, published):
    client.force_login(desk.max)

    response = client.post(address(published), {"note": " ", "notice": "Typed with care."})

    assert response.status_code == 400
    assert "Typed with care." in response.content.decode()
    assert fresh(published).state == State.PUBLISHED


@pytest.mark.parametrize("person", ["anna", "ben", "pia"])
def test_a_forged_post_of_another_role_changes_nothing(client, desk, published, person):
    client.force_login(getattr(desk, person))

    response = client.post(address(published), {"note": "Mine now.", "notice": ""})

    assert response.status_code == 403
    assert fresh(published).state == State.PUBLISHED
    assert Original.objects.get().withdrawn_at is None


def test_a_second_take_down_is_told(client, desk, published):
    client.force_login(desk.max)
    client.post(address(published), {"note": "Asked.", "notice": ""})

    response = client.post(address(published), {"note": "Again.", "notice": ""})

    assert response.status_code == 400
    assert "already" in response.content.decode()
