"""The copy checks over one story: what they see of it, and by what a finding is known again."""

import pytest

from articles import checking, dismissing
from articles.models import Article, State
from articles.revising import save_text
from stylebook import tuning
from tests.articles.stories import bring, commission
from tests.factories import make_rule, make_snapshot, make_term

pytestmark = pytest.mark.django_db

SOURCE = "<p>Il pleut sur le port ce matin encore.</p><p>Les grues ne bougent pas.</p>"
RAIN = '<p data-source="b1">It is presently raining on the port.</p>'
CRANES = '<p data-source="b2">The cranes do not move.</p>'


@pytest.fixture
def story(desk):
    return story_of(desk, SOURCE)


def story_of(desk, html):
    article = commission(desk, snapshot=make_snapshot(html=html))
    return bring(desk, State.TRANSLATING, article=article)


def written(desk, story, body, **more):
    story = save_text(story, by=desk.anna, seen=story.version, changes={"body": body} | more)
    return Article.objects.select_related("snapshot__original").get(pk=story.pk)


def found(story, code="house_style"):
    return [one for one in checking.report(story).standing if one.finding.code == code]


def test_a_finding_names_its_paragraph_and_its_words(desk, story):
    make_rule()
    [one] = found(written(desk, story, CRANES + RAIN))
    assert (one.place, one.quote, one.finding.fix) == (1, "presently", "now")
    assert one.message == "We write “now”, not “presently”."


def test_a_finding_of_a_headline_names_its_field(desk, story):
    make_rule()
    [one] = found(written(desk, story, CRANES, headline="Presently rain"))
    assert (one.place, one.finding.fix) == ("headline", "Now")


def test_a_rule_of_the_engine_is_asked_too(desk, story):
    body = '<p data-source="b1">It rains on the the port.</p>'
    assert "doubled_word" in {
        o.finding.code for o in checking.report(written(desk, story, body)).standing
    }


def test_what_nobody_has_begun_is_not_looked_at(desk, story):
    make_rule("pleut", "")
    body = '<p data-source="b1">Il pleut sur le port ce matin encore.</p>'
    assert checking.report(written(desk, story, body + CRANES)).standing == []


def test_a_banned_wording_is_found_in_any_case_unless_it_is_a_name(desk, story):
    make_term("grue", "crane", "fr", banned=["derrick"], note="At the port.")
    make_term("Брянск", "Bryansk", "ru", banned=["Briansk"])
    body = '<p data-source="b2">Derricks stand. Derrick and briansk and Briansk.</p>'
    one, two = found(written(desk, story, body), "term_banned")
    assert (one.quote, one.finding.fix, two.quote) == ("Derrick", "Crane", "Briansk")
    assert one.message == "We write “Crane”, not “Derrick”. At the port."


def test_another_right_wording_satisfies_the_stylebook(desk, story):
    make_term("grues", "cranes", "fr", also=["lifting gear"])
    body = '<p data-source="b2">The lifting gear does not move.</p>'
    assert found(written(desk, story, body), "term_missing") == []


def test_a_check_that_is_off_finds_nothing_and_one_regraded_is_as_grave_as_said(desk, story):
    make_rule()
    story = written(desk, story, RAIN)
    tuning.grade("house_style", "hint", by=desk.max)
    assert [one.severity for one in found(story)] == ["hint"]
    tuning.grade("house_style", "off", by=desk.max)
    assert found(story) == []
    tuning.grade("house_style", "", by=desk.max)
    assert [one.severity for one in found(story)] == ["blocker"]


def test_a_check_that_stumbles_keeps_nobody_from_the_text(desk, story, monkeypatch, caplog):
    make_rule()
    story = written(desk, story, RAIN)

    def stumble(*args, **kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr(checking.checks, "check", stumble)
    assert len(found(story)) == 1
    assert "could not be checked" in caplog.text


# --- known again


def dismissed(desk, story):
    [one] = found(story)
    dismissing.dismiss(story, one, by=desk.anna, reason="intended")
    assert found(story) == []
    return one


def test_a_dismissal_survives_that_the_text_moves_and_is_worked_on(desk, story):
    make_rule()
    story = written(desk, story, RAIN + CRANES)
    dismissed(desk, story)
    moved = RAIN.replace("on the port", "on our old port")
    story = written(desk, story, CRANES + moved)
    assert found(story) == []
    assert len(checking.report(story).dismissed) == 1


def test_it_ends_when_the_original_changes(desk, story):
    make_rule()
    story = written(desk, story, RAIN)
    dismissed(desk, story)
    story.snapshot.blocks[0]["html"] = "Il neige."
    assert len(found(story)) == 1


def test_it_ends_when_something_else_is_found(desk, story):
    make_rule("presently|at present")
    story = written(desk, story, RAIN)
    dismissed(desk, story)
    assert len(found(written(desk, story, RAIN.replace("presently", "at present")))) == 1


def test_without_an_original_it_ends_when_the_paragraph_changes(desk):
    make_rule()
    story = bring(desk, State.TRANSLATING, article=commission(desk, snapshot=None))
    body = "<p>It is presently raining.</p>"
    story = written(desk, story, body)
    dismissed(desk, story)
    story = written(desk, story, "<p>Hm.</p>" + body)
    assert found(story) == []
    assert len(found(written(desk, story, body.replace("raining", "snowing")))) == 1


def test_one_for_every_story_holds_in_every_story(desk, story):
    make_rule()
    story = written(desk, story, RAIN)
    other = written(desk, story_of(desk, "<p>X.</p>"), '<p data-source="b1">Presently: no.</p>')
    [one] = found(story)
    assert len(found(other)) == 1
    dismissing.dismiss(story, one, by=desk.max, reason="style", words="A title.", everywhere=True)
    assert found(other) == []


def test_the_same_text_is_checked_once(desk, story, monkeypatch):
    story = written(desk, story, RAIN)
    checking.report(story)
    monkeypatch.setattr(checking.checks, "check", lambda *a, **k: pytest.fail("asked again"))
    checking.report(story)


@pytest.mark.parametrize("paragraphs", [1, 60])
def test_a_report_costs_two_queries_however_long_the_text(
    desk, story, paragraphs, django_assert_num_queries
):
    make_rule()
    story = written(desk, story, RAIN * paragraphs)
    checking.report(story)
    with django_assert_num_queries(2):  # what has changed, what was dismissed
        checking.report(story)


LONG = "<p>Le soir, les 19 grues du port se taisent enfin et la ville entend la mer.</p>"


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        ("In the evening,", set()),
        ("In the evening the cranes of the port fall silent, and the city hears the sea.",
         {"number_missing"}),
    ],
)  # fmt: skip
def test_of_a_paragraph_that_is_only_begun_nothing_is_missing(desk, body, codes):
    story = written(desk, story_of(desk, LONG), f'<p data-source="b1">{body}</p>')
    found = {one.finding.code for one in checking.report(story).standing}
    assert {code for code in found if code.endswith("_missing")} == codes


def test_a_digest_may_leave_out_what_it_likes(desk):
    story = story_of(desk, LONG)
    Article.objects.filter(pk=story.pk).update(use="digest")
    body = "In the evening the cranes of the port fall silent, and the city hears the sea."
    story = written(desk, story, f'<p data-source="b1">{body}</p>')
    assert not [o for o in checking.report(story).standing if o.finding.code.endswith("_missing")]
