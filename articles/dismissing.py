"""Answers to findings of the copy checks: dismissed with a reason, taken back, counted.

A verb takes (article, …, *, by), checks this user on this story and raises NotAllowed, or
ValidationError with a sentence.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from articles.models import Dismissal, Raised, Reason
from articles.moves import editable_fields, may_edit
from articles.revising import NotAllowed
from prose import characters

LONGEST = Dismissal._meta.get_field("words").max_length
# What one may say at the desk; the rest is said by publishing.
CHOICES = [choice for choice in Reason.choices if choice[0] != Reason.OVERRIDDEN]


def refusal(article, by):
    """ "" or a sentence why this user cannot dismiss findings of this story."""
    if not by.has_perm("articles.dismiss_finding"):
        return "Your role does not include dismissing what the checks find."
    if "body" not in editable_fields(by, article):
        return may_edit(by, article) or "Your role does not include editing this text."
    return ""


@transaction.atomic
def dismiss(article, found, *, by, reason, words="", everywhere=False):
    """`found` is a Checked of this story. Dismissing once more changes the reason."""
    if sentence := refusal(article, by):
        raise NotAllowed(sentence)
    if everywhere and not by.has_perm("articles.dismiss_everywhere"):
        raise NotAllowed("Your role does not include dismissing a finding in every story.")
    if reason not in dict(CHOICES):
        raise ValidationError("Say why it may stand: choose one of the reasons.")
    words = characters.clean_line(words)
    if len(words) > LONGEST:
        raise ValidationError(f"At most {LONGEST} characters; this has {len(words)}.")
    if everywhere and not words:
        raise ValidationError("Say in words why it is right in every story.")
    return _store(article, found, by=by, reason=reason, words=words, everywhere=everywhere)


def _store(article, found, *, by, reason, words="", everywhere=False):
    fingerprint = found.wide if everywhere else found.fingerprint
    standing = Dismissal.objects.filter(
        article=article, fingerprint=fingerprint, taken_back_at=None
    )
    standing.update(taken_back_by=by, taken_back_at=timezone.now())
    count(article, [found])
    return Dismissal.objects.create(
        article=article, fingerprint=fingerprint, everywhere=everywhere, by=by, reason=reason,
        words=words, code=found.finding.code, severity=found.severity, message=found.message[:500],
    )  # fmt: skip


@transaction.atomic
def take_back(dismissal, *, by):
    """The finding stands again. One for every story is taken back by who may make such ones."""
    if sentence := refusal(dismissal.article, by):
        raise NotAllowed(sentence)
    if dismissal.everywhere and not by.has_perm("articles.dismiss_everywhere"):
        raise NotAllowed("This was dismissed in every story; a managing editor can take it back.")
    Dismissal.objects.filter(pk=dismissal.pk, taken_back_at=None).update(
        taken_back_by=by, taken_back_at=timezone.now()
    )


def override(article, found, *, by, note):
    """A managing editor publishes over these: part of that verb, which has asked who may."""
    words = characters.clean_line(note)[:LONGEST]
    for one in found:
        _store(article, one, by=by, reason=Reason.OVERRIDDEN, words=words)


def count(article, found):
    """Note that these were shown. Each counts once in a story."""
    rows = [
        Raised(article=article, fingerprint=one.fingerprint, code=one.finding.code) for one in found
    ]
    Raised.objects.bulk_create(rows, ignore_conflicts=True)


def fixed(article, fingerprints):
    """Note that these were mended by the desk's key."""
    Raised.objects.filter(article=article, fingerprint__in=fingerprints).update(fixed=True)
