import datetime
import html
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from sources.models import Agreement, Publication
from tests.factories import (
    make_agreement,
    make_article,
    make_publication,
    make_snapshot,
    make_user,
)
from tests.seals import seal

pytestmark = pytest.mark.django_db


@pytest.fixture
def managing(client):
    client.force_login(make_user("managing editor"))
    return client


@pytest.fixture
def quai():
    return make_publication(name="Le Quai", slug="le-quai", language="fr", country="FR")


def text_of(response):
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", response.content.decode())).split())


def days(count):
    return timezone.localdate() + datetime.timedelta(days=count)


def list_of(model):
    return reverse(f"admin:sources_{model}_changelist")


def page_of(thing):
    return reverse(f"admin:sources_{thing._meta.model_name}_change", args=[thing.pk])


# --- papers


def test_the_list_of_papers_says_whose_agreement_runs(managing, quai):
    make_agreement(quai, starts_on=days(-500), ends_on=days(-200))
    make_agreement(quai, starts_on=days(-100))
    make_publication(name="Uferzeitung", language="de", country="DE")
    shown = text_of(managing.get(list_of("publication")))
    assert re.search(r"Le Quai French France running .* – open", shown)
    assert "Uferzeitung German Germany none" in shown


def test_translators_are_not_told_about_agreements(client, quai):
    make_agreement(quai, reference="A-12")
    client.force_login(make_user("translator"))
    assert "running" not in text_of(client.get(list_of("publication")))
    assert "A-12" not in text_of(client.get(page_of(quai)))
    assert client.get(list_of("agreement")).status_code == 403


def test_a_paper_is_added_with_its_slug(managing):
    sent = {"name": "Il Gelso", "slug": "il-gelso", "language": "it", "country": "IT",
            "website": "ilgelso.example", "description": ""}  # fmt: skip
    assert managing.post(reverse("admin:sources_publication_add"), sent).status_code == 302
    assert Publication.objects.get(slug="il-gelso").website == "https://ilgelso.example"


def test_the_slug_of_a_paper_never_changes_again(managing, quai):
    agreement = make_agreement(quai)
    sent = {"name": "Le Quai", "slug": "other", "language": "fr", "country": "FR", "website": "",
            "description": "A paper of the harbour.", "agreements-TOTAL_FORMS": "1",
            "agreements-INITIAL_FORMS": "1", "agreements-0-id": agreement.pk,
            "agreements-0-publication": quai.pk, "seen": seal(quai)}  # fmt: skip
    assert managing.post(page_of(quai), sent).status_code == 302
    quai.refresh_from_db()
    assert (quai.slug, quai.description) == ("le-quai", "A paper of the harbour.")


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("language", "klingon-x", "is not a language code"),
        ("country", "XX", "is not a country code"),
        ("website", "javascript:alert(1)", "Enter a valid URL"),
    ],
)
def test_a_wrong_code_is_answered_in_a_sentence(managing, field, value, sentence):
    sent = {"name": "Il Gelso", "slug": "il-gelso", "language": "it", "country": "IT"}
    response = managing.post(reverse("admin:sources_publication_add"), sent | {field: value})
    assert sentence in text_of(response)
    assert not Publication.objects.exists()


def test_a_papers_page_lists_its_agreements_and_what_to_do_next(managing, quai):
    agreement = make_agreement(quai, reference="A-12", languages=["en", "pt-BR"])
    response = managing.get(page_of(quai))
    shown = response.content.decode()
    assert page_of(agreement) in shown
    assert "English, Portuguese (Brazil)" in text_of(response)
    assert f"{reverse('admin:sources_original_add')}?publication=le-quai" in shown
    assert f"{reverse('admin:sources_agreement_add')}?publication={quai.pk}" in shown


# --- agreements


def agreement_data(publication, **changed):
    return {
        "publication": publication.pk,
        "reference": "A-12",
        "starts_on": "2026-01-01",
        "languages": "en, fr",
        "allows_full": "on",
        "delay_hours": "0",
        "territory": "worldwide",
        "attribution": "First published by {publication}",
        "fee": "120.00",
        "currency": "eur",
    } | changed


def test_stray_characters_are_taken_out_of_the_words_of_a_paper(managing):
    sent = {"name": "Il\u200b Gelso\u202e\x00", "slug": "il-gelso", "language": "it",
            "country": "IT", "website": "", "description": "Of Bari.\x07\r\nDaily."}  # fmt: skip
    assert managing.post(reverse("admin:sources_publication_add"), sent).status_code == 302
    stored = Publication.objects.get()
    assert (stored.name, stored.description) == ("Il Gelso", "Of Bari.\nDaily.")


def test_stray_characters_are_taken_out_of_the_words_of_an_agreement(managing, quai):
    sent = agreement_data(quai, reference="A-\u200b12\x00", attribution="First  in\u202e Le Quai.")
    assert managing.post(reverse("admin:sources_agreement_add"), sent).status_code == 302
    stored = Agreement.objects.get()
    assert (stored.reference, stored.attribution) == ("A-12", "First in Le Quai.")


def test_an_agreement_is_added_with_its_languages_as_words(managing, quai):
    sent = agreement_data(quai, languages="en; PT_br fr,en")
    assert managing.post(reverse("admin:sources_agreement_add"), sent).status_code == 302
    agreement = Agreement.objects.get()
    assert agreement.languages == ["en", "pt-BR", "fr"]
    assert agreement.currency == "EUR"


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"languages": ""}, "This field is required"),
        ({"languages": " , "}, "This field is required"),
        ({"languages": "en, klingon-x"}, "“klingon-x” is not a language code"),
        ({"languages": '["en"]'}, "is not a language code"),
        ({"allows_full": ""}, "Allow at least one kind of use."),
        ({"ends_on": "2025-12-31"}, "The agreement ends before it starts."),
        ({"currency": "€"}, "Use three letters, such as EUR."),
        ({"delay_hours": "-1"}, "greater than or equal to 0"),
    ],
)
def test_an_impossible_agreement_is_answered_in_a_sentence(managing, quai, changed, sentence):
    response = managing.post(
        reverse("admin:sources_agreement_add"), agreement_data(quai, **changed)
    )
    assert sentence in text_of(response)
    assert "A-12" in response.content.decode()
    assert not Agreement.objects.exists()


def test_languages_are_edited_as_text_with_commas(managing, quai):
    agreement = make_agreement(quai, languages=["en", "pt-BR"])
    assert 'value="en, pt-BR"' in managing.get(page_of(agreement)).content.decode()
    managing.post(page_of(agreement), agreement_data(quai, languages="en", seen=seal(agreement)))
    agreement.refresh_from_db()
    assert agreement.languages == ["en"]


def test_who_may_only_read_an_agreement_reads_its_languages(client, quai):
    agreement = make_agreement(quai, languages=["en", "pt-BR"])
    client.force_login(make_user("editor"))
    response = client.get(page_of(agreement))
    assert "English, Portuguese (Brazil)" in text_of(response)
    assert client.post(page_of(agreement), agreement_data(quai)).status_code == 403


def test_the_list_of_agreements_reads_as_words(managing, quai):
    make_agreement(
        quai,
        reference="A-12",
        starts_on=datetime.date(2024, 1, 1),
        ends_on=datetime.date(2024, 12, 31),
        allows_digest=True,
        delay_hours=24,
        stories_per_month=4,
    )
    shown = text_of(managing.get(list_of("agreement")))
    assert "A-12 Le Quai ended 1 Jan 2024 – 31 Dec 2024 English full, digest 24 h 4" in shown


@pytest.mark.parametrize(
    ("standing", "reference"), [("running", "A-2"), ("coming", "A-3"), ("ended", "A-1")]
)
def test_agreements_are_filtered_by_their_standing(managing, quai, standing, reference):
    make_agreement(quai, reference="A-1", starts_on=days(-9), ends_on=days(-1))
    make_agreement(quai, reference="A-2", starts_on=days(0), ends_on=days(0))
    make_agreement(quai, reference="A-3", starts_on=days(1))
    response = managing.get(list_of("agreement"), {"standing": standing})
    assert [a.reference for a in response.context["cl"].result_list] == [reference]


# --- originals


def test_the_list_of_originals_shows_each_in_its_direction(managing):
    paper = make_publication(name="HaMirpeset", language="he")
    snapshot = make_snapshot(paper, headline="הנמל מתעורר")
    snapshot.original.language = "he"
    snapshot.original.save()
    make_article(snapshot=snapshot, use="full")
    response = managing.get(list_of("original"))
    assert '<bdi lang="he" dir="rtl">הנמל מתעורר</bdi>' in response.content.decode()
    assert "הנמל מתעורר HaMirpeset Hebrew" in text_of(response)
    assert [original.stories_made for original in response.context["cl"].result_list] == [1]


def test_originals_are_filtered_by_language_under_its_name(managing, quai):
    make_snapshot(quai)
    other = make_snapshot(make_publication(language="ja"))
    other.original.language = "ja"
    other.original.save()
    response = managing.get(list_of("original"), {"language": "ja"})
    assert [o.pk for o in response.context["cl"].result_list] == [other.original_id]
    assert "Japanese" in text_of(response)


@pytest.mark.parametrize("role", ["translator", "editor", "photo editor", "managing editor"])
def test_every_hand_on_the_desk_may_read_an_original(client, quai, role):
    snapshot = make_snapshot(quai, html="<p>Les bateaux.</p>")
    client.force_login(make_user(role))
    assert "Les bateaux." in text_of(client.get(page_of(snapshot.original)))


def test_somebody_without_a_role_may_not(client, quai):
    client.force_login(make_user())
    assert client.get(page_of(make_snapshot(quai).original)).status_code == 403


@pytest.mark.parametrize("role", ["editor", "managing editor", "administrator"])
def test_nobody_changes_or_deletes_an_original(client, quai, role):
    original = make_snapshot(quai).original
    client.force_login(make_user(role))
    assert client.post(page_of(original), {"url": "https://other.example/"}).status_code == 405
    delete = reverse("admin:sources_original_delete", args=[original.pk])
    assert client.post(delete, {"post": "yes"}).status_code == 403
    original.refresh_from_db()
    assert original.url != "https://other.example/"


@pytest.mark.parametrize("number", ["999999", "x", "9" * 30])
def test_an_original_that_is_not_there(managing, number):
    address = reverse("admin:sources_original_change", args=[number])
    assert managing.get(address).status_code == 404


def test_an_original_reads_in_its_language_and_direction(managing):
    snapshot = make_snapshot(
        make_publication(language="he"),
        headline="הנמל מתעורר",
        standfirst="בוקר ברציף.",
        html="<h2>הפנס</h2><p>הסירות <em>יוצאות</em>.</p>",
    )
    snapshot.original.language = "he"
    snapshot.original.authors = ["דנה לוי"]
    snapshot.original.save()
    response = managing.get(page_of(snapshot.original))
    shown = response.content.decode()
    assert '<h1 class="desk-title" lang="he" dir="rtl">הנמל מתעורר</h1>' in shown
    assert '<div class="reading" lang="he" dir="rtl">' in shown
    assert "הסירות <em>יוצאות</em>." in shown
    assert "דנה לוי" in text_of(response)


def test_an_original_without_time_author_or_address_says_so(managing, quai):
    original = make_snapshot(quai).original
    original.url, original.first_published_at = "", None
    original.save()
    shown = text_of(managing.get(page_of(original)))
    assert "By nobody named First published not known Address none" in shown


def test_earlier_snapshots_can_be_read(managing, quai):
    first = make_snapshot(quai, html="<p>Before.</p>")
    make_snapshot(original=first.original, html="<p>After.</p>")
    newest = text_of(managing.get(page_of(first.original)))
    assert "After." in newest
    assert "Before." not in newest
    earlier = text_of(managing.get(page_of(first.original), {"snapshot": "1"}))
    assert "Before." in earlier
    assert "An earlier text." in earlier


@pytest.mark.parametrize("number", ["99", "x", ""])
def test_a_snapshot_that_is_not_there_is_the_newest(managing, quai, number):
    snapshot = make_snapshot(quai, html="<p>Here.</p>")
    assert "Here." in text_of(managing.get(page_of(snapshot.original), {"snapshot": number}))


def test_stories_made_from_an_original_are_named_with_their_state(managing, quai):
    first = make_snapshot(quai)
    article = make_article(snapshot=first, use="full", headline="The harbour wakes")
    make_snapshot(original=first.original, html="<p>After.</p>")
    response = managing.get(page_of(first.original))
    assert "The harbour wakes commissioned out of date" in text_of(response)
    assert reverse("admin:articles_article_change", args=[article.pk]) in response.content.decode()


def test_a_translator_is_told_only_of_stories_of_their_own(client, quai):
    translator = make_user("translator")
    snapshot = make_snapshot(quai)
    make_article(snapshot=snapshot, use="full", headline="Mine", translator=translator)
    make_article(snapshot=snapshot, use="digest", headline="Somebody else’s")
    client.force_login(translator)
    shown = text_of(client.get(page_of(snapshot.original)))
    assert "Mine" in shown
    assert "Somebody else’s" not in shown


def test_a_story_can_be_commissioned_from_the_newest_snapshot(managing, quai):
    snapshot = make_snapshot(quai)
    commission = f"{reverse('admin:articles_article_add')}?snapshot={snapshot.pk}"
    assert f'href="{commission}"' in managing.get(page_of(snapshot.original)).content.decode()


def test_who_may_not_commission_is_not_offered_it(client, quai):
    client.force_login(make_user("translator"))
    response = client.get(page_of(make_snapshot(quai).original))
    assert "Commission a story" not in text_of(response)


def test_nothing_is_commissioned_from_a_withdrawn_original(managing, quai):
    original = make_snapshot(quai).original
    original.withdrawn_at, original.withdrawn_note = timezone.now(), "A court said so."
    original.save()
    shown = text_of(managing.get(page_of(original)))
    assert "Commission a story" not in shown
    assert "A court said so." in shown


@pytest.mark.parametrize("model", ["publication", "agreement", "original"])
def test_a_list_costs_the_same_at_one_and_at_many(
    managing, model, django_assert_max_num_queries, django_assert_num_queries
):
    def fill(count):
        for _ in range(count):
            paper = make_publication()
            make_agreement(paper)
            make_article(snapshot=make_snapshot(paper), use="full")

    fill(1)
    managing.get(list_of(model))
    with django_assert_max_num_queries(15) as once:
        managing.get(list_of(model))
    fill(9)
    with django_assert_num_queries(len(once.captured_queries)):
        managing.get(list_of(model))


@pytest.mark.parametrize(
    ("model", "words"),
    [
        ("publication", "uferzeitung"),
        ("agreement", "uferzeitung"),
        ("agreement", "u-7"),
        ("original", "hafen"),
        ("original", "uferzeitung"),
    ],
)
def test_every_list_can_be_searched(managing, quai, model, words):
    for paper, reference, headline in (
        (quai, "Q-1", "Le port"),
        (make_publication(name="Uferzeitung"), "U-7", "Der Hafen"),
    ):
        make_agreement(paper, reference=reference)
        make_snapshot(paper, headline=headline)
    response = managing.get(list_of(model), {"q": words})
    assert len(response.context["cl"].result_list) == 1
