"""What may have been meant by a word that stands in no headline, name or tag."""

from rapidfuzz import process
from rapidfuzz.distance import OSA

from articles.models import SearchWord
from articles.search.terms import stem
from articles.words import folded, runs, unspaced, written

SHORTEST = 4  # letters of a word that is put right
_LOOKED_AT = 5_000  # words of the vocabulary, the most frequent first


def suggestion(text, edition):
    """The query as it may have been meant; empty where nothing better is known."""
    wrong = _unknown(text, edition)
    better = {word: meant for word in wrong if (meant := _meant(word, edition))}
    if not better:
        return ""
    out, at = [], 0
    for match in written(text):
        if meant := better.get(folded(match.group())):
            out += [text[at : match.start()], meant]
            at = match.end()
    return "".join([*out, text[at:]])


def _unknown(text, edition):
    words = [run for run in dict.fromkeys(runs(text)) if len(run) >= SHORTEST]
    words = [word for word in words if not unspaced(word) and not word.isdecimal()]
    known = SearchWord.objects.filter(edition=edition, word__in=words, entries__gt=0)
    known = set(known.values_list("word", flat=True)) if words else set()
    return [word for word in words if word not in known]


def _meant(word, edition):
    """The nearest known word, the most frequent of equals. Its first letter or its second is
    taken to be right."""
    near = SearchWord.objects.filter(edition=edition, initial__in=set(word[:2]), entries__gt=0)
    rows = dict(near.order_by("-entries").values_list("word", "shown")[:_LOOKED_AT])
    most = 1 if len(word) <= 5 else 2  # slips of the finger
    found = process.extractOne(
        word, list(rows), scorer=OSA.distance, processor=None, score_cutoff=most
    )
    if not found or stem(found[0], edition) == stem(word, edition):
        return ""  # the same word in another form, which search finds by itself
    return rows[found[0]]
