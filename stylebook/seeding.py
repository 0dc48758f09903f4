"""Names of countries and languages from CLDR, as a beginning for the Stylebook."""

import re

from babel import Locale
from django.core.exceptions import PermissionDenied
from django.db import transaction

from stylebook.entries import Entry, Worded, merge
from stylebook.keeping import entry_of, keep_all
from stylebook.models import Term, Wording

LANGUAGES = ("ar", "cs", "de", "en", "es", "fa", "fr", "it", "ja", "nl", "pl", "pt", "ru", "tr",
             "uk", "zh")  # fmt: skip
# Codes of CLDR that name no country.
_NO_COUNTRIES = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}
_NO_LANGUAGES = {"sh"}
_ALSO = re.compile(r"(.+?) ?[(（](.+)[)）]")  # “Myanmar (Burma)”


def entries(languages=LANGUAGES):
    """An Entry for each country and each language with a code of two letters."""
    locales = {code: Locale.parse(code, sep="-") for code in languages}
    english = Locale.parse("en")
    for code in sorted(english.territories):
        if re.fullmatch("[A-Z]{2}", code) and code not in _NO_COUNTRIES:
            names = {language: each.territories.get(code) for language, each in locales.items()}
            yield _entry("place", "countries", f"cldr:territory:{code}", names)
    for code in sorted(english.languages):
        if re.fullmatch("[a-z]{2}", code) and code not in _NO_LANGUAGES:
            names = {language: each.languages.get(code) for language, each in locales.items()}
            yield _entry("phrase", "languages", f"cldr:language:{code}", names)


def _entry(kind, domain, key, names):
    wordings = []
    for language, name in names.items():
        if name:
            wordings += _worded(language, name)
    return Entry(kind=kind, domain=domain, key=key, wordings=tuple(wordings))


def _worded(language, name):
    found = _ALSO.fullmatch(name)
    if not found:
        return [Worded(language, name)]
    return [Worded(language, found[1]), Worded(language, found[2], "also")]


@transaction.atomic
def seed(*, by, languages=LANGUAGES):
    """Bring in what is not there yet; what the desk has written stands. `by` is None on the
    command line. Returns (new terms, terms with new wordings)."""
    if by is not None and not by.has_perms(("stylebook.add_term", "stylebook.change_term")):
        raise PermissionDenied("Your role may not fill the Stylebook.")
    known = _Known()
    changes = [change for entry in entries(languages) if (change := known.change(entry))]
    keep_all(changes, by=by, note="names from CLDR")
    new = sum(term is None for term, _ in changes)
    return new, len(changes) - new


class _Known:
    def __init__(self):
        terms = Term.objects.prefetch_related("wordings")
        self.by_key = {term.key: term for term in terms if term.key}
        self.by_pk = {term.pk: term for term in terms}
        self.owners = {}
        for pk, language, text in Wording.objects.values_list("term", "language", "text"):
            self.owners[language, text.casefold()] = pk

    def change(self, entry):
        """(Term or None, Entry), or None where there is nothing to bring."""
        term = self.by_key.get(entry.key) or self._namesake(entry)
        fresh = tuple(w for w in entry.wordings if self._is_free(w, term))
        if not fresh:
            return None
        for worded in fresh:
            self.owners[worded.language, worded.text.casefold()] = term.pk if term else 0
        if term is None:
            return None, Entry(entry.kind, entry.domain, wordings=fresh, key=entry.key)
        there = entry_of(term)
        more = Entry(there.kind, keep=there.keep, wordings=fresh, key=entry.key)
        return term, merge(there, more).entry

    def _namesake(self, entry):
        """A term of the desk's that has one of these names already, and no other key."""
        pks = {self.owners.get((w.language, w.text.casefold())) for w in entry.wordings}
        found = [self.by_pk[pk] for pk in pks if pk in self.by_pk]
        found = [term for term in found if not term.key and term.kind == entry.kind]
        return found[0] if len(found) == 1 else None

    def _is_free(self, worded, term):
        """A language for which the desk prefers something is theirs."""
        if (worded.language, worded.text.casefold()) in self.owners:
            return False
        return term is None or worded.language not in {
            w.language for w in term.wordings.all() if w.standing == "preferred"
        }
