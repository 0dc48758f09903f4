import pytest
from django.core.exceptions import ValidationError

from photos import receiving
from photos.models import Photo, PhotoTag
from tests.factories import make_photo, make_user
from tests.photos.files import file_of, halves
from tests.photos.test_admin import ADD, NO_CREDIT, page, said_on, upload, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def pia():
    return make_user("photo editor", "pia")


@pytest.fixture
def desk(client, pia):
    client.force_login(pia)
    return client


def tags():
    return sorted(Photo.objects.get().tags.names())


def test_a_photograph_is_received_with_its_tags(pia):
    receiving.receive(file_of(halves()), by=pia, tags=["boats", " north\u200b ", "boats", ""])
    assert tags() == ["boats", "north"]


def test_tags_are_one_in_large_and_small_letters(pia):
    make_photo().tags.set(["Boats"])
    photo = make_photo()
    receiving.describe(photo, by=pia, seen=photo.changed_at, changes={"tags": ["boats"]})
    assert PhotoTag.objects.count() == 1


@pytest.mark.parametrize("name", ["x" * 101, "!?"])
def test_what_is_no_word_is_refused_and_nothing_is_changed(pia, name):
    photo = make_photo(title="Old")
    photo.tags.set(["boats"])
    changes = {"title": "New", "tags": ["north", name]}
    with pytest.raises(ValidationError, match="cannot be a tag"):
        receiving.describe(photo, by=pia, seen=photo.changed_at, changes=changes)
    assert (Photo.objects.get().title, tags()) == ("Old", ["boats"])


def test_new_tags_alone_make_no_new_files_but_a_new_version(pia):
    photo = make_photo()
    Photo.objects.update(unfinished=False)
    photo.refresh_from_db()
    receiving.describe(photo, by=pia, seen=photo.changed_at, changes={"tags": ["boats"]})
    now = Photo.objects.get()
    assert not now.unfinished
    assert now.changed_at > photo.changed_at


def test_who_may_not_change_photographs_changes_no_tag():
    photo, tom = make_photo(), make_user("translator")
    with pytest.raises(receiving.NotAllowed):
        receiving.describe(photo, by=tom, seen=photo.changed_at, changes={"tags": ["boats"]})
    assert tags() == []


def test_the_form_stores_tags_through_the_verb(desk):
    photo = make_photo()
    assert desk.post(page(photo), said_on(photo, tags="north, boats")).status_code == 302
    assert tags() == ["boats", "north"]
    assert 'value="boats, north"' in desk.get(page(photo)).text


def test_a_new_photograph_gets_the_tags_of_its_form(desk):
    said = {**NO_CREDIT, **words(), "upload": upload(), "tags": "boats"}
    assert desk.post(ADD, said).status_code == 302
    assert tags() == ["boats"]


def test_tags_left_alone_change_nothing(desk):
    photo = make_photo()
    photo.tags.set(["boats"])
    before = Photo.objects.get().changed_at
    desk.post(page(photo), said_on(photo, tags="boats"))
    assert Photo.objects.get().changed_at == before


def test_a_stale_form_changes_no_tag(desk):
    photo = make_photo()
    stale = said_on(photo, tags="mine")
    desk.post(page(photo), said_on(photo, title="Theirs", tags="theirs"))
    answer = desk.post(page(photo), stale)
    assert answer.status_code == 409
    assert 'value="mine"' in answer.text
    assert tags() == ["theirs"]


def test_what_is_no_tag_is_refused_beside_the_field(desk):
    photo = make_photo()
    answer = desk.post(page(photo), said_on(photo, tags="!?", caption="My words."))
    assert answer.status_code == 400
    assert "“!?” cannot be a tag" in answer.text
    assert "My words." in answer.text


def test_who_may_only_look_sees_the_tags(client):
    photo = make_photo()
    photo.tags.set(["boats"])
    client.force_login(make_user("translator"))
    assert "boats" in client.get(page(photo)).text
