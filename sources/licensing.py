"""May we publish this, under which Agreement, and if not, what stands in the way?

Reads Agreement rows and judges; it never writes. How many stories an Agreement has already
carried this month is counted by the caller, because stories are not known here.
"""

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.dateformat import format as formatted

from sources.languages import language_name
from sources.models import Agreement, Use


@dataclass(frozen=True)
class RightsProblem:
    code: str
    message: str
    agreement: Agreement | None = None


@dataclass(frozen=True)
class Verdict:
    """The Agreement that allows the use, or the problems of the one that comes nearest."""

    agreement: Agreement | None
    problems: tuple[RightsProblem, ...] = ()


def find(publication, language, use, at, published_at, used_this_month):
    """Verdict on a `use` of a story of `publication`, in `language`, at the moment `at`.

    `published_at` is the story's first publication (None: not known), `used_this_month`
    `{agreement id: stories}` in the month of `at`, this story not counted.
    """
    agreements = sorted(publication.agreements.all(), key=lambda a: _rank(a, at))
    if not agreements:
        missing = RightsProblem("no-agreement", f"There is no agreement with {publication}.")
        return Verdict(None, (missing,))
    nearest = None
    for agreement in agreements:
        used = used_this_month.get(agreement.pk, 0)
        problems = tuple(_problems(agreement, language, use, at, published_at, used))
        if not problems:
            return Verdict(agreement)
        if nearest is None or len(problems) < len(nearest):
            nearest = problems
    return Verdict(None, nearest)


def shows_original(agreement, language, at):
    """Whether readers may see the original beside our translation into `language` at the moment
    `at`: by the agreement that it came out under or, once that has ended, by another that runs."""
    if not _not_running(agreement, at):
        return agreement.shows_original
    others = Agreement.objects.running(_day(at)).filter(
        publication=agreement.publication_id, shows_original=True
    )
    return any(_covers(other, language) for other in others)


def turns(agreement):
    """The moments at which it begins and has ended."""
    yield _midnight(agreement.starts_on)
    if agreement.ends_on:
        yield _midnight(agreement.ends_on + datetime.timedelta(days=1))


def month_of(at):
    """First moment of the calendar month of `at` and of the next one, in the site's time."""
    first = _day(at).replace(day=1)
    following = (first + datetime.timedelta(days=32)).replace(day=1)
    return _midnight(first), _midnight(following)


def _rank(agreement, at):
    """Running before ended before coming ones; among those, the newest first."""
    begun = agreement.starts_on <= _day(at)
    return (not begun, _ended(agreement, at), -agreement.starts_on.toordinal(), -agreement.pk)


def _problems(agreement, language, use, at, published_at, used):
    found = (
        _not_running(agreement, at),
        _other_language(agreement, language),
        _other_use(agreement, use),
        _too_early(agreement, at, published_at),
        _used_up(agreement, at, used),
    )
    return [RightsProblem(*problem, agreement) for problem in found if problem]


def _not_running(agreement, at):
    if _day(at) < agreement.starts_on:
        return "not-begun", f"{_named(agreement)} begins on {_date(agreement.starts_on)}."
    if _ended(agreement, at):
        return "ended", f"{_named(agreement)} ended on {_date(agreement.ends_on)}."
    return None


def _covers(agreement, language):
    """“en” covers “en-GB”; “pt-BR” does not cover “pt”."""
    wanted = language.lower()
    return any(
        wanted == covered.lower() or wanted.startswith(f"{covered.lower()}-")
        for covered in agreement.languages
    )


def _other_language(agreement, language):
    if _covers(agreement, language):
        return None
    names = _listed(language_name(code) for code in agreement.languages)
    return (
        "language",
        f"{_named(agreement)} does not cover {language_name(language)}, only {names}.",
    )


def _other_use(agreement, use):
    if agreement.allows(use):
        return None
    allowed = _listed(Use(u).label for u in Use.values if agreement.allows(u))
    return "use", f"{_named(agreement)} does not allow “{Use(use).label}”, only {allowed}."


def _too_early(agreement, at, published_at):
    if not agreement.delay_hours:
        return None
    hours = f"{agreement.delay_hours} hour{'s' if agreement.delay_hours > 1 else ''}"
    if published_at is None:
        return (
            "first-publication-unknown",
            f"{_named(agreement)} asks us to wait {hours} after the first publication, "
            "but the original has no time of first publication.",
        )
    free = published_at + datetime.timedelta(hours=agreement.delay_hours)
    if at >= free:
        return None
    moment = _local(free)
    day = formatted(moment, "j F" if moment.year == _day(at).year else "j F Y")
    return (
        "delay",
        f"May be published from {formatted(moment, 'H:i')} on {day}: "
        f"{hours} after the first publication.",
    )


def _used_up(agreement, at, used):
    limit = agreement.stories_per_month
    if limit is None or used < limit:
        return None
    month = formatted(_day(at), "F")
    if limit == 0:
        return "limit", f"{_named(agreement)} allows no stories at present."
    stories = "The one story" if limit == 1 else f"All {limit} stories"
    return "limit", f"{stories} of {month} {'is' if limit == 1 else 'are'} used."


def _named(agreement):
    return f"The agreement with {agreement.publication} ({agreement.reference})"


def _ended(agreement, at):
    return agreement.ends_on is not None and agreement.ends_on < _day(at)


def _local(at):
    """In the site's time, whatever zone a person may have chosen for the desk."""
    return timezone.localtime(at, timezone.get_default_timezone())


def _day(at):
    return _local(at).date()


def _midnight(day):
    return datetime.datetime.combine(day, datetime.time(), timezone.get_default_timezone())


def _date(day):
    return formatted(day, "j F Y")


def _listed(names):
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last
