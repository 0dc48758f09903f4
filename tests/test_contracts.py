"""The import contracts of pyproject.toml: each of these wrong imports must break one of them."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CONFIG = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
LINT = (
    "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
)

WRONG = [
    ("photos/models.py", "import articles", "Apps point one way"),
    ("sources/models.py", "import authors.models", "Apps point one way"),
    ("prose/blocks.py", "import jobs.models", "Apps point one way"),
    ("articles/models/story.py", "from articles import workflow", "The ladder of articles"),
    ("articles/readiness.py", "from articles import publishing", "The ladder of articles"),
    ("articles/bylines.py", "from articles.models import Article", "The ladder of articles"),
    ("newsletters/models.py", "from newsletters import links", "The ladder of newsletters"),
    ("articles/portable.py", "import syndication.models", "Apps point one way"),
    ("syndication/models.py", "import newsletters.models", "Apps point one way"),
    ("syndication/rights.py", "from syndication import keys", "The ladder of syndication"),
    ("sources/languages.py", "import sources.models", "The ladder of sources"),
    ("photos/renditions.py", "import photos.models", "The ladder of photos"),
    ("prose/vocabulary.py", "import prose.sanitise", "The ladder of prose"),
]


def lint(folder):
    done = subprocess.run(
        [sys.executable, "-c", LINT], cwd=folder, capture_output=True, text=True, timeout=120
    )
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def copied(tmp_path):
    """The packages and their contracts, to be spoilt."""
    ignore = shutil.ignore_patterns("__pycache__", "migrations", "demo")
    for package in CONFIG["root_packages"]:
        shutil.copytree(ROOT / package, tmp_path / package, ignore=ignore)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_code_keeps_its_contracts():
    code, output = lint(ROOT)

    assert code == 0, output


@pytest.mark.parametrize("hidden", [False, True], ids=["at the top", "inside a function"])
@pytest.mark.parametrize(("path", "line", "contract"), WRONG, ids=lambda value: value)
def test_a_wrong_import_is_found(copied, path, line, contract, hidden):
    statement = f"\n\ndef hidden():\n    {line}\n" if hidden else f"\n{line}\n"
    with (copied / path).open("a") as module:
        module.write(statement)

    code, output = lint(copied)

    assert code == 1
    assert f"{contract} BROKEN" in output


def test_a_module_without_a_rung_is_found(copied):
    (copied / "articles" / "helpers.py").write_text("")

    code, output = lint(copied)

    assert code == 1
    assert "articles.helpers" in output


def test_a_circle_is_found(copied):
    for one, other in (("readiness", "rendering"), ("rendering", "readiness")):
        with (copied / "articles" / f"{one}.py").open("a") as module:
            module.write(f"\nfrom articles import {other}\n")

    code, output = lint(copied)

    assert code == 1
    assert "No modules import one another in a circle BROKEN" in output
