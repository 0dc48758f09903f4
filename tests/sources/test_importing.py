import dataclasses
import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import connection

from prose import blocks
from sources import importing
from sources.importing import AlreadyImported, NotAllowed
from sources.models import Original, Snapshot, SnapshotIsImmutable
from sources.reading import Reading, read
from tests.factories import make_publication, make_user
from tests.sources.pages import QUAI

pytestmark = pytest.mark.django_db


@pytest.fixture
def quai():
    return make_publication(name="Le Quai", slug="le-quai", language="fr")


@pytest.fixture
def editor():
    return make_user("editor")


def reading(html="<p>One.</p><p>Two.</p>", **kwargs):
    return Reading(**{"headline": "Boats", "blocks": blocks.number(html)} | kwargs)


def take_in(publication, by, said=None, **kwargs):
    return importing.import_original(said or reading(), publication=publication, by=by, **kwargs)


def problems(publication, by, said, **kwargs):
    with pytest.raises(ValidationError) as refused:
        take_in(publication, by, said, **kwargs)
    return refused.value.message_dict


# --- what is stored


def test_a_page_becomes_an_original_and_its_first_snapshot(quai, editor):
    original = take_in(quai, editor, read(QUAI))
    original.refresh_from_db()
    assert original.publication == quai
    assert original.url == "https://lequai.example/port/le-port-s-eveille"
    assert original.language == "fr"
    assert original.authors == ["Anne Martin", "Paul Kerec"]
    assert original.first_published_at == datetime.datetime(
        2026, 11, 20, 5, 15, tzinfo=datetime.UTC
    )
    assert original.imported_by == editor
    snapshot = original.latest_snapshot
    assert list(original.snapshots.all()) == [snapshot]
    assert snapshot.number == 1
    assert snapshot.headline == "Le port s’éveille avant la ville"
    assert snapshot.standfirst == "Un matin à la criée, avec ceux qui comptent les caisses."
    assert [block["id"] for block in snapshot.blocks] == [f"b{n}" for n in range(1, 8)]
    assert len(snapshot.content_hash) == 64


def test_the_command_line_imports_in_nobodys_name(quai):
    assert take_in(quai, None).imported_by is None


def test_an_address_that_was_given_goes_before_that_of_the_page(quai, editor):
    said = reading(url="https://lequai.example/amp")
    original = take_in(quai, editor, said, url="https://lequai.example/port?utm_source=x")
    assert original.url == "https://lequai.example/port"


@pytest.mark.parametrize(
    ("given", "of_the_page", "stored"),
    [
        (None, "", "fr"),
        (None, "fr-FR", "fr"),
        (None, "de", "de"),
        ("br", "fr", "br"),
        ("pt_br", "", "pt-BR"),
        ("", "", "fr"),
    ],
)
def test_the_language_is_the_given_one_the_pages_or_the_papers(
    quai, editor, given, of_the_page, stored
):
    original = take_in(quai, editor, reading(language=of_the_page), language=given)
    assert original.language == stored


def test_a_reading_is_cleaned_again_whoever_made_it(quai, editor):
    hostile = reading(
        headline=" Bo\u202eats \x00",
        standfirst="One\u200b.\n\n\n\nTwo.",
        authors=["By Anne Martin", "Anne Martin", "anne@lequai.example"],
    )
    hostile = dataclasses.replace(
        hostile,
        blocks=[
            {"id": "b9", "tag": "p", "html": "One<script>alert(1)</script> <b onclick=x>boat</b>."},
            {"id": "b9", "tag": "script", "html": "alert(1)"},
            {"id": "x", "tag": "li", "html": "<a href='javascript:alert(1)'>rope</a>"},
            {"id": "x", "tag": "p", "html": "  "},
        ],
    )
    original = take_in(quai, editor, hostile)
    snapshot = original.latest_snapshot
    assert snapshot.headline == "Boats"
    assert snapshot.standfirst == "One.\n\nTwo."
    assert original.authors == ["Anne Martin"]
    assert snapshot.blocks == [
        {"id": "b1", "tag": "p", "html": "One <strong>boat</strong>."},
        {"id": "b2", "tag": "p", "html": "alert(1)"},
        {"id": "b3", "tag": "li", "html": "rope"},
    ]


# --- what is refused


@pytest.mark.parametrize("role", ["translator", "photo editor", "newsletter editor"])
def test_roles_that_do_not_import_are_refused(quai, role):
    with pytest.raises(NotAllowed, match="You may not import originals"):
        take_in(quai, make_user(role))
    assert not Original.objects.exists()


@pytest.mark.parametrize("role", ["editor", "managing editor", "administrator"])
def test_roles_that_import_may(quai, role):
    assert take_in(quai, make_user(role)).pk


def test_a_stranger_may_not_import(quai):
    with pytest.raises(NotAllowed):
        take_in(quai, AnonymousUser())


@pytest.mark.parametrize(
    ("said", "field", "sentence"),
    [
        (reading(headline=" \u200b "), "headline", "Give the story the headline"),
        (reading(headline="x" * 301), "headline", "at most 300 characters"),
        (reading(""), "blocks", "There is no text"),
        (reading(url="javascript:alert(1)"), "url", "is no web address"),
        (reading(language="klingon-maybe"), "language", "is not a language code"),
        (
            reading(first_published_at=datetime.datetime(2026, 11, 20)),  # noqa: DTZ001
            "first_published_at",
            "no time zone",
        ),
    ],
)
def test_an_incomplete_reading_is_refused_by_field(quai, editor, said, field, sentence):
    found = problems(quai, editor, said)
    assert list(found) == [field]
    assert sentence in found[field][0]
    assert not Original.objects.exists()


def test_a_text_that_is_too_long_is_refused(quai, editor):
    said = dataclasses.replace(reading(), blocks=[{"id": "b1", "tag": "p", "html": "x" * 400_001}])
    assert "the most one story can hold" in problems(quai, editor, said)["blocks"][0]


# --- what is known already


def test_a_known_address_is_recognised(quai, editor):
    first = take_in(quai, editor, url="https://lequai.example/port")
    with pytest.raises(AlreadyImported, match="already imported as “Boats”") as known:
        take_in(quai, editor, url="https://LEQUAI.example/port#top")
    assert known.value.original == first
    assert known.value.changed is False


def test_a_known_address_with_another_text_says_so(quai, editor):
    take_in(quai, editor, url="https://lequai.example/port")
    with pytest.raises(AlreadyImported, match="with another text") as known:
        take_in(quai, editor, reading("<p>Other.</p>"), url="https://lequai.example/port")
    assert known.value.changed is True
    assert Snapshot.objects.count() == 1


def test_a_known_address_is_recognised_under_another_paper(quai, editor):
    take_in(quai, editor, url="https://lequai.example/port")
    with pytest.raises(AlreadyImported):
        take_in(make_publication(), editor, url="https://lequai.example/port")


def test_the_same_text_under_another_address_is_recognised(quai, editor):
    first = take_in(quai, editor, url="https://lequai.example/port")
    with pytest.raises(AlreadyImported) as known:
        take_in(quai, editor, url="https://lequai.example/port-2")
    assert known.value.original == first


def test_the_same_text_without_any_address_is_recognised(quai, editor):
    first = take_in(quai, editor)
    with pytest.raises(AlreadyImported) as known:
        take_in(quai, editor)
    assert known.value.original == first


def test_a_text_that_an_original_once_had_is_recognised(quai, editor):
    first = take_in(quai, editor)
    importing.add_snapshot(first, reading("<p>Other.</p>"), by=editor)
    with pytest.raises(AlreadyImported):
        take_in(quai, editor)


def test_two_papers_may_print_the_same_text(quai, editor):
    take_in(quai, editor, url="https://lequai.example/port")
    other = take_in(make_publication(), editor, url="https://other.example/port")
    assert other.pk


def test_other_words_are_another_story(quai, editor):
    take_in(quai, editor)
    assert take_in(quai, editor, reading("<p>One.</p><p>Three.</p>")).pk


# --- another retrieval


def test_a_changed_text_becomes_the_next_snapshot(quai, editor):
    original = take_in(quai, editor)
    snapshot = importing.add_snapshot(original, reading("<p>One!</p>"), by=editor)
    assert snapshot.number == 2
    assert original.latest_snapshot == snapshot
    original.refresh_from_db()
    assert original.latest_snapshot == snapshot


@pytest.mark.parametrize(
    "changed",
    [
        reading("<p>One.</p><p>Two!</p>"),
        reading("<p>One.</p><h2>Two.</h2>"),
        reading("<p>One.</p>"),
        reading(headline="Ships"),
        reading(standfirst="A morning."),
    ],
)
def test_words_form_headline_and_standfirst_make_the_text(quai, editor, changed):
    original = take_in(quai, editor)
    assert importing.add_snapshot(original, changed, by=editor).number == 2


@pytest.mark.parametrize(
    "same",
    [
        reading(),
        reading("<p><em>One.</em></p><p>Two.</p>"),
        reading("<p>One.</p><p><a href='https://a.example/'>Two</a>.</p>"),
        reading("<p>One.</p>  <p>Two\u200b.</p>"),
        reading(authors=["Anne Martin"]),
    ],
)
def test_links_emphasis_and_stray_characters_do_not(quai, editor, same):
    original = take_in(quai, editor)
    first = original.latest_snapshot
    assert importing.add_snapshot(original, same, by=editor) == first
    assert original.snapshots.count() == 1


def test_a_text_that_returns_to_an_earlier_state_is_stored_again(quai, editor):
    original = take_in(quai, editor)
    importing.add_snapshot(original, reading("<p>One!</p>"), by=editor)
    assert importing.add_snapshot(original, reading(), by=editor).number == 3


def test_earlier_snapshots_are_left_as_they_were(quai, editor):
    original = take_in(quai, editor)
    first = original.latest_snapshot
    importing.add_snapshot(original, reading("<p>One!</p>"), by=editor)
    first.refresh_from_db()
    assert [block["html"] for block in first.blocks] == ["One.", "Two."]
    with pytest.raises(SnapshotIsImmutable):
        first.save()


def test_another_retrieval_needs_the_permission_too(quai, editor):
    original = take_in(quai, editor)
    with pytest.raises(NotAllowed):
        importing.add_snapshot(original, reading("<p>One!</p>"), by=make_user("translator"))
    assert original.snapshots.count() == 1


def test_another_retrieval_without_text_is_refused(quai, editor):
    original = take_in(quai, editor)
    with pytest.raises(ValidationError):
        importing.add_snapshot(original, reading(""), by=editor)


def test_the_newest_snapshot_never_goes_back(quai, editor):
    original = take_in(quai, editor)
    newest = importing.add_snapshot(original, reading("<p>One!</p>"), by=editor)
    text = importing._text_of(reading("<p>Late.</p>"))
    Snapshot.objects.filter(number=1).delete()
    importing._store(original, text, number=1)
    original.refresh_from_db()
    assert original.latest_snapshot == newest


def test_importing_is_one_transaction(quai, editor, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(Snapshot.objects, "create", fail)
    with pytest.raises(RuntimeError):
        take_in(quai, editor)
    assert not Original.objects.exists()
    assert connection.is_usable()
