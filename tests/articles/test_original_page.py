"""The page with both texts: only where the agreement lets readers see the original, and only
while the story is live."""

import datetime

import pytest
from django.utils import timezone

from articles import outdated, publishing
from articles.models import LiveArticle, State
from articles.revising import save_text
from sources.models import Agreement
from tests.articles.reading import page, part, words
from tests.articles.stories import bring, commission, fresh
from tests.factories import make_agreement, make_publication

pytestmark = pytest.mark.django_db


@pytest.fixture
def publish(desk):
    """Publish a story from a paper of this language; its LiveArticle."""

    def publish(shows_original=True, language="fr", **text):
        paper = make_publication(name="Le Quai", language=language)
        make_agreement(paper, shows_original=shows_original)
        article = commission(desk, publication=paper, agreement=False)
        return bring(desk, State.PUBLISHED, article=article, text=text).live

    return publish


def read(client, live):
    return client.get(f"{live.get_absolute_url()}original/")


def rows(response):
    """[(theirs, ours)] of the rows of the page."""
    found = part(response, "beside-row")[1:]
    sides = [
        (row.find_class("beside-theirs")[0], row.find_class("beside-ours")[0]) for row in found
    ]
    return [tuple(" ".join(side.text_content().split()) for side in pair) for pair in sides]


def test_each_paragraph_stands_beside_that_of_the_original(client, publish):
    assert rows(read(client, publish())) == [
        ("Un.", "One morning in the port."),
        ("Deux.", "Two cranes move."),
    ]


def test_what_was_left_out_is_said_to_be(client, publish, desk):
    live = publish(
        body='<p data-source="b1">One morning in the port.</p>', cut_blocks={"b2": "Too long."}
    )

    assert rows(read(client, live))[1] == ("Deux.", "Left out of the translation.")


def test_a_pull_quote_is_not_read_twice(client, publish):
    body = (
        '<p data-source="b1">One.</p><aside data-source="b1">One!</aside>'
        '<p data-source="b2">Two.</p>'
    )

    assert rows(read(client, publish(body=body))) == [("Un.", "One."), ("Deux.", "Two.")]


def test_both_headlines_stand_on_top_each_in_its_language(client, publish):
    live = publish()
    top = part(read(client, live), "beside-top")[0]

    assert top.find(".//h1").text == live.headline
    assert top.find(".//h2").text == live.source["headline"]
    assert top.find(".//h2").get("lang") == "fr"


def test_a_text_from_the_right_says_so(client, publish):
    live = publish()
    source = live.source | {"language": "ar", "direction": "rtl"}
    LiveArticle.objects.update(source=source)

    response = read(client, live)

    assert part(response, "beside-rtl")
    assert {side.get("dir") for side in part(response, "beside-theirs")[1:]} == {"rtl"}


def test_search_engines_are_sent_to_the_story(client, publish):
    live = publish()
    tree = page(read(client, live))

    assert tree.xpath("//meta[@name='robots']/@content") == ["noindex"]
    [canonical] = tree.xpath("//link[@rel='canonical']/@href")
    assert canonical.endswith(live.get_absolute_url())


def test_the_story_leads_to_it_where_it_is_allowed(client, publish):
    live = publish()

    assert (
        f'href="{live.get_absolute_url()}original/"'
        in client.get(live.get_absolute_url()).content.decode()
    )


def test_without_leave_there_is_no_such_page_and_no_way_to_it(client, publish):
    live = publish(shows_original=False)

    assert read(client, live).status_code == 404
    assert "original/" not in client.get(live.get_absolute_url()).content.decode()
    assert live.pairs == []


def test_when_the_leave_ends_so_does_the_page(client, publish):
    live = publish()
    later = timezone.now() + datetime.timedelta(minutes=5)
    Agreement.objects.update(shows_original=False, changed_at=later)

    publishing.rerender_changed()

    assert read(client, live).status_code == 404


def leads_there(client, live):
    return f"{live.get_absolute_url()}original/" in client.get(live.get_absolute_url()).text


def day(number):
    return timezone.localdate() + datetime.timedelta(days=number)


def on_another_day(monkeypatch, number):
    now = timezone.now() + datetime.timedelta(days=number)
    monkeypatch.setattr(timezone, "now", lambda: now)


def test_on_its_last_day_both_texts_are_shown_and_on_the_next_one_no_longer(
    client, publish, monkeypatch
):
    live = publish()
    Agreement.objects.update(ends_on=day(0))
    assert read(client, live).status_code == 200

    on_another_day(monkeypatch, 1)
    assert read(client, live).status_code == 404  # before any worker has come by
    publishing.rerender_changed()

    assert LiveArticle.objects.get().pairs == []
    assert not leads_there(client, live)
    assert client.get(live.get_absolute_url()).status_code == 200


def test_what_has_been_made_again_on_that_day_is_left_alone(publish, monkeypatch):
    live = publish()
    Agreement.objects.update(ends_on=day(0))
    on_another_day(monkeypatch, 1)
    publishing.rerender_changed()

    on_another_day(monkeypatch, 1)
    assert not outdated.changed_since_rendering().filter(pk=live.pk).exists()


def test_an_agreement_that_takes_its_place_keeps_both_texts_there(client, publish, monkeypatch):
    live = publish()
    Agreement.objects.update(ends_on=day(0))
    make_agreement(live.publication, starts_on=day(1), shows_original=True)

    on_another_day(monkeypatch, 1)
    publishing.rerender_changed()

    assert read(client, live).status_code == 200
    assert leads_there(client, live)


def test_one_that_begins_later_brings_them_back(client, publish, monkeypatch):
    live = publish()
    Agreement.objects.update(ends_on=day(0))
    make_agreement(live.publication, starts_on=day(3), shows_original=True)
    on_another_day(monkeypatch, 1)
    publishing.rerender_changed()
    assert not leads_there(client, live)

    on_another_day(monkeypatch, 2)
    publishing.rerender_changed()

    assert leads_there(client, live)
    assert read(client, live).status_code == 200


@pytest.mark.parametrize("other", [{"shows_original": False}, {"languages": ["fr"]}])
def test_another_agreement_that_does_not_say_so_does_not_take_its_place(client, publish, other):
    live = publish()
    make_agreement(live.publication, **{"shows_original": True} | other)
    Agreement.objects.filter(pk=live.agreement_id).update(ends_on=day(-1))

    assert read(client, live).status_code == 404


def test_when_the_one_in_its_place_says_so_no_longer_the_way_there_is_gone(
    client, publish, monkeypatch
):
    live = publish()
    other = make_agreement(live.publication, shows_original=True)
    Agreement.objects.filter(pk=live.agreement_id).update(ends_on=day(-1))
    publishing.rerender(live)
    assert leads_there(client, live)
    on_another_day(monkeypatch, 1)
    other.shows_original = False
    other.save()
    assert read(client, live).status_code == 404

    on_another_day(monkeypatch, 1)
    publishing.rerender_changed()

    assert not leads_there(client, live)


def test_leave_that_is_taken_back_holds_at_once(client, publish):
    live = publish()
    Agreement.objects.update(shows_original=False)

    assert read(client, live).status_code == 404


def test_a_withdrawn_story_shows_neither_text(client, publish, desk):
    live = publish()
    publishing.withdraw(live.article, by=desk.max, seen=live.version, note="Asked for.")

    response = read(client, live)

    assert response.status_code == 410
    assert "Deux." not in response.content.decode()
    assert LiveArticle.objects.get().pairs == []


def test_what_the_desk_changes_stays_on_the_desk_until_it_is_published(client, publish, desk):
    live = publish()
    article = fresh(live.article)
    save_text(
        article,
        by=desk.ben,
        seen=article.version,
        changes={"body": '<p data-source="b1">Draft.</p>'},
    )

    assert "Draft." not in words(read(client, live))


def test_our_own_story_has_no_such_page(client, desk):
    story = commission(desk, snapshot=None, use="")
    live = bring(desk, State.PUBLISHED, article=story).live

    assert read(client, live).status_code == 404


def test_a_story_that_is_not_there_has_none_either(client):
    assert client.get("/world/nothing/original/").status_code == 404


def test_the_page_costs_two_queries_however_long_the_texts(
    client, publish, django_assert_num_queries
):
    live = publish()

    with django_assert_num_queries(2):
        read(client, live)


def test_a_former_address_leads_to_where_both_texts_are_now(client, publish, desk):
    live = publish()
    old = live.get_absolute_url()
    changes = {"slug": "another-word"}
    article = save_text(live.article, by=desk.ben, seen=live.version, changes=changes)
    publishing.republish(article, by=desk.max, seen=article.version)

    response = client.get(f"{old}original/")

    live.refresh_from_db()
    assert response.status_code == 301
    assert response.url == f"{live.get_absolute_url()}original/" != f"{old}original/"
    assert read(client, live).status_code == 200
