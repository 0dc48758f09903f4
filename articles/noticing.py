"""What is told to whom: one Notice for one event and one person, read on the desk and mailed.

The verbs leave Notices in their own transaction, so that there is none without its event and
no event without its own; what only the clock can see is looked for (`of_overdue`,
`of_outdated`). Mail follows by itself: articles/mails.py.

Nobody is told of their own deed, nor of a story that they may not see.
"""

import datetime

from django.db import transaction
from django.db.models import CharField, Exists, OuterRef, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from articles import endings, queues
from articles.models import PIECES, Article, LiveArticle, Notice, NoticeKind, NoticeSwitch, State
from photos import licences
from prose import characters

# A clock that stood still catches up with what fell due meanwhile, but not with ancient dates.
OVERDUE_WITHIN = datetime.timedelta(days=7)
UNREAD_SHOWN = 100  # from here on the bell says “99+”
_LONGEST = Notice._meta.get_field("text").max_length
_LONGEST_HEADLINE = 120
_BEFORE_OVERDUE = (State.COMMISSIONED, State.TRANSLATING, State.EDITING, State.READY)
_VANISHED = ".vanished."
_WITHDRAWN = "{} live {} of it will be withdrawn the day after."
_STRANDED = "{} {} in hand may not be published then."
_RENEW = "Enter what you agree on with the paper before that day."


def name_of(user):
    return user.get_full_name() or user.get_username()


def _moment(at):
    return date_format(timezone.localtime(at), "j M Y, H:i e")


def _titled(article):
    headline = characters.clean_line(article.headline)
    return f"“{_clipped(headline, _LONGEST_HEADLINE)}”"


def _clipped(text, longest):
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def _tell(people, kind, article, key, sentence, words="", *, besides=None):
    """One Notice for each of these who may see the story; what was told already stays told.
    Returns how many there are."""
    people = {getattr(person, "pk", person) for person in people} - {None, besides and besides.pk}
    if not people:
        return 0
    heard_by = queues.audience(article).filter(pk__in=people).order_by("pk")
    text = _clipped(f"{sentence}\n{words}".strip(), _LONGEST)
    notices = [Notice(user=u, kind=kind, article=article, key=key, text=text) for u in heard_by]
    return len(Notice.objects.bulk_create(notices, ignore_conflicts=True))


# --- of what somebody did


def of_move(event):
    """A commission or a return is news to the translator, what the clock held back to who had
    scheduled it. Part of the verb: in its transaction."""
    if event.verb == "assign":
        _of_commission(event)
    elif event.verb == "return":
        article, by = event.article, event.by
        sentence = f"{name_of(by)} returned {_titled(article)} to you."
        key = f"event.{event.pk}"
        people = [article.translator_id]
        _tell(people, NoticeKind.RETURNED, article, key, sentence, event.note, besides=by)

    elif event.verb == "hold":
        _of_hold(event)


def _of_hold(event):
    """If neither who scheduled it nor its editor is there any more, to all who may publish."""
    article = event.article
    scheduled = article.events.filter(verb="schedule").first()
    people = {article.editor_id, scheduled and scheduled.by_id}
    told = NoticeKind.HELD, article, f"event.{event.pk}", f"{_titled(article)} was held back."
    if not _tell(people, *told, event.note):
        _tell(queues.holders("articles.publish_article"), *told, event.note)


def _of_commission(event):
    article, by = event.article, event.by
    sentence = f"{name_of(by)} commissioned {_titled(article)} from you."
    if article.due_at:
        sentence += f" It is due on {_moment(article.due_at)}."
    words = "\n".join(filter(None, [event.note, article.brief]))
    key = f"event.{event.pk}"
    people = [article.translator_id]
    _tell(people, NoticeKind.COMMISSIONED, article, key, sentence, words, besides=by)


def of_comment(comment, mentioned):
    """A mention is news to who is named, an answer to who wrote in the thread before."""
    article, by, key = comment.article, comment.by, f"comment.{comment.pk}"
    who, where = name_of(by), _titled(article)
    tell = {"besides": by, "words": comment.text}
    sentence = f"{who} mentioned you in a comment on {where}."
    _tell(mentioned, NoticeKind.MENTION, article, key, sentence, **tell)
    if comment.parent:
        thread = comment.parent.replies.exclude(pk=comment.pk).values_list("by", flat=True)
        writers = {comment.parent.by_id, *thread} - {user.pk for user in mentioned}
        sentence = f"{who} answered you in a comment on {where}."
        _tell(writers, NoticeKind.MENTION, article, key, sentence, **tell)


# --- of what the clock sees


def of_overdue(now):
    """Once for a story and a due time, to those who have it in hand as it passes."""
    late = Article.objects.overdue(now).filter(
        due_at__gt=now - OVERDUE_WITHIN, state__in=_BEFORE_OVERDUE
    )
    told = Notice.objects.filter(kind=NoticeKind.OVERDUE, article__in=late)
    told = set(told.values_list("key", flat=True))
    for article in late.defer("body"):
        key = f"{article.pk}.due.{article.due_at:%Y%m%dT%H%M%S}"
        if key not in told:
            _of_overdue(article, key)


def _of_overdue(article, key):
    people = {article.editor_id or article.commissioned_by_id}
    if article.state == State.TRANSLATING:
        people.add(article.translator_id)
    sentence = f"{_titled(article)} is overdue: it was due on {_moment(article.due_at)}."
    _tell(people, NoticeKind.OVERDUE, article, key, sentence)


def of_outdated():
    """Once for a story and a changed or vanished original, to who answers for the story."""
    stories = Article.objects.select_related("snapshot__original__publication", "live")
    stories = stories.defer("live__body", *(f"live__{name}" for name in PIECES))
    newest = "snapshot__original__latest_snapshot"
    for article in _untold(stories.outdated(), ".snapshot.", newest):
        paper = article.original.publication
        sentence = f"The original of {_titled(article)} in {paper} has changed."
        words = "Compare both texts, then edit ours or say that it is still right."
        _tell_first(_answerable(article), article, sentence, words)
    vanished = stories.exclude(state__in=(State.KILLED, State.WITHDRAWN)).filter(
        snapshot__original__vanished_at__isnull=False, snapshot__original__withdrawn_at=None
    )
    for article in _untold(vanished, _VANISHED, "snapshot"):
        original = article.original
        sentence = f"The original of {_titled(article)} is gone from the site of "
        sentence += f"{original.publication}: it was not found on {_moment(original.vanished_at)}."
        words = "Ask the paper why: an error of theirs may be one of ours."
        _tell_first(_answerable(article), article, sentence, words)


def _untold(stories, name, field):
    """The stories, with the key of what is to be told, where it was told to nobody yet."""
    key = Concat(Cast("pk", CharField()), Value(name), Cast(field, CharField()))
    told = Notice.objects.filter(
        kind=NoticeKind.OUTDATED, article=OuterRef("pk"), key=OuterRef("key")
    )
    return stories.defer("body").annotate(key=key).filter(~Exists(told)).order_by("pk")


def _answerable(article):
    """Its editor; else who put it online, or commissioned it."""
    live = getattr(article, "live", None)
    return [article.editor_id, live and live.published_by_id, article.commissioned_by_id]


def _tell_first(people, article, sentence, words):
    """The first of these who may see the story still."""
    able = queues.audience(article).filter(pk__in=filter(None, people))
    able = set(able.values_list("pk", flat=True))
    first = next((person for person in people if person in able), None)
    _tell([first], NoticeKind.OUTDATED, article, article.key, sentence, words)


def of_licences(day):
    """Once for the end of a licence and each of photos.licences.STAGES, to the photo desk, of
    photographs in live stories. A licence that is extended has another end."""
    live = LiveArticle.objects.live()
    ending = {
        f"photo.{photo.pk}.{photo.credit.valid_until:%Y%m%d}.{stage}": photo
        for photo in licences.ending(day).filter(Exists(live.filter(photos=OuterRef("pk"))))
        if (stage := licences.stage(photo.credit.valid_until, day))
    }
    if not ending:
        return
    told = Notice.objects.filter(kind=NoticeKind.LICENCE, key__in=ending)
    for key in ending.keys() - set(told.values_list("key", flat=True)):
        _of_licence(key, ending[key], live)


def _of_licence(key, photo, live):
    stories = live.filter(photos=photo).newest().select_related("article")
    stories = list(stories.defer("body", "article__body"))
    end = date_format(photo.credit.valid_until, "j F Y")
    sentence = f"The licence of “{_clipped(photo.title, _LONGEST_HEADLINE)}” ends on {end}; "
    others = len(stories) - 1
    sentence += f"the photograph stands in {_titled(stories[0])}"
    sentence += f" and {others} more live stor{'y' if others == 1 else 'ies'}." if others else "."
    words = "Extend it, or choose another photograph: the day after, readers find a placeholder."
    desk = queues.holders("articles.hear_of_licences")
    _tell(desk, NoticeKind.LICENCE, stories[0].article, key, sentence, words)


def of_agreements(day):
    """Once for the end of an agreement and each of endings.STAGES, to those who make agreements,
    where stories go with it."""
    for ending in endings.ending(day):
        if ending.article:
            _of_agreement(ending, licences.stage(ending.agreement.ends_on, day, endings.STAGES))


def _of_agreement(ending, stage):
    agreement = ending.agreement
    key = f"agreement.{agreement.pk}.{agreement.ends_on:%Y%m%d}.{stage}"
    if Notice.objects.filter(kind=NoticeKind.AGREEMENT, key=key).exists():
        return
    end = date_format(agreement.ends_on, "j F Y")
    sentence = f"The agreement “{agreement.reference}” with {agreement.publication} ends on {end}."
    words = " ".join(
        said.format(count, "story" if count == 1 else "stories")
        for count, said in ((ending.withdrawn, _WITHDRAWN), (ending.stranded, _STRANDED))
        if count
    )
    makers = queues.holders("sources.change_agreement")
    article = Article.objects.get(pk=ending.article)
    _tell(makers, NoticeKind.AGREEMENT, article, key, sentence, f"{words} {_RENEW}")


# --- reading them


def of_user(user):
    """All that this user was told of stories that they may still see, the newest first."""
    notices = Notice.objects.filter(user=user)
    if not user.has_perm("articles.view_every_article"):
        notices = notices.filter(article__in=queues.visible(user))
    return notices


def unread(user):
    """The ids of the stories that the unread ones are about, at most UNREAD_SHOWN. One query."""
    notices = of_user(user).filter(read_at=None).order_by()
    return list(notices.values_list("article", flat=True)[:UNREAD_SHOWN])


def mark_read(*, by, article=None, upto=None):
    """Their own, of one story, or all up to the newest that was on the screen."""
    notices = Notice.objects.filter(user=by, read_at=None)
    if article:
        notices = notices.filter(article=article)
    if upto is not None:
        notices = notices.filter(pk__lte=upto)
    return notices.update(read_at=timezone.now())


@transaction.atomic
def choose_mail(kinds, *, by):
    """From now on they get mail of these kinds alone."""
    off = set(NoticeKind.values) - set(kinds)
    by.notice_switches.exclude(kind__in=off).delete()
    switches = [NoticeSwitch(user=by, kind=kind) for kind in sorted(off)]
    NoticeSwitch.objects.bulk_create(switches, ignore_conflicts=True)


def mailed_kinds(user):
    off = set(user.notice_switches.values_list("kind", flat=True))
    return [kind for kind in NoticeKind.values if kind not in off]


def address(notice):
    """Where one sees what it is about."""
    if notice.kind == NoticeKind.LICENCE:
        return reverse("admin:photos_photo_change", args=[notice.key.split(".")[1]])
    if notice.kind == NoticeKind.AGREEMENT:
        return reverse("admin:sources_agreement_change", args=[notice.key.split(".")[1]])
    page = "change"
    if notice.kind == NoticeKind.OUTDATED and _VANISHED not in notice.key:
        page = "original"
    path = reverse(f"admin:articles_article_{page}", args=[notice.article_id])
    return f"{path}#{notice.key.replace('.', '-')}" if notice.key.startswith("comment.") else path
