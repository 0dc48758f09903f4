import codecs

import pytest

from sources.decoding import MAX_BYTES, Unreadable, decode

FRENCH = (
    "Les bateaux partent avant l’aube, et personne ne les compte. Voilà quarante ans que la "
    "criée s’éveille ainsi, été comme hiver, où qu’on soit déjà."
)
RUSSIAN = (
    "Порт просыпается рано. Лодки уходят до рассвета, и никто их не считает. Сорок лет здесь "
    "работает рыбный рынок со своими лампами."
)
TURKISH = (
    "Liman erken uyanıyor. Tekneler şafaktan önce ayrılıyor ve kimse onları saymıyor. Kırk "
    "yıldır burada balık pazarı çalışıyor, ışıkları ve ipleriyle."
)
JAPANESE = (
    "港は早く目を覚ます。船は夜明け前に出て、誰も数えない。四十年前からここには魚市場がある。"
)
CHINESE = "港口醒得很早。船只在黎明前离开，没有人数它们。四十年来，鱼市一直在这里。"
KOREAN = (
    "항구는 일찍 깨어난다. 배들은 새벽 전에 떠나고 아무도 세지 않는다. 사십 년 동안 시장이 있었다."
)
HEBREW = "הנמל מתעורר מוקדם. הסירות יוצאות לפני עלות השחר ואיש אינו סופר אותן."
ARABIC = "يستيقظ الميناء باكرا. تغادر القوارب قبل الفجر ولا أحد يعدها منذ أربعين عاما."
GREEK = "Το λιμάνι ξυπνά νωρίς. Τα πλοία φεύγουν πριν την αυγή και κανείς δεν τα μετρά."


def page(text, charset="", lang=""):
    meta = f'<meta charset="{charset}">' if charset else ""
    return (
        f'<!doctype html><html lang="{lang}"><head>{meta}</head><body><p>{text}</p></body></html>'
    )


@pytest.mark.parametrize("text", [FRENCH, RUSSIAN, JAPANESE, HEBREW, ARABIC])
def test_utf_8_needs_no_declaration(text):
    assert decode(page(text).encode()) == page(text)


@pytest.mark.parametrize(
    ("bom", "codec"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ],
)
def test_a_byte_order_mark_decides_and_is_dropped(bom, codec):
    assert decode(bom + RUSSIAN.encode(codec)) == RUSSIAN


@pytest.mark.parametrize(
    ("charset", "codec", "text"),
    [
        ("windows-1251", "cp1251", RUSSIAN),
        ("koi8-r", "koi8-r", RUSSIAN),
        ("iso-8859-1", "cp1252", FRENCH),
        ("ISO-8859-9", "cp1254", TURKISH),
        ("shift_jis", "cp932", JAPANESE),
        ("euc-jp", "euc-jp", JAPANESE),
        ("iso-2022-jp", "iso-2022-jp", JAPANESE),
        ("gb2312", "gb18030", CHINESE),
        ("euc-kr", "cp949", KOREAN),
        ("windows-1255", "cp1255", HEBREW),
        ("windows-1256", "cp1256", ARABIC),
        ("iso-8859-7", "iso-8859-7", GREEK),
    ],
)
def test_the_page_says_what_it_is_written_in(charset, codec, text):
    assert decode(page(text, charset).encode(codec)) == page(text, charset)


def test_an_old_declaration_and_an_xml_one_are_read_too():
    old = f'<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">{RUSSIAN}'
    xml = f'<?xml version="1.0" encoding="windows-1251"?><html>{RUSSIAN}</html>'
    assert decode(old.encode("cp1251")) == old
    assert decode(xml.encode("cp1251")) == xml


@pytest.mark.parametrize(
    "charset", ["windows-1251", "iso-8859-1", "no-such-charset", "hex", "utf-7"]
)
def test_a_declaration_that_is_wrong_about_utf_8_is_ignored(charset):
    assert decode(page(RUSSIAN, charset).encode()) == page(RUSSIAN, charset)


@pytest.mark.parametrize(
    ("codec", "text", "lang"),
    [
        ("cp1251", RUSSIAN, ""),
        ("koi8-r", RUSSIAN, ""),
        ("cp1252", FRENCH, ""),
        ("cp1254", TURKISH, "tr"),
        ("cp1253", GREEK, ""),
        ("cp1255", HEBREW, ""),
        ("cp1256", ARABIC, ""),
        ("cp932", JAPANESE, ""),
        ("euc-jp", JAPANESE, "ja"),
        ("gb18030", CHINESE, ""),
        ("cp949", KOREAN, ""),
    ],
)
def test_without_a_declaration_the_language_is_recognised(codec, text, lang):
    assert decode(page(text, lang=lang).encode(codec)) == page(text, lang=lang)


@pytest.mark.parametrize(("codec", "text"), [("cp1251", RUSSIAN), ("cp1252", FRENCH)])
def test_a_page_that_wrongly_claims_utf_8_is_read(codec, text):
    assert decode(page(text, "utf-8").encode(codec)) == page(text, "utf-8")


def test_scripts_do_not_disturb_the_guess():
    script = "<script>" + "var a = 'plain';" * 5_000 + "</script>"
    assert RUSSIAN in decode(script.encode() + page(RUSSIAN).encode("cp1251"))


def test_one_broken_byte_does_not_spoil_a_utf_8_page():
    assert decode(page(RUSSIAN).encode() + b"\xe2") == page(RUSSIAN) + "\ufffd"


def test_a_single_accent_in_an_old_encoding_is_kept():
    text = (
        "The menu of the café is short, and nobody in the harbour has ever asked for another one."
    )
    assert decode(text.encode("cp1252")) == text


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"%PDF-1.7 ...", "This is a PDF"),
        (b"PK\x03\x04\x14\x00", "This is a Word document or an archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "This is a Word document or an archive"),
        (b"{\\rtf1 text}", "This is a Word document or an archive"),
        (b"\x89PNG\r\n\x1a\n", "This is a picture"),
        (b"\xff\xd8\xff\xe0", "This is a picture"),
        (b"bplist00\xd1\x01", "This is a web archive"),
        (
            b"From: <Saved by a browser>\r\nMIME-Version: 1.0\r\n"
            b"Content-Type: multipart/related;\r\n",
            "This is a web archive",
        ),
        (bytes(range(256)) * 20, "This file is not text"),
        (b"\x00" * 1_000, "This file is not text"),
    ],
)
def test_what_is_no_text_is_refused_by_name(data, sentence):
    with pytest.raises(Unreadable, match=sentence):
        decode(data)


def test_five_megabytes_are_read_and_one_byte_more_is_not():
    assert len(decode(b"x" * MAX_BYTES)) == MAX_BYTES
    with pytest.raises(Unreadable, match=r"This is 5\.0 MB; 5 MB is the most"):
        decode(b"x" * (MAX_BYTES + 1))


def test_nothing_is_an_empty_text():
    assert decode(b"") == ""
