"""The stored pieces of a story: made of its fields alone, sealed, and made anew when the
templates change."""

import json

import pytest

from articles import json_ld, page_keeping, pieces, publishing
from articles.feeds import rss
from articles.models import PIECES, LiveArticle
from tests.articles import reading
from tests.factories import make_live, make_section, make_user, press

pytestmark = pytest.mark.django_db


@pytest.fixture
def others_press(monkeypatch):
    """As if the templates had been written anew."""
    monkeypatch.setattr(pieces, "press", lambda: "other templates")


def test_every_piece_is_made_without_asking_the_database(django_assert_num_queries):
    live = reading.full_story()

    with django_assert_num_queries(0):
        made = pieces.pressed(live)

    assert set(PIECES) <= set(made)
    assert all(live.headline in made[name] for name in PIECES if name != "paper")
    assert "Daftar" in made["paper"]


def test_our_own_story_has_no_part_in_the_worlds_papers():
    assert pieces.pressed(make_live())["paper"] == ""


def test_a_withdrawn_story_leaves_no_piece():
    made = pieces.pressed(reading.withdrawn(make_section()))

    assert {made[name] for name in PIECES} == {""}


@pytest.mark.parametrize(
    ("picture", "pictured"),
    [(None, False), ({"gone": True, "width": 9, "height": 6}, False), ({}, True)],
)
def test_only_a_picture_that_may_be_shown_counts(picture, pictured):
    picture = picture if picture is None or picture else reading.make_picture()

    assert pieces.pressed(make_live(picture=picture))["pictured"] is pictured


def test_the_seal_is_another_when_a_word_is_another():
    live = make_live()
    before = pieces.pressed(live)["seal"]
    live.standfirst = "Another word."

    assert pieces.pressed(live)["seal"] not in ("", before)


def test_no_object_brings_the_pieces_along():
    make_live()

    assert set(PIECES) <= LiveArticle.objects.get().get_deferred_fields()


def test_what_was_made_with_other_templates_is_made_again(others_press, monkeypatch):
    live = make_live(headline="Old words")
    monkeypatch.undo()
    LiveArticle.objects.update(headline="New words")

    assert publishing.press_outdated() == 1
    live = LiveArticle.objects.get(pk=live.pk)
    assert "New words" in live.main
    assert live.pressed_with == pieces.press()
    assert publishing.press_outdated() == 0


def test_what_programs_are_told_is_made_again_too(others_press, monkeypatch, settings):
    settings.EDITIONS = ["en", "fr"]
    note = {"kind": "correction", "text": "Cinq.", "published_at": "2026-05-21T08:00:00+00:00"}
    made = reading.full_story(edition="fr", language="fr", corrections_shown=[note])
    by = make_user("managing editor")
    words = {"title": "É", "body": "<p>É.</p>"}
    ethics = page_keeping.begin(by=by, edition="fr", slug="ethics", **words)
    page_keeping.publish(ethics, by=by, seen=1)
    monkeypatch.undo()
    LiveArticle.objects.update(json_ld={"name": "As it was told before"}, portable="", rss="")

    publishing.press_outdated()

    live = LiveArticle.objects.defer(None).get()
    told = live.json_ld
    assert (told["headline"], told["correction"][0]["name"]) == (made.headline, "Rectificatif")
    assert told["publisher"]["ethicsPolicy"] == "http://testserver/fr/ethics/"
    assert "Rectificatif" in live.portable
    assert made.headline in live.rss
    assert json.loads(live.head.split('ld+json">')[1].split("</script>")[0]) == told


@pytest.mark.parametrize("module", [json_ld, rss])
def test_what_programs_are_told_is_known_by_the_code_that_writes_it(module, monkeypatch, tmp_path):
    today = pieces.press.__wrapped__
    before, changed = today(), tmp_path / "changed.py"
    assert today() == before
    changed.write_text("# another sentence")

    monkeypatch.setattr(module, "__file__", str(changed))

    assert today() != before


def test_the_newest_are_made_again_first_and_no_more_than_asked(others_press, monkeypatch):
    made = [make_live() for _ in range(3)]
    monkeypatch.undo()

    publishing.press_outdated(most=2)

    waiting = LiveArticle.objects.filter(pressed_with="other templates")
    assert [live.pk for live in waiting] == [made[0].pk]


def test_one_that_fails_does_not_keep_the_others(others_press, monkeypatch, caplog):
    broken, good = make_live(), make_live()
    monkeypatch.undo()
    pressed = pieces.pressed

    def fail_once(live):
        if live.pk == broken.pk:
            raise ValueError("a template that this story breaks")
        return pressed(live)

    monkeypatch.setattr(pieces, "pressed", fail_once)
    publishing.press_outdated()

    assert LiveArticle.objects.get(pressed_with=pieces.press()) == good
    assert str(broken.pk) in caplog.text


def test_nothing_to_do_costs_one_query(django_assert_num_queries):
    make_live()

    with django_assert_num_queries(1):
        publishing.press_outdated(most=500)


def test_pieces_name_no_file_whose_name_changes_with_its_content():
    made = pieces.pressed(reading.full_story())

    assert not [name for name in PIECES if "/static/" in made[name]]


def test_a_piece_may_hold_what_marks_a_slot(client):
    live = make_live(section=make_section(slug="world"), path="world/odd", headline="\x02main\x03")
    press(live)

    assert client.get("/world/odd/").status_code == 200
