"""What a story's page says about itself: in JSON-LD, in its meta elements, in its own words."""

import datetime
import re
from collections import Counter
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from html import unescape
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from prose import characters
from sources import json_ld
from sources.languages import known_language

MAX_HEADLINE = 300
MAX_URL = 500
MAX_AUTHORS = 20
_MAX_NAME = 120
_LEAST_STANDFIRST = 40  # characters; less is a kicker or a date
_MOST_WORDS = 12  # in a printed byline

_TRACKING = re.compile(r"utm_|(fb|g)clid$|mc_[ce]id$|at_(medium|campaign)$|xtor$", re.IGNORECASE)
# “Von Anna Lenz” is a byline, “Von Trier” a name.
_BY = re.compile(r"^(?:(?:by|par|por)\s+(?=\S)|(?:von|di|door|af|av)\s+(?=\S+\s\S))", re.IGNORECASE)
_BETWEEN_NAMES = re.compile(r"\s*[,;|·•&،、]\s*|\s+(?:and|et|und|и)\s+")
_BYLINE = re.compile(r"(^|\s)(byline|author|auteur|autor|signature)(\s|$)", re.IGNORECASE)
_BEFORE_SITE = re.compile(r"\s+[|\-–—·•»]\s+")


@dataclass
class Metadata:
    headline: str = ""
    standfirst: str = ""
    authors: list[str] = field(default_factory=list)
    first_published_at: datetime.datetime | None = None
    published_as_printed: str = ""  # a date without its hour or time zone
    language: str = ""
    url: str = ""


def read(tree):
    """Metadata of a parsed page (lxml.html)."""
    page = _Page(tree)
    dates = list(page.dates())
    exact = next((moment(date) for date in dates if moment(date)), None)
    return Metadata(
        headline=page.headline(),
        standfirst=page.standfirst(),
        authors=page.authors(),
        first_published_at=exact,
        published_as_printed="" if exact else next(iter(dates), ""),
        language=page.language(),
        url=page.url(),
    )


def clean_url(url):
    """The address without what only follows readers about; empty if it is none of the web."""
    try:
        parts = urlsplit(characters.clean_line(url))
        host = (parts.hostname or "").lower() + (f":{parts.port}" if parts.port else "")
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https") or "." not in host or parts.username:
        return ""
    query = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(name, value) for name, value in query if not _TRACKING.match(name)]
    asked = parts.query if len(kept) == len(query) else urlencode(kept)
    address = urlunsplit((parts.scheme.lower(), host, parts.path or "/", asked, ""))
    return address if len(address) <= MAX_URL else ""


def clean_language(code):
    """“fr-FR” for “fr_fr”; empty where nobody knows the language."""
    code = code.strip().replace("_", "-")
    language, *others = code.split("-")
    others = [part.title() if len(part) == 4 else part.upper() for part in others]
    code = "-".join([language.lower(), *others])
    return code if len(code) <= 20 and known_language(code) else ""


def clean_names(names):
    """Each name once, in printed order, without “By” and what is no name."""
    lines = [_BY.sub("", characters.clean_line(name)).strip(" ,;") for name in names]
    names = [n for n in lines if n and len(n) <= _MAX_NAME and "@" not in n and "://" not in n]
    return list(dict.fromkeys(names))[:MAX_AUTHORS]


def moment(printed):
    """An aware datetime, or None where the hour or the time zone is missing."""
    try:
        found = datetime.datetime.fromisoformat(re.sub(r"\s+(?=[+-]\d)", "", printed))
    except ValueError:
        try:
            found = parsedate_to_datetime(printed)
        except ValueError:
            return None
    return found if found.tzinfo and 1900 < found.year < 2200 else None


class _Page:
    def __init__(self, tree):
        self.tree = tree
        self.story = json_ld.story(tree)
        self.meta = {}
        for element in tree.iter("meta"):
            for said in ("property", "name", "itemprop"):
                text = _plain(element.get("content") or "")
                if element.get(said) and text:
                    self.meta.setdefault(element.get(said).lower(), []).append(text)

    def headline(self):
        """What most sources agree on; what the page prints, where they do not differ but in
        letters; JSON-LD first where nobody agrees."""
        printed = [_words_of(h1) for h1 in self.tree.iter("h1")]
        titles = [_words_of(title) for title in self.tree.iter("title")][:1]
        named = [_said(self.story.get("headline")), *self._metas("og:title", "twitter:title")]
        site = self._site()
        candidates = [_without_site(text, site) for text in (*named, *printed, *titles)]
        candidates = [c for c in candidates if 0 < len(c) <= MAX_HEADLINE and c != site]
        if not candidates:
            return ""
        votes = Counter(_bare(text) for text in candidates)
        best = max(candidates, key=lambda text: votes[_bare(text)])  # the first of several
        return self._whole(next((p for p in printed if _bare(p) == _bare(best)), best), candidates)

    def _whole(self, headline, candidates):
        """The same headline uncut, where a source shortened it."""
        stem = re.sub(r"\s*(…|\.\.\.)$", "", headline)
        if stem == headline:
            return headline
        return next((c for c in candidates if c.startswith(stem) and c != headline), headline)

    def _site(self):
        return next(self._metas("og:site_name"), "") or _said(self.story.get("publisher"))

    def standfirst(self):
        """As printed around the headline; else the description, unless it was cut."""
        for header in (h for title in self.tree.iter("h1") for h in title.iterancestors("header")):
            for element in header.iter("p", "h2"):
                words = "" if _is_author(element) else _words_of(element)
                if len(words) >= _LEAST_STANDFIRST:
                    return words
        named = [_said(self.story.get("description"))]
        named += self._metas("og:description", "description", "twitter:description")
        return next((text for text in named if text and not text.endswith(("…", "..."))), "")

    def authors(self):
        described = [_said(author) for author in self.story.get("author", ())]
        for names in (
            described,
            self._metas("author", "article:author", "dc.creator", "parsely-author", "byl"),
            self._printed_authors(),
        ):
            found = clean_names(part for name in names for part in _BETWEEN_NAMES.split(name))
            if found:
                return found
        return []

    def _printed_authors(self):
        for element in self.tree.iter():
            inner = (child for child in element.iterdescendants() if _is_author(child))
            if _is_author(element) and next(inner, None) is None:
                words = _words_of(element)
                if len(words.split()) <= _MOST_WORDS and not re.search(r"\d", words):
                    yield words

    def dates(self):
        """First-publication dates as printed, the most trustworthy first."""
        yield from filter(None, [_said(self.story.get("datePublished"))])
        yield from self._metas(
            "article:published_time", "og:article:published_time", "datepublished", "date",
            "dc.date", "dc.date.issued", "dcterms.created", "pubdate", "publish-date",
            "parsely-pub-date", "cxenseparse:publishtime", "sailthru.date",
        )  # fmt: skip
        times = sorted(self.tree.iter("time"), key=lambda e: e.get("itemprop") != "datePublished")
        yield from (_plain(time.get("datetime")) for time in times if time.get("datetime"))

    def language(self):
        html = next(self.tree.iter("html"), self.tree)
        named = [_said(self.story.get("inLanguage")), html.get("lang") or ""]
        named += self._metas("og:locale", "content-language", "dc.language", "language")
        return next(filter(None, map(clean_language, named)), "")

    def url(self):
        links = [e.get("href") or "" for e in self.tree.iter("link") if e.get("rel") == "canonical"]
        named = [*links, *self._metas("og:url"), _said(self.story.get("url"))]
        named.append(_said(self.story.get("mainEntityOfPage")))
        # A canonical address without a path is a template's mistake: it names every page.
        return next((u for u in map(clean_url, named) if u and urlsplit(u).path != "/"), "")

    def _metas(self, *names):
        return (text for name in names for text in self.meta.get(name, ()))


def _said(value):
    return _plain(json_ld.text(value))


def _plain(text):
    """One clean line; publishers put entities and markup even where neither belongs."""
    if "&" in text:
        text = unescape(unescape(text))
    if "<" in text:
        text = re.sub(r"</?[a-z][^>]*>", "", text, flags=re.IGNORECASE)
    return characters.clean_line(text)


def _words_of(element):
    return characters.clean_line("".join(element.itertext()))


def _bare(text):
    """For comparing: letters and digits alone, without case."""
    return re.sub(r"[\W_]+", "", text).casefold()


def _without_site(text, site):
    """The headline of “Headline | The Paper”."""
    parts = _BEFORE_SITE.split(text)
    if site and len(parts) > 1:
        for part, rest in ((parts[-1], text.rpartition), (parts[0], text.partition)):
            if _bare(part) == _bare(site):
                before, _, after = rest(part)
                return (before or after).strip(" |-–—·•»")
    return text


def _is_author(element):
    if not isinstance(element.tag, str) or element.tag in ("meta", "body", "html", "article"):
        return False
    return (
        element.get("rel") == "author"
        or element.get("itemprop") == "author"
        or _BYLINE.search(element.get("class") or "") is not None
    )
