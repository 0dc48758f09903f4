"""What a browser says when a story was read, and whose word is not taken."""

import pytest

from articles import tallying, views_reads
from articles.tallying import Tally

BROWSER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}


@pytest.fixture
def heard(monkeypatch, settings):
    settings.MOST_READ = True
    tally = Tally()
    monkeypatch.setattr(tallying, "_heard", tally)
    return tally.counts


def say(client, path="/world/a-harbour/", **headers):
    return client.post(
        "/read/", path.encode(), content_type="text/plain", headers=BROWSER | headers
    )


def test_a_story_is_counted_by_its_path_and_nothing_is_answered(client, heard):
    answer = say(client)

    assert (answer.status_code, answer.content) == (204, b"")
    assert heard == {("en", "world/a-harbour"): 1}


def test_nothing_is_set_and_nothing_is_kept_of_the_answer(client, heard):
    answer = say(client)

    assert not answer.cookies
    assert "no-store" in answer["Cache-Control"]


def test_a_path_in_any_script_and_edition_is_counted(client, heard, settings):
    settings.EDITIONS = ["en", "fr"]
    say(client, "/fr/monde/le-port/")
    say(client, "/world/порт/")
    say(client, "/world/%D0%BF%D0%BE%D1%80%D1%82/")  # as browsers have it

    assert heard == {("fr", "monde/le-port"): 1, ("en", "world/порт"): 2}


@pytest.mark.parametrize(
    "headers",
    [
        {"DNT": "1"},
        {"Sec-GPC": "1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"User-Agent": ""},
        {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"},
        {"User-Agent": "curl/8.5"},
    ],
)
def test_who_asks_not_to_be_counted_and_what_is_no_reader_is_not(client, heard, headers):
    assert say(client, **headers).status_code == 204
    assert not heard


@pytest.mark.parametrize(
    "path", ["", "/", "/world/", "world/a", "/a/b/c/d/", "/world/a/?utm=1", "/x" * 5000, "\x00"]
)
def test_what_is_no_story_is_not_counted(client, heard, path):
    assert say(client, path).status_code == 204
    assert not heard


def test_bytes_that_are_no_text_do_no_harm(client, heard):
    answer = client.post("/read/", b"/\xff\xfe/x/", content_type="text/plain", headers=BROWSER)

    assert answer.status_code == 204


def test_it_is_off_unless_somebody_switches_it_on(client, heard, settings):
    settings.MOST_READ = False

    assert say(client).status_code == 204
    assert not heard


def test_looking_at_it_is_no_reading(client, heard):
    assert client.get("/read/").status_code == 405


def test_one_more_reader_costs_no_query(client, heard, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        say(client)


def test_a_machine_is_known_by_its_name():
    assert views_reads.MACHINES.search("HeadlessChrome/120")
    assert not views_reads.MACHINES.search(BROWSER["User-Agent"])


def test_the_script_is_smaller_than_a_kilobyte():
    with open("static/site/read.js", "rb") as script:
        assert len(script.read()) <= 1024
