"""Servers for a benchmark: started on free ports, and stopped by their process alone."""

import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

WORKERS = "2"
NGINX = """
daemon off; worker_processes 2; pid {place}/nginx.pid; error_log {place}/error.log;
events {{ worker_connections 512; }}
http {{
  access_log off; default_type text/html; sendfile on;
  client_body_temp_path {place}/b; proxy_temp_path {place}/p; fastcgi_temp_path {place}/f;
  uwsgi_temp_path {place}/u; scgi_temp_path {place}/s;
  server {{ listen 127.0.0.1:{port}; root {place}/files; }}
}}
"""
VCL = """
vcl 4.1;
backend default {{ .host = "127.0.0.1"; .port = "{behind}"; }}
sub vcl_recv {{ unset req.http.cookie; return (hash); }}
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def granian(python, application, *, folder, env):
    port = free_port()
    command = [python, "-m", "granian", application, "--interface", "wsgi", "--host", "127.0.0.1",
               "--port", str(port), "--workers", WORKERS, "--blocking-threads", "1", "--no-ws",
               "--log-level", "error"]  # fmt: skip
    with _running(command, port, cwd=folder, env=os.environ | env):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def nginx(place, files):
    """Serves {address: bytes} from the disk."""
    port, root = free_port(), Path(place) / "files"
    for address, content in files.items():
        (root / address).parent.mkdir(parents=True, exist_ok=True)
        (root / address).write_bytes(content)
    config = Path(place) / "nginx.conf"
    config.write_text(NGINX.format(place=place, port=port))
    with _running(["/usr/sbin/nginx", "-c", str(config)], port):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def varnish(place, behind):
    port, config = free_port(), Path(place) / "bench.vcl"
    config.write_text(VCL.format(behind=behind.rpartition(":")[2]))
    command = ["/usr/sbin/varnishd", "-F", "-a", f"127.0.0.1:{port}", "-f", str(config),
               "-n", f"{place}/varnish", "-s", "malloc,256m"]  # fmt: skip
    with _running(command, port):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def _running(command, port, **options):
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = subprocess.Popen(command, **quiet, **options)
    try:
        _wait(server, port)
        yield
    finally:
        server.terminate()
        try:
            server.wait(15)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _wait(server, port):
    for _ in range(600):
        if server.poll() is not None:
            raise SystemExit(f"{server.args[0]} stopped at once (code {server.returncode}).")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"{server.args[0]} did not answer within a minute.")


def get(address, **headers):
    """(status, headers, body) of one request."""
    request = urllib.request.Request(address, headers=headers)  # noqa: S310 -- our own servers
    try:
        with urllib.request.urlopen(request, timeout=60) as response:  # noqa: S310
            return response.status, response.headers, response.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()
