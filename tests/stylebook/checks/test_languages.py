"""The files of the languages, and the registry of the rules."""

import pytest

from stylebook.checks import RULES, SEVERITIES, Block, Term, check
from stylebook.checks.languages import data
from stylebook.checks.registry import finds, found_by_none
from stylebook.checks.rules import ALL

ORIGINALS = [
    "ar",
    "cs",
    "de",
    "es",
    "fa",
    "fr",
    "it",
    "ja",
    "nl",
    "pl",
    "pt",
    "ru",
    "tr",
    "uk",
    "zh",
]
KYIV = Term("Киев", "Kyiv", ("Kiev",))


@pytest.mark.parametrize("language", [*ORIGINALS, "en"])
def test_a_language_is_described(language):
    known = data(language)
    kinds = {entry.kind for entry in known.entries}

    assert known.known
    assert known.ratio > 0
    assert {"number", "percent", "currency", "month", "day", "country"} <= kinds
    assert known.unspaced or "scale" in kinds
    assert known.unspaced or len(known.function) > 10


@pytest.mark.parametrize("language", [*ORIGINALS, "en"])
def test_a_language_has_all_months_and_days(language):
    entries = data(language).entries
    assert {e.value for e in entries if e.kind == "month"} == set(range(1, 13))
    assert {e.value for e in entries if e.kind == "day"} == set(range(7))


@pytest.mark.parametrize("language", [*ORIGINALS, "en"])
def test_countries_of_a_language_are_codes_of_cldr(language):
    codes = {e.value for e in data(language).entries if e.kind == "country"}
    assert codes - {"EU", "XK"} <= set(data("en").countries)


@pytest.mark.parametrize("language", ["xx", "", "../de", "tlh", "de1"])
def test_an_unknown_language_is_an_empty_one(language):
    known = data(language)
    assert not known.known
    assert (known.entries, known.countries) == ((), {})


def test_of_other_languages_cldr_knows_months_days_and_countries():
    assert not data("et").known
    assert {e.kind for e in data("et").entries} == {"month", "day", "country"}


@pytest.mark.parametrize("code", ["pt-BR", "pt_BR", "PT", "pt"])
def test_a_language_counts_without_its_region(code):
    found = check([Block("s", "Em agosto.")], [Block("t", "In July.")], code, "en-GB")
    assert [f.code for f in found] == ["month_changed"]


# --- rules


def judged(rule, pair):
    kind = rule.code.partition("_")[0]  # of headline_stop, caption_form and the like
    kind = kind if kind in ("headline", "dateline", "caption") else "p"
    source, target = pair.blocks
    target = [Block(block.id, block.text, kind) for block in target]
    return check(source, target, pair.src, pair.tgt, terms=[KYIV] if "term" in rule.code else ())


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rule_finds_its_bad_example(rule):
    found = [f for f in judged(rule, rule.bad) if f.code == rule.code]
    assert found
    assert all(f.message.endswith((".", "?", "”")) and f.evidence for f in found)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rule_leaves_its_good_example_alone(rule):
    assert [f for f in judged(rule, rule.good) if f.code == rule.code] == []


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_no_finding_is_graver_than_its_rule(rule):
    gravest = SEVERITIES.index(rule.severity)
    for pair in (rule.bad, rule.good):
        found = [f for f in judged(rule, pair) if f.code == rule.code]
        assert all(SEVERITIES.index(f.severity) >= gravest for f in found)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rule_says_what_it_finds_in_a_sentence(rule):
    assert rule.says[0].isupper()
    assert rule.says.endswith(".")


def test_every_module_of_rules_is_in_the_registry():
    assert len(ALL) == len(set(ALL)) == 16
    assert len(RULES) >= 35


@pytest.mark.parametrize("code", ["untranslated", "new_code"])
def test_a_rule_is_declared_once_and_found_in_one_place(code):
    with pytest.raises(ValueError, match=code):
        finds(code)


def test_every_rule_is_found_by_something():
    assert found_by_none() == set()
    assert all(rule.severity in SEVERITIES for rule in RULES.values())


def test_only_the_wanted_rules_run():
    target = [Block("t", "The the goverment  fell.")]
    assert {f.code for f in check([], target, "de", "en", only={"double_space"})} == {
        "double_space"
    }
    assert check([], target, "de", "en", only=set()) == []


def test_findings_come_in_reading_order():
    target = [Block("a", "The goverment  of of it."), Block("b", "The goverment  of of it.")]
    found = check([], target, "de", "en")
    assert [f.block for f in found] == sorted(f.block for f in found)
    first = [f.span for f in found if f.block == 0]
    assert first == sorted(first)


def test_blocks_that_say_what_they_render_are_compared_with_that():
    source = [Block("a", "Es kamen 415 Gäste."), Block("b", "Es blieben 82.")]
    target = [
        Block("x", "Another 82 stayed.", sources=("b",)),
        Block("y", "As many as 415 came.", sources=("a",)),
    ]
    found = check(source, target, "de", "en", only={"number_changed", "paragraph_missing"})
    assert found == []


# --- terms of the Stylebook


@pytest.mark.parametrize(
    ("src", "term", "source", "target"),
    [
        ("ru", KYIV, "Он был в Киеве.", "He was in the capital."),
        ("de", Term("Bundestag", "Bundestag", keep=True), "Im Bundestag.", "In parliament."),
        ("pl", Term("Sejm", "Sejm"), "W Sejmie.", "In parliament."),
        ("zh", Term("人大", "National People's Congress"), "人大开会。", "Parliament met."),
        ("ar", Term("القاهرة", "Cairo"), "وصل بالقاهرة أمس.", "He arrived in the capital."),
    ],
)
def test_a_term_that_ours_lacks_is_a_warning(src, term, source, target):
    (finding,) = check(
        [Block("s", source)], [Block("t", target)], src, "en", terms=[term], only={"term_missing"}
    )
    assert (finding.severity, finding.src_block) == ("warning", 0)
    assert term.target in finding.message


@pytest.mark.parametrize(
    ("src", "term", "source", "target"),
    [
        ("ru", KYIV, "Он был в Киеве.", "He was in Kyiv."),
        ("ru", KYIV, "Он был в Москве.", "He was in Moscow."),
        ("de", Term("Bundestag", "Bundestag", keep=True), "Im Bundestag.", "In the Bundestag."),
        ("pl", Term("Sejm", "Sejm"), "W Sejmie.", "In the Sejm's hall."),
        ("ar", Term("القاهرة", "Cairo"), "وصل بالقاهرة أمس.", "He arrived in Cairo."),
        ("fr", Term("Le Havre", "Le Havre"), "Le havre est petit.", "The haven is small."),
        ("en", Term("Rat", "council"), "A rat came.", "A rat came."),
        ("ru", Term("Киев", "Kyiv", also=("Kiev city",)), "В Киеве.", "In Kiev city."),
        ("zh", Term("人大", "Congress"), "大人来了。", "He came."),
    ],
)
def test_a_term_as_the_stylebook_has_it_is_left_alone(src, term, source, target):
    assert (
        check(
            [Block("s", source)], [Block("t", target)], src, "en", terms=[term],
            only={"term_missing", "term_banned"},
        )
        == []
    )  # fmt: skip


def test_of_terms_that_overlap_the_longest_counts():
    terms = [Term("Köln", "Cologne"), Term("Kölner Dom", "Cologne Cathedral")]
    found = check(
        [Block("s", "Im Kölner Dom.")], [Block("t", "In church.")], "de", "en", terms=terms,
        only={"term_missing"},
    )  # fmt: skip
    assert [f.evidence[0] for f in found] == ["Kölner Dom"]


def test_a_banned_word_is_a_warning_once():
    source, target = [Block("s", "Он был в Киеве.")], [Block("t", "He was in Kiev.")]
    (finding,) = check(
        source, target, "ru", "en", terms=[KYIV], only={"term_missing", "term_banned"}
    )
    assert (finding.code, finding.severity, finding.fix) == ("term_banned", "warning", "Kyiv")
