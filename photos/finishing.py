"""What the worker makes of a credited photograph: the smaller formats, the picture of a shared
link, and the credit in every file; and placeholders, where readers may see it no longer.

The files keep their names when they are made anew, so that pages and letters which are out
already show the new ones. Until then the JPEGs made at the upload serve.
"""

import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import Q
from django.utils import timezone

from photos import pictures, renditions
from photos.models import Photo
from photos.stamping import Marks

LOST = datetime.timedelta(minutes=10)  # after which a worker that took it up is taken for dead
RETIRED_AT_ONCE = 50  # photographs, a minute's work or two


def finish_next():
    """Takes up one photograph that waits and makes its files. False if none waits."""
    waiting = Photo.objects.allowed(timezone.localdate()).filter(unfinished=True)
    now = timezone.now()
    photo = waiting.filter(_free(now)).with_credit().order_by("uploaded_at").first()
    if photo is None:
        return False
    if _take_up(photo, now):
        _finish(photo)
    return True


def retire_forbidden(most=RETIRED_AT_ONCE):
    """Takes every file of photographs that readers may see no longer away and puts a placeholder
    in its place, which letters that were sent show too. Pages are rendered again without it.

    First all of them go; the placeholders take their time."""
    now = timezone.now()
    shown = Photo.objects.forbidden(timezone.localdate()).filter(retired=False)
    found = [photo for photo in shown.filter(_free(now))[:most] if _take_up(photo, now)]
    for photo in found:
        for name, _, _ in pictures.files(photo):
            default_storage.delete(name)
    for photo in found:
        for name, size, form in pictures.files(photo):
            store(name, renditions.placeholder(*size, form))
        # Unfinished: should its licence cover it again, it is made anew.
        _note(_in_hand(photo), retired=True, unfinished=True)
        _in_hand(photo).update(taken_up_at=None)


def _free(now):
    return Q(taken_up_at=None) | Q(taken_up_at__lt=now - LOST)


def _take_up(photo, now):
    """Whoever writes the files has the photograph to itself: they are under the same names."""
    photo.taken_up_at = now
    return Photo.objects.filter(_free(now), pk=photo.pk).update(taken_up_at=now)


def _in_hand(photo):
    return Photo.objects.filter(pk=photo.pk, taken_up_at=photo.taken_up_at)


def _finish(photo):
    sizes = {}
    unchanged = _in_hand(photo).filter(changed_at=photo.changed_at)
    for name, data in _files(photo):
        if not unchanged.exists():
            break
        store(name, data)
        sizes[name] = len(data)
    else:
        file_size = sizes[renditions.name(photo.file.name, photo.width)]
        widths = [width for width in renditions.WIDTHS if width < photo.width]
        _note(unchanged, retired=False, unfinished=False, file_size=file_size, widths=widths)
    # One that was changed meanwhile waits for the next turn.
    _in_hand(photo).update(taken_up_at=None)


def _note(photos, **facts):
    """Live stories are rendered again because of `changed_at`, and find the new files; caches
    are told because of `untold`."""
    photos.update(modern=True, untold=True, changed_at=timezone.now(), **facts)


def marks(credit):
    by = credit.photographer or credit.agency.name
    return Marks(by, credit.line, credit.copyright_notice, credit.licence_url)


def store(name, data):
    """Writes a file anew. Should the worker die in between, another one does it again."""
    default_storage.delete(name)
    default_storage.save(name, ContentFile(data))


def _files(photo):
    """(name, bytes) of all that is made of the master, which itself stays as it is."""
    with photo.file.storage.open(photo.file.name) as file:
        master = file.read()
    said = marks(photo.credit)
    for width, form, data in renditions.finished(master, said):
        yield renditions.name(photo.file.name, width, form), data
    shared = renditions.social(
        master, said, focus=(photo.focal_x, photo.focal_y), crop=not photo.credit.no_crop
    )
    yield renditions.name(photo.file.name, "social"), shared.data
