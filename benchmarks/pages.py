"""The readers' pages, in one run and in turns: ours, an idiomatic Wagtail site of the same stories
(benchmarks/wagtail_site, in an environment of its own under var/), a view that returns one stored
row, Varnish before ours and nginx with the file.

    DATABASE_URL=postgres://…/postgres python benchmarks/pages.py        STORIES=20000 ROUNDS=3
    GROWTH=1000,200000 …                                                 SECONDS=3

Both sites run under granian with two workers; nothing is cached on our side but what the name says.
The databases bench_… are made once and kept. The last line is JSON: medians of requests per second
by connections, and the ratios."""

import json
import os
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.harness import servers  # noqa: E402
from benchmarks.harness.wrk import Target, alternate  # noqa: E402

SERVER = os.environ["DATABASE_URL"].rpartition("/")[0]
STORIES = int(os.environ.get("STORIES", 20_000))
ROUNDS = int(os.environ.get("ROUNDS", 3))
SECONDS = int(os.environ.get("SECONDS", 3))
GROWTH = [int(n) for n in os.environ.get("GROWTH", "").split(",") if n]
PAGE_CACHE = os.environ.get("PAGE_CACHE", "redis://127.0.0.1:6379/3")
ASKED = 500  # stories asked for in turn
WAGTAIL = ROOT / "var" / "wagtail"
WANTED = {
    "story / wagtail": 45, "home / wagtail": 40, "section / wagtail": 40, "rss / wagtail": 25,
    "search / wagtail": 40, "story / wagtail cached": 1.5, "story / row": 0.7, "304 / row": 1.0,
    "home / row": 0.5, "section / row": 0.5, "varnish / nginx": 0.85,
}  # fmt: skip


def run(*command, folder=ROOT, **env):
    subprocess.run(command, cwd=folder, env=os.environ | env, check=True)


def database(name):
    """Its address, and whether it is new."""
    with psycopg.connect(f"{SERVER}/postgres", autocommit=True) as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        new = known.fetchone() is None
        if new:
            connection.execute(f'CREATE DATABASE "{name}"')
    return f"{SERVER}/{name}", new


def ours(stories):
    """Environment of our site with so many stories, made where it is not there yet."""
    url, _ = database(f"bench_pages_{stories}")
    env = {"DATABASE_URL": url, "SECRET_KEY": "benchmark" * 8, "LOCAL": "true",
           "ALLOWED_HOSTS": "127.0.0.1", "PYTHONPATH": str(ROOT)}  # fmt: skip
    run(sys.executable, "manage.py", "migrate", "-v0", **env)
    with psycopg.connect(url) as connection:
        there, found = connection.execute(
            "SELECT (SELECT count(*) FROM articles_livearticle), "
            "(SELECT count(*) FROM articles_searchentry)"
        ).fetchone()
    if not there:
        run(sys.executable, "manage.py", "make_archive", "--articles", str(stories), **env)
    run(sys.executable, "manage.py", "rerender", **env)
    run(sys.executable, "manage.py", "collectstatic", "-v0", "--noinput", **env)
    if found < stories:
        run(sys.executable, "manage.py", "rebuild_search", **env)
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")
    return env


def paths(env):
    """Of stories from all over the archive."""
    with psycopg.connect(env["DATABASE_URL"]) as connection:
        rows = connection.execute(
            "SELECT path FROM articles_livearticle WHERE withdrawn_at IS NULL ORDER BY md5(path) "
            "LIMIT %s", [ASKED],
        )  # fmt: skip
        return [f"/{path}/" for (path,) in rows]


def store_rows(env, site, asked):
    """The pages that our site gives, as the rows of a table."""
    with psycopg.connect(env["DATABASE_URL"]) as connection:
        connection.execute("DROP TABLE IF EXISTS bench_page")
        connection.execute("CREATE TABLE bench_page (slug text PRIMARY KEY, page text)")
        for path in asked:
            page = servers.get(f"{site}{path}")[2].decode()
            connection.execute("INSERT INTO bench_page VALUES (%s, %s)", [_slug(path), page])


def _slug(path):
    return path.strip("/").split("/")[1]


def wagtail(env):
    """Environment of the Wagtail site of the same stories."""
    if not (WAGTAIL / "bin" / "granian").exists():
        run(sys.executable, "-m", "venv", str(WAGTAIL))
        needed = ("wagtail", "granian", "psycopg[binary]", "redis")
        run(str(WAGTAIL / "bin" / "pip"), "install", "--quiet", *needed)
    url, new = database(f"bench_wagtail_{STORIES}")
    found = {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "wagtail_site.settings",
             "PYTHONPATH": "."}  # fmt: skip
    python, folder = str(WAGTAIL / "bin" / "python"), ROOT / "benchmarks"
    if new:
        run(python, "-m", "django", "migrate", "-v0", folder=folder, **found)
        run(python, "wagtail_site/fill.py", env["DATABASE_URL"], folder=folder, **found)
        run(python, "-m", "django", "update_index", "-v0", folder=folder, **found)
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")
    return found


def compare(place):
    env = ours(STORIES)
    other, asked = wagtail(env), paths(env)
    python, folder = str(WAGTAIL / "bin" / "python"), ROOT / "benchmarks"
    with ExitStack() as stack:
        start = stack.enter_context
        site = start(
            servers.granian(
                sys.executable, "benchmarks.harness.site:application", folder=ROOT, env=env
            )
        )
        plain = start(
            servers.granian(python, "wagtail_site.wsgi:application", folder=folder, env=other)
        )
        cached = start(servers.granian(
            python, "wagtail_site.wsgi:application", folder=folder,
            env=other | {"PAGE_CACHE": PAGE_CACHE}))  # fmt: skip
        store_rows(env, site, asked)
        first = servers.get(f"{site}{asked[0]}")[2]
        front = start(servers.varnish(place, site))
        file = start(servers.nginx(place, {"story.html": first}))
        tags = {p: {"If-None-Match": servers.get(f"{site}{p}")[1]["ETag"]} for p in asked}
        targets = [
            Target("story", site, asked),
            Target("wagtail story", plain, asked),
            Target("row", site, [f"/row/{_slug(path)}" for path in asked]),
            Target("story 304", site, asked, tags),
            Target("wagtail story cached", cached, asked[:50]),
            Target("home", site, ["/"]),
            Target("wagtail home", plain, ["/"]),
            Target("section", site, ["/world/"]),
            Target("wagtail section", plain, ["/world/"]),
            Target("rss", site, ["/feed/"]),
            Target("wagtail rss", plain, ["/feed/"]),
            Target("varnish", front, asked[:1]),
            Target("nginx", file, ["/story.html"]),
        ]
        if servers.get(f"{site}/search/?q=harbour")[0] == 200:
            words = [f"/search/?q={word}" for word in ("harbour", "election", "drought", "mayor")]
            targets += [Target("search", site, words), Target("wagtail search", plain, words)]
        for target in targets:
            for path, _ in target.asked[:50]:
                servers.get(f"{target.server}{path}")  # and Wagtail's pages into its cache
        alternate(targets, place=place, rounds=ROUNDS, seconds=SECONDS)
    return {target.name: target for target in targets}


PAIRS = {
    "story / wagtail": ("story", "wagtail story"), "home / wagtail": ("home", "wagtail home"),
    "section / wagtail": ("section", "wagtail section"), "rss / wagtail": ("rss", "wagtail rss"),
    "search / wagtail": ("search", "wagtail search"),
    "story / wagtail cached": ("story", "wagtail story cached"), "story / row": ("story", "row"),
    "304 / row": ("story 304", "row"), "home / row": ("home", "row"),
    "section / row": ("section", "row"), "varnish / nginx": ("varnish", "nginx"),
}  # fmt: skip


def growth(place):
    """The same pages of a small and of a large archive, in turns."""
    small, large = GROWTH
    with ExitStack() as stack:
        targets = []
        for stories in (small, large):
            env = ours(stories)
            application = "benchmarks.harness.site:application"
            server = servers.granian(sys.executable, application, folder=ROOT, env=env)
            site = stack.enter_context(server)
            pages = {"story": paths(env), "home": ["/"], "section": ["/world/"]}
            if servers.get(f"{site}/search/?q=people")[0] == 200:
                pages["search"] = ["/search/?q=people", "/search/?q=harbour"]
            targets += [Target(f"{page} {stories}", site, asked) for page, asked in pages.items()]
        for target in targets:
            for path, _ in target.asked[:200]:
                servers.get(f"{target.server}{path}")
        alternate(targets, place=place, rounds=ROUNDS, seconds=SECONDS)
    found = {target.name: target for target in targets}
    names = [name.split()[0] for name in found if name.endswith(f" {small}")]
    return found, {f"{n} {large} / {small}": (f"{n} {large}", f"{n} {small}") for n in names}


def main():
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o755)  # nginx and Varnish read there as somebody else
        targets, pairs = growth(place) if GROWTH else (compare(place), PAIRS)
    ratios = {}
    for name, (one, other) in pairs.items():
        if one in targets and other in targets:
            ratios[name] = {
                f"c={n}": round(targets[one].median(n) / targets[other].median(n), 2)
                for n in (1, 8)
            }
            wanted = 0.9 if GROWTH else WANTED[name]
            print(f"{name:28} {ratios[name]}   wanted {wanted}")
    medians = {
        name: {f"c={n}": target.median(n) for n in (1, 8)} for name, target in targets.items()
    }
    stories = GROWTH or STORIES
    minutes = round((time.monotonic() - begun) / 60, 1)
    print(json.dumps({"stories": stories, "minutes": minutes, "rps": medians, "ratios": ratios}))


if __name__ == "__main__":
    main()
