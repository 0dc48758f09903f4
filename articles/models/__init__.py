from articles.models.caches import FurnitureStamp, Stale, Surroundings
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
from articles.models.fronts import Front, FrontEvent, FrontSlot
from articles.models.history import Event, Revision
from articles.models.live import FOR_PROGRAMS, PIECES, Correction, LiveArticle, Redirect
from articles.models.machine import MachineRun
from articles.models.pages import Page, PageRevision
from articles.models.reads import MostRead, Reads
from articles.models.search import SearchEntry, SearchWord
from articles.models.story import (
    Article,
    Byline,
    Section,
    SectionName,
    State,
    Tag,
    TaggedArticle,
)
from articles.models.uses import PhotoUse

__all__ = [
    "FOR_PROGRAMS",
    "PIECES",
    "Article",
    "Byline",
    "Comment",
    "Correction",
    "Dismissal",
    "Event",
    "Front",
    "FrontEvent",
    "FrontSlot",
    "FurnitureStamp",
    "LiveArticle",
    "MachineDraft",
    "MachineRun",
    "MemoryPair",
    "MemoryTerm",
    "MostRead",
    "Notice",
    "NoticeKind",
    "NoticeSwitch",
    "Page",
    "PageRevision",
    "PhotoUse",
    "Presence",
    "Raised",
    "Reads",
    "Reason",
    "Redirect",
    "Remembered",
    "Revision",
    "SearchEntry",
    "SearchWord",
    "Section",
    "SectionName",
    "Stale",
    "State",
    "Surroundings",
    "Tag",
    "TaggedArticle",
    "Work",
]
