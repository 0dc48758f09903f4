"""A paper's web server on this machine, and feeds as papers write them."""

import threading
from collections import defaultdict
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from sources import fetching

HOST = "paper.example"


class Server(ThreadingHTTPServer):
    """`pages` is path → (status, headers, body); `asked` the headers of each request, by path."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.pages, self.asked = {}, defaultdict(list)
        port = self.server_port
        self.network = fetching.Network(
            admits=lambda address: address == "127.0.0.1",
            look_up=lambda host, port: ["127.0.0.1"],
            ports=frozenset({port}),
        )
        self.url = f"http://{HOST}:{port}/feed"

    def serve(self, body, *, status=200, path="/feed", **headers):
        if isinstance(body, str):
            body = body.encode()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = (status, {"Content-Type": "application/rss+xml"} | named, body)


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked[self.path].append(dict(self.headers))
        status, headers, body = self.server.pages.get(self.path, (404, {}, b""))
        etag = headers.get("ETag")
        if etag and self.headers.get("If-None-Match") == etag:
            status, body = 304, b""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with suppress(BrokenPipeError, ConnectionResetError):  # who reads has had enough
            self.wfile.write(body)

    def log_message(self, *args):
        """Quietly."""


@contextmanager
def running():
    server = Server()
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def item(number=1, *, title=None, link=None, date="", more=""):
    title = title or f"Histoire {number}"
    link = link or f"https://paper.example/{number}"
    dated = f"<pubDate>{date}</pubDate>" if date else ""
    return f"<item><title>{title}</title><link>{link}</link>{dated}{more}</item>"


def rss(*items, channel=""):
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>Le Quai</title>{channel}{''.join(items)}</channel></rss>"
    )
