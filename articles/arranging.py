"""Arranging the fronts: who puts which story where, and until when.

A verb locks the Front, compares the version that was looked at, writes, and leaves a
FrontEvent that says how the front stood from then on. Readers see it with their next request.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from articles import fronts, purging
from articles.models import Front, FrontEvent, FrontSlot
from articles.revising import NotAllowed
from prose import characters

CHANGE = "articles.change_front"
Verb = FrontEvent.Verb


class FrontConflict(Exception):
    """Somebody else changed the front meanwhile; `front` is how it stands now."""

    def __init__(self, front):
        self.front = front
        last = front.events.select_related("by").first() if front.pk else None
        who = f" by {last.by.get_full_name() or last.by}" if last and last.by else ""
        super().__init__(
            f"This front was changed{who} since you opened it: it is version {front.version}. "
            "Nothing of yours is lost: compare, then decide."
        )


@transaction.atomic
def arrange(front, *, by, seen, pins, note=""):
    """Store `pins` ([fronts.Pin]) as the next version of a front. Returns it.

    Pins that were stored already and have ended meanwhile drop; whoever names a new one has to
    name a time to come. Raises NotAllowed, FrontConflict and ValidationError.
    """
    front = _locked(front, by, seen)
    now = timezone.now()
    stored = {slot.live_id: slot.until for slot in front.slots.all()}
    ended = [pin for pin in pins if pin.until and pin.until <= now]
    if any(stored.get(pin.live) != pin.until for pin in ended):
        raise ValidationError("A story is pinned until a time that is past. Choose a later one.")
    kept = [pin for pin in pins if pin not in ended]
    _refuse_impossible(front, kept)
    return _store(front, Verb.ARRANGE, kept, by=by, note=note)


@transaction.atomic
def clear(front, *, by, seen, note=""):
    """Take every pin off: the newest stories fill the front."""
    return _store(_locked(front, by, seen), Verb.CLEAR, [], by=by, note=note)


def drop_ended(now=None):
    """Take off what is over, was withdrawn or went to another section. Readers have not seen it
    since that moment; this puts it on record. Safe to run anywhere, any number of times."""
    now = now or timezone.now()
    over = Q(until__lte=now) | Q(live__withdrawn_at__isnull=False)
    over |= Q(front__section__isnull=False) & ~Q(live__section=F("front__section"))
    for pk in FrontSlot.objects.filter(over).values_list("front", flat=True).distinct():
        _drop(pk, over, now)


@transaction.atomic
def _drop(pk, over, now):
    front = Front.objects.select_for_update().get(pk=pk)
    gone = set(front.slots.filter(over).values_list("live", flat=True))
    if not gone:
        return  # somebody arranged it meanwhile
    words = dict(front.slots.filter(live__in=gone).values_list("live__headline", "until"))
    note = ", ".join(f"“{headline}”" for headline in words)
    left = [pin for pin in fronts.pins(front, now) if pin.live not in gone]
    _store(front, Verb.DROP, left, by=None, note=note)


def _locked(front, by, seen):
    """The stored Front, for this transaction alone; made where nobody arranged it yet."""
    if not by.has_perm(CHANGE):
        raise NotAllowed("Your role does not include arranging the fronts.")
    named = {"edition": front.edition, "section": front.section}
    stored, _ = Front.objects.get_or_create(**named, defaults={"version": 0})
    stored = Front.objects.select_for_update().get(pk=stored.pk)
    if stored.version != seen:
        raise FrontConflict(stored)
    return stored


def _refuse_impossible(front, pins):
    if len({pin.position for pin in pins}) < len(pins):
        raise ValidationError("Two stories are pinned to one place. Move one of them.")
    if any(not 0 <= pin.position < fronts.PLACES for pin in pins):
        raise ValidationError(f"Places go from 1 to {fronts.PLACES}.")
    wanted = [pin.live for pin in pins]
    if len(set(wanted)) < len(wanted):
        raise ValidationError("A story is pinned twice. Take one of the two off.")
    if fronts.cards(front).filter(pk__in=wanted).count() < len(wanted):
        raise ValidationError(
            "A story here is no longer live, or belongs to another section or edition. "
            "Take it off; nothing else is lost."
        )


def _store(front, verb, pins, *, by, note):
    front.version += 1
    front.save(update_fields=["version"])
    front.slots.all().delete()
    FrontSlot.objects.bulk_create(
        FrontSlot(front=front, position=pin.position, live_id=pin.live, until=pin.until)
        for pin in pins
    )
    FrontEvent.objects.create(
        front=front,
        verb=verb,
        version=front.version,
        slots=_told(front),
        by=by,
        note=characters.clean_line(note)[:300],
    )
    purging.note_paths(front.get_absolute_url())
    return front


def _told(front):
    held = front.slots.values_list("position", "live", "live__headline", "until")
    names = ("position", "live", "headline", "until")
    return [dict(zip(names, row, strict=True)) for row in held]
