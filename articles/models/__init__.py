from articles.models.checks import Dismissal, Raised, Reason
from articles.models.desk import (
    Comment,
    MachineDraft,
    MemoryPair,
    MemoryTerm,
    Notice,
    NoticeKind,
    NoticeSwitch,
    Presence,
    Remembered,
    Work,
)
from articles.models.history import Event, Revision
from articles.models.live import Correction, LiveArticle, Redirect
from articles.models.machine import MachineRun
from articles.models.story import Article, Byline, Section, State, Tag, TaggedArticle
from articles.models.uses import PhotoUse

__all__ = [
    "Article",
    "Byline",
    "Comment",
    "Correction",
    "Dismissal",
    "Event",
    "LiveArticle",
    "MachineDraft",
    "MachineRun",
    "MemoryPair",
    "MemoryTerm",
    "Notice",
    "NoticeKind",
    "NoticeSwitch",
    "PhotoUse",
    "Presence",
    "Raised",
    "Reason",
    "Redirect",
    "Remembered",
    "Revision",
    "Section",
    "State",
    "Tag",
    "TaggedArticle",
    "Work",
]
