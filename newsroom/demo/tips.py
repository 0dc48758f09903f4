"""The tips of the demo edition: seen in feeds that nobody asks, decided by the verbs."""

import datetime
import tomllib

from django.utils import timezone

from newsroom.demo.edition import HERE
from sources import likeness, tipping
from sources.models import Elsewhere, Feed, Tip


def arriving():
    return tomllib.loads((HERE / "tips.toml").read_text(encoding="utf-8"))


def load(cast):
    data, now = arriving(), timezone.now()
    feeds = {row["slug"]: _feed(row, cast, now) for row in data["feeds"]}
    for row in data["elsewhere"]:
        Elsewhere.objects.create(
            feed=feeds[row["feed"]],
            url=row["url"],
            headline=row["headline"],
            links=row["links"],
            traits=likeness.traits(row["headline"], row["summary"]),
            published_at=now - datetime.timedelta(hours=row["hours_ago"]),
        )
    for row in data["tips"]:
        _decide(_tip(row, feeds[row["feed"]], now), row, cast)


def _feed(row, cast, now):
    return Feed.objects.create(
        name=row["name"],
        url=row["url"],
        publication=cast.papers.get(row.get("publication")),
        language=row["language"],
        active=False,
        checked_at=now,
    )


def _tip(row, feed, now):
    at = now - datetime.timedelta(hours=row["hours_ago"])
    return Tip.objects.create(
        publication=feed.publication,
        feed=feed,
        language=feed.language,
        published_at=at,
        seen_at=at,
        **{name: row[name] for name in ("url", "headline", "summary", "section")},
        authors=row.get("authors", []),
    )


def _decide(tip, row, cast):
    if "proposed_by" in row:
        tipping.propose(tip, by=cast.people[row["proposed_by"]], note=row["note"])
    if "dismissed_by" in row:
        tipping.dismiss(tip, by=cast.people[row["dismissed_by"]])
    if "taken_by" in row:
        # Its original is in the edition already, so that nothing is fetched.
        tipping.take(tip, by=cast.people[row["taken_by"]])
