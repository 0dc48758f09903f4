import datetime

import pytest
from django.utils import timezone

from articles.models import State
from sources import likeness
from tests.factories import (
    make_agreement,
    make_article,
    make_elsewhere,
    make_live,
    make_snapshot,
    make_tip,
    make_user,
    make_watched_feed,
)

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2026, 11, 20, 12, 0, tzinfo=datetime.UTC)
TOMORROW = NOW + datetime.timedelta(days=1)

# (ours, its summary, theirs, their summary): the same story in English, worded anew.
SAME = [
    ("Макрон и Мерц спорят о заводе в Марселе",
     "Завод «Альстом» закрывает 1200 рабочих мест.",
     "Macron and Merz quarrel over Marseille plant",
     "Alstom is closing the works, which employ 1,200 people."),
    ("ماكرون يزور مرسيليا", "وعد الرئيس بتمويل ميناء مرسيليا بقيمة 450 مليون يورو",
     "Macron promises Marseille €450m", "The president spoke on the quay of Marseille."),
    ("Der Tunnel unter dem Fehmarnbelt wird teurer", "Femern A/S rechnet mit 7.400 Millionen.",
     "Fehmarnbelt tunnel costs rise", "Femern A/S, the Danish builder, now speaks of 7,400."),
    ("Η Χίος χωρίς νερό", "Ο δήμαρχος Καρμαντζής μίλησε στη Μυτιλήνη για 52.000 κατοίκους.",
     "Chios runs dry", "Its mayor, Karmantzis, told of 52,000 people without water."),
    ("Tarifs : Le Creuset ferme à Fresnoy", "Fresnoy-le-Grand perd son usine, et 310 emplois.",
     "Le Creuset to leave Fresnoy", "The works of Fresnoy-le-Grand employ 310."),
]  # fmt: skip
# Other stories of the same days, about some of the same people and places.
OTHER = [
    ("Macron hosts chess players at the Élysée", "A quiet afternoon in Paris."),
    ("Marseille wins in Lyon", "Two goals after the break decided the match."),
    ("Merz speaks to farmers in Hanover", "He promised nothing, and left early."),
    ("Germany's tunnels need repair", "A report counts 400 of them."),
    ("Greek islands ask for doctors", "Lesbos has none for children."),
    ("Why cast iron came back", "Young cooks want heavy pots."),
]


def seen(headline, summary, at=TOMORROW, **kwargs):
    return make_elsewhere(
        headline=headline,
        traits=likeness.traits(headline, summary),
        published_at=at,
        seen_at=at,
        **kwargs,
    )


def tip_of(headline, summary="", **kwargs):
    return make_tip(headline=headline, summary=summary, published_at=NOW, **kwargs)


def judge(tip, user=None):
    user = user or make_user("editor")
    return likeness.judge([tip], user, now=TOMORROW)[tip.pk]


def matched(tip):
    return [match.headline for match in judge(tip).elsewhere]


# --- in our language, by others


def test_a_piece_that_links_to_the_story_certainly_is_it():
    tip = tip_of("Le port se tait")
    make_elsewhere(headline="A quiet port", links=["https://a.example/", tip.url], seen_at=NOW)
    (match,) = judge(tip).elsewhere
    assert (match.headline, match.certain, match.shared) == ("A quiet port", True, ())


@pytest.mark.parametrize("pair", SAME, ids=[row[2] for row in SAME])
def test_the_same_story_in_other_words_is_perhaps_found(pair):
    for other in OTHER:
        seen(*other)
    seen(*pair[2:])
    tip = tip_of(*pair[:2])
    assert matched(tip) == [pair[2]]
    assert not judge(tip).elsewhere[0].certain


@pytest.mark.parametrize("pair", SAME, ids=[row[2] for row in SAME])
def test_other_stories_about_the_same_people_are_not_taken_for_it(pair):
    for other in OTHER:
        seen(*other)
    for row in SAME:
        if row is not pair:
            seen(*row[2:])
    assert matched(tip_of(*pair[:2])) == []


def test_a_match_says_what_both_name():
    seen("Fehmarnbelt tunnel costs rise", "Femern A/S now speaks of 7,400 million.")
    (match,) = judge(tip_of("Der Tunnel unter dem Fehmarnbelt", "Femern: 7400 Millionen")).elsewhere
    assert match.shared == ("7400", "fehmarnbelt", "femern")


def test_two_shared_names_are_not_enough():
    seen("Macron promises Marseille a theatre", "")
    assert matched(tip_of("Macron retourne à Marseille")) == []


def test_three_shared_names_are():
    seen("Macron and Merz meet in Marseille", "")
    assert matched(tip_of("Macron et Merz à Marseille")) == ["Macron and Merz meet in Marseille"]


def test_countries_count_for_half():
    seen("France, Italy, Chile and Cuba agree", "On fish.")
    assert matched(tip_of("La France, Chile, Cuba et Italy", "Sur le vin")) == []


def test_names_that_are_everywhere_are_not_enough():
    for number in range(8):
        seen(f"Macron, Merz and Tusk meet again ({number})", "")
    assert matched(tip_of("Macron rencontre Merz et Tusk")) == []


def test_a_year_and_a_small_number_tell_nothing():
    assert likeness.traits("", "In 2024 and 2026 there were 7 of 12,300 left, or 3.5 percent") == [
        "12300", "35",
    ]  # fmt: skip


def test_months_and_days_are_no_names():
    assert likeness.traits("", "On Monday in November, Merz said") == ["merz"]


def test_a_headline_in_capitals_tells_nothing_by_them():
    found = likeness.traits("Paris Closes Another Bakery", "In Paris, one more baker gave up.")
    assert found == ["paris"]


@pytest.mark.parametrize("days", [-3, 12])
def test_a_piece_from_long_before_or_after_is_another_story(days):
    seen("Fehmarnbelt tunnel", "Femern says 7,400.", at=NOW + datetime.timedelta(days=days))
    tip = tip_of("Der Fehmarnbelt-Tunnel", "Femern nennt 7.400 im Fehmarnbelt")
    found = likeness.judge([tip], make_user("editor"), now=NOW + datetime.timedelta(days=14))
    assert found[tip.pk].elsewhere == ()


def test_a_feed_in_another_language_than_ours_says_nothing():
    tip = tip_of("Le port")
    feed = make_watched_feed(language="de")
    make_elsewhere(feed, links=[tip.url], seen_at=NOW)
    assert judge(tip).elsewhere == ()


def test_a_chinese_headline_is_matched_by_its_figures_and_latin_names():
    seen("Foxconn cuts 3,400 jobs in Penang", "")
    assert matched(tip_of("Foxconn 檳城裁員 3400 人", language="zh-Hant")) == [
        "Foxconn cuts 3,400 jobs in Penang"
    ]


# --- ours already


def test_a_story_that_was_imported_names_its_original_and_who_translates_it():
    tip, anna = tip_of("Le port"), make_user("translator")
    snapshot = make_snapshot(tip.publication)
    type(snapshot.original).objects.filter(pk=snapshot.original_id).update(url=tip.url)
    story = make_article(snapshot=snapshot, use="full", state=State.TRANSLATING, translator=anna)
    found = judge(tip)
    assert found.original == snapshot.original
    assert found.stories == (story,)


def test_a_story_that_is_not_theirs_is_not_shown_to_a_translator():
    tip = tip_of("Le port", original=make_snapshot().original)
    make_article(
        snapshot=tip.original.latest_snapshot, use="full", translator=make_user("translator")
    )
    found = judge(tip, make_user("translator"))
    assert found.original is not None
    assert found.stories == ()


# --- may we


def test_a_paper_without_an_agreement_is_named():
    tip = tip_of("Le port")
    assert judge(tip).rights == f"There is no agreement with {tip.publication}."


def test_a_running_agreement_that_allows_something_says_nothing():
    tip = tip_of("Le port")
    make_agreement(
        tip.publication, allows_full=False, allows_digest=True, delay_hours=48,
        starts_on=NOW.date(),
    )  # fmt: skip
    assert judge(tip).rights == ""


def test_a_month_that_is_used_up_is_said():
    tip = tip_of("Le port")
    agreement = make_agreement(tip.publication, stories_per_month=1, starts_on=NOW.date())
    make_live(publication=tip.publication, agreement=agreement, use="full",
              first_published_at=NOW)  # fmt: skip
    assert judge(tip).rights == "The one story of November is used."


def test_an_agreement_for_another_language_is_said():
    tip = tip_of("Le port")
    make_agreement(tip.publication, languages=["es"], starts_on=NOW.date())
    assert "does not cover English, only Spanish" in judge(tip).rights


def test_translators_are_not_told_about_agreements():
    assert judge(tip_of("Le port"), make_user("translator")).rights == ""


# --- cost


def test_fifty_tips_cost_as_many_queries_as_one(django_assert_num_queries):
    user = make_user("editor")
    user.has_perm("sources.view_agreement")
    for count in (1, 49):
        shots = [make_snapshot() for _ in range(count)]
        tips = [tip_of("Le port", original=shot.original) for shot in shots]
        for tip, shot in zip(tips, shots, strict=True):
            make_article(snapshot=shot, use="full", translator=user)
            make_agreement(tip.publication)
            seen("Fehmarnbelt tunnel", "Femern says 7,400.", at=timezone.now())
        with django_assert_num_queries(7):
            likeness.judge(tips, user)
