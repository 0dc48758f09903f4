"""The machines themselves: what is sent to them, and what people are told when they fail."""

import time

import pytest
from django.conf import settings as live_settings

from articles import machine
from articles.machine import deepl, libretranslate
from tests.articles import machines as servers

ARTICLE = '<a href="https://a.example/x">La grue</a> bouge.'


@pytest.fixture
def server():
    with servers.running() as machines:
        yield machines
    deepl._known.clear()
    libretranslate._languages.cache_clear()


@pytest.fixture
def drafter(server):
    return deepl.DeepL(servers.KEY, server_url=server.address, house="Courier")


@pytest.fixture
def libre(server):
    return libretranslate.LibreTranslate(server.address)


def draft(provider, *fragments, source="fr", target="en", **kwargs):
    return provider.translate(list(fragments or ("Un.",)), source=source, target=target, **kwargs)


def told(provider, **kwargs):
    with pytest.raises(machine.Trouble) as trouble:
        draft(provider, **kwargs)
    return str(trouble.value)


# --- which are there


def test_without_a_key_and_an_address_there_is_no_machine():
    assert (live_settings.DEEPL_AUTH_KEY, live_settings.LIBRETRANSLATE_URL) == ("", "")
    assert machine.providers() == []
    assert machine.named("deepl") is None


def test_a_configured_machine_is_offered_deepl_first(settings):
    settings.DEEPL_AUTH_KEY = "k"
    settings.LIBRETRANSLATE_URL = "http://127.0.0.1:1"
    assert [provider.name for provider in machine.providers()] == ["deepl", "libretranslate"]
    assert machine.named("libretranslate").label == "LibreTranslate"


def test_a_machine_that_was_switched_off_still_has_a_name_for_people():
    assert machine.label_of("deepl") == "DeepL"


# --- DeepL: what is sent


def test_deepl_gets_html_languages_and_context(server, drafter):
    draft(drafter, ARTICLE, target="en", context="A port")
    (sent,) = server.bodies("POST /v2/translate")
    assert (sent["text"], sent["tag_handling"]) == ([ARTICLE], "html")
    assert (sent["source_lang"], sent["target_lang"]) == ("FR", "EN-GB")
    assert sent["context"] == "A port"
    assert "formality" not in sent


def test_deepl_answers_with_what_it_bills(drafter):
    answer = draft(drafter, "Un.", "Deux.")
    assert answer.fragments == ["EN-GB: Un.", "EN-GB: Deux."]
    assert (answer.characters, answer.notes) == (8, [])


@pytest.mark.parametrize(
    ("code", "said"),
    [("en", "EN-US"), ("en-GB", "EN-GB"), ("en-AU", "EN-GB"), ("en-US", "EN-US")],
)
def test_the_english_of_the_edition_decides_where_the_story_does_not(code, said):
    assert deepl.target_code(code, english="en-US") == said


@pytest.mark.parametrize(
    ("code", "said"),
    [("pt-BR", "PT-BR"), ("pt", "PT-PT"), ("zh-Hans", "ZH-HANS"), ("zh-TW", "ZH-HANT"),
     ("zh", "ZH-HANS"), ("no", "NB"), ("fr-CA", "FR"), ("ru", "RU"), ("es-419", "ES-419")],
)  # fmt: skip
def test_codes_of_ours_become_those_of_deepl(code, said):
    assert deepl.target_code(code) == said


@pytest.mark.parametrize(("code", "said"), [("zh-Hans", "ZH"), ("pt-BR", "PT"), ("no", "NB")])
def test_of_an_original_only_the_language_counts(code, said):
    assert deepl.source_code(code) == said


# --- DeepL: the Stylebook as a glossary

TERMS = [("Un", "One"), ("Deux", "Two")]


def test_terms_of_the_stylebook_become_a_glossary(server, drafter):
    assert draft(drafter, terms=TERMS).fragments == ["EN-GB: One."]
    (made,) = server.bodies("POST /v3/glossaries")
    (dictionary,) = made["dictionaries"]
    assert (dictionary["source_lang"], dictionary["target_lang"]) == ("FR", "EN")
    assert dictionary["entries"] == "Un\tOne\nDeux\tTwo"
    assert made["name"].startswith("Courier fr>en ")


def test_the_same_terms_are_sent_once(server, drafter):
    for _ in range(3):
        draft(drafter, terms=TERMS)
    assert server.count("POST /v3/glossaries") == 1
    assert server.count("GET /v3/glossaries") == 1


def test_another_process_finds_the_glossary_again(server, drafter):
    draft(drafter, terms=TERMS)
    deepl._known.clear()
    draft(drafter, terms=list(reversed(TERMS)))
    assert server.count("POST /v3/glossaries") == 1


def test_a_stylebook_that_changed_replaces_its_glossary(server, drafter):
    draft(drafter, terms=TERMS)
    assert draft(drafter, terms=[("Un", "1")]).fragments == ["EN-GB: 1."]
    assert [glossary["entries"] for glossary in server.glossaries.values()] == [{"Un": "1"}]


def test_glossaries_of_other_languages_and_houses_are_left_alone(server, drafter):
    other = deepl.DeepL(servers.KEY, server_url=server.address, house="Other")
    draft(other, terms=TERMS)
    draft(drafter, terms=TERMS, source="ru")
    draft(drafter, terms=TERMS)
    assert len(server.glossaries) == 3


def test_a_glossary_that_somebody_deleted_is_made_anew(server, drafter):
    draft(drafter, terms=TERMS)
    server.glossaries.clear()
    assert draft(drafter, terms=TERMS).fragments == ["EN-GB: One."]
    assert server.count("POST /v3/glossaries") == 2


def test_a_language_without_glossaries_is_drafted_without_and_that_is_said(server, drafter):
    server.answer["/v3/glossaries"] = (400, {"message": "Unsupported glossary language pair"})
    answer = draft(drafter, terms=TERMS)
    assert answer.fragments == ["EN-GB: Un."]
    assert answer.notes == ["DeepL drafted this without the Stylebook’s terms: check the names."]
    draft(drafter, terms=TERMS)
    assert server.count("GET /v3/glossaries") == 1


def test_a_glossary_list_of_nonsense_is_a_sentence(server, drafter):
    server.answer["/v3/glossaries"] = (200, {"glossaries": [{"name": 1}]})
    assert told(drafter, terms=TERMS).startswith("DeepL sent an answer that could not be read.")


def test_without_terms_no_glossary_is_asked_for(server, drafter):
    draft(drafter)
    assert [path for path, _ in server.asked] == ["POST /v2/translate"]


# --- DeepL: what people are told


def test_a_wrong_key_leads_to_the_administrator(server):
    stranger = deepl.DeepL("another-key", server_url=server.address)
    assert told(stranger) == (
        "DeepL does not accept the key of this house. Ask the administrator to check "
        "DEEPL_AUTH_KEY."
    )


@pytest.mark.parametrize(
    ("status", "body", "sentence"),
    [
        (413, "", "This is too long for DeepL in one piece. Draft it paragraph by paragraph."),
        (456, {"message": "Quota exceeded"}, "The characters that this house may have translated"),
        (400, {"message": "Value for 'source_lang' not supported."},
         "DeepL does not translate from French into English. Translate this by hand."),
        (400, {"message": "Bad"}, "DeepL refused this text. Translate it by hand"),
        (200, "<html>", "DeepL sent an answer that could not be read."),
        (200, {"translations": []}, "DeepL sent an answer that could not be read."),
        (200, {"translations": [{"text": "x"}]}, "DeepL sent an answer that could not be read."),
        (200, {"translations": [{"text": 7, "billed_characters": 1}]},
         "DeepL sent an answer that could not be read."),
    ],
)  # fmt: skip
def test_what_deepl_refuses_is_said_in_a_sentence(server, drafter, status, body, sentence):
    server.answer["/v2/translate"] = (status, body)
    assert told(drafter).startswith(sentence)
    assert server.count("POST /v2/translate") == 1


@pytest.mark.parametrize(
    ("status", "sentence"),
    [(429, "DeepL has too much to do just now."), (503, "DeepL does not answer.")],
)
def test_a_busy_deepl_is_asked_once_more_and_then_said_to_be_busy(
    server, drafter, status, sentence
):
    server.answer["/v2/translate"] = (status, {"message": "later"})
    with pytest.raises(machine.Busy, match=sentence):
        draft(drafter)
    assert server.count("POST /v2/translate") == 2


def test_a_moment_of_trouble_goes_unnoticed(server, drafter):
    server.answer["/v2/translate"] = [(503, "")]
    assert draft(drafter).fragments == ["EN-GB: Un."]


def test_a_deepl_that_is_not_there_is_said_in_good_time():
    nowhere = deepl.DeepL(servers.KEY, server_url="http://127.0.0.1:9")
    begun = time.monotonic()
    with pytest.raises(machine.Busy, match="DeepL does not answer"):
        draft(nowhere)
    assert time.monotonic() - begun < 10


def test_no_raw_error_of_the_client_reaches_a_person(server, drafter):
    server.answer["/v2/translate"] = (418, {"message": "secret path /srv/x"})
    assert "secret" not in told(drafter)


# --- DeepL: quota


def test_the_quota_is_told_in_words(drafter):
    assert str(drafter.usage()) == "41,300 of 500,000 characters used this month."


def test_an_account_without_a_limit_tells_no_quota(server, drafter):
    server.answer["/v2/usage"] = (200, {"character_count": 3})
    assert drafter.usage() is None


@pytest.mark.parametrize("answer", [(456, {}), (403, {}), (400, {})])
def test_a_quota_that_cannot_be_asked_for_is_a_sentence(server, drafter, answer):
    server.answer["/v2/usage"] = answer
    with pytest.raises(machine.Trouble):
        drafter.usage()


# --- LibreTranslate


def test_libretranslate_gets_html_and_its_own_codes(server, libre):
    answer = draft(libre, ARTICLE, source="zh-Hans", context="no use", terms=TERMS)
    assert answer.fragments == [f"en: {ARTICLE}"]
    assert answer.characters == len(ARTICLE)
    assert server.bodies("POST /translate") == [
        {"q": [ARTICLE], "source": "zh", "target": "en", "format": "html"}
    ]


def test_its_languages_are_asked_for_once(server, libre):
    draft(libre)
    draft(libre, source="ru")
    assert server.count("GET /languages") == 1


def test_a_key_goes_along_where_there_is_one(server):
    draft(libretranslate.LibreTranslate(f"{server.address}/", "secret"))
    assert server.bodies("POST /translate")[0]["api_key"] == "secret"


def test_a_pair_that_it_does_not_know_is_said_without_sending_the_text(server, libre):
    assert told(libre, source="ru", target="fr") == (
        "This LibreTranslate does not translate from Russian into French. Translate it by hand."
    )
    assert server.count("POST /translate") == 0


@pytest.mark.parametrize(
    ("status", "body", "sentence"),
    [
        (400, {"error": "Invalid request: request (9) exceeds text limit (5)"},
         "This is too long for LibreTranslate in one piece."),
        (400, {"error": "Bad"}, "LibreTranslate refused this text."),
        (401, {}, "LibreTranslate asks for a key."),
        (403, {"error": "Invalid API key"}, "LibreTranslate does not accept the key"),
        (404, "", "There is no LibreTranslate at the configured address."),
        (413, "", "This is too long for LibreTranslate in one piece."),
        (429, {"error": "Slowdown"}, "LibreTranslate has too much to do just now."),
        (500, {}, "LibreTranslate does not answer."),
        (301, "", "LibreTranslate refused this text."),
        (200, "<html>", "LibreTranslate sent an answer that could not be read."),
        (200, [], "LibreTranslate sent an answer that could not be read."),
        (200, {"translatedText": "Un."}, "LibreTranslate sent an answer that could not be read."),
        (200, {"translatedText": [7]}, "LibreTranslate sent an answer that could not be read."),
    ],
)  # fmt: skip
def test_what_libretranslate_refuses_is_said_in_a_sentence(server, libre, status, body, sentence):
    server.answer["/translate"] = (status, body)
    assert told(libre).startswith(sentence)


def test_a_list_of_languages_of_nonsense_is_a_sentence_and_is_asked_for_again(server, libre):
    server.answer["/languages"] = [(200, [1])]
    assert told(libre).startswith("LibreTranslate sent an answer that could not be read.")
    assert draft(libre).fragments == ["en: Un."]


def test_a_libretranslate_that_is_not_there_is_said():
    with pytest.raises(machine.Busy, match="LibreTranslate does not answer"):
        draft(libretranslate.LibreTranslate("http://127.0.0.1:9"))


def test_libretranslate_tells_no_quota(libre):
    assert libre.usage() is None
