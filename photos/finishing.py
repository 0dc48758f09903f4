"""What the worker makes of a credited photograph: the smaller formats, the picture of a shared
link, and the credit in every file.

The files keep their names when they are made anew, so that pages and letters which are out
already show the new ones. Until then the JPEGs made at the upload serve.
"""

import datetime

from django.core.files.base import ContentFile
from django.db.models import Q
from django.utils import timezone

from photos import renditions
from photos.models import Photo
from photos.stamping import Marks

LOST = datetime.timedelta(minutes=10)  # after which a worker that took it up is taken for dead


def finish_next():
    """Takes up one photograph that waits and makes its files. False if none waits."""
    now = timezone.now()
    waiting = Photo.objects.filter(unfinished=True, credit__isnull=False)
    waiting = waiting.exclude(credit__valid_until__lt=timezone.localdate())
    free = Q(taken_up_at=None) | Q(taken_up_at__lt=now - LOST)
    photo = waiting.filter(free).with_credit().order_by("uploaded_at").first()
    if photo is None:
        return False
    if Photo.objects.filter(free, pk=photo.pk).update(taken_up_at=now):
        _finish(photo)
    return True


def _finish(photo):
    sizes = {}
    for name, data in _files(photo):
        store(photo.file.storage, name, data)
        sizes[name] = len(data)
    file_size = sizes[renditions.name(photo.file.name, photo.width)]
    unchanged = Photo.objects.filter(pk=photo.pk, changed_at=photo.changed_at)
    widths = [width for width in renditions.WIDTHS if width < photo.width]
    done = {"unfinished": False, "modern": True, "retired": False, "file_size": file_size}
    # Live stories are rendered again because of `changed_at`, and find the new files.
    unchanged.update(**done, widths=widths, changed_at=timezone.now())
    # One that was changed meanwhile waits for the next turn.
    Photo.objects.filter(pk=photo.pk).update(taken_up_at=None)


def retire_ended():
    """A placeholder in place of every file of a photograph whose licence is over: letters that
    were sent show it too. Pages are rendered again without it."""
    over = Photo.objects.licence_over(timezone.localdate()).filter(retired=False)
    for photo in over.with_credit():
        names = [
            (width, form, renditions.name(photo.file.name, width, form))
            for width in [*photo.widths, *([photo.width] if photo.modern else [])]
            for form in (("jpg", *renditions.MODERN) if photo.modern else ("jpg",))
        ]
        for width, form, name in names:
            size = renditions.size(photo.width, photo.height, width)
            store(photo.file.storage, name, renditions.placeholder(*size, form))
        if photo.modern:
            social = renditions.name(photo.file.name, "social")
            store(photo.file.storage, social, renditions.placeholder(*renditions.SOCIAL, "jpg"))
        Photo.objects.filter(pk=photo.pk).update(
            retired=True, unfinished=True, changed_at=timezone.now()
        )


def marks(credit):
    by = credit.photographer or credit.agency.name
    return Marks(by, credit.line, credit.copyright_notice, credit.licence_url)


def store(storage, name, data):
    """Writes a file anew. Should the worker die in between, another one does it again."""
    storage.delete(name)
    storage.save(name, ContentFile(data))


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
