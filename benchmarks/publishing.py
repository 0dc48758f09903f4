"""A press on “Publish”: ours, on a story that is approved, beside that of the Wagtail site of the
same stories (benchmarks/wagtail_site), in turns. Needs what benchmarks/pages.py has made.

    DATABASE_URL=postgres://…/postgres python benchmarks/publishing.py    STORIES=20000 ROUNDS=3

Both publish in copies of their databases, made anew for each round. The last line is JSON:
medians in milliseconds from the form that is sent to the answer, without server and network, and
ours as a share of the other.
"""

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parents[1]
SERVER = os.environ["DATABASE_URL"].rpartition("/")[0]
STORIES = int(os.environ.get("STORIES", 20_000))
ROUNDS = int(os.environ.get("ROUNDS", 3))
NUMBER = 20
LEFT_OUT = 3  # of each round: what a process does once
SHARE = 0.25


def copied(name):
    copy = f"{name}_copy"
    with psycopg.connect(f"{SERVER}/postgres", autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{copy}"')
        connection.execute(f'CREATE DATABASE "{copy}" TEMPLATE "{name}"')
    return f"{SERVER}/{copy}"


def dropped(name):
    with psycopg.connect(f"{SERVER}/postgres", autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}_copy"')


def spent(python, script, folder, **env):
    command = [str(python), str(script)]
    env = os.environ | {"NUMBER": str(NUMBER)} | env
    said = subprocess.run(command, cwd=folder, env=env, check=True, stdout=subprocess.PIPE)
    return [float(line) for line in said.stdout.split()][LEFT_OUT:]


def main():
    names = {"ours": f"bench_pages_{STORIES}", "wagtail": f"bench_wagtail_{STORIES}"}
    seen = {whose: [] for whose in names}
    wagtail = ROOT / "var" / "wagtail" / "bin" / "python"
    here, there = {"PYTHONPATH": str(ROOT)}, {"PYTHONPATH": "."}
    there["DJANGO_SETTINGS_MODULE"] = "wagtail_site.settings"
    try:
        for _ in range(ROUNDS):
            here["DATABASE_URL"] = copied(names["ours"])
            there["DATABASE_URL"] = copied(names["wagtail"])
            seen["ours"] += spent(sys.executable, "benchmarks/harness/publish.py", ROOT, **here)
            folder = ROOT / "benchmarks"
            seen["wagtail"] += spent(wagtail, "wagtail_site/publish.py", folder, **there)
    finally:
        for name in names.values():
            dropped(name)
    medians = {whose: round(statistics.median(found), 1) for whose, found in seen.items()}
    share = round(medians["ours"] / medians["wagtail"], 2)
    print(json.dumps({"stories": STORIES, "ms": medians, "share": share, "wanted": SHARE}))


if __name__ == "__main__":
    main()
