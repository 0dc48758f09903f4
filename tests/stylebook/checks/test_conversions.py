"""Sums and measures that a translator turns into the readers' own."""

import pytest

from stylebook.checks.reading.passage import Passage
from stylebook.checks.rules.conversions import exchanged, measured, sum_before, sums_instead
from tests.stylebook.checks.telling import shown, told

NUMBERS = {"number_changed", "number_missing", "number_added", "currency_changed"}


@pytest.mark.parametrize(
    ("src", "source", "target"),
    [
        ("de", "Die Strecke ist 4.200 Kilometer lang.", "The line is 2,600 miles long."),
        ("de", "Es hatte 38,9 Grad.", "It was 102 degrees Fahrenheit."),
        ("de", "Ein halber Meter Schnee fiel.", "Some 20 inches of snow fell."),
        ("fr", "Ils ont brûlé 62 000 hectares.", "They burned 153,000 acres."),
        ("es", "La mina está a 5.100 metros.", "The mine lies at 5,100 meters (16,700 feet)."),
        ("it", "Pesava 90 chili.", "He weighed 200 pounds."),
        ("pl", "Zapora ma 186 km długości.", "The barrier is 186 kilometers (115 miles) long."),
        ("tr", "Saatte 120 kilometre hızla gidiyordu.", "It was going at 75 miles an hour."),
        ("zh", "降雨量744.8毫米。", "It rained 744.8 millimeters (29 inches)."),
        ("de", "Die Bahn verlor 760 Mio. Euro.", "The railway lost €760 million ($880 million)."),
        ("ru", "Ущерб — 40 млрд рублей.", "Damage is 40 billion rubles, or some $430 million."),
        ("ru", "Штраф — 3,2 млн рублей.", "The fine is about $40,000."),
        ("pt", "Recebeu R$ 1,2 bilhão.", "It received 1.2 billion reais ($210 million)."),
        ("cs", "Slíbil 30 miliard korun.", "He promised 30 billion korunas ($1.3 billion)."),
        ("ja", "予算は2684億円。", "The budget is 268.4 billion yen ($1.8 billion)."),
        ("zh", "营收达2011亿元。", "Revenue reached 201.1 billion yuan ($28.2 billion)."),
    ],
)
def test_what_is_converted_rightly_is_left_alone(src, source, target):
    assert told(target, source, src, only=NUMBERS) == []


@pytest.mark.parametrize(
    ("src", "source", "target", "wrong"),
    [
        ("pl", "Za 10 mld zł.", "For 10 billion zlotys (€2.3 million).", "2.3 million"),
        ("ru", "Ущерб — 40 млрд рублей.", "40 billion rubles, or $430 billion.", "430 billion"),
        ("cs", "Slíbil 30 miliard korun.", "30 million korunas ($1.3 billion).", "30 million"),
        ("de", "Die Bahn verlor 760 Mio. Euro.", "It lost €760 billion ($880 million).", None),
        ("fr", "Ils ont brûlé 62 000 hectares.", "68,000 hectares (153,000 acres).", "68,000"),
        ("de", "Es hatte 38,9 Grad.", "It was 36.9 degrees Celsius (102 Fahrenheit).", "36.9"),
        ("es", "Está a 5.100 metros.", "It lies at 5,100 meters (167,000 feet).", "167,000"),
    ],
)
def test_a_wrong_conversion_and_a_wrong_number_beside_one_are_found(src, source, target, wrong):
    found = told(target, source, src, only=NUMBERS)
    assert found
    assert wrong in [None, *(shown(finding, target) for finding in found)]


def test_an_english_original_is_converted_the_other_way():
    source = "It dumped 30 inches of rain at 2,100 feet, at 77 degrees."
    good = "Il est tombé 76 centimètres de pluie, à 640 mètres d'altitude, par 25 degrés."
    assert told(good, source, "en", "fr", only=NUMBERS) == []
    wrong = good.replace("640", "460")
    assert told(wrong, source, "en", "fr", only=NUMBERS) != []


def test_a_sum_far_from_what_it_converts_is_a_warning():
    (finding,) = told("10 billion zlotys (€2.3 million)", "10 mld zł", "pl", only=NUMBERS)
    assert (finding.code, finding.severity) == ("number_changed", "warning")


def test_a_sum_in_brackets_that_converts_nothing_is_another_currency():
    found = told("It lost €760 million (€880 million).", "Sie verlor 760 Mio. Euro.", only=NUMBERS)
    assert [(f.code, f.severity) for f in found] == [("number_added", "hint")]


# --- the parts


def quantities(text, language="en"):
    return Passage(text, language).quantities


def test_a_measure_is_of_the_number_that_it_may_be():
    text, theirs = "six miles or 60 miles", quantities("10 Kilometer, 97 Kilometer", "de")
    assert measured(text, quantities(text)[0], theirs).text == "97"
    assert measured("60 minutes", quantities("60 minutes")[0], theirs) is None
    assert measured("90 miles", quantities("90 miles")[0], theirs) is None


def test_a_sum_stands_behind_another_of_its_clause():
    text = "It cost €5 million ($6 million). It was $7 million."
    five, six, seven = quantities(text)
    assert sum_before(text, six, [five, six, seven]) == [five]
    assert sum_before(text, seven, [five, six, seven]) == []


def test_a_sum_takes_the_place_of_one_in_a_currency_that_the_original_has_alone():
    dollars, euros = quantities("$6 million") + quantities("€5 million")
    assert sums_instead(dollars, [euros]) == [euros]
    assert sums_instead(dollars, [euros, dollars]) == []
    assert exchanged(dollars, [euros]) is euros
    assert exchanged(quantities("$6 billion")[0], [euros]) is None


@pytest.mark.parametrize(
    ("src", "source", "target"),
    [
        ("de", "Er weicht um 30 bis 45 Meter zurück.", "It retreats by 100 to 150 feet."),
        ("fr", "Il recule de 30 à 45 mètres par an.", "It shrinks by 100 to 150 feet a year."),
        ("ja", "4万9000平方メートルが焼けた。", "Some 12 acres burned."),
        ("ru", "Волны высотой от трех до пяти метров.", "The waves were ten to 16 feet high."),
        ("uk", "Із 36 квартир видно кордон, до нього 30 кілометрів.",
         "From the 36 apartments you see the border, 20 miles away."),
    ],
)  # fmt: skip
def test_a_conversion_is_as_exact_as_it_is_written(src, source, target):
    assert told(target, source, src) == []


@pytest.mark.parametrize(
    ("src", "source", "target", "wrong"),
    [
        ("de", "Der Turm ist 52 Meter hoch.", "The tower is 181 feet high.", "181"),
        ("ja", "4万9000平方メートルが焼けた。", "Some 19 acres burned.", "19"),
        ("fr", "L'avion volait à 1 200 mètres.", "The plane flew at 3,340 feet.", "3,340"),
        ("ru", "До границы 70 километров.", "The border is 48 miles away.", "48"),
    ],
)
def test_a_slip_in_a_conversion_is_found(src, source, target, wrong):
    assert wrong in [shown(f, target) for f in told(target, source, src) if f.span]


def test_what_stands_on_foot_is_no_measure():
    source = "36.000 Menschen kamen zu Fuß, 177.000 blieben. Sie gingen 70 Kilometer."
    target = "Some 36,000 people came on foot. They walked 70 kilometers (43 miles)."
    assert [f.code for f in told(target, source)][:1] == ["number_missing"]
