"""How caches are told: PURGE for each address, one signed message for many."""

import hashlib
import hmac
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from articles import caches


class Cache:
    """Stands in for a cache, and for the hook of a network: keeps what it is told."""

    def __init__(self):
        self.told, self.status = [], 200
        cache = self

        class Handler(BaseHTTPRequestHandler):
            def answer(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                cache.told.append((self.command, self.path, dict(self.headers), body))
                self.send_response(cache.status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            do_PURGE = do_POST = answer

            def log_message(self, *args):
                """Silence."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def paths(self):
        return [path for _, path, _, _ in self.told]


@pytest.fixture
def cache():
    cache = Cache()
    yield cache
    cache.server.shutdown()
    cache.server.server_close()


@pytest.fixture
def purged(cache, settings):
    settings.PURGE_URLS = [f"{cache.address}/"]
    return cache


@pytest.fixture
def hooked(cache, settings):
    settings.PURGE_HOOK_URL = f"{cache.address}/hook"
    settings.PURGE_HOOK_SECRET = "between us"
    return cache


def test_each_address_is_purged_in_the_name_of_the_site(purged):
    caches.tell(["/", "/world/вода/"])

    assert purged.paths() == ["/", "/world/%D0%B2%D0%BE%D0%B4%D0%B0/"]
    assert {method for method, *_ in purged.told} == {"PURGE"}
    assert {headers["Host"] for _, _, headers, _ in purged.told} == {"testserver"}


def test_everything_goes_by_its_own_word(purged):
    caches.tell([caches.EVERYTHING])

    assert purged.paths() == ["/*"]


def test_an_address_that_is_escaped_already_is_not_escaped_again(purged):
    caches.tell(["/world/%D0%B2/"])

    assert purged.paths() == ["/world/%D0%B2/"]


@pytest.mark.parametrize("status", [200, 404, 412])
def test_a_cache_that_did_not_have_the_page_is_content(purged, status):
    purged.status = status

    caches.tell(["/"])


@pytest.mark.parametrize("status", [403, 405, 500])
def test_a_cache_that_refuses_is_not_told_yet(purged, status):
    purged.status = status

    with pytest.raises(caches.Unreached, match=f"answered {status}"):
        caches.tell(["/"])


def test_a_cache_that_is_away_is_not_told_yet(purged):
    purged.server.shutdown()
    purged.server.server_close()

    with pytest.raises(caches.Unreached):
        caches.tell(["/"])


def test_every_cache_is_told(purged, settings):
    settings.PURGE_URLS = [purged.address, purged.address]

    caches.tell(["/"])

    assert purged.paths() == ["/", "/"]


def test_a_hook_gets_many_addresses_in_one_signed_message(hooked):
    caches.tell(["/", "/world/a/"])

    [(method, path, headers, body)] = hooked.told
    assert (method, path) == ("POST", "/hook")
    assert json.loads(body) == {"urls": ["http://testserver/", "http://testserver/world/a/"]}
    moment, signed = (part.partition("=")[2] for part in headers["X-Newsroom-Signature"].split(","))
    known = hmac.new(b"between us", f"{moment}.".encode() + body, hashlib.sha256).hexdigest()
    assert signed == known


def test_a_hook_is_told_of_everything_in_one_word(hooked):
    picture = "https://media.ferry.example/a-480.jpg"
    caches.tell([caches.EVERYTHING, picture])

    told = [json.loads(body) for *_, body in hooked.told]
    assert told == [{"everything": True}, {"urls": [picture]}]


def test_pictures_of_another_host_are_purged_in_its_name(purged):
    caches.tell(["https://media.ferry.example/site/a-480.jpg"])

    [(method, path, headers, _)] = purged.told
    assert (method, path, headers["Host"]) == ("PURGE", "/site/a-480.jpg", "media.ferry.example")


def test_a_hook_gets_no_more_at_once_than_it_can_bear(hooked):
    caches.tell([f"/world/{n}/" for n in range(1_001)])

    assert [len(json.loads(body)["urls"]) for *_, body in hooked.told] == [500, 500, 1]


def test_a_hook_that_refuses_is_told_again(hooked):
    hooked.status = 503

    with pytest.raises(caches.Unreached, match="answered 503"):
        caches.tell(["/"])


# --- how long a page may be kept


def test_without_a_cache_that_we_can_tell_a_page_is_kept_a_minute():
    assert "s-maxage=60," in caches.header()


def test_with_one_it_is_kept_for_long(purged):
    assert "s-maxage=86400," in caches.header()
    assert "stale-while-revalidate" in caches.header()


@pytest.mark.django_db
def test_what_cannot_be_named_is_kept_a_minute_all_the_same(client, purged):
    assert "s-maxage=86400" in client.get("/")["Cache-Control"]
    assert "s-maxage=60," in client.get("/", {"x": "1"})["Cache-Control"]
    assert "s-maxage=60," in client.get("/newsletter/")["Cache-Control"]
