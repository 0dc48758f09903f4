"""Percent signs, currencies and the form of numbers."""

import pytest

from tests.stylebook.checks.telling import only, shown


@pytest.mark.parametrize(
    ("src", "source", "target"),
    [
        ("de", "Die Beteiligung lag bei 62 Prozent.", "Turnout was 62."),
        ("fr", "La récolte a baissé de 30 %.", "The crop fell by 30."),
        ("es", "Los embalses están al 38,7%.", "The reservoirs are at 38.7."),
        ("ru", "Это почти 8% пассажиров.", "That is almost 8 passengers."),
        ("pl", "Moc ograniczono o 15 proc.", "Output was cut by 15."),
        ("tr", "Depoların yüzde 35'i.", "Of the warehouses, 35."),
        ("ar", "وتراجعت بنسبة 12 في المئة.", "They fell by 12."),
        ("zh", "出口增长2.4%。", "Exports grew by 2.4."),
        ("ja", "利用者は１２パーセント減る。", "Users will fall by 12."),
    ],
)
def test_a_percentage_that_is_none_any_more_is_a_warning(src, source, target):
    (finding,) = only("percent_lost", target, source, src)
    assert finding.severity == "warning"


@pytest.mark.parametrize(
    ("src", "source", "target"),
    [
        ("de", "Zwischen 60 und 62 Prozent.", "Between 60 and 62 percent."),
        ("fr", "De 20 à 30 %.", "By 20 to 30%."),
        ("it", "Il 7% in più.", "By 7 per cent more."),
        ("cs", "Podporu má 32 procent.", "It is supported by 32 percent."),
        ("uk", "На 18,3 відсотка.", "By 18.3 percentage points."),
    ],
)
def test_percentages_are_left_alone(src, source, target):
    assert only("percent_lost", target, source, src) == []


@pytest.mark.parametrize(
    ("src", "source", "target", "wrong"),
    [
        ("de", "Es kostete 40 Millionen Euro.", "It cost $40 million.", "40 million"),
        ("fr", "Une aide de 5 millions d'euros.", "Aid of 5 million dollars.", "5 million"),
        ("es", "Son 10,5 millones de euros.", "It is $10.5 million.", "10.5 million"),
        ("ru", "Цена — 245 долларов.", "The price is €245.", "245"),
        ("uk", "Це коштувало 87 млн гривень.", "It cost 87 million euros.", "87 million"),
        ("pl", "Chcą 350 mln zł.", "They want $350 million.", "350 million"),
        ("zh", "贸易顺差817亿美元。", "A surplus of €81.7 billion.", "81.7 billion"),
        ("ja", "総工費は２８０億円。", "It cost €28 billion.", "28 billion"),
    ],
)
def test_another_currency_is_a_warning(src, source, target, wrong):
    (finding,) = only("currency_changed", target, source, src)

    assert finding.severity == "warning"
    assert shown(finding, target) == wrong


@pytest.mark.parametrize(
    ("src", "source", "target"),
    [
        ("de", "Es kostete 40 Millionen Euro.", "It cost €40 million."),
        ("de", "Es kostete 40 Mio. €.", "It cost 40 million euros."),
        ("de", "Es kostete 40 bis 50 Dollar.", "It cost $40 to $50."),
        ("fr", "Elle a donné un million de francs.", "She gave one million francs."),
        ("pt", "Custou R$ 50.", "It cost 50 reais."),
        (
            "ru",
            "120 миллионов рублей (около 1,3 млн долларов).",
            "120 million rubles ($1.3 million).",
        ),
        ("tr", "Zarar 1,2 milyar lira.", "The damage was 1.2 billion lira."),
    ],
)
def test_the_same_currency_is_left_alone(src, source, target):
    assert only("currency_changed", target, source, src) == []


# --- the form of numbers


@pytest.mark.parametrize(
    ("source", "target", "severity", "fix"),
    [
        ("Sie kostete 272.000 Euro.", "It cost 272.000 euros.", "blocker", "272,000"),
        ("Sie kostete 272.415 Euro.", "It cost 272.415 euros.", "warning", "272,415"),
        ("Es waren 4,5 Prozent.", "It was 4,5 percent.", "warning", "4.5"),
        ("Es waren 4,5 Mio.", "It was 4.5 mio.", "hint", None),
        ("Es waren 4,5 Mrd.", "It was 4.5 mlrd.", "hint", None),
    ],
)
def test_a_number_as_another_language_writes_it_is_found(source, target, severity, fix):
    (finding,) = only("number_format", target, source)
    assert (finding.severity, finding.fix) == (severity, fix)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Sie ist 2,725 km lang.", "It is 2.725 km long."),
        ("Die Schuld beträgt 3228 Mrd. Euro.", "The debt is 3.228 trillion euros."),
        ("Es waren 4.500 Leute.", "There were 4,500 people."),
        ("Am 4.5.2020 um 12.30 Uhr.", "On May 4, 2020, at 12:30."),
        ("Seite 3, 4 und 5.", "Pages 3,4 and 5, or 3, 45."),
    ],
)
def test_numbers_as_we_write_them_are_left_alone(source, target):
    found = [f for f in only("number_format", target, source) if f.severity != "warning"]
    assert found == []


def test_french_has_its_own_form():
    assert only("number_format", "Il coûte 4,5 euros.", "It costs 4.5 euros.", "en", "fr") == []


@pytest.mark.parametrize(
    ("src", "source", "target"),
    [
        ("tr", "Dolar/TL 41,30'a yükseldi.", "The lira weakened to 41.30 against the dollar."),
        ("pl", "Złoty osłabił się do 4,27 zł.", "The zloty slipped to 4.27 to the euro."),
        ("ru", "Рубль ослаб до 92,5 рубля.", "The ruble fell to 92.5 per dollar."),
        ("es", "El peso cayó a 18,40 pesos.", "The peso fell to 18.40 per dollar."),
    ],
)
def test_what_a_currency_is_worth_in_another_is_no_sum_of_it(src, source, target):
    assert only("currency_changed", target, source, src) == []
