"""Finding published pairs that resemble a paragraph, in any script, on either database."""

import datetime

import pytest
from django.utils import timezone

from articles import memory, remembering
from articles.models import LiveArticle, MemoryPair
from tests.factories import make_live, make_publication

pytestmark = pytest.mark.django_db

NOW = timezone.now()
RUSSIAN = "Президент Казахстана подписал закон о развитии портов Каспийского моря."
ARABIC = "وقّع الرئيس قانونًا جديدًا لتطوير الموانئ على بحر قزوين يوم الثلاثاء."
CHINESE = "哈萨克斯坦总统周二签署了关于发展里海港口的法律。"
FRENCH = "Le président a signé mardi une loi sur le développement des ports de la Caspienne."


def keep(source, target="A translation.", *, language="fr", to="en", age=0, live=None):
    """A pair as a story of its own, published `age` days ago, would leave it."""
    live = live or make_live(publication=make_publication(language=language))
    pair = MemoryPair.objects.create(
        article=live.article,
        block=f"b{MemoryPair.objects.filter(article=live.article).count() + 1}",
        source_language=language,
        target_language=to,
        source=source,
        target=target,
        terms=" ".join(memory.terms(source)),
        published_at=NOW - datetime.timedelta(days=age),
    )
    remembering.recount()
    return pair


def search(text, source="fr", target="en", **kwargs):
    found = memory.resembling(text, source=source, target=target, **kwargs)
    return [(one.pair, one.likeness) for one in found]


def words(text, source="fr"):
    return [one.pair for one in memory.containing(text, source=source, target="en")]


def test_the_same_paragraph_is_found_at_a_hundred_percent():
    pair = keep(FRENCH)
    found = memory.resembling(FRENCH, source="fr", target="en")
    assert [(one.pair, one.likeness, one.same) for one in found] == [(pair, 100, True)]


@pytest.mark.parametrize(
    ("language", "stored", "text", "least"),
    [
        ("fr", FRENCH, FRENCH.replace("mardi", "jeudi"), 90),
        ("ru", RUSSIAN, RUSSIAN.replace("Президент", "Премьер"), 85),
        ("ru", RUSSIAN, RUSSIAN.replace("портов", "портам").replace("закон", "указ"), 75),
        ("ar", ARABIC, ARABIC.replace("الثلاثاء", "الخميس"), 85),
        ("ar", ARABIC, "وقع الرئيس قانونا جديدا لتطوير الموانئ على بحر قزوين", 75),
        ("zh", CHINESE, CHINESE.replace("周二", "周四"), 90),
        ("zh", CHINESE, "哈萨克斯坦总统签署了发展港口的法律", 70),
    ],
)
def test_a_paragraph_like_it_is_found_in_every_script(language, stored, text, least):
    pair = keep(stored, language=language)
    assert [found for found, _ in search(text, language)] == [pair]
    assert least <= search(text, language)[0][1] < 100


@pytest.mark.parametrize(
    ("language", "stored", "text"),
    [
        ("fr", FRENCH, "Le maire de la ville a dit que les écoles restent fermées."),
        ("ru", RUSSIAN, "Школы города останутся закрытыми, сказал мэр."),
        ("ar", ARABIC, "قال رئيس البلدية إن المدارس ستبقى مغلقة"),
        ("zh", CHINESE, "市长说该市的学校将继续关闭。"),
    ],
)
def test_a_paragraph_about_something_else_is_not_offered(language, stored, text):
    keep(stored, language=language)
    assert search(text, language) == []


def test_the_best_come_first_and_the_newest_of_equals():
    old = keep(FRENCH, age=9)
    other = keep(FRENCH.replace("mardi", "jeudi"))
    new = keep(FRENCH, age=1)
    assert [pair for pair, _ in search(FRENCH)] == [new, old, other]


def test_no_more_than_five_are_shown():
    for day in ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"):
        keep(FRENCH.replace("mardi", day))
    assert len(search(FRENCH)) == 5


def test_other_languages_are_not_asked():
    keep(FRENCH, to="de")
    keep(FRENCH, language="it")
    assert search(FRENCH) == []


def test_a_language_includes_its_regions():
    pair = keep(FRENCH, language="fr-CH", to="en-GB")
    assert search(FRENCH, "fr", "en") == [(pair, 100)]
    assert search(FRENCH, "fr-BE", "en-US") == [(pair, 100)]


def test_the_runs_lead_from_the_earlier_source_to_the_present_text():
    keep("Deux grues bougent dans le port.")
    [found] = memory.resembling("Deux grues dorment dans le port.", source="fr", target="en")
    assert ("del", "bougent") in found.runs
    assert ("ins", "dorment") in found.runs


def test_the_story_that_asks_is_not_offered_its_own_words():
    pair = keep(FRENCH)
    assert search(FRENCH, besides=pair.article) == []


def test_a_story_withdrawn_a_moment_ago_is_not_offered():
    pair = keep(FRENCH)
    LiveArticle.objects.filter(article=pair.article).update(
        withdrawn_at=NOW, withdrawn_note="Gone.", body=""
    )
    assert search(FRENCH) == []
    assert words("président") == []


def test_a_pair_that_is_changed_or_removed_is_so_in_the_index():
    pair = keep(FRENCH)
    pair.source = "Deux grues bougent dans le port."
    pair.terms = " ".join(memory.terms(pair.source))
    pair.save()
    remembering.recount()
    assert search(FRENCH) == []
    assert search(pair.source) == [(pair, 100)]
    pair.delete()
    assert search("Deux grues bougent dans le port.") == []


def test_paragraphs_of_frequent_words_alone_are_found_too(monkeypatch):
    monkeypatch.setattr("articles.memory.finding._MOST_CANDIDATES", 3)
    live = make_live()
    for number in range(8):
        keep(f"Il a dit que oui {number}", live=live)
    pair = keep("Il n'a pas dit quand il le dira", live=live)
    assert search("Il n'a pas dit quand il le dira")[0] == (pair, 100)


def test_a_heading_of_one_frequent_word_is_found(monkeypatch):
    monkeypatch.setattr("articles.memory.finding._MOST_CANDIDATES", 3)
    live = make_live()
    for _ in range(6):
        keep("Analyse", live=live)
    assert search("Analyse")[0][1] == 100


@pytest.mark.parametrize("text", ["", "* * *", "—", "inconnu"])
def test_what_has_no_known_word_finds_nothing(text):
    keep(FRENCH)
    assert search(text) == []


@pytest.mark.parametrize("text", ['" OR 1', "a' | b", "NOT (", "Le* NEAR(ports)", "\\' & !x"])
def test_signs_of_a_query_language_are_only_text(text):
    keep(FRENCH)
    assert isinstance(search(text), list)


@pytest.mark.parametrize("many", [1, 50])
def test_a_search_asks_the_database_three_times(many, django_assert_num_queries):
    for n in range(many):
        keep(
            FRENCH.replace("mardi", f"le {n}"), live=None if n < 10 else LiveArticle.objects.last()
        )
    with django_assert_num_queries(3):
        for pair, _ in search(FRENCH):
            str(pair.translator), pair.article.live.publication, pair.article.live.path


def test_words_find_the_pairs_that_contain_them_all():
    pair = keep(FRENCH)
    keep("Une loi sur les écoles.")
    assert words("loi ports") == [pair]
    assert words("loi ponts") == []


def test_words_are_found_with_other_endings():
    pair = keep(RUSSIAN, language="ru")
    assert words("«президента» Казахстану?", "ru") == [pair]


def test_a_word_that_only_begins_alike_is_not_taken_for_it():
    keep("Une affaire internationale.")
    assert words("internet") == []
    assert words("internement") == []


def test_chinese_words_are_found_within_a_sentence():
    pair = keep(CHINESE, language="zh")
    assert words("里海港口", "zh") == [pair]
    assert words("黑海", "zh") == []


def test_pairs_with_the_words_come_newest_first():
    old, new = keep(FRENCH, age=3), keep(FRENCH, age=1)
    assert words("Caspienne") == [new, old]


def test_no_words_find_nothing():
    keep(FRENCH)
    assert words("…") == []
