"""Names that a story has once, with a slip in them or none."""

import pytest

from tests.stylebook.checks.telling import only, told

NAMES = {"name_variant", "name_vs_source", "name_not_in_source", "name_misspelled"}


@pytest.mark.parametrize(
    ("src", "source", "target", "wrong"),
    [
        ("es", "Lo dijo Rodrigo Aguayo Tapia.", "Rodrigo Aguayo Tappia said so.", "Tappia"),
        ("es", "El arquitecto Iñaki Olabarria.", "The architect Iñaki Olaabarria.", "Olaabarria"),
        ("pl", "Wrócił do kliniki w Puławach.", "He went back to a clinic in Puulawy.", "Puulawy"),
        (
            "ru",
            "Его заменит «Полуостров».",
            "It was the Poluosttrov that came.",
            "Poluosttrov",
        ),
        (
            "uk",
            "Маріанна Козубенко приїхала.",
            "It was Marianna Kozubenkko who came.",
            "Kozubenkko",
        ),
        ("pl", "Dostał Krzyż Zasługi.", "He received the Cross of Mreit.", "Mreit"),
        ("zh", "候鸟经过辽河口。", "They pass the mouth of the Liao Riiver.", "Riiver"),
    ],
)
def test_a_slip_in_a_name_used_once_is_hinted_at(src, source, target, wrong):
    found = told(target, source, src, only=NAMES)

    assert wrong in [finding.evidence[0] for finding in found]


@pytest.mark.parametrize(
    ("src", "source", "target"),
    [
        ("de", "Sie kamen aus Bolivien und Kolumbien.", "They came from Bolivia and Colombia."),
        ("ru", "Об этом сказал Касым Токаев.", "That is what Kassym Tokaev said."),
        ("ru", "Победил Роджер Харрис.", "Roger Harris was the winner."),
        ("uk", "Порт Одеси працює.", "The port of Odesa is open."),
        ("ja", "島田さんが話した。", "It was Shimada Rivvo who spoke."),
    ],
)
def test_a_name_written_in_our_way_is_left_alone(src, source, target):
    assert told(target, source, src, only=NAMES) == []


def test_of_two_well_known_names_the_one_of_the_original_is_right():
    source = "Matthias Huss misst.\nMatthias Huss sprach."
    (finding,) = only("name_variant", "Mathias Huss measures.\nMatthias Huss spoke.", source)

    assert finding.evidence == ("Mathias", "Matthias")
