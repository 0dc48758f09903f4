"""French as a language of ours: every kind of rule, found and left alone."""

import pytest

from stylebook.checks.reading.lexicon import lexicon
from stylebook.checks.rules.corrections import derived, split, suggestion
from tests.stylebook.checks.telling import only, shown, told

WORDS = {"misspelling", "unknown_word", "glued_words"}


def codes(target, source="", src="en", **kwargs):
    return [(f.code, f.severity) for f in told(target, source, src, "fr", **kwargs)]


@pytest.mark.parametrize(
    ("src", "source", "target"),
    [
        (
            "en",
            "BERLIN — Sales rose 4.5 percent to $3.1 billion in June, the company said Thursday.",
            "BERLIN – Le chiffre d'affaires a augmenté de 4,5 % en juin, à 3,1 milliards de"
            " dollars (2,7 milliards d'euros), a annoncé jeudi le groupe.",
        ),
        (
            "en",
            "The 7 a.m. ferry, the ninth since Christmas, took 2,500 people to the United States.",
            "Le ferry de 7 heures, le neuvième depuis Noël, a emmené 2 500 personnes aux"
            " États-Unis.",
        ),
        (
            "de",
            "Rund 11.000 der 27.000 Stellen fallen weg, sagte Tekin Nasikkol am 1. August.",
            "Quelque 11 000 des 27 000 postes disparaîtront, a dit Tekin Nasikkol le 1er août.",
        ),
        (
            "de",
            "Nach zweieinhalb Jahren zahlte der Bund 1,5 Mrd. Euro, die Schweiz nichts.",
            "Après deux ans et demi, l'État fédéral a versé 1,5 milliard d'euros ; la Suisse,"
            " rien du tout.",
        ),
        (
            "es",
            "La erupción duró 85 días y destruyó 1.345 viviendas; los martes hay visitas.",
            "L'éruption a duré 85 jours et détruit 1 345 logements ; le mardi, on visite.",
        ),
        (
            "it",
            "Alle 20.35 di venerdì 97 mila persone hanno lasciato la Germania.",
            "Vendredi à 20 h 35, 97 000 personnes ont quitté l'Allemagne.",
        ),
        (
            "ru",
            "В среду 5 апреля мэр Сергей Салмин эвакуировал 7,7 тысячи человек.",
            "Mercredi 5 avril, le maire, Sergueï Salmine, a fait évacuer 7 700 personnes.",
        ),
        ("zh", "周二，2011亿元，九十七人。", "Mardi, 201,1 milliards de yuans, 97 personnes."),
    ],
)
def test_a_good_translation_is_left_alone(src, source, target):
    assert codes(target, source, src) == []


@pytest.mark.parametrize(
    ("src", "source", "target", "code", "severity", "wrong"),
    [
        ("en", "It cost $3.1 billion.", "Cela a coûté 3,1 millions de dollars.",
         "number_changed", "blocker", "3,1 millions"),
        ("de", "Es waren 1.345 Häuser.", "Il y avait 1 354 maisons.",
         "number_changed", "blocker", "1 354"),
        ("es", "Llegaron 13.500 visitantes.", "Il est venu 13 600 visiteurs.",
         "number_changed", "blocker", "13 600"),
        ("it", "Erano 560 persone.", "Ils étaient 460.", "number_changed", "blocker", "460"),
        ("en", "The court ruled in June.", "La cour a tranché en juillet.",
         "month_changed", "blocker", "juillet"),
        ("de", "Er kam am Dienstag.", "Il est venu vendredi.",
         "weekday_changed", "blocker", "vendredi"),
        ("ru", "Он приехал в среду.", "Il est arrivé jeudi.",
         "weekday_changed", "blocker", "jeudi"),
        ("es", "Marruecos ha ofrecido ayuda.", "La Norvège a offert son aide.",
         "country_changed", "warning", "Norvège"),
        ("en", "Turnout was 62 percent.", "La participation était de 62.",
         "percent_lost", "warning", "62"),
        ("en", "It cost 40 million euros.", "Cela a coûté 40 millions de dollars.",
         "currency_changed", "warning", "40 millions"),
        ("de", "Anna Wiesenburg kam.", "Anna Wiesenbrugg est venue.",
         "name_vs_source", "warning", "Wiesenbrugg"),
        ("en", "It rose by 4.5 percent.", "Cela a augmenté de 4.5 %.",
         "number_format", "warning", "4.5"),
        ("en", "There were 2,500 people.", "Il y avait 2,500 personnes.",
         "number_format", "warning", "2,500"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_found(src, source, target, code, severity, wrong):
    (finding,) = only(code, target, source, src, "fr")

    assert finding.severity == severity
    assert shown(finding, target) == wrong


def test_numbers_that_english_writes_so_may_be_meant():
    source = "Version 2.0 came at 6:30 p.m. to 12 of 500 users."
    target = "La version 2.0 est arrivée à 18.30 chez 12 utilisateurs sur 500."
    assert only("number_format", target, source, "en", "fr") == []


LONG = (
    "According to the authority, work on the bridge was finished in the spring. The costs are"
    " borne by the city for the most part, and for the rest by the state government."
)


def test_what_is_missing_or_untranslated_is_found():
    source = f"The mayor resigned.\n{LONG}"
    assert ("paragraph_missing", "blocker") in codes("Le maire a démissionné.", source)
    assert ("untranslated", "blocker") in codes(f"Le maire a démissionné.\n{LONG}", source)
    half = "Selon les autorités, les travaux du pont se sont achevés au printemps."
    found = codes(f"Le maire a démissionné.\n{half}", source)
    assert [code for code, _ in found] == ["sentence_missing"]


# --- our words


@pytest.mark.parametrize(
    ("glued", "apart"),
    [
        ("detonnes", "de tonnes"),
        ("dequatre", "de quatre"),
        ("enjuin", "en juin"),
        ("unguide", "un guide"),
        ("aucratère", "au cratère"),
        ("maisonde", "maison de"),
    ],
)
def test_words_written_in_one_are_a_warning(glued, apart):
    (finding,) = told(f"Voici {glued} encore.", tgt="fr", only=WORDS)
    assert (finding.code, finding.severity, finding.fix) == ("glued_words", "warning", apart)


def test_words_behind_an_elision_are_read():
    (finding,) = told("C'est l'usinede demain.", tgt="fr", only=WORDS)
    assert (finding.code, finding.fix) == ("glued_words", "usine de")
    (finding,) = told("Il y est allé jusqu'enjuin dernier.", tgt="fr", only=WORDS)
    assert (finding.code, finding.fix) == ("glued_words", "en juin")


def test_a_misspelled_word_is_hinted_at():
    (finding,) = told("Le gouvernemnt a tranché.", tgt="fr", only=WORDS)
    assert (finding.code, finding.severity, finding.fix) == ("misspelling", "hint", "gouvernement")


@pytest.mark.parametrize(
    "text",
    [
        "Les anticapitalistes et l’hypercentre, qu’on aménage jusqu’au port.",
        "L’antiterrorisme, l’eurodéputée et le coprésident d’aujourd’hui.",
        "Quelqu’un a réélu la vice-présidente ; c’est-à-dire presque tous.",
        "Une surenchère, un entretien, un pourboire et le parcours d’un surdoué.",
        "Il naquit au XVIIe siècle, entre-temps les œufs ont disparu.",
    ],
)
def test_words_that_there_are_are_left_alone(text):
    assert told(text, tgt="fr", only=WORDS) == []


@pytest.mark.parametrize("wrong", ["États-Unnis", "Unoin européenne", "Maison Blacnhe"])
def test_a_phrase_with_a_slip_is_found(wrong):
    (finding,) = only("phrase_typo", f"Voici {wrong}.", tgt="fr")
    assert finding.fix in ("États-Unis", "Union européenne", "Maison Blanche")


@pytest.mark.parametrize(
    "text", ["Les États-Unis et l'Union européenne.", "Union de gauche, Maison rouge, Grande Rue."]
)
def test_phrases_as_they_are_are_left_alone(text):
    assert only("phrase_typo", text, tgt="fr") == []


def test_french_makes_words_in_its_own_way():
    words = lexicon("fr")
    assert derived("antigouvernement", words)
    assert not derived("dequatre", words)  # no “de” as in English
    assert split("dequatre", words) == ("de quatre", 1)
    assert split("chatnoir", words) is None  # two words without a little one are a compound
    assert suggestion("gouvernemnt", words) == "gouvernement"
    assert suggestion("mausn", words) is None  # too short: too many are near


def test_pronouns_that_meet_are_no_doubled_word():
    assert only("doubled_word", "Nous nous sommes levés, et vous vous êtes assis.", tgt="fr") == []
