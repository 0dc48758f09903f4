"""What the site says of an issue that has left, mended: for readers at once, in no letter, and only
by who may send."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles.models import LiveArticle
from newsletters import issues
from newsletters.issues import Conflict
from newsletters.models import Issue
from newsletters.rights import NotAllowed
from tests.factories import make_user
from tests.newsletters.at_the_desk import page
from tests.newsletters.issues import make_issue, make_sent, make_shown
from tests.newsletters.readers import reader, text

pytestmark = pytest.mark.django_db
ARCHIVE = "/newsletter/morning/1/"
WORDS = {
    "subject": "Six cranes",
    "preheader": "",
    "greeting": "Hello.",
    "intro": "Six cranes stand.",
    "editor_note": "",
}


@pytest.fixture
def samir():
    return make_user("newsletter editor", "samir", first_name="Samir", last_name="Boselli")


@pytest.fixture
def issue(daily):
    """It said five cranes, everywhere."""
    sent = make_sent(make_shown("One"), newsletter=daily, subject="Five cranes", intro="Five.")
    sent.picks.update(headline="Five at the quay", blurb="Five of them.")
    return sent


@pytest.fixture
def desk(samir, client):
    client.force_login(samir)
    return client


def amend(issue, samir, **said):
    pick = issue.picks.get()
    own = {pick.pk: ("Six at the quay", "Six of them.")}
    about = {"seen": issue.version, "words": WORDS, "own": own, "note": "Six, not five."}
    return issues.amend(issue, by=samir, **about | said)


def sent_form(issue, **changed):
    pick = issue.picks.get().pk
    own = {f"headline_{pick}": "Six at the quay", f"blurb_{pick}": "Six of them."}
    about = {"seen": issue.version, "state": issue.state, "note": "Six, not five."}
    return about | WORDS | own | changed


def test_readers_of_the_archive_see_it_at_once(issue, samir):
    amend(issue, samir)

    shown = text(reader().get(ARCHIVE))
    assert "Six cranes stand." in shown
    assert "Six at the quay" in shown
    assert "Six of them." in shown
    assert "Five" not in shown
    for address in ("/newsletter/morning/", "/newsletter/morning/feed/"):
        assert "Six cranes" in text(reader().get(address))
        assert "Five" not in text(reader().get(address))


def test_what_was_sent_stays_what_it_was_and_the_rest_on_record(issue, samir):
    before = Issue.objects.values("html", "text", "sha256", "number", "prepared_at").get()

    amended = amend(issue, samir)

    assert Issue.objects.values("html", "text", "sha256", "number", "prepared_at").get() == before
    assert (amended.state, amended.version) == ("sent", issue.version + 1)
    event = amended.events.first()
    assert (event.verb, event.by, event.note) == ("amend", samir, "Six, not five.")


def test_words_are_cleaned(issue, samir):
    amend(issue, samir, words=WORDS | {"subject": " Six\n\x00cranes ", "intro": "Six.\r\nOr so. "})

    assert Issue.objects.values_list("subject", "intro").get() == ("Six cranes", "Six.\nOr so.")


@pytest.mark.parametrize(
    ("said", "field"),
    [({"note": " "}, "note"), ({"words": WORDS | {"subject": " "}}, "subject"),
     ({"words": WORDS | {"subject": "x" * 151}}, "subject")],
)  # fmt: skip
def test_what_cannot_be_is_refused_and_nothing_stored(issue, samir, said, field):
    with pytest.raises(ValidationError) as refused:
        amend(issue, samir, **said)

    assert field in refused.value.message_dict
    assert Issue.objects.get().intro == "Five."


@pytest.mark.parametrize("state", ["draft", "scheduled", "preparing", "sending", "paused"])
def test_before_it_has_left_it_is_not_mended_so(daily, samir, state):
    issue = make_issue(make_shown("One"), newsletter=daily)
    issue.state = state

    with pytest.raises((Conflict, NotAllowed)):
        amend(issue, samir)


def test_what_grew_too_old_before_it_left_is_nowhere_to_be_mended(daily, samir):
    issue = make_issue(make_shown("One"), newsletter=daily)
    now = timezone.now()
    Issue.objects.update(state="expired", expires_at=now, finished_at=now)
    issue.refresh_from_db()

    with pytest.raises(ValidationError, match="never left"):
        amend(issue, samir)


def test_of_two_one_is_told(issue, samir):
    amend(issue, samir)

    with pytest.raises(Conflict):
        amend(issue, samir)


@pytest.mark.parametrize("role", ["translator", "editor", "photo editor"])
def test_who_may_not_send_may_not_mend(issue, client, role):
    user = make_user(role)
    client.force_login(user)

    with pytest.raises(NotAllowed):
        amend(issue, user)
    assert client.post(page(issue, "move/amend"), sent_form(issue)).status_code == 403
    assert Issue.objects.get().intro == "Five."


def test_the_desk_is_led_there_and_asked_for_everything(issue, desk):
    form = page(issue, "move/amend")

    assert form in desk.get(page(issue, "change")).text
    asked = desk.get(form).text
    for words in ("Five cranes", "Five.", "Five at the quay", "Five of them.", "Night is back."):
        assert words in asked
    assert desk.post(form, sent_form(issue)).status_code == 302
    assert "Mended on the site" in text(desk.get(page(issue, "change")))
    assert "Six of them." in text(reader().get(ARCHIVE))


def test_a_form_without_its_reason_keeps_what_was_typed(issue, desk):
    answer = desk.post(page(issue, "move/amend"), sent_form(issue, note=""))

    assert answer.status_code == 400
    assert "Say what was wrong" in answer.text
    assert "Six of them." in answer.text


def test_who_comes_second_is_told_and_shown_every_word_that_was_typed(issue, samir, desk):
    form = sent_form(issue)
    amend(issue, samir, words=WORDS | {"intro": "Somebody else's."})

    answer = desk.post(page(issue, "move/amend"), form)

    assert answer.status_code == 409
    for words in ("Six cranes stand.", "Six at the quay", "Six of them.", "Six, not five."):
        assert words in answer.text
    assert Issue.objects.get().intro == "Somebody else's."


def test_a_withdrawn_story_has_no_words_left_to_mend(issue, desk):
    LiveArticle.objects.update(withdrawn_at=timezone.now(), withdrawn_note="Gone.", body="")

    asked = desk.get(page(issue, "move/amend")).text
    assert "Five cranes" in asked
    assert "Five of them." not in asked


def test_what_never_left_is_not_offered_to_be_mended(daily, desk):
    issue = make_issue(make_shown("One"), newsletter=daily)
    now = timezone.now()
    Issue.objects.update(state="expired", expires_at=now, finished_at=now)

    shown = desk.get(page(issue, "change")).text
    assert "amend" not in shown
    assert "It can no longer be changed." in shown
