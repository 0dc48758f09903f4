"""How much was translated: by person, pair of languages and month, for planning and for paying.

A story counts in the month in which it was handed in last, for whoever was its translator.
"""

import datetime
from dataclasses import dataclass

from django.db.models import Max, Q
from django.utils import timezone

from articles import counting
from articles.models import Article, Work
from prose import blocks
from sources.languages import language_name


@dataclass
class Row:
    """What one person did between two languages in one month."""

    person: object
    source: str
    target: str
    stories: int = 0
    original: int = 0  # words, or characters where a language is counted so
    translation: int = 0
    seconds: int = 0

    @property
    def name(self):
        return self.person.get_full_name() or self.person.get_username()

    @property
    def pair(self):
        return f"{language_name(self.source)} → {language_name(self.target)}"

    @property
    def original_unit(self):
        return counting.unit(self.source)

    @property
    def translation_unit(self):
        return counting.unit(self.target)

    @property
    def hours(self):
        return round(self.seconds / 3600, 1)


def for_month(first_day, user):
    """[Row] of the month that begins with `first_day`: of everybody for those who commission
    stories, else of this user. Two queries, however many stories."""
    stories = list(_handed_in(first_day, user))
    worked = _seconds(stories)
    rows = {}
    for story in stories:
        source = story.snapshot.original.language
        key = story.translator_id, source, story.language
        row = rows.setdefault(key, Row(story.translator, source, story.language))
        _add(row, story, worked)
    return sorted(rows.values(), key=lambda row: (row.name, row.pair))


def first_days(today, months=12):
    """The first days of this month and of those before it, the newest first."""
    found = [today.replace(day=1)]
    while len(found) < months:
        found.append((found[-1] - datetime.timedelta(days=1)).replace(day=1))
    return found


def _handed_in(first_day, user):
    begin = timezone.make_aware(datetime.datetime.combine(first_day, datetime.time()))
    following = (first_day + datetime.timedelta(days=32)).replace(day=1)
    end = timezone.make_aware(datetime.datetime.combine(following, datetime.time()))
    last = Max("events__at", filter=Q(events__verb="hand_in"))
    stories = Article.objects.filter(snapshot__isnull=False, translator__isnull=False)
    if not user.has_perm("articles.commission_article"):
        stories = stories.filter(translator=user)
    return (
        stories.annotate(handed_in=last)
        .filter(handed_in__gte=begin, handed_in__lt=end)
        .select_related("translator", "snapshot__original")
        .only("language", "body", "translator__username", "translator__first_name",
              "translator__last_name", "snapshot__blocks", "snapshot__original__language")
    )  # fmt: skip


def _seconds(stories):
    work = Work.objects.filter(article__in=[story.pk for story in stories])
    rows = work.values_list("article_id", "user_id", "seconds")
    return {(article, user): seconds for article, user, seconds in rows}


def _add(row, story, worked):
    row.stories += 1
    row.original += sum(
        counting.count(blocks.text(f"<p>{block['html']}</p>")) for block in story.snapshot.blocks
    )
    row.translation += counting.count(blocks.text(story.body))
    row.seconds += worked.get((story.pk, story.translator_id), 0)
