"""Storing the working copy: the one verb that every way of saving goes through."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from articles import rebasing
from articles.addresses import validate_story_slug
from articles.lines import tidied
from articles.models import Article, Byline, Event, Revision, State
from articles.moves import TEXT, editable_fields, may_edit
from authors.models import Author
from prose import characters
from prose.sanitise import TextTooLong, clean_body
from sources.models import Snapshot

COALESCE = datetime.timedelta(minutes=10)
TAG_LENGTH = 100
# Words whose change ends an approval. A caption is read by the photo desk, which does not
# make its writer the last editor of the text.
_WORDS = (*TEXT, "bylines")
_REFERENCES = ("section", "lead_photo", "editor", "version_of")
_PLAIN = (*TEXT, "slug", "language", "use", "cut_blocks", "brief", "due_at")


class NotAllowed(Exception):
    """This user may not do this to this story. The message is a sentence for them."""


class Conflict(Exception):
    """Somebody else stored the story meanwhile; `article` is how it stands now."""

    def __init__(self, article):
        self.article = article
        latest = article.revisions.select_related("by").first()
        who = f" by {latest.by.get_full_name() or latest.by}" if latest else ""
        super().__init__(
            f"This story was changed{who} while you were working on it (version "
            f"{article.version}). Nothing is lost: compare both texts, then save again."
        )


@transaction.atomic
def save_text(article, *, by, seen, changes, note="", autosave=False):
    """Store `changes` (a dict of field names, see articles.moves.ALL_FIELDS) as a new version.

    `bylines` is a list of (Author or its id, role, place), `tags` one of names. Text is
    sanitised here. A change of words in an approved story takes it back to editing.

    Raises NotAllowed, Conflict (`seen` is not the stored version) and ValidationError
    ({field: sentence}). Returns the story as stored; unchanged if nothing differs.
    """
    article = Article.objects.select_for_update().get(pk=article.pk)
    if sentence := may_edit(by, article):
        raise NotAllowed(sentence)
    if seen != article.version:
        raise Conflict(article)
    before = freeze(article)
    after = {**before, **_frozen(cleaned(changes))}
    changed = {name for name in after if after[name] != before[name]}
    if forbidden := changed - editable_fields(by, article):
        raise NotAllowed(f"Your role cannot change: {', '.join(sorted(forbidden))}.")
    if changed:
        _store(article, after, changed, by)
        record(article, by, note=note, autosave=autosave)
    return article


@transaction.atomic
def restore(revision, *, by, seen):
    """Make an earlier version the newest one, in all that this person may change. What it replaces
    stays in the history."""
    stored = Article.objects.select_related("snapshot__original").get(pk=revision.article_id)
    may = editable_fields(by, stored)
    if "body" not in may:
        raise NotAllowed(may_edit(by, stored) or "Your role does not include editing this text.")
    changes = {name: said for name, said in revision.data.items() if name in may}
    changes |= _rebased(revision.data, stored)
    return save_text(
        revision.article,
        by=by,
        seen=seen,
        changes=changes,
        note=f"restored from version {revision.number}",
    )


def _rebased(data, article):
    """Where the original has got another text meanwhile, its blocks have other names."""
    old = Snapshot.objects.filter(pk=data["snapshot"], original=article.original).first()
    if old is None or old.pk == article.snapshot_id:
        return {}
    body, cuts = rebasing.body_and_cuts(data["body"], data["cut_blocks"], old, article.snapshot)
    return {"body": body, "cut_blocks": cuts}


def freeze(article):
    """The whole working copy as plain data: what a Revision stores and rendering reads."""
    data = {name: getattr(article, name) for name in _PLAIN}
    data |= {name: getattr(article, f"{name}_id") for name in (*_REFERENCES, "snapshot")}
    data["due_at"] = article.due_at.isoformat() if article.due_at else None
    data["tags"] = sorted(article.tags.names())
    data["bylines"] = [[b.author_id, b.role, b.place] for b in article.bylines.all()]
    return data


def cleaned(changes):
    """Changes, their text without what does not belong in it; ValidationError by field."""
    clean, errors = tidied(changes), {}
    if "body" in changes:
        try:
            clean["body"] = clean_body(changes["body"])
        except TextTooLong as error:
            errors["body"] = str(error)
    for name in changes.keys() & {"kicker", "headline", "standfirst", "dateline", "lead_caption"}:
        most = Article._meta.get_field(name).max_length
        if len(clean[name]) > most:
            errors[name] = f"At most {most} characters; this has {len(clean[name])}."
    if "tags" in changes:
        clean["tags"] = sorted({characters.clean_line(name) for name in changes["tags"]} - {""})
        if wrong := [name for name in clean["tags"] if not _is_tag(name)]:
            errors["tags"] = (
                f"“{wrong[0][:40]}” cannot be a tag: use a word or a few, of at most "
                f"{TAG_LENGTH} characters."
            )
    if clean.get("slug"):
        try:
            validate_story_slug(clean["slug"])
        except ValidationError as error:
            errors["slug"] = error
    if not clean.get("headline", "…"):
        errors["headline"] = "A story needs a headline, if only a working one."
    if errors:
        raise ValidationError(errors)
    return clean


def _is_tag(name):
    return len(name) <= TAG_LENGTH and any(character.isalnum() for character in name)


def _frozen(changes):
    """The same changes in the shape of `freeze`: ids, ISO dates, sorted tags."""
    data = dict(changes)
    for name in data.keys() & set(_REFERENCES):
        data[name] = getattr(data[name], "pk", data[name])
    if isinstance(data.get("due_at"), datetime.datetime):
        data["due_at"] = data["due_at"].isoformat()
    if "bylines" in data:
        data["bylines"] = [
            [getattr(author, "pk", author), role, characters.clean_line(place)]
            for author, role, place in data["bylines"]
        ]
    return data


def _store(article, data, changed, by):
    article.version += 1
    for name in changed & set(_PLAIN):
        setattr(article, name, data[name])
    for name in changed & set(_REFERENCES):
        setattr(article, f"{name}_id", data[name])
    if changed & set(_WORDS):
        article.text_version = article.version
        _reopen(article, by)
    if changed & (set(_WORDS) - {"lead_caption"}):
        article.text_edited_by = by
    article.save()
    article.refresh_from_db(fields=["due_at"])
    if "tags" in changed:
        article.tags.set(data["tags"])
    if "bylines" in changed:
        _store_bylines(article, data["bylines"])


def _store_bylines(article, bylines):
    article.bylines.all().delete()
    known = Author.objects.in_bulk([author for author, _, _ in bylines])
    Byline.objects.bulk_create(
        Byline(article=article, author=known[author], role=role, place=place, position=n)
        for n, (author, role, place) in enumerate(bylines)
        if author in known
    )


def _reopen(article, by):
    """An approval is of a text: a changed one goes back to the editors."""
    if article.state not in (State.READY, State.SCHEDULED):
        return
    Event.objects.create(
        article=article,
        verb="reopen",
        from_state=article.state,
        to_state=State.EDITING,
        version=article.version,
        by=by,
        note="The text was changed after its approval.",
    )
    article.state = State.EDITING
    article.approved_version = article.approved_by = article.approved_at = None
    article.scheduled_for = article.scheduled_by = None


def record(article, by, *, note="", autosave=False):
    """A Revision of what is stored now; autosaves of one sitting share one row."""
    data = freeze(article)
    last = article.revisions.first()
    if autosave and last and _coalesces(last, data, by):
        # `at` stays: the ten minutes run from the first save of a sitting.
        last.number, last.data = article.version, data
        last.save()
        return
    Revision.objects.create(
        article=article, number=article.version, data=data, by=by, note=note, autosaved=autosave
    )


def _coalesces(last, data, by):
    """Whether this autosave may take the place of the last Revision. What a move was made
    on, or readers see, stays for ever; so does a text before much of it was deleted."""
    return (
        last.autosaved
        and len(data["body"]) >= 0.8 * len(last.data["body"])
        and last.by_id == by.pk
        and timezone.now() - last.at < COALESCE
        and not last.article.events.filter(version=last.number).exists()
    )
