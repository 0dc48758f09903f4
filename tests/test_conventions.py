"""The habits of this code base, as tests. Exceptions are listed, never commented away."""

import ast
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

LONGEST_FILE = 400
LONGEST_FUNCTION = 60
LEAST_TEST_LINES = 1.2  # for each line of code
# The drawings of the demo edition are its content, like its stories.
NOT_CODE = ("tests/", "benchmarks/", "bin/freeze_", "newsroom/archive/", "newsroom/demo/pictures")
NO_NAMES = {"utils", "util", "helpers", "common", "core", "misc"}
# Split up, so that this file does not find itself.
REGISTRIES = ["pypi" + ".org", "pythonhosted" + ".org", "npmjs" + ".org", "deb.debian" + ".org"]
MACHINE_PATH = re.compile(r"(?<![A-Za-z0-9_.\-])/(?:work|root|farm|home/\w+|Users/\w+)/")
INLINE = {
    "a style attribute": re.compile(r"<[a-z][^>]*\sstyle=", re.IGNORECASE),
    "an event handler": re.compile(r"<[a-z][^>]*\son[a-z]+=", re.IGNORECASE),
    "a javascript: address": re.compile(r"(href|src|action)=[\"']?javascript:", re.IGNORECASE),
    "an inline script": re.compile(
        r"<script(?![^>]*(\ssrc=|\snonce=|application/(ld\+)?json))[^>]*>", re.IGNORECASE
    ),
    "an inline style element": re.compile(r"<style(?![^>]*\snonce=)[^>]*>", re.IGNORECASE),
}
# Mail programs know inline styles only.
MAIL = "/mail/"


@cache
def tracked():
    """Files of the project, new ones included."""
    listed = subprocess.run(
        ["/usr/bin/env", "git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\n")
    return [path for path in listed if path and (ROOT / path).is_file()]


def source(*endings):
    """Our own text with these endings: no migrations, nothing made by others."""
    return [
        path
        for path in tracked()
        if path.endswith(endings) and "/migrations/" not in path and "/vendor/" not in path
    ]


@cache
def text(path):
    return (ROOT / path).read_text(encoding="utf-8", errors="replace")


def functions():
    """(path, function) of all Python code."""
    for path in source(".py"):
        for node in ast.walk(ast.parse(text(path))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield path, node


def code_lines(paths):
    """Lines that say something: neither empty nor only a comment."""
    lines = (line.strip() for path in paths for line in text(path).splitlines())
    return sum(1 for line in lines if line and not line.startswith("#"))


def test_no_file_is_longer_than_a_person_reads_at_once():
    long = {path: len(text(path).splitlines()) for path in source(".py", ".html", ".css", ".js")}
    assert {path: lines for path, lines in long.items() if lines > LONGEST_FILE} == {}


def test_no_function_is_longer_than_a_screen():
    long = [
        f"{path}:{node.lineno} {node.name}"
        for path, node in functions()
        if node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert long == []


def test_no_import_hides_inside_a_function():
    hidden = [
        f"{path}:{inner.lineno}"
        for path, node in functions()
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert hidden == []


def test_no_module_is_a_junk_drawer():
    assert [
        path for path in source(".py") if NO_NAMES & set(Path(path).with_suffix("").parts)
    ] == []


def test_tests_outweigh_the_code():
    tests = [path for path in source(".py") if path.startswith("tests/")]
    code = [path for path in source(".py") if not path.startswith(NOT_CODE)]

    assert code_lines(tests) / code_lines(code) >= LEAST_TEST_LINES


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_a_lock_names_no_place_and_hashes_everything(lock):
    assert "://" not in text(lock)
    assert "index" not in text(lock)
    pins = re.split(r"\n(?=\S)", text(lock).strip())
    assert [pin.split()[0] for pin in pins if "==" not in pin or "--hash=sha256:" not in pin] == []


def test_both_locks_pin_the_same_versions():
    run, dev = (
        dict(re.findall(r"^([a-z0-9.\-]+)==(\S+)", text(lock), re.MULTILINE))
        for lock in ("requirements.txt", "requirements-dev.txt")
    )
    assert {name: dev.get(name) for name in run} == run


@pytest.mark.parametrize("host", REGISTRIES)
def test_no_file_names_a_package_registry(host):
    assert [path for path in tracked() if host in text(path)] == []


def test_no_file_names_a_path_of_somebodys_machine():
    assert [path for path in tracked() if MACHINE_PATH.search(text(path))] == []


@pytest.mark.parametrize("what", INLINE)
def test_no_page_holds_what_the_content_policy_forbids(what):
    pages = [path for path in source(".html") if MAIL not in path]
    assert [path for path in pages if INLINE[what].search(text(path))] == []


def test_every_direct_dependency_is_accounted_for():
    names = [
        re.split(r"[><=\[ ]", line)[0]
        for lock in ("requirements.in", "requirements-dev.in")
        for line in text(lock).splitlines()
        if line and not line.startswith(("#", "-"))
    ]
    explained = text("docs/dependencies.md").lower()
    assert [name for name in names if f"| {name.lower()}" not in explained] == []


def test_the_configuration_table_names_every_variable():
    read = set(re.findall(r"env\.\w+\(\s*\"([A-Z_]+)\"", text("newsroom/settings.py")))
    assert {name for name in read if f"`{name}`" not in text("README.md")} == set()
