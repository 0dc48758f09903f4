"""Importing at the desk: read, look, store."""

import html
import json
import re

import pytest
from django.urls import reverse

from sources.models import Original, Snapshot
from tests.factories import make_publication, make_user
from tests.sources.at_the_desk import ADDRESS, fields, read, save, text_of, upload
from tests.sources.pages import MINATO, NAMAL, QUAI, json_ld, page

pytestmark = pytest.mark.django_db


# --- who may


@pytest.mark.parametrize("role", ["translator", "photo editor", "newsletter editor"])
@pytest.mark.parametrize("step", ["read", "save"])
def test_a_forged_import_of_a_role_that_may_not_is_refused(client, quai, role, step):
    client.force_login(make_user(role))
    assert client.get(ADDRESS).status_code == 403
    sent = {"step": step, "publication": quai.pk, "text": "Boats\n\nOne.", "headline": "Boats"}
    assert client.post(ADDRESS, sent).status_code == 403
    assert not Original.objects.exists()


def test_a_stranger_is_sent_to_the_log_in(client):
    assert client.get(ADDRESS)["Location"].startswith(reverse("admin:login"))


# --- the first step


def test_the_first_step_asks_and_stores_nothing(desk, quai):
    response = desk.get(ADDRESS)
    assert response.status_code == 200
    assert "Le Quai" in text_of(response)


def test_a_link_can_name_the_paper(desk, quai):
    response = desk.get(ADDRESS, {"publication": "le-quai"})
    assert f'<option value="{quai.pk}" selected>' in response.content.decode()


@pytest.mark.parametrize(
    ("said", "field", "sentence"),
    [
        ({}, "url", "Give the story's address, choose a file, or paste it."),
        ({"file": upload(b"%PDF-1.7"), "url": "x"}, "file", "This is a PDF."),
        ({"text": " \n "}, "url", "Give the story's address, choose a file, or paste it."),
        ({"file": upload(b"")}, "file", "There is no text in it."),
        ({"file": upload(b"\x00" * 100)}, "file", "This file is not text."),
        ({"file": upload(b"x" * (6 * 1024 * 1024))}, "file", "5 MB is the most"),
        ({"text": "Boats"}, "text", "There is a headline but no text beneath it."),
        ({"text": "Boats\n\n" + "word " * 90_000}, "text", "the most one story can hold"),
        ({"text": "Boats\n\nOne.\x00"}, "text", "Null characters"),
        ({"text": "Boats\n\nOne.", "file": upload(QUAI)}, "file", "not both"),
        ({"text": "Boats\n\nOne.", "publication": ""}, "publication", "Choose the paper."),
        ({"text": "Boats\n\nOne.", "publication": "999999"}, "publication", "valid choice"),
        ({"text": "Boats\n\nOne.", "url": "javascript:x"}, "url", "This is no web address."),
        ({"text": "Boats\n\nOne.", "language": "x-y"}, "language", "is not a language code"),
    ],
)
def test_what_cannot_be_read_is_answered_beside_its_field(desk, quai, said, field, sentence):
    response = desk.post(ADDRESS, {"step": "read", "publication": quai.pk} | said)
    assert response.status_code == 422
    assert sentence in " ".join(response.context["form"].errors[field])
    assert "What you typed is still here" in text_of(response)


def test_a_bad_file_loses_nothing_that_was_typed(desk, quai):
    response = read(
        desk,
        quai,
        file=upload(b"%PDF-1.7"),
        text=" Boats <b>&\n\nOne.",
        url="nowhere",
        language="fr",
    )
    shown = html.unescape(response.content.decode())
    assert " Boats <b>&" in shown
    assert 'value="nowhere"' in shown
    assert 'value="fr"' in shown
    assert f'<option value="{quai.pk}" selected>' in shown


# --- the second step


def test_the_preview_shows_what_was_read_and_stores_nothing(desk, quai):
    response = read(desk, quai, file=upload(QUAI))
    sent = fields(response)
    assert sent["headline"] == "Le port s’éveille avant la ville"
    assert sent["standfirst"] == "Un matin à la criée, avec ceux qui comptent les caisses."
    assert sent["authors"] == "Anne Martin\nPaul Kerec"
    assert sent["first_published_at"] == "2026-11-20T05:15:00"
    assert sent["language"] == "fr"
    assert sent["url"] == "https://lequai.example/port/le-port-s-eveille"
    assert [block["id"] for block in response.context["form"].numbered] == [
        f"b{n}" for n in range(1, 8)
    ]
    assert "« Nous attendons », dit le patron." in text_of(response)
    assert not Original.objects.exists()


def test_the_preview_speaks_the_time_of_the_desk(desk, quai, settings):
    settings.TIME_ZONE = "Asia/Tokyo"
    response = read(desk, quai, file=upload(QUAI))
    assert 'value="2026-11-20T14:15:00"' in response.content.decode()
    assert "In the time of this desk (Asia/Tokyo)." in text_of(response)
    assert save(desk, response, first_published_at="2026-11-20T14:15:00").status_code == 302
    assert Original.objects.get().first_published_at.isoformat() == "2026-11-20T05:15:00+00:00"


def test_a_date_without_its_hour_is_shown_beside_the_empty_field(desk, quai):
    story = page("<p>Un.</p>", json_ld(headline="Le port", datePublished="2026-11-20"))
    response = read(desk, quai, text=story)
    assert fields(response)["first_published_at"] == ""
    assert "The page says only “2026-11-20”." in text_of(response)


def test_what_was_given_goes_before_what_the_page_says(desk, quai):
    response = read(
        desk, quai, file=upload(QUAI), url="https://a.example/x?utm_source=y", language="pt_br"
    )
    assert fields(response)["url"] == "https://a.example/x"
    assert fields(response)["language"] == "pt-BR"


@pytest.mark.parametrize(
    ("body", "code", "direction"), [(NAMAL, "he", "rtl"), (MINATO, "ja", "ltr")]
)
def test_paragraphs_are_shown_in_their_language_and_direction(desk, quai, body, code, direction):
    response = read(desk, quai, text=page(body, json_ld(headline="x"), lang=code))
    labels = re.findall(r'<label for="drop-b\d+"([^>]*)>', response.content.decode())
    assert labels == [f' lang="{code}" dir="{direction}"'] * 2


def test_hostile_text_is_shown_harmless(desk, quai):
    story = "<h1>&lt;script&gt;alert(1)</h1><p onclick=x>One<script>alert(1)</script></p>"
    response = read(desk, quai, text=story + "<p>&lt;img src=x onerror=alert(1)&gt;</p>")
    shown = response.content.decode()
    assert response.status_code == 200
    assert "<script>alert(1)" not in shown
    assert "<img src=x" not in shown
    assert "onclick=x" not in shown


# --- storing


def test_an_untouched_preview_is_stored_as_it_was_read(desk, quai, editor):
    response = save(desk, read(desk, quai, file=upload(QUAI)))
    original = Original.objects.get()
    assert response.status_code == 302
    assert response["Location"] == reverse("admin:sources_original_change", args=[original.pk])
    assert original.imported_by == editor
    assert original.authors == ["Anne Martin", "Paul Kerec"]
    assert original.first_published_at.isoformat() == "2026-11-20T05:15:00+00:00"
    snapshot = original.latest_snapshot
    assert len(snapshot.blocks) == 7
    assert "<em>personne</em>" in snapshot.blocks[0]["html"]
    assert "was imported" in text_of(desk.get(response["Location"]))


def test_everything_can_be_put_right(desk, quai):
    other = make_publication(language="de")
    save(
        desk,
        read(desk, quai, file=upload(QUAI)),
        publication=other.pk,
        headline=" Der Hafen\u200b erwacht ",
        standfirst="Ein Morgen.",
        authors="Von Anna Lenz\r\n\r\nJan Au",
        language="de",
        url="https://hafen.example/7#top",
        first_published_at="2026-11-19T08:00",
        drop=["b2", "b4", "b5", "b6", "b7"],
    )
    original = Original.objects.get()
    assert original.publication == other
    assert original.headline == "Der Hafen erwacht"
    assert original.latest_snapshot.standfirst == "Ein Morgen."
    assert original.authors == ["Anna Lenz", "Jan Au"]
    assert original.language == "de"
    assert original.url == "https://hafen.example/7"
    assert original.first_published_at.isoformat() == "2026-11-19T08:00:00+00:00"
    assert [block["id"] for block in original.latest_snapshot.blocks] == ["b1", "b2"]


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"headline": ""}, "headline", "Give the story the headline"),
        ({"headline": "\u200b"}, "headline", "Give the story the headline"),
        ({"headline": "x" * 301}, "headline", "at most 300 characters"),
        ({"standfirst": "x" * 601}, "standfirst", "at most 600 characters"),
        ({"publication": ""}, "publication", "required"),
        ({"language": ""}, "language", "required"),
        ({"language": "klingon-x"}, "language", "is not a language code"),
        ({"url": "ftp://a.example/"}, "url", "This is no web address."),
        ({"url": "http://[::1]/x"}, "url", "::1 is an address inside a private network"),
        ({"url": "http://[2606:4700::6810]/"}, "url", "Use the name of the site"),
        ({"url": "http://[::1"}, "url", "This is no web address."),
        ({"first_published_at": "yesterday"}, "first_published_at", "valid date/time"),
        ({"first_published_at": "0001-01-01T00:00"}, "first_published_at", "cannot be right"),
        ({"drop": [f"b{n}" for n in range(1, 8)]}, "drop", "Leave at least one paragraph in."),
        ({"drop": ["b99"]}, "drop", "did not arrive whole"),
        ({"blocks": ""}, "blocks", "required"),
        ({"blocks": "[{"}, "blocks", "valid JSON"),
        ({"blocks": '{"a": 1}'}, "blocks", "did not arrive whole"),
        ({"blocks": "[1, 2]"}, "blocks", "did not arrive whole"),
        ({"blocks": "7"}, "blocks", "did not arrive whole"),
    ],
)
def test_a_preview_that_cannot_be_stored_keeps_what_was_typed(desk, quai, changed, field, sentence):
    preview = read(desk, quai, file=upload(QUAI))
    response = save(desk, preview, **{"authors": "Typed By Hand", "drop": ["b4"]} | changed)
    assert response.status_code == 422
    assert sentence in " ".join(response.context["form"].errors[field])
    assert sentence in text_of(response)
    assert "Typed By Hand" in text_of(response)
    assert not Original.objects.exists()


def test_paragraphs_that_were_left_out_stay_out_after_an_error(desk, quai):
    preview = read(desk, quai, file=upload(QUAI))
    response = save(desk, preview, headline="", drop=["b1", "b4"])
    ticked = re.findall(r'name="drop" value="(b\d+)"[^>]* checked', response.content.decode())
    assert ticked == ["b1", "b4"]


def test_text_that_comes_back_from_a_browser_is_cleaned_again(desk, quai):
    preview = read(desk, quai, text="Boats\n\nOne.\n\nTwo.")
    forged = [
        {"id": "b1", "tag": "p", "html": "One<script>alert(1)</script><b onclick=x>!</b>"},
        {"id": "b2", "tag": "figure", "html": "<a href='javascript:alert(1)'>Two</a>\u202e"},
    ]
    assert save(desk, preview, blocks=json.dumps(forged)).status_code == 302
    assert Snapshot.objects.get().blocks == [
        {"id": "b1", "tag": "p", "html": "One<strong>!</strong>"},
        {"id": "b2", "tag": "p", "html": "Two"},
    ]


def test_text_that_grew_on_its_way_is_refused(desk, quai):
    preview = read(desk, quai, text="Boats\n\nOne.\n\nTwo.")
    forged = json.dumps([{"id": "b1", "tag": "p", "html": "x" * 500_000}])
    response = save(desk, preview, blocks=forged)
    assert response.status_code == 422
    assert "the most one story can hold" in text_of(response)


def test_an_import_is_written_into_the_history(desk, quai):
    save(desk, read(desk, quai, file=upload(QUAI)))
    original = Original.objects.get()
    history = desk.get(reverse("admin:sources_original_history", args=[original.pk]))
    assert "Imported." in text_of(history)


# --- what is known already


def test_a_story_imported_twice_leads_to_the_first(desk, quai):
    save(desk, read(desk, quai, file=upload(QUAI)))
    response = save(desk, read(desk, quai, file=upload(QUAI)), url="")
    known = Original.objects.get()
    assert response.status_code == 409
    assert "This story was imported before" in text_of(response)
    assert reverse("admin:sources_original_change", args=[known.pk]) in response.content.decode()
    assert b"as_snapshot" not in response.content


def test_a_story_that_its_publisher_changed_can_be_stored_as_the_newest_version(desk, quai):
    save(desk, read(desk, quai, file=upload(QUAI)))
    known = Original.objects.get()
    changed = read(desk, quai, file=upload(QUAI.replace("quarante ans", "cinquante ans")))
    response = save(desk, changed)
    assert response.status_code == 409
    assert "with another text" in text_of(response)
    assert f'name="as_snapshot" value="{known.pk}"' in response.content.decode()
    stored = save(desk, changed, as_snapshot=known.pk)
    assert stored["Location"] == reverse("admin:sources_original_change", args=[known.pk])
    known.refresh_from_db()
    assert known.latest_snapshot.number == 2
    assert "cinquante ans" in known.latest_snapshot.blocks[0]["html"]


def test_the_same_text_is_not_stored_as_a_newer_version(desk, quai):
    preview = read(desk, quai, file=upload(QUAI))
    save(desk, preview)
    known = Original.objects.get()
    stored = save(desk, preview, as_snapshot=known.pk)
    assert "nothing new was stored" in text_of(desk.get(stored["Location"]))
    assert Snapshot.objects.count() == 1


@pytest.mark.parametrize("forged", ["0", "999999", "x", "", "٣", "9" * 40])
def test_a_forged_original_gets_no_version(desk, quai, forged):
    save(desk, read(desk, quai, file=upload(QUAI)))
    changed = read(desk, quai, text="Boats\n\nOne.\n\nTwo.", url="https://other.example/x")
    assert save(desk, changed, as_snapshot=forged).status_code == 404


def test_a_version_goes_only_to_the_original_of_its_address(desk, quai):
    save(desk, read(desk, quai, file=upload(QUAI)))
    known = Original.objects.get()
    other = read(desk, quai, text="Boats\n\nOne.\n\nTwo.", url="https://other.example/x")
    assert save(desk, other, as_snapshot=known.pk).status_code == 404
    assert known.snapshots.count() == 1


@pytest.mark.parametrize("step", ["get", "read", "save"])
def test_no_page_of_the_import_needs_inline_style_or_script(desk, quai, step):
    response = desk.get(ADDRESS) if step == "get" else read(desk, quai, file=upload(QUAI))
    if step == "save":
        response = save(desk, response, headline="")
    shown = response.content.decode()
    assert not re.search(r"<[^>]+\s(style|on\w+)\s*=", shown)
    assert not re.search(r"<script(?![^>]*(src|nonce)=)", shown)


def test_a_story_of_very_many_paragraphs_can_be_imported(desk, quai):
    text = "Boats\n" + "\n".join(f"Paragraph {n}." for n in range(3_000))
    response = save(desk, read(desk, quai, text=text), drop=["b1", "b3000"])
    assert response.status_code == 302
    assert len(Snapshot.objects.get().blocks) == 2_998
