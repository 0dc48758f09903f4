"""Originals as they come in: Russian, Arabic and Chinese stories, and translators at them."""

from articles.models import Article, State
from articles.revising import record
from tests.factories import make_article, make_publication, make_snapshot, make_user

TEXTS = {
    "ru": (
        "Порт просыпается до рассвета",
        [
            ("p", "Утром в порту тихо. Только чайки кричат над пустыми причалами."),
            ("p", "Два крана поднимают контейнеры, и море пахнет мазутом и солью."),
            ("h2", "Море ждёт"),
            ("p", "Капитан Орлов помнит времена, когда здесь стояли сотни судов."),
            ("blockquote", "«Мы не уйдём отсюда, пока есть вода», — говорит он."),
            ("p", "Читайте также: десять лучших кафе на набережной нашего города."),
        ],
    ),
    "ar": (
        "الميناء يستيقظ قبل الفجر",
        [
            ("p", "في الصباح يكون الميناء هادئا، ولا يسمع سوى صوت النوارس فوق الأرصفة."),
            ("p", "رافعتان ترفعان الحاويات، والبحر تفوح منه رائحة الملح والوقود."),
            ("h2", "البحر ينتظر"),
            ("p", "يتذكر القبطان عمر الأيام التي كانت ترسو فيها هنا مئات السفن."),
            ("blockquote", "«لن نرحل من هنا ما دام في البحر ماء»، كما يقول."),
            ("p", "اقرأ أيضا: أفضل عشرة مقاه على كورنيش مدينتنا الجميلة."),
        ],
    ),
    "zh": (
        "港口在黎明前醒来",
        [
            ("p", "清晨的港口很安静，只有海鸥在空荡荡的码头上空鸣叫。"),
            ("p", "两台起重机吊起集装箱，海面上飘着盐和柴油的气味。"),
            ("h2", "大海在等待"),
            ("p", "奥尔洛夫船长还记得这里停泊着数百艘船只的年代。"),
            ("blockquote", "“只要还有水，我们就不会离开。”他说。"),
            ("p", "延伸阅读：本市海滨大道上最好的十家咖啡馆。"),
        ],
    ),
}
SOURCES = ("ru", "ar", "zh")
ENGLISH = (
    '<p data-source="b1">In the morning the port is quiet.</p>'
    '<p data-source="b2">Two cranes lift containers.</p>'
)


def make_story(language="ru", body=ENGLISH, translator=None, times=1, **kwargs):
    """A story in the hands of its translator, from an original in this language, whose lines
    come as many `times`."""
    headline, lines = TEXTS[language]
    html = "".join(f"<{tag}>{line}</{tag}>" for tag, line in lines * times)
    html = html.replace("<blockquote>", "<blockquote><p>").replace(
        "</blockquote>", "</p></blockquote>"
    )
    publication = make_publication(language=language)
    snapshot = make_snapshot(publication, html=html, headline=headline)
    snapshot.original.language = language
    snapshot.original.save()
    translator = translator or make_user("translator")
    story = make_article(
        **{
            "state": State.TRANSLATING, "translator": translator, "snapshot": snapshot,
            "headline": "A port wakes before dawn", "body": body, "use": "full",
        } | kwargs
    )  # fmt: skip
    record(story, translator)
    return Article.objects.get(pk=story.pk)


def block(page, name):
    return page.locator(f".block[data-block={name}]")


def lit(page):
    return page.locator(".block[aria-current]").evaluate_all(
        "(found) => found.map((one) => one.dataset.block)"
    )
