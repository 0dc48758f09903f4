"""What stands between a photograph and its publication."""

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.utils.formats import date_format

# So long before a licence ends, the desk is told where its photograph stands.
NOTICE = datetime.timedelta(days=14)


@dataclass(frozen=True)
class Problem:
    code: str
    message: str
    blocks: bool = True


def credit_problems(photo, day, *, shown_elsewhere=False):
    """Problems of the credit, the licence and the alternative text on the given day;
    `shown_elsewhere` says that another story of ours has used it.

    Wants a Photo from `Photo.objects.with_credit()`.
    """
    found = [*_period_problems(photo, day), *_alt_problems(photo)]
    return [*found, *_term_problems(photo, shown_elsewhere)] if photo.credit_line else found


def _term_problems(photo, shown_elsewhere):
    credit = photo.credit
    if not credit.allows_site:
        message = f"The licence of “{photo}” does not cover the site. Choose another photograph."
        yield Problem("photo-not-for-site", message)
    if credit.single_use and shown_elsewhere:
        message = f"“{photo}” is licensed for one story, and another one has used it."
        yield Problem("photo-used-up", message)
    if credit.territory and credit.territory.casefold() not in _ours():
        message = f"The licence of “{photo}” is for {credit.territory} only."
        yield Problem("photo-territory", message, blocks=False)


def _ours():
    """The territories that hold all of our readers, in the words that licences have for them."""
    return {name.strip().casefold() for name in settings.EDITION_TERRITORIES}


def _period_problems(photo, day):
    if not photo.credit_line:
        yield Problem(
            "photo-uncredited", f"“{photo}” has no credit. Name the photographer or the agency."
        )
        return
    credit = photo.credit
    if credit.valid_from and day < credit.valid_from:
        yield Problem(
            "photo-licence-not-begun",
            f"The licence of “{photo}” begins on {_written(credit.valid_from)}.",
        )
    elif not credit.valid_on(day):
        yield Problem(
            "photo-licence-over",
            f"The licence of “{photo}” ended on {_written(credit.valid_until)}.",
        )


def _alt_problems(photo):
    if not photo.alt:
        yield Problem(
            "photo-without-alt",
            f"“{photo}” has no alternative text, so blind readers are told nothing.",
            blocks=False,
        )


def _written(day):
    return date_format(day, "j F Y")
