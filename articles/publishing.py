"""The moves that readers notice: publish, schedule, correct, withdraw, and what keeps the
live copy true afterwards. Everything public goes through `_put_online`."""

import logging

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F, Prefetch, prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop

from articles import (
    dismissing,
    editions,
    indexing,
    outdated,
    pieces,
    purging,
    readiness,
    rendering,
    showing,
)
from articles.models import (
    FOR_PROGRAMS,
    PIECES,
    Article,
    Correction,
    LiveArticle,
    Redirect,
    Revision,
    State,
)
from articles.revising import NotAllowed, record
from articles.workflow import UNSCHEDULED, NotReady, Stale, kill, log, step
from authors.models import Author
from photos.models import Photo
from prose import characters
from sources import licensing
from sources.models import Agreement, Original

logger = logging.getLogger(__name__)

NOTICE = gettext_noop("It is no longer available here.")


@transaction.atomic
def schedule(article, *, by, seen, at, note=""):
    """Publish at a time in the future, if the story is then ready as it stands."""
    if at <= timezone.now():
        raise ValidationError({"at": "That moment is past. Choose one in the future."})
    article = step(article, "schedule", by=by, seen=seen, scheduled_for=at, scheduled_by=by)
    _, overridden = _pass_gate(article, by, note, at)
    log(article, "schedule", by=by, note=note, overridden=overridden)
    return article


@transaction.atomic
def publish(article, *, by, seen, note=""):
    article = step(article, "publish", by=by, seen=seen, **UNSCHEDULED)
    judged, overridden = _pass_gate(article, by, note)
    _put_online(article, by, judged)
    log(article, "publish", by=by, note=note, overridden=overridden)
    return article


@transaction.atomic
def republish(article, *, by, seen, note=""):
    """Put the changes online without a public note: for what no reader was misled by."""
    if article.version == article.live.version:
        raise ValidationError("Readers see this version already; there is nothing to publish.")
    return _again(article, "republish", by, seen, note)


@transaction.atomic
def correct(article, *, by, seen, kind, text, note=""):
    """Put the changes online with a public note of `kind` (see Correction.Kind)."""
    text = characters.clean_lines(text)
    if not text:
        raise ValidationError({"text": "Tell readers what was wrong and what is right."})
    if kind not in Correction.Kind:
        raise ValidationError({"kind": "Choose the kind of note."})

    def note_for_readers(article):
        Correction.objects.create(live=article.live, kind=kind, text=text, by=by)

    return _again(article, "correct", by, seen, note, note_for_readers)


@transaction.atomic
def withdraw(article, *, by, seen, note="", notice=""):
    """Take the story off the site for good. Readers find `notice` at its address, or NOTICE in
    the words of its edition."""
    article = step(article, "withdraw", by=by, seen=seen, note=note)
    return _take_offline(article, by, note, notice)


@transaction.atomic
def take_down_original(original, *, by, note, notice=""):
    """The publisher withdrew the original: withdraw or kill every story made from it."""
    if not by.has_perm("sources.withdraw_original"):
        raise NotAllowed("Your role does not include taking down an original.")
    note = characters.clean_line(note)
    if not note:
        raise ValidationError({"note": "Say who asked for it and why."})
    won = Original.objects.filter(pk=original.pk, withdrawn_at=None).update(
        withdrawn_at=timezone.now(), withdrawn_note=note[:300]
    )
    if not won:
        raise ValidationError("This original has been taken down already.")
    reached = Article.objects.filter(snapshot__original=original).select_for_update()
    for article in reached.exclude(state__in=(State.KILLED, State.WITHDRAWN)):
        if article.state == State.PUBLISHED:
            withdraw(article, by=by, seen=article.version, note=note, notice=notice)
        else:
            kill(article, by=by, seen=article.version, note=note)


def publish_due(now=None):
    """Publish what is due, however late the clock comes; what is no longer ready goes back
    to the editors with the reasons. Safe to run anywhere, any number of times."""
    now = now or timezone.now()
    for article in Article.objects.due(now).order_by("scheduled_for"):
        try:
            _publish_or_hold(article)
        except Stale:
            continue  # somebody moved it meanwhile
        except Exception:
            # One broken story must not keep the others from their hour.
            logger.exception("scheduled story %s could not be published", article.pk)


@transaction.atomic
def rerender(live):
    """Render a live story again from the version that readers see, never from a draft."""
    live = LiveArticle.objects.live().select_for_update().get(pk=live.pk)
    revision = Revision.objects.get(article=live.article_id, number=live.version)
    _render(live, revision, live.tags.order_by("name"))
    return live


def rerender_changed():
    """Catch up with what changed beneath live stories: names, credits, papers, tags."""
    for live in outdated.changed_since_rendering():
        _again_or_log(rerender, live)


@transaction.atomic
def press_again(live):
    """Make the pieces of a live story anew, from its own fields and the templates of today."""
    # With all columns: one that is fetched later brings back what the others held before.
    live = LiveArticle.objects.live().defer(None).select_for_update().get(pk=live.pk)
    live.json_ld = rendering.json_ld_of(live)
    _press(live)
    live.rendered_at = timezone.now()
    live.save()
    purging.note(live)


def press_outdated(most=None):
    """Press again what was made with other templates, words or settings than today's, the newest
    first, and at most so many. Returns how many were found."""
    found = list(outdated.pressed_otherwise()[:most])
    for live in found:
        _again_or_log(press_again, live)
    return len(found)


def _again_or_log(verb, live):
    try:
        verb(live)
    except LiveArticle.DoesNotExist:
        return  # withdrawn meanwhile
    except Exception:
        logger.exception("live story %s could not be rendered again", live.pk)


def withdraw_ended(today=None):
    """Withdraw what came from an agreement that ended with a take-down clause, unless
    another agreement with the paper allows it."""
    today = today or timezone.localdate()
    ended = Agreement.objects.ended(today).filter(takedown_on_end=True)
    for live in LiveArticle.objects.live().filter(agreement__in=ended):
        try:
            _withdraw_or_move_over(live)
        except Stale:
            continue  # somebody withdrew it meanwhile
        except Exception:
            logger.exception("live story %s could not be withdrawn", live.pk)


@transaction.atomic
def _withdraw_or_move_over(live):
    article = readiness.for_update(live.article_id)
    verdict = licensing.find(
        publication=live.publication,
        language=live.language,
        use=live.use,
        at=timezone.now(),
        published_at=article.original.first_published_at,
        used_this_month={},
    )
    if verdict.agreement:
        LiveArticle.objects.filter(pk=live.pk).update(agreement=verdict.agreement)
        rerender(live)  # its attribution is another one
        return
    note = f"The agreement “{live.agreement.reference}” ended with a take-down clause."
    article = step(article, "withdraw", by=None, seen=article.version, note=note, clock=True)
    _take_offline(article, None, note)


def _publish_or_hold(article):
    try:
        _publish_scheduled(article)
    except NotReady as refused:
        _hold(article, refused)


@transaction.atomic
def _publish_scheduled(article):
    by = article.scheduled_by
    decided = article.events.filter(verb="schedule").first()
    article = step(article, "publish", by=by, seen=article.version, clock=True, **UNSCHEDULED)
    if not (by.is_active and by.has_perm("articles.publish_article")):
        sentence = f"{by}, who scheduled it, may no longer publish."
        raise NotReady([readiness.Problem("scheduler-gone", sentence)])
    accepted = set(decided.overridden) if decided else set()
    judged, found = _gate(article)
    # What the checks found was settled when it was scheduled; the words are still the same, and
    # a rule of style made since then must not hold the story back at night.
    found = [p for p in found if p.code not in readiness.COPY]
    if left := [p for p in found if p.blocks or p.key not in accepted]:
        raise NotReady(left)
    _put_online(article, by, judged)
    log(article, "publish", by=None, note=f"Scheduled by {by}.", overridden=sorted(accepted))


@transaction.atomic
def _hold(article, refused):
    fresh = step(article, "unschedule", by=None, seen=article.version, clock=True, **UNSCHEDULED)
    log(fresh, "hold", by=None, note=f"Not published when it was due. {refused}")


def _again(article, verb, by, seen, note, before=lambda article: None):
    """Republish: a text changed since its approval is approved by whoever does this. A version
    of its own, so that of two who press at once one is told."""
    now = timezone.now()
    approval = {"approved_version": seen, "approved_by": by, "approved_at": now}
    approval = {} if article.approval_holds else approval
    article = step(article, verb, by=by, seen=seen, version=F("version") + 1, **approval)
    record(article, by, note=f"published: {verb}")
    judged, overridden = _pass_gate(article, by, note)
    before(article)
    _put_online(article, by, judged)
    log(article, verb, by=by, note=note, overridden=overridden)
    return article


def _pass_gate(article, by, note, at=None):
    """(the story as it was judged, keys of the warnings that `by` overrides with `note`);
    NotReady if the gate is shut."""
    judged, found = _gate(article, at)
    warned = readiness.warnings(found)
    may_override = note.strip() and by.has_perm("articles.override_warnings")
    if readiness.blockers(found) or (warned and not may_override):
        raise NotReady(found)
    dismissing.override(article, readiness.checked(warned), by=by, note=note)
    return judged, [problem.key for problem in warned]


def _gate(article, at=None):
    """(the story with all that was looked at, its problems)."""
    article = readiness.for_update(article.pk)
    if article.snapshot:
        # Two stories that want the last place of a month must not both count it as free.
        locked = Prefetch("agreements", Agreement.objects.select_for_update())
        prefetch_related_objects([article.snapshot.original.publication], locked)
    return article, readiness.problems(article, at=at)


def _put_online(article, by, judged):
    now = timezone.now()
    live = getattr(judged, "live", None)
    old = (live.edition, live.path) if live else None
    live = live or LiveArticle(article=article, first_published_at=now)
    if article.snapshot_id and (live.use, live.language) != (article.use, article.language):
        verdict = getattr(judged, "verdict", None) or readiness.rights(judged, now)
        live.agreement = verdict.agreement
    live.version, live.published_at, live.published_by = article.version, now, by
    revision = Revision.objects.get(article=article, number=article.version)
    try:
        with transaction.atomic():
            _render(live, revision, article.tags.order_by("name"), _known(judged, live))
            if old:
                _redirect(live, old)
    except IntegrityError:
        # Two stories asked for one address at the same moment.
        raise NotReady([readiness.address_taken(live.path)]) from None
    _tell_versions(article, live.edition)


def _known(judged, live):
    """What was read to judge the story, and need not be read again to render it."""
    known = {(Author, byline.author_id): byline.author for byline in judged.bylines.all()}
    known |= {(Photo, pk): photo for pk, photo in judged.photos.items()}
    for thing in (judged.section, judged.snapshot, live.agreement):
        if thing is not None:
            known[type(thing), thing.pk] = thing
    return known


def _redirect(live, old):
    Redirect.objects.filter(edition=live.edition, old_path=live.path, live=live).delete()
    if old != (live.edition, live.path):
        edition, path = old
        Redirect.objects.create(edition=edition, old_path=path, live=live)
        purging.note(live, paths=[f"{editions.prefix(edition)}/{path}/"])


def _tell_versions(article, edition):
    """Its versions in other editions lead to where it is now, or no longer is."""
    for other in rendering.versions(article, edition):
        rerender(other)


def _render(live, revision, tags, known=None):
    new = live.pk is None
    begun, stood_in = timezone.now(), purging.lists_of(live)
    page = rendering.page(
        revision.data,
        tags=list(tags),
        agreement_id=live.agreement_id,
        corrections=live.corrections.all() if live.pk else (),
        first_published_at=live.first_published_at,
        published_at=live.published_at,
        versions=rendering.versions(live.article, editions.of(revision.data["language"])),
        known=known,
    )
    for name, value in page.fields.items():
        setattr(live, name, value)
    _press(live)
    live.rendered_at = begun
    live.save()
    for name in ("authors", "tags", "photos"):
        shown, links = getattr(page, name), getattr(live, name)
        links.add(*shown) if new else links.set(shown)
    showing.record(live, revision.data, page.photos)
    enter = indexing.enter if new else indexing.enter_again
    enter(live, page.authors)
    purging.note(live, lists=stood_in)


def _press(live):
    for name, value in pieces.pressed(live).items():
        setattr(live, name, value)


def _take_offline(article, by, note, notice=""):
    """The row stays, for its address and its count; nothing of the story stays in it."""
    with editions.speaking(article.live.edition):
        usual = gettext(NOTICE)
    LiveArticle.objects.filter(article=article).update(
        withdrawn_at=timezone.now(),
        withdrawn_note=characters.clean_lines(notice) or usual,
        body="",
        standfirst="",
        picture=None,
        media=[],
        json_ld={},
        tag_list=[],
        pairs=[],
        corrections_shown=[],
        versions=[],
        pictured=False,
        seal="",
        **dict.fromkeys((*PIECES, *FOR_PROGRAMS), ""),
    )
    indexing.forget(article)
    purging.note(article.live)
    _tell_versions(article, article.live.edition)
    log(article, "withdraw", by=by, note=note)
    return article
