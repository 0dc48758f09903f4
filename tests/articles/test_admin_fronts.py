"""The fronts at the desk."""

import datetime
import re

import lxml.html
import pytest
from django.utils import timezone

from articles import arranging, fronts
from articles.fronts import Pin
from articles.models import Front, LiveArticle
from tests.articles import reading
from tests.factories import make_live, make_section, make_user

pytestmark = pytest.mark.django_db
ALL = "/admin/articles/front/"
HOME = "/admin/articles/front/arrange/en/"
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def ben():
    return make_user("editor", "ben", first_name="Ben", last_name="Adler")


@pytest.fixture
def desk(ben, client):
    client.force_login(ben)
    return client


@pytest.fixture
def lives(ben):
    section = make_section("World", slug="world")
    return [
        make_live(
            headline=name, first_published_at=reading.hours(n), section=section, published_by=ben
        )
        for n, name in enumerate(["One", "Two", "Three"])
    ]


def form(lives, *pinned, version=0, **said):
    """What the form sends with (place, story) or (place, story, until) pinned."""
    sent = {"version": str(version), "story": [str(live.pk) for live in lives]} | said
    for place, live, *until in pinned:
        sent[f"story-{live.pk}-pinned"] = "on"
        sent[f"story-{live.pk}-place"] = str(place)
        sent[f"story-{live.pk}-until"] = until[0] if until else ""
    return sent


def stored():
    return list(Front.objects.get().slots.values_list("position", "live__headline"))


def headlines(answer, path="//*[@id='slots']//*[@class='slot-headline']"):
    return [b.text_content() for b in lxml.html.fromstring(answer.content).xpath(path)]


def local(at):
    return f"{timezone.localtime(at):%Y-%m-%dT%H:%M}"


# --- all fronts


def test_the_overview_names_every_front_and_what_ends_when(desk, ben, lives):
    until = timezone.now() + HOUR
    arranging.arrange(fronts.find("en"), by=ben, seen=0, pins=[Pin(0, lives[2].pk, until)])

    page = lxml.html.fromstring(desk.get(ALL).content)

    listed = [li.text_content().split() for li in page.xpath("//ul[@class='fronts']/li")]
    assert listed == [
        ["Home", "page", "1", "pinned"],
        ["World", "filled", "with", "the", "newest"],
    ]
    assert "Three" in page.xpath("//table")[0].text_content()


def test_the_first_screen_and_the_list_lead_to_them(desk, lives):
    assert ALL in desk.get("/admin/").text
    assert HOME in desk.get(ALL).text
    assert "/admin/articles/front/arrange/en/world/" in desk.get(ALL).text


@pytest.mark.parametrize("role", ["translator", "photo editor", "newsletter editor"])
@pytest.mark.parametrize("address", [ALL, HOME, HOME + "world/"])
def test_fronts_are_not_for_every_role(client, lives, role, address):
    client.force_login(make_user(role))

    assert client.get(address).status_code == 403


def test_nobody_adds_or_deletes_a_front(desk, ben, lives):
    front = arranging.arrange(fronts.find("en"), by=ben, seen=0, pins=[])

    assert desk.get(f"{ALL}add/").status_code == 403
    assert desk.get(f"{ALL}{front.pk}/delete/").status_code == 403
    assert desk.get(f"{ALL}{front.pk}/change/").url == HOME
    assert desk.get(f"{ALL}no-number/change/").status_code == 404


# --- one front


def test_it_shows_the_order_as_it_stands(desk, ben, lives):
    arranging.arrange(fronts.find("en"), by=ben, seen=0, pins=[Pin(0, lives[2].pk)])

    answer = desk.get(HOME)

    assert headlines(answer) == ["Three", "One", "Two"]
    assert "Ben Adler, version 1" in answer.text


def test_a_section_shows_its_own(desk, lives):
    make_live(headline="A play", section=make_section("Culture", slug="culture"))

    assert headlines(desk.get(f"{HOME}culture/")) == ["A play"]
    assert desk.get(f"{HOME}nowhere/").status_code == 404
    assert desk.get("/admin/articles/front/arrange/xx/").status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_however_much_is_pinned(
    desk, ben, lives, number, django_assert_num_queries
):
    pins = [Pin(n, live.pk) for n, live in enumerate(lives[:number])]
    arranging.arrange(fronts.find("en"), by=ben, seen=0, pins=pins)

    # session, user, two for permissions, bell; front, pins, stories, agenda, events
    with django_assert_num_queries(8):
        desk.get(HOME)


def test_what_is_pinned_is_stored_in_its_places(desk, lives):
    until = (timezone.now() + HOUR).replace(second=0, microsecond=0)

    sent = form(lives, (3, lives[0]), (1, lives[2], local(until)), note="For the vote")
    answer = desk.post(HOME, sent, follow=True)

    assert "Stored as version 1. Readers see it from now on." in answer.text
    assert "For the vote" in answer.text
    assert stored() == [(0, "Three"), (2, "One")]
    assert Front.objects.get().slots.first().until == until


def test_what_has_no_tick_is_left_to_the_clock(desk, lives):
    sent = form(lives) | {f"story-{lives[0].pk}-place": "1"}

    desk.post(HOME, sent)

    assert stored() == []


def test_a_pin_without_a_place_is_told_and_nothing_is_lost(desk, lives):
    sent = form(lives, ("", lives[0]), (2, lives[1]), note="Careful")

    answer = desk.post(HOME, sent)

    assert answer.status_code == 400
    assert "Say to which place it is pinned." in answer.text
    assert 'value="Careful"' in answer.text
    assert not Front.objects.exists()


def test_what_the_verb_refuses_is_told_and_nothing_is_lost(desk, lives):
    past = local(timezone.now() - HOUR)

    answer = desk.post(HOME, form(lives, (1, lives[2], past)))

    assert answer.status_code == 400
    assert "pinned until a time that is past" in answer.text
    assert headlines(answer) == ["Three", "One", "Two"]
    assert past in answer.text


def test_a_story_withdrawn_meanwhile_is_told(desk, lives):
    LiveArticle.objects.filter(pk=lives[2].pk).update(
        withdrawn_at=timezone.now(), withdrawn_note="Gone.", body=""
    )

    answer = desk.post(HOME, form(lives, (1, lives[2])))

    assert (answer.status_code, headlines(answer)) == (400, ["One", "Two"])
    assert "no longer live" in answer.text


def test_two_orders_of_one_front_are_compared_and_mine_can_be_stored(desk, ben, lives):
    helen = make_user("managing editor", "helen", first_name="Helen", last_name="Marwick")
    arranging.arrange(fronts.find("en"), by=helen, seen=0, pins=[Pin(0, lives[1].pk)])

    answer = desk.post(HOME, form(lives, (1, lives[2]), note="Mine"))

    assert answer.status_code == 409
    page = lxml.html.fromstring(answer.content)
    assert "by Helen Marwick" in page.xpath("//*[@role='alert']")[0].text_content()
    mine, theirs = (area.text_content().strip() for area in page.xpath("//textarea"))
    assert (mine, theirs) == ("1. Three", "1. Two")
    assert stored() == [(0, "Two")]

    again = page.xpath("//form[.//button[contains(., 'Store mine')]]")[0]
    sent = {}
    for name, value in again.form_values():
        sent.setdefault(name, []).append(value)
    assert desk.post(again.get("action"), sent).status_code == 302
    assert stored() == [(0, "Three")]


def test_a_former_order_can_be_taken_up_again(desk, ben, lives):
    over = timezone.now() + HOUR
    front = arranging.arrange(
        fronts.find("en"), by=ben, seen=0, pins=[Pin(0, lives[2].pk), Pin(1, lives[1].pk, over)]
    )
    front = arranging.clear(front, by=ben, seen=1)
    link = re.search(r"\?from=\d+", desk.get(HOME).text).group()

    answer = desk.get(HOME + link)

    assert headlines(answer) == ["Three", "Two", "One"]
    assert "Save to put it back" in answer.text
    assert stored() == []


def test_clearing_is_asked_first_and_acts_on_post(desk, ben, lives):
    arranging.arrange(fronts.find("en"), by=ben, seen=0, pins=[Pin(0, lives[2].pk)])
    clear = "/admin/articles/front/clear/en/"

    assert "1 story is pinned here" in desk.get(clear).text
    assert stored() == [(0, "Three")]

    assert desk.post(clear, {"version": "1"}).url == HOME
    assert stored() == []
    assert "Nothing is pinned here" in desk.get(clear).text


def test_clearing_an_order_one_has_not_seen_is_refused(desk, ben, lives):
    arranging.arrange(fronts.find("en"), by=ben, seen=0, pins=[Pin(0, lives[2].pk)])

    answer = desk.post("/admin/articles/front/clear/en/", {"version": "0"}, follow=True)

    assert "was changed by Ben Adler" in answer.text
    assert stored() == [(0, "Three")]


# --- another story


def test_a_story_is_looked_for_by_words(desk, lives):
    answer = desk.get("/admin/articles/front/found/en/", {"q": "thr"})

    assert headlines(answer, "//*[@class='slot-headline']") == ["Three"]


def test_words_that_are_nowhere_are_told(desk, lives):
    assert "No live story" in desk.get("/admin/articles/front/found/en/", {"q": "nix"}).text


def test_without_script_a_button_looks_and_keeps_what_is_typed(desk, lives, monkeypatch):
    monkeypatch.setattr(fronts, "PLACES", 1)

    answer = desk.post(HOME, form(lives[:1], (1, lives[0]), q="thr", _search="1", note="So far"))

    assert answer.status_code == 200
    assert 'value="So far"' in answer.text
    assert headlines(answer)[0] == "One"
    assert not Front.objects.exists()


# --- as readers will see it


def test_the_front_is_shown_as_it_is_typed_and_not_stored(desk, lives):
    preview = "/admin/articles/front/preview/en/"

    answer = desk.post(preview, form(lives, (1, lives[2])))

    assert re.findall("One|Two|Three", answer.text)[0] == "Three"
    assert not Front.objects.exists()
    assert desk.get(preview).status_code == 405


def test_the_desk_may_frame_what_readers_see_and_nothing_runs_in_it(desk, lives):
    answer = desk.post("/admin/articles/front/preview/en/", form(lives))

    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    policy = answer["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in policy
    assert "script-src 'none'" in policy
    assert "no-store" in answer["Cache-Control"]


# --- editions


@pytest.fixture
def two_editions(settings):
    settings.EDITIONS = ["en", "fr"]


def test_every_edition_has_its_own_fronts(desk, ben, lives, two_editions):
    page = lxml.html.fromstring(desk.get(ALL).text)

    assert [h.text for h in page.xpath("//h2")] == ["Edition: en", "Edition: fr", "What ends when"]
    links = page.xpath("//ul[@class='fronts']//a/@href")
    assert links == [
        HOME,
        f"{HOME}world/",
        "/admin/articles/front/arrange/fr/",
        "/admin/articles/front/arrange/fr/world/",
    ]


def test_a_front_shows_and_takes_the_stories_of_its_edition(desk, lives, two_editions):
    french = make_live(headline="Livre", language="fr", edition="fr", section=lives[0].section)
    address = "/admin/articles/front/arrange/fr/"

    assert headlines(desk.get(address)) == ["Livre"]
    assert desk.post(address, form([french], (1, french))).status_code == 302
    assert stored() == [(0, "Livre")]
    assert desk.post(address, form(lives, (1, lives[0]), version=1)).status_code == 400


def test_a_preview_speaks_the_language_of_its_edition(desk, lives, two_editions):
    make_live(headline="Livre", language="fr", edition="fr", section=lives[0].section)

    answer = desk.post("/admin/articles/front/preview/fr/world/", {"version": "0"})

    assert '<html lang="fr"' in answer.text
    assert "Livre" in answer.text
    assert 'href="/fr/world/"' in answer.text


def test_links_of_a_preview_open_beside_the_desk(desk, lives):
    answer = desk.post("/admin/articles/front/preview/en/", form(lives))

    assert '<head><base target="_blank">' in answer.text
    assert "sandbox allow-same-origin" in answer["Content-Security-Policy"]


def test_a_story_that_is_on_the_front_is_not_found_a_second_time(desk, lives):
    answer = desk.post(HOME, form(lives, (1, lives[0])) | {"q": "two", "_search": "1"})

    assert headlines(answer, "//*[@id='found']//*[@class='slot-headline']") == []
    assert headlines(answer)[0] == "One"


def test_an_empty_front_says_what_will_fill_it(desk):
    assert "No story of this front is live yet." in desk.get(HOME).text
    assert "No story of this front" not in desk.get(ALL).text


def test_what_the_clock_took_off_is_told(desk, ben, lives):
    until = timezone.now() + HOUR
    arranging.arrange(fronts.find("en"), by=ben, seen=0, pins=[Pin(0, lives[2].pk, until)])
    arranging.drop_ended(until)

    said = " ".join(lxml.html.fromstring(desk.get(HOME).text).text_content().split())

    assert "story dropped by the clock, version 2: “Three”" in said
