"""What search knows of the stories that are live."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from articles import indexing, publishing
from articles.models import LiveArticle, SearchEntry, SearchWord, State
from articles.revising import save_text
from tests.articles.finding import findable, headlines
from tests.articles.reading import make_source
from tests.articles.stories import BODY, bring, fresh
from tests.factories import make_author, make_live, make_publication

pytestmark = pytest.mark.django_db


def known():
    return dict(SearchWord.objects.values_list("shown", "entries"))


def words():
    return set(known())


# --- by the verbs


def test_a_draft_is_not_found(desk):
    bring(desk, State.READY)

    assert headlines("harbour") == []


def test_a_published_story_is_found_at_once(desk):
    bring(desk, State.PUBLISHED)

    assert headlines("harbour crane marin") == ["A harbour wakes"]


def test_a_changed_draft_is_not_found_before_it_is_published(desk):
    article = bring(desk, State.PUBLISHED)
    text = {"body": BODY.replace("cranes", "barges"), "headline": "A harbour sleeps"}

    article = save_text(article, by=desk.ben, seen=article.version, changes=text)

    assert headlines("barges") == []
    assert headlines("crane") == ["A harbour wakes"]

    publishing.correct(
        article, by=desk.max, seen=article.version, kind="correction", text="Three.", note="Cut."
    )

    assert headlines("barge") == ["A harbour sleeps"]
    assert headlines("crane") == []
    assert "wakes" not in words()


def test_a_withdrawn_story_is_forgotten_in_the_same_transaction(desk):
    article = bring(desk, State.PUBLISHED)

    publishing.withdraw(article, by=desk.max, seen=article.version, note="They asked.")

    assert headlines("harbour") == []
    assert not SearchEntry.objects.exists()
    assert known() == {}


def test_a_story_that_could_not_be_withdrawn_is_still_found(desk, monkeypatch):
    article = bring(desk, State.PUBLISHED)
    monkeypatch.setattr(publishing, "log", lambda *args, **kwargs: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        publishing.withdraw(article, by=desk.max, seen=article.version, note="They asked.")

    assert headlines("harbour") == ["A harbour wakes"]


def test_a_renamed_author_is_found_by_the_new_name(desk):
    article = bring(desk, State.PUBLISHED)
    lea = article.live.authors.get(name="Lea Marin")
    lea.name = "Lea Olmedo"
    lea.save()

    publishing.rerender(fresh(article).live)

    assert headlines("olmedo") == ["A harbour wakes"]
    assert headlines("marin") == []


# --- one entry


def test_pull_quotes_and_captions_are_no_part_of_an_excerpt():
    body = "<p>One.</p><aside>Quoted.</aside><figure><figcaption>Cranes</figcaption></figure>"
    live = findable(body=body)

    assert live.entry.text == "One."
    assert headlines("cranes") == [live.headline]


def test_an_entry_is_replaced_not_added():
    live = findable("A harbour")
    live.headline = "A port"

    indexing.enter_again(live, live.authors.all())

    assert SearchEntry.objects.count() == 1
    assert words() == {"port"}


def test_the_index_forgets_what_an_entry_said():
    live = findable("A harbour", text="Cranes.")
    LiveArticle.objects.update(headline="A port", body="<p>Barges.</p>")

    indexing.enter_again(LiveArticle.objects.get(), [])

    assert headlines("cranes") == []
    assert headlines("barges") == ["A port"]
    assert live.pk == SearchEntry.objects.get().live_id


def test_two_stories_of_the_same_second_are_two():
    at = timezone.now()
    for n in range(3):
        findable(f"Port {n}", first_published_at=at)

    assert len(headlines("port")) == 3


# --- the vocabulary


def test_a_word_is_counted_once_for_each_story():
    findable("Port, port, Ports")
    live = findable("The port")

    assert known() == {"port": 2, "ports": 1, "the": 1}

    indexing.forget(live.article)

    assert known() == {"port": 1, "ports": 1}


def test_the_vocabulary_holds_names_and_tags_but_no_figures_and_no_scraps():
    findable(
        "In 2026: 北京",
        byline=[{"name": "Lubna Sarhan", "slug": "lubna", "role": "writer", "place": ""}],
        tag_list=[{"name": "Łódź", "slug": "lodz"}],
        source=make_source(make_publication(name="Le Quai", country="FR")),
    )

    assert words() == {"lubna", "sarhan", "łódź", "quai", "france"}


# --- many at once


def fill(number):
    return [make_live(headline=f"Port {n}", authors=[make_author(f"A{n}")]) for n in range(number)]


def test_the_command_enters_every_live_story_and_no_other(capsys, monkeypatch):
    monkeypatch.setattr(indexing, "BATCH", 2)
    fill(5)
    gone = findable("Gone")
    LiveArticle.objects.filter(pk=gone.pk).update(
        withdrawn_at=timezone.now(), withdrawn_note="Gone.", body=""
    )

    call_command("rebuild_search")
    call_command("rebuild_search")

    assert capsys.readouterr().out.split("\n")[1] == "Search knows 5 stories."
    assert len(headlines("port")) == 5
    assert known() == {"port": 5}


@pytest.mark.parametrize("number", [1, 4])
def test_many_stories_are_entered_with_as_many_queries_as_one(number, django_assert_num_queries):
    fill(number)
    lives = list(LiveArticle.objects.prefetch_related("authors"))

    with django_assert_num_queries(3):  # what was there, entries, words
        indexing.index_all(lives)


def test_a_story_is_entered_with_few_queries(django_assert_num_queries):
    live = make_live()

    authors = list(live.authors.all())

    with django_assert_num_queries(2):  # entry, words
        indexing.enter(live, authors)
    with django_assert_num_queries(3):  # what was there, taken away, entry
        indexing.enter_again(live, authors)


def test_the_planner_is_left_no_way_but_the_index():
    if connection.vendor != "postgresql":
        pytest.skip("of PostgreSQL")
    findable("Port")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            "EXPLAIN SELECT key FROM articles_searchentry WHERE terms @@ 'port'::tsquery"
            " AND edition || '' = 'en' ORDER BY key + 0 DESC LIMIT 10"
        )
        plan = "\n".join(row[0] for row in cursor.fetchall())

    assert "search_entry_terms" in plan
