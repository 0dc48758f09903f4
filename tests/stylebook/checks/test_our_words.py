"""What needs only our own text: spelling, doubled words, characters, quotes, spaces, headlines."""

import pytest

from stylebook.checks import Block, check
from stylebook.checks.reading.lexicon import RARE, UNKNOWN, Lexicon, lexicon
from stylebook.checks.rules.corrections import derived, split, suggestion
from tests.stylebook.checks.telling import codes, only, shown, told
from tests.stylebook.checks.test_alignment import TEXTS

WORDS = {"misspelling", "unknown_word", "glued_words"}

# --- spelling


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("goverment", "government"),
        ("recieve", "receive"),
        ("offical", "official"),
        ("presidant", "president"),
        ("commitee", "committee"),
        ("parlament", "parliament"),
        ("econommic", "economic"),
        ("buidling", "building"),
        ("politcal", "political"),
        ("seperate", "separate"),
    ],
)
def test_a_misspelled_word_blocks(wrong, right):
    (finding,) = told(f"They said that the {wrong} was there.", only=WORDS)
    assert (finding.code, finding.severity, finding.fix) == ("misspelling", "blocker", right)


def test_a_word_that_is_always_spelled_so_is_a_warning():
    found = told("The goverment fell.\nThe goverment was new.", only=WORDS)
    assert [(f.block, f.severity) for f in found] == [(0, "warning")]


@pytest.mark.parametrize(
    "text",
    [
        "They organised and organized, in colour and color, at the centre and the center.",
        "The cybersecurity of startups, livestreamed on smartphones, was geopolitical.",
        "A whistleblower's podcast, retweeted by influencers, decried disinformation.",
        "An overcautious, postindustrial, semiautonomous, unelected supermajority.",
        "The mayor's and the mayors' offices weren't open; they'd closed.",
        "An anti-government, pro-European, twenty-something vice-chairman.",
        "Write to info@example.com or see www.exampel.com/goverment.",
        "The A320 and the G7 met COVID-19 in 5G.",
    ],
)
def test_words_that_there_are_are_left_alone(text):
    assert told(text, only=WORDS) == []


@pytest.mark.parametrize(
    ("src", "source", "target"),
    [
        ("de", "Die Energiewende stockt.", "The energiewende has stalled."),
        ("fr", "Les banlieusards.", "The banlieusards."),
        ("es", "El cacerolazo duró horas.", "The cacerolazo lasted for hours."),
        ("it", "I pentastellati.", "The pentastellati."),
    ],
)
def test_words_of_the_original_are_left_alone(src, source, target):
    assert told(target, source, src, only=WORDS) == []


@pytest.mark.parametrize("word", ["zorplewick", "brumblefax", "quixandor"])
def test_a_word_in_no_list_is_hinted_at(word):
    (finding,) = told(f"They met in the {word} again.", only=WORDS)
    assert (finding.code, finding.severity) == ("unknown_word", "hint")


# --- words in one


@pytest.mark.parametrize(
    ("glued", "apart", "severity"),
    [
        ("delegationof", "delegation of", "blocker"),
        ("inthe", "in the", "blocker"),
        ("tobe", "to be", "warning"),
        ("thecommittee", "the committee", "blocker"),
        ("overfour", "over four", "hint"),
        ("foundnegotiations", "found negotiations", "hint"),
        ("inParis", "in Paris", "warning"),
        ("of2014", "of 2014", "warning"),
        ("2014and", "2014 and", "warning"),
        ("twenty-onein", "one in", "warning"),
    ],
)
def test_words_written_in_one_are_found(glued, apart, severity):
    target = f"They said that {glued} was there."
    (finding,) = told(target, only=WORDS)

    assert (finding.code, finding.severity) == ("glued_words", severity)
    assert finding.fix == apart


@pytest.mark.parametrize(
    ("glued", "severity"),
    [("Kremlinsaid", "hint"), ("Accordingto", "hint"), ("Germangeologists", "hint")],
)
def test_a_name_and_a_word_in_one_are_hinted_at(glued, severity):
    (finding,) = told(f"The {glued} it was late.", only=WORDS)
    assert (finding.code, finding.severity) == ("glued_words", severity)


def test_a_name_of_the_story_and_a_word_in_one_are_a_warning():
    found = told("Zagorsk is far. They came to Zagorskand left.", only=WORDS)
    assert [(f.code, f.severity, f.fix) for f in found] == [
        ("glued_words", "warning", "Zagorsk and")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The newsroom, the lighthouse keeper and a peacekeeper met somewhere, nowhere else.",
        "Blackburn, Underwood, Wakefield and Goldstein left Newcastle for Portland.",
        "Nevertheless, whatsoever and herewith are words, notwithstanding.",
        "McDonald and MacArthur ate at PowerPoint's YouTube party.",
    ],
)
def test_words_that_are_one_are_left_alone(text):
    assert told(text, only=WORDS) == []


# --- doubled words


@pytest.mark.parametrize("word", ["the", "of", "and", "to", "a", "was", "for", "with", "by"])
def test_a_little_word_that_stands_twice_blocks(word):
    (finding,) = only("doubled_word", f"They said {word} {word} mayor.")
    assert (finding.severity, finding.fix) == ("blocker", word)


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("The bridge bridge is open.", "warning"),
        ("He is in in the house.", "warning"),
        ("It was very very late.", "hint"),
        ("He had had enough of that that.", "hint"),
    ],
)
def test_other_words_that_stand_twice_weigh_less(text, severity):
    assert {f.severity for f in only("doubled_word", text)} == {severity}


@pytest.mark.parametrize(
    "text",
    [
        "New York New York is a song of Duran Duran.",
        "The end. The beginning of the week-weekly.",
        "He said no, no, and no.",
        "It's the mayor's, the mayors' and the the-mayor brand.",
    ],
)
def test_words_that_stand_twice_on_purpose_are_left_alone(text):
    assert only("doubled_word", text) == []


def test_french_has_its_own_little_words():
    (finding,) = only("doubled_word", "Il est dans la la maison.", tgt="fr")
    assert finding.severity == "blocker"


# --- characters


@pytest.mark.parametrize(
    "mark",
    ["\u200b", "\u00ad", "\u2060", "\ufeff", "\u202e", "\u200e", "\u2066", "\x07", "\ufffd"],
)
def test_an_invisible_character_blocks(mark):
    (finding,) = only("invisible", f"The ma{mark}yor resigned.")

    assert (finding.severity, finding.span, finding.fix) == ("blocker", (6, 7), "")
    assert finding.evidence == (f"U+{ord(mark):04X}",)


@pytest.mark.parametrize(
    "text",
    [
        "The café, the naïve façade and the 10\u00a0euros.",
        "A scientist 👩\u200d🔬 and a family 👨\u200d👩\u200d👧.",
        "The Persian word می\u200cشود stays.",
        "Tabs\tand thin\u2009spaces and \u202fnarrow ones.",
    ],
)
def test_characters_that_a_text_needs_are_left_alone(text):
    assert only("invisible", text) == []


@pytest.mark.parametrize(
    ("code", "text", "shows"),
    [
        ("escape", "The logo of \\u200bChina.", "\\u200b"),
        ("escape", "Research &amp; development.", "&amp;"),
        ("escape", "Ten&nbsp;euros.", "&nbsp;"),
        ("escape", "A line\\nand another.", "\\n"),
        ("mojibake", "The cafÃ© is closed.", "Ã©"),
        ("mojibake", "Itâ€™s late.", "â€™"),
        ("markup", "The <b>mayor left.", "<b>"),
        ("markup", "The end.<br/>", "<br/>"),
    ],
)
def test_traces_of_machines_block(code, text, shows):
    (finding,) = only(code, text)
    assert finding.severity == "blocker"
    assert shown(finding, text) == shows


@pytest.mark.parametrize(
    "text", ["AT&T and R&D;", "a < b and c > d", "C:\\users", "Château d’Ââge", "5 < 6"]
)
def test_signs_that_are_meant_are_left_alone(text):
    assert [c for c in codes(text) if c in ("escape", "mojibake", "markup")] == []


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("m\u0430yor", "mayor"),
        ("\u041coscow", "Moscow"),
        ("b\u043eok", "book"),
        ("Αthens", "Athens"),
    ],
)
def test_a_letter_that_only_looks_like_ours_blocks(word, meant):
    (finding,) = only("mixed_script", f"They saw {word} there.")
    assert (finding.severity, finding.fix) == ("blocker", meant)


@pytest.mark.parametrize("text", ["The Greek Αθήνα.", "Łódź and Çeşme.", "The 5µm and αβγ rays."])
def test_whole_words_of_other_alphabets_are_not_mixed(text):
    assert only("mixed_script", text) == []


def test_a_single_letter_of_another_alphabet_is_a_warning():
    (finding,) = only("foreign_letter", "Plan \u0430 is off the table.")
    assert (finding.severity, finding.fix) == ("warning", "a")


# --- quotes and brackets


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("quotes", "“The bridge is open, said the mayor."),
        ("quotes", "The bridge is open,” said the mayor."),
        ("quotes", '"The bridge is open, said the mayor.'),
        ("quotes", "« Le pont est ouvert, dit le maire."),
        ("brackets", "The bridge (built in 1910 is open."),
        ("brackets", "The bridge [built in 1910 is open."),
        ("brackets", "The bridge built in 1910) is open."),
    ],
)
def test_what_does_not_close_is_a_warning(code, text):
    (finding,) = told(text, only={"quotes", "brackets"})
    assert (finding.code, finding.severity) == (code, "warning")


@pytest.mark.parametrize(
    "text",
    [
        "“The bridge is open,” said the mayor.",
        "“The bridge is open.\n“It will stay so,” said the mayor.",
        '"The bridge is open.\n"It will stay so," said the mayor.',
        "„Die Brücke ist offen“, sagte er.",
        'The 6" pipe is open.',
        "1) The bridge, 2) the road; :-)",
        "The bridge (built in 1910) is [still] open.",
    ],
)
def test_what_closes_is_left_alone(text):
    assert told(text, only={"quotes", "brackets"}) == []


@pytest.mark.parametrize(("src", "source", "target"), TEXTS)
def test_quotes_of_good_translations_are_left_alone(src, source, target):
    assert told("\n".join(target), "\n".join(source), src, only={"quotes", "brackets"}) == []


def test_quotes_that_do_not_close_in_the_original_either_are_left_alone():
    assert only("quotes", "“The bridge is open.", "„Die Brücke ist offen.") == []


def test_a_quotation_over_two_paragraphs_is_hinted_at():
    found = only("quotes", "“The bridge is open.\nIt will stay so,” said the mayor.")
    assert [f.severity for f in found] == ["hint", "hint"]


# --- spaces


@pytest.mark.parametrize(
    ("code", "text", "fix"),
    [
        ("double_space", "The mayor  resigned.", " "),
        ("space_before", "The mayor resigned .", "."),
        ("space_before", "The mayor , she said.", ","),
        ("missing_space", "The mayor resigned.The council met.", "resigned. "),
        ("missing_space", "The mayor,who resigned.", "mayor, "),
        ("missing_space", "He came in February.The council met.", "February. "),
        ("missing_space", "He came to Brígida,in the south.", "Brígida, "),
        ("edge_space", "The mayor resigned. ", ""),
        ("edge_space", " The mayor resigned.", ""),
    ],
)
def test_a_space_in_the_wrong_place_is_found(code, text, fix):
    (finding,) = told(text, only={"double_space", "space_before", "missing_space", "edge_space"})
    assert (finding.code, finding.fix) == (code, fix)


@pytest.mark.parametrize(
    "text",
    [
        "The U.S. mayor wrote to example.com at 5 p.m. or 6 a.m.",
        "It cost 1,000.50 euros, i.e. more, e.g. on news.example.org.",
        "The mayor ... and the council resigned.",
        "J.K. Rowling and A.P. Møller, Ph.D.",
        "The .com boom and Booking.com shares.",
    ],
)
def test_spaces_where_they_should_be_are_left_alone(text):
    assert [c for c in codes(text) if "space" in c] == []


def test_french_writes_a_space_before_its_high_marks():
    assert only("space_before", "Vraiment ? Oui ; non !", tgt="fr") == []
    assert len(only("space_before", "Vraiment , oui .", tgt="fr")) == 2


# --- headlines


def headline(text):
    return [f.code for f in check([], [Block("h", text, "headline")], "de", "en")]


def test_the_form_of_a_headline_is_hinted_at():
    assert headline("The council has resigned.") == ["headline_stop"]
    assert headline("The council " * 9 + "has resigned") == ["headline_long"]
    assert headline("The council has resigned") == []
    assert headline("Who will be next?") == []
    assert codes("The council has resigned.") == []


# --- word lists


def test_the_word_list_knows_how_common_a_word_is():
    words = lexicon("en")

    assert words.rank("the") == 1
    assert words.rank("the") <= words.rank("zebra") < RARE
    assert words.rank("Kyrgyzstan") < UNKNOWN
    assert words.rank("kyrgyzstan") == UNKNOWN
    assert words.rank("delegationof") == UNKNOWN
    assert words.rank("don’t") < UNKNOWN
    assert words.name("london")
    assert words.knows("cybersecurity")  # of our own list


def test_the_french_list_has_the_endings_on():
    words = lexicon("fr")
    assert all(words.knows(w) for w in ("maire", "maires", "parlerions", "nationaux", "Paris"))
    assert not words.knows("mairres")


@pytest.mark.parametrize("language", ["de", "xx", "", "../en"])
def test_there_is_no_list_of_other_languages(language):
    assert lexicon(language) is None


def test_every_word_of_a_list_is_found_in_it():
    text = b"\nAbel\t5\na\t1\nab\t2\nabc\t3\nb\t1\nz\xc3\xa9ro\t4\n"
    words = Lexicon(text, ["own"])
    found = {word: words.rank(word) for word in ("Abel", "a", "ab", "abc", "b", "zéro", "own")}
    assert found == {"Abel": 5, "a": 1, "ab": 2, "abc": 3, "b": 1, "zéro": 4, "own": 5}
    assert words.rank("abcd") == words.rank("A") == words.rank("zzz") == UNKNOWN


@pytest.mark.parametrize(
    ("word", "made"),
    [("unelectable", True), ("reorganize", True), ("overfour", False), ("blargness", False)],
)
def test_words_are_made_of_others(word, made):
    assert derived(word, lexicon("en")) is made


def test_corrections_are_the_commonest_of_all():
    words = lexicon("en")
    assert suggestion("teh", words) == "the"
    assert suggestion("xyzzyx", words) is None
    assert split("ofthe", words).words == "of the"
    assert split("government", words) is None or split("government", words).small == 0
