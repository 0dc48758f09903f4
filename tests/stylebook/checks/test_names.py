"""Names: two spellings of one, other than in the original, misspelled countries and phrases."""

import pytest

from stylebook.checks.reading.folding import fold, latin, sound
from stylebook.checks.reading.lexicon import lexicon
from stylebook.checks.rules.corrections import known_name
from stylebook.checks.rules.naming import near_pairs, same_word
from tests.stylebook.checks.telling import only, shown, told

NAMES = {"name_variant", "name_vs_source", "name_not_in_source", "name_misspelled"}

# --- in one story


@pytest.mark.parametrize(
    ("rare", "common"),
    [
        ("Atambaev", "Atambayev"),
        ("Wiesenbrug", "Wiesenburg"),
        ("Shcherbakow", "Shcherbakov"),
        ("Kowalcyzk", "Kowalczyk"),
        ("Lukashneko", "Lukashenko"),
        ("Zagorin", "Zagorrin"),
    ],
)
def test_two_spellings_of_one_name_are_a_warning(rare, common):
    target = f"The mayor, {common}, spoke.\nThen {common} left, and {rare} came back."
    (finding,) = told(target, only=NAMES)

    assert (finding.code, finding.severity) == ("name_variant", "warning")
    assert shown(finding, target) == rare
    assert finding.fix == common


@pytest.mark.parametrize(
    "target",
    [
        "A Libyan spoke of Libya, and an Iranian of Iran.",
        "Maria met Marian, and Martin met Martina.",
        "In Kyrgyzstan the Kyrgyz president spoke of the Kyrgyzstanis.",
        "The Minister met ministers from Austria and Australia.",
        "Putin's spokesman said that Putin had met Poutine's friends in Paris.",
        "On Monday, Mondays were discussed; in June and July as well.",
        "Smith and Smyth met in Georgetown.",
        "Anna-Lena Bergmann met Lena Bergström.",
    ],
)
def test_two_names_are_left_alone(target):
    found = [f for f in told(target, only=NAMES) if f.severity != "hint"]
    assert found == []


@pytest.mark.parametrize(
    ("src", "source"),
    [
        ("de", "Herr Hoffmann traf Herrn Hofmann."),
        ("fr", "Hoffmann a rencontré Hofmann."),
        ("nl", "Hoffmann ontmoette Hofmann."),
        ("cs", "Pan Hoffmann potkal pana Hofmann."),
    ],
)
def test_two_spellings_that_the_original_has_are_left_alone(src, source):
    assert told("Hoffmann met Hofmann.", source, src, only=NAMES) == []


def test_two_names_that_the_original_tells_apart_are_left_alone():
    source = "Министр Петренко встретил Петрунко."
    assert told("Minister Petrenko met Petrunko.", source, "ru", only=NAMES) == []


# --- against the original


@pytest.mark.parametrize(
    ("src", "source", "target", "wrong", "right"),
    [
        ("de", "Anna Wiesenburg trat zurück.", "Anna Wiesenbrug left.", "Wiesenbrug", "Wiesenburg"),
        ("fr", "Agnès Tournebride a parlé.", "Agnès Tournerbide.", "Tournerbide", "Tournebride"),
        ("es", "Habló Ramón Echeverría.", "Ramón Echevería spoke.", "Echevería", "Echeverría"),
        ("it", "Elisabetta Marangoni.", "Elisabetta Marangini.", "Marangini", "Marangoni"),
        ("pt", "Rogério Vasconcelos falou.", "Rogério Vasconcolos.", "Vasconcolos", "Vasconcelos"),
        ("nl", "Boer Willem Kranenburg.", "Willem Kranenbrug.", "Kranenbrug", "Kranenburg"),
        ("pl", "Mówi Zbigniew Wołoszyn.", "Zbigniew Wołozsyn said.", "Wołozsyn", "Wołoszyn"),
        ("tr", "Vali Mehmet Sarıoğlu.", "Governor Mehmet Sarıolğu.", "Sarıolğu", "Sarıoğlu"),
    ],
)
def test_a_name_other_than_in_the_original_is_found(src, source, target, wrong, right):
    found = told(target, source, src, only=NAMES)

    if wrong not in target:  # the name is as it should be
        assert found == []
        return
    (finding,) = found
    assert finding.code == "name_vs_source"
    assert finding.evidence == (wrong, right)


@pytest.mark.parametrize(
    ("src", "source", "target"),
    [
        ("cs", "S Jitkou Pospíšilovou v Lužanech.", "With Jitka Pospíšilová in Lužany."),
        ("pl", "Elektrownie w Kozienicach i Połańcu.", "Power plants in Kozienice and Połaniec."),
        ("tr", "Karataş Limanı'nda Ayşe Demirbaş'ın.", "Ayşe Demirbaş of Karataş Port."),
        ("de", "In Moskau und Mailand.", "In Moscow and Milan."),
        ("it", "Partito da Mantova e Genova.", "It left Mantua and Genoa."),
        ("es", "En Londres y Ginebra.", "In London and Geneva."),
        ("ru", "В Краснореченске Алексей Самойлов.", "Alexei Samoilov in Krasnorechensk."),
        ("ru", "По словам Людмилы Хрусталёвой.", "According to Lyudmila Khrustalyova."),
        ("ru", "Наталья Белоусова и Игорь Щербаков.", "Natalia Belousova and Igor Shcherbakov."),
        ("uk", "Остап Гнатишин і Соломія Вербицька.", "Ostap Hnatyshyn and Solomiia Verbytska."),
        ("uk", "У Харкові та Запоріжжі.", "In Kharkiv and Zaporizhzhia."),
        ("zh", "市长李国栋说。", "Mayor Li Guodong said."),
        ("ja", "市長の中村健一氏。", "Mayor Kenichi Nakamura."),
        ("ar", "وقال سامي الخطيب.", "Sami al-Khatib said."),
    ],
)
def test_names_as_we_write_them_are_left_alone(src, source, target):
    assert told(target, source, src, only=NAMES) == []


@pytest.mark.parametrize(
    ("src", "source", "target"),
    [
        ("ru", "Мэр Петренко ушёл в отставку.", "The mayor, Zagorskina, resigned."),
        ("uk", "Мер Петренко пішов у відставку.", "The mayor, Zagorskina, resigned."),
    ],
)
def test_a_name_that_sounds_like_nothing_there_is_hinted_at(src, source, target):
    (finding,) = told(target, source, src, only=NAMES)
    assert (finding.code, finding.severity) == ("name_not_in_source", "hint")


@pytest.mark.parametrize(
    ("src", "source"), [("ja", "船は出航した。"), ("ar", "أبحرت السفينة."), ("zh", "船出海了。")]
)
@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("Gemany", "Germany"),
        ("Minsiter", "Minister"),
        ("Itlay", "Italy"),
        ("Presidnet", "President"),
    ],
)
def test_a_slip_in_a_well_known_name_is_hinted_at(src, source, wrong, right):
    (finding,) = told(f"The ship of the {wrong} sailed.", source, src, only=NAMES)
    assert (finding.code, finding.severity, finding.fix) == ("name_misspelled", "hint", right)


# --- phrases and countries


@pytest.mark.parametrize(
    ("wrong", "right", "severity"),
    [
        ("Unites States", "United States", "warning"),
        ("United Sttates", "United States", "blocker"),
        ("Prime Ministre", "Prime Minister", "blocker"),
        ("Europaen Union", "European Union", "blocker"),
        ("Supreme Cuort", "Supreme Court", "blocker"),
        ("Saudi Arabai", "Saudi Arabia", "blocker"),
    ],
)
def test_a_slip_in_a_fixed_phrase_is_found(wrong, right, severity):
    (finding,) = only("phrase_typo", f"A partnership with the {wrong} was signed.")
    assert (finding.fix, finding.severity) == (right, severity)


@pytest.mark.parametrize(
    "text",
    [
        "The United Airlines flight and the Union of European Football.",
        "The Prime Ministers of the United Nations met.",
        "The State House, the Unity State and the White Horse.",
        "Supreme Council and Constitutional Court.",
    ],
)
def test_other_phrases_are_left_alone(text):
    assert only("phrase_typo", text) == []


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("Kyrghizistan", "Kyrgyzstan"),
        ("Kazahkstan", "Kazakhstan"),
        ("Azerbaidjan", "Azerbaijan"),
        ("Uzbekhistan", "Uzbekistan"),
        ("Phillippines", "Philippines"),
    ],
)
def test_a_misspelled_country_is_found_wherever_it_stands(wrong, right):
    found = only("country_spelling", f"He left {wrong}.\nThen {wrong} was quiet.")
    assert [(f.block, f.fix, f.severity) for f in found] == [
        (0, right, "warning"),
        (1, right, "warning"),
    ]


@pytest.mark.parametrize("text", ["The Kyrgyz and the Uzbeks.", "The Argentines.", "Australasia."])
def test_other_words_are_no_misspelled_countries(text):
    assert only("country_spelling", text) == []


# --- how names are compared


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Хрущёв", "Khrushchev"),
        ("Чайковский", "Tchaikovsky"),
        ("Щербаков", "Shcherbakov"),
        ("Гнатишин", "Hnatyshyn"),
        ("Юрий", "Yuri"),
        ("Самойлов", "Samoilov"),
    ],
)
def test_one_name_sounds_alike_in_two_alphabets(one, other):
    assert sound(one) == sound(other)


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Łódź", "lodz"),
        ("İstanbul", "istanbul"),
        ("Straße", "strasse"),
        ("Orduña", "orduna"),
        ("أحمد", "احمد"),
        ("Ёлка", "елка"),
        ("d’État", "d'etat"),
    ],
)
def test_words_are_folded(word, folded):
    assert fold(word) == folded


def test_a_word_is_written_in_latin_letters():
    assert latin("Київ") == "kiiv"
    assert latin("Αθήνα") == "athina"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Libya", "Libyan", True),
        ("Kyrgyz", "Kyrgyzstan", True),
        ("Maria", "Marie", True),
        ("Berlin", "Berliner", True),
        ("Atambaev", "Atambayev", False),
        ("Merkel", "Merkle", False),
    ],
)
def test_endings_make_no_other_name(one, other, same):
    assert same_word(one, other) is same


def test_pairs_of_near_names_are_told_once():
    names = ["Atambayev", "Atambaev", "Karimov", "Karimova", "Bishkek"]
    assert [pair[:2] for pair in near_pairs(names)] == [("Atambayev", "Atambaev")]


def test_a_well_known_name_is_suggested_only_for_a_slip():
    words = lexicon("en")
    assert known_name("Berlni", words) == "Berlin"
    assert known_name("Kitahama", words) is None


@pytest.mark.parametrize(
    ("src", "source", "target"),
    [
        ("ar", "غادر كريستيانو رونالدو الملعب باكيا.", "Then Cristiano Ronaldo left in tears."),
        ("ar", "قال المبعوث غير بيدرسن.", "That was said by Geir Pedersen."),
        ("ja", "大阪・関西万博が開幕した。", "The Osaka-Kansai Expo has opened."),
        ("ru", "Губернатор Василий Орлов объявил траур.", "Then Vasily Orlov declared mourning."),
    ],
)
def test_a_name_near_a_well_known_one_may_be_another(src, source, target):
    assert told(target, source, src, only=NAMES) == []


@pytest.mark.parametrize(
    ("src", "source", "target", "wrong"),
    [
        ("ru", "Мэр Сергей Салмин ушёл.", "It was Mayor Sergei Saalmin who left.", "Saalmin"),
        ("uk", "Вчителька Оксана Лисенко.", "The teacher is Oksana Lyysenko.", "Lyysenko"),
        ("cs", "Ministr financí odešel.", "Then the Finance Miniser left.", "Miniser"),
    ],
)
def test_a_letter_doubled_or_lost_in_a_name_is_hinted_at(src, source, target, wrong):
    found = told(target, source, src, only=NAMES)
    assert [shown(f, target) for f in found] == [wrong]


def test_of_two_spellings_that_of_the_original_is_right():
    source = "Hatay'da iki yıl sonra. Hatay'daydı."
    found = told("In Hatay, two years on.\nThey lived in Halay.", source, "tr", only=NAMES)
    assert [f.evidence for f in found if f.code == "name_variant"] == [("Halay", "Hatay")]


@pytest.mark.parametrize(
    ("src", "source", "target"),
    [
        ("pl", "Gratulował Wołodymyr Zełenski.", "President Volodymyr Zelenskyy called."),
        (
            "de",
            "Wolodymyr Selenskyj gratulierte.",
            "President Volodymyr Zelenskiy called.",
        ),
        ("de", "Die Hamburger Warburg-Bank klagt.", "Hamburg's Warburg bank is suing."),
        ("es", "Habló Serguéi Lavrov.", "Sergei Lavrov spoke, and Sergei left."),
    ],
)
def test_ways_to_transliterate_a_name_are_left_alone(src, source, target):
    assert [f for f in told(target, source, src) if "name" in f.code or "phrase" in f.code] == []


def test_a_letter_doubled_in_a_transliterated_name_is_found():
    target = "President Vollodymyr left, said Vollodymyr."
    found = only("name_vs_source", target, "Wołodymyr wyszedł.", "pl")
    assert [shown(f, target) for f in found] == ["Vollodymyr"]


@pytest.mark.parametrize(
    ("text", "tgt", "rare", "common"),
    [
        ("He left Chna, as China is far and China is big.", "en", "Chna", "China"),
        ("In Brail it rains; to Brazil he goes, from Brazil.", "en", "Brail", "Brazil"),
        ("An Indignous word, said an Indigenous leader.", "en", "Indignous", "Indigenous"),
        ("Il part d'Alska pour l'Alaska, car l'Alaska est grand.", "fr", "Alska", "Alaska"),
        ("Le maire de L'Aquilla quitte L'Aquila, car L'Aquila dort.", "fr", "Aquilla", "Aquila"),
    ],
)
def test_names_that_are_words_or_follow_an_article_have_one_spelling(text, tgt, rare, common):
    (finding,) = only("name_variant", text, tgt=tgt)
    assert (shown(finding, text), finding.fix) == (rare, common)


def test_a_country_misspelled_is_no_name_of_a_person():
    source = "鈴木健太知事は語った。"
    assert only("name_misspelled", "Gov. Kenta Suzuki spoke.", source, "ja") == []
    (finding,) = only("name_misspelled", "He spoke in Kenja of it.", source, "ja")
    assert finding.fix == "Kenya"


@pytest.mark.parametrize(
    ("right", "wrong"), [("Debian", "Debin"), ("Debian", "Debiaan"), ("Notes", "Notns")]
)
def test_a_slip_at_the_end_of_a_name_is_no_ending(right, wrong):
    text = f"They met at {right} in May.\nThey left {right} in June, and {wrong} was closed."
    (finding,) = only("name_variant", text)

    assert finding.evidence == (wrong, right)


@pytest.mark.parametrize(
    ("one", "other"), [("Mexico", "Mexican"), ("Ukraine", "Ukrainian"), ("Chile", "Chilean")]
)
def test_a_name_with_an_ending_is_the_same_name(one, other):
    assert only("name_variant", f"They left {one} in May.\nThey met a {other} in June.") == []


@pytest.mark.parametrize(
    ("src", "source", "target"),
    [
        ("ru", "Траншеи в Сирте и Куфре, база в Джуфре.", "Trenches in Kufra, a base in Jufra."),
        ("zh", "董先生住在香港。", "Mr. Dong lives in Hong Kong."),
    ],
)
def test_short_names_that_begin_otherwise_are_two(src, source, target):
    assert only("name_variant", target, source, src) == []


def test_short_names_that_begin_alike_may_be_one():
    (finding,) = only("name_variant", "They left Kufra in May.\nThey met in Kafra in June.")

    assert finding.code == "name_variant"
