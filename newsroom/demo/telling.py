"""One demo story, told by the verbs up to the state it is meant to be in."""

import datetime

from django.db.models import QuerySet
from django.utils import timezone

from articles import checking, commenting, dismissing, publishing, readiness, workflow
from articles.models import Article, Event, LiveArticle, Reason, Revision, Section, State
from articles.revising import save_text
from newsroom.demo.edition import body_html, original_html
from prose import blocks
from sources import importing
from sources.models import Snapshot
from sources.reading import Reading

# The states a story passes through on its way; killed and withdrawn leave it at the side.
WAY = ["commissioned", "translating", "editing", "ready", "scheduled", "published", "withdrawn"]


def tell(story, cast):
    desk, article = story.desk, _commission(story, cast)
    target = desk["state"]
    if target == State.KILLED:
        if story.story.get("blocks"):
            article = _translate(article, story, cast)
        by = cast.people["helen"]
        article = workflow.kill(article, by=by, seen=article.version, note=desk["note"])
    for state in WAY[1 : WAY.index(target) + 1] if target in WAY else ():
        article = _STEPS[state](article, story, cast)
    if story.original:
        first_seen = timezone.now() - datetime.timedelta(
            hours=story.original["published_hours_ago"] - 1
        )
        # Past the guard of Snapshots: in life the clock has stamped them.
        QuerySet(Snapshot).filter(original=article.original).update(retrieved_at=first_seen)
    if target in (State.PUBLISHED, State.WITHDRAWN):
        _backdate(article, desk["published_hours_ago"])
    if story.original and "updated_blocks" in story.original:
        importing.add_snapshot(
            article.original,
            _reading(story.original, story.original["updated_blocks"]),
            by=_editor(story, cast),
        )
    return article


def _reading(original, text):
    hours = datetime.timedelta(hours=original["published_hours_ago"])
    return Reading(
        headline=original["headline"],
        standfirst=original.get("standfirst", ""),
        authors=original["authors"],
        first_published_at=timezone.now() - hours,
        language=original.get("language", ""),
        url=original["url"],
        blocks=blocks.number(original_html(text)),
    )


def _snapshot(story, cast):
    if version := _version_of(story):
        return version.snapshot
    if not story.original:
        return None
    paper = cast.papers[story.original["publication"]]
    return importing.import_original(
        _reading(story.original, story.original["blocks"]),
        publication=paper,
        by=_editor(story, cast),
        url=story.original["url"],
        language=paper.language,
    ).latest_snapshot


def _version_of(story):
    """What it is the version of in another edition, if it is one."""
    slug = story.story.get("version_of")
    return Article.objects.get(slug=slug) if slug else None


def _commission(story, cast):
    told, desk, snapshot = story.story, story.desk, _snapshot(story, cast)
    return workflow.commission(
        by=_editor(story, cast),
        headline=told["headline"],
        snapshot=snapshot,
        use=told.get("use", "") if snapshot else "",
        section=Section.objects.get(slug=told["section"]),
        brief=desk.get("brief", ""),
        due_at=timezone.now() + datetime.timedelta(hours=desk.get("due_in_hours", 24)),
        editor=_editor(story, cast),
        language=story.edition,
    )


def _translate(article, story, cast):
    by = cast.people[story.desk["translator"]]
    article = workflow.claim(article, by=by, seen=article.version)
    told = story.story
    text = {name: told[name] for name in ("kicker", "headline", "standfirst", "dateline")
            if name in told}  # fmt: skip
    text |= {
        "body": body_html(told.get("blocks", []), cast.photos),
        "lead_caption": told.get("caption", ""),
        "tags": told.get("tags", []),
        "cut_blocks": told.get("cut", {}),
        "bylines": [_byline(row, cast) for row in told.get("bylines", [])],
    }
    article = save_text(article, by=by, seen=article.version, changes=text)
    _discuss(article, story, cast)
    return article


def _discuss(article, story, cast):
    if not (said := story.desk.get("comment")):
        return
    about = next(b for b in blocks.read(article.body) if said["block"] in b.sources)
    words = {"text": said["text"], "block": said["block"], "quote": about.text}
    commenting.comment(article, by=cast.people[said["by"]], **words)


def _hand_in(article, story, cast):
    translator, editor = cast.people[story.desk["translator"]], _editor(story, cast)
    article = workflow.hand_in(article, by=translator, seen=article.version)
    if story.state == State.EDITING and (note := story.desk.get("note")):
        article = workflow.return_to_translator(article, by=editor, seen=article.version, note=note)
        article = workflow.hand_in(
            article, by=translator, seen=article.version, note="Checked both; thank you."
        )
    photo = cast.photos.get(story.story.get("photo"))
    filing = {"slug": story.story["slug"], "lead_photo": photo, "version_of": _version_of(story)}
    return save_text(article, by=editor, seen=article.version, changes=filing)


def _approve(article, story, cast):
    concerned = (story.desk["translator"], story.desk.get("editor"))
    by = cast.people[next(n for n in ("helen", "ruth", "jonas") if n not in concerned)]
    _let_stand(article, by)
    return workflow.approve(article, by=by, seen=article.version)


def _let_stand(article, by):
    """The stories of the edition were read with care; what a check takes for wrong is meant so."""
    for one in checking.report(readiness.for_update(article.pk)).of("blocker"):
        dismissing.dismiss(article, one, by=by, reason=Reason.CHECKER_WRONG)


def _schedule(article, story, cast):
    if story.state != State.SCHEDULED:
        return article
    at = timezone.now() + datetime.timedelta(hours=story.desk["scheduled_in_hours"])
    at = at.replace(minute=0, second=0, microsecond=0)
    return publishing.schedule(article, by=_editor(story, cast), seen=article.version, at=at)


def _publish(article, story, cast):
    article = publishing.publish(article, by=_editor(story, cast), seen=article.version)
    if correction := story.desk.get("correction"):
        article = publishing.correct(
            article, by=cast.people["helen"], seen=article.version, **correction
        )
    return article


def _withdraw(article, story, cast):
    return publishing.withdraw(
        article, by=cast.people["helen"], seen=article.version, note=story.desk["note"]
    )


_STEPS = {
    "translating": _translate,
    "editing": _hand_in,
    "ready": _approve,
    "scheduled": _schedule,
    "published": _publish,
    "withdrawn": _withdraw,
}


def _editor(story, cast):
    return cast.people[story.desk.get("editor", "jonas")]


def _byline(row, cast):
    return cast.authors[row.get("author") or row["person"]], row["role"], row.get("place", "")


def _backdate(article, hours):
    """Spread what was told within a second over the hours it is meant to have taken. The
    verbs know only the present, which is as it should be outside a demo."""
    at = timezone.now() - datetime.timedelta(hours=hours)
    live = LiveArticle.objects.filter(article=article)
    live.update(first_published_at=at, published_at=at)
    events = list(Event.objects.filter(article=article).order_by("at", "pk"))
    before = sum(event.verb not in ("correct", "withdraw") for event in events)
    for n, event in enumerate(events):
        event.at = at + datetime.timedelta(hours=1.5) * (n - before + 1)
        event.at = min(event.at, timezone.now())
    Event.objects.bulk_update(events, ["at"])
    for revision in Revision.objects.filter(article=article):
        made = next(event.at for event in events if event.version >= revision.number)
        revision.at = made - datetime.timedelta(minutes=5)
        revision.save(update_fields=["at"])
    for row in live.live():
        row.corrections.update(published_at=min(events[-1].at, timezone.now()))
        publishing.rerender(row)
