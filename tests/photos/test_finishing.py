import datetime

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from photos import finishing, metadata, receiving, renditions
from photos.models import Licence, Photo
from tests.factories import make_user
from tests.photos.files import file_of, halves
from tests.photos.test_receiving import stored

pytestmark = pytest.mark.django_db


@pytest.fixture
def pia():
    return make_user("photo editor", "pia")


@pytest.fixture
def photo(pia):
    photo = receiving.receive(file_of(halves(900, 600)), by=pia, title="Harbour")
    name(photo, pia, "Mona Iris")
    return photo


def name(photo, pia, photographer):
    return receiving.credit(photo, by=pia, photographer=photographer, licence=Licence.OWN)


def said(photo, variant, form="jpg"):
    with default_storage.open(renditions.name(photo.file.name, variant, form)) as file:
        return metadata.read(file.read())


def fresh(photo):
    return Photo.objects.with_credit().get(pk=photo.pk)


def test_a_credited_photograph_is_finished_once(photo):
    assert finishing.finish_next()
    photo = fresh(photo)
    assert (photo.modern, photo.unfinished, photo.taken_up_at) == (True, False, None)
    assert len(stored()) == 3 * 3 + 1  # three widths in three formats, social
    assert not finishing.finish_next()


def test_a_photograph_without_credit_waits_for_it(pia):
    receiving.receive(file_of(halves()), by=pia)
    assert not finishing.finish_next()


def test_the_master_is_never_touched(photo):
    with photo.file.storage.open(photo.file.name) as file:
        before = file.read()
    finishing.finish_next()
    with photo.file.storage.open(photo.file.name) as file:
        assert file.read() == before


@pytest.mark.parametrize(("variant", "form"), [
    (480, "jpg"), (900, "avif"), (800, "webp"), ("social", "jpg"),
])  # fmt: skip
def test_a_new_credit_reaches_every_file_under_its_old_name(photo, pia, variant, form):
    finishing.finish_next()
    names = stored()
    assert said(photo, variant, form).creators == ["Mona Iris"]
    name(photo, pia, "Ida Sol")
    finishing.finish_next()
    assert said(photo, variant, form).creators == ["Ida Sol"]
    assert stored() == names


def test_a_new_focal_point_makes_a_new_picture_for_sharing(photo, pia):
    finishing.finish_next()
    photo = fresh(photo)
    receiving.describe(photo, by=pia, seen=photo.changed_at, changes={"focal_x": 0.1})
    assert fresh(photo).unfinished


def test_the_pages_that_show_it_learn_of_its_files(photo):
    before = fresh(photo).changed_at
    finishing.finish_next()
    assert fresh(photo).changed_at > before


def test_a_credit_changed_while_the_files_are_made_makes_them_again(photo, pia, monkeypatch):
    finish, files = finishing._files, []

    def slow(seen):
        files.extend(finish(seen))
        if len(files) < 20:
            name(photo, pia, "Ida Sol")
        yield from files

    monkeypatch.setattr(finishing, "_files", slow)
    finishing.finish_next()
    assert fresh(photo).unfinished
    monkeypatch.undo()
    finishing.finish_next()
    assert said(photo, 480).creators == ["Ida Sol"]
    assert not fresh(photo).unfinished


def test_what_another_worker_has_in_hand_is_left_to_it_unless_it_died(photo):
    Photo.objects.update(taken_up_at=timezone.now())
    assert not finishing.finish_next()
    Photo.objects.update(taken_up_at=timezone.now() - datetime.timedelta(minutes=11))
    assert finishing.finish_next()


def test_all_its_files_go_with_it(photo, django_capture_on_commit_callbacks):
    finishing.finish_next()
    with django_capture_on_commit_callbacks(execute=True):
        receiving.discard(fresh(photo), by=make_user(is_superuser=True))
    assert stored() == []
