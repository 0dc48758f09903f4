"""The Nu HTML checker, which knows the standard as it is today. `.ci/run` fetches it."""

import json
import os
import shutil
import subprocess
from collections import defaultdict
from pathlib import Path

from django.conf import settings

# Where `npm install --prefix var/tools vnu-jar` puts it.
USUAL = settings.VAR_DIR / "tools" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
MOST_SECONDS = 120


def lacking():
    """What keeps us from asking it, in words; "" if nothing does."""
    if not shutil.which("java"):
        return "the Nu HTML checker needs java, which is not on PATH"
    if not _jar().is_file():
        return f"the Nu HTML checker is not at {_jar()}: npm install --prefix var/tools vnu-jar"
    return ""


def faults(pages, folder):
    """{name: what it says against that page}, of the pages {name: HTML} it says anything of."""
    files = {}
    for number, (name, page) in enumerate(pages.items()):
        path = folder / f"{number}.html"
        path.write_bytes(page)
        files[path.name] = name
    found = defaultdict(list)
    for said in _ask(folder, files):
        name = files.get(Path(said.get("url", "")).name, "the checker itself")
        found[name].append(f"{said.get('lastLine', '')}: {said['message']}")
    return dict(found)


def _ask(folder, files):
    command = ["java", "-Xss2m", "-jar", str(_jar()), "--format", "json", "--exit-zero-always",
               "--stdout", *files]  # fmt: skip
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, timeout=MOST_SECONDS, check=True
    )
    return json.loads(done.stdout)["messages"]


def _jar():
    return Path(os.environ.get("VNU_JAR") or USUAL)
