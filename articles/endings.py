"""Agreements that are about to end, and the stories that go with them."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Max
from django.utils import timezone

from articles.models import Article, LiveArticle
from sources import licensing
from sources.models import Agreement

NOTICE = datetime.timedelta(days=30)  # so long does a new contract take at least
STAGES = (7, NOTICE.days)  # days before the last one


@dataclass(frozen=True)
class Ending:
    """`withdrawn` live stories are taken down the day after, `stranded` ones in hand may be
    published no more. `article`: the key of the newest of them, 0 where there is none."""

    agreement: Agreement
    withdrawn: int
    stranded: int
    article: int

    @property
    def is_near(self):
        return (self.agreement.ends_on - timezone.localdate()).days <= STAGES[0]


def ending(day):
    """[Ending] of the agreements whose last day is that day or within NOTICE of it, the first to
    end first. A story that another agreement with the paper covers does not go; where one runs
    on and no story goes, nothing is to be told. Four queries."""
    last = day + NOTICE
    found = Agreement.objects.running(day).filter(ends_on__lte=last).order_by("ends_on", "pk")
    found = list(found.select_related("publication").prefetch_related("publication__agreements"))
    live, open_ = _live(found), _open(found)
    judged = [_ending(agreement, live, open_) for agreement in found]
    return [each for each in judged if each.article or not _goes_on(each.agreement)]


def _live(agreements):
    """What stands on the site under those that demand a takedown."""
    of = LiveArticle.objects.live().filter(
        agreement__in=[agreement for agreement in agreements if agreement.takedown_on_end]
    )
    return _grouped(of.values_list("agreement", "language", "use"), newest="article")


def _open(agreements):
    papers = {agreement.publication_id for agreement in agreements}
    of = Article.objects.open().filter(snapshot__original__publication__in=papers).exclude(use="")
    return _grouped(of.values_list("snapshot__original__publication", "language", "use"), "pk")


def _grouped(rows, newest):
    """{key of the agreement or the paper: [(language, use, how many, the newest)]}."""
    found = {}
    for key, *group in rows.order_by().annotate(n=Count("pk"), newest=Max(newest)):
        found.setdefault(key, []).append(group)
    return found


def _ending(agreement, live, open_):
    begun, after = licensing.turns(agreement)
    withdrawn = [
        group
        for group in live.get(agreement.pk, ())
        if not _covered(agreement.publication, group, begun, after)
    ]
    stranded = [
        group
        for group in open_.get(agreement.publication_id, ())
        if _covered(agreement.publication, group, begun, after - datetime.timedelta(seconds=1))
        and not _covered(agreement.publication, group, begun, after)
    ]
    return Ending(
        agreement,
        sum(group[2] for group in withdrawn),
        sum(group[2] for group in stranded),
        max((group[3] for group in (*withdrawn, *stranded)), default=0),
    )


def _covered(paper, group, published_at, at):
    language, use, *_ = group
    return licensing.find(paper, language, use, at, published_at, {}).agreement


def _goes_on(agreement):
    """Does the paper have another that runs on?"""
    after = agreement.ends_on + datetime.timedelta(days=1)
    return any(
        other.starts_on <= after and (other.ends_on is None or other.ends_on >= after)
        for other in agreement.publication.agreements.all()
    )
