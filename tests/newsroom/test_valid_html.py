"""Every kind of page that a reader can come to is valid HTML, as the Nu checker sees it."""

import pytest
from django.urls import reverse

from tests.articles import reading
from tests.factories import make_newsletter
from tests.newsletters.issues import make_sent, make_shown
from tests.newsletters.readers import link, reader, sign_up
from tests.newsroom import nu
from tests.newsroom.crawling import followed, kind, make_edition

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(bool(nu.lacking()), reason=nu.lacking()),
]


@pytest.fixture
def pages(desk, settings):
    """{where: HTML} of all that three editions lead to, one of them written from right to left,
    and of what stands where no link leads: refusals, and the ways into a newsletter and out."""
    story, gone = make_edition(desk, settings)
    settings.EDITIONS = ["en", "fr", "ar"]
    full = reading.full_story(section=story.section, path=f"{story.section.slug}/full")
    right = full_story_from_the_right(full)
    letter = make_newsletter(slug="morning")
    make_sent(make_shown(), newsletter=letter)

    client = reader()
    linked = ("/", "/fr/", "/ar/", full.get_absolute_url(), right.get_absolute_url(),
              "/newsletter/morning/1/", "/search/?q=harbour", "/search/?q=zzzzzz",
              "/ar/search/?q=amman", "/ar/search/?q=zzzzzz")  # fmt: skip
    unlinked = (gone.get_absolute_url(), "/nowhere/", "/ar/nowhere/", "/newsletter/confirm/x/")
    answers = followed(client, linked) | {at: client.get(at) for at in unlinked}
    answers |= subscribing(client, letter)
    assert {answers[at].status_code for at in unlinked} == {404, 410}
    return {at: answer.content for at, answer in answers.items() if kind(answer) == "text/html"}


def full_story_from_the_right(full):
    return reading.full_story(
        path=f"{full.section.slug}/from-the-right",
        language="ar",
        edition="ar",
        section=full.section,
        publication=full.publication,
        tag=full.tags.get(),
    )


def subscribing(client, letter):
    """A form filled in wrong, then right, and all that follows up to good-bye."""
    answers = {"a wrong address": sign_up("nobody", client)}
    answers["thanks"] = client.get(sign_up("ada@example.org", client, newsletter=letter.slug).url)
    answers["asked"], answers["confirmed"] = client.get(link()), client.post(link())
    subscription = letter.subscriptions.get()
    for name in ("preferences", "unsubscribe", "undo", "erase"):
        at = reverse(f"newsletter-{name}", args=[subscription.token])
        if name != "undo":
            answers[f"{name}?"] = client.get(at)
        answers[f"{name}!"] = client.post(at, {"wanted": letter.slug})
    return answers


def test_the_pages_of_the_readers_site(pages, tmp_path):
    assert {"/", "/countries/", "/newsletter/morning/1/", "/nowhere/", "/ar/nowhere/", "thanks",
            "erase!"} <= set(pages)  # fmt: skip
    assert nu.faults(pages, tmp_path) == {}


def test_a_broken_page_is_seen(tmp_path):
    whole = b'<!doctype html><html lang="en"><title>T</title><p>W.</p></html>'
    broken = whole.replace(b"<p>W.</p>", b"<ul><p>W.</p></ul><img src=a.jpg>")

    found = nu.faults({"whole": whole, "broken": broken}, tmp_path)

    assert set(found) == {"broken"}
    assert len(found["broken"]) == 2
