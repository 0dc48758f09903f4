"""Pages that people ask for: on their way, read, or refused in words."""

import datetime

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from jobs.models import WorkerPulse
from sources import importing, retrieving
from sources.models import Original, Retrieval
from tests.factories import make_publication, make_user
from tests.sources import hostile
from tests.sources.hostile import answer
from tests.sources.pages import QUAI

pytestmark = pytest.mark.django_db

ADDRESS = reverse("admin:sources_original_add")
URL = "https://lequai.example/port/le-port-s-eveille"


@pytest.fixture
def quai():
    return make_publication(name="Le Quai", slug="le-quai", website="https://www.lequai.example/")


@pytest.fixture
def editor():
    return make_user("editor")


@pytest.fixture
def site():
    site = hostile.Site(answers={"/story": answer(QUAI.encode())})
    server = hostile.serving(site)
    cache.clear()
    yield site
    server.shutdown()
    server.server_close()


def asked(by, url=URL, **kwargs):
    return Retrieval.objects.create(url=url, by=by, **kwargs)


def fetched(site, by, path="/story"):
    retrieval = asked(by, site.url(path), state="fetching")
    retrieving.retrieve(retrieval, network=site.network())
    retrieval.refresh_from_db()
    return retrieval


def page_of(retrieval):
    return reverse("admin:sources_retrieval", args=[retrieval.pk])


def test_an_address_is_enough_to_ask_and_its_paper_is_known(client, quai, editor):
    client.force_login(editor)
    response = client.post(ADDRESS, {"step": "read", "url": f"{URL}?utm_source=x"})
    retrieval = Retrieval.objects.get()
    assert response.url == page_of(retrieval)
    assert (retrieval.url, retrieval.publication, retrieval.by) == (URL, quai, editor)


def test_a_page_of_no_paper_of_ours_asks_for_the_paper(client, quai, editor):
    client.force_login(editor)
    response = client.post(ADDRESS, {"step": "read", "url": "https://other.example/x"})
    assert response.status_code == 422
    assert "Choose the paper" in response.content.decode()
    assert not Retrieval.objects.exists()


@pytest.mark.parametrize("host", ["lequai.example", "www.lequai.example", "news.lequai.example"])
def test_a_paper_is_known_by_its_host(quai, host):
    assert retrieving.paper_of(f"https://{host}/x") == quai


@pytest.mark.parametrize("host", ["notlequai.example", "lequai.example.org", "example"])
def test_a_host_that_only_looks_alike_is_no_paper_of_ours(quai, host):
    assert retrieving.paper_of(f"https://{host}/x") is None


def test_asking_puts_one_task_into_the_queue(editor, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        retrieving.ask(URL, by=editor)
    assert DBTaskResult.objects.filter(task_path="sources.retrieving.carry_out").count() == 1


def test_a_translator_may_not_ask():
    with pytest.raises(importing.NotAllowed):
        retrieving.ask(URL, by=make_user("translator"))


def test_what_is_no_address_cannot_be_asked_for(editor):
    with pytest.raises(ValidationError):
        retrieving.ask("file:///etc/passwd", by=editor)


def test_a_page_that_was_read_is_kept_as_it_was_read(site, editor):
    retrieval = fetched(site, editor)
    assert retrieval.state == Retrieval.State.READ
    found = retrieving.reading_of(retrieval)
    assert found.headline == "Le port s’éveille avant la ville"
    assert found.authors == ["Anne Martin", "Paul Kerec"]
    assert found.first_published_at.isoformat() == "2026-11-20T06:15:00+01:00"


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (answer(b"", status="403 Forbidden"), "does not let us in"),
        (answer(b"", status="404 Not Found"), "There is no such page"),
        (answer(kind="application/pdf"), "leads to a PDF"),
        (answer(b"<html><body></body></html>"), "o story was found"),
    ],
)
def test_a_page_that_cannot_be_read_says_why(site, editor, said, sentence):
    site.answers["/story"] = said
    retrieval = fetched(site, editor)
    assert retrieval.state == Retrieval.State.FAILED
    assert sentence in retrieval.error or "no text" in retrieval.error


def test_what_was_read_leads_to_the_preview(client, site, quai, editor):
    client.force_login(editor)
    retrieval = fetched(site, editor)
    shown = client.get(page_of(retrieval)).content.decode()
    assert "Is this how it was published?" in shown
    assert "Le port s’éveille avant la ville" in shown
    assert f'action="{ADDRESS}"' in shown
    assert not Original.objects.exists()


def test_a_failure_offers_another_try_and_the_paste_with_everything_kept(client, quai, editor):
    client.force_login(editor)
    retrieval = asked(editor, state="failed", error="It is closed.", publication=quai)
    shown = client.get(page_of(retrieval)).content.decode()
    assert "It is closed." in shown
    assert "publication=le-quai" in shown
    paste = client.get(ADDRESS, {"url": URL, "publication": "le-quai"}).content.decode()
    assert f'value="{URL}"' in paste
    assert client.post(page_of(retrieval), {"act": "again"}).status_code == 302
    retrieval.refresh_from_db()
    assert (retrieval.state, retrieval.error) == ("waiting", "")


def test_without_a_worker_the_page_says_so(client, editor):
    client.force_login(editor)
    retrieval = asked(editor)
    assert "No background worker is running" in client.get(page_of(retrieval)).content.decode()
    now = timezone.now()
    WorkerPulse.objects.create(worker_id="w", started_at=now, seen_at=now)
    assert "No background worker" not in client.get(page_of(retrieval)).content.decode()


def test_the_script_of_the_page_is_told_when_there_is_something_to_see(client, editor):
    client.force_login(editor)
    retrieval = asked(editor)
    state = reverse("admin:sources_retrieval_state", args=[retrieval.pk])
    assert client.get(state).json()["open"] is True
    Retrieval.objects.update(state="failed", error="It is closed.")
    assert client.get(state).json()["open"] is False


def test_what_nobody_wants_any_more_is_given_up(client, editor):
    client.force_login(editor)
    retrieval = asked(editor)
    client.post(page_of(retrieval), {"act": "leave"})
    assert not Retrieval.objects.exists()


@pytest.mark.parametrize("name", ["sources_retrieval", "sources_retrieval_state"])
def test_who_may_not_import_does_not_see_it(client, editor, name):
    client.force_login(make_user("translator"))
    address = reverse(f"admin:{name}", args=[asked(editor).pk])
    assert client.get(address).status_code == 403


def test_after_a_week_it_is_forgotten(editor):
    now = timezone.now()
    asked(editor, asked_at=now - datetime.timedelta(days=8))
    kept = asked(editor, asked_at=now - datetime.timedelta(days=6))
    retrieving.forget(now)
    assert list(Retrieval.objects.all()) == [kept]
