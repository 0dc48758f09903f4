"""Whole stories: our own, the pages of another newsroom, and what comes in on standard input."""

import io
import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from benchmarks.copydesk import STORIES as STORIES_PLACE
from benchmarks.copydesk import findings, new_ones, stories
from benchmarks.copydesk_seeds import ERRORS, HARMLESS
from stylebook.checks import Block, check

SEED = Path(__file__).resolve().parents[4] / "shared/seed/two-pages.txt"
STORIES = stories()
FREER = stories(STORIES_PLACE.with_name("copydesk_held_out"))
EVERY = STORIES + FREER
NAMES = [f"{'-'.join(languages)}-{n}" for n, (languages, *_) in enumerate(EVERY)]


@pytest.mark.parametrize(("languages", "source", "target"), EVERY, ids=NAMES)
def test_a_good_translation_has_no_blocker_and_no_warning(languages, source, target):
    found = findings(languages, source, target)
    assert [f for f in found if f.severity != "hint"] == []
    assert len(found) <= 2


def test_the_stories_are_in_many_languages():
    assert len({languages for languages, *_ in STORIES}) >= 15
    assert all(len(source) == len(target) for _, source, target in STORIES)


# What must be found every time it is tried on these stories.
SURELY = [
    "digit",
    "transposed",
    "scale",
    "month",
    "paragraph repeated",
    "paragraph dropped",
    "doubled",
    "invisible",
    "look-alike",
]


@pytest.mark.parametrize("kind", SURELY)
def test_an_error_put_in_is_found(kind):
    chance, tried, caught = random.Random(7), 0, 0
    for languages, source, target in STORIES[::3]:
        edited = ERRORS[kind](chance, source, target)
        if edited and edited[1] != target:
            before = findings(languages, source, target)
            new = new_ones(before, findings(languages, *edited[:2]), edited[2])
            tried, caught = tried + 1, caught + bool(new)
    assert tried > 3
    assert caught >= tried - 1


@pytest.mark.parametrize("kind", HARMLESS)
def test_an_edit_that_is_none_is_left_alone(kind):
    chance = random.Random(7)
    for languages, source, target in STORIES[::3]:
        edited = HARMLESS[kind](chance, source, target)
        if edited:
            before = findings(languages, source, target)
            assert new_ones(before, findings(languages, *edited[:2]), None) == []


# --- the pages that another newsroom published

seed = pytest.mark.skipif(not SEED.exists(), reason="no seed pages here")


def seed_pages():
    first, second = SEED.read_text(encoding="utf-8").split("How China Flipped")
    for page in (first, f"How China Flipped{second}"):
        lines = [line for line in page.split("\n") if line.strip()]
        yield check([], [Block(f"b{n}", line) for n, line in enumerate(lines)], "ru", "en")


@seed
def test_every_fault_of_the_seed_pages_is_found_and_nothing_else():
    first, second = seed_pages()

    assert sorted((f.code, f.evidence[0]) for f in first) == [
        *[("country_spelling", "Kyrghizistan")] * 6,
        ("glued_words", "delegationof"),
        ("name_variant", "Atambaev"),
        ("phrase_typo", "Unites States"),
    ]
    assert [(f.code, f.evidence) for f in second] == [("escape", ("\\u200b",))]


# --- the command


def run(*lines, monkeypatch):
    """(what it wrote, whether it failed)"""
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    out = io.StringIO()
    try:
        call_command("check_copy", stdout=out)
    except CommandError:
        return [json.loads(line) for line in out.getvalue().splitlines()], True
    return [json.loads(line) for line in out.getvalue().splitlines()], False


def document(name, source, target, src="de"):
    return {"id": name, "src_lang": src, "tgt_lang": "en", "source": source, "target": target}


def test_documents_are_checked_in_their_order(monkeypatch):
    wrong = document("a", ["Es kostete 4,1 Mio. Euro."], ["It cost 4.1 billion euros."])
    right = document("b", ["Es kostete 4,1 Mio. Euro."], ["It cost 4.1 million euros."])
    answers, failed = run(wrong, right, monkeypatch=monkeypatch)

    assert not failed
    assert [answer["id"] for answer in answers] == ["a", "b"]
    (flag,) = answers[0]["flags"]
    assert (flag["code"], flag["severity"], flag["block"]) == ("number_changed", "blocker", 0)
    assert flag["message"]
    assert answers[1]["flags"] == []


def test_what_is_missing_is_placed_in_the_original(monkeypatch):
    (language, _), source, target = STORIES[3]
    (answer,), _ = run(
        document(1, source, target[:1] + target[2:], language), monkeypatch=monkeypatch
    )
    missing = [flag for flag in answer["flags"] if flag.get("in") == "source"]
    assert missing
    assert all(flag["block"] == 1 for flag in missing)


@pytest.mark.parametrize(
    "line",
    [
        "{not json",
        "[1, 2]",
        '"text"',
        "12",
        '{"id": 1, "source": "text", "target": ["x"]}',
        '{"id": 1, "source": [1], "target": ["x"]}',
        '{"id": 1, "source": [null], "target": []}',
    ],
)
def test_a_line_that_is_no_document_is_answered_with_an_error(line, monkeypatch):
    good = document("b", ["Es ist spät."], ["It is late."])
    answers, failed = run(line, good, monkeypatch=monkeypatch)

    assert failed
    assert "error" in answers[0]
    assert answers[1] == {"id": "b", "flags": []}


@pytest.mark.parametrize(
    "odd",
    [
        {"id": 1},
        {"id": 1, "source": [], "target": []},
        {"id": 1, "src_lang": "xx", "tgt_lang": "yy", "source": ["Foo 12."], "target": ["Bar 12."]},
        {"id": 1, "src_lang": None, "tgt_lang": None, "source": None, "target": [""]},
        {"id": 1, "src_lang": 5, "tgt_lang": "en", "source": ["", " "], "target": ["\u0000", "…"]},
        {
            "id": 1,
            "src_lang": "zh",
            "tgt_lang": "en",
            "source": ["一"],
            "target": ["²½Ⅻ ٣ 1,,2 .5."],
        },
        {"id": 1, "src_lang": "tr", "tgt_lang": "fr", "source": ["İ'ı 5"], "target": ["« İ » 5"]},
        {"id": 1, "src_lang": "ar", "tgt_lang": "de", "source": ["و 5"], "target": ["und 5"]},
        {"id": 1, "src_lang": "en", "tgt_lang": "en", "source": ["9" * 400], "target": ["8" * 400]},
    ],
)
def test_odd_documents_are_checked_all_the_same(odd, monkeypatch):
    (answer,), failed = run(odd, monkeypatch=monkeypatch)
    assert not failed
    assert isinstance(answer["flags"], list)


def test_an_unknown_language_is_checked_as_far_as_can_be(monkeypatch):
    odd = document("a", ["Foo 415 bar."], ["The the foo 451 bar.\u200b"], "xx")
    (answer,), _ = run(odd, monkeypatch=monkeypatch)
    found = {flag["code"] for flag in answer["flags"]}
    assert {"number_changed", "invisible", "doubled_word"} <= found


def test_empty_lines_are_passed_over(monkeypatch):
    assert run("", "  ", monkeypatch=monkeypatch) == ([], False)


def typed(*arguments, stdin=""):
    """As in a terminal that knows no letters but ASCII."""
    return subprocess.run(
        [sys.executable, *arguments], input=stdin.encode(), capture_output=True, check=False,
        cwd=settings.BASE_DIR, env=os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
    )  # fmt: skip


def test_the_command_needs_none_of_the_apps():
    wrong = document("ä", ["Es kostete 4,1 Mio. Euro."], ["It cost 4.1 billion euros."])
    lines = json.dumps(wrong) + "\nno document"
    done = typed("-X", "importtime", "manage.py", "check_copy", stdin=lines)

    flagged, refused = map(json.loads, done.stdout.decode().splitlines())
    assert flagged["id"] == "ä"
    assert [flag["code"] for flag in flagged["flags"]] == ["number_changed"]
    assert "error" in refused
    assert done.returncode == 1
    told = done.stderr.decode()
    assert "Lines that could not be checked: 1." in told
    assert "stylebook.checks" in told
    assert "stylebook.models" not in told


def test_the_command_says_what_it_reads():
    assert b"JSON lines" in typed("manage.py", "help", "check_copy").stdout
