"""What stands on a page around its story, told by the names that its makers give it.

Classes and ids are words: “related-stories”, “ArticleShareBar”, “post__author-bio”. The words
below are those of content systems and style guides, in the languages that they are written in;
no publisher's own.
"""

import re
from functools import lru_cache

# Never text of a story, whatever it holds.
DEAD = frozenset({
    "script", "style", "template", "svg", "noscript", "iframe", "button", "input", "select",
    "textarea", "object", "embed", "video", "audio", "canvas", "map", "link", "meta", "figcaption",
})  # fmt: skip
# Not text of a story unless most of the page's prose is in it.
APART = frozenset({"nav", "footer", "aside", "figure", "dialog", "menu", "form", "table", "address",
                   "label", "details"})  # fmt: skip
ROLES = frozenset({"navigation", "complementary", "banner", "contentinfo", "dialog", "search",
                   "menu", "menubar", "toolbar", "alert", "alertdialog", "note"})  # fmt: skip

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def _words(text):
    return re.compile(rf"(?<![a-z])(?:{'|'.join(text.split())})(?![a-z])")


_ALWAYS = _words(r"""
    related\w* recommend\w* recirc\w* read-?more read-?next read-?also also-?read see-?also
    more-?(?:on|from|stories|news|articles|links|posts|about|in) (?:load|show|view|see|learn)-?more
    most-?(?:read|popular|viewed|shared|recent|commented) popular trending similar further-?reading
    lire-?aussi a-?lire leggi-?anche lea-?tambien leia-?(?:mais|tambem) mehr-?zum-?thema lees-?ook
    newsletters? subscri\w* abo(?:nn\w*)? sign-?up sign-?in log-?in register registration
    share\w* sharing social\w* follow(?:-?us)? facebook twitter tweet instagram\w* tiktok whatsapp
    telegram linkedin flipboard google-?news reddit youtube
    comments? comment-?(?:section|list|area|form|wrapper|box) commentaires? comentarios? kommentare?
    disqus respond livefyre coral
    promo\w* advert\w* advertisement ads? adv adbox ad-?(?:slot|container|wrapper|unit|label)
    adsense adsbygoogle dfp anzeigen? werbung publicit\w+ publicidad\w* pubblicita reklama\w*
    sponsor\w* outbrain taboola affiliat\w* shopping banner\w*
    sidebar\w* side-?bar rail breadcrumbs? crumbs? footer\w* foot nav navbar navigation menu\w*
    pagination pager paging next-?(?:article|story|post|up) prev(?:ious)?-?(?:article|story|post)
    cookies? consent gdpr modal pop-?up overlay lightbox tooltip drop-?down toolbar tools
    ratings? votes? polls? survey quiz feedback tags? tag-?(?:list|cloud) taglist keywords? topics?
    hashtags? by-?lines? authors? author-?\w* autor\w* auteurs? autore journalist\w* reporters?
    contributors? bio biography signature caption\w* credits? copyright legend\w* legende
    photo-?(?:credit|caption|info) image-?(?:credit|caption|info) meta metadata article-?info
    timestamp date datetime pub-?date published publish-?date updated
    kicker eyebrow overline dateline-?bar reading-?time read-?time
    audio-?player listen player text-?to-?speech tts podcast-?\w*
    donat\w* contribute membership support-?us app-?(?:download|promo) patreon
    pull-?quotes? toc table-?of-?contents skip-?(?:link|links|to-?\w+|nav)
    sr-?only visually-?hidden visuallyhidden screen-?reader(?:-?text)? offscreen
    no-?print d-print-none print-?(?:only|button) hide-?print
    galler\w* slideshow slider carousel swiper slick diaporama fotostrecke bildergalerie
    ticker weather stock-?\w* jobs? events-?list trust-?project
""")  # fmt: skip
_WITH_LINKS = _words(r"""
    teasers? cards? widgets? box boxes linkbox links? link-?list list lists module embeds? video\w*
    more aside extra extras tout panel tabs? accordion read mehr anriss inline-?\w+ stories posts
    info-?box fact-?box context notice callout latest story-?links package collection dossier series
    block-?list feed items teaser-?\w+ insert encart despiece apoyo destaque
""")  # fmt: skip
_TALK = _words(
    "comments? comment-?list disqus cookies? consent gdpr privacy related\\w* recommend\\w*"
)
# What says how a thing looks, not what it is: “card--sidebar”; “md:hidden” and “[&>nav]:p-2”
# are left out whole.
_HOW = re.compile(r"--[\w-]+")
_OF_A_POST = re.compile(r"(?<![a-z])(?:hentry|type-post|post-\d+|status-publish)(?![a-z])")
TEXT = _words(r"""
    article-?(?:body|content|text|copy|main) story-?(?:body|content|text) (?:entry|post)-?content
    post-?body body-?(?:text|copy|content) article__?body rich-?text news-?(?:body|text|content)
    detail-?(?:body|content|text) content-?(?:body|text) artikel-?\w* articulo-?\w* texto\w* corps
    cuerpo corpo testo
""")  # fmt: skip


def called(pattern):
    """A test whether one of an element's names is as the pattern says. Pages repeat their few
    names all over: each is looked at once."""

    @lru_cache(maxsize=16_384)
    def says(name):
        return pattern.search(plain_name(name)) is not None

    return lambda names: any(map(says, names.split()))


_is_of_a_post, _is_always, _is_with_links = map(called, (_OF_A_POST, _ALWAYS, _WITH_LINKS))
# What readers or lawyers say, which may be longer than the story.
talk = called(_TALK)


def kind_of(names):
    """“always”, “with links” or “” for the classes and id of an element."""
    if _is_of_a_post(names):
        return ""
    if _is_always(names):
        return "always"
    return "with links" if _is_with_links(names) else ""


def plain_names(names):
    return " ".join(map(plain_name, names.split()))


@lru_cache(maxsize=16_384)
def plain_name(name):
    """A class or id in one spelling: words in small letters with hyphens between."""
    if ":" in name or "[" in name or "]" in name:
        return ""
    return _CAMEL.sub("-", _HOW.sub("", name)).lower().replace("_", "-")


def hidden(element):
    return (
        "hidden" in element.attrib
        or element.get("aria-hidden") == "true"
        or _HIDDEN.search(element.get("style") or "") is not None
    )
