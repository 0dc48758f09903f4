"""Pages come in safely: against real servers on this machine that mean harm."""

import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.cache import cache

from sources import connecting, fetching
from tests.sources import hostile
from tests.sources.hostile import CHUNKED, HOST, OPEN_HEAD, PAGE, answer, endless, redirect

ROOT = Path(__file__).resolve().parents[2]
QUICK = fetching.Limits(seconds=2, idle=2, pause=0)
PATIENT = replace(QUICK, seconds=20)


@pytest.fixture
def site():
    site = hostile.Site()
    server = hostile.serving(site)
    cache.clear()
    yield site
    server.shutdown()
    server.server_close()


def get(site, path="/story", limits=PATIENT, network=None, **kwargs):
    url = path if "://" in path else site.url(path)
    return fetching.fetch(url, limits=limits, network=network or site.network(), **kwargs)


def refused(site, path="/story", **kwargs):
    with pytest.raises(fetching.Refused) as caught:
        get(site, path, **kwargs)
    return caught.value


def test_a_page_comes_in_with_what_the_server_says_of_it(site):
    site.answers["/story"] = answer(ETag='"a"', Last_Modified="Sat, 21 Nov 2026 10:00:00 GMT")
    page = get(site)
    assert (page.url, page.status, page.body) == (site.url("/story"), 200, PAGE)
    assert (page.content_type, page.charset) == ("text/html", "utf-8")
    assert (page.etag, page.last_modified) == ('"a"', "Sat, 21 Nov 2026 10:00:00 GMT")


def test_we_say_who_we_are_and_name_the_host(site, settings):
    settings.USER_AGENT = "Newsroom/9 (+https://desk.example)"
    site.answers["/story"] = answer()
    get(site)
    assert b"User-Agent: Newsroom/9 (+https://desk.example)\r\n" in site.asked[-1]
    assert f"Host: {HOST}:{site.port}\r\n".encode() in site.asked[-1]


def test_an_address_in_other_letters_is_asked_for_as_the_wire_needs_it(site):
    site.answers["/%D0%BF%D0%BE%D1%80%D1%82?a=%C3%A9"] = answer()
    assert get(site, "/порт?a=é").body == PAGE


# --- the table of what means harm


def inside(address):
    return f"{address} leads to an address inside a private network, not on the public web."


ADDRESSES = [
    ("http://127.0.0.1/", "address", inside("127.0.0.1")),
    ("http://127.1/", "address", inside("127.1")),
    ("http://2130706433/", "address", inside("2130706433")),
    ("http://0x7f000001/", "address", inside("0x7f000001")),
    ("http://0177.0.0.1/", "address", inside("0177.0.0.1")),
    ("http://0.0.0.0/", "address", inside("0.0.0.0")),  # noqa: S104
    ("http://localhost/", "address", inside("localhost")),
    ("http://[::1]/", "address", inside("::1")),
    ("http://[::]/", "address", inside("::")),
    ("http://[::ffff:127.0.0.1]/", "address", inside("::ffff:127.0.0.1")),
    ("http://[::ffff:8.8.8.8]/", "address", inside("::ffff:8.8.8.8")),
    ("http://[64:ff9b::7f00:1]/", "address", inside("64:ff9b::7f00:1")),
    ("http://[2002:7f00:1::]/", "address", inside("2002:7f00:1::")),
    ("http://[2001:0:4136:e378::1]/", "address", inside("2001:0:4136:e378::1")),
    ("http://[fe80::1]/", "address", inside("fe80::1")),
    ("http://[fc00::1]/", "address", inside("fc00::1")),
    ("http://10.0.0.1/", "address", inside("10.0.0.1")),
    ("http://192.168.1.1/", "address", inside("192.168.1.1")),
    ("http://100.64.0.1/", "address", inside("100.64.0.1")),
    ("http://169.254.169.254/latest/", "address", inside("169.254.169.254")),
    ("http://224.0.0.1/", "address", inside("224.0.0.1")),
    ("http://198.18.0.1/", "address", inside("198.18.0.1")),
    ("file:///etc/passwd", "scheme", "Only pages of the web can be fetched: https:// or http://."),
    ("ftp://paper.example/", "scheme", "Only pages of the web can be fetched"),
    ("gopher://paper.example/", "scheme", "Only pages of the web can be fetched"),
    ("http://anna:secret@paper.example/", "address", "contains a user name or a password"),
    ("http://@paper.example/", "address", "contains a user name or a password"),
    ("http://paper.example:22/", "address", "names port 22"),
    ("http://paper.example:99999/", "address", "This is no address of the web."),
    ("http:///story", "address", "This is no address of the web."),
    ("http://a..b/", "address", "This is no address of the web."),
    ("http://[::1/", "address", "This is no address of the web."),
    ("http://" + "a" * 3000 + "/", "address", "This is no address of the web."),
]


@pytest.mark.parametrize(("url", "kind", "sentence"), ADDRESSES)
def test_an_address_that_is_none_of_the_public_web_is_refused(url, kind, sentence):
    with pytest.raises(fetching.Refused) as caught:
        fetching.fetch(url)
    assert caught.value.kind == kind
    assert sentence in str(caught.value)


@pytest.mark.parametrize(
    ("to", "kind", "sentence"),
    [
        ("http://127.0.0.2:{port}/", "address", inside("127.0.0.2")),
        ("http://[::1]:{port}/", "address", inside("::1")),
        ("http://169.254.169.254:{port}/", "address", inside("169.254.169.254")),
        ("http://127.0.0.2:22/", "address", "names port 22"),
        ("//anna@paper.example:{port}/", "address", "user name"),
        ("file:///etc/passwd", "scheme", "Only pages of the web"),
        ("http://[::1/", "redirects", "what is no address"),
        ("/story", "redirects", "sends its visitors on more than 5 times"),
    ],
)
def test_a_redirect_is_checked_like_a_first_address(site, to, kind, sentence):
    site.answers["/story"] = redirect(to.format(port=site.port))
    caught = refused(site)
    assert caught.kind == kind
    assert sentence in str(caught)


OK = b"HTTP/1.1 200 OK\r\n"
HOSTILE = [
    (
        "slow headers",
        endless(b"X: 1\r\n", b"HTTP/1.1 200 OK\r\n", 0.2),
        "too-slow",
        "took too long",
    ),
    ("slow letters", endless(b"H", pause=0.2), "too-slow", "took too long"),
    ("slow body", endless(b"a", OPEN_HEAD, 0.2), "too-slow", "took too long"),
    ("slow chunks", endless(b"1\r\na\r\n", CHUNKED, 0.2), "too-slow", "took too long"),
    ("silence", lambda send: time.sleep(8), "too-slow", "took too long"),
    ("endless body", endless(b"a" * 65536, OPEN_HEAD), "too-big", "does not end; 5 MB is the most"),
    ("endless chunk", endless(b"a" * 65536, CHUNKED), "network", "broke off or sent what is no"),
    ("endless line", endless(b"a" * 65536, OK), "too-big", "sends headers without end"),
    ("many headers", endless(b"X: a\r\n" * 50, OK), "network", "broke off or sent"),
    (
        "endless headers",
        endless(b"X: " + b"a" * 8000 + b"\r\n", b"HTTP/1.1 200 OK\r\n"),
        "too-big",
        "sends headers without end",
    ),
    ("200 MB", answer(b"a", length=200 * 1024 * 1024), "too-big", "has 200 MB; 5 MB is the most"),
    ("gzip bomb", hostile.shallow_bomb(), "too-big", "grows without measure when it is unpacked"),
    ("false gzip", answer(b"no", Content_Encoding="gzip"), "network", "broke off or sent"),
    ("unknown coding", answer(Content_Encoding="br"), "network", "a way that nobody asked for"),
    ("cut short", answer(length=900), "network", "broke off or sent"),
    ("no web", b"SSH-2.0-OpenSSH_9.2\r\n", "network", "broke off or sent"),
    ("PDF", answer(kind="application/pdf"), "type", "leads to a PDF, not to a web page"),
    ("picture", answer(kind="image/png"), "type", "leads to a picture"),
    ("a stranger", answer(kind="x/y"), "type", "leads to “x/y”"),
]


@pytest.mark.parametrize(
    ("said", "kind", "sentence"), [case[1:] for case in HOSTILE], ids=[c[0] for c in HOSTILE]
)
def test_a_hostile_server_is_refused_with_its_own_sentence_in_time(site, said, kind, sentence):
    site.answers["/story"] = said
    begun = time.monotonic()
    caught = refused(site, limits=QUICK if kind == "too-slow" else PATIENT)
    assert (caught.kind, sentence in str(caught)) == (kind, True), str(caught)
    assert time.monotonic() - begun < 12


def test_a_bomb_in_a_bomb_is_not_unpacked_twice(site):
    site.answers["/story"] = hostile.bomb()
    assert len(get(site).body) < 100_000


MEASURED = """
import resource, sys
import tests.environment
from sources import fetching
from tests.sources import hostile
site = hostile.Site()
hostile.serving(site)
site.answers["/body"] = hostile.endless(b"a" * 65536, hostile.OPEN_HEAD)
site.answers["/head"] = hostile.endless(b"X: " + b"a" * 8000 + b"\\r\\n", b"HTTP/1.1 200 OK\\r\\n")
with open(sys.argv[1], "rb") as bomb:
    site.answers["/bomb"] = bomb.read()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for path in site.answers:
    try:
        fetching.fetch(site.url(path), network=site.network(), limits=fetching.Limits(pause=0))
    except fetching.Refused as refused:
        print(path, refused.kind)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


def test_memory_stays_bounded_whatever_is_sent(tmp_path):
    bomb = tmp_path / "bomb"
    bomb.write_bytes(hostile.shallow_bomb())
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, bomb], cwd=ROOT, capture_output=True, text=True, timeout=90
    )
    *kinds, grown = done.stdout.split("\n")[:-1]
    assert kinds == ["/body too-big", "/head too-big", "/bomb too-big"], done.stderr
    assert int(grown) < 60 * 1024  # kilobytes


# --- names


def test_a_name_is_looked_up_once_and_the_connection_goes_to_that_answer(site):
    answers = iter([["127.0.0.1"], ["169.254.169.254"]])
    asked = []

    def changing(host, port):
        asked.append(host)
        return next(answers)

    cache.set(f"robots:http://{HOST}:{site.port}", "", 60)
    site.answers["/story"] = answer()
    assert get(site, network=site.network(look_up=changing)).body == PAGE
    assert asked == [HOST]


def test_one_private_address_among_public_ones_is_enough_to_refuse(site):
    site.answers["/story"] = answer()
    network = site.network(look_up=lambda host, port: ["127.0.0.1", "10.0.0.1"])
    assert refused(site, network=network).kind == "address"
    assert site.asked == []


def test_a_name_that_nobody_knows(site):
    caught = refused(site, network=site.network(look_up=lambda host, port: []))
    assert str(caught) == f"There is no host called {HOST}."


def test_a_look_up_that_hangs_does_not_hang_us(site):
    done = threading.Event()
    network = site.network(look_up=lambda host, port: done.wait(30))
    begun = time.monotonic()
    assert refused(site, limits=QUICK, network=network).kind == "too-slow"
    assert time.monotonic() - begun < 25
    done.set()


def test_the_next_address_is_tried_where_the_first_does_not_answer(site):
    site.answers["/story"] = answer()
    network = site.network(
        look_up=lambda host, port: ["127.0.0.3", "127.0.0.1"], admits=lambda address: True
    )
    assert get(site, network=network).body == PAGE


# --- redirects


def test_a_redirect_is_followed_and_its_end_is_the_address(site):
    site.answers |= {"/old": redirect("/new?x=1"), "/new?x=1": answer()}
    assert get(site, "/old").url == site.url("/new?x=1")


def test_a_secure_page_may_not_send_us_on_to_an_insecure_one():
    with pytest.raises(fetching.Refused) as caught:
        connecting._moved("https://paper.example/a", "http://paper.example/a")
    assert caught.value.kind == "redirects"
    assert "insecure" in str(caught.value)


# --- what servers say


@pytest.mark.parametrize(
    ("status", "kind", "sentence"),
    [
        ("401 Unauthorized", "paywall", "asks for a log-in"),
        ("402 Payment Required", "paywall", "asks for payment"),
        ("403 Forbidden", "paywall", "does not let us in"),
        ("451 Unavailable", "paywall", "for legal reasons"),
        ("404 Not Found", "gone", "There is no such page at paper.example"),
        ("410 Gone", "gone", "There is no such page"),
        ("429 Too Many Requests", "busy", "asks us to come back later"),
        ("503 Service Unavailable", "busy", "asks us to come back later"),
        ("500 Oops", "status", "answered with an error (status 500)"),
        ("204 No Content", "status", "(status 204)"),
        ("304 Not Modified", "status", "(status 304)"),
    ],
)
def test_every_refusal_of_a_server_has_its_own_sentence(site, status, kind, sentence):
    site.answers["/story"] = answer(b"", status=status)
    caught = refused(site)
    assert (caught.kind, caught.status) == (kind, int(status[:3]))
    assert sentence in str(caught)


@pytest.mark.parametrize(
    ("said", "seconds"), [("120", 120), ("99999999999", 604800), ("soon", None), ("", None)]
)
def test_a_busy_server_may_say_for_how_long(site, said, seconds):
    site.answers["/story"] = answer(b"", status="503 Busy", Retry_After=said)
    assert refused(site).retry_after == seconds


def test_what_has_not_changed_since_is_not_sent_again(site):
    site.answers["/story"] = answer(b"", status="304 Not Modified", ETag='"a"')
    page = get(site, etag='"a"', last_modified="Sat, 21 Nov 2026 10:00:00 GMT")
    assert (page.status, page.body, page.unchanged) == (304, b"", True)
    assert b'If-None-Match: "a"\r\n' in site.asked[-1]
    assert b"If-Modified-Since: Sat, 21 Nov 2026 10:00:00 GMT\r\n" in site.asked[-1]


def test_a_validator_that_could_not_be_stored_whole_is_none(site):
    site.answers["/story"] = answer(ETag="x" * 201, Last_Modified="y" * 61)
    assert (get(site).etag, get(site).last_modified) == ("", "")


def test_a_feed_is_let_in_as_a_feed_only(site):
    site.answers["/feed"] = answer(b"<rss/>", kind="application/rss+xml")
    assert refused(site, "/feed").kind == "type"
    assert get(site, "/feed", accept=fetching.FEEDS).body == b"<rss/>"


@pytest.mark.parametrize("coding", ["gzip", "deflate", "bare deflate"])
def test_a_compressed_page_is_unpacked(site, coding):
    packed = hostile.packed(PAGE, coding)
    site.answers["/story"] = answer(packed, Content_Encoding=coding.split()[-1])
    assert get(site).body == PAGE


def test_a_wrong_charset_is_left_to_who_reads_the_page(site):
    body = "<p>Привет, порт".encode("cp1251")
    site.answers["/story"] = answer(body, kind="text/html; charset=utf-8")
    assert get(site).body == body


# --- one after the other


def test_the_pages_of_one_host_come_one_after_the_other(site):
    site.answers["/story"] = answer()
    get(site, limits=replace(PATIENT, pause=2))
    begun = time.monotonic()
    get(site, limits=replace(PATIENT, pause=2))
    assert time.monotonic() - begun > 0.5


def test_who_will_not_wait_is_told_so(site):
    site.answers["/story"] = answer()
    get(site, limits=replace(PATIENT, pause=60))
    caught = refused(site, limits=replace(PATIENT, pause=60, patience=0))
    assert (caught.kind, caught.status, caught.retry_after) == ("busy", 0, 60)
