"""Servers on this machine that speak as DeepL and LibreTranslate do. They translate a text by
writing the code of the language before it."""

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

KEY = "a-key-of-the-house"
LANGUAGES = [
    {"code": "fr", "name": "French", "targets": ["en", "fr"]},
    {"code": "ru", "name": "Russian", "targets": ["en"]},
    {"code": "zh", "name": "Chinese", "targets": ["en"]},
]


class Machines:
    """What the servers were asked, and how they answer: `answer["/v2/translate"] = (503, "")`
    breaks one address, a list of answers is used up one by one."""

    def __init__(self):
        self.asked = []
        self.answer = {}
        self.glossaries = {}
        self.used, self.limit = 41_300, 500_000
        self.pause = threading.Event()
        self.pause.set()
        self.address = ""

    def bodies(self, path):
        return [body for at, body in self.asked if at == path]

    def count(self, path):
        return len(self.bodies(path))

    def broken(self, path):
        answer = self.answer.get(path)
        if isinstance(answer, list):
            return answer.pop(0) if answer else None
        return answer


@contextmanager
def running(port=0):
    machines = Machines()
    handler = type("Handler", (_Handler,), {"machines": machines})
    server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    server.daemon_threads = True
    machines.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield machines
    finally:
        machines.pause.set()
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    machines = None
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        """Silence."""

    def do_GET(self):
        self._serve("GET")

    def do_POST(self):
        self._serve("POST")

    def do_DELETE(self):
        self._serve("DELETE")

    def _serve(self, method):
        path = urlsplit(self.path).path
        length = int(self.headers.get("Content-Length") or 0)
        body = json.loads(self.rfile.read(length) or b"{}")
        self.machines.asked.append((f"{method} {path}", body))
        if (broken := self.machines.broken(path)) is not None:
            return self._say(*broken)
        return self._say(*self._answer(method, path, body))

    def _answer(self, method, path, body):
        if path == "/languages":
            return 200, LANGUAGES
        if path == "/translate":
            self.machines.pause.wait(20)
            return 200, {"translatedText": [f"{body['target']}: {text}" for text in body["q"]]}
        if self.headers.get("Authorization") != f"DeepL-Auth-Key {KEY}":
            return 403, {"message": "Forbidden"}
        if path == "/v2/usage":
            return 200, {"character_count": self.machines.used,
                         "character_limit": self.machines.limit}  # fmt: skip
        if path == "/v2/translate":
            self.machines.pause.wait(20)
            return self._translate(body)
        return self._glossary(method, path, body)

    def _translate(self, body):
        entries = {}
        if wanted := body.get("glossary_id"):
            if wanted not in self.machines.glossaries:
                return 404, {"message": "Glossary not found"}
            entries = self.machines.glossaries[wanted]["entries"]
        found = []
        for text in body["text"]:
            drafted = text
            for source, target in entries.items():
                drafted = drafted.replace(source, target)
            found.append({"text": f"{body['target_lang']}: {drafted}",
                          "detected_source_language": body["source_lang"],
                          "billed_characters": len(text)})  # fmt: skip
        return 200, {"translations": found}

    def _glossary(self, method, path, body):
        known = self.machines.glossaries
        if method == "GET":
            return 200, {"glossaries": [_told(glossary) for glossary in known.values()]}
        if method == "DELETE":
            gone = known.pop(path.rpartition("/")[2], None)
            return (204, None) if gone else (404, {"message": "Not found"})
        dictionary = body["dictionaries"][0]
        entries = dict(line.split("\t") for line in dictionary["entries"].split("\n"))
        pk = f"glossary-{len(self.machines.asked)}"
        known[pk] = dictionary | {"id": pk, "name": body["name"], "entries": entries}
        return 201, _told(known[pk])

    def _say(self, status, body):
        data = body.encode() if isinstance(body, str) else json.dumps(body).encode()
        data = b"" if status == 204 else data
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def _told(glossary):
    return {
        "glossary_id": glossary["id"],
        "name": glossary["name"],
        "creation_time": "2026-01-02T03:04:05.678901+00:00",
        "dictionaries": [
            {
                "source_lang": glossary["source_lang"],
                "target_lang": glossary["target_lang"],
                "entry_count": len(glossary["entries"]),
            }
        ],
    }
