"""How far a change of a photograph has come: a new credit, another focal point, the end of its
licence. The worker renders the live stories that show it again, one after another."""

from dataclasses import dataclass

from django.db.models import Count, Q


@dataclass(frozen=True)
class Reach:
    live: int  # stories that readers see it in
    carrying: int  # of these, those rendered since its last change
    making: bool  # its files are not up to date yet

    @property
    def complete(self):
        return self.carrying == self.live and not self.making


def of(photo):
    """The Reach of what was last said of a Photo from `Photo.objects.with_credit()`.

    A story counts from the moment its rendering began. One that began while the change was
    being stored may count a moment too early; the worker renders it a second time."""
    rendered = Q(rendered_at__gte=last_change(photo))
    found = photo.live_articles.live().aggregate(
        live=Count("pk"), carrying=Count("pk", filter=rendered)
    )
    return Reach(**found, making=photo.unfinished and not photo.retired and bool(photo.credit_line))


def last_change(photo):
    """When something that readers see of it was last changed: itself, its credit, a firm."""
    credit = getattr(photo, "credit", None)
    firms = [credit.agency, credit.distributor] if credit else []
    return max(thing.changed_at for thing in (photo, credit, *firms) if thing and thing.pk)
