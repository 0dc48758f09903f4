"""Putting a term into the Stylebook."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone


@transaction.atomic
def keep(term, *, by):
    """Store a checked Term, new or changed, under the name of this person."""
    verb = "change" if term.pk else "add"
    if not by.is_active or not by.has_perm(f"stylebook.{verb}_term"):
        raise PermissionDenied(f"Your role may not {verb} terms of the Stylebook.")
    term.changed_by, term.changed_at = by, timezone.now()
    term.save()
    return term
