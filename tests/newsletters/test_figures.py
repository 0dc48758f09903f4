import datetime

import pytest

from newsletters import figures
from newsletters.models import Click, Delivery, DeliveryEvent, Subscription
from tests.factories import make_user
from tests.newsletters.letters import make_delivery, make_mailing, make_subscription
from tests.newsletters.readers import text

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 3, 4, 12, tzinfo=datetime.UTC)  # a Wednesday
MONDAY = datetime.date(2026, 3, 2)


def days_ago(days):
    return NOW - datetime.timedelta(days=days)


def subscribe(email, newsletter, asked, confirmed=None, left=None):
    state = (
        "unsubscribed" if left is not None else "confirmed" if confirmed is not None else "pending"
    )
    return make_subscription(
        email,
        newsletter,
        state=state,
        requested_at=days_ago(asked),
        confirmed_at=None if confirmed is None else days_ago(confirmed),
        unsubscribed_at=None if left is None else days_ago(left),
    )


def week(newsletter, number):
    found = figures.growth(newsletter, NOW)[number]
    return {name: count for name, count in found.items() if count}


def test_growth_is_told_week_by_week_the_newest_first(daily):
    weeks = [row["week"] for row in figures.growth(daily, NOW)]

    assert len(weeks) == 12
    assert weeks[:2] == [MONDAY, MONDAY - datetime.timedelta(days=7)]


def test_who_asked_confirmed_and_left_counts_in_the_week_of_it(daily):
    subscribe("a@x.org", daily, asked=1)
    subscribe("b@x.org", daily, asked=3, confirmed=1)
    subscribe("c@x.org", daily, asked=10, confirmed=9, left=2)
    subscribe("d@x.org", daily, asked=300, confirmed=300)

    assert week(daily, 0) == {"week": MONDAY, "asked": 1, "confirmed": 1, "left": 1}
    assert week(daily, 1) == {
        "week": MONDAY - datetime.timedelta(days=7),
        "asked": 1,
        "confirmed": 1,
    }
    assert week(daily, 2)["asked"] == 1


def test_bounces_and_complaints_count_once_a_letter(daily):
    letters = [make_delivery(subscribe(f"{n}@x.org", daily, 1, 1)) for n in range(2)]
    for number, (letter, kind) in enumerate(
        [
            (letters[0], "hard"),
            (letters[0], "hard"),
            (letters[1], "complaint"),
            (letters[1], "soft"),
        ]
    ):
        DeliveryEvent.objects.create(
            key=str(number), provider="smtp", kind=kind, delivery=letter, happened_at=days_ago(1)
        )

    assert (week(daily, 0)["bounced"], week(daily, 0)["complained"]) == (1, 1)


def test_another_list_is_counted_apart(daily, weekly):
    subscribe("a@x.org", daily, asked=1)

    assert week(weekly, 0) == {"week": MONDAY}


def test_an_issue_tells_what_became_of_its_letters(daily):
    issue = make_mailing(daily)
    states = [Delivery.State.SENT, Delivery.State.SENT, Delivery.State.FAILED]
    letters = [
        make_delivery(make_subscription(f"{n}@x.org", daily), state, issue)
        for n, state in enumerate(states)
    ]
    DeliveryEvent.objects.create(key="1", provider="smtp", kind="hard", delivery=letters[0])
    for link, count in ((1, 5), (2, 2)):
        Click.objects.create(issue=issue, link=link, url="https://x.example/", count=count)

    (told,) = figures.issues(daily)

    assert told == {
        "issue": issue, "sent": 2, "failed": 1, "uncertain": 0, "returned": 1, "clicked": 7
    }  # fmt: skip


@pytest.mark.parametrize("many", [1, 4])
def test_figures_cost_the_same_for_little_and_for_much(daily, many, django_assert_num_queries):
    for n in range(many):
        make_delivery(make_subscription(f"{n}@x.org", daily))

    with django_assert_num_queries(9):
        figures.growth(daily)
        figures.issues(daily)


# --- the page ---------------------------------------------------------------------------


def test_the_desk_reads_the_figures_of_a_list(client, daily, weekly):
    make_delivery(make_subscription("a@x.org", daily))
    client.force_login(make_user("newsletter editor"))

    page = text(client.get("/admin/newsletters/subscriber/figures/", {"list": "morning"}))

    assert "The Morning Crossing" in page
    assert "The Morning Crossing: 1 reader<" in page
    assert "<td>1</td><td>0</td>" in page
    assert 'href="?list=slow-boat"' in page
    assert "a@x.org" not in page


def test_without_a_list_the_page_says_so(client, db):
    client.force_login(make_user("newsletter editor"))

    assert "There is no list yet." in text(client.get("/admin/newsletters/subscriber/figures/"))


def test_a_list_that_is_none_is_a_404(client, daily):
    client.force_login(make_user("newsletter editor"))

    assert client.get("/admin/newsletters/subscriber/figures/", {"list": "x"}).status_code == 404


@pytest.mark.parametrize("role", ["editor", "translator", "photo editor"])
def test_others_do_not(client, daily, role):
    client.force_login(make_user(role))

    assert client.get("/admin/newsletters/subscriber/figures/").status_code == 403
    assert Subscription.objects.count() == 0
