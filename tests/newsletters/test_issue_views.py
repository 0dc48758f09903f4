import datetime

import pytest
from django.test import Client
from django.utils import timezone

from newsletters import issues
from newsletters.models import Channel, Issue
from tests.factories import make_user
from tests.newsletters.at_the_desk import page, typed, words
from tests.newsletters.issues import make_issue, make_sent, make_shown
from tests.newsletters.readers import dump, text

pytestmark = pytest.mark.django_db


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


def stored():
    return Issue.objects.get()


# --- preview -----------------------------------------------------------------------------------


def test_the_preview_is_the_letter_and_runs_nothing(desk, issue):
    answer = desk.get(page(issue, "preview"))

    assert "One" in text(answer)
    assert "@@" not in text(answer)
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    policy = answer["Content-Security-Policy"]
    assert "sandbox" in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'self'" in policy
    assert "script-src" not in policy


def test_the_preview_shows_what_is_typed_and_stores_nothing(desk, issue):
    third = make_shown("Three")
    changes = {
        "subject": "Typed",
        "intro": "Typed words.",
        "picks-0-position": "9",
        "picks-TOTAL_FORMS": "3",
        "picks-2-live": third.pk,
    }
    data = typed(desk, issue, **changes)
    before = dump()

    shown = text(desk.post(page(issue, "preview"), data))

    assert "Typed words." in shown
    assert shown.index("Two") < shown.index("Three")
    assert dump() == before


def test_the_preview_of_what_has_left_is_what_has_left(desk, daily):
    issue = make_sent(make_shown("One"), newsletter=daily)

    assert text(desk.get(page(issue, "preview"))) == "<p>As it was sent</p>"
    assert text(desk.get(page(issue, "preview"), {"as": "text"})) == "As it was sent"


def test_the_preview_bears_half_a_form(desk, issue):
    answer = desk.post(page(issue, "preview"), typed(desk, issue, subject="x" * 151))

    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("kind", "part"),
    [("light", "@media not all"), ("dark", "@media all"), ("nonsense", "@media not all")],
)
def test_the_preview_shows_either_colours(desk, issue, kind, part):
    assert part in text(desk.get(page(issue, "preview"), {"as": kind}))


def test_the_preview_shows_the_plain_text(desk, issue):
    answer = desk.get(page(issue, "preview"), {"as": "text"})

    assert answer["Content-Type"].startswith("text/plain")
    assert "Unsubscribe: #" in text(answer)


# --- moves ------------------------------------------------------------------------------------


def move(desk, issue, verb, **said):
    seen = {"seen": issue.version, "state": issue.state}
    return desk.post(page(issue, f"move/{verb}"), seen | said)


def test_sending_asks_first_and_says_how_many(desk, issue):
    said = words(desk.get(page(issue, "move/send")))

    assert "Send now to 0 readers" in said
    assert "Nobody has confirmed a subscription to this list yet." in said
    assert stored().state == "draft"


def test_sending_leads_to_the_progress(desk, issue):
    answer = move(desk, issue, "send")

    assert answer.url == page(issue, "progress")
    assert stored().state == "preparing"


def test_a_schedule_takes_a_moment_of_the_desk(desk, issue):
    at = (timezone.localtime() + datetime.timedelta(days=1)).replace(second=0, microsecond=0)

    move(desk, issue, "schedule", at=at.strftime("%Y-%m-%dT%H:%M"), note="After the vote.")

    assert (stored().state, stored().scheduled_for) == ("scheduled", at)
    assert stored().events.get().note == "After the vote."


@pytest.mark.parametrize(
    ("at", "sentence"),
    [("", "Say when it is to leave."), ("2020-01-01T08:00", "That moment is past.")],
)
def test_a_bad_moment_is_refused_and_the_note_is_kept(desk, issue, at, sentence):
    answer = move(desk, issue, "schedule", at=at, note="After the vote.")

    assert answer.status_code == 400
    assert sentence in text(answer)
    assert "After the vote." in text(answer)


def test_what_is_not_ready_is_refused_with_the_reasons(desk, issue):
    issue.picks.all().delete()

    answer = move(desk, issue, "send", note="Now!")

    assert answer.status_code == 409
    assert "There is no story in this issue." in text(answer)
    assert "Now!" in text(answer)


def test_a_move_of_an_older_version_is_refused(desk, issue, samir):
    issues.save(issue, by=samir, seen=1, words={"subject": "Newer"}, picks=[])

    answer = move(desk, issue, "send", note="Now!")

    assert answer.status_code == 409
    assert "changed by Samir Boselli" in text(answer)
    assert "Now!" in text(answer)


def test_a_move_that_does_not_exist_or_is_not_open_now(desk, issue):
    assert desk.get(page(issue, "move/burn")).status_code == 404
    assert move(desk, issue, "resume").status_code == 403
    assert desk.get(page(issue, "move/pause")).status_code == 403


def test_who_may_look_only_is_offered_nothing_and_moves_nothing(issue):
    reader = make_user()
    from_role = make_user("newsletter editor")
    for name in ("view_issue",):
        reader.user_permissions.add(from_role.groups.get().permissions.get(codename=name))
    client = Client()
    client.force_login(reader)

    assert "Send now" not in text(client.get(page(issue)))
    assert move(client, issue, "send").status_code == 403
    assert client.post(page(issue, "test"), {"to": "x@example.org"}).status_code == 403
    assert client.post(page(issue, "links")).status_code == 403


# --- on its way ----------------------------------------------------------------------------------


def leaving(issue, **states):
    now = timezone.now()
    Issue.objects.filter(pk=issue.pk).update(
        state="sending", number=1, sha256="0" * 64, recipients=9, excluded=1, prepared_at=now,
        expires_at=now + datetime.timedelta(hours=1),
        channel=Channel.objects.get_or_create(name="Mail server")[0],
    )  # fmt: skip
    for state, number in states.items():
        dates = (
            {} if state == "queued" else {"submitted_at": now, "attempts": 1, "finished_at": now}
        )
        for n in range(number):
            issue.deliveries.create(state=state, address=f"{state}{n}@example.org", **dates)


def test_the_progress_is_told_in_figures(desk, issue):
    leaving(issue, queued=5, sent=2, failed=1, uncertain=1)

    figures = desk.get(page(issue, "progress"), {"as": "json"}).json()

    assert figures == {
        "all": 9, "done": 4, "queued": 5, "sent": 2, "failed": 1, "uncertain": 1, "skipped": 0,
        "per_minute": 3, "minutes_left": 2, "state": "sending", "state_shown": "leaving",
    }  # fmt: skip
    said = words(desk.get(page(issue, "progress")))
    assert "1 left out" in said
    assert "Pause" in said


def test_uncertain_letters_are_shown_with_what_is_known(desk, issue):
    leaving(issue, uncertain=2)
    letter = issue.deliveries.first()
    letter.events.create(key="1", provider="postmark", kind="delivered")

    said = words(desk.get(page(issue, "uncertain")))

    assert "2 of 9 letters" in said
    assert "uncertain0@example.org" in said
    assert "delivered, told by postmark" in said
    assert f"{issue.pk}.{letter.pk}." in said


@pytest.mark.parametrize(
    ("decision", "state", "verb"), [("resend", "queued", "resend"), ("leave", "uncertain", "leave")]
)
def test_the_desk_decides_about_the_letters_it_chose(desk, issue, decision, state, verb):
    leaving(issue, uncertain=2)
    chosen, other = issue.deliveries.order_by("pk")

    desk.post(page(issue, "uncertain"), {"letter": chosen.pk, "decision": decision})

    chosen.refresh_from_db()
    other.refresh_from_db()
    assert (chosen.state, other.state) == (state, "uncertain")
    assert issue.events.get().verb == verb
    assert "1 uncertain letter" in words(desk.get(page(issue, "uncertain")))


def test_no_letter_chosen_is_no_decision(desk, issue):
    leaving(issue, uncertain=1)

    answer = desk.post(page(issue, "uncertain"), {"decision": "resend"}, follow=True)

    assert "choose letters first" in text(answer)
    assert issue.deliveries.get().state == "uncertain"


def test_of_an_issue_that_was_cancelled_no_letter_is_said_to_leave(desk, issue):
    leaving(issue, uncertain=1)
    Issue.objects.update(state="cancelled", finished_at=timezone.now())
    data = {"letter": issue.deliveries.get().pk, "decision": "resend"}

    answer = desk.post(page(issue, "uncertain"), data)

    assert answer.status_code == 409
    assert "no letter of it leaves" in words(answer)


def test_who_may_not_decide_about_letters_does_not(issue):
    leaving(issue, uncertain=1)
    person = make_user()
    editor = make_user("newsletter editor")
    person.user_permissions.add(editor.groups.get().permissions.get(codename="view_issue"))
    client = Client()
    client.force_login(person)

    for decision in ("resend", "leave"):
        data = {"letter": issue.deliveries.get().pk, "decision": decision}
        assert client.post(page(issue, "uncertain"), data).status_code == 403
    assert issue.deliveries.get().state == "uncertain"
