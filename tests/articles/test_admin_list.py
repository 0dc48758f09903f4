"""The list of stories, and the form by which a story is commissioned."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article, State
from sources.models import Original
from tests.articles.pages import change, inline_code, tree, words
from tests.articles.stories import bring, commission
from tests.factories import make_publication, make_section, make_snapshot, make_user

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/article/"
ADD = "/admin/articles/article/add/"


@pytest.fixture
def as_ben(client, desk):
    client.force_login(desk.ben)
    return client


def rows(response):
    found = tree(response).xpath("//table[@id='result_list']/tbody/tr")
    return [words(row) for row in found]


def headlines(response):
    return tree(response).xpath("//table[@id='result_list']/tbody//th/a/text()")


# --- the list


def test_a_row_says_what_where_from_how_far_when_and_who(as_ben, desk):
    due = timezone.now() - datetime.timedelta(hours=3, minutes=1)
    commission(desk, translator=desk.anna, editor=desk.carla, due_at=due)
    (row,) = rows(as_ben.get(LIST))
    article = Article.objects.get()
    for part in (
        "A harbour wakes", "translating", f"{article.original.publication} · French",
        article.section.name, "anna", "carla", "3 h late",
    ):  # fmt: skip
        assert part in row


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("ben", "There are no stories yet."), ("omar", "There is no story that is yours to see.")],
)
def test_an_empty_list_says_whether_there_is_none_or_none_of_theirs(client, desk, name, sentence):
    if name == "omar":
        commission(desk, headline="Anna's", translator=desk.anna)
    client.force_login(getattr(desk, name))
    assert sentence in words(client.get(LIST))


def test_a_story_of_our_own_is_said_to_be_so(as_ben, desk):
    commission(desk, snapshot=None, use="")
    assert "our own" in rows(as_ben.get(LIST))[0]


def test_a_translator_lists_what_is_theirs_and_what_is_free(client, desk):
    commission(desk, headline="Free")
    commission(desk, headline="Omar's", translator=desk.omar)
    commission(desk, headline="Anna's", translator=desk.anna)
    client.force_login(desk.anna)
    assert set(headlines(client.get(LIST))) == {"Free", "Anna's"}


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_costs_the_same_at_one_and_at_thirty(
    as_ben, desk, number, django_assert_num_queries
):
    section = make_section()
    publication = make_publication()
    for _ in range(number):
        commission(desk, translator=desk.anna, section=section, publication=publication)
    with django_assert_num_queries(5):  # two of them ask who is asking
        as_ben.get(LIST)


def test_headlines_are_searched(as_ben, desk):
    commission(desk, headline="The salt hills")
    commission(desk, headline="The night train")
    assert headlines(as_ben.get(LIST, {"q": "salt"})) == ["The salt hills"]


def test_the_list_is_narrowed_by_state_section_source_and_queue(as_ben, desk):
    quai = make_publication(name="Le Quai", slug="le-quai")
    sea = make_section("Sea")
    commission(desk, headline="One", publication=quai, section=sea, editor=desk.ben)
    commission(desk, headline="Two", translator=desk.anna)
    commission(desk, headline="Three", snapshot=None, use="")
    asked = {
        "state__exact": ("translating", {"Two"}),
        "section": (sea.slug, {"One"}),
        "source": ("le-quai", {"One"}),
        "queue": ("mine", {"One"}),
    }
    for name, (value, expected) in asked.items():
        assert set(headlines(as_ben.get(LIST, {name: value}))) == expected, name
    assert headlines(as_ben.get(LIST, {"source": "none"})) == ["Three"]


def test_a_queue_that_is_not_theirs_filters_nothing(client, desk):
    bring(desk, State.READY)
    client.force_login(desk.anna)
    assert headlines(client.get(LIST, {"queue": "ready"})) == ["A harbour wakes"]


def test_the_list_holds_nothing_that_a_strict_policy_forbids(as_ben, desk):
    commission(desk, headline="<script>alert(1)</script>")
    response = as_ben.get(LIST)
    assert inline_code(response) == []
    assert "unsafe" not in response.headers["Content-Security-Policy"]


def test_only_who_commissions_is_offered_to(client, desk):
    for name, offered in (("ben", True), ("anna", False), ("pia", False)):
        client.force_login(getattr(desk, name))
        assert ("Commission a story" in words(client.get(LIST))) is offered


# --- commissioning


def order(**said):
    return {"original": "", "headline": "", "use": "", "section": "", "brief": ""} | said


def test_a_story_is_commissioned_from_an_original(as_ben, desk):
    snapshot, section = make_snapshot(headline="Le port"), make_section()
    response = as_ben.post(
        ADD,
        order(
            original=snapshot.original_id,
            headline="The port",
            use="full",
            section=section.pk,
            brief="800 words.",
            translator=desk.anna.pk,
            editor=desk.ben.pk,
            due_at="2030-01-02T10:00",
        ),
    )
    article = Article.objects.get()
    assert response.url == change(article)
    assert (article.snapshot, article.section, article.use) == (snapshot, section, "full")
    assert (article.translator, article.editor) == (desk.anna, desk.ben)
    assert (article.state, article.brief) == (State.TRANSLATING, "800 words.")
    assert article.commissioned_by == desk.ben
    assert article.revisions.count() == 1


def test_without_a_working_headline_the_original_lends_its_own(as_ben, desk):
    snapshot = make_snapshot(headline="Le port " * 36)
    as_ben.post(ADD, order(original=snapshot.original_id, use="full"))
    assert Article.objects.get().headline == ("Le port " * 36)[:200].strip()


def test_a_story_of_our_own_needs_a_headline_only(as_ben, desk):
    assert as_ben.post(ADD, order(headline="A walk")).status_code == 302
    assert Article.objects.get().snapshot is None


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({}, "Give the story a working headline, or choose an original."),
        ({"headline": "x" * 201}, "Ensure this value has at most 200 characters"),
        ({"headline": "A walk", "original": "999"}, "Select a valid choice"),
        ({"headline": "A walk", "due_at": "soon"}, "Enter a valid date/time."),
        ({"headline": "A walk", "translator": "999"}, "Select a valid choice"),
        ({"headline": "\u200b"}, "This field cannot be blank."),
    ],
)
def test_a_commission_that_lacks_something_is_refused_in_words_and_kept(
    as_ben, desk, said, sentence
):
    response = as_ben.post(ADD, order(brief="Keep this.", **said))
    assert response.status_code == 400
    assert sentence in words(response)
    assert tree(response).get_element_by_id("id_brief").text.strip() == "Keep this."
    assert not Article.objects.exists()


def test_an_original_needs_a_kind_of_use(as_ben, desk):
    response = as_ben.post(ADD, order(original=make_snapshot().original_id))
    assert response.status_code == 400
    assert "Say what we make of the original" in words(response)


def test_an_original_that_was_taken_down_cannot_be_commissioned(as_ben, desk):
    original = make_snapshot().original
    Original.objects.filter(pk=original.pk).update(
        withdrawn_at=timezone.now(), withdrawn_note="Asked."
    )
    response = as_ben.post(ADD, order(original=original.pk, use="full"))
    assert response.status_code == 400
    assert not Article.objects.exists()


@pytest.mark.parametrize("name", ["original", "snapshot"])
def test_an_address_can_choose_the_original(as_ben, desk, name):
    snapshot = make_snapshot(headline="Le port")
    asked = {"original": snapshot.original_id, "snapshot": snapshot.pk}[name]
    response = as_ben.get(ADD, {name: asked})
    chosen = tree(response).xpath("//select[@name='original']/option[@selected]")
    assert [words(option) for option in chosen] == [
        f"Le port — {snapshot.original.publication} (French)"
    ]


def test_only_translators_are_offered_as_translators(as_ben, desk):
    options = tree(as_ben.get(ADD)).xpath("//select[@name='translator']/option/text()")
    assert {"anna", "omar"} <= set(options)
    assert not {"pia", "nina"} & set(options)


@pytest.mark.parametrize("name", ["anna", "pia", "nina"])
def test_who_may_not_commission_is_refused_by_form_and_post(client, desk, name):
    client.force_login(getattr(desk, name))
    assert client.get(ADD).status_code == 403
    assert client.post(ADD, order(headline="Mine")).status_code == 403
    assert not Article.objects.exists()


def test_the_commission_form_holds_nothing_that_a_strict_policy_forbids(client, desk):
    make_snapshot(headline='"><script>alert(1)</script>')
    client.force_login(make_user(is_superuser=True))
    assert inline_code(client.get(ADD)) == []


@pytest.mark.parametrize("name", ["original", "snapshot"])
@pytest.mark.parametrize("asked", ["²", "٣", "9" * 5_000, "9" * 30, "-1", "x"])
def test_an_address_that_chooses_nothing_leaves_the_choice_open(as_ben, desk, name, asked):
    make_snapshot()
    response = as_ben.get(ADD, {name: asked})
    assert response.status_code == 200
    assert not tree(response).xpath("//select[@name='original']/option[@selected][@value!='']")


def test_an_original_of_five_thousand_digits_is_no_valid_choice(as_ben, desk):
    response = as_ben.post(ADD, order(headline="A walk", original="9" * 5_000))
    assert response.status_code == 400
    assert "Select a valid choice" in words(response)


# --- among very many


def test_the_list_goes_on_without_being_counted(as_ben, desk, monkeypatch):
    monkeypatch.setattr("articles.admin.ArticleAdmin.list_per_page", 2)
    for n in range(5):
        commission(desk, headline=f"Story {n}")

    with CaptureQueriesContext(connection) as asked:
        pages = [as_ben.get(LIST, {"p": n}) for n in (1, 2, 3)]

    assert [len(headlines(page)) for page in pages] == [2, 2, 1]
    assert "Changed earlier" in pages[0].text
    assert "Changed later" in pages[2].text
    assert "Changed earlier" not in pages[2].text
    said = [query["sql"] for query in asked.captured_queries if "articles_article" in query["sql"]]
    assert not [sql for sql in said if "COUNT(" in sql or "DISTINCT" in sql]


@pytest.mark.parametrize("page", ["0", "-1", "201", "many", "9" * 40])
def test_a_page_that_is_not_there_is_the_first(as_ben, desk, page):
    commission(desk, headline="The salt hills")

    assert headlines(as_ben.get(LIST, {"p": page})) == ["The salt hills"]


def test_nobody_turns_pages_without_end(as_ben, desk, monkeypatch):
    monkeypatch.setattr("articles.admin.ArticleAdmin.list_per_page", 1)
    monkeypatch.setattr("articles.admin_list.MOST_PAGES", 2)
    for n in range(4):
        commission(desk, headline=f"Story {n}")

    assert "Changed earlier" not in as_ben.get(LIST, {"p": 2}).text


def test_a_search_says_no_number_that_it_does_not_know(as_ben, desk):
    for n in range(3):
        commission(desk, headline=f"The salt hills {n}")

    assert "3 results" not in as_ben.get(LIST, {"q": "salt"}).text
