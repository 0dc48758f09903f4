"""The bell, the list of notices, and the choice of what is mailed."""

import datetime

import pytest
from django.utils import timezone

from articles import noticing
from articles.models import Article, Notice, NoticeKind, State
from tests.articles.pages import change, inline_code, tree, words
from tests.articles.stories import bring

pytestmark = pytest.mark.django_db
LIST, CHOICE, READ = "/admin/notices/", "/admin/notices/mail/", "/admin/notices/read/"


@pytest.fixture
def story(desk):
    return bring(desk, State.EDITING)


@pytest.fixture
def as_anna(client, desk):
    client.force_login(desk.anna)
    return client


def tell(user, story, number=1, **kwargs):
    now = timezone.now()
    return [
        Notice.objects.create(
            **{"user": user, "article": story, "kind": NoticeKind.RETURNED, "key": f"event.{n}"}
            | {"text": f"News {n}.\n<b>Why</b>", "at": now + datetime.timedelta(seconds=n)}
            | kwargs
        )
        for n in range(number)
    ]


def bell(response):
    return " ".join(tree(response).get_element_by_id("bell").text_content().split())


def told(response):
    return [item.text_content().strip() for item in tree(response).find_class("told-what")]


# --- the bell


@pytest.mark.parametrize(
    ("number", "says"), [(0, "Notices"), (2, "Notices2 unread"), (120, "Notices99+ unread")]
)
def test_the_bell_counts_what_is_unread(as_anna, desk, story, number, says):
    tell(desk.anna, story, number)
    assert bell(as_anna.get("/admin/")) == says


def test_it_stands_over_every_page(client, desk, story):
    client.force_login(desk.ben)
    tell(desk.ben, story)
    for address in ("/admin/articles/article/", change(story), LIST, "/admin/authors/author/"):
        assert bell(client.get(address)) == "Notices1 unread"


def test_a_stranger_at_the_log_in_hears_no_bell(client, db):
    assert tree(client.get("/admin/login/")).get_element_by_id("bell", None) is None


def test_the_story_page_says_how_many_are_about_it(as_anna, desk, story):
    tell(desk.anna, story, 2)
    rung = tree(as_anna.get(change(story))).get_element_by_id("bell")
    assert (rung.get("data-here"), rung.get("data-story")) == ("2", str(story.pk))


def test_looking_at_a_story_alone_changes_nothing(as_anna, desk, story):
    tell(desk.anna, story)
    as_anna.get(change(story))
    assert noticing.unread(desk.anna) == [story.pk]


# --- the list


def test_the_newest_stands_first_and_words_are_no_markup(as_anna, desk, story):
    tell(desk.anna, story, 3)
    response = as_anna.get(LIST)
    assert told(response) == ["Unread: News 2.", "Unread: News 1.", "Unread: News 0."]
    assert "<b>Why</b>" in words(response)
    assert inline_code(response) == []


def test_an_empty_list_says_what_one_will_be_told(as_anna):
    response = as_anna.get(LIST)
    assert "Nothing yet. You are told here when" in words(response)
    assert "Mark all read" not in words(response)


def test_nobody_reads_what_another_was_told(as_anna, desk, story):
    tell(desk.carla, story)
    assert told(as_anna.get(LIST)) == []


def test_what_one_may_not_see_any_more_is_not_in_it(as_anna, desk, story):
    tell(desk.anna, story)
    Article.objects.filter(pk=story.pk).update(translator=desk.omar)
    assert told(as_anna.get(LIST)) == []


def test_older_ones_are_on_pages_of_their_own(as_anna, desk, story):
    tell(desk.anna, story, 35)
    first = as_anna.get(LIST)
    (older,) = tree(first).xpath("//a[text()='Older notices']/@href")
    tell(desk.anna, story, key="event.new", at=timezone.now() + datetime.timedelta(hours=1))
    second = as_anna.get(LIST + older)
    assert len(told(first)) == 30
    assert told(second) == [f"Unread: News {n}." for n in (4, 3, 2, 1, 0)]
    assert as_anna.get(f"{LIST}?before=damaged").status_code == 404


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_costs_the_same_at_one_and_at_thirty(
    as_anna, desk, story, number, django_assert_num_queries
):
    tell(desk.anna, story, number)
    with django_assert_num_queries(4):
        as_anna.get(LIST)


# --- marking


def test_all_are_marked_by_a_press(as_anna, desk, story):
    newest = tell(desk.anna, story, 3)[-1]
    response = as_anna.post(READ, {"upto": newest.pk})
    assert response.url == LIST
    assert bell(as_anna.get(LIST)) == "Notices"


def test_those_of_a_story_are_marked_by_its_page(as_anna, desk, story):
    tell(desk.anna, story)
    other = bring(desk, State.EDITING)
    tell(desk.anna, other, key="event.other")
    assert as_anna.post(READ, {"article": story.pk}).status_code == 204
    assert noticing.unread(desk.anna) == [other.pk]


@pytest.mark.parametrize("said", [{}, {"upto": "x"}, {"article": "-1"}])
def test_a_forged_mark_marks_nothing(as_anna, desk, story, said):
    tell(desk.anna, story)
    assert as_anna.post(READ, said).status_code == 400
    assert noticing.unread(desk.anna) == [story.pk]


def test_marks_are_made_by_post_alone(as_anna):
    assert as_anna.get(READ).status_code == 405


def test_nobody_marks_for_another(as_anna, desk, story):
    (notice,) = tell(desk.carla, story)
    as_anna.post(READ, {"upto": notice.pk, "article": story.pk})
    assert noticing.unread(desk.carla) == [story.pk]


# --- the choice


def test_the_choice_is_stored_and_shown(as_anna, desk):
    as_anna.post(CHOICE, {"kinds": ["mention", "overdue"]}, follow=True)
    checked = tree(as_anna.get(CHOICE)).xpath("//input[@name='kinds'][@checked]/@value")
    assert sorted(checked) == ["mention", "overdue"]
    as_anna.post(CHOICE, {})
    assert noticing.mailed_kinds(desk.anna) == []


def test_an_unknown_kind_is_refused(as_anna, desk):
    mailed = noticing.mailed_kinds(desk.anna)
    assert as_anna.post(CHOICE, {"kinds": ["gossip"]}).status_code == 400
    assert noticing.mailed_kinds(desk.anna) == mailed != []


def test_who_has_no_address_is_told_so(as_anna, desk):
    assert "Mail goes to anna@desk.example." in words(as_anna.get(CHOICE))
    desk.anna.email = ""
    desk.anna.save()
    assert "No e-mail address is stored for you" in words(as_anna.get(CHOICE))


@pytest.mark.parametrize("address", [LIST, CHOICE])
def test_a_stranger_is_asked_to_log_in(client, db, address):
    assert client.get(address).url.startswith("/admin/login/")
