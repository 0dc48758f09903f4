"""What stands between an issue and its readers: the only gate. Sending, scheduling and the clock
all ask `problems`. Reads only, and asks nothing of the web: see newsletters.linking for that."""

import datetime
import re
from dataclasses import dataclass

import lxml.html
from django.conf import settings
from django.core.cache import cache
from django.db.models import Q
from django.urls import Resolver404, resolve
from django.utils import timezone

from articles import editions
from articles.models import LiveArticle
from newsletters import composing, rendering, slots
from newsletters.models import Issue, Subscription

WORKED = "newsletters.link:"  # of the cache: what an address answered, "" if it works
SENT = (Issue.State.SENDING, Issue.State.PAUSED, Issue.State.SENT)


@dataclass(frozen=True)
class Problem:
    """One obstacle, worded for people; one that does not block is a warning."""

    code: str
    message: str
    field: str = ""  # of the issue's form
    blocks: bool = True


def problems(issue, at=None):
    """[Problem] of sending this issue at that moment, by what is stored of it."""
    at = at or timezone.now()
    letter = composing.letter(issue, timezone.localdate(at))
    form = rendering.render(letter)
    return [
        *_words(issue),
        *_pace(issue.newsletter),
        *_others(issue, at),
        *_stories(issue, letter, at),
        *_form(form),
        *_links(form),
    ]


def blockers(found):
    return [problem for problem in found if problem.blocks]


def warnings(found):
    return [problem for problem in found if not problem.blocks]


def readers(newsletter):
    """How many get the next issue, as far as one can know beforehand."""
    confirmed = Subscription.objects.confirmed().filter(newsletter=newsletter)
    return confirmed.filter(subscriber__suppressed_at=None).count()


def _words(issue):
    if not issue.subject:
        yield Problem("no-subject", "Write a subject: readers see it first.", "subject")
    others = Issue.objects.filter(newsletter=issue.newsletter, state__in=SENT)
    last = others.exclude(pk=issue.pk).order_by("-number").first()
    if last and issue.subject and last.subject.casefold() == issue.subject.casefold():
        message = f"The subject is that of the last issue ({last.day:%-d %b}). Choose another."
        yield Problem("same-subject", message, "subject")
    if not readers(issue.newsletter):
        message = "Nobody has confirmed a subscription to this list yet."
        yield Problem("no-readers", message, blocks=False)
    if not issue.preheader:
        message = "The preheader is empty: mail programs show the first line in its place."
        yield Problem("no-preheader", message, "preheader", blocks=False)


def _pace(newsletter):
    """Of a list that has outgrown its way out the last readers get no issue, day after day."""
    channel = newsletter.channel
    if not channel or not channel.rate:
        return
    time = datetime.timedelta(seconds=readers(newsletter) / channel.rate)
    if time > newsletter.expires_after:
        message = (
            f"At the pace of “{channel}” its letters take {_hours(time)}; what has not left after "
            f"{_hours(newsletter.expires_after)} stays. Raise the pace of the channel, or the "
            "time of the list."
        )
        yield Problem("too-slow", message, blocks=False)


def _hours(time):
    hours = round(time.total_seconds() / 3600, 1)
    return f"{hours:g} hour{'' if hours == 1 else 's'}"


def _others(issue, at):
    """A proposed draft stays where somebody has begun an issue of their own."""
    midnight = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    same_day = Q(day=issue.day, state__in=["scheduled", "preparing", *SENT])
    others = Issue.objects.filter(same_day | Q(prepared_at__gte=midnight, state__in=SENT))
    others = others.filter(newsletter=issue.newsletter).exclude(pk=issue.pk)
    if other := others.defer("html", "text").first():
        message = (
            f"Readers get two issues of one day: “{other.subject}” is {other.get_state_display()}. "
            "Is this one another?"
        )
        yield Problem("another-today", message, blocks=False)


def _stories(issue, letter, at):
    if not letter.items:
        yield Problem("no-stories", "There is no story in this issue.", "picks")
    for n, (pick, item) in enumerate(zip(composing.picks(issue), letter.items, strict=True), 1):
        name = pick.headline or pick.live.headline
        if item.withdrawn:
            message = f"Story {n}, “{name}”, has been withdrawn. Take it out."
            yield Problem("withdrawn", message, f"pick-{n}")
        elif pick.live.first_published_at > at:
            message = f"Story {n}, “{name}”, may not be published yet. Take it out."
            yield Problem("embargoed", message, f"pick-{n}")
        else:
            yield from _picture(n, name, pick.live, item)


def _picture(n, name, live, item):
    if item.picture and not item.picture.alt:
        message = f"The picture of story {n}, “{name}”, has no alternative text."
        yield Problem("picture-without-alt", message, f"pick-{n}")
    elif live.picture and not item.picture:
        message = f"Story {n}, “{name}”, goes without its picture, which may not be mailed today."
        yield Problem("picture-left-out", message, f"pick-{n}", blocks=False)


def _form(form):
    if form.size >= rendering.TOO_LONG_FROM:
        message = (
            f"The letter has {form.size // 1024} KB. Gmail hides what goes beyond 100 KB, "
            "the link to unsubscribe with it. Take a story out."
        )
        yield Problem("too-long", message, "picks", blocks=False)
    missing = [slot for slot in slots.ALL if slot not in form.html or slot not in form.text]
    if missing:
        message = "The letter has no link to unsubscribe. Tell whoever looks after its template."
        yield Problem("no-unsubscribe", message)


def addresses(html):
    """What the links of a letter lead to, in their order, each once; without slots."""
    found = (a.get("href") for a in lxml.html.fromstring(html).iter("a"))
    return [url for url in dict.fromkeys(found) if url and url not in slots.ALL]


def outside(html):
    """The addresses of a letter that are not on our own site."""
    return [url for url in addresses(html) if not _is_ours(url)]


def _is_ours(url):
    return url == settings.SITE_URL or url.startswith(f"{settings.SITE_URL}/")


def _links(form):
    found = addresses(form.html)
    ours = [url for url in found if _is_ours(url)]
    yield from (
        Problem("dead-link", f"{url} leads nowhere on our own site.", "intro")
        for url in _dead(ours)
    )
    answers = cache.get_many([WORKED + url for url in found if not _is_ours(url)])
    for url in found:
        if not _is_ours(url) and answers.get(WORKED + url):
            yield Problem("dead-link", f"{url}: {answers[WORKED + url]}", "intro")


def _dead(urls):
    """Those of our own addresses that nobody would answer; one question for all stories."""
    paths = {url: url.removeprefix(settings.SITE_URL) or "/" for url in urls}
    known = {url: _match(re.split(r"[?#]", path)[0]) for url, path in paths.items()}
    stories = {
        url: (editions.at(paths[url]), f"{match.kwargs['section']}/{match.kwargs['slug']}")
        for url, match in known.items()
        if match and match.url_name == "story"
    }
    named = {path for _, path in stories.values()}
    live = LiveArticle.objects.live().filter(path__in=named)
    there = set(live.values_list("edition", "path"))
    return [url for url in urls if not known[url] or stories.get(url) not in {None, *there}]


def _match(path):
    try:
        with editions.speaking(editions.at(path)):
            return resolve(path)
    except Resolver404:
        return None
