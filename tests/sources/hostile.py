"""A web of our own: one server that behaves, and misbehaves, by the path it is asked for."""

import gzip
import socketserver
import threading
import time
import zlib
from dataclasses import dataclass, field

from sources.connecting import Network

PAGE = b"<html><h1>Le port</h1><p>Un matin.</p></html>"
HOST = "paper.example"


def answer(body=PAGE, status="200 OK", kind="text/html; charset=utf-8", length=None, **headers):
    length = len(body) if length is None else length
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {length}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "Connection: close", "", ""]).encode() + body


def redirect(to, status="302 Found"):
    return answer(b"", status=status, Location=to)


def bomb():
    """A gigabyte of zeros, as sent."""
    return answer(gzip.compress(gzip.compress(bytes(50_000_000)), 9), Content_Encoding="gzip")


def shallow_bomb():
    return answer(gzip.compress(bytes(100_000_000), 9), Content_Encoding="gzip")


def packed(body, coding):
    if coding == "gzip":
        return gzip.compress(body)
    if coding == "deflate":
        return zlib.compress(body)
    bare = zlib.compressobj(wbits=-15)
    return bare.compress(body) + bare.flush()


def endless(piece, head=b"", pause=0.0):
    def speak(send):
        send(head)
        while True:
            send(piece)
            time.sleep(pause)

    return speak


OPEN_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
CHUNKED = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"


@dataclass
class Site:
    """Answers by path: bytes, or a function of `send`. What was asked is in `asked`."""

    answers: dict = field(default_factory=dict)
    asked: list = field(default_factory=list)
    port: int = 0

    def url(self, path, host=HOST, scheme="http"):
        return f"{scheme}://{host}:{self.port}{path}"

    def network(self, **changed):
        """This site is the public web; any address that is not its own stays what it is."""
        names = {HOST: ["127.0.0.1"], "other.example": ["127.0.0.1"]}
        return Network(
            **{
                "admits": lambda address: address == "127.0.0.1",
                "look_up": lambda host, port: names.get(host, [host]),
                "ports": frozenset({self.port}),
            }
            | changed
        )

    def paths(self):
        return [request.split(b" ")[1].decode() for request in self.asked]


def serving(site, wrap=None):
    """Starts the site in a thread; returns its server, to be shut down."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self):
            sock = wrap(self.request) if wrap else self.request
            request = b""
            while b"\r\n\r\n" not in request:
                part = sock.recv(4096)
                if not part:
                    return
                request += part
            site.asked.append(request)
            path = request.split(b" ")[1].decode()
            missing = answer(b"", status="404 Not Found")
            said = site.answers.get(path, missing)
            if isinstance(said, bytes):
                sock.sendall(said)
            else:
                said(sock.sendall)

    class Server(socketserver.ThreadingTCPServer):
        allow_reuse_address = True
        daemon_threads = True

        def handle_error(self, request, client_address):
            """A client that hangs up in the middle is what these tests are about."""

    server = Server(("127.0.0.1", 0), Handler)
    site.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    return server
