import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles.models import Article, Revision, State
from articles.revising import Conflict, NotAllowed, freeze, restore, save_text
from prose.sanitise import MAX_LENGTH
from tests.articles.stories import bring, changes, commission, fresh
from tests.factories import make_author, make_photo


def save(article, by, **values):
    return save_text(article, by=by, seen=article.version, changes=values)


def test_a_save_is_a_new_version_and_a_revision(desk):
    article = bring(desk, State.TRANSLATING)

    saved = save(article, desk.anna, headline="The harbour wakes early")

    assert saved.version == article.version + 1
    revision = saved.revisions.first()
    assert (revision.number, revision.by) == (saved.version, desk.anna)
    assert revision.data["headline"] == "The harbour wakes early"


def test_saving_what_is_stored_already_changes_nothing(desk):
    article = bring(desk, State.TRANSLATING)

    saved = save(article, desk.anna, headline=article.headline)

    assert saved.version == article.version
    assert article.revisions.count() == 1


def test_a_stale_save_is_refused_and_neither_text_is_lost(desk):
    article = bring(desk, State.EDITING)
    theirs = save(article, desk.carla, kicker="Carla's")

    with pytest.raises(Conflict, match="changed by carla") as refused:
        save(article, desk.ben, kicker="Ben's")

    assert refused.value.article.kicker == "Carla's"
    assert fresh(article).version == theirs.version


def test_tags_and_bylines_are_part_of_a_version(desk):
    article = bring(desk, State.EDITING)
    before = article.version
    kabai = make_author("Kabai Orun")

    saved = save(
        article, desk.ben, tags=["Ports", "Trade"], bylines=[(kabai, "reporter", "Bishkek")]
    )

    assert saved.version == before + 1
    assert sorted(saved.tags.names()) == ["Ports", "Trade"]
    assert [(b.author, b.place) for b in saved.bylines.all()] == [(kabai, "Bishkek")]


def test_restoring_brings_back_text_tags_and_bylines_as_a_new_version(desk):
    article = bring(desk, State.EDITING)
    good = article.revisions.first()
    worse = save(article, desk.ben, body="<p>Ruined.</p>", tags=[], bylines=[])

    restored = restore(good, by=desk.ben, seen=worse.version)

    assert restored.version == worse.version + 1
    assert freeze(restored) == good.data
    assert restored.revisions.get(number=worse.version).data["body"] == "<p>Ruined.</p>"
    assert restored.state == State.EDITING


def test_autosaves_of_one_sitting_share_a_revision(desk):
    article = bring(desk, State.TRANSLATING)
    for word in ("one", "two", "three"):
        article = save_text(
            article,
            by=desk.anna,
            seen=article.version,
            changes={"body": f"<p>{word}</p>"},
            autosave=True,
        )

    numbers = [r.number for r in article.revisions.all()]
    assert numbers == [article.version, 1]
    assert article.revisions.first().data["body"] == "<p>three</p>"


def test_an_autosave_after_a_pause_starts_a_new_revision(desk):
    article = bring(desk, State.TRANSLATING)
    article = save_text(
        article, by=desk.anna, seen=article.version, changes={"body": "<p>a</p>"}, autosave=True
    )
    earlier = timezone.now() - datetime.timedelta(minutes=11)
    Revision.objects.filter(article=article, number=article.version).update(at=earlier)

    save_text(
        article, by=desk.anna, seen=article.version, changes={"body": "<p>b</p>"}, autosave=True
    )

    assert article.revisions.count() == 3


def autosave(article, desk, body):
    return save_text(
        article, by=desk.anna, seen=article.version, changes={"body": body}, autosave=True
    )


def test_an_autosave_of_a_text_that_was_deleted_leaves_the_longer_one_in_the_history(desk):
    article = autosave(bring(desk, State.TRANSLATING), desk, "<p>" + "word " * 500 + "</p>")

    article = autosave(article, desk, "<p>w</p>")

    assert [len(r.data["body"]) > 1000 for r in article.revisions.all()] == [False, True, False]


def test_the_ten_minutes_of_a_sitting_run_from_its_first_save(desk):
    article = autosave(bring(desk, State.TRANSLATING), desk, "<p>one</p>")
    begun = article.revisions.first().at

    article = autosave(article, desk, "<p>one two</p>")

    assert article.revisions.first().at == begun


@pytest.mark.parametrize("tag", ["!!!", "x" * 101, "…"])
def test_what_cannot_be_a_tag_is_refused_in_words(desk, tag):
    with pytest.raises(ValidationError) as refused:
        save(bring(desk, State.EDITING), desk.ben, tags=[tag])

    assert "cannot be a tag" in refused.value.message_dict["tags"][0]


def test_a_tag_in_any_script_has_an_address_in_it(desk):
    saved = save(bring(desk, State.EDITING), desk.ben, tags=["Китай"])

    assert saved.tags.get().slug == "китай"


def test_an_autosave_never_replaces_what_was_handed_in(desk):
    article = bring(desk, State.TRANSLATING)
    article = save_text(
        article, by=desk.anna, seen=article.version, changes=changes(), autosave=True
    )
    article.events.create(verb="hand_in", to_state="editing", version=article.version)

    save_text(article, by=desk.anna, seen=article.version, changes={"kicker": "Z"}, autosave=True)

    assert article.revisions.filter(number=article.version).exists()


def test_changed_words_take_an_approved_story_back_to_editing(desk):
    article = bring(desk, State.READY)

    saved = save(article, desk.ben, standfirst="Another.")

    assert saved.state == State.EDITING
    assert saved.approved_by is None
    assert saved.events.first().verb == "reopen"


def test_changed_words_take_a_scheduled_story_off_the_schedule(desk):
    saved = save(bring(desk, State.SCHEDULED), desk.ben, headline="Another")

    assert (saved.state, saved.scheduled_for) == (State.EDITING, None)


def test_filing_leaves_an_approval_as_it_is(desk):
    article = bring(desk, State.READY)

    saved = save(article, desk.ben, tags=["Sea"], lead_photo=make_photo())

    assert saved.state == State.READY
    assert saved.approval_holds


def test_a_caption_reopens_but_does_not_make_the_photo_editor_the_last_editor(desk):
    article = bring(desk, State.READY)

    saved = save(article, desk.pia, lead_caption="Dawn")

    assert saved.state == State.EDITING
    assert saved.text_edited_by == desk.anna


def test_a_photo_editor_cannot_touch_the_text(desk):
    article = bring(desk, State.EDITING)

    with pytest.raises(NotAllowed, match="body"):
        save(article, desk.pia, body="<p>Mine.</p>")

    assert "One morning" in fresh(article).body


def test_a_translator_cannot_save_after_handing_in(desk):
    with pytest.raises(NotAllowed, match="with the editors"):
        save(bring(desk, State.EDITING), desk.anna, headline="Late idea")


def test_a_translator_cannot_change_the_kind_of_use(desk):
    with pytest.raises(NotAllowed, match="use"):
        save(bring(desk, State.TRANSLATING), desk.anna, use="digest")


HOSTILE = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    '<a href="javascript:alert(1)">x</a>',
    '<p style="position:fixed" onclick="x()">y</p>',
    "<svg onload=alert(1)>",
    "</p></div><iframe src=//evil.example>",
]


@pytest.mark.parametrize("poison", HOSTILE)
def test_hostile_bodies_are_made_safe(desk, poison):
    saved = save(bring(desk, State.TRANSLATING), desk.anna, body=f"<p>Calm.</p>{poison}")

    for word in ("script", "onerror", "javascript:", "style=", "onclick", "svg", "iframe"):
        assert word not in saved.body
    assert "Calm." in saved.body


@pytest.mark.parametrize(
    "field", ["kicker", "headline", "standfirst", "dateline", "lead_caption", "brief"]
)
def test_invisible_characters_are_taken_out_of_every_line(desk, field):
    article = bring(desk, State.EDITING)

    saved = save(article, desk.ben, **{field: "Ki\u200bev\u202e \x00now"})

    assert getattr(saved, field) == "Kiev now"


def test_a_body_of_five_megabytes_is_refused_in_words(desk):
    article = bring(desk, State.TRANSLATING)

    with pytest.raises(ValidationError) as refused:
        save(article, desk.anna, body="<p>" + "word " * 1_000_000 + "</p>")

    assert f"{MAX_LENGTH:,}" in refused.value.message_dict["body"][0]
    assert fresh(article).version == article.version


def test_a_headline_that_is_too_long_is_refused_in_words(desk):
    with pytest.raises(ValidationError) as refused:
        save(bring(desk, State.TRANSLATING), desk.anna, headline="x" * 201)

    assert "200" in refused.value.message_dict["headline"][0]


def test_a_story_keeps_at_least_a_working_headline(desk):
    with pytest.raises(ValidationError):
        save(bring(desk, State.TRANSLATING), desk.anna, headline=" \u200b ")


@pytest.mark.parametrize("slug", ["two words", "a/b", "<script>", "../x", "feed"])
def test_a_slug_that_is_no_address_is_refused_in_words(desk, slug):
    with pytest.raises(ValidationError) as refused:
        save(bring(desk, State.EDITING), desk.ben, slug=slug)

    assert "slug" in refused.value.message_dict


def test_the_order_of_bylines_is_the_order_given(desk):
    article = bring(desk, State.EDITING)
    people = [make_author(name) for name in ("Zoe Last", "Abe First", "Mia Mid")]

    saved = save(article, desk.ben, bylines=[(p, "writer", "") for p in people])

    assert [b.author for b in saved.bylines.all()] == people


def test_a_due_date_survives_the_round_trip(desk):
    due = timezone.now().replace(microsecond=0)
    article = save(commission(desk), desk.ben, due_at=due)

    assert Article.objects.get(pk=article.pk).due_at == due


# --- autosaves of two people


def test_an_autosave_never_takes_the_place_of_another_persons_text(desk):
    article = bring(desk, State.EDITING)
    for n, by in enumerate((desk.ben, desk.carla, desk.ben, desk.carla)):
        article = save_text(
            article, by=by, seen=article.version, changes={"kicker": f"K{n}"}, autosave=True
        )

    kept = [(r.by, r.data["kicker"]) for r in article.revisions.all()[:4]]
    assert kept == [(desk.carla, "K3"), (desk.ben, "K2"), (desk.carla, "K1"), (desk.ben, "K0")]


def test_an_autosave_after_a_restore_leaves_the_restored_text(desk):
    article = bring(desk, State.EDITING)
    restored = restore(article.revisions.first(), by=desk.ben, seen=save(
        article, desk.ben, kicker="Worse"
    ).version)  # fmt: skip

    save_text(restored, by=desk.ben, seen=restored.version, changes={"kicker": "K"}, autosave=True)

    assert restored.revisions.filter(number=restored.version).exists()
