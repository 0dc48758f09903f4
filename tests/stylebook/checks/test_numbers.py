"""Numbers of an original and of its translation, in many languages."""

import pytest

from tests.stylebook.checks.telling import codes, only, shown, told

NUMBERS = {"number_changed", "number_missing", "number_added", "number_word_added"}

CHANGED = [
    ("zh", "每月挣七八千元，共有52人。", "He earns 7,000 to 8,000; 53 came.", "53"),
    (
        "de",
        "Der Umsatz stieg auf 4,1 Millionen Euro.",
        "Revenue rose to 4.1 billion euros.",
        "4.1 billion",
    ),
    (
        "de",
        "Die Brücke ist 415 Meter lang und 24 Meter breit.",
        "The bridge is 451 meters long and 24 meters wide.",
        "451",
    ),
    (
        "de",
        "Die alte Brücke war seit dem 14. März 2019 gesperrt.",
        "The old bridge had been closed since March 24, 2019.",
        "24",
    ),
    (
        "de",
        "Es war das Jahr 1982, als die Fabrik geschlossen wurde.",
        "It was in 1983 that the factory was closed.",
        "1983",
    ),
    (
        "fr",
        "Près de 2 500 personnes ont dû quitter leur maison.",
        "Nearly 25,000 people had to leave their homes.",
        "25,000",
    ),
    (
        "fr",
        "Le programme a coûté 6,4 milliards d'euros en dix ans.",
        "The program cost 6.4 million euros in ten years.",
        "6.4 million",
    ),
    (
        "es",
        "El volcán entró en erupción por primera vez en 112 años.",
        "The volcano erupted for the first time in 121 years.",
        "121",
    ),
    (
        "es",
        "Los agricultores calculan pérdidas de 3.500 millones de euros.",
        "Farmers estimate losses of 3.5 million euros.",
        "3.5 million",
    ),
    (
        "it",
        "La velocità era di 96 chilometri orari.",
        "The speed was 69 kilometers per hour.",
        "69",
    ),
    (
        "it",
        "Il restauro è costato 4 milioni e mezzo di euro.",
        "The restoration cost 4.2 million euros.",
        "4.2 million",
    ),
    (
        "pt",
        "As obras estão orçadas em 1,3 bilhão de reais.",
        "The works are budgeted at 1.3 million reais.",
        "1.3 million",
    ),
    (
        "nl",
        "Voor het herstel is 2,1 miljard euro nodig.",
        "The repairs will require 2.7 billion euros.",
        "2.7 billion",
    ),
    (
        "ru",
        "Строительство обошлось в 14,7 млрд рублей.",
        "Construction cost 14.7 million rubles.",
        "14.7 million",
    ),
    (
        "ru",
        "Станция расположена на глубине 62 метров.",
        "The station lies at a depth of 26 meters.",
        "26",
    ),
    (
        "uk",
        "Уроки переривали 214 разів.",
        "Lessons were interrupted 241 times.",
        "241",
    ),
    (
        "cs",
        "Přestavba stála 2,8 miliardy korun.",
        "The reconstruction cost 2.8 million crowns.",
        "2.8 million",
    ),
    (
        "pl",
        "Ratownicy pracują na głębokości 830 metrów.",
        "Rescuers are working at a depth of 380 meters.",
        "380",
    ),
    (
        "tr",
        "Liman yılda 3,5 milyon ton yük taşıyor.",
        "The port handles 3.5 billion tons of cargo a year.",
        "3.5 billion",
    ),
    (
        "ar",
        "وبلغت الخسائر نحو 45 مليون دولار.",
        "Losses came to about $45 billion.",
        "45 billion",
    ),
    (
        "fa",
        "طول پل ۳۵۰ متر است.",
        "The bridge is 530 meters long.",
        "530",
    ),
    (
        "zh",
        "大桥总投资24.5亿元。",
        "Total investment in the bridge was 24.5 billion yuan.",
        "24.5 billion",
    ),
    (
        "ja",
        "総工費は２８０億円だった。",
        "Total construction costs came to 23 billion yen.",
        "23 billion",
    ),
    (
        "sv",
        "Bron kostade 1,9 miljarder kronor.",
        "The bridge cost 1.9 million kronor.",
        "1.9 million",
    ),
]


@pytest.mark.parametrize(("src", "source", "target", "wrong"), CHANGED)
def test_a_number_that_went_wrong_blocks(src, source, target, wrong):
    (finding,) = only("number_changed", target, source, src)

    assert finding.severity == "blocker"
    assert shown(finding, target) == wrong


# --- what stands alone


@pytest.mark.parametrize(
    ("src", "source", "target"),
    [
        ("de", "Die Brücke war bis zum 28. Juni gesperrt.", "The bridge was closed until June."),
        ("fr", "Il a vendu 310 hectolitres à la ville.", "He sold his wine to the town."),
        ("ru", "Школа на 900 учеников открылась.", "The school has opened."),
        ("es", "La ceniza obligó a cancelar 47 vuelos.", "The ash forced flights to be canceled."),
        ("zh", "大桥每天可通行4万辆汽车。", "The bridge can carry many cars a day."),
    ],
)
def test_a_number_that_was_left_out_is_missed(src, source, target):
    (finding,) = only("number_missing", target, source, src)

    assert finding.severity == "hint"
    assert finding.src_block == 0
    assert finding.span is None


@pytest.mark.parametrize(
    ("src", "source", "target", "extra"),
    [
        ("de", "Viele Menschen kamen auf den Platz.", "Some 400 people came.", "400"),
        ("fr", "De nombreux habitants sont venus.", "As many as 3,000 residents came.", "3,000"),
        ("ru", "Пришло много людей.", "About 50 people came.", "50"),
        ("it", "Molte persone sono venute.", "Some 70 people came.", "70"),
    ],
)
def test_a_number_of_our_own_is_only_hinted_at(src, source, target, extra):
    (finding,) = told(target, source, src, only=NUMBERS)

    assert (finding.code, finding.severity) == ("number_added", "hint")
    assert shown(finding, target) == extra


@pytest.mark.parametrize(
    ("src", "source", "target"),
    [
        ("de", "Mehrere Zeugen wurden gehört.", "Seven witnesses were heard."),
        ("es", "Varios testigos fueron escuchados.", "Nine witnesses were heard."),
        ("pl", "Przesłuchano kilku świadków.", "Seven witnesses were questioned."),
        ("uk", "Опитали кількох свідків.", "Eight witnesses were questioned."),
    ],
)
def test_a_number_in_words_of_our_own_is_only_hinted_at(src, source, target):
    (finding,) = told(target, source, src, only=NUMBERS)
    assert (finding.code, finding.severity) == ("number_word_added", "hint")


@pytest.mark.parametrize(
    ("src", "source", "target"),
    [
        ("de", "Fünf Zeugen wurden gehört.", "The court heard 7 witnesses."),
        ("it", "Cinque testimoni sono stati sentiti.", "The court heard 8 witnesses."),
        ("ru", "Заслушали девять свидетелей.", "The court heard 6 witnesses."),
        ("nl", "Er werden zeven getuigen gehoord.", "The court heard 5 witnesses."),
    ],
)
def test_figures_for_another_number_in_words_are_a_warning(src, source, target):
    (finding,) = told(target, source, src, only=NUMBERS)
    assert (finding.code, finding.severity) == ("number_changed", "warning")


def test_what_a_translator_explains_in_brackets_is_nobodys_error():
    source = "Die Partei gewann die Wahl und zahlte 40 Euro."
    assert codes("The party [founded in 1980] won and paid 40 euros ($47).", source) == []


def test_billions_for_millions_of_people_are_a_warning():
    found = only("number_changed", "Billions of savers feel it.", "Millionen Sparer spüren es.")
    assert [finding.severity for finding in found] == ["warning"]


def test_a_scale_that_is_understood_in_the_original_counts_as_said():
    source = "Geplant waren 130 Millionen Euro, ausgegeben wurden erst 18,6."
    assert codes("Of 130 million euros planned, just 18.6 million were spent.", source) == []


def test_numbers_may_move_to_the_next_paragraph():
    source = "Es kamen 415 Gäste, und 82 blieben zu Hause.\nAm Abend waren es 94."
    target = "As many as 415 guests came.\nAnother 82 stayed at home. In the evening it was 94."
    assert told(target, source, only=NUMBERS) == []


def test_an_hour_that_went_wrong_is_a_warning():
    (finding,) = only("number_changed", "It starts at 9 p.m.", "Beginn ist um 20 Uhr.")
    assert finding.severity == "warning"


def test_numbers_in_addresses_of_the_web_do_not_count():
    source = "Mehr unter www.beispiel.de/2023/44 und bei uns."
    assert codes("Read more at www.example.com/2024/55 and here.", source) == []


def test_evidence_of_a_changed_number_holds_both_values():
    (finding,) = only("number_changed", "It cost 4.1 billion euros.", "Es kostete 4,1 Mio. Euro.")

    assert finding.evidence == ("4100000→4.1e+09",)
    assert "4.1 billion" in finding.message
    assert "4,1 Mio" in finding.message
    assert finding.src_span == (11, 18)


@pytest.mark.parametrize(
    ("src", "source", "target", "wrong"),
    [
        ("ru", "Вода — 11 метров 43 сантиметра.", "The water is at 11.83 meters.", "11.83"),
        ("it", "Siamo a un metro e 40.", "It stands at 1.70 meters.", "1.70"),
        ("es", "La sequía del 44 fue peor.", "The drought of 1934 was worse.", "1934"),
        ("fr", "Ceux de 68 le savent.", "Those of 1986 know it.", "1986"),
    ],
)
def test_what_is_written_out_and_wrong_is_found(src, source, target, wrong):
    (finding,) = only("number_changed", target, source, src)
    assert shown(finding, target) == wrong


@pytest.mark.parametrize(
    ("src", "source", "target", "wrong"),
    [
        ("tr", "Faizi 250 baz puan indirdi.", "It cut the rate by 3.5 points.", "3.5"),
        ("de", "Es waren 12,43 Millionen.", "There were 12.5 million.", "12.5 million"),
        ("zh", "人口为14亿828万人。", "The population stands at 1.418 billion.", "1.418 billion"),
        ("pl", "Frekwencja wyniosła 71,63 proc.", "Turnout was 76.1%.", "76.1"),
        ("ru", "В 2020 году, в прошлом, их было 12.", "In 2021 there were 12.", "2021"),
    ],
)
def test_what_might_be_said_otherwise_is_found_where_it_is_wrong(src, source, target, wrong):
    (finding,) = only("number_changed", target, source, src)
    assert wrong in shown(finding, target) or shown(finding, target) in wrong


@pytest.mark.parametrize(
    ("src", "source"),
    [
        ("fr", "Elle est née le 3 février, sixième de sept enfants."),
        ("es", "Nació el 3 de febrero, la sexta de siete hijos."),
        ("de", "Sie wurde am 3. Februar geboren, als sechstes von sieben Kindern."),
        ("ru", "Она родилась 3 февраля, шестой из семи детей."),
    ],
)
def test_a_number_said_once_too_often_stands_for_one_that_is_lost(src, source):
    wrong = "She was born on Feb. 6, the sixth of seven children."
    (finding,) = only("number_changed", wrong, source, src)
    assert (finding.severity, shown(finding, wrong)) == ("warning", "6")
    right = "She was born on Feb. 3, the sixth of seven children."
    assert told(right, source, src) == []


def test_the_day_of_a_month_is_no_number_of_the_next_paragraph():
    source = "Trauerfeier ist am 8. Dezember.\nSie hinterlässt neun Urenkel."
    target = "The funeral is on Dec. 9.\nShe leaves nine great-grandchildren."
    (finding,) = only("number_changed", target, source)
    assert shown(finding, target) == "9"


@pytest.mark.parametrize(
    ("src", "source"),
    [
        ("de", "Er bekam acht Jahre und drei Monate Haft."),
        ("fr", "Il a été condamné à huit ans et trois mois de prison."),
        ("es", "Lo condenaron a ocho años y tres meses de cárcel."),
        ("ru", "Его приговорили к восьми годам и трем месяцам."),
    ],
)
def test_a_number_in_words_said_twice_for_another_is_hinted_at(src, source):
    wrong = "He got eight years and eight months."
    found = told(wrong, source, src, only={"number_changed"})
    assert [(f.severity, f.span) for f in found] == [("hint", (23, 28))]
    assert told("He got eight years and three months.", source, src) == []


@pytest.mark.parametrize(
    ("source", "severity"),
    [
        ("Die Brücke war 1.987 Meter lang.", "warning"),
        ("Die Brücke kostete 12 Millionen Euro.", "warning"),
        ("Die Brücke war 1.900 Meter lang.", "hint"),
        ("Man half ihr im Alter von 90 Jahren.", "hint"),
    ],
)
def test_an_exact_number_is_missed_more_than_a_round_one(source, severity):
    (finding,) = only("number_missing", "The bridge was quite long, they said.", source)
    assert finding.severity == severity


@pytest.mark.parametrize(
    ("src", "source", "target", "severity"),
    [
        ("de", "Es waren 87 Prozent.", "It was 31 percent.", "warning"),
        ("fr", "Cela coûte 940 euros.", "It costs 12 euros.", "warning"),
        ("es", "Recibió 1.300 llamadas al 112 en media hora.",
         "In 52 days, it received 1,300 calls.", "hint"),
        ("ru", "Дом 87 стоит у реки.", "The house stands 31 steps from the river.", "hint"),
    ],
)  # fmt: skip
def test_numbers_that_are_not_alike_are_only_suspected(src, source, target, severity):
    found = only("number_changed", target, source, src)
    assert [f.severity for f in found] == [severity]


def test_a_number_that_stands_in_another_part_of_the_story_is_no_addition():
    source = "Der Turm hat 52 Räume.\nEr steht am Fluss.\nEr ist alt.\nMan kann ihn sehen."
    target = "The tower has 52 rooms.\nIt is by the river.\nIt is old.\nYou can see the 52 rooms."
    assert told(target, source) == []


@pytest.mark.parametrize(
    ("src", "source", "target", "wrong"),
    [
        ("cs", "Cena vzrostla z 8 na 25 miliard korun.",
         "The price rose from 8 million to 25 billion crowns.", "8 million"),
        ("es", "Cuesta 1.450 millones.", "It costs 1.45 million.", "1.45 million"),
        ("zh", "人口为14亿828万人。", "The population is 1.408 million.", "1.408 million"),
        ("de", "Es kostet 1,408 Milliarden.", "It costs 1.408 million.", "1.408 million"),
    ],
)  # fmt: skip
def test_a_scale_that_went_wrong_is_found_whatever_the_points(src, source, target, wrong):
    (finding,) = only("number_changed", target, source, src)
    assert shown(finding, target) == wrong


def test_by_how_much_is_no_hour():
    found = told("Prices rose by 2.40 percent.", "Die Preise stiegen um 2,04 Prozent.")
    assert [(f.code, f.severity) for f in found] == [("number_changed", "blocker")]


def test_a_span_of_years_is_no_slip_of_a_year():
    found = told("It grew in 2024.", "我们只用了20年。", "zh", only={"number_changed"})
    assert [f.severity for f in found] in ([], ["hint"])
