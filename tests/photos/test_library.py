import datetime

import pytest
from django.utils import timezone

from photos import library
from photos.models import Credit, Photo
from tests.factories import make_article, make_live, make_photo

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 23)


def found(words):
    return [photo.title for photo in library.search(Photo.objects.order_by("title"), words)]


# --- by words


@pytest.fixture
def harbour():
    photo = make_photo(
        title="Harbour", caption="At dawn.", alt="Boats at a quay", place="Bergen",
        credit="Omar Marques/SOPA/ZUMA",
    )  # fmt: skip
    photo.tags.set(["fisheries"])
    make_photo(title="Other", caption="", alt="", credit="Nobody Else")
    return photo


@pytest.mark.parametrize(
    "words",
    ["harbour", "DAWN", "quay", "bergen", "marques", "sopa", "zuma", "FISH", "dawn zuma", "é", ""],
)
def test_a_photograph_is_found_by_its_words_names_and_tags(harbour, words):
    expected = {"é": [], "": ["Harbour", "Other"]}.get(words, ["Harbour"])
    assert found(words) == expected


def test_every_word_of_a_search_counts(harbour):
    assert found("harbour market") == []


def test_of_a_long_search_the_first_words_count(harbour):
    assert found("harbour " * 8 + "market") == ["Harbour"]


@pytest.mark.parametrize("words", ["москва", "Москва", "МОСКВА", "мос"])
def test_large_and_small_letters_are_one_in_every_script(words):
    make_photo(title="Утро", place="Москва")
    make_photo(title="Полдень", place="Tula")
    assert found(words) == ["Утро"]


def test_a_photograph_with_several_fitting_tags_is_found_once(harbour):
    harbour.tags.set(["fisheries", "fish", "fishing"])
    assert found("fish") == ["Harbour"]


@pytest.mark.parametrize("words", ["%", "'", '"', "\\", "_"])
def test_odd_characters_are_searched_as_they_are(harbour, words):
    assert found(words) == []


# --- by looks


def looking(fingerprint, **kwargs):
    photo = make_photo(**kwargs)
    Photo.objects.filter(pk=photo.pk).update(fingerprint=fingerprint)
    photo.refresh_from_db()
    return photo


def test_the_most_alike_come_first_and_the_unlike_not_at_all():
    photo = looking(0)
    near, nearer = looking(0b111111), looking(0b1)
    looking(0b1111111)
    looking(None)
    assert library.alike(photo) == [nearer, near]


def test_fingerprints_are_compared_bit_by_bit_whatever_their_sign():
    photo = looking(-1)
    twin = looking(-4)
    looking(1)
    assert library.alike(photo) == [twin]


def test_at_most_three_are_named():
    for _ in range(4):
        photo = looking(5)
    assert len(library.alike(photo)) == 3


def test_a_picture_too_plain_to_compare_is_like_none():
    looking(None)
    assert library.alike(looking(None)) == []


@pytest.mark.parametrize("number", [1, 3])
def test_looking_for_the_alike_costs_two_queries(number, django_assert_num_queries):
    for _ in range(number):
        photo = looking(5)
    looking(5)
    with django_assert_num_queries(2):
        assert [str(other) for other in library.alike(photo)]


# --- where they stand


def test_a_story_counts_once_wherever_the_photograph_stands_in_it():
    photo = make_photo()
    text = f'<figure data-photo="{photo.pk}"><figcaption></figcaption></figure>'
    article = make_article(lead_photo=photo, body=text * 2)
    make_live(article=article, photos=[photo])
    assert library.uses([photo], drafts=True) == {photo.pk: 1}


def test_open_and_live_stories_count_and_the_withdrawn_and_killed_do_not():
    photo, idle = make_photo(), make_photo()
    make_article(lead_photo=photo)
    make_article(lead_photo=photo, state="killed")
    make_live(photos=[photo])
    make_live(
        photos=[photo], withdrawn_at=timezone.now(), withdrawn_note="Asked for.", body=""
    )  # fmt: skip
    assert library.uses([photo, idle], drafts=True) == {photo.pk: 2}


def test_without_drafts_only_what_readers_see_counts():
    photo = make_photo()
    make_article(lead_photo=photo)
    make_live(photos=[photo])
    assert library.uses([photo], drafts=False) == {photo.pk: 1}


@pytest.mark.parametrize("number", [1, 3])
def test_counting_stories_costs_two_queries(number, django_assert_num_queries):
    photos = [make_photo() for _ in range(number)]
    for photo in photos:
        make_article(lead_photo=photo)
        make_live(photos=[photo])
    with django_assert_num_queries(2):
        library.uses(photos, drafts=True)


# --- badges


@pytest.mark.parametrize(
    ("terms", "badge"),
    [
        ({"valid_until": "2026-11-30"}, ("care", "ends 30 Nov")),
        ({"valid_until": "2026-11-23"}, ("care", "ends 23 Nov")),
        ({"valid_until": "2026-11-22"}, ("alarm", "ended 22 Nov")),
        ({"valid_until": "2025-12-01"}, ("alarm", "ended 1 Dec 2025")),
        ({"valid_from": "2026-12-01"}, ("care", "from 1 Dec")),
        ({"allows_site": False}, ("care", "not for the site")),
        ({"single_use": True}, ("quiet", "one story only")),
    ],
)
def test_a_badge_tells_of_the_licence(terms, badge):
    photo = make_photo()
    Credit.objects.filter(photo=photo).update(**terms)
    photo = Photo.objects.with_credit().get()
    assert list(library.badges(photo, 0, TODAY)) == [badge]


def test_a_licence_without_near_end_needs_no_badge():
    photo = make_photo()
    Credit.objects.filter(photo=photo).update(valid_until="2026-12-08")
    assert list(library.badges(Photo.objects.with_credit().get(), 0, TODAY)) == []


@pytest.mark.parametrize(("stories", "words"), [(1, "used in 1 story"), (2, "used in 2 stories")])
def test_a_badge_counts_the_stories(stories, words):
    assert list(library.badges(make_photo(), stories, TODAY)) == [("quiet", words)]


def test_a_photograph_without_credit_says_so_first():
    badges = list(library.badges(make_photo(credit=None), 1, TODAY))
    assert badges == [("alarm", "no credit"), ("quiet", "used in 1 story")]


# --- places


def test_the_desk_is_told_where_in_a_story_a_photograph_stands():
    photo, other = make_photo(), make_photo()
    figure = f'<figure data-photo="{photo.pk}"><figcaption></figcaption></figure>'
    beside = figure.replace(f'"{photo.pk}"', f'"{other.pk}"')
    all_over = make_article(lead_photo=photo, body=f"{figure}<section>{figure}{beside}</section>")
    gallery = make_article(body=f"<section>{figure}{beside}</section>")
    killed = make_article(lead_photo=photo, state="killed")
    make_article(lead_photo=other, body=beside)
    found = {story.pk: story.positions for story in library.on_the_desk(photo)}
    assert found == {
        all_over.pk: ["lead", "inline", "gallery"],
        gallery.pk: ["gallery"],
        killed.pk: ["lead"],
    }


def test_of_a_live_story_the_positions_on_record_are_told():
    photo = make_photo()
    live, silent = make_live(photos=[photo]), make_live(photos=[photo])
    for position in ("lead", "social"):
        photo.uses.create(live=live, position=position)
    stories = library.before_readers(photo, photo.live_articles.live())
    found = {story.pk: story.positions for story in stories}
    assert found == {live.pk: ["lead", "shared link"], silent.pk: []}


@pytest.mark.parametrize("number", [1, 3])
def test_telling_its_places_costs_the_same_for_one_and_for_many(number, django_assert_num_queries):
    photo = make_photo()
    for _ in range(number):
        make_live(photos=[photo]).photo_uses.create(photo=photo, position="lead")
        make_article(lead_photo=photo)
    with django_assert_num_queries(4):
        library.before_readers(photo, photo.live_articles.live())
        library.on_the_desk(photo)


def test_the_newest_live_stories_are_named(monkeypatch):
    monkeypatch.setattr(library, "SHOWN", 2)
    photo = make_photo()
    made = [make_live(photos=[photo]) for _ in range(3)]
    assert library.before_readers(photo, photo.live_articles.live()) == made[:0:-1]
