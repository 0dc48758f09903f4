"""Search of the readers' site: live stories by the full text of either database."""

from articles.search.finding import MOST, PAGE_SIZE, Filters, Found, Result, find
from articles.search.query import Query, read
from articles.search.suggestions import suggestion

__all__ = [
    "MOST",
    "PAGE_SIZE",
    "Filters",
    "Found",
    "Query",
    "Result",
    "find",
    "read",
    "suggestion",
]
