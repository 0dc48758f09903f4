"""What a story's page says about itself: in JSON-LD, in its meta elements, in its own words."""

import datetime
import itertools
import re
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from prose import characters
from sources import bylines, furniture, headlines, json_ld, moments
from sources.bylines import clean_names
from sources.languages import known_language, shares_script, written_in
from sources.moments import moment
from sources.printed import (
    exceeds,
    holds_blocks,
    is_author,
    is_elsewhere,
    names_of,
    rank_of_time,
    words_of,
)

__all__ = [
    "MAX_HEADLINE",
    "Metadata",
    "clean_language",
    "clean_names",
    "clean_url",
    "moment",
    "read",
]

MAX_HEADLINE = 300
MAX_URL = 500
_LEAST_STANDFIRST = 40  # characters; less is a kicker or a date
_MOST_STANDFIRST = 600
_MOST_WORDS = 12  # in a printed byline
_MOST_BYLINES = 6
_MOST_DATED = 12  # elements that are called dates, and are looked at
_MOST_IN_STAMP = 6  # elements in a line that holds the date
_LONGEST_LEAD = 4 * _MOST_STANDFIRST  # characters, white space and all
_LONGEST_BYLINE = 300  # likewise
_LONGEST_STAMP = 90  # characters
_NEAR = 80  # elements after the headline, among which standfirst and byline stand

_MAY_NAME = ("a", "span", "p", "div", "address", "li", "strong", "b", "em", "i", "cite", "h3",
             "h4", "h5", "h6")  # fmt: skip

_TRACKING = re.compile(r"utm_|(fb|g)clid$|mc_[ce]id$|at_(medium|campaign)$|xtor$", re.IGNORECASE)
_LEAD = re.compile(
    r"(?<![a-z])(standfirst|lead|lede|lead-?text|intro\w*|dek|deck|sub-?titles?|sub-?head\w*|"
    r"sub-?headlines?|chapo|chapeau|entradilla|bajada|volanta|copete|vorspann|anriss|sapo|"
    r"sommario|occhiello|perex|ingress|preamble|anons|zajawka|strap|strapline|summary|excerpt|"
    r"description|abstract|linha-?fina|subtitulo|sous-?titre|untertitel|catenaccio|manchet)(?![a-z])"
)
_DATED = re.compile(
    r"(?<![a-z])(?:date\w*|pub-?date|publish\w*|posted-?on|time-?stamp|datum|fecha\w*|data-?pub\w*|datetime)(?![a-z])"
)
_is_called_date = furniture.called(_DATED)
_is_called_lead = furniture.called(_LEAD)


@dataclass
class Metadata:
    headline: str = ""
    standfirst: str = ""
    authors: list[str] = field(default_factory=list)
    first_published_at: datetime.datetime | None = None
    published_as_printed: str = ""  # without hour or time zone: the moment is a guess, if any
    language: str = ""
    url: str = ""
    standfirst_printed: bool = False
    locked: bool = False  # readers have to pay or to log in for the whole story
    lead: str = ""  # address of the picture that stands for the story
    story: dict = field(default_factory=dict, repr=False, compare=False)  # as JSON-LD tells it


def read(tree):
    """Metadata of a parsed page (lxml.html)."""
    page = _Page(tree)
    dates, others = [date for date in page.dates() if date], list(page.other_dates())
    exact = moments.first(dates, others)
    if not exact:
        dates += page.printed_dates()
        exact = moments.first(dates, others)
    return Metadata(
        headline=page.named,
        standfirst=page.standfirst(),
        authors=page.authors(),
        first_published_at=exact or moments.guessed(dates, page.host, page.spoken),
        published_as_printed="" if exact else next(iter(dates), ""),
        language=page.spoken,
        url=page.url(),
        standfirst_printed=bool(page.standing_first),
        locked=json_ld.locked(page.story),
        lead=next(page.metas("og:image", "og:image:url", "twitter:image"), ""),
        story=page.story,
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


class _Page:
    def __init__(self, tree):
        self.tree = tree
        self.story = json_ld.story(tree, printed=[words_of(h1) for h1 in tree.iter("h1")])
        self.meta = {}
        for element in tree.iter("meta"):
            for said in ("property", "name", "itemprop"):
                text = _plain(element.get("content") or "")
                if element.get(said) and text:
                    self.meta.setdefault(element.get(said).lower(), []).append(text)
        self.sites = self._sites()
        self.papers = {headlines.bare(site) for site in self.sites} - {""}
        self.named = self.headline()
        self.spoken, self.host = self.language(), urlsplit(self.url()).hostname or ""
        self.standing_first = self.printed_standfirst()

    def headline(self):
        """What most sources agree on, as it is printed."""
        named = [("told", _said(self.story.get("headline")))]
        named += [("printed", words_of(h1)) for h1 in self.tree.iter("h1")]
        named += [("network", text) for text in [*self.metas("og:title")][:1]]
        titles = [words_of(title) for title in self.tree.iter("title")][:1]
        named += [("window", _plain(text)) for text in titles]
        more = self.metas(
            "twitter:title", "headline", "parsely-title", "dc.title", "sailthru.title"
        )
        named += [("second", text) for text in list(more)[:2]]
        return headlines.choose(named, self.sites, MAX_HEADLINE)

    def _sites(self):
        named = [*self.metas("og:site_name", "application-name", "twitter:site")]
        named += [_said(publisher) for publisher in self.story.get("publisher", ())]
        host = urlsplit(self.url()).hostname or ""
        labels = [label for label in host.split(".")[:-1] if len(label) > 3]
        return [name.lstrip("@") for name in named] + labels

    def standfirst(self):
        """As printed around the headline; else the description, unless it was cut."""
        return self.standing_first or next(self._descriptions(), "")

    def _descriptions(self):
        named = [_said(self.story.get("description"))]
        named += self.metas("og:description", "description", "twitter:description")
        return (text for text in named if text and not text.endswith(("…", "...")))

    def printed_standfirst(self):
        for header in (h for title in self.tree.iter("h1") for h in title.iterancestors("header")):
            for element in header.iter("p", "h2"):
                words = "" if is_author(element) else words_of(element)
                if _LEAST_STANDFIRST <= len(words) <= _MOST_STANDFIRST:
                    return words
        told = [headlines.bare(text)[:60] for text in self._descriptions()]
        for element in self._near_the_headline():
            if element.tag not in ("p", "h2", "h3", "div", "span", "strong") or is_author(element):
                continue
            words = "" if exceeds(element, _LONGEST_LEAD) else words_of(element)
            if not _LEAST_STANDFIRST <= len(words) <= _MOST_STANDFIRST:
                continue
            if _is_called_lead(names_of(element)) and not holds_blocks(element):
                return words
            if len(words) > 60 and any(t and headlines.bare(words).startswith(t) for t in told):
                return words
        return ""

    def _near_the_headline(self):
        """Elements that follow the one headline, as far as they may belong to it."""
        named = headlines.bare(self.named)
        title = next(
            (h for h in self.tree.iter("h1") if headlines.bare(words_of(h)) == named), None
        )
        if title is None:
            return
        count = 0
        for around in (title, *title.iterancestors()):
            for sibling in around.itersiblings():
                for element in sibling.iter("*"):
                    count += 1
                    if count > _NEAR:
                        return
                    yield element

    def authors(self):
        """As JSON-LD tells them; else as meta elements do; else as they are printed."""
        for names in (self._described_authors(), self._named_authors(), self._printed_authors()):
            found = clean_names(names)
            if found:
                return found
        return []

    def _described_authors(self):
        """The paper itself is an author only where its byline names it and nobody else."""
        told = [_said(author) for author in self.story.get("author", ())]
        ours = [name for name in told if self._is_site(name)]
        others = [name for name in told if name and name not in ours]
        if others or not ours:
            return [name for line in others for name in self._split(line)]
        printed = "".join(map(headlines.bare, self._printed_lines()))
        return self._printed_authors() or [n for n in ours if headlines.bare(n) in printed]

    def _named_authors(self):
        named = self.metas("author", "article:author", "dc.creator", "dcterms.creator",
                           "parsely-author", "sailthru.author", "byl")  # fmt: skip
        split = [self._split(name) for name in named if not self._is_site(name)]
        # “The Quay, Brest, France”: the paper with where it sits.
        people = [names for names in split if names and not self._is_site(names[0])]
        return [name for names in people for name in names if not self._is_site(name)]

    def _printed_authors(self):
        lines = [line for line in self._printed_lines() if len(line.split()) <= _MOST_WORDS]
        named = [n for line in lines for n in bylines.printed_names(line)]
        named = [bylines.without_paper(n, self.papers) for n in named if not self._is_desk(n)]
        return [name for name in named if not bylines.is_firm(name)] or named

    def _split(self, line):
        """The names in what may be several; one that is a firm's or a sentence stays whole."""
        return [bylines.without_paper(name, self.papers) for name in bylines.names_in(line)]

    def _printed_lines(self):
        """What stands in elements that are called author or byline; else what begins like one
        under the headline."""
        named = (e for e in self.tree.iter(*_MAY_NAME) if is_author(e))
        found = [
            _whole_line(element)
            for element in named
            if not any(map(is_author, element.iterdescendants())) and not is_elsewhere(element)
        ]
        found = [line for line in found if line and not bylines.is_of_picture(line)]
        if not found:
            lines = (
                words_of(e)
                for e in self._near_the_headline()
                if e.tag in ("p", "div", "span") and not exceeds(e, _LONGEST_BYLINE)
            )
            found = [line for line in lines if bylines.begins_like_byline(line)][:1]
        return found[:_MOST_BYLINES]

    def _is_site(self, name):
        return headlines.bare(name) in self.papers

    def _is_desk(self, name):
        """The paper or one of its desks: “The Quay Brest”."""
        return any(headlines.bare(name).startswith(paper) for paper in self.papers)

    def dates(self):
        """First-publication dates as printed, the most trustworthy first."""
        yield from filter(None, [_said(self.story.get("datePublished"))])
        yield from self.metas(
            "article:published_time", "og:article:published_time", "datepublished", "date",
            "dc.date", "dc.date.issued", "dcterms.created", "dcterms.issued", "pubdate",
            "publish-date", "publishdate", "publication_date", "publishtime", "article:published",
            "parsely-pub-date", "cxenseparse:publishtime", "cxenseparse:recs:publishtime",
            "sailthru.date", "article.published", "ptime", "_pubtime", "weibo: article:create_at",
        )  # fmt: skip
        times = sorted(self.tree.iter("time"), key=rank_of_time)
        yield from (_plain(time.get("datetime")) for time in times if time.get("datetime"))
        for element in self.tree.xpath(
            "//*[@itemprop='datePublished' and not(self::meta|self::time)]"
        ):
            yield _plain(element.get("content") or element.get("datetime") or words_of(element))
        yield from filter(
            None, [_said(self.story.get("dateCreated")), _said(self.story.get("uploadDate"))]
        )

    def printed_dates(self):
        """Dates with their hour as readers see them, those of changes last."""
        times = sorted(self.tree.iter("time"), key=rank_of_time)
        yield from filter(None, (self._stamp(words_of(time)) for time in times[:3]))
        yield from self._printed_stamps()

    def _printed_stamps(self):
        """Dates with their hour in short lines: beneath the headline, or called dates; those of
        changes last."""
        called = (e for e in self.tree.iter("span", "p", "div", "li", "small") if _is_dated(e))
        changes = []
        for element in itertools.chain(
            self._near_the_headline(), itertools.islice(called, _MOST_DATED)
        ):
            is_line = len(element) <= _MOST_IN_STAMP and not exceeds(element, 4 * _LONGEST_STAMP)
            line = words_of(element) if is_line else ""
            if len(line) <= _LONGEST_STAMP and (found := self._stamp(line)):
                if not moments.is_of_change(line):
                    yield found
                changes.append(found)
        yield from changes[:1]

    def _stamp(self, line):
        return moments.stamp(line, self.spoken, self.host)

    def other_dates(self):
        yield _said(self.story.get("dateModified"))
        yield from self.metas("article:modified_time", "og:updated_time", "datemodified", "lastmod")

    def language(self):
        html = next(self.tree.iter("html"), self.tree)
        named = [
            _said(self.story.get("inLanguage")),
            html.get("lang") or html.get("xml:lang") or "",
        ]
        named += self.metas("og:locale", "content-language", "dc.language", "language")
        told = next(filter(None, map(clean_language, named)), "")
        written = written_in(self.named)
        # A template's language stands on pages in others.
        return written if written and not (told and shares_script(told, written)) else told

    def url(self):
        links = [e.get("href") or "" for e in self.tree.iter("link") if e.get("rel") == "canonical"]
        named = [*links, *self.metas("og:url"), _said(self.story.get("url"))]
        named.append(_said(self.story.get("mainEntityOfPage")))
        # A canonical address without a path is a template's mistake: it names every page.
        return next((u for u in map(clean_url, named) if u and urlsplit(u).path != "/"), "")

    def metas(self, *names):
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


def _whole_line(element):
    """The byline around a name, where others stand in it that are not marked as names."""
    line = words_of(element)
    mine = set(bylines.printed_names(line))
    for around in list(element.iterancestors())[:2]:
        if exceeds(around, _LONGEST_BYLINE):
            break
        whole = words_of(around)
        names = bylines.printed_names(whole) if bylines.begins_like_byline(whole) else []
        if mine < set(names) and all(map(bylines.is_person, set(names) - mine)):
            return whole
    return line


def _is_dated(element):
    return _is_called_date(names_of(element)) and not is_elsewhere(element)
