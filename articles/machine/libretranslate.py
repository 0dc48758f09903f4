"""LibreTranslate, on a server of one's own or of others, through its HTTP interface."""

import json
from functools import cache

import urllib3

from articles.machine.trouble import Answer, Busy, Trouble
from sources.languages import language_name

TIMEOUT = urllib3.Timeout(connect=3, read=8)  # seconds
MOST = 4 * 1024 * 1024  # bytes of an answer
# Codes that its versions and models have for what we write otherwise.
_ALSO = {
    "zh-hans": ("zh-Hans", "zh"),
    "zh-hant": ("zh-Hant", "zt"),
    "zh-tw": ("zh-Hant", "zt"),
    "zh": ("zh", "zh-Hans"),
    "nn": ("nb", "no"),
    "no": ("nb", "no"),
    "nb": ("nb", "no"),
    "pt-br": ("pt-BR", "pb", "pt"),
}
_SAID = {
    401: "LibreTranslate asks for a key. Ask the administrator to set LIBRETRANSLATE_API_KEY.",
    403: "LibreTranslate does not accept the key of this house. Ask the administrator to check "
    "LIBRETRANSLATE_API_KEY.",
    404: "There is no LibreTranslate at the configured address. Ask the administrator to check "
    "LIBRETRANSLATE_URL.",
    413: "This is too long for LibreTranslate in one piece. Draft it paragraph by paragraph.",
}
_BUSY = "LibreTranslate has too much to do just now. Try again in a minute."
_DOWN = "LibreTranslate does not answer. Try again in a minute, or translate by hand."
_UNREADABLE = "LibreTranslate sent an answer that could not be read. Try again in a minute."
_REFUSED = "LibreTranslate refused this text. Translate it by hand, and tell the administrator."

_pool = urllib3.PoolManager(timeout=TIMEOUT, retries=False, maxsize=4)


class LibreTranslate:
    name = "libretranslate"
    label = "LibreTranslate"

    def __init__(self, url, key=""):
        self._url, self._key = url.rstrip("/"), key

    def translate(self, fragments, *, source, target, context="", terms=()):
        """`context` and `terms` are not sent: it has no use for them."""
        pair = self._pair(source, target)
        asked = {"q": fragments, "source": pair[0], "target": pair[1], "format": "html"}
        said = _request("POST", f"{self._url}/translate", asked | self._authority())
        found = said.get("translatedText") if isinstance(said, dict) else None
        if not isinstance(found, list) or len(found) != len(fragments):
            raise Trouble(_UNREADABLE)
        if not all(isinstance(text, str) for text in found):
            raise Trouble(_UNREADABLE)
        return Answer(found, sum(map(len, fragments)))

    def usage(self):
        return None

    def _authority(self):
        return {"api_key": self._key} if self._key else {}

    def _pair(self, source, target):
        """The server's own codes of both languages."""
        known = _languages(self._url)
        for ours in _candidates(source):
            for theirs in _candidates(target):
                if theirs in known.get(ours, ()):
                    return ours, theirs
        pair = f"{language_name(source)} into {language_name(target)}"
        raise Trouble(f"This LibreTranslate does not translate from {pair}. Translate it by hand.")


def _candidates(code):
    return (*_ALSO.get(code.lower(), ()), code, code.split("-")[0])


@cache
def _languages(url):
    """{code: codes it can be translated into}. Asked for once; a failure is not remembered."""
    said = _request("GET", f"{url}/languages")
    try:
        return {language["code"]: set(language["targets"]) for language in said}
    except (TypeError, KeyError) as error:
        raise Trouble(_UNREADABLE) from error


def _request(method, url, body=None):
    try:
        response = _pool.request(
            method, url, json=body, redirect=False, preload_content=False,
            headers={"Accept": "application/json", "User-Agent": "newsroom"},
        )  # fmt: skip
        data = response.read(MOST, decode_content=True)
        response.release_conn()
    except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
        raise Busy(_DOWN) from error
    if response.status == 200:
        return _json(data)
    raise _trouble(response.status, data)


def _json(data):
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        raise Trouble(_UNREADABLE) from error


def _trouble(status, data):
    if status == 429:
        return Busy(_BUSY)
    if status >= 500:
        return Busy(_DOWN)
    if status == 400 and b"text limit" in data:
        return Trouble(_SAID[413])
    return Trouble(_SAID.get(status, _REFUSED))
