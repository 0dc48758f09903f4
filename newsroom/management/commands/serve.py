"""`make run`: the whole newsroom on one's own machine, with one command."""

import hashlib
import http.client
import io
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from newsroom.demo import loading, republishing
from newsroom.demo.edition import PASSWORD, edition

HOST = "127.0.0.1"
START_WITHIN = 60  # seconds, on a slow machine
STOP_WITHIN = 10
STOPS = (signal.SIGINT, signal.SIGTERM)


class Command(BaseCommand):
    help = "Serves the demo with its background worker on this machine, for a trial."

    def handle(self, **options):
        if not settings.LOCAL:
            raise CommandError(
                "serve is for a trial (LOCAL=true in .env); README.md says how to run a server."
            )
        require_free_port(settings.PORT)
        self.prepare()
        web, worker = commands(settings.PORT)
        with running({"web server": web, "background worker": worker}) as children:
            wait_until_it_answers(settings.PORT, children)
            self.announce()
            watch(children)

    def prepare(self):
        settings.VAR_DIR.mkdir(exist_ok=True)
        call_command("migrate", interactive=False, verbosity=0)
        collect_static()
        if not loading.is_loaded():
            self.stdout.write("Loading the demo edition …")
            call_command("demo", stdout=io.StringIO())

    def announce(self):
        site = f"http://localhost:{settings.PORT}"
        self.stdout.write(
            f"\n{settings.SITE_NAME} is open.\n"
            f"  the site  {site}/\n"
            f"  the desk  {site}/admin/\n\n"
            f"Log-ins for the desk, all with the password {PASSWORD}:"
        )
        for person in edition()["people"]:
            self.stdout.write(f"  {person['username']:<8} {person['role']:<18} {person['name']}")
        self.stdout.write(
            f"\nA key to {site}/api/v1/ (docs/api.md): {republishing.KEY}\n"
            f"\nMail is printed here, newsletters lie in {settings.MAIL_DIR}. "
            "Ctrl+C stops everything."
        )
        self.stdout.flush()


def require_free_port(port):
    # A server on IPv6 does not stop us, but a browser would meet it under "localhost".
    taken = _answers("::1", port) or _answers(HOST, port)
    if not taken:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except PermissionError:
                raise CommandError(
                    f"Port {port} is reserved for the administrator of this machine; "
                    "take one above 1023: make run PORT=8000"
                ) from None
            except OSError:
                taken = True
    if taken:
        raise CommandError(
            f"Port {port} is already in use; stop what listens there, or take another: "
            f"make run PORT={port + 1}"
        )


def _answers(host, port):
    try:
        socket.create_connection((host, port), timeout=1).close()
    except OSError:
        return False
    return True


def collect_static():
    """Only when a static file of ours or of a package has changed: compressing takes seconds."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            stat = os.stat(storage.path(path))
            digest.update(f"{path} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    seal = settings.VAR_DIR / "static.sha256"
    if seal.exists() and seal.read_text() == digest.hexdigest() and settings.STATIC_ROOT.exists():
        return
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    seal.write_text(digest.hexdigest())


def commands(port):
    granian = [sys.executable, "-m", "granian", "newsroom.wsgi:application", "--interface", "wsgi"]
    options = ["--host", HOST, "--port", str(port), "--workers", "1", "--blocking-threads", "4"]
    web = [*granian, *options, "--no-ws", "--log-level", "warning"]
    return web, [sys.executable, "manage.py", "worker"]


@contextmanager
def running(commands):
    """Start the processes of {name: command}; on leaving, ask them to stop, then make them."""
    # Said of Ctrl+C too: who was started in the background by a script has been told to ignore it.
    before = {number: signal.signal(number, _interrupt) for number in STOPS}
    children = {}
    try:
        for name, command in commands.items():
            # A session of its own: Ctrl+C reaches us alone, and we pass it on once.
            children[name] = subprocess.Popen(  # noqa: S603
                command, cwd=settings.BASE_DIR, start_new_session=True
            )
        yield children
    except KeyboardInterrupt:
        pass
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        stop(children.values())


def _interrupt(signum, frame):
    raise KeyboardInterrupt


def stop(children):
    for child in children:
        if child.poll() is None:
            child.terminate()
    deadline = time.monotonic() + STOP_WITHIN
    for child in children:
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def wait_until_it_answers(port, children):
    deadline = time.monotonic() + START_WITHIN
    while time.monotonic() < deadline:
        require_alive(children)
        connection = http.client.HTTPConnection(HOST, port, timeout=5)
        try:
            connection.request("GET", "/healthz", headers={"Host": f"localhost:{port}"})
            connection.getresponse()
            return
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    raise CommandError(f"The site did not answer within {START_WITHIN} seconds.")


def watch(children):
    while True:
        require_alive(children)
        time.sleep(0.3)


def require_alive(children):
    for name, child in children.items():
        if child.poll() is not None:
            raise CommandError(f"The {name} has stopped (exit code {child.returncode}).")
