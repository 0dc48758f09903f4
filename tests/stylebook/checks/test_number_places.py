"""Results of games and days of a month, whose figures stand elsewhere in the text as well."""

import pytest

from tests.stylebook.checks.telling import only, shown


@pytest.mark.parametrize(
    ("src", "tgt", "source", "target", "marked"),
    [
        (
            "de",
            "en",
            "Nach dem 1:1 in der regulären Zeit stand es im Elfmeterschießen 4:2.",
            "After a 4-1 draw in regular time, it was 4-2 on penalties.",
            "4-1",
        ),
        (
            "de",
            "fr",
            "Nach dem 1:1 gegen Ulm gewann Bremen das Rückspiel 4:2.",
            "Après le 2-1 contre Ulm, Brême a gagné le match retour 4-2.",
            "2-1",
        ),
        (
            "pl",
            "en",
            "Po remisie 2:2 Wisła wygrała w karnych 5:3.",
            "After a 2-2 draw, Wisła won 5-2 on penalties.",
            "2",
        ),
        (
            "de",
            "en",
            "Seit dem 3. März läuft der Prozess; fünf Menschen starben, zwei Drittel sagten aus.",
            "The trial has run since March 5; five people died, two-thirds testified.",
            "5",
        ),
        (
            "fr",
            "en",
            "Née le 3 février, cinquième de sept enfants, elle a servi un tiers des repas.",
            "Born on February 5, the fifth of seven children, she served a third of the meals.",
            "5",
        ),
    ],
)
def test_another_result_or_day_blocks_though_its_figure_stands_around(
    src, tgt, source, target, marked
):
    (finding,) = only("number_changed", target, source, src, tgt)

    assert (finding.severity, shown(finding, target)) == ("blocker", marked)


@pytest.mark.parametrize(
    ("src", "source", "target"),
    [
        ("de", "Nach dem 1:1 endete das Finale 4:2.", "After the 1-1 draw, the final ended 2-4."),
        ("es", "Ganó 3-1 y antes 2-0.", "It won 3-1, after 2-0."),
        ("de", "Um 9:5 Uhr und um 8:1 Uhr.", "At 9:05 and at 8:01."),
        ("ru", "Счет 3:2, а потом 2:0.", "The score was 2-3, then 2-0."),
        ("de", "Vom 3. bis 5. Mai kamen vier.", "From May 3 to 5, four came."),
        ("de", "Vom 30. März bis 2. April.", "From March 30 to April 2."),
        ("fr", "Les 3 et 7 mai, devant 20 personnes.", "On May 3 and 7, before 20 people."),
        ("ja", "5月4日午後3時。", "At 3 p.m. on May 4."),
        (
            "ru",
            "В ночь на 5 мая загорелся дом, 4 человека пострадали.",
            "On the night of May 4, a house caught fire and four people were hurt.",
        ),
    ],
)
def test_results_and_days_that_say_the_same_are_no_blockers(src, source, target):
    found = only("number_changed", target, source, src)

    assert [finding for finding in found if finding.severity == "blocker"] == []


def test_what_a_unit_in_brackets_says_again_is_not_missing():
    source = "ガスの埋蔵量は8020億立方フィート（802Bcf）だ。"

    assert only("number_missing", "There are 802 billion cubic feet of gas.", source, "ja") == []
    assert only("number_missing", "There is some gas.", source, "ja") != []


def test_a_decade_of_another_century_blocks():
    source = "Die Zusammenarbeit begann Anfang der 90er-Jahre."
    wrong = "La coopération remonte au début des années 1890."

    assert only("number_changed", wrong, source, "de", "fr") != []
    assert only("number_changed", wrong.replace("1890", "1990"), source, "de", "fr") == []
