"""Before a story is commissioned: do we have it already, has somebody else published it in our
language, and may we use it?

A piece elsewhere certainly is a tip's story when it links to its address. It perhaps is when
both name the same rare people, places and figures within a few days. Names cross from one
script into another by their consonants: “Черненко” and “Chernenko” are both `crnk`, and so
is the Arabic form, which is written without most of its vowels. Names in Chinese, Japanese and
Korean are not read at all; there a figure, a name in Latin letters or a link has to do.
"""

import datetime
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from babel import Locale
from django.conf import settings
from django.db.models import Count, Q, prefetch_related_objects
from django.utils import timezone
from rapidfuzz import fuzz

from sources import licensing
from sources.letters import sounds, to_latin
from sources.models import Agreement, Elsewhere, Original, Use

WINDOW = datetime.timedelta(days=10)  # between a story and its translation elsewhere
LOOKED_BACK = datetime.timedelta(days=40)  # a tip is up to a month old, its story newer
MOST_ELSEWHERE = 3000  # the newest, that are compared
ENOUGH = 2.5  # weight of what two pieces share: three names, or a name and a figure
NAMED_AT_MOST = 3

_WORD = re.compile(r"[^\W\d_]+(?:[’'\-][^\W\d_]+)*")
_FIGURE = re.compile(r"\d{1,3}(?:[.,'\u066b\u066c \u00a0\u202f]\d{3})+(?!\d)|\d+(?:[.,\u066b]\d+)?")
_UNCASED = re.compile(r"[\u0590-\u06ff]")  # Hebrew and Arabic letters, without capitals
_LEAST_SOUNDS = 3
_ALIKE = 75  # percent, of two spellings with all their vowels
# Carried by what follows: the article, “and”, “in”, “to”, “like”.
_PREFIX = re.compile(r"^(?:[وفبلك]?ال|[وفبل]|[הובלמכש])(?=.{3})")


@dataclass(frozen=True)
class Match:
    """A piece elsewhere: certainly the same story, or perhaps, by what it shares."""

    headline: str
    url: str
    outlet: str
    certain: bool
    shared: tuple[str, ...] = ()


@dataclass(frozen=True)
class Findings:
    original: Original | None = None
    stories: tuple = ()  # made from it, those that this person may see
    elsewhere: tuple[Match, ...] = ()
    rights: str = ""  # what stands in the way of any use, in words


def judge(tips, user, now=None):
    """Findings by the tips' ids, in a handful of queries however many they are."""
    now, tips = now or timezone.now(), list(tips)
    originals = _originals(tips)
    matches = _Library(now) if tips else None
    rights = _rights(tips, now) if user.has_perm("sources.view_agreement") else {}
    found = {}
    for tip in tips:
        original = originals.get(tip.original_id) or originals.get(tip.url)
        found[tip.pk] = Findings(
            original=original,
            stories=_stories(original, user) if original else (),
            elsewhere=matches.like(
                tip.url, tip.headline, tip.summary, tip.published_at or tip.seen_at
            ),
            rights=rights.get(tip.publication_id, ""),
        )
    return found


def elsewhere(url, headline, standfirst, at, now=None):
    """The same question about a story that was imported, or is about to be."""
    now = now or timezone.now()
    return _Library(now).like(url, headline, standfirst, at or now)


# --- ours already


def _originals(tips):
    urls, pks = [tip.url for tip in tips], [tip.original_id for tip in tips if tip.original_id]
    rows = Original.objects.filter(url__in=urls) | Original.objects.filter(pk__in=pks)
    rows = rows.select_related("latest_snapshot").defer("latest_snapshot__blocks")
    rows = rows.prefetch_related("snapshots__articles__translator") if tips else rows.none()
    known = {}
    for original in rows:
        known[original.pk] = known[original.url] = original
    return known


def _stories(original, user):
    every = user.has_perm("articles.view_every_article")
    stories = [story for shot in original.snapshots.all() for story in shot.articles.all()]
    return tuple(story for story in stories if every or story.translator_id == user.pk)


# --- in our language, by others


class _Library:
    """What others published lately, found by its links and by the sounds of its names."""

    def __init__(self, now):
        rows = Elsewhere.objects.filter(
            seen_at__gt=now - LOOKED_BACK, feed__publication=None,
            feed__language__startswith=settings.EDITION_LANGUAGE.split("-")[0],
        )  # fmt: skip
        rows = rows.select_related("feed").order_by("-seen_at", "-pk")[:MOST_ELSEWHERE]
        self.rows = list(rows)
        self.by_link, self.by_sound = defaultdict(list), defaultdict(list)
        for number, row in enumerate(self.rows):
            for link in row.links:
                self.by_link[link].append(number)
            for trait in set(row.traits):
                self.by_sound[_key(trait)].append((number, trait))
        # Shared by many pieces, a name tells little about any of them.
        self.many = max(3, len(self.rows) // 50)

    def like(self, url, headline, summary, at):
        certain = [self._match(number, certain=True) for number in self.by_link.get(url, ())]
        likely = [] if certain else self._likely(_signs(headline, summary), at)
        return tuple((certain + likely)[:NAMED_AT_MOST])

    def _likely(self, signs, at):
        shared = defaultdict(dict)
        for sign in signs:
            same = [(n, t) for n, t in self.by_sound.get(sign.key, ()) if sign.fits(t)]
            weight = sign.weight * (0.5 if len({n for n, _ in same}) > self.many else 1)
            for number, trait in same:
                shared[number][trait] = weight
        scored = [
            (sum(traits.values()), -number, traits)
            for number, traits in shared.items()
            if len(traits) > 1 and sum(traits.values()) >= ENOUGH and self._near(number, at)
        ]
        best = sorted(scored, key=lambda each: each[:2], reverse=True)
        return [self._match(-n, certain=False, shared=tuple(sorted(t))) for _, n, t in best]

    def _near(self, number, at):
        """Theirs follows ours; it may be dated a little earlier by a careless feed."""
        theirs = self.rows[number].published_at or self.rows[number].seen_at
        return -datetime.timedelta(days=1) <= theirs - at <= WINDOW

    def _match(self, number, *, certain, shared=()):
        row = self.rows[number]
        return Match(row.headline, row.url, row.feed.name, certain, shared)


def traits(headline, summary):
    """Names and figures of a piece in Latin letters, as Elsewhere keeps them."""
    signs = _signs(headline, summary)
    return sorted({sign.latin for sign in signs})[:60]


@dataclass(frozen=True)
class _Sign:
    latin: str
    key: str
    weight: float
    vowels: bool = True

    def fits(self, trait):
        """Words with all their vowels have to be spelt alike; others sound alike already."""
        if not self.vowels or trait.isdigit():
            return True
        return fuzz.ratio(self.latin, trait) >= _ALIKE


def _signs(headline, summary):
    found = {}
    for text in (headline, summary):
        for figure in _FIGURE.findall(text):
            latin = _plain_figure(figure)
            if len(latin) > 1 and not (len(latin) == 4 and 1900 < int(latin) < 2100):
                found[latin] = _Sign(latin, latin, 1.5 if len(latin) > 2 else 0.5)
    for word in _names(headline, summary):
        for form in {word, _PREFIX.sub("", word)}:
            latin = to_latin(form)
            key = sounds(latin)
            if len(key) >= _LEAST_SOUNDS and latin not in _everyday():
                vowels = not _UNCASED.search(word)
                # Three consonants of a word that may be any are soon met by chance.
                by_chance = latin in _countries() or (not vowels and len(key) == _LEAST_SOUNDS)
                found[latin] = _Sign(latin, key, 0.5 if by_chance else 1.0, vowels)
    return list(found.values())


def _names(headline, summary):
    """Words with a capital; every word of a script that has none."""
    told, named = _capitals(summary), _capitals(headline)
    cased = [w for w in _WORD.findall(headline) if w[0].isupper() or w[0].islower()]
    if told and sum(word[0].isupper() for word in cased) > 0.6 * len(cased) > 1:
        # A Headline Set Like This One tells nothing by its capitals.
        named = [word for word in named if word in told]
    return dict.fromkeys([*named, *told])


def _capitals(text):
    words = (re.sub(r"[’']s$", "", word) for word in _WORD.findall(text))
    return [word for word in words if word and (word[0].isupper() or _UNCASED.match(word))]


def _key(trait):
    return trait if trait.isdigit() else sounds(trait)


def _plain_figure(figure):
    """“1 200”, “1.200” and “١٬٢٠٠” are 1200; “3,5” and “3.5” are 35, which is as telling."""
    return "".join(str(unicodedata.digit(c)) for c in figure if c.isdigit()).lstrip("0")


@cache
def _countries():
    return {to_latin(name) for name in Locale.parse("en").territories.values()}


@cache
def _everyday():
    """Capitalised by grammar: months and days, in the language of the edition."""
    locale = Locale.parse(settings.EDITION_LANGUAGE, sep="-")
    named = [*locale.months["format"]["wide"].values(), *locale.days["format"]["wide"].values()]
    return {to_latin(name) for name in named}


# --- may we


def _rights(tips, now):
    """What stands in the way, by paper: no agreement for our language today, or the stories
    of this month are used up. That one has to wait is no reason to leave a story."""
    papers = {tip.publication_id: tip.publication for tip in tips}
    prefetch_related_objects(list(papers.values()), "agreements")
    used, long_ago = _used(papers, now), now - datetime.timedelta(days=3650)
    said = {}
    for pk, paper in papers.items():
        verdicts = [
            licensing.find(paper, settings.EDITION_LANGUAGE, use, now, long_ago, used)
            for use in Use.values
        ]
        if not any(verdict.agreement for verdict in verdicts):
            nearest = min(verdicts, key=lambda verdict: len(verdict.problems))
            said[pk] = " ".join(problem.message for problem in nearest.problems)
    return said


def _used(papers, now):
    """{agreement id: stories first published this month}."""
    begin, end = licensing.month_of(now)
    this_month = Q(
        live_articles__first_published_at__gte=begin, live_articles__first_published_at__lt=end
    )
    rows = Agreement.objects.filter(publication__in=papers).order_by()
    return dict(rows.annotate(n=Count("live_articles", filter=this_month)).values_list("pk", "n"))
