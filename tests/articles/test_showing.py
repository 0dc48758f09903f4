"""Which photographs readers were shown, noted as they are shown."""

import pytest
from django.db import IntegrityError, transaction

from articles import publishing, showing
from articles.models import PhotoUse, State
from articles.revising import save_text
from photos import receiving
from photos.models import Credit
from tests.articles.stories import BODY, bring, fresh
from tests.factories import make_live, make_photo, make_user

pytestmark = pytest.mark.django_db


def uses():
    """{(photograph, position)} of all that is noted."""
    return set(PhotoUse.objects.values_list("photo__title", "position"))


def figure(photo):
    return f'<figure data-photo="{photo.pk}"><figcaption>Seen.</figcaption></figure>'


def with_photos(desk, state, *, inline=(), gallery=(), lead="Lead"):
    body = BODY + "".join(map(figure, inline))
    if gallery:
        body += f"<section>{''.join(map(figure, gallery))}</section>"
    filing = {"lead_photo": make_photo(title=lead)} if lead else {"lead_photo": None}
    return bring(desk, state, text={"body": body}, filing=filing)


def test_a_draft_shows_nobody_anything(desk):
    with_photos(desk, State.SCHEDULED, inline=[make_photo()])
    assert uses() == set()


def test_publishing_notes_each_photograph_and_where_it_stands(desk):
    quay, pier, crane = (make_photo(title=title) for title in ("Quay", "Pier", "Crane"))
    story = with_photos(desk, State.PUBLISHED, inline=[quay], gallery=[pier, crane])
    assert uses() == {
        ("Lead", "lead"), ("Lead", "social"), ("Quay", "inline"), ("Pier", "gallery"),
        ("Crane", "gallery"),
    }  # fmt: skip
    assert {use.live for use in PhotoUse.objects.all()} == {story.live}
    assert PhotoUse.objects.first().shown_at >= story.live.first_published_at


def test_a_photograph_that_may_not_be_shared_is_not_noted_as_shared(desk):
    story = with_photos(desk, State.READY)
    Credit.objects.update(allows_social=False)
    publishing.publish(story, by=desk.carla, seen=story.version)
    assert uses() == {("Lead", "lead")}


def test_rendering_again_notes_nothing_twice(desk):
    story = with_photos(desk, State.PUBLISHED)
    before = set(PhotoUse.objects.values_list("pk", "shown_at"))
    publishing.rerender(story.live)
    assert set(PhotoUse.objects.values_list("pk", "shown_at")) == before


def test_what_is_taken_out_stays_noted_and_what_is_put_in_is_added(desk):
    story = with_photos(desk, State.PUBLISHED)
    other = make_photo(title="Other")
    story = save_text(story, by=desk.ben, seen=story.version, changes={"lead_photo": other})
    publishing.republish(story, by=desk.carla, seen=story.version)
    assert {("Lead", "lead"), ("Other", "lead")} <= uses()


def test_a_withdrawn_story_keeps_what_it_showed(desk):
    with_photos(desk, State.WITHDRAWN)
    assert uses() == {("Lead", "lead"), ("Lead", "social")}


def test_a_move_that_fails_notes_nothing(desk, monkeypatch):
    story = with_photos(desk, State.READY)

    def fail(*args, **kwargs):
        raise IntegrityError

    monkeypatch.setattr(publishing, "log", fail)
    with pytest.raises(IntegrityError), transaction.atomic():
        publishing.publish(fresh(story), by=desk.carla, seen=story.version)
    assert uses() == set()


def test_a_newsletter_is_noted_once_for_a_story_and_a_photograph():
    photo = make_photo(title="Harbour")
    live = make_live(photos=[photo])
    for _ in range(2):
        showing.record_newsletter([(live.pk, photo.pk)])
    assert uses() == {("Harbour", "newsletter")}


def test_a_photograph_that_readers_have_seen_cannot_be_thrown_away(desk):
    story = with_photos(desk, State.PUBLISHED)
    photo = story.lead_photo
    story = save_text(story, by=desk.ben, seen=story.version, changes={"lead_photo": None})
    publishing.republish(story, by=desk.max, seen=story.version, note="No picture.")
    with pytest.raises(receiving.StillUsed, match="Readers have seen “Lead”"):
        receiving.discard(photo, by=make_user(is_superuser=True))
