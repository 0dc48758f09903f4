"""The verbs that change a front: who may, what stays on record, what readers see."""

import datetime
import re

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles import arranging, fronts, furniture, paging, publishing
from articles.arranging import FrontConflict
from articles.fronts import Pin
from articles.models import Front, FrontEvent, FrontSlot, LiveArticle, State
from articles.revising import NotAllowed
from tests.articles import reading
from tests.articles.stories import bring
from tests.factories import make_live, make_section, make_user

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def ben():
    return make_user("editor", "ben", first_name="Ben", last_name="Adler")


@pytest.fixture
def section():
    return make_section()


@pytest.fixture
def one(section):
    return make_live(headline="One", section=section)


@pytest.fixture
def two(section):
    return make_live(headline="Two", section=section)


def arrange(by, *pins, seen=0, front=None, **kwargs):
    return arranging.arrange(front or fronts.find("en"), by=by, seen=seen, pins=pins, **kwargs)


def stored(front):
    return list(front.slots.values_list("position", "live__headline", "until"))


def withdraw(live):
    LiveArticle.objects.filter(pk=live.pk).update(
        withdrawn_at=timezone.now(), withdrawn_note="Gone.", body=""
    )


def test_the_first_order_makes_the_front(ben, one, two):
    front = arrange(ben, Pin(0, two.pk), Pin(3, one.pk))

    assert (front.version, front.edition, front.section) == (1, "en", None)
    assert stored(front) == [(0, "Two", None), (3, "One", None)]


def test_a_new_order_replaces_the_old_one_whole(ben, one, two):
    front = arrange(ben, Pin(0, two.pk), Pin(1, one.pk))

    front = arrange(ben, Pin(0, one.pk), front=front, seen=1)

    assert (front.version, stored(front)) == (2, [(0, "One", None)])


def test_who_changed_it_stays_on_record_with_the_order(ben, one):
    until = timezone.now() + HOUR

    front = arrange(ben, Pin(0, one.pk, until), note="For the vote.")

    event = front.events.get()
    assert (event.verb, event.by, event.version, event.note) == (
        "arrange",
        ben,
        1,
        "For the vote.",
    )
    told = event.slots[0]
    assert (told["position"], told["live"], told["headline"]) == (0, one.pk, "One")
    assert datetime.datetime.fromisoformat(told["until"]) == until.replace(
        microsecond=until.microsecond // 1000 * 1000
    )


@pytest.mark.parametrize("role", ["translator", "photo editor", "newsletter editor", ""])
def test_those_who_may_not_arrange_are_told(role, one):
    with pytest.raises(NotAllowed, match="does not include arranging"):
        arrange(make_user(role), Pin(0, one.pk))

    assert not Front.objects.exists()


def test_of_two_who_arrange_at_once_the_second_is_told_by_whom(ben, one, two):
    front = arrange(ben, Pin(0, one.pk))

    with pytest.raises(FrontConflict, match=r"by Ben Adler .* version 1\. Nothing of yours"):
        arrange(make_user("editor"), Pin(0, two.pk), front=front, seen=0)

    assert stored(front) == [(0, "One", None)]


def test_a_time_that_is_past_is_refused(ben, one):
    with pytest.raises(ValidationError, match="a time that is past"):
        arrange(ben, Pin(0, one.pk, timezone.now() - HOUR))


def test_a_pin_that_ended_while_one_looked_at_it_holds_up_nothing(ben, one, two):
    front = arrange(ben, Pin(0, one.pk, timezone.now() + HOUR))
    over = timezone.now() - HOUR
    FrontSlot.objects.update(until=over)

    front = arrange(ben, Pin(0, one.pk, over), Pin(1, two.pk), front=front, seen=1)

    assert stored(front) == [(1, "Two", None)]


@pytest.mark.parametrize(
    ("positions", "words"),
    [
        ((0, 0), "pinned to one place"),
        ((0, fronts.PLACES), "Places go from 1 to 15"),
        ((-1, 1), "1 to"),
    ],
)
def test_places_that_cannot_be_are_refused(ben, one, two, positions, words):
    with pytest.raises(ValidationError, match=words):
        arrange(ben, Pin(positions[0], one.pk), Pin(positions[1], two.pk))


def test_a_story_twice_is_refused(ben, one):
    with pytest.raises(ValidationError, match="pinned twice"):
        arrange(ben, Pin(0, one.pk), Pin(1, one.pk))


def test_a_story_of_elsewhere_is_refused(ben, one, two, section):
    withdraw(two)
    french = make_live(language="fr", edition="fr", section=section)
    for live in (two, french):
        with pytest.raises(ValidationError, match="no longer live"):
            arrange(ben, Pin(0, live.pk))
    with pytest.raises(ValidationError, match="another section"):
        arrange(ben, Pin(0, one.pk), front=fronts.find("en", make_section()))


def test_a_front_is_given_back_to_the_clock(ben, one):
    front = arrange(ben, Pin(0, one.pk))

    front = arranging.clear(front, by=ben, seen=1, note="Quiet day.")

    assert (front.version, stored(front)) == (2, [])
    assert front.events.first().verb == FrontEvent.Verb.CLEAR


def test_clearing_asks_for_the_same_right_and_version(ben, one):
    front = arrange(ben, Pin(0, one.pk))

    with pytest.raises(NotAllowed):
        arranging.clear(front, by=make_user("translator"), seen=1)
    with pytest.raises(FrontConflict):
        arranging.clear(front, by=ben, seen=0)


# --- what readers see


def on(client, address="/"):
    """The headlines of a page, as far as these tests know them."""
    return re.findall(r"\b(One|Two|Three)\b</a>", client.get(address).text)


def test_a_change_is_there_with_the_next_request(client, ben, one, two, section):
    address = f"/{section.slug}/"
    before = client.get("/")
    assert (on(client), on(client, address)) == (["One", "Two"], ["One", "Two"])

    home = arrange(ben, Pin(0, two.pk))
    arrange(ben, Pin(0, two.pk), front=fronts.find("en", section))
    assert (on(client), on(client, address)) == (["Two", "One"], ["Two", "One"])
    asked = client.get("/", headers={"If-None-Match": before["ETag"]})
    assert asked.status_code == 200

    arranging.clear(home, by=ben, seen=1)
    assert on(client) == ["One", "Two"]
    assert client.get("/", headers={"If-None-Match": before["ETag"]}).status_code == 304


def test_a_pin_ends_by_itself_before_the_clock_has_looked(client, ben, one, two):
    arrange(ben, Pin(0, two.pk, timezone.now() + HOUR))
    FrontSlot.objects.update(until=timezone.now() - HOUR / 3600)

    assert on(client) == ["One", "Two"]


def test_an_old_story_leads_and_older_pages_begin_where_the_front_ends(
    client, ben, section, monkeypatch
):
    monkeypatch.setattr(paging, "PAGE_SIZE", 2)
    hour = reading.hours
    lives = [
        make_live(headline=name, section=section, first_published_at=hour(n), published_by=ben)
        for n, name in enumerate(["One", "Two", "Three"])
    ]
    arrange(ben, Pin(0, lives[2].pk))

    first = client.get("/").text
    older = re.search(r"\?before=[\w.-]+", first).group()

    assert on(client) == ["Three", "One"]
    assert on(client, "/" + older) == ["Two", "Three"]


@pytest.mark.parametrize("number", [1, 6])
def test_an_arranged_front_costs_as_much_as_any(
    client, ben, section, number, django_assert_num_queries
):
    lives = [make_live(section=section, published_by=ben) for _ in range(number)]
    pins = [Pin(n, live.pk) for n, live in enumerate(lives)]
    arrange(ben, *pins)
    arrange(ben, *pins, front=fronts.find("en", section))

    furniture.fetch("en")  # what stands around them
    for address in ("/", f"/{section.slug}/"):
        for queries in (2, 1):  # once more, and it is known what the front is made of
            with django_assert_num_queries(queries):
                client.get(address)


# --- the clock


def test_what_is_over_or_withdrawn_is_taken_off_and_put_on_record(ben, one, two, section):
    three = make_live(headline="Three", section=section)
    until = timezone.now() + HOUR
    front = arrange(ben, Pin(0, one.pk, until), Pin(1, two.pk), Pin(2, three.pk))
    withdraw(two)

    arranging.drop_ended(until)

    assert stored(front) == [(2, "Three", None)]
    event = front.events.first()
    assert (event.verb, event.by, event.version) == ("drop", None, 2)
    assert event.note in ("“One”, “Two”", "“Two”, “One”")


def test_a_story_that_went_to_another_section_is_taken_off_its_front_and_put_on_record(
    ben, one, section
):
    front = arrange(ben, Pin(0, one.pk), front=fronts.find("en", section))
    home = arrange(ben, Pin(0, one.pk))
    LiveArticle.objects.filter(pk=one.pk).update(section=make_section("Elsewhere"))

    arranging.drop_ended()

    assert (stored(front), stored(home)) == ([], [(0, "One", None)])
    assert front.events.first().note == "“One”"


def test_the_clock_leaves_alone_what_holds(ben, one, django_assert_num_queries):
    arrange(ben, Pin(0, one.pk, timezone.now() + HOUR))

    with django_assert_num_queries(1):
        arranging.drop_ended()

    assert FrontEvent.objects.count() == 1


def test_one_broken_front_is_arranged_anew_only_once(ben, one):
    until = timezone.now() + HOUR
    front = arrange(ben, Pin(0, one.pk, until))

    arranging.drop_ended(until)
    arranging.drop_ended(until)

    assert front.events.count() == 2


def test_who_opened_the_front_before_the_clock_took_a_story_off_is_told(ben, one, two):
    until = timezone.now() + HOUR
    front = arrange(ben, Pin(0, one.pk, until))
    arranging.drop_ended(until)

    with pytest.raises(FrontConflict, match="was changed since you opened it"):
        arrange(ben, Pin(0, two.pk), front=front, seen=1)


def test_withdrawing_by_the_desk_takes_a_story_off_every_front(desk, client):
    story = bring(desk, State.PUBLISHED)
    home = arrange(desk.ben, Pin(0, story.live.pk))
    own = arrange(desk.ben, Pin(0, story.live.pk), front=fronts.find("en", story.live.section))

    publishing.withdraw(story, by=desk.max, seen=story.version, note="Asked for.")

    assert "A harbour wakes" not in client.get("/").text
    assert fronts.agenda() == []
    arranging.drop_ended()
    assert (stored(home), stored(own)) == ([], [])
