"""Paragraphs and sentences left out, added or said twice."""

import pytest

from stylebook.checks import Block, check
from stylebook.checks.rules.completeness import usual_length
from stylebook.checks.story import Story
from tests.stylebook.checks.telling import blocks, codes, only, told
from tests.stylebook.checks.test_alignment import ENGLISH, GERMAN, TEXTS

COMPLETENESS = {
    "paragraph_missing",
    "paragraph_added",
    "paragraph_repeated",
    "sentence_missing",
    "short",
    "long",
}


def lines(texts):
    return "\n".join(texts)


@pytest.mark.parametrize(("src", "source", "target"), TEXTS)
def test_a_whole_translation_is_left_alone(src, source, target):
    assert told(lines(target), lines(source), src, only=COMPLETENESS) == []


@pytest.mark.parametrize(("src", "source", "target"), TEXTS)
@pytest.mark.parametrize("gone", [0, 1, 2])
def test_a_paragraph_left_out_is_found(src, source, target, gone):
    ours = [text for n, text in enumerate(target) if n != gone]
    found = told(lines(ours), lines(source), src, only=COMPLETENESS)

    assert [f.code for f in found][:1] in (["paragraph_missing"], ["sentence_missing"])
    assert found[0].src_block in (gone - 1, gone, gone + 1)


def test_what_is_missing_is_shown_in_the_original():
    ours = [text for n, text in enumerate(ENGLISH) if n != 2]
    (finding,) = only("paragraph_missing", lines(ours), lines(GERMAN))

    assert (finding.severity, finding.block, finding.src_block) == ("blocker", None, 2)
    assert finding.src_span == (0, len(GERMAN[2]))
    assert "Paragraph 3" in finding.message


def test_a_short_line_is_not_missed():
    assert codes(lines(ENGLISH), lines([*GERMAN, "Foto: dpa"]), only=COMPLETENESS) == []


def test_an_empty_translation_misses_everything():
    found = told("", lines(GERMAN[:2]))
    assert [(f.code, f.src_block) for f in found] == [
        ("paragraph_missing", 0),
        ("paragraph_missing", 1),
    ]


def test_a_paragraph_of_our_own_is_a_warning():
    own = "Nobody had asked the fishermen, who met on the quay with their boats and their dogs."
    (finding,) = only("paragraph_added", lines([*ENGLISH, own]), lines(GERMAN))
    assert (finding.severity, finding.block) == ("warning", 5)


def test_without_an_original_nothing_was_added():
    assert told(lines(ENGLISH), only=COMPLETENESS) == []


@pytest.mark.parametrize(("src", "source", "target"), TEXTS)
def test_a_paragraph_that_stands_twice_blocks(src, source, target):
    twice = [target[0], *target]
    (finding,) = only("paragraph_repeated", lines(twice), lines(source), src)
    assert (finding.severity, finding.block) == ("blocker", 1)


def test_a_paragraph_may_stand_twice_if_it_does_in_the_original():
    assert only("paragraph_repeated", lines(ENGLISH[:1] * 2), lines(GERMAN[:1] * 2)) == []


def test_short_lines_may_stand_twice():
    assert only("paragraph_repeated", "The mayor speaks\nThe mayor speaks") == []


SENTENCES = [
    (
        "de",
        "Die Brücke wurde am Montag nach langem Streit eröffnet. Den größten Teil der Kosten trägt"
        " das Land. Im nächsten Jahr soll auch der alte Hafen umgebaut werden.",
        [
            "The bridge was opened on Monday after a long dispute. ",
            "Most of the costs are borne by the state. ",
            "Next year, the old harbor is to be rebuilt as well.",
        ],
    ),
    (
        "fr",
        "Le barrage a été construit au siècle dernier. Les habitants avaient demandé plusieurs fois"
        " des travaux. La préfète a promis une enquête dans les meilleurs délais.",
        [
            "The dam was built in the last century. ",
            "Residents had asked for repairs several times. ",
            "The prefect has promised an inquiry as soon as possible.",
        ],
    ),
    (
        "ru",
        "Станция открылась в понедельник утром. Жители соседних домов жалуются на постоянный шум."
        " В мэрии обещают разобраться с этим в ближайшее время.",
        [
            "The station opened on Monday morning. ",
            "Residents of the neighboring buildings complain about constant noise. ",
            "City hall promises to look into it soon.",
        ],
    ),
    (
        "es",
        "La ceniza alcanzó una gran altura durante la noche. El aeropuerto espera reabrir el sábado"
        " por la mañana. Los vecinos duermen en el polideportivo municipal.",
        [
            "The ash reached a great altitude during the night. ",
            "The airport hopes to reopen on Saturday morning. ",
            "Residents are sleeping in the municipal sports hall.",
        ],
    ),
]


@pytest.mark.parametrize(("src", "source", "target"), SENTENCES)
def test_all_sentences_are_enough(src, source, target):
    assert told("".join(target), source, src, only=COMPLETENESS) == []


@pytest.mark.parametrize(("src", "source", "target"), SENTENCES)
@pytest.mark.parametrize("gone", [0, 1, 2])
def test_a_sentence_left_out_is_found(src, source, target, gone):
    ours = "".join(text for n, text in enumerate(target) if n != gone).strip()
    (finding,) = told(ours, source, src, only=COMPLETENESS)

    assert finding.code in ("sentence_missing", "short")
    assert (finding.block, finding.src_block) == (0, 0)


@pytest.mark.parametrize(("src", "source", "target"), SENTENCES)
def test_sentences_may_be_joined(src, source, target):
    joined = target[0].rstrip(". ") + ", and " + target[1][0].lower() + target[1][1:] + target[2]
    assert told(joined, source, src, only=COMPLETENESS) == []


@pytest.mark.parametrize(("src", "source", "target"), SENTENCES)
def test_paragraphs_may_be_parted(src, source, target):
    assert told("\n".join(t.strip() for t in target), source, src, only=COMPLETENESS) == []


def test_the_sentence_that_is_missing_is_named():
    source = (
        "Die Brücke bei Lengsund ist 415 Meter lang und ruht auf 52 Pfeilern."
        " Den größten Teil der Kosten trägt nach einem langen Streit das Land."
        " Täglich sollen 25.000 Fahrzeuge darüber fahren, sagte Wiesenburg."
    )
    target = (
        "The bridge near Lengsund is 415 meters long and rests on 52 pillars."
        " As many as 25,000 vehicles are to cross it every day, Wiesenburg said."
    )
    (finding,) = told(target, source, only=COMPLETENESS)

    assert source[slice(*finding.src_span)].startswith("Den größten Teil")
    assert "Den größten Teil" in finding.message


def test_ours_may_say_it_in_fewer_words():
    source = "Der Bürgermeister ist nach langen Jahren im Amt zurückgetreten."
    assert told("The mayor resigned after many years.", source, only=COMPLETENESS) == []


LONG_WINDED = (
    "Der Hafen von Lindau wird im kommenden Frühjahr umgebaut, wie die Stadtverwaltung am"
    " Mittwochabend nach einer langen Sitzung mitteilte. Die alten Kaimauern werden dabei"
    " vollständig durch neue ersetzt.",
    "Nach den Angaben des zuständigen Amtes sollen die Bauarbeiten ungefähr anderthalb Jahre lang"
    " dauern. Währenddessen legen die Ausflugsschiffe am benachbarten Ufer der Insel an.",
    "Viele Anwohnerinnen und Anwohner befürchten allerdings, dass der Lärm der Bagger sie den"
    " ganzen Sommer über stören werde. Sie haben deshalb einen gemeinsamen Brief an den"
    " Bürgermeister geschrieben.",
    "Der Bürgermeister versprach den Unterzeichnern daraufhin eine öffentliche Versammlung in der"
    " Turnhalle der Schule. Dort sollen auch die beauftragten Firmen ihre Pläne vorstellen und"
    " Fragen beantworten.",
)
TERSE = (
    "Lindau will rebuild its harbour next spring, the city said on Wednesday evening after a long"
    " sitting. The old quay walls will all be replaced by new ones.",
    "The works should take about a year and a half, the office says. Meanwhile the pleasure boats"
    " will call at the island's other bank.",
    "Many residents fear that the noise of diggers will bother them all summer. So they have"
    " written a joint letter to the mayor.",
    "The mayor then promised the signatories a public meeting in the school gym. There the firms"
    " are to show their plans and answer any questions.",
)


def test_in_a_story_that_is_terse_throughout_sentences_may_be_joined_too():
    source, terse = lines(LONG_WINDED), lines(TERSE)
    assert told(terse, source, only=COMPLETENESS) == []
    assert told(terse.replace(". There", "; there"), source, only=COMPLETENESS) == []
    (finding,) = told(terse[: terse.index(" There")], source, only=COMPLETENESS)
    assert (finding.code, finding.block) == ("sentence_missing", 3)


def test_much_shorter_is_found():
    source = SENTENCES[0][1].replace(". ", ", ")
    (finding,) = told("The bridge opened on Monday after a dispute.", source, only=COMPLETENESS)
    assert (finding.code, finding.severity) == ("short", "warning")


def test_a_short_line_stands_twice_only_if_it_does_in_the_original():
    source, target = "Von Eva Kern, Bonn\nEs regnet.", "By Eva Kern in Bonn\nIt rains."
    twice = target.replace("\n", "\nBy Eva Kern in Bonn\n")
    (finding,) = only("paragraph_repeated", twice, source)
    assert finding.block == 1
    apart = f"{target}\nBy Eva Kern in Bonn"
    assert only("paragraph_repeated", apart, source) == []


@pytest.mark.parametrize(("kind", "found"), [("p", ["t2"]), ("caption", [])])
def test_two_pictures_may_share_a_short_caption(kind, found):
    ours = [Block("t1", "A crane at work.", kind), Block("t2", "A crane at work.", kind)]
    said = check(blocks("Es regnet."), ours, "de", "en", only={"paragraph_repeated"})
    assert [ours[finding.block].id for finding in said] == found


WHOLE = (
    "Experts expect the central bank to cut again at both of its remaining meetings this year, on"
    " October 23 and December 11, which would take the rate to as low as 36 percent."
)
WORKED_IN = [
    (
        "tr",
        "Uzmanlara göre Banka yıl sonuna dek iki toplantıda birer kez daha indirime gidecek ve"
        " faizi 36'ya kadar çekecek. Kurul bundan sonra 23 Ekim ve 11 Aralık'ta toplanıyor.",
        WHOLE,
    ),
    (
        "de",
        "Fachleute rechnen noch in diesem Jahr in beiden Sitzungen mit einer Senkung auf 36"
        " Prozent. Der Rat tritt am 23. Oktober und am 11. Dezember wieder zusammen.",
        WHOLE,
    ),
    (
        "fr",
        "Les experts s'attendent cette année encore à une baisse lors des deux réunions, à 36 %."
        " Le conseil se réunit de nouveau le 23 octobre et le 11 décembre.",
        WHOLE,
    ),
    (
        "ru",
        "Эксперты ждут в этом году снижения на обоих заседаниях, вплоть до 36 процентов. Совет"
        " собирается снова 23 октября и 11 декабря этого года.",
        WHOLE,
    ),
]


@pytest.mark.parametrize(("src", "source", "target"), WORKED_IN)
def test_a_sentence_whose_figures_ours_has_is_not_missing(src, source, target):
    assert only("sentence_missing", target, source, src) == []
    left_out = "Experts expect the bank to cut again at both meetings, to as low as 36 percent."
    assert only("sentence_missing", left_out, source, src) != []


def test_a_question_or_a_call_inside_a_french_sentence_does_not_end_it():
    source = (
        "L'association a présenté hier sa nouvelle campagne à la presse. La campagne « Ouvrez les"
        " portes ! » veut encourager les habitants à accueillir les voyageurs de passage."
    )
    target = (
        "The association presented its new campaign to the press. The “Open the doors!” campaign"
        " wants to encourage people to take in travellers."
    )
    assert only("sentence_missing", target, source, "fr") == []
    assert only("sentence_missing", target.split(". ")[1], source, "fr") != []


OF_SHORT_SENTENCES = [
    (
        "de",
        "In der Nacht zum Sonntag hatten Unbekannte versucht, das Depot zu öffnen. Die Wache nahm"
        " zwei Frauen im Alter von 22 und 37 Jahren fest. Ein Sprecher sagte, ein Zusammenhang mit"
        " den Bränden werde derzeit nicht vermutet.",
        [
            "On Saturday night, unknown persons had tried to open the depot. ",
            "Guards detained two women, aged 22 and 37. ",
            "A spokesman said that no link to the fires was suspected.",
        ],
        [1],
    ),
    (
        "cs",
        "Ředitel Jan Kos je v domě oblíbený. Rozhoduje rychle a bez zbytečných otázek. V pondělí se"
        " ale rozhodl, že na podzim odejde. To se radě pochopitelně nelíbí a hledá za něj náhradu."
        " Háček je v tom, že nikdo jeho místo nechce. Vydrží dům bez něj? Do jara určitě.",
        [
            "Director Jan Kos is well liked. ",
            "He decides fast, no questions asked. ",
            "On Monday he chose to leave in the fall. ",
            "The board does not like it and seeks a replacement. ",
            "The catch is that nobody wants his job. ",
            "Will the house last? ",
            "Until spring, surely.",
        ],
        [0, 2, 3],
    ),
]


@pytest.mark.parametrize(
    ("src", "source", "target", "at"),
    [(src, source, ours, at) for src, source, ours, places in OF_SHORT_SENTENCES for at in places],
)
def test_short_sentences_may_be_joined(src, source, target, at):
    first, second = target[at : at + 2]
    joined = f"{first.rstrip('. ')}, and {second[0].lower()}{second[1:]}"
    ours = "".join([*target[:at], joined, *target[at + 2 :]])

    assert told(ours, source, src, only=COMPLETENESS) == []


@pytest.mark.parametrize(("src", "source", "target", "_"), OF_SHORT_SENTENCES)
@pytest.mark.parametrize("gone", [0, 1, 2])
def test_one_of_short_sentences_left_out_is_found(src, source, target, _, gone):
    ours = "".join(text for n, text in enumerate(target) if n != gone)

    assert codes(ours, source, src, only=COMPLETENESS) in (["sentence_missing"], ["short"])


PORT = [
    "Brand im Hafen von Ulm nach Stunden gelöscht",
    "Im Hafen von Ulm hat es gebrannt. Die Feuerwehr war die ganze Nacht hindurch mit allen Wagen"
    " und vielen Freiwilligen aus den Dörfern ringsum im Einsatz. Verletzt wurde niemand.",
    "Auf dem Platz am Rathaus steht Wasser. Er ist gesperrt, und niemand weiß, bis wann.",
]
PORT_OURS = [
    "Fire in the port of Ulm is out after hours",
    "A fire that could be seen from far away has broken out in the port of the city of Ulm."
    " Firefighters were out all night with many volunteers from villages nearby. No one was hurt.",
    "There is water on the square by the town hall. It is closed, and nobody knows until when.",
]


@pytest.mark.parametrize("gone", [0, 1, 2])
def test_a_headline_that_says_what_the_next_paragraph_does_is_missed_too(gone):
    ours = lines(text for n, text in enumerate(PORT_OURS) if n != gone)

    assert codes(ours, lines(PORT), only=COMPLETENESS) != []


@pytest.mark.parametrize("at", [0, 1])
def test_a_headline_may_be_merged_with_what_follows(at):
    merged = [*PORT_OURS[:at], " ".join(PORT_OURS[at : at + 2]), *PORT_OURS[at + 2 :]]

    assert told(lines(merged), lines(PORT), only=COMPLETENESS) == []


ISLAND = [
    "Der Hafen blieb am Dienstag geschlossen, und kein Schiff fuhr hinaus.",
    "Ein Fischer sprach vom schlimmsten Herbst seit langer Zeit auf dieser Insel.",
    "Die Fähre soll erst am Wochenende wieder nach dem Festland fahren, hieß es.",
    "Wer hinüber muss, wird so lange mit dem Hubschrauber der Wache gebracht.",
    "Auf der Insel leben tausend Menschen, die meisten haben Vorräte im Haus.",
]
ISLAND_OURS = [
    "The port stayed closed on Tuesday, and no ship put out.",
    "A fisherman spoke of the worst autumn on this island in a long time.",
    "The ferry is not due to run to the mainland again until the weekend.",
    "Whoever has to cross is taken by the helicopter of the guard.",
    "A thousand people live on the island; most have supplies.",
]


def habit(ours):
    return usual_length(Story(blocks(lines(ISLAND), "s"), blocks(lines(ours), "t"), "de", "en"))


@pytest.mark.parametrize("at", [0, 1, 2, 3])
def test_what_is_usual_in_a_story_stays_so_when_paragraphs_are_merged(at):
    merged = [*ISLAND_OURS[:at], " ".join(ISLAND_OURS[at : at + 2]), *ISLAND_OURS[at + 2 :]]

    assert habit(merged) == pytest.approx(habit(ISLAND_OURS), abs=0.01)
