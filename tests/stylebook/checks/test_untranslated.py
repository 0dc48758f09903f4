"""What was left in the original's language."""

import pytest

from tests.stylebook.checks.telling import only, shown
from tests.stylebook.checks.test_alignment import TEXTS


def left(target, source, src):
    return only("untranslated", target, source, src)


COPIED = [
    ("de", "Der Rat trat am Abend zusammen, um zu beraten, was nun werden soll."),
    ("fr", "Le conseil s'est réuni dans la soirée pour savoir ce qu'il fallait faire."),
    ("es", "El consejo se reunió por la noche para decidir lo que había que hacer."),
    ("it", "Il consiglio si è riunito in serata per decidere che cosa fare adesso."),
    ("pt", "O conselho reuniu-se à noite para decidir o que havia a fazer agora."),
    ("nl", "De raad kwam 's avonds bijeen om te beraden wat er nu moet gebeuren."),
    ("cs", "Rada se večer sešla, aby se poradila, co bude dál a kdo to zaplatí."),
    ("pl", "Rada zebrała się wieczorem, żeby naradzić się, co teraz będzie dalej."),
    ("tr", "Meclis akşam toplandı ve bundan sonra ne olacağını uzun uzun konuştu."),
    ("ru", "Вечером собрался совет, чтобы решить, что теперь делать."),
    ("uk", "Увечері зібралася рада, щоб вирішити, що тепер робити."),
    ("ar", "اجتمع المجلس في المساء ليقرر ما يجب فعله الآن."),
    ("fa", "شورا عصر تشکیل جلسه داد تا تصمیم بگیرد."),
    ("zh", "市议会晚上开会讨论现在该怎么办。"),
    ("ja", "議会は夜に開かれ、今後どうするかを話し合った。"),
    ("ko", "시의회는 저녁에 모여 앞으로 어떻게 할지 논의했다."),
    ("sv", "Rådet samlades på kvällen för att bestämma vad som nu ska göras."),
]


@pytest.mark.parametrize(("src", "source"), COPIED)
def test_a_sentence_left_as_it_was_blocks(src, source):
    target = f"The mayor resigned. {source} Nobody was surprised."
    found = left(target, source, src)

    assert found[0].severity == "blocker"
    assert shown(found[0], target).strip(" .。") in source


@pytest.mark.parametrize(
    ("src", "sentence"),
    [
        ("it", "Per l'elezione servivano voti su 133."),
        ("fr", "L'eau n'arrive qu'à l'usine."),
        ("de", "Für den Rekordmeister war es die zweite Niederlage in der Saison."),
    ],
)
def test_a_short_sentence_with_elisions_or_many_nouns_is_found(src, sentence):
    target = f"The mayor resigned. {sentence} Nobody was surprised."
    assert left(target, f"Er trat zurück. {sentence}", src) != []


@pytest.mark.parametrize(
    ("src", "source", "sentence"),
    [
        ("de", "Er trat zurück.", "Sie wird nicht von uns und auch nicht für uns sein."),
        ("fr", "Il a démissionné.", "Elle est avec nous et aussi pour les autres dans la ville."),
        ("es", "Dimitió.", "Los que han venido por la noche son los que más lo sienten."),
        ("it", "Si è dimesso.", "Sono tutti della città e non hanno ancora detto che cosa."),
    ],
)
def test_little_words_of_the_original_are_a_warning(src, source, sentence):
    (finding,) = left(f"The mayor resigned. {sentence}", source, src)
    assert finding.severity == "warning"


@pytest.mark.parametrize(("src", "source", "target"), TEXTS)
def test_a_good_translation_is_left_alone(src, source, target):
    assert left("\n".join(target), "\n".join(source), src) == []


@pytest.mark.parametrize(
    ("src", "source", "target"),
    [
        (
            "de",
            "Die „Frankfurter Allgemeine Zeitung“ und der FC Bayern München.",
            "The Frankfurter Allgemeine Zeitung and FC Bayern München met.",
        ),
        (
            "fr",
            "Le film « Les Enfants du paradis » de Marcel Carné passe ce soir.",
            "The film “Les Enfants du paradis” by Marcel Carné is on tonight.",
        ),
        (
            "es",
            "El Real Madrid Club de Fútbol ganó en San Sebastián.",
            "Real Madrid Club de Fútbol won in San Sebastián.",
        ),
        (
            "it",
            "La Gazzetta dello Sport di Milano ne parla.",
            "La Gazzetta dello Sport of Milan writes about it.",
        ),
        (
            "nl",
            "Premier Mark van der Laan en Jan de Vries.",
            "Prime Minister Mark van der Laan and Jan de Vries.",
        ),
    ],
)
def test_names_stay_as_they_are(src, source, target):
    assert [f for f in left(target, source, src) if f.severity != "hint"] == []


@pytest.mark.parametrize(
    ("target", "severity"),
    [
        ("The word glasnost (гласность) was new.", "hint"),
        ("The word гласность was new.", "warning"),
        ("The words гласность и перестройка were new.", "blocker"),
    ],
)
def test_the_more_words_of_another_script_the_graver(target, severity):
    (finding,) = left(target, "Это было новое слово.", "ru")
    assert finding.severity == severity


def test_addresses_of_the_web_are_left_alone():
    source = "Mehr unter https://example.de/der-die-das und info@example.de."
    assert left("More at https://example.de/der-die-das or info@example.de.", source, "de") == []


def test_an_original_in_our_language_is_left_alone():
    text = "The council met in the evening to talk about what comes now."
    assert left(text, text, "en") == []


def test_french_words_are_no_italian_ones():
    source = "La sindaca ha parlato con la gente di qui."
    target = "La maire a parlé avec les gens d'ici, et la foule est venue de la ville."
    assert only("untranslated", target, source, "it", "fr") == []


def test_an_english_sentence_in_a_french_text_is_found():
    source = "The mayor said that they would not have been there with him."
    found = only("untranslated", f"Il est parti. {source}", source, "en", "fr")
    assert [finding.severity for finding in found] == ["blocker"]
