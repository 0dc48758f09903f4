"""Comments on a story: who may see it may say something, answer, settle a thread and take it
up again. What was said is not changed or deleted; a thread that is done with is resolved.

A verb takes (thing, *, by, …), checks this user on this story and raises NotAllowed, or
ValidationError with a sentence. Who is mentioned or answered hears of it: articles.noticing.
"""

import re

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from articles import noticing, queues
from articles.models import Article, Comment, State
from articles.moves import may_see
from articles.revising import NotAllowed
from prose import characters

LONGEST = Comment._meta.get_field("text").max_length
_LONGEST_QUOTE = Comment._meta.get_field("quote").max_length
_BLOCK = re.compile(r"b[1-9]\d{0,4}")
_MENTION = re.compile(r"(?<![\w.@+-])@([\w.@+-]+)")
_CLOSED = (State.KILLED, State.WITHDRAWN)


def closed(article):
    """ "" or a sentence why nothing can be said about this story any more."""
    if article.state in _CLOSED:
        return f"This story was {article.get_state_display()}; its comments are closed."
    return ""


@transaction.atomic
def comment(article, *, by, text, block="", quote=""):
    """Begin a thread: on the paragraph that renders `block` or reads `quote`, else on the story."""
    article = _open_to(by, article.pk)
    if block and not _BLOCK.fullmatch(block):
        raise ValidationError("This paragraph could not be recognised. Reload the page.")
    quote = characters.clean_line(quote)[:_LONGEST_QUOTE]
    return _say(Comment(article=article, by=by, block=block, quote=quote), text)


@transaction.atomic
def reply(thread, *, by, text):
    article = _open_to(by, thread.article_id)
    return _say(Comment(article=article, by=by, parent=_first_of(thread)), text)


@transaction.atomic
def resolve(thread, *, by):
    """The thread is done with. One that somebody else has just resolved stays theirs."""
    _open_to(by, thread.article_id)
    thread = _first_of(thread)
    waiting = Comment.objects.filter(pk=thread.pk, resolved_at=None)
    waiting.update(resolved_by=by, resolved_at=timezone.now())
    thread.refresh_from_db()
    return thread


@transaction.atomic
def reopen(thread, *, by):
    _open_to(by, thread.article_id)
    thread = _first_of(thread)
    thread.resolved_by = thread.resolved_at = None
    thread.save(update_fields=["resolved_by", "resolved_at"])
    return thread


def _open_to(user, pk):
    article = Article.objects.defer("body").get(pk=pk)
    if not user.is_active or not may_see(user, article):
        raise NotAllowed("This story belongs to somebody else.")
    if sentence := closed(article):
        raise NotAllowed(sentence)
    return article


def _first_of(thread):
    """An answer to an answer belongs to the same thread."""
    return thread.parent or thread


def _say(comment, text):
    comment.text = characters.clean_lines(text)
    if not comment.text:
        raise ValidationError("Write something first.")
    if len(comment.text) > LONGEST:
        raise ValidationError(
            f"At most {LONGEST} characters; this has {len(comment.text)}. Say it in two comments."
        )
    comment.save()
    people = mentioned(comment.article, comment.text)
    comment.mentions.set(people)
    noticing.of_comment(comment, people)
    return comment


def mentioned(article, text):
    """Who is named by @username in the text, of those who may see the story."""
    names = {name for found in _MENTION.findall(text) for name in _readings(found)}
    if not names:
        return []
    people = queues.audience(article).annotate(lower=Lower("username"))
    return list(people.filter(Q(username__in=names) | Q(lower__in=[n.lower() for n in names])))


def _readings(name):
    """“@anna.” may name “anna.” or, before a full stop, “anna”."""
    return name, name.rstrip(".@+-")
