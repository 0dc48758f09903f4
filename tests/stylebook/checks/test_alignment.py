"""Which paragraphs render which."""

import pytest

from stylebook.checks.alignment import align, align_by_ids, usual_ratio
from stylebook.checks.reading.passage import Passage

GERMAN = [
    "Nach fast zwei Jahren Bauzeit ist am Montag die neue Brücke in Lengsund freigegeben worden.",
    "Die 415 Meter lange Brücke kostete nach Angaben der Stadt 87,5 Millionen Euro.",
    "In der Nacht auf Sonntag nahm die Polizei drei Männer im Alter von 19, 23 und 31 Jahren fest.",
    "Kritik kam vom Abgeordneten Matthias Kroll; das Ministerium wies sie am Abend zurück.",
    "Künftig sollen täglich bis zu 25.000 Fahrzeuge die Brücke nutzen, sagte Wiesenburg.",
]
ENGLISH = [
    "After almost two years of construction, the new harbor bridge in Lengsund opened on Monday.",
    "The 415-meter bridge cost 87.5 million euros, according to the city.",
    "On Saturday night, police detained three men, aged 19, 23 and 31.",
    "MP Matthias Kroll was critical; the ministry rejected his remarks in the evening.",
    "In future, up to 25,000 vehicles a day are expected to use the bridge, Wiesenburg said.",
]
RUSSIAN = [
    "В Краснореченске в понедельник открылась первая за двенадцать лет станция метро.",
    "Строительство обошлось в 14,7 млрд рублей, сообщил губернатор Алексей Самойлов.",
    "Пенсионерка Людмила Хрусталёва говорит, что с ноября не может уснуть.",
    "В мэрии обещают разобраться до 1 апреля, на это выделено 120 миллионов рублей.",
]
FROM_RUSSIAN = [
    "On Monday, Krasnorechensk opened its first metro station in twelve years.",
    "Construction cost 14.7 billion rubles, said Governor Alexei Samoilov.",
    "Lyudmila Khrustalyova, a pensioner, says she has been unable to sleep since November.",
    "City hall promises to look into it by April 1; 120 million rubles have been allocated.",
]
CHINESE = [
    "周一上午，全长3.6公里的临江大桥正式通车，市长出席了仪式。",
    "大桥2018年5月动工，历时五年零七个月，每天可通行4万辆汽车。",
    "居民王秀英今年68岁，她说以前坐轮渡要等一个小时。",
]
FROM_CHINESE = [
    "On Monday morning, the 3.6-kilometer Linjiang Bridge officially opened; the mayor was there.",
    "Work on it began in May 2018 and took five years and seven months; it carries 40,000 cars.",
    "Wang Xiuying, a 68-year-old resident, said they used to wait an hour for the ferry.",
]
SPANISH = [
    "Más de 3.000 vecinos de Santa Brígida fueron evacuados el jueves tras la erupción del volcán.",
    "«Primero oímos un ruido sordo», contó Ramón Echeverría, de 58 años, pescador.",
    "La ceniza alcanzó los 6.000 metros de altura y obligó a cancelar 47 vuelos.",
    "Portugal y Marruecos han ofrecido ayuda, según la presidenta Carmen Orduña.",
]
FROM_SPANISH = [
    "More than 3,000 residents of Santa Brígida were evacuated on Thursday after the eruption.",
    "“First we heard a dull noise,” said Ramón Echeverría, 58, a fisherman.",
    "The ash reached an altitude of 6,000 meters and forced 47 flights to be canceled.",
    "Portugal and Morocco have offered help, according to President Carmen Orduña.",
]
TEXTS = [
    ("de", GERMAN, ENGLISH),
    ("ru", RUSSIAN, FROM_RUSSIAN),
    ("zh", CHINESE, FROM_CHINESE),
    ("es", SPANISH, FROM_SPANISH),
]


def aligned(source, target, src="de"):
    return align([Passage(t, src) for t in source], [Passage(t, "en") for t in target])


def one_to_one(number):
    return [([n], [n]) for n in range(number)]


@pytest.mark.parametrize(("src", "source", "target"), TEXTS)
def test_paragraphs_go_one_by_one(src, source, target):
    assert aligned(source, target, src) == one_to_one(len(source))


@pytest.mark.parametrize(("src", "source", "target"), TEXTS)
@pytest.mark.parametrize("at", [0, 1])
def test_paragraphs_that_we_merged_stay_together(src, source, target, at):
    merged = [*target[:at], f"{target[at]} {target[at + 1]}", *target[at + 2 :]]
    assert ([at, at + 1], [at]) in aligned(source, merged, src)


@pytest.mark.parametrize(("src", "source", "target"), TEXTS)
@pytest.mark.parametrize("at", [0, 2])
def test_a_paragraph_that_we_parted_stays_together(src, source, target, at):
    middle = target[at].index(" ", len(target[at]) // 2)
    parted = [*target[:at], target[at][:middle], target[at][middle + 1 :], *target[at + 1 :]]
    assert ([at], [at, at + 1]) in aligned(source, parted, src)


@pytest.mark.parametrize("gone", [0, 2, 3, 4])
def test_a_paragraph_that_we_dropped_has_no_counterpart(gone):
    ours = [text for n, text in enumerate(ENGLISH) if n != gone]
    links = aligned(GERMAN, ours)

    assert [source for source, target in links if not target] == [[gone]]
    assert len(links) == len(GERMAN)


@pytest.mark.parametrize("at", [1, 5])
def test_a_paragraph_of_our_own_has_no_counterpart(at):
    own = "Nobody had asked the fishermen, who met on the quay with their boats and their dogs."
    links = aligned(GERMAN, [*ENGLISH[:at], own, *ENGLISH[at:]])
    assert [target for source, target in links if not source] == [[at]]


def test_every_paragraph_stands_in_one_link():
    links = aligned(GERMAN * 4, ENGLISH[::-1] * 3)

    assert [n for source, _ in links for n in source] == list(range(20))
    assert [n for _, target in links for n in target] == list(range(15))


def test_nothing_is_aligned_with_nothing():
    assert aligned([], []) == []
    assert aligned(GERMAN[:2], []) == [([0], []), ([1], [])]
    assert aligned([], ENGLISH[:2]) == [([], [0]), ([], [1])]


@pytest.mark.parametrize(
    ("src", "tgt", "ratio"), [("de", "en", 0.96), ("zh", "en", 3.95), ("en", "fr", 1 / 0.88)]
)
def test_lengths_are_compared_as_is_usual_between_the_languages(src, tgt, ratio):
    assert usual_ratio([Passage("x", src)], [Passage("y", tgt)]) == pytest.approx(ratio)


def test_lengths_of_an_unknown_language_are_compared_as_in_this_story():
    assert usual_ratio([Passage("x" * 50, "et")], [Passage("y" * 100, "en")]) == 2.0


# --- by what blocks say that they render


@pytest.mark.parametrize(
    ("rendered", "links"),
    [
        ([("a",), ("b",), ("c",)], [([0], [0]), ([1], [1]), ([2], [2])]),
        ([("a", "b"), ("c",)], [([0, 1], [0]), ([2], [1])]),
        ([("a",), ("a",), ("b",), ("c",)], [([0], [0, 1]), ([1], [2]), ([2], [3])]),
        ([("a",), ("c",)], [([0], [0]), ([1], []), ([2], [1])]),
        ([("b",), ("c",)], [([0], []), ([1], [0]), ([2], [1])]),
        ([("a",), (), ("b",), ("c",)], [([0], [0]), ([], [1]), ([1], [2]), ([2], [3])]),
        ([("a", "x"), ("b",), ("c",)], [([0], [0]), ([1], [1]), ([2], [2])]),
        ([("c",), ("a",), ("b",)], [([2], [0]), ([0], [1]), ([1], [2])]),
    ],
)
def test_blocks_are_taken_at_their_word(rendered, links):
    assert align_by_ids(["a", "b", "c"], rendered) == links


def test_blocks_that_say_nothing_are_aligned_by_their_texts():
    assert align_by_ids(["a", "b"], [(), ()]) is None
    assert align_by_ids(["a", "b"], [("x",), ()]) is None
