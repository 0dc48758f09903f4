"""As much of an IMAP server (RFC 3501) as reading one folder needs."""

import re
import socketserver
import threading
from contextlib import contextmanager

USER, PASSWORD = "bounces", "p@ss word"


class Session(socketserver.StreamRequestHandler):
    def handle(self):
        self.wfile.write(b"* OK ready\r\n")
        for line in self.rfile:
            tag, _, words = line.decode().strip().partition(" ")
            name = words.split()[0].upper()
            try:
                done = getattr(self, name.lower(), self.unknown)(words)
            except ConnectionAbortedError:
                return
            self.wfile.write(f"{tag} {done}\r\n".encode())
            if name == "LOGOUT":
                return

    def unknown(self, words):
        return "BAD unknown"

    def capability(self, words):
        self.wfile.write(b"* CAPABILITY IMAP4rev1\r\n")
        return "OK done"

    def login(self, words):
        good = words.split(" ", 1)[1] == f'{USER} "{PASSWORD}"'
        return "OK done" if good else "NO wrong password"

    def select(self, words):
        if '"INBOX"' not in words:
            return "NO there is no such folder"
        self.wfile.write(f"* {len(self.server.messages)} EXISTS\r\n".encode())
        return "OK done"

    def uid(self, words):
        messages, seen = self.server.messages, self.server.seen
        if "SEARCH" in words:
            unseen = " ".join(str(uid) for uid in messages if uid not in seen)
            self.wfile.write(f"* SEARCH {unseen}\r\n".encode())
            return "OK done"
        uid = int(re.search(r"(?:FETCH|STORE) (\d+)", words)[1])
        if "STORE" in words:
            seen.add(uid)
            return "OK done"
        if self.server.breaks:
            raise ConnectionAbortedError
        raw = messages[uid]
        self.wfile.write(f"* 1 FETCH (UID {uid} BODY[]<0> {{{len(raw)}}}\r\n".encode())
        self.wfile.write(raw + b")\r\n")
        return "OK done"

    def logout(self, words):
        return "OK done"


@contextmanager
def imap_server(*messages, breaks=False):
    """A server with these messages, all unseen; its attribute `seen` tells which no longer are."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Session) as server:
        server.daemon_threads = True
        server.messages = dict(enumerate(messages, 1))
        server.seen, server.breaks = set(), breaks
        port = server.server_address[1]
        server.address = f"imap://{USER}:p%40ss%20word@127.0.0.1:{port}/INBOX"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
