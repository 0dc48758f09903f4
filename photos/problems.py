"""What stands between a photograph and its publication."""

import datetime
from dataclasses import dataclass

from django.utils.formats import date_format

# So long before a licence ends, the desk is told where its photograph stands.
NOTICE = datetime.timedelta(days=14)


@dataclass(frozen=True)
class Problem:
    code: str
    message: str
    blocks: bool = True


def credit_problems(photo, day):
    """Problems of the credit, the licence and the alternative text on the given day.

    Wants a Photo from `Photo.objects.with_credit()`.
    """
    return [*_licence_problems(photo, day), *_alt_problems(photo)]


def _licence_problems(photo, day):
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
