"""`manage.py serve`, by its parts and as a whole: a process that a person starts and stops."""

import io
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from django.core.mail import EmailMessage, get_connection
from django.core.management import call_command
from django.core.management.base import CommandError

from newsroom.management.commands import serve

ROOT = Path(__file__).resolve().parents[2]
SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
STUBBORN = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
    "print('ready', flush=True); time.sleep(60)",
]


@pytest.fixture
def taken():
    """A port on which somebody listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_a_port_in_use_is_named_with_the_way_out(taken):
    with pytest.raises(CommandError) as refused:
        serve.require_free_port(taken)

    assert str(refused.value) == (
        f"Port {taken} is already in use; stop what listens there, or take another: "
        f"make run PORT={taken + 1}"
    )


def test_a_port_that_is_bound_but_silent_is_in_use_too():
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))

        with pytest.raises(CommandError, match="already in use"):
            serve.require_free_port(holder.getsockname()[1])


@pytest.mark.skipif(not socket.has_dualstack_ipv6(), reason="this machine has no IPv6")
def test_a_server_on_ipv6_would_be_met_under_localhost():
    with (
        socket.create_server(("::1", 0), family=socket.AF_INET6) as listener,
        pytest.raises(CommandError, match="already in use"),
    ):
        serve.require_free_port(listener.getsockname()[1])


def test_a_port_that_this_person_may_not_open_is_said_so(monkeypatch):
    def forbidden(self, address):
        raise PermissionError

    port = free_port()
    monkeypatch.setattr(socket.socket, "bind", forbidden)

    with pytest.raises(CommandError, match="take one above 1023"):
        serve.require_free_port(port)


def test_a_free_port_passes():
    serve.require_free_port(free_port())


def test_outside_a_trial_it_refuses(settings):
    settings.LOCAL = False

    with pytest.raises(CommandError, match="serve is for a trial"):
        call_command("serve")


@pytest.fixture
def statics(settings, tmp_path):
    """A project whose only static file is site.css."""
    settings.VAR_DIR = tmp_path
    settings.STATIC_ROOT = tmp_path / "collected"
    folder = tmp_path / "static"
    folder.mkdir()
    settings.STATICFILES_DIRS = [folder]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    (folder / "site.css").write_text("body { color: black }")
    return folder


def collected(settings):
    return settings.STATIC_ROOT / "site.css"


def test_static_files_are_collected(settings, statics):
    serve.collect_static()

    assert collected(settings).read_text() == "body { color: black }"


def test_static_files_that_did_not_change_are_not_collected_again(settings, statics):
    serve.collect_static()
    collected(settings).unlink()

    serve.collect_static()

    assert not collected(settings).exists()


def test_a_changed_static_file_is_collected_again(settings, statics):
    serve.collect_static()
    (statics / "site.css").write_text("body { color: dimgray }")

    serve.collect_static()

    assert "dimgray" in collected(settings).read_text()


def test_all_processes_end_when_the_block_is_left():
    with serve.running({"one": SLEEP, "two": SLEEP}) as children:
        assert [child.poll() for child in children.values()] == [None, None]

    assert [child.returncode for child in children.values()] == [-signal.SIGTERM] * 2


def test_ctrl_c_ends_them_without_a_traceback():
    with serve.running({"one": SLEEP}) as children:
        raise KeyboardInterrupt

    assert children["one"].returncode == -signal.SIGTERM


def test_sigterm_is_taken_like_ctrl_c():
    with serve.running({"one": SLEEP}) as children:
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(5)

    assert children["one"].returncode == -signal.SIGTERM


def test_a_process_that_will_not_stop_is_stopped(monkeypatch):
    monkeypatch.setattr(serve, "STOP_WITHIN", 0.2)
    child = subprocess.Popen(STUBBORN, stdout=subprocess.PIPE)
    child.stdout.readline()

    serve.stop([child])

    assert child.returncode == -signal.SIGKILL
    child.stdout.close()


def test_when_one_process_ends_the_others_do_and_it_is_named():
    ending = [sys.executable, "-c", "raise SystemExit(3)"]

    with (
        pytest.raises(CommandError, match=r"The worker has stopped \(exit code 3\)"),
        serve.running({"site": SLEEP, "worker": ending}) as children,
    ):
        serve.watch(children)

    assert children["site"].returncode == -signal.SIGTERM


def test_a_site_that_never_answers_is_given_up(monkeypatch):
    monkeypatch.setattr(serve, "START_WITHIN", 0.3)

    with pytest.raises(CommandError, match="did not answer"):
        serve.wait_until_it_answers(free_port(), {})


def test_a_long_link_in_a_printed_mail_stays_in_one_piece():
    link = "http://localhost:8000/newsletter/confirm/" + "aB3-_" * 60 + "/"
    printed = io.StringIO()
    console = get_connection("django.core.mail.backends.console.EmailBackend", stream=printed)

    body = f"Grüße aus São Paulo.\n\n{link}\n"
    EmailMessage("Please confirm", body, to=["reader@mail.example"], connection=console).send()

    assert link in printed.getvalue().splitlines()


class Trial:
    """`manage.py serve` with a database, pictures and a port of its own."""

    def __init__(self, folder):
        self.port = free_port()
        self.environment = {
            **os.environ,
            "DATABASE_URL": f"sqlite:///{folder / 'trial.sqlite3'}",
            "MEDIA_ROOT": str(folder / "media"),
            "MASTERS_ROOT": str(folder / "masters"),
            "MAIL_DIR": str(folder / "mail"),
            "SITE_NAME": "The Ferry",
            "SITE_URL": f"http://localhost:{self.port}",
            "PORT": str(self.port),
            "EDITIONS": "en,fr",
        }
        self.said = folder / "said.txt"

    def start(self):
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "serve"],
            cwd=ROOT,
            env=self.environment,
            stdout=self.said.open("w"),
            stderr=subprocess.STDOUT,
        )
        begun = time.monotonic()
        while "Ctrl+C" not in self.said.read_text():
            assert self.process.poll() is None, self.said.read_text()
            assert time.monotonic() < begun + 300, self.said.read_text()
            time.sleep(0.2)
        return time.monotonic() - begun

    def stop(self):
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=30)

    def get(self, path, **headers):
        url = f"http://localhost:{self.port}{path}"
        asked = urllib.request.Request(url, headers=headers)
        with urllib.request.urlopen(asked, timeout=10) as answer:  # noqa: S310 -- ourselves
            return answer.status, answer.read().decode()


@pytest.fixture
def trial(tmp_path):
    trial = Trial(tmp_path)
    yield trial
    if trial.process.poll() is None:
        trial.stop()


def test_a_trial_opens_shows_its_front_page_and_closes_and_a_second_one_changes_nothing(trial):
    first_start = trial.start()
    said = trial.said.read_text()
    status, front = trial.get("/")
    french = trial.get("/fr/")[1]
    story = trial.get("/fr/culture/une-pincee-de-ta-main/")[1]
    key = re.search(r"nr_\S+", said)[0]
    may_take = json.loads(trial.get("/api/v1/stories/", Authorization=f"Bearer {key}")[1])
    assert trial.stop() == 0

    assert f"http://localhost:{trial.port}/admin/" in said
    assert "ferry-demo" in said
    assert "translator" in said
    assert "Traceback" not in said
    assert "Subject:" not in trial.said.read_text()  # nor in what came after the log-ins
    assert status == 200
    assert "The Ferry" in front
    assert "Quand le col est sous la neige" in french
    assert "snowed in" not in french
    assert 'hreflang="en" href="http://localhost' in story
    assert "Première publication par El Tercer Andén" in story
    taken = {one["altIds"][0]["value"].rsplit("/", 2)[1] for one in may_take["items"]}
    assert {"a-pinch-of-your-hand", "une-pincee-de-ta-main", "how-a-story-crosses"} <= taken
    assert "what-to-do-with-the-salt" not in taken
    with pytest.raises(urllib.error.URLError):
        trial.get("/")

    second_start = trial.start()
    again = trial.said.read_text()

    assert trial.get("/")[1] == front
    assert "Loading the demo edition" in said
    assert "Loading the demo edition" not in again
    assert "ferry-demo" in again
    assert second_start < first_start / 2
