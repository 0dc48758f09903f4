"""Captions as printed, parted into what a picture shows and who must be named for it."""

import re

from prose import characters

_MOST = 160  # characters of a credit
_LABEL = (
    r"(?:(?:archiv|symbol|themen|agentur)?(?:photo|foto|fotó|bild|image|imagen|imagem|immagine|"
    r"afbeelding|kuva|obrázek|zdjęcie|φωτο(?:γραφία)?|фото|снимка|зображення|fotograf|fotoğraf|"
    r"photograph|picture|grafik|graphic|illustration|illustrasjon|video|credits?|crédits?|"
    r"créditos?|credito|copyright|rights|source|quelle|fuente|fonte|kilde|källa|bron|lähde|źródło|"
    r"forrás|zdroj|sursa|источник|джерело|kaynak|sumber|写真|撮影|提供|画像|사진|제공|图片?|圖片?|"
    r"攝影?|摄影?|图片来源|圖片來源|来源|來源|الصورة|صورة|المصدر|צילום|תצלום|फोटो|फ़ोटो|छवि|स्रोत)"
    r"(?:s|graf\w*|grafie|\s?crédits?|\s?credits?|nachweis|quelle|\s(?:photos?|fotos?|images?|"
    r"by|de|von|av|af|door|di|por))?)"
)
_LABELLED = re.compile(
    rf"(?:^|(?<=[\s(\[（【|/.,;:—–»”\"。、-]))(?:(?<!AP\s){_LABEL}\s?(?:©\s?)?[:：/|＝=]\s*|"
    r"(?:photo|foto|image|picture|photograph|photographie|video)s?\s"
    r"(?:by|de|di|von|av|courtesy(?:\sof)?)\s|\(?(?:©|ⓒ|\(c\))\s?|credit\s(?=[A-Z]))",
    re.IGNORECASE,
)
_LABEL_ALONE = re.compile(_LABEL, re.IGNORECASE)
_BRACKETED = re.compile(r"[(\[（【]([^()\[\]（）【】]{2,120})[)\]）】]\s*\.?$")
_AGENCY = re.compile(
    r"(?:\b(?:AFP|Reuters|REUTERS|AP|dpa|DPA|EPA|EFE|ANSA|APA|TT|NTB|Ritzau|Lehtikuva|PAP|ČTK|MTI|"
    r"TASS|Getty|Alamy|Shutterstock|iStock|IMAGO|imago|Imago|Keystone|KEYSTONE|picture alliance|"
    r"Bloomberg|Xinhua|Anadolu|AA|Belga|ANP|LUSA|Lusa|PA|PTI|ANI|SIPA|MAXPPP|Flickr|Unsplash|"
    r"Pixabay|"
    r"CC[ -]BY(?:-\w+)*|Wikimedia|Europa Press|Zuma|ZUMA|"
    r"Sputnik|NurPhoto|LaPresse|Hans Lucas|Abaca|USA TODAY)\b"
    r"|ТАСС|РИА Новости|УНІАН|Укрінформ|共同|時事|ロイター|연합뉴스|뉴시스|뉴스1|新华社|新華社|"
    r"中新社|路透|法新社)"
)
# What papers say of the whole page, and names nobody.
_RESERVED = re.compile(
    r"\b(?:all\srights\sreserved|(?:tous\s)?droits\s(?:réservés|de\sreproduction)|alle\srechte|riproduzione\sriservata|"
    r"(?:todos\s)?(?:los\sderechos|os\sdireitos)\sreservados|tutti\si\sdiritti|все\sправа)\b",
    re.IGNORECASE,
)
_BREAK = re.compile(r"(?<=[.!?…»”\"。।؟])\s+|\s+[|–—-]\s+|\s*[|｜]\s*|\n")
_EDGES = " ()[]（）【】|–—-/,;:：."


def part(text):
    """(caption, credit) out of a line that may hold both."""
    text = characters.clean_line(text)
    for split in (_by_label, _by_brackets, _by_agency):
        found = split(text)
        if found:
            caption, credit = found
            return caption.strip(" |–—-/([（【"), bare(credit)
    return text, ""


def bare(credit):
    """A credit without “Photo:”, sign and brackets; empty where it names nobody."""
    credit = _trimmed(characters.clean_line(credit))
    if _RESERVED.search(credit):
        return ""
    if _LABEL_ALONE.fullmatch(credit):
        return ""
    while (found := _LABELLED.match(credit)) is not None:
        credit = _trimmed(credit[found.end() :])
    return credit


def begins(line):
    """Whether a line names at once who must be credited: “© Ann Lee”, “Photo: Ann Lee”."""
    return len(line) <= _MOST and _LABELLED.match(line.lstrip("([（【 ")) is not None


def _trimmed(credit):
    """Without what stood between it and the caption; a bracket that was opened in it is closed."""
    trimmed = credit.strip(_EDGES)
    for opening, closing in ("()", "[]"):
        if trimmed.count(opening) > trimmed.count(closing):
            trimmed += closing
    return trimmed


def _by_label(text):
    places = [found.start() for found in _LABELLED.finditer(text)]
    for place in places:
        if len(text) - place <= _MOST:
            return text[:place], text[place:]
    # “Photo: Jane Doe/AFP. The quay at dawn.”
    if places and places[0] == 0:
        first, *rest = _BREAK.split(text, maxsplit=1)
        return ("".join(rest), first) if len(first) <= _MOST else None
    return None


def _by_brackets(text):
    found = _BRACKETED.search(text)
    if found and (_AGENCY.search(found[1]) or "/" in found[1] or "via" in found[1].split()):
        return text[: found.start()], found[1]
    return None


def _by_agency(text):
    last = _BREAK.split(text)[-1]
    if _AGENCY.search(last) and len(last.split()) <= 10 and len(last) <= 90:
        return text[: len(text) - len(last)], last
    return None
