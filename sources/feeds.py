"""What an RSS or Atom feed says, as plain values: its stories, and how often it wants to be
asked. Bytes in, through feedparser; everything in them may be wrong, huge or hostile."""

import datetime
import io
import re
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from html import unescape
from urllib.parse import urljoin, urlsplit

import feedparser
from lxml import etree
from lxml import html as lxml_html

from prose import characters
from sources import metadata

MAX_BYTES = 5 * 1024 * 1024
MAX_ENTRIES = 500
MAX_SUMMARY = 600
MAX_LINKS = 40
MAX_SECTION = 60
_MAX_TEXT = 100_000  # characters of one element that are looked at
_MAX_PAGE = 200_000  # bytes of a web page in which it names its feeds
_OLDEST_YEAR = 1990

_UNSEEN = re.compile(r"<(script|style)\b[^<>]*>.*?(?:</\1\s*>|$)", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"</?[a-z][^<>]*>|<!--.*?(?:-->|$)|<!\[CDATA\[|\]\]>", re.IGNORECASE | re.DOTALL)
# Between the letters of a word there may be one of these; all others part words.
_INLINE = re.compile(
    r"</?(?:abbr|a|bdi|bdo|b|cite|code|em|font|i|mark|q|small|span|strong|sub|sup|s|u|wbr)\b[^<>]*>",
    re.IGNORECASE,
)
_HREF = re.compile(r"""<a\s[^<>]*?\bhref\s*=\s*["']?([^"'<>\s]+)""", re.IGNORECASE)
_BETWEEN_NAMES = re.compile(r"\s*[,;،、·|]\s*")
# What blog software writes beneath every story.
_TAIL = re.compile(r"\s*(The post .{1,400} (appeared )?first( appeared)? on .{1,120}|\[?…\]|"
                   r"\[\.\.\.\]|Continue reading.{0,200}|Read more\W*)$", re.DOTALL)  # fmt: skip
_QUIET = re.compile(rb"<skipHours\b[^>]*>(.{0,2000}?)</skipHours", re.IGNORECASE | re.DOTALL)
_HOUR = re.compile(rb"<hour>\s*(\d{1,2})\s*<", re.IGNORECASE)
_PERIODS = {"hourly": 60, "daily": 1440, "weekly": 10_080, "monthly": 43_200, "yearly": 525_600}
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/rdf+xml")


class NoFeed(ValueError):
    """The bytes are no feed; the message says so to people. `offers` are the addresses of
    feeds that a web page names."""

    def __init__(self, sentence, offers=()):
        self.offers = list(offers)
        super().__init__(sentence)


@dataclass(frozen=True)
class Entry:
    url: str
    headline: str
    summary: str = ""
    authors: list[str] = field(default_factory=list)
    language: str = ""  # where the entry names one of its own
    section: str = ""
    published_at: datetime.datetime | None = None
    links: list[str] = field(default_factory=list)  # to other sites


@dataclass(frozen=True)
class Contents:
    entries: list[Entry]  # in the order of the feed, each address once
    minutes: int = 0  # to be left alone after a look, if it says so
    quiet_hours: list[int] = field(default_factory=list)  # UTC, in which nobody should ask


def read(body, *, url, charset="", now):
    """Contents of the feed at `url`. Raises NoFeed."""
    if len(body) > MAX_BYTES:
        raise NoFeed("This feed is larger than 5 MB, which no list of stories needs.")
    headers = {"content-location": url}
    if charset:
        headers["content-type"] = f"application/xml; charset={charset}"
    # As a stream: of a string feedparser might take it for an address or a file to open.
    found = feedparser.parse(
        io.BytesIO(body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )
    if not found.entries and not found.get("version"):
        raise _no_feed(body, url)
    spoken = found.feed.get("language") or ""
    entries = {}
    for raw in found.entries[:MAX_ENTRIES]:
        entry = _entry(raw, url, spoken, now)
        if entry:
            entries.setdefault(entry.url, entry)
    return Contents(list(entries.values()), _minutes(found.feed), _quiet_hours(body))


def words(markup):
    """One plain line of what may be text, HTML, or HTML that was escaped once too often."""
    text = str(markup or "")[:_MAX_TEXT]
    for _ in range(2):
        text = _without_tags(_UNSEEN.sub(" ", text)) if "<" in text else text
        text = unescape(text) if "&" in text else text
    return characters.clean_line(_without_tags(text))


def _without_tags(text):
    return _TAG.sub(" ", _INLINE.sub("", text))


def shortened(text, most):
    if len(text) <= most:
        return text
    cut = text[:most].rsplit(" ", 1)[0] if " " in text[most // 2 : most] else text[: most - 1]
    return f"{cut[: most - 1].rstrip(' ,;:–—')}…"


def _entry(raw, base, spoken, now):
    """None for what has no address or no headline."""
    link = raw.get("feedburner_origlink") or raw.get("link") or ""
    try:
        address = metadata.clean_url(urljoin(base, link)) if link else ""
    except ValueError:
        return None
    headline = shortened(words(raw.get("title")), metadata.MAX_HEADLINE)
    if not address or not headline:
        return None
    texts = [raw.get("summary"), *(part.get("value") for part in raw.get("content", ()))]
    return Entry(
        url=address,
        headline=headline,
        summary=_summary(texts, headline),
        authors=_authors(raw),
        language=_language(raw, spoken),
        section=_section(raw),
        published_at=_moment(raw, now),
        links=_links(texts, base, address),
    )


def _summary(texts, headline):
    for text in texts:
        told = _TAIL.sub("", words(text))
        if told and told != headline:
            return shortened(told, MAX_SUMMARY)
    return ""


def _authors(raw):
    named = [author.get("name") or "" for author in raw.get("authors", ())]
    if not any(named):
        named = [raw.get("author") or ""]
    return metadata.clean_names(
        part for name in named for part in _BETWEEN_NAMES.split(words(name))
    )


def _language(raw, spoken):
    """Only what the entry says of itself: that of the whole feed is often what its software
    was installed with, and the desk knows better."""
    own = raw.get("language") or (raw.get("title_detail") or {}).get("language") or ""
    return metadata.clean_language(own) if own and own.lower() != spoken.lower() else ""


def _section(raw):
    named = (words(tag.get("label") or tag.get("term")) for tag in raw.get("tags", ()))
    # A category may be the address of one, or a number.
    fit = (name for name in named if re.search(r"[^\W\d_]{2}", name) and "://" not in name)
    return next((name for name in fit if len(name) <= MAX_SECTION), "")


def _moment(raw, now):
    """Aware, and never later than now: some stories are dated when they are to be printed."""
    # Not by feedparser's own get, which takes the one for the other.
    parsed = dict.get(raw, "published_parsed") or dict.get(raw, "updated_parsed")
    try:
        # Without a zone, which feedparser does not read in every form: universal time.
        parsed = parsed or parsedate_to_datetime(raw.get("published") or "").utctimetuple()
        found = datetime.datetime(*parsed[:6], tzinfo=datetime.UTC)
    except (ValueError, TypeError, IndexError):
        return None
    return min(now, found) if found.year >= _OLDEST_YEAR else None


def _links(texts, base, address):
    found, host = {}, urlsplit(address).hostname
    for text in texts:
        for href in _HREF.findall(str(text or "")[:_MAX_TEXT]):
            try:
                link = metadata.clean_url(urljoin(base, unescape(href)))
            except ValueError:
                continue
            if link and urlsplit(link).hostname != host:
                found[link] = None
    return list(found)[:MAX_LINKS]


def _minutes(feed):
    """The longest pause that the feed asks for, by RSS's ttl or the syndication module."""
    asked = [_whole(feed.get("ttl"))]
    period = _PERIODS.get(str(feed.get("sy_updateperiod") or "").strip().lower())
    if period:
        asked.append(period // max(1, _whole(feed.get("sy_updatefrequency")) or 1))
    return min(max(asked), _PERIODS["yearly"])


def _whole(said):
    said = str(said or "").strip()
    return int(said) if re.fullmatch(r"[0-9]{1,6}", said) else 0


def _quiet_hours(body):
    block = _QUIET.search(body[:_MAX_PAGE])
    hours = {int(hour) % 24 for hour in _HOUR.findall(block[1])} if block else set()
    return sorted(hours) if len(hours) < 24 else []


def _no_feed(body, url):
    offers = _offered(body, url)
    if offers:
        named = " or ".join(offers[:3])
        return NoFeed(f"This is a web page, not a feed. It names its feeds: {named}", offers)
    if re.search(rb"<html|<!doctype html", body[:2_000], re.IGNORECASE):
        return NoFeed("This is a web page, not a feed, and it names no feed of its own.")
    return NoFeed("There is no feed at this address: what it holds is neither RSS nor Atom.")


def _offered(body, url):
    try:
        tree = lxml_html.document_fromstring(body[:_MAX_PAGE])
    except (etree.ParserError, ValueError):
        return []
    found = {}
    for link in tree.iter("link"):
        if (link.get("type") or "").strip().lower() in _FEED_TYPES and link.get("href"):
            try:
                found[metadata.clean_url(urljoin(url, link.get("href").strip()))] = None
            except ValueError:
                continue
    return [address for address in found if address]
