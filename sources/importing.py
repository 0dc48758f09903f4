"""Taking originals in, and taking them in again when their publisher changed them.

`by` is the person at the desk; None is the operator at the command line, who needs no
permission of the desk's.
"""

import hashlib
import json

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from prose import blocks, characters
from prose.sanitise import TextTooLong, clean_body
from sources import metadata
from sources.models import Original, Publication, Snapshot
from sources.reading import html_of, words_of


class NotAllowed(PermissionDenied):
    """This person may not import; the message says so."""


class AlreadyImported(ValueError):
    """The address or the text is known. `original` is what was made of it, `changed` whether
    the text is another one now, which add_snapshot would store."""

    def __init__(self, original, *, changed):
        self.original = original
        self.changed = changed
        how = "with another text " if changed else ""
        super().__init__(f"This story was already imported {how}as “{original}”.")


def import_original(reading, *, publication, by, url="", language=None):
    """The Original and its first Snapshot. `url` and `language` go before the reading's own.

    Raises NotAllowed, AlreadyImported, ValidationError (by field: headline, standfirst,
    blocks, authors, url, language, first_published_at).
    """
    may_import(by)
    text = _text_of(reading)
    address = _address(url or reading.url)
    original = Original(
        publication=publication,
        url=address,
        language=_language(language or reading.language, publication),
        authors=metadata.clean_names(reading.authors),
        first_published_at=_aware(reading.first_published_at),
        imported_by=by,
    )
    original.clean_fields(exclude=["imported_by", "latest_snapshot"])
    try:
        with transaction.atomic():
            # Held so that two imports of one text, which no constraint can tell, come in turn.
            Publication.objects.select_for_update().get(pk=publication.pk)
            _refuse_known(original, text["content_hash"])
            original.save()
            _store(original, text, number=1)
    except IntegrityError as error:
        _refuse_known(original, text["content_hash"], cause=error)
        raise
    return original


def known_as(reading, *, publication, url=""):
    """AlreadyImported, if storing this would raise it; nothing is stored."""
    try:
        text, address = _text_of(reading), _address(url or reading.url)
        _refuse_known(Original(publication=publication, url=address), text["content_hash"])
    except AlreadyImported as known:
        return known
    except ValidationError:
        return None  # to be put right first
    return None


def add_snapshot(original, reading, *, by):
    """The newest Snapshot of the Original: a new one if its text changed, else the one before.

    Raises NotAllowed, ValidationError.
    """
    may_import(by)
    text = _text_of(reading)
    with transaction.atomic():
        Original.objects.select_for_update().get(pk=original.pk)
        latest = original.snapshots.order_by("number").last()
        if latest and latest.content_hash == text["content_hash"]:
            return latest
        return _store(original, text, number=latest.number + 1 if latest else 1)


def content_hash(headline, standfirst, numbered):
    """SHA-256 over the words: a link or an emphasis that changed is not another text."""
    words = [[block["tag"], words_of(block["html"])] for block in numbered]
    told = json.dumps([headline, standfirst, words], ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()


def may_import(by):
    """Raise NotAllowed if this person may not. `by` is None for the clock."""
    if by is not None and not by.has_perm("sources.import_original"):
        raise NotAllowed("You may not import originals. An editor can.")


def _text_of(reading):
    """Fields of a Snapshot, cleaned here because a Reading can come from anywhere."""
    headline = characters.clean_line(reading.headline)
    if not headline:
        raise ValidationError({"headline": "Give the story the headline it was published under."})
    if len(headline) > metadata.MAX_HEADLINE:
        raise ValidationError(
            {"headline": f"A headline has at most {metadata.MAX_HEADLINE} characters."}
        )
    try:
        numbered = blocks.number(clean_body(html_of(reading.blocks)))
    except TextTooLong as error:
        raise ValidationError({"blocks": str(error)}) from error
    if not numbered:
        raise ValidationError({"blocks": "There is no text to import."})
    standfirst = characters.clean_lines(reading.standfirst)
    return {
        "headline": headline,
        "standfirst": standfirst,
        "blocks": numbered,
        "pictures": reading.pictures,
        "content_hash": content_hash(headline, standfirst, numbered),
    }


def _address(url):
    address = metadata.clean_url(url)
    if url.strip() and not address:
        raise ValidationError(
            {"url": f"“{url[:80]}” is no web address. Use one that begins with https://."}
        )
    return address


def _language(code, publication):
    """The paper's own code where they differ only by region, as “fr-FR” and “fr” do."""
    if not code or code.split("-")[0] == publication.language:
        return publication.language
    return metadata.clean_language(code) or code


def _aware(moment):
    if moment is not None and timezone.is_naive(moment):
        raise ValidationError({"first_published_at": "This time has no time zone."})
    return moment


def _refuse_known(original, digest, cause=None):
    """A known address, or the same text from the same paper under another one."""
    known = Original.objects.select_related("latest_snapshot")
    by_address = known.filter(url=original.url).first() if original.url else None
    if by_address:
        latest = by_address.latest_snapshot
        changed = latest is None or latest.content_hash != digest
        raise AlreadyImported(by_address, changed=changed) from cause
    same = known.filter(publication=original.publication_id, snapshots__content_hash=digest).first()
    if same:
        raise AlreadyImported(same, changed=False) from cause


def _store(original, text, *, number):
    snapshot = Snapshot.objects.create(original=original, number=number, **text)
    # Only ever forward, should two retrievals end in the other order.
    behind = Q(latest_snapshot=None) | Q(latest_snapshot__number__lt=number)
    if Original.objects.filter(behind, pk=original.pk).update(latest_snapshot=snapshot):
        original.latest_snapshot = snapshot
    return snapshot
