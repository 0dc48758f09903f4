import datetime

import pytest

from newsletters import retries
from newsletters.retries import Meaning


@pytest.mark.parametrize(
    ("phase", "code", "response", "meaning"),
    [
        ("connect", 554, "go away", Meaning.STANDSTILL),
        ("connect", 535, "5.7.8 wrong password", Meaning.STANDSTILL),
        ("mail", 421, "closing", Meaning.STANDSTILL),
        ("rcpt", 421, "4.7.0 too many", Meaning.STANDSTILL),
        ("end", 421, "closing", Meaning.STANDSTILL),
        ("mail", 530, "5.7.0 log in first", Meaning.STANDSTILL),
        ("mail", 451, "later", Meaning.LATER),
        ("rcpt", 450, "4.2.1 greylisted", Meaning.LATER),
        ("data", 452, "no room", Meaning.LATER),
        ("end", 451, "later", Meaning.LATER),
        ("rcpt", 550, "no such user", Meaning.HARD),
        ("rcpt", 551, "moved", Meaning.HARD),
        ("rcpt", 553, "no such name", Meaning.HARD),
        ("rcpt", 550, "5.1.1 unknown", Meaning.HARD),
        ("rcpt", 554, "5.1.2 no such host", Meaning.HARD),
        ("rcpt", 550, "5.7.1 listed at a blocklist", Meaning.POLICY),
        ("rcpt", 550, "5.2.2 mailbox full", Meaning.POLICY),
        ("rcpt", 550, "5.1.8 bad outbound sender", Meaning.POLICY),
        ("rcpt", 553, "5.1.7 bad sender's mailbox", Meaning.POLICY),
        ("rcpt", 554, "not you", Meaning.POLICY),
        ("rcpt", 552, "full", Meaning.POLICY),
        ("mail", 550, "not with this sender", Meaning.POLICY),
        ("end", 550, "5.7.1 spam", Meaning.POLICY),
        ("end", 552, "too big", Meaning.POLICY),
        ("end", 554, "no", Meaning.POLICY),
        ("rcpt", 0, "hello?", Meaning.LATER),
        ("end", 0, "fine, thanks", Meaning.UNCERTAIN),
        ("end", 354, "go on", Meaning.UNCERTAIN),
    ],
)
def test_what_an_answer_means(phase, code, response, meaning):
    assert retries.of_answer(phase, code, response) == (meaning, code, response, "")


@pytest.mark.parametrize(
    ("phase", "meaning"),
    [
        ("connect", Meaning.STANDSTILL),
        ("mail", Meaning.LATER),
        ("rcpt", Meaning.LATER),
        ("data", Meaning.LATER),
        ("body", Meaning.LATER),
        ("end", Meaning.UNCERTAIN),
    ],
)
def test_what_silence_means(phase, meaning):
    outcome = retries.of_silence(phase, TimeoutError("timed out"))

    assert outcome == (meaning, 0, f"{phase}: timed out", "")


def test_a_deferred_letter_waits_longer_each_time_and_is_given_up_at_last():
    waits = [retries.wait(n) for n in range(1, 6)]

    assert waits == [*(datetime.timedelta(minutes=n) for n in (1, 5, 15, 60)), None]


def test_a_way_out_rests_longer_each_time_and_never_for_more_than_five_minutes():
    seconds = [retries.standstill(n).total_seconds() for n in range(1, 9)]

    assert seconds == [10, 20, 30, 60, 120, 300, 300, 300]
