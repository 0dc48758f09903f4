"""What stands in the found text and is none of it: links to other stories, credits, calls to
subscribe. Told by how such lines begin in the languages of the web, and by what they consist of.
"""

import re
from html import unescape

from prose import characters
from sources import bylines

_LINKED = 0.6  # of a line's letters
_LABEL = 160  # characters; a longer line is a paragraph, whatever it begins with
_NOTE = 300
_TELLING = 60  # characters; a shorter line may be said twice in a story
_HIGH = 4  # blocks, among which the hour of publication may stand
_AT_THE_TOP = 10  # blocks, among which the headline may be repeated
_END = re.compile(r"[.!?…。！？؟।።:;”’\"»）)\]]$")

_SEE_ALSO = re.compile(
    r"""^[\W_]*(?:
    read\s(?:more|also|next|the\sfull|on)|also\s(?:read|see|watch)|see\s(?:also|more)|related\b|
    more\s(?:on|from|about|stories|news|in)\b|watch\s?:|listen\s?:|recommended|don['’]t\smiss|
    click\shere|(?:you\s)?(?:might|may)\salso\slike|up\snext|what\sto\sread\snext|
    (?:à\s)?lire\s(?:aussi|également|la\ssuite|plus)|à\s(?:lire|voir|écouter)\b|voir\saussi|
    lisez\saussi|sur\sle\smême\s(?:sujet|thème)|(?:notre\s)?dossier\s?:|
    mehr\s(?:zum|zu|aus|dazu|lesen|über|von)\b|lesen\ssie\s(?:auch|mehr|hier|dazu)|auch\sinteressant|
    (?:das\s)?könnte\s(?:sie|dich)\s(?:auch\s)?interessieren|lesetipp|siehe\sauch|weiterlesen|
    weitere\s(?:artikel|themen|infos)|
    (?:lea|lee|leer|ver|mira|vea)\s(?:también|además|más)|más\s(?:información|noticias|sobre|en)\b|
    (?:te|le)\s(?:puede|podría)\sinteresar|te\srecomendamos|seguí\sleyendo|sigue\sleyendo|
    noticias?\srelacionad|(?:leia|veja|saiba|confira|ouça)\s(?:também|mais|ainda)|notícias?\srelacion|
    leggi\s(?:anche|tutto|di\spiù|pure)|(?:guarda|vedi)\sanche|approfondi|ti\spotrebbe\sinteressare|
    lees\s(?:ook|meer|verder)|bekijk\sook|meer\s(?:over|nieuws)|läs\s(?:också|mer|även|vidare)|
    les\s(?:også|mer|mere)|læs\s(?:også|mere)|se\s(?:også|även|också)|lue\s(?:myös|lisää)|katso\smyös|
    (?:czytaj|zobacz|przeczytaj|sprawdź)\s(?:też|także|również|więcej)|
    (?:čtěte|přečtěte|čítajte)\s(?:také|si|aj|více)|mohlo\sby\svás|olvass?a?\s(?:el|tovább|még)|
    kapcsolódó|cite[sș]te\s[sș]i|vezi\s[sș]i|pročitajte|pročitaj|preberite|lasi(?:et)?\sarī|
    taip\sskaityk|loe\s(?:ka|veel|lisaks)|
    (?:читайте|смотрите|читать|смотри|подробнее|слушайте|материалы)\s(?:также|ещё|еще|по\sтеме|далее)|
    читайте\s(?:також|нас|в\s)|(?:см|по\sтеме)\b[.:]|прочетете|вижте\s(?:още|също)|
    διαβάστε\s(?:επίσης|ακόμ|περισσότερα|και|ολόκληρ)|δείτε\s(?:επίσης|ακόμ|και)|
    (?:ayrıca|bunu\sda)\s(?:oku|bak)|devamını\soku|ilgili\shaber|
    (?:اقرأ|إقرأ|شاهد|طالع)\s?(?:أيض|ايض|المزيد|كذلك)|(?:قد\sيهمك|موضوعات\sمتعلقة|مواضيع\sذات)|
    (?:بیشتر\sبخوانید|همچنین\sبخوانید|مطالب\sمرتبط)|(?:یہ\sبھی\sپڑھیں|مزید\sپڑھیں)|
    (?:קראו|קרא|לקריאה|צפו|עוד\sב)\s?(?:גם|עוד|נוספ)|
    (?:यह|ये|इसे)\sभी\s(?:पढ़ें|पढ़ें|देखें)|(?:आगे|और)\sपढ़ें|आরও\sপড়ুন|
    baca\s(?:juga|selengkapnya)|simak\sjuga|xem\sthêm|đọc\sthêm|soma\s(?:pia|zaidi)|อ่าน(?:เพิ่มเติม|ข่าว|ต่อ)|(?:เรื่อง|ข่าว)ที่เกี่ยวข้อง|
    関連(?:記事|ニュース|リンク)|あわせて読みたい|合わせて読|【関連|(?:相关|延伸|推荐|更多)(?:阅读|阅讀|新闻|报道|推荐)|
    (?:相關|延伸|推薦|更多)(?:閱讀|新聞|報導|文章)|관련\s?(?:기사|뉴스)|▶|☞
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_CREDIT = re.compile(
    r"^[\W_]*(?:photos?|foto(?:s|graf\w*|ğraf)?|image|bild|picture|фото|зображення|imagen|imagem|immagine|"
    r"photograph\w*|crédits?|credits?|copyright|写真|撮影|사진|图片来源|圖片來源|图源|الصورة|צילום|फोटो|"
    r"video|graphic|grafik|infographic)\s*(?:[:：|/]|by\b|©|credit|courtesy|=)",
    re.IGNORECASE,
)
_RIGHTS = re.compile(
    r"^[\W_]*(?:©|\(c\)|copyright\b|all\srights\sreserved|tous\sdroits\sréservés|alle\srechte|"
    r"todos\slos\sderechos|todos\sos\sdireitos|tutti\si\sdiritti|все\sправа|무단\s?(?:전재|복제)|"
    r"저작권자|版权|未经授权|無断転載|ⓒ)",
    re.IGNORECASE,
)
_CALL = re.compile(
    r"^[\W_]*(?:advert\w*|publicit[éà]|publicidad\w*|anzeige|werbung|reklama|реклама|广告|広告|광고|"
    r"إعلان|פרסומת|विज्ञापन|iklan|quảng\scáo|mainos|annons|annonse|reclame|"
    r"sign\sup|subscribe|newsletter|join\s(?:our|us|the)|follow\s(?:us|our)|download\s(?:the|our)|"
    r"get\s(?:our|the\slatest)|support\s(?:our|us)|share\s(?:this|on)|comments?\b|leave\sa\scomment|"
    r"report\s(?:a|an)\s(?:typo|error)|abonnez|inscrivez|s['’]abonner|partager|abonnieren|"
    r"suscr[ií]b|sígue|síguenos|siga\b|assine|inscreva|siga-nos|iscriviti|seguici|segui|"
    r"abonneer|volg\sons|prenumerera|подпи[сш]|подписывайтесь|підпис|śledź|zapisz\ssię|"
    r"sledujte|kövess|urmăr|takip|abone|подели|tags?\s?:|topics?\s?:|temas?\s?:|themen\s?:|"
    r"schlagw|mots-clés|теги|ключевые|etichette|標籤|标签|责任编辑|編輯[:：]|責任編輯)",
    re.IGNORECASE,
)
_LINK = re.compile(r"<a\b[^>]*>(.*?)</a>", re.DOTALL)
# “Today, 17:40”, as it stands above a story.
_CLOCK = re.compile(r"(?<!\d)\d{1,2}[:.]\d{2}(?!\d)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_STAMP = 90  # characters
_ENDING = re.compile(
    r"\S+@[\w.-]+\.\w{2,}|[(\[（【\s]*(?:end|ends|enditem|fin|ende|完|终|끝|конец)[)\]）】\s.]*|[-–—*#_=\s]+",
    re.IGNORECASE,
)
_HEADINGS = ("h2", "h3")


def words(html):
    """Plain text of a block's inner HTML."""
    return characters.clean_line(unescape(re.sub(r"<[^>]*>", "", html)))


def letters(text):
    """For comparing: letters and digits alone, without case."""
    return re.sub(r"[\W_]+", "", text).casefold()


def sift(numbered, *, headline="", known=()):
    """The blocks of the story among those that were found around it. `known` are lines that
    stand elsewhere already: captions, credits, names."""
    known = {letters(line) for line in known} - {""}
    kept, seen = [], set()
    for n, block in enumerate(_below(numbered, headline)):
        text = words(block["html"])
        bare = letters(text)
        if not bare or bare in known or _is_stray(block, text):
            continue
        if n < _HIGH and (_is_stamp(text) or _is_byline(text, bare, known)):
            continue
        if len(text) >= _TELLING and bare in seen:
            continue
        seen.add(bare)
        kept.append(block)
    return _without_tail(kept)


def _below(numbered, headline):
    """What follows the headline where it is repeated at the top, under kickers and dates."""
    wanted = letters(headline)
    for n, block in enumerate(numbered[:_AT_THE_TOP]):
        text = words(block["html"])
        if wanted and letters(text) == wanted:
            return numbered[n + 1 :]
        if len(text) > _LABEL or _END.search(text):
            break
    return numbered


def _is_stamp(text):
    return len(text) < _TELLING and _CLOCK.search(text) is not None and not _END.search(text)


def _is_byline(text, bare, known):
    """Whether a short line says who wrote the story, and perhaps when."""
    if len(text) > _LABEL or _END.search(text):
        return False
    dated = bylines.begins_like_byline(text) or _YEAR.search(text)
    return bool(dated) and any(len(name) > 5 and name in bare for name in known)


def _is_stray(block, text):
    linked = sum(len(words(inner)) for inner in _LINK.findall(block["html"])) / (len(text) or 1)
    if len(text) <= _NOTE and (_RIGHTS.match(text) or (_SEE_ALSO.match(text) and linked > 0.2)):
        return True
    if len(text) <= _LABEL and (_CREDIT.match(text) or _CALL.match(text) or _SEE_ALSO.match(text)):
        return block["tag"] != "blockquote" and (
            linked > 0 or not _END.search(text) or len(text) < 50
        )
    whole = linked > _LINKED and len(text) <= _LABEL
    return whole and (linked > 0.9 or block["tag"] == "li") and not _is_prose(text, linked)


def _is_prose(text, linked):
    return linked < 0.95 and len(text) > 80 and _END.search(text) is not None


def _without_tail(numbered):
    """Without what ends a page rather than a story: headings that head nothing, addresses of
    mail, “(END)”, the hours of publication and change."""
    while numbered and _is_tail(numbered[-1]):
        numbered = numbered[:-1]
    return numbered


def _is_tail(block):
    text = words(block["html"])
    if block["tag"] in _HEADINGS or _ENDING.fullmatch(text):
        return True
    return len(text) < _STAMP and bool(_CLOCK.search(text) and _YEAR.search(text))
