import pytest
from django.urls import reverse
from django.utils import timezone

from photos.models import Agency, Credit, Photo
from tests.factories import make_article, make_live, make_photo, make_user
from tests.photos.files import file_address

pytestmark = pytest.mark.django_db

LIST = "/admin/photos/photo/"
PICK = "/admin/photos/photo/pick/"


@pytest.fixture
def desk(client):
    client.force_login(make_user("photo editor", "pia"))
    return client


@pytest.fixture
def root(client):
    client.force_login(make_user("administrator", "root", is_superuser=True))
    return client


# --- the list


def test_the_list_shows_thumbnails_and_credits(desk):
    photo = make_photo(credit="Omar Marques/SOPA Images/ZUMA")
    content = desk.get(LIST).content.decode()
    assert file_address(photo) in content
    assert "Omar Marques/SOPA Images/ZUMA" in content


def test_the_list_says_in_words_where_a_credit_is_missing(desk):
    make_photo(credit=None)
    assert '<li class="badge badge-alarm">no credit</li>' in desk.get(LIST).text


def test_an_empty_library_says_what_to_do(client):
    client.force_login(make_user("photo editor"))
    assert ">Upload the first photographs</a>" in client.get(LIST).text
    client.force_login(make_user("translator"))
    assert "The photo desk uploads the first photograph." in client.get(LIST).text


def test_a_search_without_a_find_says_so_and_leads_back(desk):
    make_photo()
    answer = desk.get(LIST, {"q": "nothing such"})
    assert "No photograph fits." in answer.text
    assert f'<a href="{LIST}">Show all.</a>' in answer.text


def test_the_newest_photographs_come_first_sixty_on_a_page(desk):
    made = [make_photo().pk for _ in range(61)]
    first, second = desk.get(LIST), desk.get(LIST, {"p": 2})
    shown = [photo.pk for answer in (first, second) for photo in answer.context["cl"].result_list]
    assert shown == made[::-1]
    assert len(second.context["cl"].result_list) == 1


def test_the_list_tells_in_how_many_stories_a_photograph_stands(desk):
    photo = make_photo()
    make_live(photos=[photo])
    make_article(body=f'<figure data-photo="{photo.pk}"><figcaption></figcaption></figure>')
    assert "used in 2 stories" in desk.get(LIST).text


def test_a_translator_is_not_told_of_drafts_by_the_list(client):
    make_article(lead_photo=make_photo())
    client.force_login(make_user("translator"))
    assert "used in" not in client.get(LIST).text


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_many(desk, number, django_assert_num_queries):
    for _ in range(number):
        photo = make_photo(credit="Omar Marques/SOPA Images/ZUMA")
        photo.tags.set(["harbour", f"tag {photo.pk}"])
        make_live(photos=[photo])
        make_article(lead_photo=photo)
    with django_assert_num_queries(10):
        desk.get(LIST)


def test_the_list_is_searched(desk):
    make_photo(title="Quay")
    make_photo(title="Other")
    shown = desk.get(LIST, {"q": "quay"}).context["cl"].result_list
    assert [photo.title for photo in shown] == ["Quay"]


# --- deleting


def test_roles_of_the_desk_delete_no_photograph(desk):
    photo = make_photo()
    assert desk.post(f"{LIST}{photo.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Photo.objects.exists()


def test_an_unused_photograph_can_be_deleted(root):
    photo = make_photo()
    assert root.post(f"{LIST}{photo.pk}/delete/", {"post": "yes"}).status_code == 302
    assert not Photo.objects.exists()


@pytest.mark.parametrize("use", ["lead", "live"])
def test_a_used_photograph_cannot_be_deleted(root, use):
    photo = make_photo()
    if use == "lead":
        make_article(lead_photo=photo)
    else:
        make_live(photos=[photo])
    assert root.post(f"{LIST}{photo.pk}/delete/", {"post": "yes"}).status_code == 403
    assert 'class="deletelink"' not in root.get(f"{LIST}{photo.pk}/change/").content.decode()
    assert Photo.objects.exists()


def test_a_photograph_within_a_text_is_kept_with_a_sentence(root):
    photo = make_photo(title="Harbour")
    make_article(body=f'<figure data-photo="{photo.pk}"><figcaption></figcaption></figure>')
    answer = root.post(f"{LIST}{photo.pk}/delete/", {"post": "yes"}, follow=True)
    assert "“Harbour” stands in a story. Take it out there first." in answer.content.decode()
    assert Photo.objects.exists()


def test_photographs_cannot_be_deleted_in_bulk(root):
    photo = make_photo()
    said = {"action": "delete_selected", "_selected_action": [photo.pk], "post": "yes"}
    root.post(LIST, said)
    assert Photo.objects.exists()


# --- the picker


def picked(client, **query):
    return client.get(PICK, query).json()["results"]


def test_the_picker_tells_what_the_editor_shows(desk):
    photo = make_photo(title="Harbour", caption="At dawn.", credit="Omar Marques/SOPA/ZUMA")
    assert picked(desk) == [
        {
            "id": photo.pk,
            "title": "Harbour",
            "caption": "At dawn.",
            "credit": "Omar Marques/SOPA/ZUMA",
            "problems": [],
            "thumb": file_address(photo),
            "width": 60,
            "height": 40,
        }
    ]


def test_the_picker_has_its_name():
    assert reverse("admin:photos_photo_pick") == PICK


def test_the_picker_gives_the_newest_first_and_thirty_at_most(desk):
    made = [make_photo().pk for _ in range(32)]
    assert [photo["id"] for photo in picked(desk)] == made[::-1][:30]


def test_the_picker_shows_an_empty_credit_where_there_is_none(desk):
    make_photo(credit=None)
    assert picked(desk)[0]["credit"] == ""


@pytest.mark.parametrize("words", ["harbour", "DAWN", "bergen", "marques", "sopa", "dawn zuma"])
def test_the_picker_searches_words_and_names(desk, words):
    make_photo(title="Harbour", caption="At dawn.", place="Bergen", credit="Omar Marques/SOPA/ZUMA")
    make_photo(title="Other", caption="", alt="", credit="Nobody Else")
    assert [photo["title"] for photo in picked(desk, q=words)] == ["Harbour"]


@pytest.mark.parametrize("words", ["\x00", "%", "'", '"', "x" * 5000, "\u202e", "nothing such"])
def test_the_picker_bears_odd_searches(desk, words):
    make_photo(title="Harbour")
    answer = desk.get(PICK, {"q": words})
    assert answer.status_code == 200
    assert len(answer.json()["results"]) <= 1


def test_the_picker_finds_one_by_its_number(desk):
    photo = make_photo()
    make_photo()
    assert [found["id"] for found in picked(desk, id=photo.pk)] == [photo.pk]


@pytest.mark.parametrize("number", ["", "0", "-1", "abc", "1 OR 1=1", "9" * 30, "٣"])
def test_the_picker_finds_nothing_by_a_number_that_is_none(desk, number):
    make_photo()
    assert picked(desk, id=number) == []


@pytest.mark.parametrize("number", [1, 3])
def test_the_picker_costs_the_same_for_one_and_for_many(desk, number, django_assert_num_queries):
    for _ in range(number):
        make_photo(credit="Omar Marques/SOPA Images/ZUMA")
    Credit.objects.update(single_use=True)
    with django_assert_num_queries(4):
        picked(desk)


def test_every_role_of_the_desk_may_pick(client):
    for role in ("translator", "editor", "photo editor", "managing editor"):
        client.force_login(make_user(role))
        assert client.get(PICK).status_code == 200


def test_without_the_right_to_see_photographs_nothing_is_picked(client):
    client.force_login(make_user(""))
    assert client.get(PICK).status_code == 403


def test_a_stranger_is_sent_to_the_log_in(client):
    answer = client.get(PICK)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/admin/login/")


def test_the_picker_is_only_read(desk):
    assert desk.post(PICK).status_code == 405


def test_the_picker_says_why_a_photograph_may_not_be_shown(desk):
    photo = make_photo(title="Harbour")
    Credit.objects.filter(photo=photo).update(valid_until="2020-01-31", allows_site=False)
    assert picked(desk)[0]["problems"] == [
        "The licence of “Harbour” ended on 31 January 2020.",
        "The licence of “Harbour” does not cover the site. Choose another photograph.",
    ]


def test_the_picker_warns_of_no_more_than_bars_a_photograph(desk):
    photo = make_photo(alt="")
    Credit.objects.filter(photo=photo).update(territory="Europe")
    assert picked(desk)[0]["problems"] == []


def test_a_photograph_for_one_story_is_barred_from_every_other(desk):
    photo = make_photo(title="Harbour")
    Credit.objects.filter(photo=photo).update(single_use=True)
    live, second = make_live(), make_article()
    live.photo_uses.create(photo=photo, position="lead")  # and was taken out again since
    first = live.article
    assert picked(desk, story=first.pk)[0]["problems"] == []
    told = ["“Harbour” is licensed for one story, and another one has used it."]
    for story in (second.pk, "", "x"):
        assert picked(desk, story=story)[0]["problems"] == told


# --- agencies


def test_an_agency_is_added(desk):
    said = {"name": "Field Images", "slug": "field-images", "website": "https://field.example"}
    assert desk.post("/admin/photos/agency/add/", said).status_code == 302
    assert Agency.objects.get().name == "Field Images"


def test_an_agency_that_is_owed_for_a_photograph_stays(root):
    make_photo(credit="Mona Iris/Field Images")
    agency = Agency.objects.get()
    root.post(f"/admin/photos/agency/{agency.pk}/delete/", {"post": "yes"})
    assert Agency.objects.exists()


def test_stray_characters_in_the_name_of_an_agency_are_taken_out(desk):
    said = {"name": "Field\u200b Images\u202e\x00", "slug": "field", "website": ""}
    assert desk.post("/admin/photos/agency/add/", said).status_code == 302
    assert Agency.objects.get().name == "Field Images"


# --- the stories that use it


def used_in(client, photo):
    return client.get(f"{LIST}{photo.pk}/change/").content.decode()


@pytest.fixture
def led():
    """A photograph that leads a draft, a live story and a withdrawn one."""
    photo = make_photo()
    make_article(headline="Still a secret", lead_photo=photo)
    make_live(headline="Read by all", photos=[photo])
    make_live(
        headline="Taken back", photos=[photo],
        withdrawn_at=timezone.now(), withdrawn_note="Asked for.", body="",
    )  # fmt: skip
    return photo


def test_who_sees_every_story_is_told_of_the_drafts_that_a_photograph_leads(desk, led):
    page = used_in(desk, led)
    assert "Still a secret" in page
    assert "Read by all" in page
    assert "Taken back" in page


@pytest.mark.parametrize("role", ["translator", "newsletter editor"])
def test_others_are_told_only_of_the_live_stories_that_show_it(client, led, role):
    client.force_login(make_user(role))
    page = used_in(client, led)
    assert "Still a secret" not in page
    assert "Taken back" not in page
    assert "Read by all" in page
