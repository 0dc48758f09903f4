"""Taking photographs in, describing and crediting them, throwing them away."""

import hashlib
import secrets
from dataclasses import asdict, dataclass

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from photos import credits, metadata, renditions
from photos.models import Agency, Credit, Photo
from prose import characters

_LICENSED = tuple(
    field.name for field in Credit._meta.fields if field.name not in ("id", "photo", "changed_at")
)
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
    says: metadata.Metadata


def examine(data):
    """What `receive` would store. Raises renditions.Unusable, AlreadyHere."""
    content_hash = hashlib.sha256(data).hexdigest()
    _refuse_known(content_hash)
    return Incoming(content_hash, *renditions.render(data), metadata.read(data))


def receive(
    data, *, by, name="",
    title="", alt="", caption="", place="", taken_on=None, focal_x=0.5, focal_y=0.5,
):  # fmt: skip
    """A new Photo of the bytes of a picture (or of what `examine` made of them). Of title,
    alternative text, caption, place and day, what is left empty is taken from the file; `name`
    is that of the file, and gives the title where nothing else does.

    Raises NotAllowed, renditions.Unusable, AlreadyHere, ValidationError.
    """
    _demand(by, "photos.add_photo", "add photographs")
    incoming = data if isinstance(data, Incoming) else examine(data)
    photo = Photo(
        content_hash=incoming.content_hash,
        width=incoming.master.width,
        height=incoming.master.height,
        file_size=len(incoming.master.data),
        widths=[rendition.width for rendition in incoming.narrower],
        fingerprint=renditions.fingerprint([*incoming.narrower, incoming.master][0].data),
        uploaded_by=by,
        file_says={name: said for name, said in asdict(incoming.says).items() if said},
    )
    now = timezone.localtime()
    description = (title, alt, caption, place, taken_on, focal_x, focal_y)
    said = dict(zip(DESCRIPTION, description, strict=True))
    _describe(photo, said | {n: v for n, v in _of_the_file(incoming.says).items() if not said[n]})
    named = photo.title or photo.caption[:200] or _stem(name)
    photo.title = named or f"Received {now:%Y-%m-%d %H:%M}"
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
        photo.unfinished = True
        photo.save(update_fields=[*changes, "unfinished", "changed_at"])
    return photo


@transaction.atomic
def credit(photo, *, by, **said):
    """Says who is named beside the photograph and under which licence; replaces what was said.

    `said` has the fields of Credit, of which `agency` and `distributor` are of Agency.
    Raises NotAllowed, ValidationError.
    """
    _demand(by, "photos.change_credit", "credit photographs")
    for name in said.keys() & {"photographer", "copyright", "territory"}:
        said[name] = characters.clean_line(said[name])
    Credit(**said).full_clean(exclude=["photo"], validate_unique=False)
    defaults = {name: getattr(Credit(**said), name) for name in _LICENSED}
    credited, _ = Credit.objects.update_or_create(photo=photo, defaults=defaults)
    photo.credit = credited
    photo.unfinished = True  # a new credit makes a new picture
    photo.save(update_fields=["unfinished", "changed_at"])
    return credited


@transaction.atomic
def discard(photo, *, by):
    """Deletes the photograph with its files. Raises NotAllowed, StillUsed."""
    _demand(by, "photos.delete_photo", "throw photographs away")
    photo = Photo.objects.select_for_update().get(pk=photo.pk)
    if used_in(photo) or _stands_in_a_text(photo):
        raise StillUsed(f"“{photo}” stands in a story. Take it out there first.")
    if photo.uses.exists():
        raise StillUsed(f"Readers have seen “{photo}”. It stays, for what is owed for it.")
    names = _names(photo)
    photo.delete()
    transaction.on_commit(lambda: _delete_files(photo.file.storage, names))


def proposed_credit(photo):
    """{"photographer", "agency", "distributor"} as far as the file names them; of the firms
    only those that are known here."""
    says = metadata.Metadata(**photo.file_says)
    photographer, *firms = credits.chain(says.creators, says.credit, says.source)
    known = {
        agency.name.casefold(): agency
        for agency in Agency.objects.filter(name__in=[firm for firm in firms if firm])
    }
    agency, distributor = (known.get(firm.casefold()) for firm in firms)
    found = {"photographer": photographer[:120], "agency": agency, "distributor": distributor}
    return {name: value for name, value in found.items() if value}


def used_in(photo):
    """The stories it leads on the desk, the live ones that show it, and the authors whose
    portrait it is: [model instance]."""
    return [*photo.lead_articles.all(), *photo.live_articles.all(), *photo.portrayed.all()]


def _of_the_file(says):
    fitting = {
        "title": says.headline or says.title,
        "alt": says.alt,
        "caption": says.caption,
        "place": says.place,
    }
    cut = {n: text[: Photo._meta.get_field(n).max_length] for n, text in fitting.items()}
    return cut | {"taken_on": says.taken_on}


def _stem(name):
    """“IMG 0815” of “IMG 0815.jpg”; nothing of a name without a letter or a figure."""
    stem = characters.clean_line(name.rpartition(".")[0] or name)
    return stem[:200] if any(character.isalnum() for character in stem) else ""


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
    master = photo.file.name
    narrower = [renditions.name(master, width) for width in photo.widths]
    if not photo.modern:
        return [master, *narrower]
    widths = [*photo.widths, photo.width]
    forms = ("jpg", *renditions.MODERN)
    made = [renditions.name(master, width, form) for width in widths for form in forms]
    return [master, *made, renditions.name(master, "social")]


def _delete_files(storage, names):
    for name in names:
        storage.delete(name)


def _stands_in_a_text(photo):
    """Whether a text on the desk has it as an inline photograph; asked only before deleting."""
    stories = photo.lead_articles.model.objects
    return stories.filter(body__contains=f'data-photo="{photo.pk}"').exists()
