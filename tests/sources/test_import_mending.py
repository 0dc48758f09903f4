"""Putting right, paragraph by paragraph, what an import has read."""

import pytest

from sources.models import Snapshot
from tests.sources.at_the_desk import fields, read, save, text_of, upload
from tests.sources.pages import QUAI

pytestmark = pytest.mark.django_db


def test_a_paragraph_can_be_made_what_it_is(desk, quai):
    text = "Boats\n\nOne.\n\nTwo, a heading\n\nThree.\n\nFour."
    save(
        desk,
        read(desk, quai, text=text),
        **{"kind-b1": "blockquote", "kind-b2": "h2", "kind-b3": "li"},
    )
    tags = [block["tag"] for block in Snapshot.objects.get().blocks]
    assert tags == ["blockquote", "h2", "li"]


def test_a_paragraph_can_be_the_headline_or_the_standfirst(desk, quai):
    preview = read(desk, quai, text="Kicker\n\nThe real headline\nWhat it is about.\nOne.\nTwo.")
    words = {block["html"]: block["id"] for block in preview.context["form"].numbered}
    first, second = list(words.values())[:2]
    save(desk, preview, **{f"kind-{first}": "headline", f"kind-{second}": "standfirst"})
    snapshot = Snapshot.objects.get()
    assert snapshot.headline == next(iter(words))
    assert list(words)[1] in snapshot.standfirst


def test_what_was_taken_for_a_standfirst_can_be_text(desk, quai):
    preview = read(desk, quai, text="Boats\n\nA short first & line.\n\nTwo.\n\nThree.")
    assert fields(preview)["standfirst"] == "A short first & line."
    save(desk, preview, standfirst_is_text="on")
    snapshot = Snapshot.objects.get()
    assert snapshot.standfirst == ""
    assert snapshot.blocks[0] == {"id": "b1", "tag": "p", "html": "A short first &amp; line."}


def test_a_rich_paste_keeps_its_form_and_its_first_line_is_the_headline(desk, quai):
    rich = "<p>Boats</p><p>One, <em>two</em>.</p><h2>Heading</h2><ul><li><p>Three</p></li></ul>"
    preview = read(desk, quai, text="Boats One two Heading Three", rich=rich)
    assert fields(preview)["headline"] == "Boats"
    assert [block["tag"] for block in preview.context["form"].numbered] == ["p", "h2", "li"]


def test_a_known_story_is_told_before_anything_is_stored(desk, quai):
    save(desk, read(desk, quai, file=upload(QUAI)))
    again = read(desk, quai, file=upload(QUAI))
    assert again.status_code == 200
    assert "This story was imported before" in text_of(again)
