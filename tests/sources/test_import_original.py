"""The command, as an operator types it."""

import io

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from sources.models import Original
from tests.factories import make_publication, make_user
from tests.sources.pages import QUAI

pytestmark = pytest.mark.django_db


@pytest.fixture
def quai():
    return make_publication(name="Le Quai", slug="le-quai", language="fr")


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "story.html"
    path.write_text(QUAI)
    return path


def run(*args):
    out = io.StringIO()
    call_command("import_original", *map(str, args), stdout=out)
    return out.getvalue()


def test_it_says_what_was_imported(quai, file):
    said = run(file, "--publication", "le-quai")
    original = Original.objects.get()
    assert said == (
        f"Original {original.pk}: Le port s’éveille avant la ville\n"
        "  from      Le Quai, French\n"
        "  by        Anne Martin, Paul Kerec\n"
        "  published 2026-11-20T06:15:00+01:00\n"
        "  text      7 blocks, snapshot 1\n"
        "  address   https://lequai.example/port/le-port-s-eveille\n"
    )


def test_a_bare_text_says_what_it_lacks(quai, tmp_path):
    path = tmp_path / "story.txt"
    path.write_text("Boats\n\nOne.\n\nTwo.")
    said = run(path, "--publication", "le-quai")
    assert "nobody named" in said
    assert "at an unknown time" in said
    assert "address   none" in said


def test_address_language_and_name_can_be_given(quai, file):
    person = make_user("editor", username="helen")
    run(file, "--publication", "le-quai", "--url", "https://a.example/x", "--language", "br",
        "--by", "helen")  # fmt: skip
    original = Original.objects.get()
    assert (original.url, original.language) == ("https://a.example/x", "br")
    assert original.imported_by == person


def test_what_was_imported_before_is_named(quai, file):
    run(file, "--publication", "le-quai")
    with pytest.raises(CommandError, match=r"already imported as “Le port.*It is original"):
        run(file, "--publication", "le-quai")


def test_a_person_who_may_not_import_is_refused(quai, file):
    make_user("translator", username="kim")
    with pytest.raises(CommandError, match="You may not import originals"):
        run(file, "--publication", "le-quai", "--by", "kim")


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["--publication", "lequai"], "There is no publication “lequai”. Known are: le-quai."),
        (["--publication", "le-quai", "--by", "nobody"], "There is no user “nobody”."),
        (["--publication", "le-quai", "--url", "lequai"], "“lequai” is no web address"),
        (["--publication", "le-quai", "--language", "x-y"], "is not a language code"),
    ],
)
def test_a_wrong_argument_is_answered_in_a_sentence(quai, file, args, sentence):
    with pytest.raises(CommandError) as refused:
        run(file, *args)
    assert sentence in str(refused.value)
    assert not Original.objects.exists()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"%PDF-1.7", "This is a PDF"),
        (b"", "There is no text in it"),
        (b"Boats", "a headline but no text"),
        (b"x" * (6 * 1024 * 1024), "5 MB is the most"),
        (b"<p>One.</p><p>Two.</p>", "Give the story the headline"),
        (b"Boats\n\n" + b"word " * 90_000, "the most one story can hold"),
    ],
)
def test_a_file_that_cannot_be_imported_is_answered_in_a_sentence(quai, tmp_path, data, sentence):
    path = tmp_path / "story"
    path.write_bytes(data)
    with pytest.raises(CommandError) as refused:
        run(path, "--publication", "le-quai")
    assert sentence in str(refused.value)
    assert not Original.objects.exists()


def test_a_file_that_is_not_there_is_answered_in_a_sentence(quai, tmp_path):
    with pytest.raises(CommandError, match="cannot be read: No such file or directory"):
        run(tmp_path / "none.html", "--publication", "le-quai")


def test_a_folder_is_no_file(quai, tmp_path):
    with pytest.raises(CommandError, match="cannot be read: Is a directory"):
        run(tmp_path, "--publication", "le-quai")
