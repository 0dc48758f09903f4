"""What is owed for photographs: by agency and month, for paying them.

One fee is due for a photograph in a story, however often and wherever the story shows it, in
the month in which readers first saw it there. Agency and fee are those of the photograph's
credit today, so that what is corrected there is corrected here.
"""

import datetime
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Exists, OuterRef
from django.utils import timezone

from articles.models import LiveArticle, PhotoUse
from photos.models import Licence, Photo

_ORDER = {position: number for number, position in enumerate(PhotoUse.Position)}


@dataclass
class Row:
    """One photograph in one story."""

    photo: Photo
    live: LiveArticle
    shown_at: datetime.datetime
    positions: list[PhotoUse.Position] = field(default_factory=list)

    @property
    def agency(self):
        """Whom we owe: the distributor we had it from, else the agency, else its photographer."""
        credit = self.photo.credit
        firm = credit.distributor or credit.agency
        return firm.name if firm else credit.photographer

    @property
    def places(self):
        return ", ".join(position.label for position in self.positions)

    @property
    def fee(self):
        return self.photo.credit.fee

    @property
    def currency(self):
        return self.photo.credit.currency if self.fee is not None else ""

    @property
    def fee_missing(self):
        """Nobody has entered the fee of a photograph that surely has one."""
        return self.fee is None and self.photo.credit.licence == Licence.RIGHTS_MANAGED


@dataclass(frozen=True)
class Account:
    """What one agency is owed."""

    agency: str
    rows: list[Row]

    @property
    def totals(self):
        return totals(self.rows)

    @property
    def missing(self):
        return sum(row.fee_missing for row in self.rows)


def for_month(first_day):
    """[Account] of the photographs that readers first saw in a story in the month that begins
    with `first_day`, by agency. Two queries, however many."""
    firsts = list(_firsts(first_day))
    positions = _positions(firsts)
    rows = [
        Row(use.photo, use.live, use.shown_at, positions[use.live_id, use.photo_id])
        for use in {(use.live_id, use.photo_id): use for use in reversed(firsts)}.values()
    ]
    rows.sort(key=lambda row: (row.agency.casefold(), row.shown_at, row.photo.pk))
    accounts = {}
    for row in rows:
        accounts.setdefault(row.agency, []).append(row)
    return [Account(agency, owed) for agency, owed in accounts.items()]


def totals(rows):
    """[(currency, sum of the fees)], by currency."""
    sums = Counter()
    for row in rows:
        if row.fee is not None:
            sums[row.currency] += row.fee
    return sorted((currency, Decimal(total)) for currency, total in sums.items())


def _firsts(first_day):
    """Uses of the month, where the same photograph was not in the same story before."""
    following = (first_day + datetime.timedelta(days=32)).replace(day=1)
    begin, end = (
        timezone.make_aware(datetime.datetime.combine(day, datetime.time()))
        for day in (first_day, following)
    )
    same = PhotoUse.objects.filter(live=OuterRef("live"), photo=OuterRef("photo"))
    return (
        PhotoUse.objects.filter(~Exists(same.filter(shown_at__lt=begin)))
        .filter(shown_at__gte=begin, shown_at__lt=end)
        .select_related("live", "photo__credit__agency", "photo__credit__distributor")
        .only(
            "shown_at", "live__headline", "live__language", "live__edition", "live__path",
            "live__withdrawn_at",
            "photo__title", "photo__credit__photographer", "photo__credit__licence",
            "photo__credit__fee", "photo__credit__currency", "photo__credit__agency__name",
            "photo__credit__distributor__name",
        )
        .order_by("shown_at", "pk")
    )  # fmt: skip


def _positions(uses):
    """{(live, photo): where it stood, also after the month}."""
    found = {}
    stood = PhotoUse.objects.filter(live__in={use.live_id for use in uses})
    for live, photo, position in stood.values_list("live", "photo", "position"):
        found.setdefault((live, photo), []).append(PhotoUse.Position(position))
    return {key: sorted(places, key=_ORDER.get) for key, places in found.items()}
