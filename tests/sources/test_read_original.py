import gzip
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.sources.pages import MINATO, QUAI, json_ld, page


def read(*files):
    out = io.StringIO()
    call_command("read_original", *map(str, files), stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


@pytest.fixture
def quai(tmp_path):
    path = tmp_path / "quai.html"
    path.write_text(QUAI, encoding="utf-8")
    return path


def test_a_page_is_one_line(quai):
    (told,) = read(quai)
    assert told.pop("cpu_ms") > 0
    body = told.pop("body").split("\n\n")
    assert told == {
        "path": str(quai),
        "title": "Le port s’éveille avant la ville",
        "authors": ["Anne Martin", "Paul Kerec"],
        "date": "2026-11-20T06:15:00+01:00",
        "language": "fr",
        "images": [
            {
                "url": "https://lequai.example/port/quai.jpg",
                "caption": "Le quai.",
                "credit": "Jean Iris",
            }
        ],
    }
    assert body[1:4] == [
        "La criée",
        "On y parle peu. On y compte beaucoup, et l’on s’y connaît depuis longtemps, de père en "
        "fils et de mère en fille.",
        "« Nous attendons », dit le patron.",
    ]
    assert len(body) == 7


def test_a_standfirst_is_of_the_body_where_readers_see_it(tmp_path):
    lead = "A morning at the quay, among those who count the boats."
    path = tmp_path / "a.html"
    path.write_text(page(f"<header><h1>Boats</h1><p>{lead}</p></header>{MINATO}"))
    assert read(path)[0]["body"].startswith(lead + "\n\n")


def test_a_description_that_nobody_sees_is_not_of_the_body(tmp_path):
    path = tmp_path / "a.html"
    path.write_text(page(MINATO, json_ld(headline="B", description="For search engines only.")))
    assert "search engines" not in read(path)[0]["body"]


def test_a_compressed_page_is_read(tmp_path):
    path = tmp_path / "quai.html.gz"
    path.write_bytes(gzip.compress(QUAI.encode()))
    assert read(path)[0]["title"] == "Le port s’éveille avant la ville"


def test_the_pages_of_a_folder_are_read_in_order_of_name(tmp_path, quai):
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "a.htm").write_text(QUAI)
    (tmp_path / "notes.csv").write_text("not a page")
    assert [Path(told["path"]).name for told in read(tmp_path)] == ["a.htm", "quai.html"]


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("empty.html", b"", "There is no text in it."),
        ("links.html", b"<html><body><nav>Home</nav></body></html>", "No story was found"),
        ("story.html", b"%PDF-1.7", "This is a PDF"),
        ("broken.html.gz", b"\x1f\x8bnot gzip", "The file cannot be read"),
        ("cut.html.gz", gzip.compress(QUAI.encode())[:-20], "The file cannot be read"),
        ("bomb.html.gz", gzip.compress(b"x" * 50_000_000), "5 MB is the most"),
    ],
)
def test_what_cannot_be_read_is_told_and_stops_nothing(tmp_path, quai, name, data, sentence):
    path = tmp_path / name
    path.write_bytes(data)
    first, second = read(path, quai)
    assert set(first) == {"path", "error", "cpu_ms"}
    assert sentence in first["error"]
    assert second["title"] == "Le port s’éveille avant la ville"


def test_a_file_that_is_not_there_is_told(tmp_path):
    assert "No such file" in read(tmp_path / "none.html")[0]["error"]


def test_a_folder_without_pages_is_a_failure(tmp_path):
    with pytest.raises(CommandError, match="There are no pages there"):
        read(tmp_path)


def test_a_page_that_is_locked_is_printed_with_a_warning(tmp_path):
    path = tmp_path / "a.html"
    path.write_text(page(MINATO, json_ld(headline="B", isAccessibleForFree=False)))
    assert read(path)[0]["warning"].startswith("Only subscribers can read")


def test_no_database_is_needed(quai):
    root = Path(__file__).resolve().parents[2]
    nowhere = {
        "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none",
        "SECRET_KEY": "x",
        "LOCAL": "1",
    }
    run = subprocess.run(
        [sys.executable, root / "manage.py", "read_original", quai],
        capture_output=True,
        check=True,
        env=os.environ | nowhere,
        timeout=120,
    )
    assert json.loads(run.stdout)["language"] == "fr"
