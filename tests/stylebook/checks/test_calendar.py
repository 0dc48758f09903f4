"""Months and days of the week."""

import pytest

from tests.stylebook.checks.telling import only, shown, told

CALENDAR = {"month_changed", "month_added", "weekday_changed", "weekday_added"}

MONTHS = [
    ("de", "Das Gericht entschied am 4. Juli 2019.", "The court ruled on June 4, 2019.", "June"),
    ("fr", "En février dernier, la société a signé.", "The company signed in March.", "March"),
    ("es", "El 11 de septiembre llegaron.", "They arrived on July 11.", "July"),
    ("it", "Il comitato aveva scritto il 5 maggio.", "The committee wrote on April 5.", "April"),
    ("pt", "Nasceu em agosto, no porto.", "He was born in October, in the port.", "October"),
    ("nl", "Het waterschap waarschuwde in maart.", "The board warned in May.", "May"),
    ("ru", "С ноября она не может уснуть.", "She has not slept since April.", "April"),
    ("uk", "Школу відкриють 1 вересня.", "The school opens on August 1.", "August"),
    ("cs", "Parkovné se zvýší od 1. července.", "The fee rises from June 1.", "June"),
    ("pl", "Rozprawa odbędzie się 9 października.", "The hearing is on November 9.", "November"),
    ("tr", "Benzer bir olay mart ayında yaşandı.", "It happened in February, too.", "February"),
    ("ar", "أضرب العمال في 7 أبريل.", "The workers went on strike on June 7.", "June"),
    ("fa", "ساخت آن در ماه ژوئن آغاز شد.", "Its construction began in July.", "July"),
    ("zh", "大桥2018年5月动工。", "Work on the bridge began in March 2018.", "March"),
    ("ja", "駅は３月に開業した。", "The station opened in May.", "May"),
    ("sv", "Den 3 augusti stängs färjan.", "The ferry closes on September 3.", "September"),
]


@pytest.mark.parametrize(("src", "source", "target", "wrong"), MONTHS)
def test_another_month_blocks(src, source, target, wrong):
    (finding,) = only("month_changed", target, source, src)

    assert finding.severity == "blocker"
    assert shown(finding, target) == wrong


DAYS = [
    ("de", "Am Dienstag entschied das Gericht.", "The court ruled on Friday.", "Friday"),
    ("fr", "Le ministère a répondu vendredi.", "The ministry replied on Monday.", "Monday"),
    ("es", "Fueron evacuados el jueves.", "They were evacuated on Tuesday.", "Tuesday"),
    ("it", "È avvenuto mercoledì mattina.", "It happened on Thursday morning.", "Thursday"),
    ("pt", "Será ouvido na quinta-feira.", "He will be heard on Friday.", "Friday"),
    ("nl", "De minister komt woensdag kijken.", "The minister comes on Sunday.", "Sunday"),
    ("ru", "Станция открылась в понедельник.", "The station opened on Tuesday.", "Tuesday"),
    ("uk", "Про це повідомив у вівторок голова.", "The head said so on Monday.", "Monday"),
    ("cs", "Nádraží se otevřelo v sobotu.", "The station opened on Sunday.", "Sunday"),
    ("pl", "W środę poziom spadł.", "The level fell on Thursday.", "Thursday"),
    ("tr", "Yangın pazartesi günü çıktı.", "The fire broke out on Sunday.", "Sunday"),
    ("ar", "وقال الوزير يوم الثلاثاء إنه موافق.", "The minister agreed on Friday.", "Friday"),
    ("fa", "پل روز دوشنبه افتتاح شد.", "The bridge opened on Thursday.", "Thursday"),
    ("zh", "周四公布的数据。", "The figures were released on Monday.", "Monday"),
    ("ja", "土曜日に開業した。", "It opened on Wednesday.", "Wednesday"),
    ("sv", "I fredags öppnades bron.", "The bridge opened on Monday.", "Monday"),
]


@pytest.mark.parametrize(("src", "source", "target", "wrong"), DAYS)
def test_another_day_blocks(src, source, target, wrong):
    (finding,) = only("weekday_changed", target, source, src)

    assert finding.severity == "blocker"
    assert shown(finding, target) == wrong


@pytest.mark.parametrize(
    ("src", "source", "target"),
    [
        ("de", "In der Nacht auf Sonntag brannte es.", "It burned on Saturday night."),
        ("de", "In der Nacht auf Sonntag brannte es.", "It burned early on Sunday."),
        ("de", "Das Gericht entschied am 4.7.2019.", "The court ruled on July 4, 2019."),
        ("de", "Am Sonnabend im Jänner kam er.", "He came on a Saturday in January."),
        ("de", "Am Freitagabend, 3. Oktober.", "On Friday evening, October 3."),
        ("de", "Das darf man, sagte er am 1. März.", "One may do so, he said on March 1."),
        ("de", "Sie marschierten durch die Stadt.", "They march through the city."),
        ("fr", "Dans la nuit de mardi à mercredi.", "On Tuesday night."),
        ("fr", "Au mois d'août, un mercredi.", "In the month of August, on a Wednesday."),
        ("es", "El miércoles 5 de mayo.", "On Wednesday, May 5."),
        ("it", "Lunedì 3 giugno, di martedì no.", "On Monday, June 3, not on a Tuesday."),
        ("pt", "Na segunda-feira e na terça.", "On Monday and Tuesday."),
        ("nl", "In de nacht van zondag op maandag.", "On Sunday night."),
        ("ru", "В ночь на пятницу, 12 мая.", "On Thursday night, May 12."),
        ("ru", "Марк приехал в среднем за час.", "Mark took an hour on average."),
        ("uk", "У ніч на п'ятницю, 3 травня.", "On Thursday night, May 3."),
        ("cs", "V pátek 3. května a ve čtvrtek.", "On Friday, May 3, and on Thursday."),
        ("pl", "W maju i w czerwcu, w piątki.", "In May and June, on Fridays."),
        ("tr", "Cumartesi ve pazar günleri, ekimde.", "On Saturdays and Sundays, in October."),
        ("ar", "يوم الأحد 3 كانون الثاني.", "On Sunday, January 3."),
        ("zh", "10月1日，星期天。", "On Sunday, October 1."),
        ("ja", "月曜日の１２月１日。", "On Monday, December 1."),
    ],
)
def test_days_and_months_that_say_the_same_are_left_alone(src, source, target):
    assert told(target, source, src, only=CALENDAR) == []


@pytest.mark.parametrize(
    ("code", "target"),
    [
        ("month_added", "The court ruled in June."),
        ("weekday_added", "The court ruled on Friday."),
    ],
)
@pytest.mark.parametrize(
    ("src", "source"),
    [
        ("de", "Das Gericht entschied vor kurzem."),
        ("fr", "Le tribunal a tranché récemment."),
        ("ru", "Суд вынес решение."),
        ("es", "El tribunal decidió."),
    ],
)
def test_what_only_ours_says_is_hinted_at(code, target, src, source):
    (finding,) = told(target, source, src, only=CALENDAR)
    assert (finding.code, finding.severity) == (code, "hint")


@pytest.mark.parametrize(
    ("src", "source", "target"),
    [
        ("de", "Der Rat tagte gestern.", "The council met on Thursday."),
        ("fr", "Le maire est arrivé hier.", "The mayor arrived on Thursday."),
        ("es", "El Govern decretó ayer la emergencia.", "The emergency was declared on Thursday."),
        ("it", "La stima è stata presentata ieri.", "The estimate was presented on Monday."),
        ("ru", "Сегодня суд вынес решение.", "The court ruled on Friday."),
        ("pl", "Sąd orzekł wczoraj.", "The court ruled on Friday."),
        ("zh", "法院昨天作出裁决。", "The court ruled on Friday."),
        ("ja", "農林水産省は14日、発表した。", "The ministry said on Monday."),
        ("ja", "1日、式典が開かれた。", "A ceremony was held on Jan. 1."),
        ("de", "Im vergangenen Monat tagte der Rat.", "The council met in June."),
        ("it", "La messa si terrà domenica 18.", "The Mass will be held on Sunday, May 18."),
        ("uk", "Минулого місяця рада зібралася.", "The council met in June."),
    ],
)
def test_a_day_or_month_may_stand_for_yesterday_or_last_month(src, source, target):
    assert told(target, source, src, only=CALENDAR) == []


def test_yesterday_excuses_no_day_in_the_place_of_another():
    source = "Gestern hieß es, der Rat tage am Dienstag."
    (finding,) = told("The council is to meet on Friday.", source, only=CALENDAR)
    assert (finding.code, finding.severity) == ("weekday_changed", "blocker")


def test_nothing_is_said_of_a_language_that_nobody_has_described():
    assert told("The court ruled in June.", "Kohus otsustas.", "et", only=CALENDAR) == []


def test_a_day_of_the_next_paragraph_does_not_hide_the_wrong_one():
    source = "Am Dienstag kam er.\nAm Freitag ging er wieder."
    (finding,) = only("weekday_changed", "He came on Friday.\nHe left on Friday.", source)
    assert finding.block == 0
    assert finding.evidence == ("1→4",)


def test_a_day_may_move_to_the_next_paragraph():
    source = "Am Dienstag kam er. Und am Freitag.\nDann ging er."
    assert told("He came on Tuesday.\nAnd on Friday. Then he left.", source, only=CALENDAR) == []


@pytest.mark.parametrize(
    ("src", "source", "target"),
    [
        ("ru", "Суд вынес приговор 14 июля.", "The court ruled on Monday."),
        ("fr", "Le tribunal a tranché le 14 juillet.", "The court ruled on Monday."),
        ("de", "Am Dienstag fiel das Urteil.", "The court ruled on Tuesday, May 6."),
        ("es", "El martes falló el tribunal.", "The court ruled on Tuesday, May 6."),
        ("tr", "Mahkeme dün karar verdi.", "The court ruled on May 6."),
    ],
)
def test_a_date_may_be_told_by_its_weekday_and_a_weekday_by_its_date(src, source, target):
    assert told(target, source, src, only=CALENDAR) == []


@pytest.mark.parametrize(
    ("src", "tgt", "source", "target", "wrong"),
    [
        ("en", "fr", "On Aug. 12, Juneau was wet.", "Le 12 juin, Juneau était trempée.", "juin"),
        ("en", "fr", "In August, 4.7 feet fell.", "En avril, 1,4 mètre est tombé.", "avril"),
        ("zh", "en", "8月下了4.7毫米雨。", "In April, 4.7 millimeters of rain fell.", "April"),
        ("ja", "en", "8月の雨は4.7ミリだった。", "In July, 4.7 millimeters fell.", "July"),
        ("de", "en", "Im August, um 7.30 Uhr, kam Regen.", "At 7:30 in July it rained.", "July"),
    ],
)
def test_places_decimals_and_hours_are_no_months(src, tgt, source, target, wrong):
    (finding,) = only("month_changed", target, source, src, tgt)
    assert shown(finding, target) == wrong


def test_a_date_with_points_is_one():
    assert told("It opened on August 6.", "Eröffnet wurde am 6.8.", only=CALENDAR) == []
    assert told("It opened on August 6.", "Açılış 06.08.2025'te.", "tr", only=CALENDAR) == []


@pytest.mark.parametrize(
    ("src", "source", "target", "wrong"),
    [
        ("es", "Madrid, 29 abr (EFE).- Hay luz.", "MADRID, May 29 — There is light.", "May"),
        ("pt", "Lisboa, 5 fev (Lusa) - Há luz.", "LISBON, Dec. 5 — There is light.", "Dec"),
        ("fr", "Paris, 3 janv. (AFP) - Il pleut.", "PARIS, June 3 — It is raining.", "June"),
        ("de", "Bonn, 3. Okt. (dpa) – Regen.", "BONN, Aug. 3 — It is raining.", "Aug"),
        ("it", "Roma, 3 ago. (ANSA) - Piove.", "ROME, March 3 — It is raining.", "March"),
    ],
)
def test_months_cut_short_beside_a_day_are_read(src, source, target, wrong):
    (finding,) = only("month_changed", target, source, src)
    assert shown(finding, target) == wrong


def test_no_month_is_cut_short_without_a_day():
    assert (
        told("He won in 3 sets by the sea.", "Vinse in 3 set sul mar.", "it", only=CALENDAR) == []
    )
    source = "Der Flug dauert 4-5 Stunden im August."
    (finding,) = only("month_changed", "In April, the flight takes 4-5 hours.", source)
    assert finding.evidence == ("8→4",)


def test_a_range_of_months_names_both():
    assert (
        told("It rained from April to September.", "4~9月に雨が降った。", "ja", only=CALENDAR) == []
    )
    assert told("It rained from April to September.", "4至9月下雨。", "zh", only=CALENDAR) == []
    wrong = "It rained from May to September."
    assert [f.code for f in told(wrong, "4~9月に雨が降った。", "ja", only=CALENDAR)] == [
        "month_added"
    ]


@pytest.mark.parametrize(
    ("target", "wrong"),
    [("Monday's game was long.", "Monday's"), ("On Mondays, games are long.", "Mondays")],
)
def test_days_in_the_genitive_and_the_plural_are_days(target, wrong):
    (finding,) = only("weekday_changed", target, "Das Spiel am Sonntag war lang.")
    assert shown(finding, target) == wrong


def test_every_saturday_of_a_ukrainian_text_is_read():
    assert told("She comes every Saturday.", "Вона приходить щосуботи.", "uk", only=CALENDAR) == []


OPENS = "Rosario, 8. August – der Verein lädt zu seiner Tagung, die vom 10.-16. August stattfindet."


@pytest.mark.parametrize(
    ("target", "wrong"),
    [
        (
            "Rosario, 8 August – The club is inviting to its meeting from 10 August to 16 August.",
            "",
        ),
        ("Rosario, 8 August – The club is inviting to its meeting on 10-16 August.", ""),
        ("Rosario, 8 May – The club is inviting to its meeting from 10 to 16 August.", "May"),
        (
            "Rosario, 8 August – The club is inviting to its meeting from 10 May to 16 August.",
            "May",
        ),
    ],
)
def test_a_month_that_both_texts_have_more_than_once_hides_no_other(target, wrong):
    found = only("month_changed", target, OPENS)

    assert [(f.severity, shown(f, target)) for f in found] == [("blocker", wrong)] * bool(wrong)


RANGES = [
    (
        "ru",
        "5-го мая сообщили, что мост закрыт с 5-го по 9-е мая.\n7-го мая его открыли.",
        "On May 5 they said that the bridge was closed from May 5 to May 9.\nIt opened on May 7.",
        ("from May 5", "from May 7"),
    ),
    (
        "ja",
        "会議は2008 年 8 月 10〜16 日に開かれ、13 人が話した。",
        "The conference is held on 10-16 August 2008, and 13 people spoke.",
        ("10-", "13-"),
    ),
]


@pytest.mark.parametrize(("src", "source", "target", "slip"), RANGES)
def test_another_day_in_a_range_is_found_though_it_stands_around(src, source, target, slip):
    assert told(target, source, src, only={"number_changed"}) == []
    assert told(target.replace(*slip), source, src, only={"number_changed"}) != []


@pytest.mark.parametrize(
    ("tgt", "source", "target", "wrong"),
    [
        ("en", "Der Film läuft am 10. Oktober an.", "The film opens on 10th March.", "March"),
        ("en", "Der Film läuft am 1. Oktober an.", "The film opens on the 1st May.", "May"),
        ("fr", "Der Film läuft am 1. Oktober an.", "Le film sort le 1er mars.", "mars"),
    ],
)
def test_an_ordinal_makes_a_month_of_a_word_that_may_be_none(tgt, source, target, wrong):
    (finding,) = only("month_changed", target, source, "de", tgt)

    assert shown(finding, target) == wrong


def test_a_march_behind_an_ordinal_is_none_if_it_is_no_name():
    assert only("month_changed", "It was the 10th march.", "Am 3. Oktober der 10. Marsch.") == []
