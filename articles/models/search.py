"""What the search of the readers' site is made of. Written by articles.indexing alone."""

from django.db import models

from articles.models.live import LiveArticle

_TIMES = {"A": 3, "B": 2}  # in SQLite, which knows no weights within a text


class TermsField(models.Field):
    """Terms that a full-text index holds: a `tsvector` in PostgreSQL, plain text that FTS5
    reads in SQLite. Written, never read.

    A value is a list of passages, each (weight, terms in reading order). The weight is A, B, C
    or D as PostgreSQL has them; or empty for labels, which stand in no order."""

    description = "Terms for a full-text index"
    _GAP = 10  # positions between two passages: no phrase reaches across
    _LAST = 16_383  # position that a tsvector can hold

    def db_type(self, connection):
        return "tsvector" if connection.vendor == "postgresql" else "text"

    def get_placeholder(self, value, compiler, connection):
        return "%s::tsvector" if connection.vendor == "postgresql" else "%s"

    def get_db_prep_value(self, value, connection, prepared=False):
        return self._vector(value) if connection.vendor == "postgresql" else self._text(value)

    def _vector(self, passages):
        out, position = [], 1
        for weight, terms in passages:
            for term in terms:
                place = f":{min(position, self._LAST)}{weight}" if weight else ""
                out.append(f"'{term}'{place}")
                position += 1
            position += self._GAP
        return " ".join(out)

    def _text(self, passages):
        out = []
        for weight, terms in passages:
            out += [" ".join(terms)] * _TIMES.get(weight, 1)
        return " _ ".join(out)


class SearchEntry(models.Model):
    """How one live story is found. A story that readers may not see has no entry.

    `terms` is what it is found by, `gist` what it is ranked by: small, so that a thousand
    stories are ranked without a look at their texts. `text` and `words` are what is shown of
    it: the plain text for excerpts; the words and names for suggestions, parted by spaces.
    `section`, `source_language` and `country` (of the paper) narrow a search down.
    """

    # In the order of first publication; see articles.search.order.
    key = models.BigIntegerField(primary_key=True)
    live = models.OneToOneField(LiveArticle, on_delete=models.CASCADE, related_name="entry")
    edition = models.CharField(max_length=20)
    section = models.CharField(max_length=60)
    source_language = models.CharField(max_length=20, blank=True)
    country = models.CharField(max_length=2, blank=True)
    terms = TermsField()
    gist = TermsField()
    text = models.TextField(blank=True)
    words = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "search entries"
        indexes = [models.Index(fields=["edition", "key"], name="search_newest")]

    def __str__(self):
        return f"entry of {self.live_id}"


class SearchWord(models.Model):
    """A word that stands in headlines, names or tags of live stories: what may have been
    meant by one that does not. `entries` says in how many it stands."""

    edition = models.CharField(max_length=20)
    initial = models.CharField(max_length=2)
    word = models.CharField(max_length=40)  # folded
    shown = models.CharField(max_length=60)
    entries = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "word"], name="search_word_once")]
        indexes = [models.Index(fields=["edition", "initial"], name="search_word_initial")]

    def __str__(self):
        return self.shown
