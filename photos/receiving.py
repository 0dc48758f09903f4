"""Taking photographs in, describing and crediting them, throwing them away."""

import hashlib
import secrets
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from photos import renditions
from photos.models import Credit, Photo
from prose import characters

DESCRIPTION = ("title", "alt", "caption", "place", "taken_on", "focal_x", "focal_y")


class NotAllowed(PermissionDenied):
    """This person may not do this; the message says what."""


class AlreadyHere(ValueError):
    """The same file was received before; `photo` is what was made of it."""

    def __init__(self, photo):
        self.photo = photo
        super().__init__(
            f"This file is already here as “{photo}” (photograph {photo.pk}). "
            "Use that one, or correct its caption there."
        )


class StillUsed(ValueError):
    """The photograph stands in a story and cannot be thrown away."""


class Stale(ValueError):
    """Somebody else changed the photograph meanwhile; `photo` is as it stands now."""

    def __init__(self, photo):
        self.photo = photo
        super().__init__(f"“{photo}” was changed by somebody else while you were writing.")


@dataclass(frozen=True)
class Incoming:
    """A file that was looked at and can be stored."""

    content_hash: str
    master: renditions.Rendition
    narrower: list[renditions.Rendition]


def examine(data):
    """What `receive` would store. Raises renditions.Unusable, AlreadyHere."""
    content_hash = hashlib.sha256(data).hexdigest()
    _refuse_known(content_hash)
    return Incoming(content_hash, *renditions.render(data))


def receive(
    data, *, by, title="", alt="", caption="", place="", taken_on=None, focal_x=0.5, focal_y=0.5
):
    """A new Photo of the bytes of a picture (or of what `examine` made of them).

    Raises NotAllowed, renditions.Unusable, AlreadyHere, ValidationError.
    """
    _demand(by, "photos.add_photo", "add photographs")
    incoming = data if isinstance(data, Incoming) else examine(data)
    photo = Photo(
        content_hash=incoming.content_hash,
        width=incoming.master.width,
        height=incoming.master.height,
        widths=[rendition.width for rendition in incoming.narrower],
        uploaded_by=by,
    )
    now = timezone.localtime()
    description = (title, alt, caption, place, taken_on, focal_x, focal_y)
    _describe(photo, dict(zip(DESCRIPTION, description, strict=True)))
    photo.title = photo.title or photo.caption[:200] or f"Received {now:%Y-%m-%d %H:%M}"
    photo.full_clean(exclude=["file", "content_hash"])
    return _stored(photo, incoming)


@transaction.atomic
def describe(photo, *, by, seen, changes):
    """Changes the words and the focal point: `changes` has some of DESCRIPTION as keys.

    `seen` is the `changed_at` of the photograph that the person looked at.
    Raises NotAllowed, Stale, ValidationError.
    """
    _demand(by, "photos.change_photo", "change photographs")
    photo = _fresh(photo, seen)
    _describe(photo, changes)
    photo.full_clean(exclude=["file", "uploaded_by"], validate_unique=False)
    if changes:
        photo.save(update_fields=[*changes, "changed_at"])
    return photo


@transaction.atomic
def credit(
    photo,
    *,
    by,
    photographer="",
    agency=None,
    distributor=None,
    licence="",
    licence_url="",
    valid_from=None,
    valid_until=None,
):
    """Says who is named beside the photograph and under which licence; replaces what was said.

    `agency` and `distributor` are of Agency. Raises NotAllowed, ValidationError.
    """
    _demand(by, "photos.change_credit", "credit photographs")
    said = {
        "photographer": characters.clean_line(photographer),
        "agency": agency,
        "distributor": distributor,
        "licence": licence,
        "licence_url": licence_url,
        "valid_from": valid_from,
        "valid_until": valid_until,
    }
    Credit(**said).full_clean(exclude=["photo"], validate_unique=False)
    credited, _ = Credit.objects.update_or_create(photo=photo, defaults=said)
    photo.credit = credited
    photo.save(update_fields=["changed_at"])  # a new credit makes a new picture
    return credited


@transaction.atomic
def discard(photo, *, by):
    """Deletes the photograph with its files. Raises NotAllowed, StillUsed."""
    _demand(by, "photos.delete_photo", "throw photographs away")
    photo = Photo.objects.select_for_update().get(pk=photo.pk)
    if used_in(photo) or _stands_in_a_text(photo):
        raise StillUsed(f"“{photo}” stands in a story. Take it out there first.")
    names = _names(photo)
    photo.delete()
    transaction.on_commit(lambda: _delete_files(photo.file.storage, names))


def used_in(photo):
    """The stories it leads on the desk and the live ones that show it: [model instance]."""
    return [*photo.lead_articles.all(), *photo.live_articles.all()]


def _demand(person, permission, deed):
    if not person.has_perm(permission):
        raise NotAllowed(f"{person} may not {deed}.")


def _describe(photo, changes):
    for name, value in changes.items():
        if name not in DESCRIPTION:
            raise TypeError(f"{name} is not part of a photograph's description")
        setattr(photo, name, characters.clean_line(value) if isinstance(value, str) else value)


def _fresh(photo, seen):
    photo = Photo.objects.with_credit().select_for_update(of=("self",)).get(pk=photo.pk)
    if photo.changed_at != seen:
        raise Stale(photo)
    return photo


def _stored(photo, incoming):
    """Files first, so that no row ever points at nothing; taken back if the row fails."""
    storage = photo.file.storage
    photo.file.save(f"{secrets.token_hex(10)}.jpg", ContentFile(incoming.master.data), save=False)
    try:
        for rendition in incoming.narrower:
            name = renditions.name(photo.file.name, rendition.width)
            storage.save(name, ContentFile(rendition.data))
        with transaction.atomic():
            photo.save()
    except BaseException as error:
        _delete_files(storage, _names(photo))
        if isinstance(error, IntegrityError):
            _refuse_known(photo.content_hash)
        raise
    return photo


def _refuse_known(content_hash):
    known = Photo.objects.filter(content_hash=content_hash).first()
    if known:
        raise AlreadyHere(known) from None


def _names(photo):
    narrower = [renditions.name(photo.file.name, width) for width in photo.widths]
    return [photo.file.name, *narrower]


def _delete_files(storage, names):
    for name in names:
        storage.delete(name)


def _stands_in_a_text(photo):
    """Whether a text on the desk has it as an inline photograph; asked only before deleting."""
    stories = photo.lead_articles.model.objects
    return stories.filter(body__contains=f'data-photo="{photo.pk}"').exists()
