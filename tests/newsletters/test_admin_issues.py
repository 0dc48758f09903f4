import datetime

import lxml.html
import pytest
from django.test import Client

from newsletters import issue_moves, issues
from newsletters.models import Issue
from tests.factories import make_photo, make_user
from tests.newsletters.at_the_desk import page, typed, words
from tests.newsletters.issues import make_issue, make_sent, make_shown
from tests.newsletters.readers import NOW, dump, text

pytestmark = pytest.mark.django_db
ADD = "/admin/newsletters/issue/add/"


@pytest.fixture
def samir():
    return make_user("newsletter editor", "samir", first_name="Samir", last_name="Boselli")


@pytest.fixture
def desk(samir, client):
    client.force_login(samir)
    return client


@pytest.fixture
def issue(daily):
    return make_issue(make_shown("One"), make_shown("Two"), newsletter=daily, preheader="Hush.")


def headlines(issue):
    return [pick.live.headline for pick in issue.picks.select_related("live")]


def stored():
    return Issue.objects.get()


# --- beginning and writing ----------------------------------------------------------------


def test_an_issue_is_begun_for_a_list_and_a_day(desk, daily):
    assert desk.get(ADD).status_code == 200

    answer = desk.post(ADD, {"newsletter": daily.pk, "day": "2026-03-02"})

    assert answer.url == page(stored())
    assert (stored().day, stored().created_by.username) == (datetime.date(2026, 3, 2), "samir")


def test_what_is_typed_is_stored(desk, issue):
    answer = desk.post(
        page(issue), typed(desk, issue, subject="Night is back", intro="One.\n\nTwo.")
    )

    assert answer.url == page(issue)
    assert (stored().subject, stored().intro, stored().version) == (
        "Night is back",
        "One.\n\nTwo.",
        2,
    )
    assert headlines(issue) == ["One", "Two"]


def test_places_put_the_stories_in_order(desk, issue):
    desk.post(page(issue), typed(desk, issue, **{"picks-0-position": "2", "picks-1-position": "1"}))

    assert headlines(issue) == ["Two", "One"]


def test_a_story_is_added_with_its_own_words_and_another_taken_out(desk, issue):
    third = make_shown("Three")
    changes = {
        "picks-TOTAL_FORMS": "3",
        "picks-0-DELETE": "on",
        "picks-2-live": third.pk,
        "picks-2-blurb": "So calm.",
        "picks-2-section": "Ports",
    }

    desk.post(page(issue), typed(desk, issue, **changes))

    assert headlines(issue) == ["Two", "Three"]
    assert issue.picks.values_list("section", "blurb").last() == ("Ports", "So calm.")


def test_a_story_twice_is_refused_and_nothing_typed_is_lost(desk, issue):
    again = {"picks-1-live": issue.picks.first().live_id, "intro": "Read slowly."}

    answer = desk.post(page(issue), typed(desk, issue, **again))

    assert answer.status_code == 400
    assert "“One” stands here twice." in text(answer)
    assert "Read slowly." in text(answer)
    assert stored().version == 1


def test_too_long_a_subject_is_refused_beside_its_field(desk, issue):
    answer = desk.post(page(issue), typed(desk, issue, subject="x" * 151, intro="Kept."))

    assert answer.status_code == 400
    assert "at most 150 characters" in text(answer)
    assert "Kept." in text(answer)


def test_who_comes_second_sees_both_texts_and_can_store_theirs(desk, issue, samir):
    mine = typed(desk, issue, subject="Mine", intro="My intro.")
    issues.save(issue, by=samir, seen=1, words={"subject": "Theirs"}, picks=[])

    answer = desk.post(page(issue), mine)

    assert answer.status_code == 409
    shown = [area.text_content() for area in lxml.html.fromstring(text(answer)).iter("textarea")]
    for part in ("Mine", "Theirs", "My intro.", "One\nTwo"):
        assert part in [area.strip() for area in shown]
    assert (stored().subject, headlines(issue)) == ("Theirs", [])

    (form,) = (
        f for f in lxml.html.fromstring(text(answer)).forms if f.get("action") == page(issue)
    )
    desk.post(page(issue), dict(form.fields))

    assert (stored().subject, stored().intro, headlines(issue)) == (
        "Mine",
        "My intro.",
        ["One", "Two"],
    )


def test_what_was_typed_into_an_issue_that_has_left_is_shown_to_be_copied(desk, issue, samir):
    mine = typed(desk, issue, intro="My intro.")
    issues.cancel(issue, by=samir, seen=1)

    answer = desk.post(page(issue), mine)

    assert answer.status_code == 409
    assert "My intro." in text(answer)
    assert "Store mine" not in text(answer)


def test_a_forged_form_of_somebody_without_the_right_changes_nothing(desk, issue):
    data = typed(desk, issue, subject="Forged")
    stranger = Client()
    stranger.force_login(make_user("editor"))

    assert stranger.post(page(issue), data).status_code == 403
    assert stored().subject == "Silence"


# --- what the page tells ------------------------------------------------------------------


def test_the_page_tells_state_readers_size_and_what_stands_in_the_way(desk, issue):
    Issue.objects.update(subject="")

    said = words(desk.get(page(issue)))

    for part in ("draft", "about 0 readers", "KB", "1 thing in the way", "Write a subject"):
        assert part in said


@pytest.mark.parametrize("state", ["sent", "scheduled"])
def test_what_is_no_draft_is_shown_and_has_no_fields(desk, daily, state):
    issue = make_sent(make_shown("One"), newsletter=daily, intro="As it was.")
    if state == "scheduled":
        issue.delete()
        issue = make_issue(make_shown("One"), newsletter=daily, intro="As it was.")
        Issue.objects.update(state=state, scheduled_for=NOW, expires_at=NOW)

    answer = desk.get(page(issue))

    assert "As it was." in words(answer)
    assert 'name="subject"' not in text(answer)


@pytest.mark.parametrize(
    ("name", "status"), [("change", 403), ("preview", 403), ("move/send", 403), ("progress", 403)]
)
def test_who_may_not_see_issues_sees_none(issue, name, status):
    client = Client()
    client.force_login(make_user("translator"))

    assert client.get(page(issue, name)).status_code == status


@pytest.mark.parametrize("name", ["change", "preview", "move/send", "progress", "uncertain"])
def test_looking_changes_nothing(desk, issue, name):
    before = dump()

    assert desk.get(page(issue, name)).status_code == 200

    assert dump() == before


@pytest.mark.parametrize("number", [1, 4])
def test_the_page_costs_the_same_however_many_stories(
    desk, daily, number, django_assert_num_queries
):
    lives = [make_shown(photo=make_photo()) for _ in range(number)]
    issue = make_issue(*lives, newsletter=daily)

    with django_assert_num_queries(19):
        desk.get(page(issue))


def test_stories_are_found_by_words_of_their_headline(desk, issue):
    found = desk.get(
        "/admin/autocomplete/",
        {
            "app_label": "newsletters",
            "model_name": "issuestory",
            "field_name": "live",
            "term": "Tw",
        },
    )

    assert [row["text"] for row in found.json()["results"]] == ["Two"]


@pytest.mark.parametrize(
    ("verb", "by_clock", "said"),
    [
        ("save", False, "saved by Samir Boselli: noted"),
        ("propose", True, "proposed by the clock: noted"),
        ("prepare", True, "frozen by the clock: noted"),
        ("finish", True, "ended by the clock: noted"),
        ("leave", False, "left as they are by Samir Boselli: noted"),
    ],
)
def test_what_happened_is_said_in_words(desk, samir, issue, verb, by_clock, said):
    issues.log(issue, verb, by=None if by_clock else samir, note="noted")

    assert said in words(desk.get(page(issue, "change")))


@pytest.mark.parametrize("verb", issue_moves.VERBS)
def test_every_move_has_its_word(verb):
    assert issue_moves.LOGGED[verb]
