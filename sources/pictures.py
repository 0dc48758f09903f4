"""The pictures of a story, each with its caption and with whom to name for it."""

import re
from urllib.parse import urljoin, urlsplit

from prose import characters
from sources import bylines, credits, furniture, json_ld

MOST = 60
_MAX_URL = 2_000
_LEAST_SIDE = 80  # pixels; less is an icon or counts readers
_NEAR = 3  # levels, from headline or text to what their pictures stand in too
_AROUND = 4  # levels, from an image to what holds its caption
_WRAPPING = frozenset({"picture", "source", "noscript"})
_PARTS = ("span", "small", "em", "i", "cite", "div", "p", "b", "strong", "a")
_FOLLOWING = 12  # elements after an image, among which its caption stands
_MOST_IMAGES = 4  # in what holds one caption
_LONGEST = 1_200  # characters of a caption

_CAPTION = re.compile(
    r"(?<![a-z])(\w*caption\w*|legend\w*|legende|pie(-de)?-foto|epigrafe|didascalia|bildtext|"
    r"bildunterschrift|bijschrift|image-?(text|info|desc\w*)|photo-?(text|info|desc\w*)|subtitle)(?![a-z])"
)
_CREDIT = re.compile(
    r"(?<![a-z])(\w*credits?\w*|\w*copyright\w*|photographer|photo-?(by|author|source)|image-?(source|author)|"
    r"source|rights|agency|fotograf\w*|bildnachweis|quelle|bildquelle|fuente|fonte|firma|autor|author|"
    r"by-?line|kilde|agence|photo-?graphe)(?![a-z])"
)
# Outside a figure an author is that of the story.
_CREDIT_ALONE = re.compile(
    r"(?<![a-z])(?<!author-)(?<!byline-)(\w*credits?\w*|\w*copyright\w*|photographer|photo-?(by|author|source)|"
    r"image-?(source|author)|source|rights|fotograf\w*|bildnachweis|quelle|bildquelle|fuente|fonte|"
    r"kilde|photo-?graphe)(?![a-z])"
)
_UNSEEN = re.compile(
    r"(?<![a-z])(visually-?hidden|sr-only|screen-?reader\w*(-text)?|off-?screen|a11y-hidden)(?![a-z])"
)
_OTHER = re.compile(
    r"(?<![a-z])(related\w*|recommend\w*|teasers?|cards?|avatar\w*|author-?\w*|by-?line\w*|logo\w*|icons?|comments?|"
    r"newsletter\w*|promo\w*|sidebar|footer|nav|most-?(read|popular)|more-?\w+|read-?(more|also|next)|"
    r"latest|trending|advert\w*|ads?|sponsor\w*|share|social|breadcrumbs?|bio|widget)(?![a-z])"
)
_NO_PICTURE = re.compile(
    r"(?:^|[/_.-])(?:logos?|icons?|avatars?|sprites?|pixel|spacer|blank|placeholder|1x1|transparent|"
    r"loader|loading|default-?image|badge|gravatar)(?:[/_.-]|\d|$)|\.svg(?:$|\?)|^data:|^about:",
    re.IGNORECASE,
)
_LAZY = ("data-src", "data-lazy-src", "data-original", "data-full-src", "data-hi-res-src",
         "data-url", "data-image", "data-actualsrc", "src")  # fmt: skip
_SETS = ("data-srcset", "data-lazy-srcset", "srcset")
_SIZE = re.compile(
    r"[-_.](?:\d{2,4}x\d{2,4}|\d{3,4}w|scaled|large|medium|small|thumb\w*)(?=[-_.]|$)"
)

_is_called_caption = furniture.called(_CAPTION)
_is_called_credit = furniture.called(_CREDIT)
_is_credit_alone = furniture.called(_CREDIT_ALONE)
_is_called_unseen = furniture.called(_UNSEEN)
_is_called_other = furniture.called(_OTHER)


class Found:
    """One image of a page, before it is known whether it is of the story."""

    def __init__(self, image, url, caption, credit):
        self.url, self.caption, self.credit = url, caption, credit
        self.around = list(_around(image))

    def data(self):
        return {"url": self.url, "caption": self.caption, "credit": self.credit}


def collect(tree, base=""):
    """Every image of the page that may be a picture of its story. Call it before anything is
    taken out of the tree."""
    found, holding = [], _holding_the_story(tree)
    for image in tree.iter("img", "amp-img"):
        if _is_small(image) or _is_other(image, holding):
            continue
        url = _address(image, base)
        if not url:
            continue
        caption, credit = _told_beside(image, holding)
        found.append(Found(image, url, caption, credit))
        if len(found) >= 4 * MOST:
            break
    return found


def of_story(found, container, headline, story, lead=""):
    """Those inside the element that holds the story or beside its headline, and what JSON-LD
    tells of them; first the leading one. `{"url", "caption", "credit"}` each."""
    near = set(_near(container)) | set(_near(headline))
    mine = [f.data() for f in found if container in f.around or _is_beside(f, near)]
    listed = _joined(mine, [_described(image) for image in story.get("image", ())])
    if lead and not any(_same(p["url"], lead) for p in listed):
        told = [f.data() for f in found if _same(f.url, lead)][:1]
        listed = [*(told or [{"url": lead, "caption": "", "credit": ""}] * (not listed)), *listed]
    return _once(listed)[:MOST]


def _near(element):
    """What stands closely around the headline or the text."""
    if element is not None:
        for around in list(element.iterancestors())[:_NEAR]:
            if around.tag not in ("body", "html"):
                yield around


def _is_beside(found, near):
    """A picture a few steps away, such as in a header above the text."""
    steps = 6 if found.caption or found.credit else 2
    return any(around in near for around in found.around[:steps])


def _holding_the_story(tree):
    """What stands around headline and text: how that is called says nothing of one picture."""
    marked = [*tree.iter("h1"), *tree.xpath("//*[@itemprop='articleBody']")]
    return {around for element in marked for around in element.iterancestors()}


def _told_beside(image, holding=frozenset()):
    caption, credit = _of_figure(image) or _of_neighbours(image, holding) or ("", "")
    credit = credit or credits.bare(
        image.get("data-credit")
        or image.get("data-copyright")
        or image.get("data-photographer")
        or ""
    )
    caption = caption or characters.clean_line(image.get("data-caption") or "")
    if caption and not credit:
        caption, credit = credits.part(caption)
    return caption[:_LONGEST], credit[:200]


def _of_figure(image):
    figure = next(image.iterancestors("figure"), None)
    return _of_holder(figure) if figure is not None else None


def _of_neighbours(image, holding):
    """Caption and credit in elements that are called so, near an image without a figure."""
    inner = image
    for level, around in enumerate(_around(image)):
        if level >= _AROUND:
            return None
        if around.tag in ("body", "article", "main"):
            return _of_following(inner)
        if len(around.findall(".//img")) > _MOST_IMAGES:
            return _of_following(inner)
        told = (around in holding and _of_following(inner)) or _of_holder(around, _is_credit_alone)
        if told:
            return told
        inner = around
    return None


def _around(image):
    """What stands around a picture. The parser takes each <source> to hold what follows it."""
    return (e for e in image.iterancestors() if e.tag not in _WRAPPING)


def _of_following(element):
    """What the next caption after it says, where no other picture comes between."""
    for sibling in list(element.itersiblings())[:_FOLLOWING]:
        if next(sibling.iter("img"), None) is not None or sibling.tag in ("p", "h1"):
            return None
        told = _of_holder(sibling, _is_credit_alone)
        if told or sibling.tag == "figcaption" or _is_called(sibling, _is_called_caption):
            return told or credits.part(_words(sibling))
    return None


def _of_holder(holder, is_credit=_is_called_credit):
    """(caption, credit) of what stands in it, or None where nothing does."""
    named = [e for e in holder.iterdescendants() if _is_called(e, _is_called_credit)]
    told = ((e, _words(e)) for e in named)
    credit = next((t for e, t in told if t and (_is_called(e, is_credit) or _names_picture(t))), "")
    captions = list(holder.iter("figcaption")) or [
        e for e in holder.iterdescendants() if _is_called(e, _is_called_caption)
    ]
    text = next(filter(None, map(_words, captions)), "")
    credit = credit or _begun_in(captions)
    if not (credit or text):
        return None
    if credit and text != credit and len(credit) < 200:
        text = characters.clean_line(text.replace(credit, " ", 1)).strip(" |–—-/(")
        before = credits.part(text)
        return (before if before[1] else (text, ""))[0], credits.bare(credit)
    return credits.part(text or credit) if text or credit else None


def _begun_in(captions):
    """What stands apart in a caption and says itself that it is a credit."""
    parts = (_words(e) for caption in captions for e in caption.iterdescendants(*_PARTS))
    return next(filter(credits.begins, parts), "")


def _names_picture(line):
    return bylines.is_of_picture(line) or "©" in line


def _is_called(element, kind):
    if not isinstance(element.tag, str) or element.tag in ("img", "picture", "figure", "source"):
        return False
    names = f"{element.get('class') or ''} {element.get('itemprop') or ''}"
    return len(names) > 1 and kind(names)


def _is_other(image, holding):
    for around in (image, *image.iterancestors()):
        if around in holding or around.tag in ("body", "html", "article", "main"):
            return False
        if around.tag in ("aside", "nav", "footer"):
            return True
        if around.tag == "figure" and around.find(".//figcaption") is not None:
            continue
        names = f"{around.get('class') or ''} {around.get('id') or ''}"
        if len(names) > 1 and _is_called_other(names):
            return True
    return False


def _is_small(image):
    """A side of none is one that is not told, unless both are."""
    sides = [image.get("width") or "", image.get("height") or ""]
    told = [int(side) for side in sides if side.isdecimal()]
    return any(0 < side < _LEAST_SIDE for side in told) or told == [0, 0]


def _address(image, base):
    sets = [image.get(name) for name in _SETS]
    picture = next(image.iterancestors("picture"), None)
    if picture is not None:
        sets += [s.get(name) for s in picture.iter("source") for name in _SETS]
    largest = max((_largest(said) for said in sets if said), default=(0, ""))[1]
    plain = (image.get(name) or "" for name in _LAZY)
    for url in (largest, *plain):
        url = urljoin(base, url.strip()) if url and not _NO_PICTURE.search(url.strip()) else ""
        if url and len(url) <= _MAX_URL and _is_of_web(url, base):
            return url
    return ""


def _is_of_web(url, base):
    return urlsplit(url).scheme in ("http", "https") or not base


def _largest(srcset):
    """(size, address) of the largest picture of a set."""
    best = (0.0, "")
    for said in re.split(r",\s+|,(?=https?:|//)", srcset):
        url, _, size = said.strip().partition(" ")
        number = re.match(r"[\d.]+", size.strip())
        best = max(best, (float(number[0]) if number and number[0] != "." else 0.5, url))
    return best


def _described(image):
    """What JSON-LD says of a picture."""
    if not isinstance(image, dict):
        return {"url": json_ld.text(image), "caption": "", "credit": ""}
    named = ("creditText", "creator", "author", "copyrightHolder", "copyrightNotice")
    credit = next(filter(None, (json_ld.text(image.get(name)) for name in named)), "")
    caption = characters.clean_line(json_ld.text(image.get("caption")))
    if caption and not credit:
        caption, credit = credits.part(caption)
    url = json_ld.text(image.get("url")) or json_ld.text(image.get("contentUrl"))
    return {"url": url, "caption": caption, "credit": credits.bare(credit)}


def _joined(printed, described):
    """Printed pictures, completed by what is told of them; then those only told with words."""
    rest = []
    for told in described:
        same = next((p for p in printed if told["url"] and _same(p["url"], told["url"])), None)
        if same:
            same["caption"] = same["caption"] or told["caption"]
            same["credit"] = same["credit"] or told["credit"]
        elif told["url"] and (told["caption"] or told["credit"]):
            rest.append(told)
    return rest + printed


def _once(pictures):
    """Each picture once, with the words that any of its copies has."""
    kept = {}
    for picture in pictures:
        first = kept.setdefault(_stem(picture["url"]), picture)
        for name in ("caption", "credit"):
            first[name] = first[name] or picture[name]
    return list(kept.values())


def _same(one, other):
    return _stem(one) == _stem(other)


def _stem(url):
    """A picture's name, whatever size it is sent in."""
    parts = urlsplit(url)
    name = parts.path.rstrip("/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
    plain = _SIZE.sub("", name).lower()
    return plain if len(plain) > 5 else f"{parts.path}?{parts.query}"


def _words(element):
    """What readers see of an element; some say “Image caption” to screen readers alone."""
    unseen = [e for e in element.iterdescendants() if _is_called(e, _is_called_unseen)]
    text = " ".join(element.itertext())
    for label in unseen:
        text = text.replace("".join(label.itertext()), " ", 1)
    return characters.clean_line(element.get("content") or text)
