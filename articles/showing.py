"""The record of which photographs readers were shown, in which story and where."""

from articles.models import PhotoUse
from prose import blocks

Position = PhotoUse.Position


def record(live, data, photos):
    """Notes what a live story shows from now on, where it was not noted before. `data` is that
    of the Revision it was rendered from, `photos` are those it shows, with their credit.

    Part of the verb that renders it: in its transaction."""
    shown = {photo.pk: photo for photo in photos}
    _note([(live.pk, pk, position) for pk, position in _places(data, shown) if pk in shown])


def record_newsletter(pairs):
    """Notes what a newsletter showed: `pairs` of the ids of a LiveArticle and a Photo. Part of
    the verb that sends it."""
    _note([(live, photo, Position.NEWSLETTER) for live, photo in pairs])


def _places(data, photos):
    lead = photos.get(data["lead_photo"])
    if lead:
        yield lead.pk, Position.LEAD
        if lead.credit.allows_social:
            yield lead.pk, Position.SOCIAL
    for block in blocks.read(data["body"]):
        if block.photo is not None:
            yield block.photo, Position.GALLERY if block.tag == "section" else Position.INLINE


def _note(uses):
    PhotoUse.objects.bulk_create(
        [PhotoUse(live_id=live, photo_id=photo, position=at) for live, photo, at in uses],
        ignore_conflicts=True,
    )
