from django.core.exceptions import PermissionDenied


class NotAllowed(PermissionDenied):
    """Carries a sentence for the person at the desk."""


def must(by, permission, otherwise):
    """Raises NotAllowed with the sentence `otherwise` unless `by` has this permission."""
    if not by.has_perm(f"newsletters.{permission}"):
        raise NotAllowed(otherwise)
