"""What search knows: an entry for each live story, made and taken away in the transaction
that puts the story online or takes it off, so that search never says what pages do not."""

from collections import Counter

from django.db import connection, transaction

from articles.models import LiveArticle, SearchEntry, SearchWord
from articles.search import order
from articles.search.terms import LONGEST, label, terms
from articles.words import folded, unspaced, written
from prose import blocks

BATCH = 500  # stories that are written at once when all are
_ASIDE = ("aside", "figure", "section")  # pull quotes say it again; captions
_MANY = 3  # times that a word must stand in a text to tell what it is about
_GIST = 60  # such words
_SHORTEST = 3  # letters of a word that is suggested

_COUNT = """
    INSERT INTO articles_searchword (edition, initial, word, shown, entries)
    VALUES (%s, %s, %s, %s, %s)
    ON CONFLICT (edition, word)
    DO UPDATE SET entries = articles_searchword.entries + excluded.entries
"""


def enter(live, authors):
    """Let this story, live for the first time and by these Authors, be found. Part of the verb
    that renders it: in its transaction."""
    _enter(live, authors, [])


def enter_again(live, authors):
    """Let a live story be found by what readers see of it now. Part of such a verb, too."""
    _enter(live, authors, _forget(SearchEntry.objects.filter(live=live)))


def forget(article):
    """Part of the verb that takes the story of this Article offline: in its transaction."""
    _count([], _forget(SearchEntry.objects.filter(live__article=article)))


def index_all(lives):
    """Many at once: LiveArticles with their authors prefetched, none of them withdrawn."""
    before = _forget(SearchEntry.objects.filter(live__in=lives))
    made = [entry(live, [author.slug for author in live.authors.all()]) for live in lives]
    SearchEntry.objects.bulk_create(made)
    _count(made, before)


def rebuild():
    """Make all entries anew, some hundred at a time, while the desk goes on. Returns how many
    there are."""
    gone = SearchEntry.objects.exclude(live__in=LiveArticle.objects.live())
    with transaction.atomic():
        _count([], _forget(gone))
    last = 0
    while ids := list(_after(last)):
        with transaction.atomic():
            chosen = LiveArticle.objects.live().filter(pk__in=ids)
            index_all(list(chosen.select_for_update().prefetch_related("authors")))
        last = ids[-1]
    return SearchEntry.objects.count()


def entry(live, authors):
    """The entry of a live story, not saved; `authors` are the slugs of those it names."""
    edition, source = live.edition, live.source or {}
    read = blocks.read(live.body)
    text = "\n".join(block.text for block in read if block.tag not in _ASIDE)
    captions = [block.text for block in read if block.tag in ("figure", "section")]
    names = [person["name"] for person in live.byline + live.team]
    names += [source[name] for name in ("name", "country_name") if name in source]
    tags = [tag["name"] for tag in live.tag_list]
    about = [live.kicker, live.standfirst, live.dateline, *names, *tags]
    made = SearchEntry(
        key=order.key(live.first_published_at, live.pk),
        live=live,
        edition=edition,
        section=live.section_slug,
        source_language=source.get("language", ""),
        country=source.get("country", ""),
        text=text,
        words=" ".join(_vocabulary([live.headline, *names, *tags])),
    )
    headline, about, inside, beside = (
        [terms(each, edition) for each in texts]
        for texts in ([live.headline], about, [text], captions)
    )
    made.terms = [("D", passage) for passage in headline + about + inside + beside]
    made.terms.append(("", _labels(made, authors)))
    made.gist = [("A", headline[0]), *(("B", passage) for passage in about)]
    made.gist.append(("C", _subjects(inside[0])))
    return made


def _enter(live, authors, before):
    made = entry(live, [author.slug for author in authors])
    made.save(force_insert=True)
    _count([made], before)


def _after(last):
    newer = LiveArticle.objects.live().filter(pk__gt=last).order_by("pk")
    return newer.values_list("pk", flat=True)[:BATCH]


def _subjects(found):
    """What a text says again and again."""
    often = Counter(found).most_common(_GIST)
    return [term for term, times in often if times >= _MANY]


def _labels(made, authors):
    values = {name: getattr(made, name) for name in ("section", "source_language", "country")}
    values |= {"edition": made.edition, "block": order.block(made.key)}
    found = [label(name, value) for name, value in values.items() if value != ""]
    return found + [label("author", slug) for slug in authors]


def _vocabulary(texts):
    """Each word once, as it is written, but in small letters: a headline has its own capitals."""
    found = {}
    for text in texts:
        for match in written(text.lower()):
            word = folded(match.group())
            if _SHORTEST <= len(word) <= LONGEST and not (unspaced(word) or word.isdecimal()):
                found.setdefault(word, match.group())
    return list(found.values())


def _forget(entries):
    """Take these entries away. [(edition, words)] that they held."""
    held = list(entries.values_list("edition", "words"))
    if held:
        entries.delete()
    return held


def _count(made, before):
    """In the order of the words, so that two stories at once do not wait for one another."""
    counts, shown = Counter(), {}
    held = [(1, each.edition, each.words) for each in made]
    held += [(-1, edition, words) for edition, words in before]
    for sign, edition, words in held:
        for word in words.split():
            key = (edition, folded(word))
            counts[key] += sign
            shown.setdefault(key, word)
    rows = [(*key, shown[key], n) for key, n in sorted(counts.items()) if n]
    if not rows:
        return
    with connection.cursor() as cursor:
        cursor.executemany(_COUNT, [(of, word[0], word, said, n) for of, word, said, n in rows])
    if before:
        words = [word for _, word, _, n in rows if n < 0]
        SearchWord.objects.filter(word__in=words, entries__lte=0).delete()
