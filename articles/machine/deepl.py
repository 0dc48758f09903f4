"""DeepL, through its official client."""

import hashlib
from functools import cache

import deepl
from deepl import http_client
from deepl.api_data import MultilingualGlossaryDictionaryEntries

from articles.machine.trouble import Answer, Busy, Trouble, Usage
from sources.languages import language_name

# Somebody waits for a single block; who drafts a whole story tries again more patiently.
http_client.max_network_retries = 1
http_client.min_connection_timeout = 4.0  # seconds

LONGEST_TERM = 1024  # bytes
_VARIANTS = {
    "en": "EN-GB",
    "pt": "PT-PT",
    "pt-br": "PT-BR",
    "zh": "ZH-HANS",
    "zh-hant": "ZH-HANT",
    "zh-tw": "ZH-HANT",
    "zh-hk": "ZH-HANT",
    "no": "NB",
    "nn": "NB",
    "es-419": "ES-419",
}
_AUTHORITY = (
    "DeepL does not accept the key of this house. Ask the administrator to check DEEPL_AUTH_KEY."
)
_QUOTA = (
    "The characters that this house may have translated by DeepL this month are used up. "
    "Translate by hand, or ask the administrator for a larger plan."
)
_BUSY = "DeepL has too much to do just now. Try again in a minute."
_DOWN = "DeepL does not answer. Try again in a minute, or translate by hand."
_TOO_LONG = "This is too long for DeepL in one piece. Draft it paragraph by paragraph."
_UNREADABLE = "DeepL sent an answer that could not be read. Try again in a minute."
_NO_GLOSSARY = "DeepL keeps no glossary for these languages, or not for this account."
_WITHOUT_TERMS = "DeepL drafted this without the Stylebook’s terms: check the names."
# What the client raises over an answer that is not as it expects.
_MALFORMED = (TypeError, ValueError, KeyError, AttributeError)


class DeepL:
    name = "deepl"
    label = "DeepL"

    def __init__(self, key, *, server_url="", house="", english="en"):
        self._client = _client(key, server_url)
        self._key, self._house, self._english = key, house, english

    def translate(self, fragments, *, source, target, context="", terms=()):
        pair = source_code(source), target_code(target, english=self._english)
        glossary, notes = self._glossary(pair, terms)
        try:
            found = self._ask(fragments, pair, context, glossary)
        except deepl.DeepLException as error:
            if glossary is None or error.http_status_code not in (400, 404):
                raise _said(error, source, target) from error
            # Somebody else may have deleted the glossary: make it anew, once.
            _known.pop(self._glossary_name(pair, terms), None)
            glossary, notes = self._glossary(pair, terms)
            found = self._ask_again(fragments, pair, context, glossary, (source, target))
        if len(found) != len(fragments) or not all(isinstance(f.text, str) for f in found):
            raise Trouble(_UNREADABLE)
        return Answer([f.text for f in found], sum(f.billed_characters for f in found), notes)

    def usage(self):
        try:
            used = self._client.get_usage().character
        except deepl.DeepLException as error:
            raise _said(error) from error
        except _MALFORMED as error:
            raise Trouble(_UNREADABLE) from error
        return Usage(used.count, used.limit) if used.valid else None

    def keep_terms(self, terms, *, source, target):
        """Have DeepL know exactly these terms for a pair, before anybody drafts. "" once it does,
        else a sentence why not. Raises Trouble."""
        pair = source_code(source), target_code(target, english=self._english)
        glossary, _ = self._glossary(pair, terms)
        return "" if glossary else _NO_GLOSSARY

    def _ask(self, fragments, pair, context, glossary):
        try:
            return self._client.translate_text(
                fragments,
                source_lang=pair[0],
                target_lang=pair[1],
                context=context or None,
                glossary=glossary,
                tag_handling="html",
            )
        except _MALFORMED as error:
            raise Trouble(_UNREADABLE) from error

    def _ask_again(self, fragments, pair, context, glossary, languages):
        try:
            return self._ask(fragments, pair, context, glossary)
        except deepl.DeepLException as error:
            raise _said(error, *languages) from error

    # --- the Stylebook as a glossary

    def _glossary_name(self, pair, terms):
        told = "\n".join(f"{source}\t{target}" for source, target in sorted(terms))
        mark = hashlib.sha256(f"{self._key}\n{told}".encode()).hexdigest()[:16]
        return f"{self._series(pair)}{mark}"

    def _series(self, pair):
        return f"{self._house or 'newsroom'} {'>'.join(_bare(code) for code in pair)} "

    def _glossary(self, pair, terms):
        """(id, notes): a glossary of exactly these terms. That DeepL keeps none for these
        languages, or for this account, is no reason to give no draft."""
        terms = dict(t for t in terms if all(len(side.encode()) <= LONGEST_TERM for side in t))
        if not terms:
            return None, []
        name = self._glossary_name(pair, terms.items())
        if name not in _known:
            _known[name] = self._find_or_make(name, pair, terms)
        return _known[name], [] if _known[name] else [_WITHOUT_TERMS]

    def _find_or_make(self, name, pair, terms):
        try:
            return self._found_or_made(name, pair, terms)
        except deepl.DeepLException as error:
            if error.http_status_code in (400, 403, 456):
                return None
            raise _said(error) from error
        except _MALFORMED as error:
            raise Trouble(_UNREADABLE) from error

    def _found_or_made(self, name, pair, terms):
        ours = [
            glossary
            for glossary in self._client.list_multilingual_glossaries()
            if glossary.name.startswith(self._series(pair))
        ]
        kept = next((glossary for glossary in ours if glossary.name == name), None)
        if kept is None:
            entries = MultilingualGlossaryDictionaryEntries(*map(_bare, pair), terms)
            kept = self._client.create_multilingual_glossary(name, [entries])
        for stale in ours:
            if stale.glossary_id != kept.glossary_id:
                self._forget(stale)
        return kept.glossary_id

    def _forget(self, stale):
        """Away with a list that the Stylebook has outgrown; somebody may have been faster."""
        _known.pop(stale.name, None)
        try:
            self._client.delete_multilingual_glossary(stale)
        except deepl.GlossaryNotFoundException:
            return


_known = {}  # name of a glossary: its id


@cache
def _client(key, server_url):
    """One for each key, so that connections stay open."""
    client = deepl.DeepLClient(key, server_url=server_url or None, send_platform_info=False)
    return client.set_app_info("newsroom", "1")


def source_code(code):
    """`pt-BR` → `PT`: of an original, DeepL asks for the language alone."""
    return "NB" if code in ("no", "nn") else _bare(code).upper()


def target_code(code, *, english="en"):
    """`zh-Hans` → `ZH-HANS`, `en` → the English of the edition."""
    lower = code.lower()
    if lower == "en":
        lower = english.lower()
    if _bare(lower) == "en":
        return "EN-US" if lower == "en-us" else "EN-GB"
    return _VARIANTS.get(lower) or _VARIANTS.get(_bare(lower)) or _bare(lower).upper()


def _bare(code):
    return code.split("-")[0].lower()


def _said(error, source="", target=""):
    """The Trouble of what the client raised."""
    if isinstance(error, deepl.AuthorizationException) or error.http_status_code == 401:
        return Trouble(_AUTHORITY)
    if isinstance(error, deepl.QuotaExceededException):
        return Trouble(_QUOTA)
    if isinstance(error, deepl.TooManyRequestsException):
        return Busy(_BUSY)
    if error.http_status_code == 413:
        return Trouble(_TOO_LONG)
    if error.http_status_code == 400 and "_lang" in str(error):
        pair = f"{language_name(source)} into {language_name(target)}"
        return Trouble(f"DeepL does not translate from {pair}. Translate this by hand.")
    if isinstance(error, deepl.ConnectionException) or (error.http_status_code or 0) >= 500:
        return Busy(_DOWN)
    return Trouble("DeepL refused this text. Translate it by hand, and tell the administrator.")
