from articles.models.history import Event, Revision
from articles.models.live import Correction, LiveArticle, Redirect
from articles.models.story import Article, Byline, Section, State, Tag, TaggedArticle

__all__ = [
    "Article",
    "Byline",
    "Correction",
    "Event",
    "LiveArticle",
    "Redirect",
    "Revision",
    "Section",
    "State",
    "Tag",
    "TaggedArticle",
]
