"""The three kinds of rows of the house style, by themselves and in the admin."""

import pytest
from django.urls import reverse

from stylebook.checks import Block
from stylebook.house_style import Row, check
from stylebook.models import StyleRule
from tests.factories import make_user

ADD = reverse("admin:stylebook_stylerule_add")


def found(row, *texts):
    blocks = [Block(str(n), text) for n, text in enumerate(texts)]
    return [(texts[f.block][slice(*f.span)], f.fix) for f in check(blocks, [row])]


@pytest.mark.parametrize(
    ("words", "write", "text", "hits"),
    [
        ("presently", "now", "presently. Presently!", [("presently", "now"), ("Presently", "Now")]),
        ("at this time", "now", "At  this time, no.", [("At  this time", "Now")]),
        ("utilis*|utiliz*", "use", "They utilised it.", [("utilised", "use")]),
        ("don't", "do not", "We don’t know.", [("don’t", "do not")]),
        ("float", "pontoon", "The floating bridge.", []),
        ("e-mail", "email", "By e-mail.", [("e-mail", "email")]),
        ("Ланкийский", "шри-ланкийский", "ланкийский чай", [("ланкийский", "шри-ланкийский")]),
    ],
)  # fmt: skip
def test_a_substitution_finds_whole_words_and_keeps_the_capital(words, write, text, hits):
    assert found(Row("substitution", words, write), text) == hits


def test_what_is_never_written_has_no_words_to_put_there():
    assert found(Row("existence", "sources close to"), "Sources close to him say.") == [
        ("Sources close to", None)
    ]


def test_only_with_these_capitals_leaves_others_alone():
    row = Row("substitution", "Internet", "internet", capitals=True)
    assert found(row, "The Internet and the internet.") == [("Internet", "internet")]


def test_of_two_spellings_in_one_story_the_rarer_is_found():
    row = Row("consistency", "adviser|advisers", "advisor|advisors")
    assert found(row, "An adviser.", "Two advisers and an advisor.") == [("advisor", "adviser")]
    assert found(row, "Advisors here.", "Advisors there.") == []


def test_of_equals_the_second_of_the_row_is_found():
    row = Row("consistency", "adviser", "advisor")
    assert found(row, "An advisor met an adviser.") == [("advisor", "adviser")]


def test_the_note_is_said_and_the_evidence_is_normal():
    row = Row("substitution", "presently", "now", note="In Britain it means soon.")
    [one] = check([Block("0", "PRESENTLY")], [row])
    assert one.message == "We write “Now”, not “PRESENTLY”. In Britain it means soon."
    assert one.evidence == ("presently", "now")


def test_signs_of_patterns_are_signs():
    assert found(Row("existence", "a.m."), "At 7 a.m. and atme") == [("a.m.", None)]
    assert found(Row("existence", "(sic)"), "so (sic) it was") == [("(sic)", None)]


# --- in the admin

GOOD = {
    "kind": "substitution", "language": "en", "words": "presently", "write": "now",
    "severity": "warning", "note": "", "link": "", "active": "on",
    "wrong": "He is presently away.", "right": "He is now away.",
}  # fmt: skip


@pytest.fixture
def desk(client, db):
    client.force_login(make_user("managing editor", "max"))
    return client


def said(response):
    return response.content.decode()


def test_a_managing_editor_adds_a_row_under_their_name(desk):
    assert desk.post(ADD, GOOD).status_code == 302
    rule = StyleRule.objects.get()
    assert (rule.words, rule.changed_by.username) == ("presently", "max")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"wrong": "He is away."}, "The row finds nothing in this sentence."),
        ({"right": "He is presently away."}, "The row finds something in this sentence."),
        ({"write": ""}, "Say what we write."),
        ({"kind": "existence"}, "has nothing in its place"),
        ({"language": "english"}, "is not a language code"),
        ({"kind": "consistency", "wrong": "Presently."}, "finds nothing in this sentence"),
    ],
)
def test_a_row_that_fails_by_its_own_sentences_is_not_stored(desk, change, sentence):
    assert sentence in said(desk.post(ADD, GOOD | change))
    assert not StyleRule.objects.exists()


def test_one_or_the_other_is_tried_with_both(desk):
    row = {"kind": "consistency", "words": "adviser", "write": "advisor"}
    row |= {"wrong": "An advisor met an adviser.", "right": "Two advisors."}
    assert desk.post(ADD, GOOD | row).status_code == 302


@pytest.mark.parametrize(("role", "status"), [("editor", 403), ("translator", 403)])
def test_others_read_the_house_style(client, db, role, status):
    client.force_login(make_user(role))
    assert client.get(reverse("admin:stylebook_stylerule_changelist")).status_code == 200
    assert client.get(ADD).status_code == status
