"""bin/prepare.py and the Makefile: what a newcomer meets first."""

import os
import runpy
import stat
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def prepare(tmp_path):
    """The functions of bin/prepare.py, at work in an empty folder."""
    names = runpy.run_path(str(ROOT / "bin" / "prepare.py"))
    names["main"].__globals__.update(
        ROOT=tmp_path,
        VENV=tmp_path / ".venv",
        PYTHON=tmp_path / ".venv" / "bin" / "python",
        STAMP=tmp_path / ".venv" / "installed.txt",
        ENV=tmp_path / ".env",
        VAR=tmp_path / "var",
        LOG=tmp_path / "var" / "install.log",
    )
    (tmp_path / "var").mkdir()
    (tmp_path / "empty.txt").write_text("# nothing to install\n")
    return names


def said(function, *arguments):
    with pytest.raises(SystemExit) as stopped:
        function(*arguments)
    return str(stopped.value)


def test_an_old_python_is_told_which_one_to_take(prepare, monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 9, 18))

    sentence = said(prepare["main"], "empty.txt")

    assert "needs Python 3.11 or newer" in sentence
    assert "is Python 3.9.18" in sentence
    assert "make run PY=" in sentence


def test_a_python_that_does_not_exist_is_named():
    done = subprocess.run(
        ["/usr/bin/env", "make", "run", "PY=python-of-tomorrow"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )

    assert done.returncode != 0
    assert "There is no python-of-tomorrow here" in done.stderr


def test_a_python_without_venv_is_told_what_to_install(prepare, monkeypatch):
    failed = subprocess.CompletedProcess([], returncode=1)
    monkeypatch.setattr(subprocess, "run", lambda *arguments, **options: failed)

    assert "apt install python3-venv" in said(prepare["main"], "empty.txt")


def test_uv_where_there_is_none_is_said_so(prepare, monkeypatch):
    monkeypatch.setenv("UV", "1")
    monkeypatch.setenv("PATH", "")

    assert "there is no uv here" in said(prepare["main"], "empty.txt")


def test_an_environment_is_made_once_and_then_left_alone(prepare, tmp_path, capsys):
    prepare["main"]("empty.txt")
    first = capsys.readouterr().out
    before = (tmp_path / ".env").read_text()

    prepare["main"]("empty.txt")

    assert "Making .venv" in first
    assert "Installing what empty.txt locks" in first
    assert capsys.readouterr().out == ""
    assert (tmp_path / ".env").read_text() == before


def test_a_changed_lock_is_installed_again(prepare, tmp_path, capsys):
    prepare["main"]("empty.txt")
    (tmp_path / "empty.txt").write_text("# still nothing\n")

    prepare["main"]("empty.txt")

    assert capsys.readouterr().out.count("Installing what") == 2


def test_the_trial_gets_a_key_of_its_own_that_only_its_owner_reads(prepare, tmp_path):
    prepare["write_env"]()
    first = (tmp_path / ".env").read_text()
    mode = stat.S_IMODE((tmp_path / ".env").stat().st_mode)
    (tmp_path / ".env").unlink()
    prepare["write_env"]()

    assert "LOCAL=true" in first
    assert "EDITIONS=en,fr" in first  # the demo has both; without a line there is one
    assert mode == 0o600
    assert (tmp_path / ".env").read_text() != first


def test_settings_that_are_there_already_are_kept(prepare, tmp_path):
    (tmp_path / ".env").write_text("LOCAL=false\n")

    prepare["write_env"]()

    assert (tmp_path / ".env").read_text() == "LOCAL=false\n"


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("error: command 'gcc' failed\nERROR: Failed building wheel for nh3", "C compiler"),
        ("error: subprocess-exited-with-error\n× while generating package metadata", "C compiler"),
        ("WARNING: Failed to establish a new connection: [Errno 111]", "could not be reached"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS", "not the file"),
        ("ERROR: No matching distribution found for lxml==6.1.3", "does not exist for this Python"),
        ("OSError: [Errno 28] No space left on device", "the disk is full"),
        ("Something else.\nIt went wrong.\n", "It went wrong"),
        ("", "said nothing"),
    ],
)
def test_a_failure_of_the_installer_is_one_sentence(prepare, output, sentence):
    assert sentence in prepare["reason"](output)


def test_a_failed_installation_ends_with_its_reason_and_where_to_look(prepare, tmp_path):
    noisy = "import sys; print('OSError: No space left on device'); sys.exit(2)"

    sentence = said(prepare["run"], [sys.executable, "-c", noisy])

    assert sentence == (
        "The set-up failed: the disk is full. Details are in var/install.log."
    ).replace("/", os.sep)


def test_help_names_the_commands():
    done = subprocess.run(
        ["/usr/bin/env", "make", "help"], cwd=ROOT, capture_output=True, text=True, check=True
    )

    for command in ("make run", "make test", "lint", "bench", "lock"):
        assert command in done.stdout
