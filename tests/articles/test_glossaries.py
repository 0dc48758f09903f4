"""The Stylebook's terms with DeepL, in step before anybody drafts."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from articles import glossaries
from articles.machine import deepl
from articles.models import State
from articles.revising import NotAllowed
from tests.articles import machines as servers
from tests.articles.pages import tree, words
from tests.articles.stories import bring
from tests.factories import make_term

pytestmark = pytest.mark.django_db

PAGE = reverse("admin:glossaries")


@pytest.fixture
def server(settings):
    deepl._known.clear()
    cache.clear()
    with servers.running() as server:
        settings.DEEPL_AUTH_KEY, settings.DEEPL_SERVER_URL = servers.KEY, server.address
        yield server


@pytest.fixture
def story(desk):
    return bring(desk, State.TRANSLATING)


def entries(server):
    return [glossary["entries"] for glossary in server.glossaries.values()]


def test_the_terms_of_stories_in_hand_are_sent_and_no_others(server, story):
    make_term("port", "harbour", "fr")
    make_term("Ош", "Osh", "ru")
    [found] = glossaries.sync()
    assert (found.terms, found.said) == (1, "")
    assert entries(server) == [{"port": "harbour"}]


def test_a_changed_stylebook_is_sent_again_and_an_unchanged_one_is_not(server, story):
    make_term("port", "harbour", "fr")
    glossaries.sync()
    glossaries.sync()
    assert server.count("POST /v3/glossaries") == 1
    make_term("quai", "quay", "fr")
    glossaries.sync()
    assert entries(server) == [{"port": "harbour", "quai": "quay"}]


def test_without_terms_nothing_is_sent(server, story):
    [found] = glossaries.sync()
    assert (found.terms, server.asked) == (0, [])


def test_a_finished_story_needs_no_glossary(server, desk):
    bring(desk, State.READY)
    make_term("port", "harbour", "fr")
    assert glossaries.sync() == []


def test_trouble_is_told_and_the_next_time_tried_again(server, story):
    make_term("port", "harbour", "fr")
    server.answer["/v3/glossaries"] = (503, {})
    [found] = glossaries.sync()
    assert "does not answer" in found.said or "too much to do" in found.said
    del server.answer["/v3/glossaries"]
    assert glossaries.sync()[0].said == ""


def test_languages_without_glossaries_are_told(server, story):
    make_term("port", "harbour", "fr")
    server.answer["/v3/glossaries"] = (400, {"message": "Unsupported glossary language pair"})
    assert glossaries.sync()[0].said.startswith("DeepL keeps no glossary for these languages")


def test_without_a_machine_there_is_nothing_to_do(story, settings):
    settings.DEEPL_AUTH_KEY = ""
    assert glossaries.sync() == []


def test_an_editor_sees_how_they_stand_and_brings_them_in_step(client, desk, server, story):
    make_term("port", "harbour", "fr")
    client.force_login(desk.ben)
    assert "French → English Not sent yet." in words(client.get(PAGE))
    done = client.post(PAGE, follow=True)
    assert "All glossaries are in step" in words(tree(done).find_class("messagelist")[0])
    assert "1 term, in step when last looked at." in words(done)


def test_a_house_without_a_machine_is_told_so(client, desk):
    client.force_login(desk.ben)
    assert "No machine that keeps glossaries is configured" in words(client.get(PAGE))


@pytest.mark.parametrize("name", ["anna", "pia", "nina"])
def test_it_is_for_who_may_change_terms(client, desk, name):
    client.force_login(getattr(desk, name))
    assert client.get(PAGE).status_code == 403
    with pytest.raises(NotAllowed):
        glossaries.sync_now(by=getattr(desk, name))
