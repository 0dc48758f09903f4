"""Taking photographs in, describing and crediting them, throwing them away."""

import hashlib
import secrets
from dataclasses import asdict, dataclass
from itertools import chain, count

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify

from photos import credits, metadata, pictures, renditions
from photos.models import Agency, Credit, Photo
from prose import characters

_LICENSED = tuple(
    field.name for field in Credit._meta.fields if field.name not in ("id", "photo", "changed_at")
)
TAG_LENGTH = 100
SHORTEST_SIDE = 200  # of a new photograph, in pixels; as wide as a portrait is shown
NAME_LENGTH = 120  # of a photographer, and of a firm
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


class CreditedMeanwhile(ValueError):
    """Somebody else credited some of the photographs; `photos` are these, as they stand now."""

    def __init__(self, photos):
        self.photos = photos
        named = ", ".join(f"“{photo}”" for photo in photos[:5])
        more = f" and {len(photos) - 5} more" if len(photos) > 5 else ""
        super().__init__(f"Credited by somebody else while you were writing: {named}{more}.")


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
    master, narrower = renditions.render(data)
    if min(master.width, master.height) < SHORTEST_SIDE:
        raise renditions.Unusable(
            f"This picture has {master.width} × {master.height} pixels. The shorter side of a "
            f"photograph has at least {SHORTEST_SIDE}: choose a larger copy of it."
        )
    return Incoming(content_hash, master, narrower, metadata.read(data))


def receive(
    data, *, by, name="", tags=(),
    title="", alt="", caption="", place="", taken_on=None, focal_x=0.5, focal_y=0.5,
    in_editions=None,
):  # fmt: skip
    """A new Photo of the bytes of a picture (or of what `examine` made of them). Of title,
    alternative text, caption, place and day, what is left empty is taken from the file; `name`
    is that of the file, and gives the title where nothing else does. `tags` is a list of names,
    `in_editions` what further editions say (prose.wordings).

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
        in_editions=in_editions or {},
        file_says={name: said for name, said in asdict(incoming.says).items() if said},
    )
    now = timezone.localtime()
    description = (title, alt, caption, place, taken_on, focal_x, focal_y)
    said = dict(zip(DESCRIPTION, description, strict=True))
    _describe(photo, said | {n: v for n, v in _of_the_file(incoming.says).items() if not said[n]})
    named = photo.title or photo.caption[:200] or _stem(name)
    photo.title = named or f"Received {now:%Y-%m-%d %H:%M}"
    photo.full_clean(exclude=["file", "content_hash"])
    return _stored(photo, incoming, tag_names(tags))


@transaction.atomic
def describe(photo, *, by, seen, changes):
    """Changes the words and the focal point: `changes` has some of DESCRIPTION as keys, and may
    have "tags", a list of names, and "in_editions", what further editions say.

    `seen` is the `changed_at` of the photograph that the person looked at.
    Raises NotAllowed, Stale, ValidationError.
    """
    _demand(by, "photos.change_photo", "change photographs")
    photo = _fresh(photo, seen)
    described = {name: said for name, said in changes.items() if name != "tags"}
    _describe(photo, described)
    photo.full_clean(exclude=["file", "uploaded_by"], validate_unique=False)
    if "tags" in changes:
        photo.tags.set(tag_names(changes["tags"]))
    if described:
        photo.unfinished = True
    if changes:
        photo.save(update_fields=[*described, "unfinished", "changed_at"])
    return photo


@transaction.atomic
def credit(photo, *, by, **said):
    """Says who is named beside the photograph and under which licence; replaces what was said.

    `said` has the fields of Credit, of which `agency` and `distributor` are of Agency.
    Raises NotAllowed, ValidationError.
    """
    _demand(by, "photos.change_credit", "credit photographs")
    said = _cleaned(said)
    Credit(**said).full_clean(exclude=["photo"], validate_unique=False)
    defaults = {name: getattr(Credit(**said), name) for name in _LICENSED}
    credited, _ = Credit.objects.update_or_create(photo=photo, defaults=defaults)
    photo.credit = credited
    photo.unfinished = True  # a new credit makes a new picture
    photo.save(update_fields=["unfinished", "changed_at"])
    return credited


@transaction.atomic
def credit_many(photos, *, by, seen, named=None, **said):
    """Credits photographs alike, all or none; replaces what was said of each.

    `seen` has by the id of each when the credit that the person looked at had last changed,
    None where there was none. `named` has by the id of some the names of their own that stand
    in place of those in `said`: {"photographer", "agency", "distributor"}, the firms by name; one
    that is not known here is added. `said` has the fields of Credit, as for `credit`.
    Raises NotAllowed, CreditedMeanwhile, ValidationError.
    """
    _demand(by, "photos.change_credit", "credit photographs")
    photos = Photo.objects.select_for_update().filter(pk__in=[photo.pk for photo in photos])
    photos = list(photos.order_by("pk"))
    _refuse_credited_meanwhile(photos, seen)
    said, named = _cleaned(said), _with_firms(named or {}, by)
    made = [Credit(photo=photo, **said | named.get(photo.pk, {})) for photo in photos]
    _check(made)
    Credit.objects.bulk_create(
        made,
        update_conflicts=True,
        unique_fields=["photo"],
        update_fields=[*_LICENSED, "changed_at"],
    )
    credited = Photo.objects.filter(pk__in=[photo.pk for photo in photos])
    credited.update(unfinished=True, changed_at=timezone.now())
    return made


@transaction.atomic
def discard(photo, *, by):
    """Deletes the photograph with its files. Raises NotAllowed, StillUsed."""
    _demand(by, "photos.delete_photo", "throw photographs away")
    photo = Photo.objects.select_for_update().get(pk=photo.pk)
    if used_in(photo) or _stands_in_a_text(photo):
        raise StillUsed(f"“{photo}” stands in a story. Take it out there first.")
    if photo.uses.exists():
        raise StillUsed(f"Readers have seen “{photo}”. It stays, for what is owed for it.")
    photo.delete()
    transaction.on_commit(lambda: _delete_files(photo))


def tag_names(names):
    """The names cleaned, each once, sorted. Raises ValidationError for one that is no word."""
    clean = sorted({characters.clean_line(name) for name in names} - {""})
    wrong = [n for n in clean if len(n) > TAG_LENGTH or not any(map(str.isalnum, n))]
    if wrong:
        raise ValidationError(
            f"“{wrong[0][:40]}” cannot be a tag: use a word or a few, of at most "
            f"{TAG_LENGTH} characters."
        )
    return clean


def names_of_the_file(photo):
    """{"photographer", "agency", "distributor"} as the file names them; empty where it does not."""
    says = metadata.Metadata(**photo.file_says)
    names = credits.chain(says.creators, says.credit, says.source)
    cut = (name[:NAME_LENGTH] for name in map(characters.clean_line, names))
    return dict(zip(("photographer", "agency", "distributor"), cut, strict=True))


def proposed_credit(photo):
    """The same, as Credit has them; of the firms only those that are known here."""
    photographer, *firms = names_of_the_file(photo).values()
    known = {
        agency.name.casefold(): agency
        for agency in Agency.objects.filter(name__in=[firm for firm in firms if firm])
    }
    agency, distributor = (known.get(firm.casefold()) for firm in firms)
    found = {"photographer": photographer, "agency": agency, "distributor": distributor}
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
    name = characters.clean_line(name)
    stem = name.rpartition(".")[0].strip() if "." in name else name
    return stem[:200] if any(character.isalnum() for character in stem) else ""


def _demand(person, permission, deed):
    if not person.has_perm(permission):
        raise NotAllowed(f"{person} may not {deed}.")


def _cleaned(said):
    lines = said.keys() & {"photographer", "copyright", "territory"}
    return said | {name: characters.clean_line(said[name]) for name in lines}


def _check(made):
    """The terms are those of all, so that asking the database about one is enough."""
    for credit in made:
        credit.clean_fields(exclude=["photo", "agency", "distributor"])
        if not (credit.photographer or credit.agency):
            raise ValidationError(f"Nobody is named beside “{credit.photo}”.")
    for credit in made[:1]:
        credit.full_clean(exclude=["photo"], validate_unique=False)


def _refuse_credited_meanwhile(photos, seen):
    stand = dict(Credit.objects.filter(photo__in=photos).values_list("photo", "changed_at"))
    changed = [photo for photo in photos if stand.get(photo.pk) != seen.get(photo.pk)]
    if changed:
        raise CreditedMeanwhile(changed)


def _with_firms(named, by):
    """The same names, the firms as Agency; those that are not known here are added."""
    wanted = {names[kind] for names in named.values() for kind in ("agency", "distributor")} - {""}
    # Case apart, as people write them.
    known = {agency.name.casefold(): agency for agency in Agency.objects.all()} if wanted else {}
    for name in sorted(wanted):
        if name.casefold() not in known:
            _demand(by, "photos.add_agency", "add agencies")
            known[name.casefold()] = Agency.objects.create(name=name, slug=_free_slug(name))
    return {
        pk: {
            "photographer": names["photographer"],
            "agency": known.get(names["agency"].casefold()),
            "distributor": known.get(names["distributor"].casefold()),
        }
        for pk, names in named.items()
    }


def _free_slug(name):
    slug = slugify(name)[:70] or "agency"
    taken = set(Agency.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    numbered = (f"{slug}-{number}" for number in count(2))
    return next(free for free in chain([slug], numbered) if free not in taken)


def _describe(photo, changes):
    for name, value in changes.items():
        if name not in (*DESCRIPTION, "in_editions"):
            raise TypeError(f"{name} is not part of a photograph's description")
        setattr(photo, name, characters.clean_line(value) if isinstance(value, str) else value)


def _fresh(photo, seen):
    photo = Photo.objects.with_credit().select_for_update(of=("self",)).get(pk=photo.pk)
    if photo.changed_at != seen:
        raise Stale(photo)
    return photo


def _stored(photo, incoming, tags):
    """Files first, so that no row ever points at nothing; taken back if the row fails."""
    photo.file.save(f"{secrets.token_hex(10)}.jpg", ContentFile(incoming.master.data), save=False)
    try:
        for rendition in [*incoming.narrower, incoming.master]:
            name = renditions.name(photo.file.name, rendition.width)
            default_storage.save(name, ContentFile(rendition.data))
        with transaction.atomic():
            photo.save()
            if tags:
                photo.tags.set(tags)
    except BaseException as error:
        _delete_files(photo)
        if isinstance(error, IntegrityError):
            _refuse_known(photo.content_hash)
        raise
    return photo


def _refuse_known(content_hash):
    known = Photo.objects.filter(content_hash=content_hash).first()
    if known:
        raise AlreadyHere(known) from None


def _delete_files(photo):
    for name, _, _ in pictures.files(photo):
        default_storage.delete(name)
    photo.file.storage.delete(photo.file.name)


def _stands_in_a_text(photo):
    """Whether a text on the desk has it as an inline photograph; asked only before deleting."""
    stories = photo.lead_articles.model.objects
    return stories.filter(body__contains=f'data-photo="{photo.pk}"').exists()
