"""Which stories wait for whom: the queues of the first screen, and what a person may see."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery, Window

from articles.models import Article, Event, LiveArticle, State
from articles.models.story import OPEN_STATES
from photos.problems import NOTICE

SHOWN = 8  # stories of a queue on the first screen

_BACKEND = "newsroom.people.People"

_LATE = ((datetime.timedelta(days=1), "d"), (datetime.timedelta(hours=1), "h"))
_ROW = (
    "headline", "state", "version", "due_at", "scheduled_for", "updated_at",
    "translator__username", "translator__first_name", "translator__last_name",
    "editor__username", "editor__first_name", "editor__last_name",
    "snapshot__original__language", "snapshot__original__vanished_at",
    "snapshot__original__publication__name",
)  # fmt: skip
_PLACE = ("photo__title", "photo__credit__valid_until", "livearticle__headline",
          "livearticle__language", "livearticle__edition", "livearticle__path")  # fmt: skip
_PEOPLE_AND_SOURCE = ("translator", "editor", "snapshot__original__publication")


def visible(user):
    """The stories that this user may see: the queryset of articles.moves.may_see."""
    if user.has_perm("articles.view_every_article"):
        return Article.objects.all()
    own = Q(translator=user) | Q(editor=user)
    if user.has_perm("articles.translate_article"):
        own |= Q(state=State.COMMISSIONED, translator=None)
    return Article.objects.filter(own)


def audience(article):
    """The people of the desk who may see this story: `visible`, asked from the other side."""
    seen_by = Q(pk__in=holders("articles.view_every_article"))
    seen_by |= Q(pk__in=[pk for pk in (article.translator_id, article.editor_id) if pk])
    if article.state == State.COMMISSIONED and article.translator_id is None:
        seen_by |= Q(pk__in=holders("articles.translate_article"))
    return get_user_model().objects.filter(seen_by, is_active=True, is_staff=True)


def holders(permission):
    """Ids of the people who have this permission."""
    people = get_user_model().objects.with_perm(permission, backend=_BACKEND)
    return people.order_by().values_list("pk", flat=True)


def due_words(story, now):
    """“2 h late”, “in 3 d”; "" where nothing is due any more."""
    if story.due_at is None or story.state not in OPEN_STATES:
        return ""
    due_at = story.due_at
    distance = abs(now - due_at)
    if distance < datetime.timedelta(minutes=1):
        return "due now"
    amount = next(
        (f"{distance // unit} {name}" for unit, name in _LATE if distance >= unit),
        f"{distance // datetime.timedelta(minutes=1)} min",
    )
    return f"{amount} late" if due_at < now else f"in {amount}"


@dataclass(frozen=True)
class Kind:
    """One kind of queue: who has it, and which of the stories they see are in it."""

    slug: str
    title: str
    empty: str
    permission: str
    stories: Callable
    claimable: bool = False


@dataclass(frozen=True)
class Queue:
    kind: Kind
    count: int
    stories: list


def _returned(stories, user, now):
    back = Event.objects.filter(article=OuterRef("pk"), verb="return")
    return stories.filter(Exists(back), state=State.TRANSLATING, translator=user).annotate(
        return_note=Subquery(back.order_by("-at", "-pk").values("note")[:1])
    )


def _ready(stories, user, now):
    moves = Event.objects.filter(article=OuterRef("pk")).exclude(verb="confirm_source")
    last = moves.order_by("-at", "-pk")
    return stories.filter(state=State.READY).annotate(
        last_verb=Subquery(last.values("verb")[:1]), last_note=Subquery(last.values("note")[:1])
    )


KINDS = (
    Kind(
        "returned",
        "Returned to me",
        "Nothing has come back to you.",
        "articles.translate_article",
        _returned,
    ),
    Kind(
        "to-claim",
        "To claim",
        "Every commissioned story has a translator.",
        "articles.translate_article",
        lambda stories, user, now: stories.to_claim(),
        claimable=True,
    ),
    Kind(
        "mine",
        "Mine",
        "You have no story in hand.",
        "articles.change_article",
        lambda stories, user, now: stories.open().filter(Q(translator=user) | Q(editor=user)),
    ),
    Kind(
        "to-edit",
        "To edit",
        "No story waits for an editor.",
        "articles.edit_article",
        lambda stories, user, now: stories.filter(state=State.EDITING),
    ),
    Kind(
        "ready",
        "Ready",
        "Nothing is approved and waiting to go out.",
        "articles.publish_article",
        _ready,
    ),
    Kind(
        "scheduled",
        "Scheduled",
        "Nothing is on the schedule.",
        "articles.publish_article",
        lambda stories, user, now: stories.filter(state=State.SCHEDULED),
    ),
    Kind(
        "changed",
        "Changed since published",
        "Readers see every story as it stands on the desk.",
        "articles.publish_article",
        lambda stories, user, now: stories.changed_since_published(),
    ),
    Kind(
        "overdue",
        "Overdue",
        "Nothing is late.",
        "articles.change_article",
        lambda stories, user, now: stories.overdue(now),
    ),
    Kind(
        "outdated",
        "Out of date",
        "Every story still stands on the newest text of its original.",
        "articles.edit_article",
        lambda stories, user, now: stories.outdated(),
    ),
    Kind(
        "no-lead-photo",
        "Without a lead photograph",
        "Every story in hand has its lead photograph.",
        "articles.file_photos",
        lambda stories, user, now: stories.open().filter(lead_photo=None),
    ),
)


def kinds(user):
    return [kind for kind in KINDS if user.has_perm(kind.permission)]


def in_queue(kind, user, now):
    """The stories of this queue, the most pressing first."""
    return kind.stories(visible(user), user, now).order_by(
        F("due_at").asc(nulls_last=True), "-updated_at", "-pk"
    )


def for_user(user, now):
    """The queues of this user. One query each, however long they are."""
    return [_filled(kind, user, now) for kind in kinds(user)]


def _filled(kind, user, now):
    rows = in_queue(kind, user, now).select_related(*_PEOPLE_AND_SOURCE).only(*_ROW)
    stories = list(rows.annotate(in_queue=Window(Count("*")))[:SHOWN])
    for story in stories:
        story.due_words = due_words(story, now)
    return Queue(kind=kind, count=stories[0].in_queue if stories else 0, stories=stories)


def licences(day):
    """Where readers see a photograph whose licence is over, or ends within NOTICE: the count,
    and the first rows with `photo`, `livearticle` and `over`. One query."""
    places = LiveArticle.photos.through.objects.filter(
        livearticle__in=LiveArticle.objects.live(), photo__credit__valid_until__lte=day + NOTICE
    )
    rows = places.select_related("photo__credit", "livearticle").only(*_PLACE)
    rows = rows.order_by("photo__credit__valid_until", "photo", "-livearticle")
    shown = list(rows.annotate(in_queue=Window(Count("*")))[:SHOWN])
    for place in shown:
        place.over = place.photo.credit.valid_until < day
    return {"count": shown[0].in_queue if shown else 0, "places": shown}
