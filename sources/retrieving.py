"""Pages that people ask for: fetched by the worker, never while somebody waits for an answer."""

import datetime
from dataclasses import asdict, fields
from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from prose.sanitise import TextTooLong
from sources import fetching, importing, metadata, reading
from sources.connecting import host_of
from sources.decoding import Unreadable
from sources.models import Publication, Retrieval

KEPT = datetime.timedelta(days=7)
_OPEN = (Retrieval.State.WAITING, Retrieval.State.FETCHING)


def ask(url, *, by, publication=None):
    """Have this page fetched. Without a `publication` it is the one whose website it is on.

    Raises importing.NotAllowed and ValidationError ({field: sentence}).
    """
    importing.may_import(by)
    address = metadata.clean_url(url)
    if not address:
        raise ValidationError(
            {"url": f"“{url[:80]}” is no web address. Use one that begins with https://."}
        )
    retrieval = Retrieval.objects.create(
        url=address, publication=publication or paper_of(address), by=by
    )
    _enqueue(retrieval)
    return retrieval


def again(retrieval, *, by):
    """Try a retrieval that failed once more."""
    importing.may_import(by)
    failed = Retrieval.objects.filter(pk=retrieval.pk, state=Retrieval.State.FAILED)
    if failed.update(state=Retrieval.State.WAITING, error="", by=by, asked_at=timezone.now()):
        _enqueue(retrieval)


def cancel(retrieval, *, by):
    """Nobody wants it any more, whatever became of it."""
    importing.may_import(by)
    Retrieval.objects.filter(pk=retrieval.pk).delete()


def forget(now):
    """Delete what nobody has come back for."""
    Retrieval.objects.filter(asked_at__lt=now - KEPT).delete()


def paper_of(url):
    """The Publication on whose website this address is, or None."""
    host = _site(url)
    papers = [(_site(paper.website), paper) for paper in Publication.objects.exclude(website="")]
    mine = [(s, p) for s, p in papers if s and (host == s or host.endswith(f".{s}"))]
    return max(mine, key=lambda pair: len(pair[0]))[1] if mine else None


def reading_of(retrieval):
    """The Reading that was stored with a retrieval."""
    known = {field.name for field in fields(reading.Reading)}
    data = {name: value for name, value in retrieval.reading.items() if name in known}
    if data.get("first_published_at"):
        data["first_published_at"] = datetime.datetime.fromisoformat(data["first_published_at"])
    return reading.Reading(**data)


@task()
def carry_out(pk):
    """Fetch and read one page. What a dead worker left half done is done again."""
    if Retrieval.objects.filter(pk=pk, state__in=_OPEN).update(state=Retrieval.State.FETCHING):
        retrieve(Retrieval.objects.get(pk=pk))


def read_page(url, *, network=fetching.WEB):
    """The Reading of the page at an address. Raises Refused, Unreadable, TextTooLong."""
    page = fetching.fetch(url, network=network)
    return reading.read(page.body, url=page.url)


def retrieve(retrieval, *, network=fetching.WEB):
    try:
        found = read_page(retrieval.url, network=network)
    except (fetching.Refused, Unreadable, TextTooLong) as error:
        _finish(retrieval, state=Retrieval.State.FAILED, error=str(error)[:500])
    else:
        _finish(retrieval, state=Retrieval.State.READ, reading=_plain(found))


def _finish(retrieval, **outcome):
    fetching_now = Retrieval.objects.filter(pk=retrieval.pk, state=Retrieval.State.FETCHING)
    fetching_now.update(finished_at=timezone.now(), **outcome)


def _plain(found):
    data = asdict(found)
    moment = data["first_published_at"]
    return data | {"first_published_at": moment and moment.isoformat()}


def _enqueue(retrieval):
    transaction.on_commit(partial(carry_out.enqueue, retrieval.pk))


def _site(url):
    return host_of(url).removeprefix("www.")
