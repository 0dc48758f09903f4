"""One page over a connection that cannot be led astray.

A name is looked up once, every address it has must be one of the public web, and the
connection goes to the address that was checked, anew after every redirect. The clock runs over
everything: look-up, handshake, headers and body. What is read is bounded on the way in: headers,
body, and what a compressed body becomes.

The connection is the standard library's, because its places to override are documented and it
bounds every line it reads.
"""

import http.client
import ipaddress
import queue
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from functools import cache
from urllib.parse import quote, urljoin, urlsplit

from sources.refusals import (
    AstrayRedirect,
    BadAddress,
    BadScheme,
    TooBig,
    TooSlow,
    Unreachable,
)

_REDIRECTS = (301, 302, 303, 307, 308)
_CHUNK = 16 * 1024
_LONGEST_URL = 2_000
_SMALL = 1024 * 1024  # bytes; a body that is no more may be compressed as well as it likes
_KEPT = "/%:@!$&'()*+,;=~?[]"  # characters of a path and query that stay as they are
_UNICAST = ipaddress.ip_network("2000::/3")
_SPECIAL = [ipaddress.ip_network(n) for n in ("192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15")]


@dataclass(frozen=True)
class Limits:
    seconds: float = 20.0  # for everything, redirects included
    idle: float = 10.0  # seconds without a byte
    redirects: int = 5
    header_bytes: int = 64 * 1024
    body_bytes: int = 5 * 1024 * 1024  # as sent, and as inflated
    ratio: int = 100  # of inflated to sent
    pause: int = 2  # seconds between two pages of one host
    patience: float = 10.0  # seconds to wait for one's turn


def is_public(address):
    """Whether an address is one of the public web, and does not carry another one inside."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:  # of one network interface, such as fe80::1%eth0
        return False
    if ip.version == 6:
        tunnel = ip.sixtofour or ip.teredo
        return ip in _UNICAST and ip.is_global and not tunnel
    return ip.is_global and not ip.is_multicast and not any(ip in net for net in _SPECIAL)


def look_up(host, port):
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(address[0] for *_, address in found))


@cache
def _trusted():
    return ssl.create_default_context()


@dataclass(frozen=True)
class Network:
    """What counts as the public web. The tests have one of their own, with servers in it."""

    admits: Callable = is_public
    look_up: Callable = look_up
    ports: frozenset = frozenset({80, 443})
    trusted: Callable = _trusted  # certificates


LIMITS = Limits()
WEB = Network()


@dataclass(frozen=True)
class Answer:
    url: str  # after redirects
    status: int
    headers: Message
    body: bytes


@dataclass(frozen=True)
class Target:
    """An address taken apart, its host and path in the letters that go over the wire."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def netloc(self):
        host = f"[{self.host}]" if ":" in self.host else self.host
        usual = {"http": 80, "https": 443}[self.scheme]
        return host if self.port == usual else f"{host}:{self.port}"

    @property
    def origin(self):
        return f"{self.scheme}://{self.netloc}"


def target(url, network=WEB):
    try:
        parts = urlsplit(url.strip())
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode("ascii")
    except ValueError:
        raise BadAddress("This is no address of the web.") from None
    if parts.scheme not in ("http", "https"):
        raise BadScheme("Only pages of the web can be fetched: https:// or http://.")
    if not host or len(url) > _LONGEST_URL:
        raise BadAddress("This is no address of the web.")
    if "@" in parts.netloc:
        raise BadAddress("The address contains a user name or a password. Leave them out.")
    port = port or (443 if parts.scheme == "https" else 80)
    if port not in network.ports:
        raise BadAddress(f"The address names port {port}, which is not one of the public web.")
    asked = f"?{parts.query}" if parts.query else ""
    return Target(parts.scheme, host, port, quote((parts.path or "/") + asked, safe=_KEPT))


def host_of(url):
    return urlsplit(url).hostname or ""


def follow(url, headers, *, judge, before=lambda target: None, limits=LIMITS, network=WEB):
    """The Answer at the end of all redirects.

    `before` is asked about every address on the way, and what it takes does not count as the
    server's time. `judge` is shown url, status and headers of what is no redirect before its
    body is read. Both raise Refused.
    """
    end = time.monotonic() + limits.seconds
    for _ in range(limits.redirects + 1):
        aim, begun = target(url, network), time.monotonic()
        before(aim)
        end += time.monotonic() - begun
        with _asked(aim, headers, end, limits, network) as response:
            moved = response.headers.get("Location") if response.status in _REDIRECTS else None
            if moved is None:
                judge(url, response.status, response.headers)
                return Answer(url, response.status, response.headers, _body(response, limits, end))
            url = _moved(url, moved)
    raise AstrayRedirect(
        f"The page sends its visitors on more than {limits.redirects} times, from one address "
        "to the next."
    )


def _moved(url, location):
    # The standard library reads headers as Latin-1; an address may be UTF-8.
    location = location.encode("latin-1", "replace").decode("utf-8", "replace")
    try:
        following = urljoin(url, location.strip())
    except ValueError:
        raise AstrayRedirect("The page sends its visitors on to what is no address.") from None
    if url.startswith("https:") and following.startswith("http:"):
        raise AstrayRedirect(
            "The page is on a secure connection and sends its visitors on to an insecure one. "
            "If that is right, give the address that begins with http://."
        )
    return following


# --- one connection ----------------------------------------------------------------


@contextmanager
def _asked(aim, headers, end, limits, network):
    """The response to one request, its headers read."""
    with _worded(aim, end):
        addresses = _addresses(aim, end, network)
        context = network.trusted() if aim.scheme == "https" else None
        connection = _Pinned(aim, addresses, end, limits, context)
        try:
            connection.request("GET", aim.path, headers={"Host": aim.netloc, **headers})
            with connection.getresponse() as response:
                yield response
        finally:
            connection.finish()


@contextmanager
def _worded(aim, end):
    """Whatever goes wrong on the wire, said as Refused."""
    try:
        yield
    except (OSError, http.client.HTTPException, zlib.error, ValueError) as error:
        if time.monotonic() >= end or isinstance(error, TimeoutError):
            raise _too_slow(aim.host) from error
        if isinstance(error, ssl.SSLError):
            raise Unreachable(
                f"There is no secure connection to {aim.host}: its certificate or its "
                "encryption is not in order."
            ) from error
        if isinstance(error, ConnectionRefusedError):
            raise Unreachable(f"{aim.host} does not accept connections.") from error
        raise Unreachable(f"{aim.host} broke off or sent what is no web page.") from error


def _too_slow(host):
    return TooSlow(f"{host} took too long to answer.")


def _addresses(aim, end, network):
    """All addresses of the host, looked up once and every one of them admitted."""
    answer = queue.SimpleQueue()

    def ask():
        try:
            answer.put(network.look_up(aim.host, aim.port))
        except (OSError, UnicodeError):
            answer.put([])

    # The system's look-up cannot be broken off; left alone, it ends by itself.
    threading.Thread(target=ask, daemon=True).start()
    try:
        found = answer.get(timeout=max(0.0, end - time.monotonic()))
    except queue.Empty:
        raise _too_slow(aim.host) from None
    if not found:
        raise Unreachable(f"There is no host called {aim.host}.")
    if not all(network.admits(address) for address in found):
        raise BadAddress(
            f"{aim.host} leads to an address inside a private network, not on the public web."
        )
    return found


class _Pinned(http.client.HTTPConnection):
    """Speaks to the addresses that were checked. The name goes into the certificate's check."""

    def __init__(self, aim, addresses, end, limits, context):
        super().__init__(aim.host, aim.port)
        self.response_class = lambda *args, **kwargs: _Response(
            *args, header_bytes=limits.header_bytes, **kwargs
        )
        self.addresses, self.end, self.limits, self.context = addresses, end, limits, context
        self.alarm = None

    def connect(self):
        sock = self._reached()
        self._set_alarm(sock)
        if self.context:
            sock = self.context.wrap_socket(sock, server_hostname=self.host)
        self.sock = sock

    def _reached(self):
        failed = None
        for address in self.addresses:
            left = self.end - time.monotonic()
            if left <= 0:
                raise TimeoutError
            try:
                timeout = min(self.limits.idle, left)
                return socket.create_connection((address, self.port), timeout=timeout)
            except OSError as error:
                failed = error
        raise failed

    def _set_alarm(self, sock):
        """At the end of its time the connection is shut, whatever is being read: a time-out
        of the socket would begin anew with every byte."""
        wire = socket.socket(fileno=socket.dup(sock.fileno()))
        self.alarm = threading.Timer(max(0.0, self.end - time.monotonic()), _shut, (wire,))
        self.alarm.daemon = True
        self.alarm.start()

    def finish(self):
        # Not in close(): that is called as soon as the headers of the last answer are there.
        self.close()
        if self.alarm:
            self.alarm.cancel()
            self.alarm.args[0].close()


def _shut(wire):
    try:
        wire.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # the server was faster


class _Response(http.client.HTTPResponse):
    """Reads no more of headers than it may."""

    def __init__(self, *args, header_bytes, **kwargs):
        super().__init__(*args, **kwargs)
        self.header_bytes = header_bytes

    def begin(self):
        wire, self.fp = self.fp, _Frugal(self.fp, self.header_bytes)
        try:
            super().begin()
        finally:
            self.fp = wire


class _Frugal:
    def __init__(self, wire, most):
        self.wire, self.left = wire, most

    def readline(self, most):
        line = self.wire.readline(most)
        self.left -= len(line)
        if self.left < 0:
            raise TooBig("The server sends headers without end.")
        return line

    def close(self):
        self.wire.close()


# --- the body ----------------------------------------------------------------------


def _body(response, limits, end):
    if response.length is not None and response.length > limits.body_bytes:
        raise _too_big(limits, response.length)
    inflated, sent = _Inflated(response.headers.get("Content-Encoding", ""), limits), 0
    while chunk := response.read1(_CHUNK):
        sent += len(chunk)
        if sent > limits.body_bytes:
            raise _too_big(limits)
        inflated.take(chunk, sent)
    if time.monotonic() >= end:
        raise TimeoutError  # a shut connection looks like the end of the page
    if response.length or not inflated.whole:
        raise http.client.IncompleteRead(b"")
    return bytes(inflated.bytes)


def _too_big(limits, size=None):
    says = f"has {size / 1024 / 1024:.0f} MB" if size else "does not end"
    return TooBig(f"The page {says}; {limits.body_bytes / 1024 / 1024:.0f} MB is the most.")


class _Inflated:
    """A body as it was before it was compressed, and never more of it than it may be."""

    def __init__(self, coding, limits):
        self.coding = coding.strip().lower() or "identity"
        if self.coding not in ("identity", "gzip", "x-gzip", "deflate"):
            raise Unreachable("The page is compressed in a way that nobody asked for.")
        self.bytes, self.limits, self.stream = bytearray(), limits, None

    def take(self, chunk, sent):
        if self.coding == "identity":
            self.bytes += chunk
            return
        if self.stream is None:
            # Some servers call “deflate” what has no header.
            bare = self.coding == "deflate" and chunk[0] & 0x0F != 8
            self.stream = zlib.decompressobj(-15 if bare else 47)
        self.bytes += self.stream.decompress(chunk, self.limits.body_bytes + 1 - len(self.bytes))
        size = len(self.bytes)
        if size > self.limits.body_bytes or size > max(_SMALL, self.limits.ratio * sent):
            raise TooBig(
                "The page is small as it is sent and grows without measure when it is unpacked."
            )

    @property
    def whole(self):
        return self.stream is None or self.stream.eof
