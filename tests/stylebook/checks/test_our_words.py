"""What needs only our own text: spelling, doubled words, characters, quotes, spaces, headlines."""

import pytest

from stylebook.checks.reading.lexicon import RARE, UNKNOWN, Lexicon, lexicon
from stylebook.checks.rules.corrections import derived, split, suggestion
from tests.stylebook.checks.telling import only, told

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


def test_what_is_an_article_and_a_word_as_well_is_a_slip():
    (finding,) = told("The council aproved it.", only=WORDS)
    assert (finding.code, finding.fix) == ("misspelling", "proved")


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


@pytest.mark.parametrize("glued", ["Twoyears after it, they left.", "Forthe two of them."])
def test_words_in_one_at_the_beginning_of_a_sentence_are_hinted_at(glued):
    (finding,) = told(glued, only=WORDS)
    assert (finding.code, finding.severity) == ("glued_words", "hint")


def test_a_name_of_the_original_and_a_word_in_one_are_a_warning():
    source, target = "Minuten später traf Hofmann.", "Then Hofmannhit the winner."
    (finding,) = told(target, source, only=WORDS)
    assert (finding.code, finding.severity, finding.fix) == (
        "glued_words",
        "warning",
        "Hofmann hit",
    )


def test_an_age_and_a_word_in_one_are_a_warning():
    (finding,) = told("She is a 41-year-oldwidow.", only=WORDS)
    assert (finding.code, finding.fix) == ("glued_words", "old widow")


@pytest.mark.parametrize("wrong", ["pointts", "roundds", "estimateed", "begining", "overthree"])
def test_what_only_looks_made_of_a_word_is_found(wrong):
    assert len(told(f"They said it {wrong} to him.", only=WORDS)) == 1


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


@pytest.mark.parametrize(
    ("word", "apart", "small"),
    [
        ("inthe", "in the", 2),
        ("ofparliament", "of parliament", 1),
        ("councilmeeting", "council meeting", 0),
        ("onthe", "on the", 2),
        ("bythe", "by the", 2),
        ("forthe", "for the", 2),
    ],
)
def test_two_words_are_taken_apart(word, apart, small):
    found = split(word, lexicon("en"))
    assert (found.words, found.small) == (apart, small)


@pytest.mark.parametrize("word", ["zorplewick", "xyz", "brumblefax"])
def test_what_is_not_two_words_stays_whole(word):
    assert split(word, lexicon("en")) is None


def test_only_so_many_words_are_remembered(monkeypatch):
    monkeypatch.setattr("stylebook.checks.reading.lexicon._KEPT", 3)
    words = Lexicon(b"\na\t1\nab\t2\n")
    found = [words.rank(word) for word in ("a", "ab", "b", "c", "d", "e", "a", "ab")]
    assert found == [1, 2, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, 1, 2]
    assert len(words.seen) <= 5


def test_a_word_of_our_own_list_needs_no_other():
    words = Lexicon(b"\na\t1\n", ["newsroomy"])
    assert words.knows("newsroomy")
    assert not words.knows("Newsroomy")


@pytest.mark.parametrize(
    ("text", "shown", "fix"),
    [
        ("They took thehigh-speed train.", "thehigh", "the high"),
        ("He is in hismid-50s now.", "hismid", None),
        ("A 5-kilogrambag of rice is dear.", "kilogrambag", "kilogram bag"),
        ("Four purpose-builtschools opened.", "builtschools", "built schools"),
        ("Three co-defendantsreceived sentences.", "defendantsreceived", "defendants received"),
        ("“Rodentsgnawed through it,” he said.", "Rodentsgnawed", "Rodents gnawed"),
        ("They paid. Thehospital's director left.", "Thehospital", "The hospital"),
        ("He flew in from Bostonon Tuesday.", "Bostonon", "Boston on"),
        ("It is as big as Finlandor Norway.", "Finlandor", "Finland or"),
        ("Youssef En-Nesyriscored twice.", "Nesyriscored", "Nesyri scored"),
        ("The mayor, Kenichi Nakamurasaid so.", "Nakamurasaid", "Nakamura said"),
        ("Governor Mehmet Sarıoğlusaid so.", "Sarıoğlusaid", "Sarıoğlu said"),
        ("It took the cardinalsless than a day.", "cardinalsless", "cardinals less"),
    ],
)
def test_words_written_in_one_are_found_beside_hyphens_and_names(text, shown, fix):
    found = [f for f in told(text, only=WORDS) if text[slice(*f.span)] == shown]
    if fix is not None:
        assert [(f.code, f.fix) for f in found] == [("glued_words", fix)]


@pytest.mark.parametrize(
    "text",
    [
        "The healthcare-led, homeland-bound, non-profitmaking weekend-only ex-policemen met.",
        "A classless, seedless, businesslike, nervousless-free all-weather pro-basketball day.",
        "Paul Simpson and Valentin Anderson met Robertson, Lufton and Hamburgers.",
        "The post-lockdown-era co-chairwomen left the mid-afternoon pro-independence rally.",
    ],
)
def test_words_that_are_made_of_two_are_left_alone(text):
    assert told(text, only={"glued_words"}) == []


def test_an_article_glued_to_an_arabic_name_is_hinted_at():
    source = "قال عبد الفتاح البرهان إنه موافق."
    (finding,) = only("glued_words", "Abdel Fattahal-Burhan agreed.", source, "ar")
    assert (finding.severity, finding.fix) == ("hint", "Fattah al")
    assert only("glued_words", "Abdel Fattah al-Burhan agreed.", source, "ar") == []
    assert only("glued_words", "The Funeral-Home agreed.", source, "ar") == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Auxpropriétaires, on a réclamé la somme.", "Auxpropriétaires"),
        ("Deuxnouveaux bateaux sont arrivés.", "Deuxnouveaux"),
        ("Des gens sont morts dans l'Étatet dans la ville.", None),
    ],
)
def test_words_written_in_one_are_found_in_french(text, shown):
    found = told(text, tgt="fr", only={"glued_words"})
    assert [text[slice(*f.span)] for f in found] == ([shown] if shown else [])


def test_two_words_in_one_that_stand_so_twice_are_a_word():
    assert told("The dragonfire came.\nThen dragonfire was gone.", only=WORDS) == []
    assert told("The dragonfire came.\nThen it was gone.", only=WORDS)


def test_an_article_glued_to_the_second_part_of_a_name_is_found():
    source = "قال عبد الحميد الشناوي إنه مزارع."
    found = told("Abdel-Hamidal-Shenawi is a farmer.", source, "ar", only=WORDS)

    assert [f.fix for f in found] == ["Hamid al"]


@pytest.mark.parametrize(
    ("glued", "apart"),
    [("Saturdayas", "Saturday as"), ("51stand", "51st and"), ("headded", "he added")],
)
def test_a_day_a_figure_or_a_verb_and_a_word_in_one_are_found(glued, apart):
    found = told(f"They said {glued} it was late.", only=WORDS)

    assert [(f.code, f.fix) for f in found] == [("glued_words", apart)]


def test_a_plural_with_its_apostrophe_is_read():
    assert [f.fix for f in told("The farmerrs' house was old.", only=WORDS)] == ["farmers"]
    assert told("The farmers' house was planned, equipped and patrolled.", only=WORDS) == []


def test_another_ending_of_a_word_only_is_a_hint():
    found = told("A show of old automata was on.", only=WORDS)

    assert [f.severity for f in found] == ["hint"]


@pytest.mark.parametrize(("glued", "apart"), [("obtainfree", "obtain free"), ("thered", "the red")])
def test_two_words_are_no_word_with_an_ending(glued, apart):
    (finding,) = told(f"They {glued} seats.", only={"glued_words"})
    assert finding.fix == apart


def test_a_name_with_a_capital_inside_and_a_word_are_told_apart_if_the_name_is_said_too():
    text = "RadioNord plays it. RadioNordplays it at night, and BlueNordplays does not."
    assert [f.fix for f in told(text, only={"glued_words"})] == ["RadioNord plays"]


@pytest.mark.parametrize("word", ["de facto", "a doppelganger", "femicide", "gaslighting"])
def test_words_of_newspapers_are_words(word):
    assert told(f"It was {word} all along.", only={"misspelling", "unknown_word"}) == []


def test_an_arabic_name_is_glued_if_it_stands_apart_elsewhere():
    source = "Халед аль-Мишри приехал. Халед аль-Мишри уехал."
    text = "Khaled al-Mishri came.\nKhaledal-Mishri left."

    assert [f.fix for f in told(text, source, "ru", only={"glued_words"})] == ["Khaled al"]
    assert told("Khaledal-Mishri came.", source, "ru", only={"glued_words"}) == []
