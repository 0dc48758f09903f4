from sources.models.arriving import Elsewhere, Feed, Retrieval, Tip
from sources.models.papers import (
    Agreement,
    Original,
    Publication,
    Snapshot,
    SnapshotIsImmutable,
    Use,
    validate_country,
    validate_language,
    validate_languages,
)

__all__ = [
    "Agreement",
    "Elsewhere",
    "Feed",
    "Original",
    "Publication",
    "Retrieval",
    "Snapshot",
    "SnapshotIsImmutable",
    "Tip",
    "Use",
    "validate_country",
    "validate_language",
    "validate_languages",
]
