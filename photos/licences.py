"""Which licences are about to end, and when the photo desk is told."""

from photos.models import Photo
from photos.problems import NOTICE

STAGES = (3, NOTICE.days)  # days before the last one


def ending(day):
    """Photographs, with their credit, whose licence ends on that day or within NOTICE of it."""
    last = day + NOTICE
    return Photo.objects.with_credit().filter(credit__valid_until__range=(day, last))


def stage(last_day, day, stages=STAGES):
    """The nearest of the stages that `day` has reached; None further away, or once it is over."""
    left = (last_day - day).days
    return next((days for days in stages if 0 <= left <= days), None)
