"""Names of any alphabet in Latin letters, and by their sounds, to tell that “Черненко” and
“Tschernenko” are one man. No transliteration for readers: those have standards of their own."""

import re
import unicodedata
from functools import lru_cache

# Each letter with what stands for it.
_CYRILLIC = (
    "аa бb вv гg дd еe ёe жzh зz иi йi кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щsh ъ ыy ь "
    "эe юyu яya іi їi єe ґg ўu қk ғg ңn әa өo үu ұu һh"
)
_GREEK = "αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo πp ρr σs ςs τt υi φf χkh ψps ωo"
_ARABIC = (  # و and ي are vowels more often than not
    "اa بb تt ثth جj حh خkh دd ذdh رr زz سs شsh صs ضd طt ظz عa غg فf قk كk لl مm نn هh وu يy ىa ةa "
    "پp چch ژzh گg کk یy"
)
_HEBREW = "אa בb גg דd הh וu זz חkh טt יy כk ךk לl מm םm נn ןn סs עa פp ףp צts ץts קk רr שsh תt"
_LATIN = "łl øo đd ßss æae œoe ıi þth"
_LETTERS = {
    pair[0]: pair[1:] for pair in " ".join((_CYRILLIC, _GREEK, _ARABIC, _HEBREW, _LATIN)).split()
}
# In this order: what languages write differently becomes one, and vowels go.
_SOUNDS = [
    (re.compile(written), sound)
    for written, sound in (
        ("tsch|tch", "ch"),
        ("sch", "sh"),
        ("x", "ks"),
        ("ck|q|c(?!h)", "k"),
        ("ph", "f"),
        ("dj|dzh", "j"),
        ("[wv]", "f"),
        ("kh|gh", "h"),
        ("ts|z", "s"),
        ("th|dh", "t"),
        ("[aeiouyh]", ""),
        (r"(.)\1+", r"\1"),
        ("[^a-z]", ""),
    )
]


def to_latin(word):
    """Lower case, without accents: `chernenko` for “Черненко”, `lodz` for “Łódź”."""
    letters = (_LETTERS.get(c, c) for c in unicodedata.normalize("NFC", word.lower()))
    plain = unicodedata.normalize("NFKD", "".join(letters))
    return "".join(c for c in (_LETTERS.get(c, c) for c in plain) if c.isascii())


@lru_cache(maxsize=20_000)
def sounds(latin):
    """The consonants of a name: `crnk` for both of them."""
    for written, sound in _SOUNDS:
        latin = written.sub(sound, latin)
    return latin
