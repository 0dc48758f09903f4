"""Characters, quotes, spaces and the form of headlines, datelines and captions."""

import pytest

from stylebook.checks import Block, check
from tests.stylebook.checks.telling import codes, only, shown, told
from tests.stylebook.checks.test_alignment import TEXTS

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


FORM = {"headline_long", "headline_stop", "dateline_form", "caption_form", "caption_credit"}


def form(kind, text, tgt="en"):
    return check([], [Block("h", text, kind)], "de", tgt, only=FORM)


def headline(text):
    return [finding.code for finding in form("headline", text)]


def test_the_form_of_a_headline_is_hinted_at():
    assert headline("The council has resigned.") == ["headline_stop"]
    assert headline("The council " * 9 + "has resigned") == ["headline_long"]
    assert headline("The council has resigned") == []
    assert headline("Who will be next?") == []
    assert codes("The council has resigned.") == []


@pytest.mark.parametrize("text", ["BISHKEK —", "Osh –", "Lengsund, ", "Vallombreuse.", "Kyiv:"])
def test_a_dateline_is_a_place_without_a_dash(text):
    (finding,) = form("dateline", text)
    assert finding.code == "dateline_form"
    place = text[: finding.span[0]] + finding.fix + text[finding.span[1] :]
    assert place.strip().isalpha()


@pytest.mark.parametrize(
    "text", ["Bishkek", "Washington, D.C.", "BISHKEK and Osh", "Stornoway, St.", "Aix-en-Provence"]
)
def test_a_dateline_that_is_a_place_is_left_alone(text):
    assert form("dateline", text) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("the bridge in March", "caption_form"),
        ("The bridge in March. It was closed for a year", "caption_form"),
        ("Le pont en mars. Il est fermé depuis un an", "caption_form"),
        ("The bridge in March. Photo: Anna Berg", "caption_credit"),
        ("Le pont en mars. Crédit photo : Anna Berg", "caption_credit"),
        ("The bridge in March (© Anna Berg)", "caption_credit"),
        ("Photo by Anna Berg", "caption_credit"),
    ],
)
def test_the_form_of_a_caption_is_hinted_at(text, code):
    assert [(f.code, f.severity) for f in form("caption", text)] == [(code, "hint")]


@pytest.mark.parametrize(
    "text",
    [
        "The bridge in March",
        "The bridge in March.",
        "Mayor Hanna Wiesenburg with Dr. Jörg Althaus",
        "The U.S. Capitol",
        "“The bridge is open.” So it was said in March.",
        "A photo that the mayor took: the bridge.",
        "The mayor with a photo: his mother in 1950.",
    ],
)
def test_a_caption_in_good_form_is_left_alone(text):
    assert form("caption", text) == []


def test_what_is_form_in_a_caption_is_none_in_a_paragraph():
    assert form("p", "the bridge in March. It was closed. Photo: Anna Berg —") == []


QUOTED = 'Sie sagte: "Wir kommen morgen zurück. Dann sehen wir weiter, wie jedes Jahr."'


@pytest.mark.parametrize(
    "text",
    [
        'She said: "We will be back tomorrow.\nThen we will see, as every year."',
        "She said: “We will be back tomorrow.\nThen we will see, as every year.”",
    ],
)
def test_a_quotation_may_go_on_where_a_paragraph_was_parted(text):
    assert told(text, QUOTED, only={"quotes"}) == []


def test_a_mark_lost_in_a_parted_paragraph_is_found():
    text = 'She said: "We will be back tomorrow.\nThen we will see, as every year.'

    assert told(text, QUOTED, only={"quotes"}) != []


def test_a_name_may_have_a_mark_in_it_if_it_does_in_the_original():
    text = "The report was on Yahoo!News."

    assert told(text, "この記事はYahoo!ニュースにある。", "ja", only={"missing_space"}) == []
    assert told(text, "この記事はヤフーにある。", "ja", only={"missing_space"}) != []
    assert told("They came.It rained.", "Sie kamen.Es regnete.", only={"missing_space"}) != []
