"""When readers may see a photograph no longer, its files show it no longer, and come back."""

import datetime
import io
from importlib import import_module

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image

from photos import finishing, masters, receiving, renditions
from photos.models import Credit, Licence, Photo
from tests.factories import make_photo, make_user
from tests.photos.files import file_address, file_of, halves
from tests.photos.test_receiving import stored

pytestmark = pytest.mark.django_db


def days(number):
    return timezone.localdate() + datetime.timedelta(days=number)


def say(photo, pia, **terms):
    return receiving.credit(photo, by=pia, photographer="M", licence=Licence.OWN, **terms)


def fresh(photo):
    return Photo.objects.with_credit().get(pk=photo.pk)


@pytest.fixture
def pia():
    return make_user("photo editor", "pia")


@pytest.fixture
def photo(pia):
    photo = receiving.receive(file_of(halves(900, 600)), by=pia, title="Harbour")
    say(photo, pia)
    return photo


# --- the end of a licence


@pytest.fixture
def ended(photo):
    finishing.finish_next()
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    Credit.objects.filter(photo=photo).update(valid_until=yesterday)
    return photo


def looks(photo, variant, form="jpg"):
    with default_storage.open(renditions.name(photo.file.name, variant, form)) as file:
        image = Image.open(file).convert("RGB")
    return image.size, image.getpixel((3, 3))


@pytest.mark.parametrize(("variant", "form", "size"), [
    (480, "jpg", (480, 320)), (900, "avif", (900, 600)), (800, "webp", (800, 533)),
    ("social", "jpg", (1200, 630)),
])  # fmt: skip
def test_when_its_licence_is_over_every_file_shows_a_placeholder(ended, variant, form, size):
    before = fresh(ended).changed_at
    finishing.retire_forbidden()
    found, ground = looks(ended, variant, form)
    assert found == size
    assert max(ground) - min(ground) < 20  # no longer red
    assert fresh(ended).changed_at > before


def test_it_is_retired_once_and_not_finished_again(ended):
    finishing.retire_forbidden()
    at = fresh(ended).changed_at
    finishing.retire_forbidden()
    assert not finishing.finish_next()
    assert fresh(ended).changed_at == at


def test_on_its_last_day_it_is_shown(photo):
    finishing.finish_next()
    Credit.objects.filter(photo=photo).update(valid_until=timezone.localdate())
    finishing.retire_forbidden()
    assert not fresh(photo).retired


def test_a_licence_that_is_renewed_brings_it_back(ended, pia):
    finishing.retire_forbidden()
    say(ended, pia)
    assert finishing.finish_next()
    assert looks(ended, 480)[1][0] > 200
    assert not fresh(ended).retired


# --- taken off the site


OFF = [{"allows_site": False}, {"valid_from": days(1)}, {"valid_until": days(-1)}]


def showing():
    """Of the files that anybody may have, those that show more than a placeholder."""
    return [name for name in stored() if not _is_grey(name)]


def _is_grey(name):
    with default_storage.open(name) as file:
        ground = Image.open(file).convert("RGB").getpixel((3, 3))
    return max(ground) - min(ground) < 20


@pytest.mark.parametrize("terms", OFF)
@pytest.mark.parametrize("finished", [True, False])
def test_what_readers_may_not_see_is_shown_by_no_file(photo, pia, terms, finished):
    if finished:
        finishing.finish_next()
    say(photo, pia, **terms)
    finishing.retire_forbidden()
    assert len(stored()) == 3 * 3 + 1
    assert showing() == []


@pytest.mark.parametrize("terms", OFF)
def test_what_they_may_see_again_comes_back_under_its_names(photo, pia, terms):
    finishing.finish_next()
    names = stored()
    say(photo, pia, **terms)
    finishing.retire_forbidden()
    say(photo, pia)
    assert finishing.finish_next()
    assert showing() == stored() == names


def test_it_comes_back_by_itself_on_the_day_that_its_licence_begins(photo, pia):
    say(photo, pia, valid_from=days(1))
    finishing.retire_forbidden()
    assert not finishing.finish_next()
    Credit.objects.update(valid_from=days(0))
    assert finishing.finish_next()
    assert showing()


def test_what_was_received_has_no_address(photo, client):
    finishing.finish_next()
    assert client.get(file_address(photo)).status_code == 200
    assert client.get(f"/media/{photo.file.name}").status_code == 404
    with pytest.raises(ValueError, match="has no address"):
        _ = photo.file.url


def test_taken_off_while_its_files_are_made_it_is_shown_by_none(photo, pia, monkeypatch):
    files = finishing._files

    def interrupted(of):
        for number, file in enumerate(files(of)):
            if number == 4:
                say(photo, pia, allows_site=False)
                finishing.retire_forbidden()  # another worker, at this moment
            yield file

    monkeypatch.setattr(finishing, "_files", interrupted)
    finishing.finish_next()
    monkeypatch.undo()
    finishing.retire_forbidden()
    assert showing() == []


def test_allowed_again_while_placeholders_are_made_it_comes_back(photo, pia, monkeypatch):
    finishing.finish_next()
    say(photo, pia, allows_site=False)
    placeholder = renditions.placeholder

    def interrupted(*args):
        monkeypatch.undo()
        say(photo, pia)
        assert not finishing.finish_next()
        return placeholder(*args)

    monkeypatch.setattr(renditions, "placeholder", interrupted)
    finishing.retire_forbidden()
    assert finishing.finish_next()
    assert showing() == stored()


def test_of_many_all_are_gone_before_the_first_placeholder_is_made(pia, monkeypatch):
    for number in range(3):
        data = file_of(halves(500, 300 + number))
        say(receiving.receive(data, by=pia), pia, allows_site=False)
    seen = []
    monkeypatch.setattr(finishing, "store", lambda name, data: seen.append(stored()))
    finishing.retire_forbidden()
    assert seen[0] == []


def test_no_more_are_taken_in_hand_at_once_than_asked_for(pia):
    for number in range(3):
        data = file_of(halves(500, 300 + number))
        say(receiving.receive(data, by=pia), pia, allows_site=False)
    finishing.retire_forbidden(most=2)
    assert Photo.objects.filter(retired=True).count() == 2


# --- what the desk sees


def test_the_desk_is_still_shown_what_readers_may_not_see(photo, pia, client):
    say(photo, pia, allows_site=False)
    finishing.retire_forbidden()
    client.force_login(pia)
    address = f"/admin/photos/photo/{photo.pk}/picture"
    assert f"{address}/480/" in client.get("/admin/photos/photo/").text
    assert f"{address}/900/" in client.get(f"/admin/photos/photo/{photo.pk}/change/").text
    image = Image.open(io.BytesIO(client.get(f"{address}/480/").content))
    assert image.size == (480, 320)
    assert image.getpixel((3, 3))[0] > 200
    assert client.get(f"{address}/481/").status_code == 404


def test_nobody_else_is_shown_it(photo, client):
    address = f"/admin/photos/photo/{photo.pk}/picture/480/"
    assert client.get(address).status_code == 302
    client.force_login(make_user())
    assert client.get(address).status_code == 403


# --- from the time when masters lay among what is handed out


@pytest.mark.parametrize("retired", [True, False])
def test_an_update_puts_masters_away_and_loses_none(retired):
    photo = make_photo(retired=retired)
    with photo.file.open() as file:
        data = file.read()
    shown = renditions.name(photo.file.name, photo.width)
    masters.storage().delete(photo.file.name)
    default_storage.delete(shown)
    default_storage.save(photo.file.name, ContentFile(data))
    masters.storage().save(photo.file.name, ContentFile(data[:9]))  # it was cut short once
    for _ in range(2):
        import_module("photos.migrations.0007_masters").put_away(apps, None)
        with photo.file.storage.open(photo.file.name) as file:
            assert file.read() == data
        assert stored() == ([] if retired else [shown])
