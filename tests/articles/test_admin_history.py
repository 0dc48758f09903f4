"""The history of a story, its versions side by side, the way back, the changed original."""

import pytest

from articles import revising, workflow
from articles.models import Article, State
from tests.articles.pages import change, inline_code, page_of, tree, words
from tests.articles.stories import BODY, bring, commission
from tests.factories import make_photo, make_section, make_snapshot, make_user

pytestmark = pytest.mark.django_db

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def as_ben(client, desk):
    client.force_login(desk.ben)
    return client


def rows(response):
    return [words(row) for row in tree(response).find_class("chronicle")[0].iter("tr")][1:]


def edit(article, by, **changes):
    return revising.save_text(article, by=by, seen=article.version, changes=changes)


def diff(response):
    """(struck out, underlined) words of a page."""
    document = tree(response).find(".//main")
    return tuple([words(run) for run in document.iter(kind)] for kind in ("del", "ins"))


# --- the list


def test_versions_and_moves_stand_in_one_list_the_newest_first(as_ben, desk):
    article = bring(desk, State.EDITING)
    found = rows(as_ben.get(page_of("history", article)))
    whats = ["Handed in", "Version 2", "Claimed", "Commissioned", "Version 1"]
    assert [next(what for what in whats if what in row) for row in found] == whats
    assert "anna" in found[0]
    assert "ben" in found[-1]


def test_a_note_and_the_warnings_passed_over_are_told(as_ben, desk):
    article = bring(desk, State.EDITING)
    workflow.return_to_translator(article, by=desk.ben, seen=article.version, note="The joke?")
    first = rows(as_ben.get(page_of("history", article)))[0]
    assert "Returned to the translator" in first
    assert "The joke?" in first


def test_what_the_clock_did_is_said_to_be_the_clocks(as_ben, desk):
    article = bring(desk, State.READY)
    workflow.log(article, "hold", by=None, note="Not ready.")
    assert "the clock Held back" in rows(as_ben.get(page_of("history", article)))[0]


def test_the_history_costs_the_same_for_one_version_and_for_many(
    as_ben, desk, django_assert_num_queries
):
    article = bring(desk, State.EDITING)
    for n in range(2):
        with django_assert_num_queries(7):
            as_ben.get(page_of("history", article))
        for word in range(10):
            article = edit(article, desk.ben, kicker=f"K{n}{word}")


def test_the_history_of_another_translator_does_not_exist(client, desk):
    article = bring(desk, State.TRANSLATING)
    client.force_login(desk.omar)
    for name in ("history", "compare", "original"):
        assert client.get(page_of(name, article)).status_code == 404
    assert client.get(page_of("restore", article, 1)).status_code == 404


# --- side by side


def test_two_versions_are_compared_word_by_word(as_ben, desk):
    article = bring(desk, State.EDITING)
    edit(article, desk.ben, headline="A harbour sleeps", body=BODY.replace("Two", "Three"))
    response = as_ben.get(page_of("compare", article), {"old": 2, "new": 3})
    struck, underlined = diff(response)
    assert {"wakes", "Two"} <= set(struck)
    assert {"sleeps", "Three"} <= set(underlined)


def test_the_order_of_the_two_does_not_matter(as_ben, desk):
    article = bring(desk, State.EDITING)
    edit(article, desk.ben, headline="A harbour sleeps")
    response = as_ben.get(page_of("compare", article), {"old": 3, "new": 2})
    assert "Version 2 and version 3" in words(response)
    assert "sleeps" in diff(response)[1]


def test_what_is_filed_is_compared_by_name(as_ben, desk):
    article = bring(desk, State.EDITING)
    section, photo = make_section("Seas"), make_photo(title="The pier")
    edit(
        article, desk.ben, section=section, lead_photo=photo, tags=["Salt"], use="abridged",
        editor=desk.carla, bylines=[], cut_blocks={"b2": "an aside"}, slug="pier", brief="Short",
    )  # fmt: skip
    told = words(as_ben.get(page_of("compare", article), {"old": 2, "new": 3}))
    for part in (
        "Seas", "The pier", "Salt", "abridged translation", "carla", "b2 (an aside)",
        "Lea Marin (writer), Anna Voss (translator)",
    ):  # fmt: skip
        assert part in told


def test_two_versions_alike_are_said_to_be_so(as_ben, desk):
    article = bring(desk, State.EDITING)
    response = as_ben.get(page_of("compare", article), {"old": 2, "new": 2})
    assert "The two versions are the same." in words(response)


@pytest.mark.parametrize("asked", [{}, {"old": "1"}, {"old": "1", "new": "99"}, {"old": "x"}])
def test_a_version_that_is_none_does_not_exist(as_ben, desk, asked):
    article = bring(desk, State.EDITING)
    assert as_ben.get(page_of("compare", article), asked).status_code == 404


def test_the_versions_of_another_story_are_not_those_of_this_one(as_ben, desk):
    other = bring(desk, State.EDITING)
    article = commission(desk)
    response = as_ben.get(page_of("compare", article), {"old": 1, "new": other.version})
    assert response.status_code == 404


# --- the way back


def test_restoring_asks_first_and_shows_what_would_change(as_ben, desk):
    article = bring(desk, State.EDITING)
    edit(article, desk.ben, headline="A harbour sleeps")
    response = as_ben.get(page_of("restore", article, 2))
    assert diff(response) == (["sleeps"], ["wakes"])
    assert Article.objects.get(pk=article.pk).headline == "A harbour sleeps"


def test_a_restored_version_is_the_newest_and_nothing_is_lost(as_ben, desk):
    article = bring(desk, State.EDITING)
    article = edit(article, desk.ben, headline="A harbour sleeps", bylines=[], tags=[])
    response = as_ben.post(page_of("restore", article, 2), {"seen": article.version})
    assert response.url == change(article)
    stored = Article.objects.get(pk=article.pk)
    assert (stored.headline, stored.version) == ("A harbour wakes", article.version + 1)
    assert stored.bylines.count() == 2
    assert list(stored.tags.names()) == ["Ports"]
    assert stored.revisions.get(number=article.version).data["headline"] == "A harbour sleeps"


def test_a_translator_gets_a_text_back_whatever_others_have_filed_since(client, desk):
    article = bring(desk, State.TRANSLATING)
    article = edit(article, desk.anna, body=BODY)
    before = article.version
    article = edit(article, desk.anna, body="<p>Ruined.</p>")
    article = edit(article, desk.ben, brief="Shorter.", lead_photo=make_photo())
    client.force_login(desk.anna)
    asked = words(client.get(page_of("restore", article, before)))
    assert "Ruined." in asked
    assert "Shorter." not in asked
    client.post(page_of("restore", article, before), {"seen": article.version})
    stored = Article.objects.get(pk=article.pk)
    assert (stored.body, stored.brief) == (BODY, "Shorter.")
    assert stored.lead_photo


@pytest.mark.parametrize("seen", ["2", "x", ""])
def test_restoring_what_one_has_not_seen_is_refused(as_ben, desk, seen):
    article = bring(desk, State.EDITING)
    article = edit(article, desk.carla, headline="A harbour sleeps")
    response = as_ben.post(page_of("restore", article, 1), {"seen": seen})
    assert response.status_code == 409
    assert Article.objects.get(pk=article.pk).headline == "A harbour sleeps"


def test_who_may_not_write_may_not_restore(client, desk):
    article = bring(desk, State.EDITING)
    client.force_login(desk.anna)
    assert client.get(page_of("restore", article, 1)).status_code == 403
    response = client.post(page_of("restore", article, 1), {"seen": article.version})
    assert response.status_code == 403
    links = [link for *_, link, _ in tree(client.get(page_of("history", article))).iterlinks()]
    assert page_of("restore", article, 1) not in links
    assert Article.objects.get(pk=article.pk).version == article.version


def test_the_photo_desk_cannot_restore_words(client, desk):
    article = bring(desk, State.EDITING)
    client.force_login(desk.pia)
    response = client.post(page_of("restore", article, 1), {"seen": article.version})
    assert response.status_code == 403
    assert Article.objects.get(pk=article.pk).version == article.version


def test_restoring_an_approved_story_says_that_the_approval_ends(as_ben, desk):
    article = bring(desk, State.READY)
    assert "The approval ends" in words(as_ben.get(page_of("restore", article, 1)))
    as_ben.post(page_of("restore", article, 1), {"seen": article.version})
    assert Article.objects.get(pk=article.pk).state == State.EDITING


# --- the changed original


def changed(desk, state=State.PUBLISHED):
    article = bring(desk, state)
    make_snapshot(original=article.original, html="<p>Un.</p><p>Trois.</p>", headline="Autre titre")
    return article


def test_a_changed_original_is_shown_word_by_word(as_ben, desk):
    struck, underlined = diff(as_ben.get(page_of("original", changed(desk))))
    assert "Deux" in " ".join(struck)
    assert "Trois" in " ".join(underlined)
    assert "Autre titre" in underlined


def test_a_paragraph_put_in_before_the_others_is_the_only_difference(as_ben, desk):
    article = bring(desk, State.PUBLISHED)
    make_snapshot(
        original=article.original,
        html="<p>Zéro.</p><p>Un.</p><p>Deux.</p>",
        headline=article.snapshot.headline,
    )
    struck, underlined = diff(as_ben.get(page_of("original", article)))
    assert (struck[1:], underlined[1:]) == ([], ["Zéro."])


def test_still_right_is_a_press_there(as_ben, desk):
    article = changed(desk)
    form = tree(as_ben.get(page_of("original", article))).xpath("//main//form")[0]
    assert as_ben.post(form.get("action"), dict(form.fields)).status_code == 302
    stored = Article.objects.get(pk=article.pk)
    assert not stored.outdated
    assert stored.body == article.body


def test_a_translator_reads_what_changed_and_cannot_say_still_right(client, desk):
    client.force_login(desk.anna)
    response = client.get(page_of("original", changed(desk)))
    assert response.status_code == 200
    assert "Still right" not in words(response)


def test_a_story_on_the_newest_text_is_said_to_be_so(as_ben, desk):
    response = as_ben.get(page_of("original", bring(desk, State.EDITING)))
    assert "is based on the newest text of its original" in words(response)


def test_a_story_of_our_own_has_no_original(as_ben, desk):
    article = commission(desk, snapshot=None, use="")
    assert as_ben.get(page_of("original", article)).status_code == 404


# --- safety


def test_hostile_words_in_versions_notes_and_originals_stay_words(client, desk):
    snapshot = make_snapshot(html="<p>Un.</p>")
    blocks = [{"id": '"><script>', "tag": "p", "html": f"Deux {HOSTILE}"}]
    article = bring(desk, State.EDITING, article=commission(desk, snapshot=snapshot))
    make_snapshot(original=snapshot.original, blocks=blocks, headline=HOSTILE)
    article = edit(article, desk.ben, headline=f"Sea {HOSTILE}", tags=[HOSTILE], kicker="<b>")
    workflow.return_to_translator(article, by=desk.ben, seen=article.version, note=HOSTILE)
    client.force_login(make_user(is_superuser=True))
    for response in (
        client.get(page_of("history", article)),
        client.get(page_of("compare", article), {"old": 1, "new": 3}),
        client.get(page_of("restore", article, 1)),
        client.get(page_of("original", article)),
        client.get(change(article)),
    ):
        assert response.status_code == 200
        assert inline_code(response) == []
        assert "unsafe" not in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("number", ["²", "9" * 5_000, "9" * 30, "-1", ""])
def test_a_version_that_is_none_cannot_be_compared(client, desk, number):
    article = bring(desk, State.TRANSLATING)
    client.force_login(desk.anna)
    response = client.get(page_of("compare", article), {"old": number, "new": article.version})
    assert response.status_code == 404


def test_a_restore_with_a_version_of_five_thousand_digits_is_stale(client, desk):
    article = bring(desk, State.EDITING)
    client.force_login(desk.ben)
    response = client.post(page_of("restore", article, 1), {"seen": "9" * 5_000})
    assert response.status_code == 409
