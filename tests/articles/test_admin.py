"""The story form: who sees what of it, what it stores, and how it refuses."""

import pytest
from django.utils import timezone

from articles import revising
from articles.models import Article, Byline, Revision, State
from tests.articles.pages import change, fields, filled, inline_code, tree, words
from tests.articles.stories import BODY, bring, commission
from tests.factories import make_author, make_photo, make_section, make_user

pytestmark = pytest.mark.django_db

HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(2)>"
    '<a href="javascript:alert(3)">x</a>\u202e\u200b\x07'
)


@pytest.fixture
def as_ben(client, desk):
    client.force_login(desk.ben)
    return client


@pytest.fixture
def as_anna(client, desk):
    client.force_login(desk.anna)
    return client


def opened(client, story):
    return client.get(change(story))


def save(client, story, response=None, button="_continue", **typed):
    data = filled(response or opened(client, story), **typed)
    return client.post(change(story), data | {button: "Save"})


def controls(response):
    """Names of what can be typed or chosen in the story form, bylines apart."""
    return {name for name in fields(response) if not name.startswith(("bylines-", "csrf", "_"))} - {
        "version",
        "cuts",
    }


# --- who sees which story


def test_a_translator_opens_their_own_story(as_anna, desk):
    assert opened(as_anna, bring(desk, State.TRANSLATING)).status_code == 200


def test_the_story_of_another_translator_does_not_exist_for_them(client, desk):
    client.force_login(desk.omar)
    response = opened(client, bring(desk, State.TRANSLATING))
    assert response.status_code == 404
    assert "belongs to somebody else" in words(response)


def test_what_does_not_exist_is_said_in_the_same_words(as_ben):
    for address in ("/admin/articles/article/999/change/", "/admin/articles/article/x/change/"):
        response = as_ben.get(address)
        assert response.status_code == 404
        assert "There is no such story here" in words(response)


def test_nobody_can_delete_a_story(client, desk):
    article = bring(desk, State.TRANSLATING)
    client.force_login(make_user(is_superuser=True))
    response = client.post(f"/admin/articles/article/{article.pk}/delete/", {"post": "yes"})
    assert response.status_code == 403
    assert Article.objects.filter(pk=article.pk).exists()


def test_somebody_without_a_role_gets_no_list(client, desk):
    client.force_login(make_user())
    assert client.get("/admin/articles/article/").status_code == 403


# --- who may change which field


def test_a_translator_types_the_text_and_reads_the_filing(as_anna, desk):
    response = opened(as_anna, bring(desk, State.TRANSLATING))
    assert controls(response) == {
        "kicker", "headline", "standfirst", "dateline", "body", "lead_caption", "tags",
    }  # fmt: skip


def test_an_editor_also_files(as_ben, desk):
    response = opened(as_ben, bring(desk, State.EDITING))
    assert controls(response) >= {
        "headline", "body", "section", "slug", "tags", "lead_photo", "use", "editor", "due_at",
        "brief",
    }  # fmt: skip


def test_a_photo_editor_chooses_the_photograph_and_its_caption_only(client, desk):
    client.force_login(desk.pia)
    response = opened(client, bring(desk, State.EDITING))
    assert controls(response) == {"lead_photo", "lead_caption"}
    assert "One morning in the port." in words(response)


def test_a_photograph_chosen_by_the_photo_desk_leaves_text_and_bylines_alone(client, desk):
    article, photo = bring(desk, State.EDITING), make_photo()
    client.force_login(desk.pia)
    save(client, article, lead_photo=photo.pk, lead_caption="At dawn")
    stored = Article.objects.get(pk=article.pk)
    assert (stored.lead_photo, stored.lead_caption) == (photo, "At dawn")
    assert stored.body == BODY
    assert stored.bylines.count() == 2
    assert stored.text_edited_by == desk.anna


def test_a_story_handed_in_is_closed_to_its_translator_and_says_why(as_anna, desk):
    response = opened(as_anna, bring(desk, State.EDITING))
    assert "You handed this story in." in words(response)
    assert controls(response) == set()


def test_a_killed_story_is_closed_to_everybody(as_ben, desk):
    response = opened(as_ben, bring(desk, State.KILLED))
    assert "its text is closed" in words(response)
    assert controls(response) == set()


def test_what_was_typed_into_a_closed_story_is_refused_and_shown(as_anna, desk):
    article = bring(desk, State.TRANSLATING)
    data = filled(opened(as_anna, article), headline="My headline", body="<p>My text</p>")
    Article.objects.filter(pk=article.pk).update(state=State.EDITING)
    response = as_anna.post(change(article), data)
    assert response.status_code == 403
    assert "You handed this story in." in words(response)
    kept = [area.text for area in tree(response).iter("textarea")]
    assert {"My headline", "<p>My text</p>"} <= {text.strip() for text in kept}
    article.refresh_from_db()
    assert article.headline == "A harbour wakes"


def test_a_field_that_was_not_offered_is_not_taken(as_anna, desk):
    article, section = bring(desk, State.TRANSLATING), make_section()
    save(as_anna, article, section=section.pk, slug="mine", editor=desk.anna.pk, state="ready")
    stored = Article.objects.get(pk=article.pk)
    assert stored.section != section
    assert (stored.slug, stored.editor, stored.state) == ("", None, State.TRANSLATING)


# --- storing


def test_saving_stores_every_part_as_one_new_version(as_ben, desk):
    article, section, photo = bring(desk, State.EDITING), make_section(), make_photo()
    typed = {
        "kicker": "Sea", "headline": "The harbour", "standfirst": "Again.", "dateline": "BREST",
        "body": '<p data-source="b1">New.</p>', "lead_caption": "At dawn", "slug": "the-harbour",
        "section": section.pk, "tags": "Ports, Work", "lead_photo": photo.pk,
        "use": "abridged", "editor": desk.carla.pk, "due_at": "2030-05-01T12:30", "brief": "Short.",
    }  # fmt: skip
    response = save(as_ben, article, **typed)
    assert response.status_code == 302
    stored = Article.objects.get(pk=article.pk)
    for name in ("kicker", "headline", "standfirst", "dateline", "body", "slug", "use", "brief"):
        assert getattr(stored, name) == typed[name]
    assert (stored.section, stored.lead_photo, stored.editor) == (section, photo, desk.carla)
    assert sorted(stored.tags.names()) == ["Ports", "Work"]
    assert f"{timezone.localtime(stored.due_at):%Y-%m-%dT%H:%M}" == "2030-05-01T12:30"
    assert stored.version == article.version + 1
    assert Revision.objects.get(article=article, number=stored.version).by == desk.ben


def test_save_stays_on_the_story_and_save_and_close_goes_to_the_list(as_ben, desk):
    article = bring(desk, State.EDITING)
    assert save(as_ben, article, headline="One").url == change(article)
    assert save(as_ben, article, button="_save").url == "/admin/articles/article/"


def test_saving_what_was_not_changed_makes_no_version(as_ben, desk):
    article = bring(desk, State.READY)
    response = save(as_ben, article)
    assert "Everything is stored: version" in words(as_ben.get(response.url))
    stored = Article.objects.get(pk=article.pk)
    assert (stored.version, stored.state) == (article.version, State.READY)


def test_a_changed_word_in_an_approved_story_warns_before_and_says_so_after(as_ben, desk):
    article = bring(desk, State.READY)
    assert "the approval ends" in words(opened(as_ben, article))
    response = save(as_ben, article, headline="Another harbour")
    assert "back in editing" in words(as_ben.get(response.url))
    article.refresh_from_db()
    assert article.state == State.EDITING


def test_filing_an_approved_story_keeps_its_approval(as_ben, desk):
    article = bring(desk, State.READY)
    save(as_ben, article, brief="For the morning.")
    article.refresh_from_db()
    assert (article.state, article.brief) == (State.READY, "For the morning.")


def test_an_empty_headline_is_refused_and_the_rest_kept(as_ben, desk):
    article = bring(desk, State.EDITING)
    response = save(as_ben, article, headline="", kicker="Still here")
    assert response.status_code == 400
    assert fields(response)["kicker"] == "Still here"
    article.refresh_from_db()
    assert article.kicker == "Ports"


def test_a_text_of_five_megabytes_is_refused_in_words_and_kept(as_ben, desk):
    article = bring(desk, State.EDITING)
    body = f"<p>{'salt ' * 1_000_000}</p>"
    response = save(as_ben, article, body=body)
    assert response.status_code == 400
    assert "is the most one story can hold" in words(response)
    assert fields(response)["body"] == body
    article.refresh_from_db()
    assert article.body == BODY


def test_a_translation_keeps_its_kind_of_use(as_ben, desk):
    response = save(as_ben, bring(desk, State.EDITING), use="")
    assert response.status_code == 400
    assert "Say what we make of the original" in words(response)


def test_a_story_of_our_own_is_not_asked_for_a_kind_of_use(as_ben, desk):
    article = commission(desk, snapshot=None, use="")
    assert "use" not in controls(opened(as_ben, article))
    assert save(as_ben, article, headline="Our own").status_code == 302


@pytest.mark.parametrize(
    "name", ["kicker", "headline", "standfirst", "dateline", "lead_caption", "body", "brief"]
)
def test_hostile_input_is_stored_harmless_and_shown_harmless(as_ben, desk, name):
    article = bring(desk, State.EDITING)
    most = Article._meta.get_field(name).max_length or 1000
    typed = f"Harbour {HOSTILE}" if most > 200 else "Harbour <script>alert(1)</script>\u202e"
    response = save(as_ben, article, **{name: typed})
    assert response.status_code == 302
    stored = getattr(Article.objects.get(pk=article.pk), name)
    assert "Harbour" in stored
    assert not {"\u202e", "\u200b", "\x07"} & set(stored)
    if name == "body":
        assert "script" not in stored
        assert "onerror" not in stored
    assert inline_code(opened(as_ben, article)) == []


@pytest.mark.parametrize("name", ["slug", "tags"])
def test_hostile_input_into_the_filing_is_refused_or_harmless(as_ben, desk, name):
    article = bring(desk, State.EDITING)
    response = save(as_ben, article, **{name: "<script>alert(1)</script>"})
    assert response.status_code in (302, 400)
    assert inline_code(opened(as_ben, article)) == []
    assert "<" not in Article.objects.get(pk=article.pk).slug


def test_a_null_character_is_refused_with_a_sentence_and_nothing_breaks(as_ben, desk):
    response = save(as_ben, bring(desk, State.EDITING), headline="A\x00B")
    assert response.status_code == 400
    assert "Null characters are not allowed." in words(response)


# --- bylines


def byline_rows(*rows, stored=0):
    data = {"bylines-TOTAL_FORMS": len(rows), "bylines-INITIAL_FORMS": stored}
    for n, row in enumerate(rows):
        for name, value in zip(("author", "role", "place", "position"), row, strict=True):
            data[f"bylines-{n}-{name}"] = value
    return data


def test_bylines_are_stored_in_the_order_of_their_numbers(as_ben, desk):
    article = commission(desk)
    ada, bo, cy = make_author("Ada"), make_author("Bo"), make_author("Cy")
    rows = byline_rows(
        (ada.pk, "writer", "", ""), (bo.pk, "reporter", "Bishkek", 2), (cy.pk, "writer", "", 1)
    )
    assert save(as_ben, article, **rows).status_code == 302
    printed = [(b.author.name, b.role, b.place) for b in Article.objects.get().bylines.all()]
    assert printed == [("Cy", "writer", ""), ("Bo", "reporter", "Bishkek"), ("Ada", "writer", "")]


def test_a_byline_can_be_taken_out(as_ben, desk):
    article = bring(desk, State.EDITING)
    save(as_ben, article, **{"bylines-0-DELETE": "on"})
    assert [byline.author.name for byline in article.bylines.all()] == ["Anna Voss"]


def test_an_author_stands_once_in_a_role(as_ben, desk):
    article, ada = commission(desk), make_author("Ada")
    rows = byline_rows((ada.pk, "writer", "", 1), (ada.pk, "writer", "Rome", 2))
    response = save(as_ben, article, **rows)
    assert response.status_code == 400
    assert "stands here twice in the same role" in words(response)
    assert not Byline.objects.exists()


def test_two_authors_can_change_places(as_ben, desk):
    article = bring(desk, State.EDITING)
    form = fields(opened(as_ben, article))
    first, second = form["bylines-0-author"], form["bylines-1-author"]
    response = save(as_ben, article, **{"bylines-0-author": second, "bylines-1-author": first})
    assert response.status_code == 302
    assert [str(b.author_id) for b in article.bylines.all()] == [second, first]


# --- two people at one story


def test_a_stale_form_that_touches_the_same_words_is_not_saved_and_shows_both(as_ben, desk):
    article = bring(desk, State.EDITING)
    page = opened(as_ben, article)
    theirs = {"headline": "The harbour of Carla", "brief": "Keep it short."}
    revising.save_text(article, by=desk.carla, seen=article.version, changes=theirs)
    response = save(as_ben, article, page, headline="The harbour of Ben", kicker="Mine")
    assert response.status_code == 409
    told = words(response)
    assert "carla stored version" in told
    assert "The harbour of Ben" in told
    assert "The harbour of Carla" in told
    assert Article.objects.get(pk=article.pk).headline == "The harbour of Carla"


def test_a_third_version_meanwhile_is_a_conflict_again(as_ben, desk):
    article = bring(desk, State.EDITING)
    page = opened(as_ben, article)
    article = revising.save_text(
        article, by=desk.carla, seen=article.version, changes={"headline": "One"}
    )
    seen = article.version
    revising.save_text(article, by=desk.carla, seen=seen, changes={"headline": "Two"})
    assert save(as_ben, article, page, headline="Mine", version=seen).status_code == 409


@pytest.mark.parametrize("version", ["", "x", "-1"])
def test_a_form_without_its_version_is_refused_and_kept(as_ben, desk, version):
    article = bring(desk, State.EDITING)
    response = save(as_ben, article, version=version, headline="Mine")
    assert response.status_code == 400
    assert "came without its version" in words(response)
    assert fields(response)["headline"] == "Mine"
    assert Article.objects.get(pk=article.pk).headline == "A harbour wakes"


def test_nothing_beside_a_story_can_be_deleted_from_its_form(client, desk):
    client.force_login(make_user(is_superuser=True))
    response = opened(client, bring(desk, State.READY))
    assert not tree(response).find_class("delete-related")
