"""What the DNS says of a domain that newsletters come from: may its servers send (SPF, RFC 7208),
are its letters signed (DKIM, RFC 6376), what shall happen to those that are not (DMARC, RFC 7489),
and do these agree with the address that readers see."""

import re
from typing import NamedTuple

import dns.exception
import dns.resolver

GOOD, WARNING, BAD, UNKNOWN = "good", "warning", "bad", "unknown"
_ASKING = {"include", "a", "mx", "ptr", "exists", "redirect"}
SPF_LOOKUPS = 10  # more, and SPF is void (RFC 7208, 4.6.4)


class Finding(NamedTuple):
    verdict: str
    about: str
    words: str


class Unanswered(Exception):
    """The DNS did not say: neither yes nor no."""


class Zone:
    """The DNS as asked through one resolver. `server`: address and port of a name server, None
    for the one of this machine."""

    def __init__(self, server=None, timeout=5.0):
        self._resolver = dns.resolver.Resolver(configure=server is None)
        if server:
            self._resolver.nameservers, self._resolver.port = [server[0]], server[1]
        self._resolver.lifetime = timeout

    def texts(self, name):
        """The TXT records of a name. Raises Unanswered."""
        return [
            b"".join(record.strings).decode(errors="replace") for record in self._ask(name, "TXT")
        ]

    def takes_mail(self, name):
        """Has it a mail server? Raises Unanswered."""
        exchanges = [str(record.exchange) for record in self._ask(name, "MX")]
        if exchanges:
            return exchanges != ["."]  # RFC 7505
        return any(self._ask(name, kind) for kind in ("A", "AAAA"))

    def _ask(self, name, kind):
        try:
            return list(self._resolver.resolve(name, kind, search=False))
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
            return []
        except dns.exception.DNSException as error:
            raise Unanswered(
                f"The DNS does not answer for {name}: {type(error).__name__}."
            ) from error


def inspect(zone, domain, *, bounces="", selectors=()):
    """Findings about letters whose sender readers see at `domain`. `bounces`: domain of the
    return path, if it is another; `selectors`: under which names the keys of DKIM stand."""
    envelope = bounces or domain
    signed = list(_told("DKIM", _dkim, zone, domain, selectors))
    policy = _policy(zone, domain)
    return [
        *_told("SPF", _spf, zone, envelope),
        *signed,
        *_told("DMARC", _dmarc, policy, domain),
        *_alignment(policy, domain, envelope, any(each.verdict == GOOD for each in signed)),
        *_told("Answers", _answers, zone, domain, envelope),
    ]


def _told(name, check, *about):
    """What a check finds, or that the DNS did not say."""
    try:
        yield from check(*about)
    except Unanswered as error:
        yield Finding(UNKNOWN, name, str(error))


def _spf(zone, domain):
    found = [text for text in zone.texts(domain) if text.lower().split(" ")[0] == "v=spf1"]
    if not found:
        yield Finding(BAD, "SPF", f"{domain} has no record that begins with v=spf1.")
    elif len(found) > 1:
        yield Finding(
            BAD, "SPF", f"{domain} has {len(found)} records; with more than one none counts."
        )
    else:
        yield from _spf_record(domain, found[0])


def _spf_record(domain, record):
    terms = record.lower().split()[1:]
    lookups = sum(re.split("[:/=]", term.lstrip("+-~?"))[0] in _ASKING for term in terms)
    if lookups > SPF_LOOKUPS:
        yield Finding(BAD, "SPF", f"{domain} asks for {lookups} look-ups; ten are allowed.")
    elif terms[-1:] == ["+all"] or terms[-1:] == ["all"]:
        yield Finding(BAD, "SPF", f"{domain} lets the whole world send: end it with ~all or -all.")
    elif not any(term in ("~all", "-all") or term.startswith("redirect=") for term in terms):
        yield Finding(WARNING, "SPF", f"{domain}: {record} (end it with ~all or -all)")
    else:
        yield Finding(GOOD, "SPF", f"{domain}: {record}")


def _dkim(zone, domain, selectors):
    if not selectors:
        words = "Name the selector of your mail server with --selector: it is not seen from here."
        yield Finding(UNKNOWN, "DKIM", words)
    for selector in selectors:
        name = f"{selector}._domainkey.{domain}"
        records = [_tags(text) for text in zone.texts(name)]
        keys = [record["p"] for record in records if "p" in record]
        if not keys:
            yield Finding(BAD, "DKIM", f"{name} holds no key.")
        elif not any(keys):
            yield Finding(BAD, "DKIM", f"{name}: the key is withdrawn (p= is empty).")
        else:
            yield Finding(GOOD, "DKIM", f"{name} holds a key.")


def _policy(zone, domain):
    """(name, tags) of the DMARC record that counts: the domain's own or that of a parent; or the
    Unanswered."""
    labels = domain.split(".")
    try:
        for start in range(max(len(labels) - 1, 1)):
            parent = ".".join(labels[start:])
            for text in zone.texts(f"_dmarc.{parent}"):
                tags = _tags(text)
                if tags.get("v", "").upper() == "DMARC1":
                    return parent, tags
    except Unanswered as error:
        return error
    return None


def _dmarc(policy, domain):
    if isinstance(policy, Unanswered):
        raise policy
    if policy is None:
        yield Finding(BAD, "DMARC", f"_dmarc.{domain} has no record that begins with v=DMARC1.")
        return
    parent, tags = policy
    wish = tags.get("p", "").lower()
    if wish in ("quarantine", "reject"):
        yield Finding(GOOD, "DMARC", f"_dmarc.{parent}: p={wish}")
    elif wish == "none":
        words = (
            "p=none is enough for Gmail, and protects nobody: read the reports, then tighten it."
        )
        yield Finding(WARNING, "DMARC", f"_dmarc.{parent}: {words}")
    else:
        yield Finding(BAD, "DMARC", f"_dmarc.{parent} says no p=none, quarantine or reject.")


def _alignment(policy, domain, envelope, signed):
    """Either the return path or a signature has to be of the domain that readers see. Without a
    list of public suffixes, relaxed means: one of the two ends with the other."""
    strict = isinstance(policy, tuple) and policy[1].get("aspf", "r").lower() == "s"
    related = domain == envelope or (
        not strict and (domain.endswith(f".{envelope}") or envelope.endswith(f".{domain}"))
    )
    if related:
        yield Finding(GOOD, "Alignment", f"The return path is at {envelope}.")
    elif signed:
        words = f"The return path is at {envelope}, so all depends on the signature of {domain}."
        yield Finding(WARNING, "Alignment", words)
    else:
        words = f"The return path is at {envelope}: make it a subdomain of {domain}, or sign."
        yield Finding(BAD, "Alignment", words)


def _answers(zone, domain, envelope):
    for each in dict.fromkeys((domain, envelope)):
        if zone.takes_mail(each):
            yield Finding(GOOD, "Answers", f"{each} takes mail.")
        else:
            yield Finding(BAD, "Answers", f"{each} has no mail server: what comes back is lost.")


def _tags(record):
    """name=value; name=value (RFC 6376, 3.2)."""
    pairs = (part.partition("=") for part in record.split(";") if "=" in part)
    return {name.strip().lower(): "".join(value.split()) for name, _, value in pairs}
