"""Makes .venv from a lock file, and .env for a trial on one's own machine.

    python3 bin/prepare.py requirements.txt

Standard library only, and nothing newer than Python 3.6 before the version is checked: this
runs before anything is installed. What goes wrong is said in one sentence.
"""

import hashlib
import os
import re
import secrets
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "installed.txt"
ENV = ROOT / ".env"
VAR = ROOT / "var"
LOG = VAR / "install.log"
OLDEST = (3, 11)

REASONS = [
    (r"NOT MATCH THE HASHES|[Hh]ash mismatch", "a download is not the file that was locked"),
    (r"No space left on device", "the disk is full"),
    (
        r"[Ff]ailed (to build|building)|generating package metadata|subprocess-exited-with-error",
        "a package had to be built here and that failed: install a C compiler (Debian: apt install "
        "build-essential python3-dev; macOS: xcode-select --install) or take a Python between "
        "3.11 and 3.14, for which all packages come ready-made (make PY=python3.13)",
    ),
    (
        r"[Tt]imed out|establish a new connection|[Cc]onnection refused|[Nn]ame resolution"
        r"|[Ff]ailed to fetch|dns error|error sending request|nodename nor servname",
        "the package index could not be reached",
    ),
    (
        r"[Nn]o matching distribution|no wheels with a matching|No solution found",
        "a locked package does not exist for this Python: take one between 3.11 and 3.14 "
        "(make PY=python3.13)",
    ),
]


def main(lock):
    check_python()
    VAR.mkdir(exist_ok=True)
    use_uv = os.environ.get("UV", "") not in ("", "0")
    if use_uv and not shutil.which("uv"):
        sys.exit("UV=1 asks for uv, and there is no uv here; leave it out to use pip.")
    if not usable(need_pip=not use_uv):
        make_environment(use_uv)
    install(ROOT / lock, use_uv)
    write_env()


def check_python():
    if sys.version_info < OLDEST:
        found = ".".join(map(str, sys.version_info[:3]))
        sys.exit(
            f"Newsroom needs Python 3.11 or newer, and {sys.executable} is Python {found}; "
            "install a newer one and name it, for example: make run PY=python3.13"
        )


def usable(need_pip):
    code = f"import sys; {'import pip; ' if need_pip else ''}sys.exit(sys.version_info < {OLDEST})"
    try:
        return subprocess.run([str(PYTHON), "-c", code], capture_output=True).returncode == 0
    except OSError:
        return False


def make_environment(use_uv):
    command = ["uv", "venv", "--quiet", "--clear", "--python", sys.executable, str(VENV)]
    if not use_uv:
        check_venv()
        command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    print("Making .venv …", flush=True)
    run(command)


def check_venv():
    code = "import ensurepip, venv"
    if subprocess.run([sys.executable, "-c", code], capture_output=True).returncode:
        sys.exit(
            f"{sys.executable} lacks the modules venv and ensurepip, which a virtual environment "
            "needs; on Debian and Ubuntu: apt install python3-venv"
        )


def install(lock, use_uv):
    seal = hashlib.sha256(lock.read_bytes()).hexdigest()
    installed = STAMP.read_text().split() if STAMP.exists() else []
    if seal in installed:
        return
    print(f"Installing what {lock.name} locks into .venv; this takes a minute …", flush=True)
    tool = ["uv", "pip"] if use_uv else [str(PYTHON), "-m", "pip", "--disable-pip-version-check"]
    where = ["--python", str(PYTHON)] if use_uv else ["--no-input"]
    run([*tool, "install", "--quiet", *where, "--require-hashes", "-r", str(lock)])
    STAMP.write_text("\n".join([*installed, seal]) + "\n")


def run(command):
    """Run it with its output in the log; end with one sentence when it fails."""
    with LOG.open("w+", encoding="utf-8", errors="replace") as log:
        done = subprocess.run(command, stdout=log, stderr=subprocess.STDOUT)
        log.seek(0)
        said = log.read()
    if done.returncode:
        sys.exit(f"The set-up failed: {reason(said)}. Details are in {LOG.relative_to(ROOT)}.")


def reason(said):
    for pattern, sentence in REASONS:
        if re.search(pattern, said):
            return sentence
    last = [line.strip() for line in said.splitlines() if line.strip()][-1:]
    return last[0].rstrip(".") if last else "the installer said nothing"


def write_env():
    if ENV.exists():
        return
    ENV.touch(mode=0o600)
    ENV.write_text(
        "# A trial on this machine. README.md lists every setting.\n"
        "LOCAL=true\n"
        f"SECRET_KEY={secrets.token_urlsafe(50)}\n"
        'SITE_NAME="The Ferry"\n'
        'SITE_TAGLINE="Stories carried across from the papers of the world"\n'
        "EDITIONS=en,fr\n"
        'SITE_TAGLINE_FR="Les histoires des journaux du monde, d’une rive à l’autre"\n',
        encoding="utf-8",
    )


if __name__ == "__main__":
    main(sys.argv[1])
